"""A whole server for tests of the HTTP side: real sockets, a real library, cheap passwords."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from rumpus.app import Rumpus, Start
from rumpus.library import Library, PasswordCost, User
from rumpus.settings import Keys, Settings

KEY = "the operator's key"
PASSWORD = "correct horse battery"
CHEAP = PasswordCost(memory=8, rounds=1, lanes=1)


@dataclass
class Served:
    """A server that answers.

    Attributes:
        rumpus: the server itself.
        url: where it answers.
        start: what it announced.
    """

    rumpus: Rumpus
    url: str
    start: Start
    _stack: AsyncExitStack = field(repr=False)

    @property
    def library(self) -> Library:
        return self.rumpus.library

    async def browser(self) -> aiohttp.ClientSession:
        """Somebody with a browser of their own, not signed in. It is closed with the server."""
        jar = aiohttp.CookieJar(unsafe=True)
        return await self._stack.enter_async_context(aiohttp.ClientSession(self.url, cookie_jar=jar))

    async def user(self, name: str, **options: Any) -> User:
        """An account."""
        return await self.library.users.add(name, password=PASSWORD, **options)

    async def signed_in(self, name: str) -> aiohttp.ClientSession:
        """A browser in which this account is signed in."""
        browser = await self.browser()
        async with browser.post("/api/v2/session", json={"name": name, "password": PASSWORD}) as response:
            assert response.status == 201, await response.text()
        return browser


def _settings(data: Path, settings: dict[str, Any]) -> Settings:
    data.mkdir(exist_ok=True)
    return Settings(data=data, operator_key=KEY, **settings)


@asynccontextmanager
async def served(data: Path, *, client: Path | None = None, **settings: Any) -> AsyncIterator[Served]:
    """A server on a free port, stopped at the end. Without a `client` it is one whose client was not built."""
    told: list[Start] = []
    chosen = _settings(data, settings)
    rumpus = Rumpus(chosen, Keys.of(chosen), told.append, passwords=CHEAP, client=client or data / "not built")
    server = rumpus.server()
    await server.start()
    try:
        async with AsyncExitStack() as stack:
            yield Served(rumpus, f"http://127.0.0.1:{server.port}", told[0], stack)
    finally:
        await server.stop()
        rumpus.wire.close()
