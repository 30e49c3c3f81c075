"""The pixel games' part of `make pictures`."""

import re

from playwright.sync_api import Page, expect

from tests.browser.album import keep
from tests.browser.pixel.easel import CAT, HOUSE, STAR, paint
from tests.browser.pixel.party import code_of, come, fill, make_room, start, window
from tests.browser.screens import Screens

PHASE = 60_000
"""Milliseconds within which the next phase is there."""


def play_pixel_games(screens: Screens) -> None:
    """Play a part of each game and take pictures."""
    choice = window(screens.desk, "/pixel", "Ada")
    expect(choice.get_by_role("heading", name="Pixel Battle")).to_be_visible()
    keep(choice, "pixel-choice")
    _battle(screens)
    _guesser(screens)
    _royale(screens)
    _zombies(screens)


def _begun(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=re.compile(words), level=1)).to_be_visible(timeout=PHASE)


def _battle(screens: Screens) -> None:
    host = make_room(screens.projector, "pixel-battle", "Ada")
    phones = [come(screens.phone, code_of(host), name) for name in ("Ben", "Cleo")]
    fill(host)
    keep(host, "pixel-lobby")
    start(host)
    windows = [*phones, host]
    for page in windows:
        _begun(page, "Draw!")
    for page, picture in zip(windows, (CAT, HOUSE, STAR), strict=True):
        paint(page, picture)
    keep(phones[0], "pixel-drawing")
    for page in windows:
        page.get_by_role("button", name="Send picture").click()
    # For which the host has a pair of pictures.
    expect(host.get_by_role("button", name=re.compile("^Picture ")).first).to_be_visible(timeout=PHASE)
    keep(host, "pixel-voting", still=False)
    _begun(phones[0], "The winners")
    keep(phones[0], "pixel-winners", still=False)


def _guesser(screens: Screens) -> None:
    one = make_room(screens.phone, "pixel-guesser", "Ada")
    two = come(screens.phone, code_of(one), "Ben")
    start(one)
    for page in (one, two):
        _begun(page, "You draw|Guess!")
    artist, guesser = (one, two) if one.get_by_role("heading", name="You draw").is_visible() else (two, one)
    paint(artist, HOUSE)
    field = guesser.get_by_role("textbox")
    for guess in ("tree", "castle"):
        field.fill(guess)
        field.press("Enter")
        expect(guesser.get_by_text(guess, exact=True)).to_be_visible()
    keep(guesser, "pixel-guessing", still=False)


def _royale(screens: Screens) -> None:
    host = make_room(screens.projector, "copycat-royale", "Ada")
    fill(host)
    start(host)
    _begun(host, "Draw a picture")
    paint(host, CAT)
    host.get_by_role("button", name=re.compile("^Send")).click()
    _begun(host, "The copies")
    keep(host, "pixel-royale", still=False)


def _zombies(screens: Screens) -> None:
    page = window(screens.projector, "/pixel/zombie-pixel", "Ada")
    page.get_by_role("button", name="Play with anyone").click()
    page.locator("canvas").first.wait_for(timeout=PHASE)
    page.wait_for_function("(since => () => performance.now() - since > 6000)(performance.now())")
    keep(page, "pixel-zombies", still=False)
