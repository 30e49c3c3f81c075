"""Fixtures of the HTTP side."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.web.serving import Served, served


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Served]:
    """A server with an empty library."""
    async with served(tmp_path) as one:
        yield one


@pytest.fixture
async def client(site: Served) -> aiohttp.ClientSession:
    """Nobody in particular."""
    return await site.browser()


@pytest.fixture
async def browser(site: Served) -> aiohttp.ClientSession:
    """A teacher's, signed in."""
    await site.user("teacher")
    return await site.signed_in("teacher")
