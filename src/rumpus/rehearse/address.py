"""Where a server is: a URL taken apart once, its name looked up once, for thousands of connections."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from rumpus.rehearse.errors import NoConnectionError, RehearsalError

ProtocolT = TypeVar("ProtocolT", bound=asyncio.Protocol)

PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A server to connect to.

    Attributes:
        host: name or IP address as typed, for certificates.
        connect_to: IP address that `host` stands for; `host` itself until it is looked up.
        port: TCP port.
        tls: the context for https, else None.
        prefix: path before everything else, without the last slash, usually "".
    """

    host: str
    connect_to: str
    port: int
    tls: ssl.SSLContext | None
    prefix: str

    @classmethod
    def parse(cls, url: str) -> "Address":
        """Take a URL such as `http://127.0.0.1:8000` or `https://quiz.school.example/rumpus` apart.

        Raises:
            RehearsalError: it is no such URL.
        """
        parts = urlsplit(url if "://" in url else f"http://{url}")
        try:
            port = parts.port
        except ValueError:
            raise RehearsalError(
                f"{url!r} has no valid port number. Give the address like http://127.0.0.1:8000"
            ) from None
        if parts.scheme not in PORTS or not parts.hostname:
            raise RehearsalError(f"{url!r} is no address of a server. Give it like http://127.0.0.1:8000")
        tls = ssl.create_default_context() if parts.scheme in ("https", "wss") else None
        return cls(parts.hostname, parts.hostname, port or PORTS[parts.scheme], tls, parts.path.rstrip("/"))

    async def resolved(self) -> "Address":
        """The same address with its name looked up.

        Raises:
            NoConnectionError: nobody knows the name.
        """
        try:
            found = await asyncio.get_running_loop().getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise NoConnectionError(f"The name {self.host!r} is not known ({error}). Check the address.") from None
        # IPv4 first: servers bound to 0.0.0.0 on a machine whose name also has an IPv6 address are common.
        found.sort(key=lambda entry: entry[0] != socket.AF_INET)
        return Address(self.host, str(found[0][4][0]), self.port, self.tls, self.prefix)

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == (443 if self.tls else 80) else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """The address as a person would type it."""
        return f"{'https' if self.tls else 'http'}://{self.authority}{self.prefix}"

    @property
    def server_hostname(self) -> str | None:
        """What the certificate must be for, None without TLS."""
        return self.host if self.tls else None


async def open_connection(address: Address, protocol: Callable[[], ProtocolT]) -> ProtocolT:
    """Open one TCP (or TLS) connection.

    Raises:
        NoConnectionError: nobody listens there, or not with a valid certificate, or the machine is out of files.
    """
    loop = asyncio.get_running_loop()
    try:
        _, made = await loop.create_connection(
            protocol, address.connect_to, address.port, ssl=address.tls, server_hostname=address.server_hostname
        )
    except ConnectionRefusedError:
        raise NoConnectionError(
            f"Nobody answers at {address.url}. Is the server running, and is that its address?"
        ) from None
    except ssl.SSLError as error:
        raise NoConnectionError(f"The certificate of {address.url} is not accepted ({error.reason}).") from None
    except OSError as error:
        raise NoConnectionError(f"No connection to {address.url}: {error.strerror or error}.") from None
    return made
