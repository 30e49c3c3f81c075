"""Windows that play the pixel games together, by what the pages offer."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.screens import Screens, assert_accessible, assert_fits, shot

Open = Callable[..., Page]
"""Opens a window: `screens.phone`, `screens.desk` or `screens.projector`."""

_ROOM = re.compile(r"/pixel/room/([A-Z0-9]{4})$")


def window(opens: Open, path: str, name: str, **options: Any) -> Page:
    """A window at a path, of somebody who played under this name before."""
    page = opens(None, **options)
    remember = f"localStorage.getItem(key) || localStorage.setItem(key, {json.dumps(name)})"
    page.add_init_script(f"const key = 'rumpus.pixel.name'; try {{ {remember} }} catch {{}}")
    page.goto(path)
    return page


def code_of(page: Page) -> str:
    """The code of the room in which this window is."""
    found = _ROOM.search(urlsplit(page.url).path)
    assert found, page.url
    return found[1]


def make_room(opens: Open, mode: str, name: str, password: str | None = None, **options: Any) -> Page:
    """A window in the lobby of a private room of its own."""
    page = window(opens, f"/pixel/{mode}", name, **options)
    if password is not None:
        page.get_by_label("With a password").check()
        page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Make a room").click()
    expect(page).to_have_url(_ROOM)
    in_lobby(page)
    return page


def come(opens: Open, code: str, name: str, password: str | None = None, **options: Any) -> Page:
    """Another window in the lobby of that room."""
    page = window(opens, f"/pixel/room/{code}", name, **options)
    page.get_by_role("button", name="Come in").click()
    if password is not None:
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Come in").click()
    in_lobby(page)
    return page


def room(screens: Screens, mode: str, names: Sequence[str], password: str | None = None) -> list[Page]:
    """The windows of these people in one private room: the host's is a laptop, the others are phones."""
    host = make_room(screens.desk, mode, names[0], password)
    code = code_of(host)
    return [host, *(come(screens.phone, code, name, password) for name in names[1:])]


def fill(host: Page) -> None:
    """The host brings as many computer players as are missing."""
    host.get_by_role("button", name=re.compile(r"^Add \d+, so that you can start")).click()
    expect(host.get_by_role("status").filter(has_text=re.compile("plays? along"))).to_be_visible()


def start(host: Page) -> None:
    """The host starts the game."""
    host.get_by_role("button", name="Start the game").click()


def heading(page: Page, words: str | re.Pattern[str]) -> Locator:
    """The title of a screen."""
    return page.get_by_role("heading", name=words, level=1)


def looked_at(page: Page, name: str, *, full: bool = False) -> None:
    """The screen as it is now suits everybody; a picture of it is kept."""
    shot(page, name, full=full)
    assert_fits(page)
    assert_accessible(page)


def in_lobby(page: Page, count: int | None = None, total: int | None = None) -> None:
    """The lobby lists so many, of so many."""
    listed = rf"^Players: {count or '[0-9]+'} of {total or '[0-9]+'}$"
    expect(page.get_by_role("heading", name=re.compile(listed))).to_be_visible()


def confirm(page: Page, action: str) -> None:
    """Answer the question that is asked."""
    page.get_by_role("dialog").get_by_role("button", name=action, exact=True).click()


def leave(page: Page) -> None:
    """Leave a running game, which is asked about."""
    page.get_by_role("button", name="Leave").click()
    confirm(page, "Leave")
