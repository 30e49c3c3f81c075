"""The path under which a reverse proxy shows this server: `/rumpus` in https://school.example/rumpus/play.

Routes know nothing of it. Here, at the edge, it is taken off what is asked for, where the proxy has not done so, and
put before what browsers are told: paths in `Location`, and the path of cookies.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App: TypeAlias = Callable[..., Awaitable[Any]]

_PATH: Final = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_TAKEN: Final = frozenset({"api", "socket.io", "_app", "health", "metrics"})
_COOKIE_PATH: Final = re.compile(rb"(;\s*path=)/(?=;|$)", re.IGNORECASE)


def base_path_of(text: str) -> str:
    """The base path that somebody means: empty, or with a slash before it and none behind.

    Raises:
        ValueError: it is none, or the first part of a path of ours, so that nobody could tell them apart.
    """
    base = "/" + text.strip("/") if text.strip("/") else ""
    if base and not _PATH.fullmatch(base):
        raise ValueError(f"a base path looks like /rumpus; this doesn't: {text}")
    if base.split("/")[1:2] and base.split("/")[1] in _TAKEN:
        raise ValueError(f"a base path can't begin with /{base.split('/')[1]}: Rumpus has paths of that name")
    return base


class BasePath:
    """An ASGI application in front of another one.

    Args:
        base: the base path, not empty.
        app: sees paths without it. A path that came without it is taken as one from which the proxy took it.
    """

    def __init__(self, base: str, app: App) -> None:
        self._base = base
        self._bytes = base.encode()
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (or the lifespan)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path == self._base:
            await self._add_slash(scope, send)
            return
        if path.startswith(self._base + "/"):
            scope = {**scope, "path": path[len(self._base) :]}
            raw = scope.get("raw_path") or b""
            # Where letters of the base came percent-encoded there is nothing to cut; nobody reads it then.
            scope["raw_path"] = raw[len(self._bytes) :] if raw.startswith(self._bytes) else scope["path"].encode()

        async def send_with_base(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [self._told(*header) for header in message.get("headers", ())]}
            await send(message)

        await self._app(scope, receive, send_with_base)

    def _told(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        lower = name.lower()
        if lower == b"location" and value.startswith(b"/") and not value.startswith(b"//"):
            return name, self._bytes + value
        if lower == b"set-cookie":
            return name, _COOKIE_PATH.sub(rb"\1" + self._bytes, value)
        return name, value

    async def _add_slash(self, scope: Scope, send: Send) -> None:
        """The base alone is no folder yet; nothing relative would be found."""
        location = self._bytes + b"/" + (b"?" + scope["query_string"] if scope["query_string"] else b"")
        headers = [(b"location", location), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 308, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
