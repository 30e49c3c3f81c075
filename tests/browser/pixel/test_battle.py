"""Pixel Battle in several windows, with computer players, from the lobby to the podium and back."""

import re

from playwright.sync_api import Locator, Page, expect

from rumpus.pixel.rules.battle.pairing import rounds_for
from tests.browser.pixel.easel import scribble
from tests.browser.pixel.hearing import Hearing
from tests.browser.pixel.party import code_of, heading, in_lobby, looked_at, room, start, window
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import Screens, shot, until

BOTS = 4

DRAWN = 30
"""Seconds within which computer players have sent a picture: they take up to 12."""

LITTLE = 15
"""Seconds in which a page is loaded and somebody draws a few squares, and then waits for the end."""


def pictures(page: Page) -> Locator:
    """Those that can be voted for, or could."""
    return page.get_by_role("button", name=re.compile("^(Picture|Bild) "))


def vote(page: Page, counted: str = "It counts.") -> None:
    """For the first picture that can be chosen."""
    page.get_by_role("button", name=re.compile("^(Picture|Bild) "), disabled=False).first.click()
    expect(page.get_by_text(counted)).to_be_visible()


def test_a_battle_from_the_lobby_to_the_podium(screens: Screens, server: SteeredServer) -> None:
    server.hold("pixel-battle", "countdown", "drawing", "voting", "finale", "results")
    host, ada, ben, cleo = windows = room(screens, "pixel-battle", ["Hanna", "Ada", "Ben", "Cleo"])
    heard = Hearing(host)
    for _ in range(BOTS):
        host.get_by_role("button", name="Add one").click()
    in_lobby(ada, len(windows) + BOTS)
    start(host)

    # The countdown: everybody reads what will be drawn.
    for page in windows:
        expect(heading(page, "Get ready")).to_be_visible()
        expect(page.get_by_role("timer")).to_have_count(1)
    looked_at(ada, "pixel-battle-countdown")
    ben.reload()
    expect(heading(ben, "Get ready")).to_be_visible()

    # Somebody comes too late, at a big screen in German and in the dark.
    server.go_on("countdown")
    expect(heading(ada, "Draw!")).to_be_visible()
    path = f"/pixel/room/{code_of(host)}"
    late = window(screens.projector, path, "Lara", locale="de-DE", color_scheme="dark")
    late.get_by_role("button", name="Reinkommen").click()
    expect(heading(late, "Es wird gemalt")).to_be_visible()
    expect(late.get_by_text("Diesmal schaust du zu und stimmst mit ab.")).to_be_visible()

    # Drawing: five squares at least; a reload keeps what is drawn, and that it was sent.
    expect(ada.get_by_role("button", name="5 more squares to draw")).to_be_disabled()
    scribble(ada, 6)
    send = ada.get_by_role("button", name="Send picture")
    expect(send).to_be_enabled()
    looked_at(ada, "pixel-battle-drawing")
    ada.reload()
    send.click()
    expect(heading(ada, "Sent")).to_be_visible()
    expect(ada.get_by_text("It counts. The others are still drawing.")).to_be_visible()
    ada.reload()
    expect(heading(ada, "Sent")).to_be_visible()
    expect(ada.get_by_role("img", name="The picture you have sent")).to_be_visible()
    looked_at(ada, "pixel-battle-sent")
    scribble(host, 9)
    looked_at(host, "pixel-battle-drawing-desk")
    host.get_by_role("button", name="Send picture").click()
    expect(heading(host, "Sent")).to_be_visible()
    until(host, lambda: heard.counts["submission-received"] == BOTS, DRAWN)
    # Cleo has too little, Ben forgets to send it.
    scribble(cleo, 3)
    server.end_in("drawing", LITTLE)
    ben.reload()
    scribble(ben, 7)

    # Voting: by keys, by a press, and by who only watches.
    expect(heading(host, "Vote!")).to_be_visible(timeout=2 * LITTLE * 1000)
    expect(pictures(host)).to_have_count(2)
    expect(pictures(host).last).to_be_enabled()
    host.keyboard.press("ArrowRight")
    expect(pictures(host).last).to_have_attribute("aria-pressed", "true")
    expect(host.get_by_text("It counts.")).to_be_visible()
    expect(cleo.get_by_text("You watch this time, and you vote.")).to_be_visible()
    vote(ben)
    vote(late, "Zählt!")
    shot(ben, "pixel-battle-voted")
    ada.reload()
    expect(heading(ada, "Vote!")).to_be_visible()
    expect(pictures(ada)).to_have_count(2)
    looked_at(late, "pixel-battle-voting")

    # The finale: three pictures, not one's own.
    for _ in range(rounds_for(3 + BOTS)):
        server.go_on("voting")
    expect(heading(cleo, "The finale")).to_be_visible()
    expect(pictures(cleo)).to_have_count(3)
    looked_at(cleo, "pixel-battle-finale")
    finalists = pictures(cleo).all_inner_texts()
    for page, name in ((host, "Hanna"), (ada, "Ada"), (ben, "Ben")):
        is_finalist = any(name in text for text in finalists)
        expect(page.get_by_text("Your own")).to_have_count(1 if is_finalist else 0)
    ada.reload()
    vote(ada)
    ada.reload()
    expect(ada.get_by_text("It counts.")).to_be_visible()
    vote(late, "Zählt!")
    looked_at(late, "pixel-battle-finale-voted")

    # The results: a podium, one's own place, all pictures.
    server.go_on("finale")
    expect(heading(ada, "The winners")).to_be_visible()
    for page in (host, ada, ben):
        expect(page.get_by_text(re.compile(rf"You: place \d of {3 + BOTS}"))).to_be_visible()
    expect(cleo.get_by_text("You had no picture in this battle.")).to_be_visible()
    ada.reload()
    expect(ada.get_by_text("You: place")).to_be_visible()
    expect(ada.get_by_role("list", name="The three best").get_by_role("listitem")).to_have_count(3)
    looked_at(ada, "pixel-battle-results")
    with ada.expect_download() as download:
        ada.get_by_role("button", name="Save all as one picture").click()
    assert download.value.suggested_filename.endswith(".png")
    looked_at(late, "pixel-battle-results-projector")

    # Then everybody may play again, who watched too.
    server.go_on("results")
    for page in windows:
        in_lobby(page)
    in_lobby(host, len(windows) + BOTS + 1)
