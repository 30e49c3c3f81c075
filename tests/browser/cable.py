"""The network between a phone and the server: it can be cut, go silent, and be mended."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from tests.browser.server_process import NAME, ServerProcess


class Cable:
    """Passes bytes on between a port of its own and the server's."""

    def __init__(self, server: ServerProcess) -> None:
        self._to = server.port
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._ends: set[asyncio.StreamWriter] = set()
        self._passing: set[asyncio.Task[None]] = set()
        self._is_cut = False
        self._flows = asyncio.Event()
        self._flows.set()
        self._thread.start()
        self._listener = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.url = f"http://{NAME}:{self._listener.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        """Every connection ends, and no other begins."""
        self._do(self._cut, True)

    def silence(self) -> None:
        """Connections stay, but nothing comes or goes on them, ever: as for a phone that has changed its network."""
        self._do(self._flows.clear)

    def mend(self) -> None:
        """New connections work again. What was silent stays so."""
        self._do(self._renew)

    def close(self) -> None:
        """End it."""
        self.cut()
        self._do(self._listener.close)
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, act: object, *arguments: object) -> None:
        async def done() -> None:
            act(*arguments)  # type: ignore[operator]

        asyncio.run_coroutine_threadsafe(done(), self._loop).result()

    async def _end(self) -> None:
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    def _cut(self, is_cut: bool) -> None:
        self._is_cut = is_cut
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    def _renew(self) -> None:
        self._is_cut = False
        self._flows = asyncio.Event()
        self._flows.set()

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._connected, "127.0.0.1", 0)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            writer.transport.abort()
            return
        self._ends |= {writer, server_writer}
        for passing in (self._pass_on(reader, server_writer), self._pass_on(server_reader, writer)):
            task = asyncio.create_task(passing)
            self._passing.add(task)
            task.add_done_callback(self._passing.discard)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        flows = self._flows
        with suppress(OSError):
            while data := await reader.read(65536):
                await flows.wait()
                writer.write(data)
                await writer.drain()
        with suppress(OSError):
            writer.close()
        self._ends.discard(writer)


@contextmanager
def cable_to(server: ServerProcess) -> Iterator[Cable]:
    """A cable for a test."""
    cable = Cable(server)
    try:
        yield cable
    finally:
        cable.close()
