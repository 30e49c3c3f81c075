"""A player's phone in tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.screens import PATIENCE, Screens
from tests.browser.server_process import ServerProcess


@contextmanager
def running(data: Path) -> Iterator[ServerProcess]:
    """A server with its data in this folder."""
    server = ServerProcess(data)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def joined(screens: Screens, pin: str, name: str, *, page: Page | None = None) -> Page:
    """A phone whose player sits in the waiting room."""
    page = page or screens.phone(None)
    page.goto(f"/play?pin={pin}")
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", name=f"You are in, {name}!")).to_be_visible()
    return page


def option(page: Page, text: str) -> Locator:
    """The button of an option."""
    return page.locator(".option", has_text=text)


def arrived(page: Page, within: float = PATIENCE) -> None:
    """The page says that the server has the answer, within so many milliseconds."""
    expect(page.get_by_text("Your answer has arrived")).to_be_visible(timeout=within)


def choice(*texts: str, right: int = 0, **members: object) -> dict[str, object]:
    """An ABCD question."""
    options = [{"text": text, "right": index == right} for index, text in enumerate(texts)]
    return {"kind": "ABCD", "question": f"Which is {texts[right]}?", "time": 60, "options": options, **members}


def quiz_of(*questions: Mapping[str, object]) -> dict[str, object]:
    """A quiz file."""
    return {"rumpus_quiz": 1, "title": "Ways home", "language": "en", "questions": list(questions)}
