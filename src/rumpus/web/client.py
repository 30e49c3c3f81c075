"""Serves the built web client: its files, and its page for every path that is not the server's own."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rumpus.web.base_path import App, Receive, Scope, Send
from rumpus.web.client_files import ClientFiles, File, read_client
from rumpus.web.client_policy import Policy

BUILT: Final = Path(__file__).parent / "static"
"""Where the build puts the client."""

PAGES: Final = frozenset({"play", "host", "remote", "pixel"})
"""First parts of paths that have a page. For others the page says that there is nothing there."""

_SERVER: Final = frozenset({"api", "socket.io", "health", "metrics"})
"""First parts of paths that are no pages."""

_NOT_FOUND: Final = b"There is no such file here.\n"


class Client:
    """An ASGI application in front of another one. As long as it has read no client, the other one gets everything.

    Args:
        app: gets what is neither a file nor a page.
        folder: where the built client is.
        base: the base path, as browsers see it; requests come without it.
    """

    def __init__(self, app: App, folder: Path, base: str) -> None:
        self._app = app
        self._folder = folder
        self._base = base
        self._client: ClientFiles | None = None
        self._policy = Policy("")

    async def read(self) -> bool:
        """Read the built client anew; False if there is none.

        Raises:
            OSError: it cannot be read.
        """
        self._client = await asyncio.to_thread(read_client, self._folder, self._base)
        if self._client is not None:
            self._policy = Policy(self._client.shell.body.decode())
        return self._client is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (or the lifespan)."""
        if self._client is None or scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        file = self._client.files.get(path)
        first = path[1:].partition("/")[0]
        headers = _headers(scope)
        if file is not None:
            await _answer(send, scope, file, headers)
        elif path == "/" or first in PAGES:
            await _answer(send, scope, self._client.shell, headers, more=self._of_page(headers))
        elif first == "_app":
            # A file of another version. The page would be taken for it.
            await _not_found(send, scope)
        elif first not in _SERVER and "text/html" in headers.get(b"accept", b"").decode("latin-1").lower():
            await _answer(send, scope, self._client.shell, headers, status=404, more=self._of_page(headers))
        else:
            await self._app(scope, receive, send)

    def _of_page(self, headers: dict[bytes, bytes]) -> list[tuple[bytes, bytes]]:
        policy = self._policy.text(headers.get(b"host", b"").decode("latin-1"))
        return [
            (b"content-security-policy", policy.encode("ascii")),
            (b"referrer-policy", b"same-origin"),
        ]


def _headers(scope: Scope) -> dict[bytes, bytes]:
    """By lower-case name; the last of several."""
    return dict(scope["headers"])


async def _answer(
    send: Send,
    scope: Scope,
    file: File,
    asked: dict[bytes, bytes],
    *,
    status: int = 200,
    more: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    body, etag, is_gzipped = file.body, file.etag, False
    if file.gzipped is not None and _takes_gzip(asked.get(b"accept-encoding", b"")):
        # A strong tag names these very bytes.
        body, etag, is_gzipped = file.gzipped, f"{file.etag}-gzip", True
    headers = [
        (b"etag", f'"{etag}"'.encode()),
        (b"cache-control", file.cache_control.encode()),
        (b"vary", b"Accept-Encoding"),
        (b"x-content-type-options", b"nosniff"),
        *more,
    ]
    if status == 200 and _knows(asked.get(b"if-none-match", b""), etag):
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    headers.append((b"content-type", file.media_type.encode()))
    headers.append((b"content-length", str(len(body)).encode()))
    if is_gzipped:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


async def _not_found(send: Send, scope: Scope) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(_NOT_FOUND)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else _NOT_FOUND})


def _takes_gzip(accepted: bytes) -> bool:
    for one in accepted.lower().split(b","):
        name, _, weight = one.partition(b";")
        if name.strip() == b"gzip":
            return weight.strip() not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return False


def _knows(tags: bytes, etag: str) -> bool:
    """Whether a client that names these tags has this one. A proxy may have made it weak."""
    known = [tag.strip().removeprefix(b"W/") for tag in tags.split(b",")]
    return b"*" in known or f'"{etag}"'.encode() in known
