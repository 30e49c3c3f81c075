"""Servers and screens for the tests in Chromium."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.screens import PATIENCE, Screens, faultless
from tests.browser.server_process import NAME, ServerProcess

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
"""Debian's."""

# Machines may be slow and busy; Playwright's own 5 seconds are for those that are not.
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests come last: the driver of the browser keeps a loop running, in which no other test could have its own.

    Without Chromium nothing here can run; tools/system-packages has said so.
    """
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    last = set(here)
    items[:] = [item for item in items if item not in last] + here
    if CHROMIUM is None:
        for item in here:
            item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, in which the name of the tests leads to this machine."""
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., ServerProcess]]:
    """Starts servers with the options given: `serve("--demo", "--late-join")`."""
    running: list[ServerProcess] = []

    def start(*options: str) -> ServerProcess:
        server = ServerProcess(tmp_path / f"server-{len(running)}", options)
        running.append(server)
        server.start()
        return server

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def server(serve: Callable[..., ServerProcess]) -> ServerProcess:
    """A server with the demo quiz."""
    return serve("--demo")


@pytest.fixture
def screens(browser: Browser, server: ServerProcess) -> Iterator[Screens]:
    """Screens that look at the server of the test."""
    with faultless(Screens(browser, server.url)) as opened:
        yield opened
