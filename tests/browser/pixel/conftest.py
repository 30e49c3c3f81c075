"""Servers for the tests of the pixel games."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.pixel.steered_server import SteeredServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SteeredServer]:
    """A server whose phases a test may hold."""
    server = SteeredServer(tmp_path / "server")
    server.start()
    yield server
    server.stop()
