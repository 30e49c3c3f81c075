"""Screens of the people in a test: each a browser context of its own that accepts no error and no other origin."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
PROJECTOR = {"width": 1920, "height": 1080}

PATIENCE = 15_000
"""Milliseconds within which a page does what is asked of it, and shows what it should."""

SHOTS = Path(os.environ.get("RUMPUS_SHOTS", Path(__file__).parent / "shots"))
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

_NOT_OURS = ("Failed to load resource", "WebSocket connection to", "net::ERR_")
"""What the console says of a network that a test cut on purpose, or of an answer such as 404 that a page expects."""


@dataclass
class Screens:
    """Opens screens and remembers what went wrong on any of them.

    Attributes:
        faults: sentences about errors, for the end of the test.
    """

    browser: Browser
    url: str
    faults: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def phone(self, path: str | None = "/", **options: Any) -> Page:
        """A new phone, 360 pixels wide, touched."""
        return self.open(path, viewport=PHONE, has_touch=True, is_mobile=True, **options)

    def desk(self, path: str | None = "/", **options: Any) -> Page:
        """A new laptop."""
        return self.open(path, viewport=DESK, **options)

    def projector(self, path: str | None = "/", **options: Any) -> Page:
        """A new big screen."""
        return self.open(path, viewport=PROJECTOR, **options)

    def open(self, path: str | None = "/", **options: Any) -> Page:
        """A new context with one page. `path` None opens nothing yet; a whole address is taken as it is."""
        options.setdefault("locale", "en-GB")
        options.setdefault("reduced_motion", "reduce")
        context = self.browser.new_context(base_url=self.url, **options)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        context.on("page", self._watch)
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    def close(self) -> None:
        """Close all screens."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", self._hear)
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_NOT_OURS):
            self.faults.append(f"{message.location.get('url')}: {message.text}")

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob"}:
            return
        ours = urlsplit(self.url)
        if address.netloc != ours.netloc or address.scheme not in {"http", "ws"}:
            self.faults.append(f"a request to another origin: {request.url}")


@contextmanager
def faultless(screens: Screens) -> Iterator[Screens]:
    """Screens for a test, closed at its end; the test fails if a page had an error."""
    try:
        yield screens
        assert not screens.faults, "\n".join(screens.faults)
    finally:
        screens.close()


def shot(page: Page, name: str, *, full: bool = False) -> Path:
    """Keep a picture of the page as it is."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=full)
    return path


def until(page: Page, reached: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    """Let the page go on until something is so that it does not show."""
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "it did not happen in time"
        page.wait_for_timeout(50)


def assert_accessible(page: Page, *, but: tuple[str, ...] = ()) -> None:
    """No violation of WCAG 2.2 A and AA that axe finds on the page now. `but` are rules left out, with a reason."""
    # Written into the page's own world by the debugger, so the page's policy about scripts does not matter.
    page.evaluate(AXE.read_text() + "; true")
    options = {
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
        "rules": {rule: {"enabled": False} for rule in but},
    }
    violations = page.evaluate(f"axe.run(document, {json.dumps(options)}).then((found) => found.violations)")
    told = [
        f"{violation['id']}: {violation['help']}\n  " + "\n  ".join(node["html"] for node in violation["nodes"][:5])
        for violation in violations
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def assert_fits(page: Page) -> None:
    """The page is not wider than the screen."""
    wide = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return null;
            const all = [...document.querySelectorAll('body *')];
            const out = all.filter((e) => e.getBoundingClientRect().right > width + 1);
            return out.slice(0, 5).map((e) => e.outerHTML.slice(0, 160));
        }"""
    )
    assert wide is None, f"{page.url} is wider than the screen: {wide}"
