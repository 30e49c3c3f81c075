"""Who plays by keyboard is never thrown back to the top of the page by pressing something that goes with its answer."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pixel.easel import scribble
from tests.browser.pixel.party import code_of, come, fill, heading, in_lobby, make_room, start, window
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import Screens


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button by the keyboard."""
    page.get_by_role("button", name=name, exact=True).press("Enter")


def test_who_plays_alone_by_keyboard(screens: Screens, server: SteeredServer) -> None:
    server.hold("copy-cat-solo", "memorize", "drawing", "copycat-result")
    page = window(screens.desk, "/pixel/copy-cat-solo", "Keys")
    content = page.locator("#content")
    press(page, "Start")
    expect(heading(page, "Remember!")).to_be_visible()
    expect(content).to_be_focused()
    server.go_on("memorize")
    scribble(page, 6)
    press(page, re.compile("^Send"))
    expect(page.get_by_text("Rounds", exact=True)).to_be_visible()
    expect(content).to_be_focused()
    press(page, "Stop here")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()


def test_a_host_without_a_mouse(screens: Screens, server: SteeredServer) -> None:
    server.hold("pixel-battle", "countdown", "drawing")
    host = make_room(screens.desk, "pixel-battle", "Host")
    content = host.locator("#content")
    guest = come(screens.phone, code_of(host), "Guest")
    in_lobby(host, 2)
    press(host, "Remove Guest")
    host.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).press("Enter")
    expect(guest.get_by_role("button", name="Come back")).to_be_visible()
    expect(content).to_be_focused()
    fill(host)
    start(host)
    server.go_on("countdown")
    scribble(host, 6)
    press(host, re.compile("^Send"))
    expect(host.get_by_text("It counts.")).to_be_visible()
    expect(content).to_be_focused()
