"""Computer players, brought along by a host."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pixel.party import fill, make_room, start
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot


def players(page: Page, count: int) -> None:
    """The lobby lists so many."""
    expect(page.get_by_text(re.compile(rf"Players: {count} of"))).to_have_count(1)


def test_a_host_plays_with_computer_players(screens: Screens) -> None:
    host = make_room(screens.phone, "pixel-battle", "Ada", password="sesame")
    fill(host)
    players(host, 5)
    assert_accessible(host)
    assert_fits(host)
    shot(host, "pixel-bots-lobby", full=True)

    # They come back with the window.
    host.reload()
    players(host, 5)
    host.get_by_role("button", name="Send them away").click()
    players(host, 1)
    # This window does not know the password any more.
    host.get_by_label("Password of this room").fill("wrong")
    host.get_by_role("button", name="Add one").click()
    expect(host.get_by_text("The computer players cannot come in")).to_be_visible()
    host.get_by_label("Password of this room").fill("sesame")
    fill(host)
    players(host, 5)

    start(host)
    expect(host.get_by_role("heading", name="Draw!")).to_be_visible(timeout=20_000)
    # A game goes on, too: their drawings are voted on, and nobody else has drawn any.
    host.reload()
    expect(host.get_by_text("You watch this time")).to_be_visible(timeout=45_000)
