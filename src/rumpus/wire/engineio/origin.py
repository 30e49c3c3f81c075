"""Which web pages may connect, and the CORS headers that tell their browsers so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from rumpus.wire.engineio.config import EngineConfig

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def _authority(scheme: str, authority: str) -> tuple[str, int | None] | None:
    """Host and port; the port of the scheme if none is named."""
    try:
        parts = urlsplit(f"//{authority}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    return host, port if port is not None else _PORTS.get(scheme)


def is_same_origin(origin: str, host: str) -> bool:
    """Whether a page of this origin was served by the host that the request was sent to.

    Only host and port are compared: behind a proxy that ends TLS we do not know the scheme for sure.
    """
    scheme, mark, authority = origin.partition("://")
    if not mark or not host:
        return False
    page = _authority(scheme, authority)
    return page is not None and page == _authority(scheme, host)


class Origins:
    """The allow-list of an engine.

    Args:
        config: `allowed_origins` and `cors_credentials` count.
    """

    __slots__ = ("_allowed", "_credentials")

    def __init__(self, config: EngineConfig) -> None:
        allowed = config.allowed_origins
        self._allowed: frozenset[str] | Literal["*"] | None = (
            allowed
            if allowed is None or allowed == "*"
            else frozenset(origin.rstrip("/").lower() for origin in allowed)
        )
        self._credentials = config.cors_credentials

    def allows(self, origin: str | None, host: str) -> bool:
        """Whether a request with these Origin and Host headers may connect. Without Origin it is no foreign page."""
        if origin is None or self._allowed == "*":
            return True
        if self._allowed is not None and origin.lower() in self._allowed:
            return True
        return is_same_origin(origin, host)

    def cors_headers(self, origin: str | None) -> list[tuple[bytes, bytes]]:
        """Response headers for a request with this Origin header, which is allowed."""
        if self._allowed is None:
            return []
        if self._allowed == "*":
            return [(b"access-control-allow-origin", b"*")]
        headers = [(b"vary", b"Origin")]
        if origin is not None and origin.lower() in self._allowed:
            headers.append((b"access-control-allow-origin", origin.encode("latin-1", "replace")))
            if self._credentials:
                headers.append((b"access-control-allow-credentials", b"true"))
        return headers

    def preflight_headers(self, origin: str | None, asked: str | None) -> list[tuple[bytes, bytes]]:
        """Headers of the answer to OPTIONS; `asked` is Access-Control-Request-Headers."""
        headers = self.cors_headers(origin)
        if any(name == b"access-control-allow-origin" for name, _ in headers):
            headers.append((b"access-control-allow-methods", b"GET,POST,OPTIONS"))
            headers.append((b"access-control-max-age", b"600"))
            if asked:
                headers.append((b"access-control-allow-headers", asked.encode("latin-1", "replace")))
        return headers
