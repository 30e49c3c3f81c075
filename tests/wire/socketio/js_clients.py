"""Real socket.io clients in one Node process, and a network between them and us that can be cut."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from tests.until import until

ROOT = Path(__file__).parents[3]


class JsClients:
    """The Node process. Its lines are read by a thread, so that every test may have a loop of its own."""

    def __init__(self) -> None:
        node = subprocess.run(
            [ROOT / "tools/node", Path(sys.prefix)], check=True, capture_output=True, text=True
        ).stdout.strip()
        self._process = subprocess.Popen(
            [node, "clients.mjs"], cwd=ROOT / "tests/js", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._clients: dict[str, JsClient] = {}
        self._names = itertools.count()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def open(self, url: str, *, of: JsClient | None = None, **options: Any) -> JsClient:
        """A client for a URL; or for a namespace, on the connection of another client."""
        client = JsClient(self, f"client{next(self._names)}")
        self._clients[client.name] = client
        client.do("open", url=url, options=options, of=None if of is None else of.name)
        return client

    def write(self, command: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command, default=lambda data: {"$": b64encode(data).decode()}) + "\n")
        self._process.stdin.flush()

    def stop(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(5)
        self._reader.join(5)
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line, object_hook=lambda value: b64decode(value["$"]) if "$" in value else value)
            self._clients[said["client"]].log.append((said["kind"], *said["args"]))


class JsClient:
    """One client. What happens to it is in `log`: (kind, ...), kinds as in clients.mjs."""

    def __init__(self, clients: JsClients, name: str) -> None:
        self.name = name
        self.log: list[tuple[Any, ...]] = []
        self._clients = clients

    def do(self, what: str, **arguments: Any) -> None:
        self._clients.write({"client": self.name, "do": what, **arguments})

    def emit(self, *args: Any) -> None:
        self.do("emit", args=args)

    def ask(self, *args: Any, **arguments: Any) -> None:
        self.do("ask", args=args, **arguments)

    def all(self, kind: str) -> list[tuple[Any, ...]]:
        """Everything of one kind that has happened."""
        return [entry[1:] for entry in self.log if entry[0] == kind]

    async def some(self, kind: str, count: int = 1) -> list[tuple[Any, ...]]:
        """Wait until something has happened so often."""
        await until(lambda: len(self.all(kind)) >= count, why=lambda: f"no {count} {kind} in {self.log}")
        return self.all(kind)


class Network:
    """A TCP way to a server that can be cut, in the ways networks are."""

    def __init__(self) -> None:
        self.target = 0
        self.is_down = False
        self._server: asyncio.Server | None = None
        self._lines: list[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_frozen: set[asyncio.StreamWriter] = set()

    async def start(self, target: int) -> None:
        self.target = target
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        """Both sides notice."""
        for line in self._lines:
            for writer in line:
                writer.transport.abort()
        self._lines.clear()

    def half_cut(self) -> None:
        """The client notices; the server thinks that all is well, and what it says is lost."""
        for client, server in self._lines:
            self._is_frozen.add(server)
            client.transport.abort()
        self._lines.clear()

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()
        for writer in self._is_frozen:
            writer.transport.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _accept(self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        if self.is_down:
            to_client.transport.abort()
            return
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            to_client.transport.abort()
            return
        self._lines.append((to_client, to_server))
        for reader, writer in ((from_client, to_server), (from_server, to_client)):
            task = asyncio.create_task(self._carry(reader, writer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if not writer.is_closing():
                    writer.write(data)
        if writer not in self._is_frozen:
            writer.close()
