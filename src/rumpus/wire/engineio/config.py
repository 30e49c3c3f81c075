"""Every setting and limit of the Engine.IO layer, by name and with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

TransportName: TypeAlias = Literal["polling", "websocket"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineConfig:
    """Settings of an engine. The defaults suit a school behind one address and a few thousand clients.

    Attributes:
        path: where the engine is served, with a slash at both ends.
        other_paths: where it is served, too: a proxy may leave its own path before ours.
        transports: what is offered; with polling alone no upgrade is offered either.
        ping_interval: milliseconds between two pings of ours.
        ping_timeout: milliseconds a client has to answer one.
        upgrade_timeout: milliseconds from the probe of a WebSocket to the end of the upgrade.
        max_payload: bytes of one message or one POST of a client; more closes the session while it is being read.
        max_fragments: fragments of one WebSocket message.
        outgoing_bound: bytes that may wait for one client before it is closed for not reading. One message of ours
            may be larger. `Connection.outgoing_bound` changes it for one client.
        allowed_origins: origins ("https://play.example") whose pages may connect; "*" for all; None for the page's
            own host only. Requests without an Origin header do not come from a foreign page and always pass.
        cors_credentials: whether foreign pages may send cookies (never together with "*").
        max_connections: sessions at the same time.
        connections_per_address: sessions at the same time from one address; an IPv6 address counts by its /64.
        new_connections_per_address: sessions that one address may open within ten seconds.
        unlimited_addresses: networks to which the two limits above do not apply. This machine by default: behind
            a proxy on it that is not in `trusted_proxies` everybody seems to come from here.
        trusted_proxies: addresses or networks whose X-Forwarded-For, -Proto and -Host are believed.
        handshakes_per_turn: sockets opened in one turn of the loop; the others wait for the next one, so that
            running games go on while thousands come back at once.
        header_timeout: milliseconds in which a request's head must have come.
        header_bytes: bytes of the head of a request.
        body_timeout: milliseconds in which the body of a POST must have come.
        sockets_per_address: TCP connections at the same time from one address that are not (yet) WebSockets.
    """

    path: str = "/socket.io/"
    other_paths: tuple[str, ...] = ()
    transports: tuple[TransportName, ...] = ("polling", "websocket")
    ping_interval: int = 25_000
    ping_timeout: int = 20_000
    upgrade_timeout: int = 10_000
    max_payload: int = 100_000
    max_fragments: int = 4_096
    outgoing_bound: int = 1 << 20
    allowed_origins: tuple[str, ...] | Literal["*"] | None = None
    cors_credentials: bool = False
    max_connections: int = 20_000
    connections_per_address: int = 5_000
    new_connections_per_address: int = 5_000
    unlimited_addresses: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    trusted_proxies: tuple[str, ...] = ()
    handshakes_per_turn: int = 50
    header_timeout: int = 5_000
    header_bytes: int = 16_384
    body_timeout: int = 30_000
    sockets_per_address: int = 10_000

    def __post_init__(self) -> None:
        for path in self.paths:
            if not (path.startswith("/") and path.endswith("/")):
                raise ValueError(f"a path must begin and end with a slash, not {path!r}")
        if not self.transports or set(self.transports) - {"polling", "websocket"}:
            raise ValueError(f"transports must be polling, websocket or both, not {self.transports!r}")
        if self.cors_credentials and self.allowed_origins == "*":
            raise ValueError("credentials for every origin would let any page act for a visitor")

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths where the engine is served."""
        return (self.path, *self.other_paths)
