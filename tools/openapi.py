"""An OpenAPI document as the server itself answers it, without a socket."""

import asyncio
import tempfile
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Final

import msgspec

from rumpus.app import Rumpus
from rumpus.settings import Keys, Settings

_OK: Final = 200


def document(path: str) -> Any:
    """The document at this path of a server, such as /api/docs/v2.json.

    Raises:
        LookupError: the server has none there.
    """
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        rumpus = Rumpus(settings, Keys.of(settings), lambda _: None)
        try:
            return msgspec.json.decode(asyncio.run(_answer(rumpus.http, path)))
        finally:
            rumpus.wire.close()


async def _answer(app: Any, path: str) -> bytes:
    """What an ASGI application that was not started answers to a GET."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": None,
        "server": None,
        "state": {},
    }
    await app(scope, receive, send)
    if sent[0]["status"] != _OK:
        raise LookupError(f"{path}: {sent[0]['status']}")
    return b"".join(message.get("body", b"") for message in sent[1:])
