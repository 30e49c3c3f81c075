"""The peer of the wire benchmark: python-socketio on uvicorn with uvloop.

Prints {"port": n} when it listens, ends with its standard input.
"""

import asyncio
import json
import os
import socket
import sys
from typing import Any

import socketio
import uvicorn

server = socketio.AsyncServer(async_mode="asgi")


@server.event  # type: ignore[untyped-decorator]
async def connect(sid: str, _environ: dict[str, Any], _auth: Any) -> None:
    await server.enter_room(sid, "everybody")


@server.event  # type: ignore[untyped-decorator]
async def count(_sid: str, number: int, _text: str) -> int:
    return number


@server.event  # type: ignore[untyped-decorator]
async def broadcast(_sid: str, payload: str) -> None:
    await server.emit("news", payload, room="everybody")


@server.event  # type: ignore[untyped-decorator]
async def echo(sid: str, *args: Any) -> None:
    await server.emit("echo", args, to=sid)


async def main() -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    app = socketio.ASGIApp(server)
    uvicorn_server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
    # Whoever measures has no use for a graceful end.
    asyncio.get_running_loop().add_reader(sys.stdin, lambda: os._exit(0))
    await uvicorn_server.serve(sockets=[listener])


if __name__ == "__main__":
    import uvloop

    uvloop.run(main())
