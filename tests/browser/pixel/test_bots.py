"""Computer players, brought along by a host."""

from playwright.sync_api import expect

from tests.browser.pixel.hearing import Hearing
from tests.browser.pixel.party import fill, heading, in_lobby, looked_at, make_room, start
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import Screens, until

BOTS = 4

DRAWN = 30
"""Seconds within which they have sent a picture: they take up to 12."""


def test_a_host_plays_with_computer_players(screens: Screens, server: SteeredServer) -> None:
    host = make_room(screens.phone, "pixel-battle", "Ada", password="sesame")
    fill(host)
    in_lobby(host, 1 + BOTS)
    looked_at(host, "pixel-bots-lobby", full=True)

    # They come back with the window.
    host.reload()
    in_lobby(host, 1 + BOTS)
    host.get_by_role("button", name="Send them away").click()
    in_lobby(host, 1)
    # This window does not know the password any more.
    host.get_by_label("Password of this room").fill("wrong")
    host.get_by_role("button", name="Add one").click()
    expect(host.get_by_text("The computer players cannot come in")).to_be_visible()
    host.get_by_label("Password of this room").fill("sesame")
    fill(host)
    in_lobby(host, 1 + BOTS)

    server.hold("pixel-battle", "countdown", "drawing", "voting")
    start(host)
    expect(heading(host, "Get ready")).to_be_visible()
    server.go_on("countdown")
    expect(heading(host, "Draw!")).to_be_visible()
    # A game goes on, too: their drawings are voted on, and nobody else has drawn any.
    heard = Hearing(host)
    host.reload()
    until(host, lambda: heard.counts["submission-received"] == BOTS, DRAWN)
    server.go_on("drawing")
    expect(host.get_by_text("You watch this time")).to_be_visible()
