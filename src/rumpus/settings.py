"""Every setting of a server, with its default and what it is for. The command line and the environment fill it."""

import ipaddress
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from cyclopts import Parameter

from rumpus.web.base_path import base_path_of

Language = Literal["en", "de"]


AT_LEAST_ONE = (
    "max_connections",
    "connections_per_address",
    "new_connections_per_address",
    "pixel_players",
    "pixel_sockets_per_address",
    "pixel_new_sockets_per_address",
    "retention_days",
)


class SettingError(ValueError):
    """A setting that can't work; the text says which and why."""


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of `rumpus serve`. Each is also an environment variable: --public-url is RUMPUS_PUBLIC_URL."""

    host: str = "0.0.0.0"  # noqa: S104 - phones have to reach it
    """Address to listen on. Phones reach the server only on an address of the network, not on 127.0.0.1."""
    port: int = 8000
    """Port to listen on."""
    data: Path = Path("data")
    """Folder for everything that is kept: the journal of running games and this server's keys."""
    public_url: str | None = None
    """Address under which phones reach this server, if it isn't the one of this machine (https://quiz.example.org)."""
    base_path: str = ""
    """Path under which a reverse proxy shows this server (/rumpus), if --public-url doesn't end in it."""
    quiz: tuple[Path, ...] = ()
    """Quiz file to host at once; pin and host secret are printed. May be given several times."""
    demo: bool = False
    """Host the demo quiz at once."""
    language: Language = "en"
    """Language of the demo quiz."""
    late_join: bool = False
    """Games of --quiz and --demo: let players in after the start."""
    custom_field: str | None = None
    """Games of --quiz and --demo: label of one more field that players fill in when they join."""
    allowed_origins: tuple[str, ...] = ()
    """Origins whose pages may connect beside our own (https://school.example.org); * allows all."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks of reverse proxies whose X-Forwarded-For is believed."""
    max_connections: int = 20_000
    """Open connections in all."""
    connections_per_address: int = 5_000
    """Open connections of one client address. A whole school may sit behind one."""
    new_connections_per_address: int = 5_000
    """New connections of one client address within 10 seconds."""
    pixel_players: int = 10_000
    """People in all pixel games together; who comes then waits in a queue."""
    pixel_sockets_per_address: int = 300
    """Open connections of one client address to the pixel games."""
    pixel_new_sockets_per_address: int = 100
    """New connections of one client address to the pixel games within 10 seconds."""
    sync: Literal["full", "normal"] = "full"
    """Writing to disk: full survives a power cut with all that was acknowledged, normal only a crash of the server."""
    database: str | None = None
    """Database of quizzes, accounts, results (postgresql://user:password@host/name), if no file in the data folder."""
    files: str | None = None
    """Where pictures are kept, if not in the data folder: another folder, or a store that speaks S3
    (s3://bucket/prefix; AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say which and for whom)."""
    registration: Literal["open", "invitation", "closed"] = "invitation"
    """Who may make an account: anybody, who was invited, nobody."""
    retention_days: int = 400
    """Days after which results of games, and the names in them, are erased."""
    operator_key: Annotated[str | None, Parameter(show_default=False)] = None
    """Key of the operator, who may start games over HTTP. Made and kept in the data folder if not given."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """How much is logged."""
    log_format: Literal["text", "json"] = "text"
    """How it is logged (to standard error)."""

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise SettingError(f"--port is a number from 0 to 65535, not {self.port}")
        base_path, public_url = _addresses(self.base_path, self.public_url)
        object.__setattr__(self, "base_path", base_path)
        object.__setattr__(self, "public_url", public_url)
        for name in AT_LEAST_ONE:
            if getattr(self, name) < 1:
                raise SettingError(f"--{name.replace('_', '-')} is at least 1")
        for proxy in self.trusted_proxies:
            try:
                ipaddress.ip_network(proxy, strict=False)
            except ValueError:
                raise SettingError(
                    f"--trusted-proxies is an address or a network (192.168.1.2 or 10.0.0.0/8); this isn't: {proxy}"
                ) from None


def _addresses(base_path: str, public_url: str | None) -> tuple[str, str | None]:
    """Base path and public address, both told; each may be said in the other, and neither ends in a slash.

    Raises:
        SettingError: one is none, or they differ.
    """
    try:
        base = base_path_of(base_path)
        if public_url is None:
            return base, None
        url = urlsplit(public_url)
        told = base_path_of(url.path)
    except ValueError as error:
        raise SettingError(f"--base-path and --public-url: {error}") from None
    if url.scheme not in ("http", "https") or not url.netloc or url.query or url.fragment:
        raise SettingError(f"--public-url starts with http:// or https:// and a name; this doesn't: {public_url}")
    if base and told and base != told:
        raise SettingError(f"--public-url ends in {told}, but --base-path is {base}")
    base = base or told
    return base, f"{url.scheme}://{url.netloc}{base}"


@dataclass(frozen=True)
class Keys:
    """The secrets of one server. They live in the data folder, readable by its owner only, and outlive restarts."""

    operator: str
    time_sync: bytes
    access: bytes

    @classmethod
    def of(cls, settings: Settings) -> "Keys":
        """The keys of this data folder, made at the first start."""
        return cls(
            operator=settings.operator_key or _kept(settings.data / "operator.key").decode(),
            time_sync=_kept(settings.data / "time-sync.key"),
            access=_kept(settings.data / "access-token.key"),
        )


def _kept(path: Path) -> bytes:
    """A random secret of 256 bits in hexadecimal, kept in a file that only its owner may read."""
    try:
        kept = path.read_bytes().strip()
    except FileNotFoundError:
        secret = secrets.token_hex(32).encode()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret + b"\n")
        return secret
    if not kept:
        # A full disk leaves such a file; an empty key would let everybody in.
        raise SettingError(f"The key in {path} is empty. Remove the file, and a new one is made")
    return kept
