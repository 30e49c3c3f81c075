"""CopyCat Royale, played to its end by a big screen, a phone, and computer players."""

import re

from playwright.sync_api import expect

from tests.browser.pixel.easel import scribble
from tests.browser.pixel.hearing import Hearing
from tests.browser.pixel.party import (
    code_of,
    come,
    fill,
    heading,
    in_lobby,
    looked_at,
    make_room,
    window,
)
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import Screens, shot, until

BOTS = 8

DRAWN = 30
"""Seconds within which computer players have sent a picture: they take up to 12."""

ORIGINAL = re.compile("^The picture to remember")


def test_a_royale_to_its_end_with_reloads_in_every_phase(screens: Screens, server: SteeredServer) -> None:
    server.hold(
        "copycat-royale", "lobby", "countdown", "royale-initial-drawing", "royale-show-reference", "royale-drawing",
        "royale-results", "royale-winner",
    )  # fmt: skip
    big = make_room(screens.projector, "copycat-royale", "Ada")
    heard = Hearing(big)
    phone = come(screens.phone, code_of(big), "Ben")
    fill(big)

    # Ten are enough: it begins by itself.
    in_lobby(phone, 10)
    server.go_on("lobby")
    expect(heading(phone, "Get ready")).to_be_visible()
    expect(phone.get_by_text("10 players left")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("10 players left")).to_be_visible()
    looked_at(big, "royale-countdown-wide")

    server.go_on("countdown")
    for page in (phone, big):
        expect(heading(page, "Draw a picture")).to_be_visible()
    scribble(phone, 9)
    phone.reload()
    expect(phone.get_by_role("button", name="Send")).to_be_enabled()
    looked_at(phone, "royale-initial-phone")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Sent", exact=True)).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Sent", exact=True)).to_be_visible()
    expect(phone.get_by_text("The others are still drawing")).to_be_visible()
    scribble(big, 12)
    big.get_by_role("button", name="Send").click()

    # All have sent theirs: nobody waits for the end of the time.
    expect(phone.get_by_role("img", name=ORIGINAL)).to_be_visible(timeout=DRAWN * 1000)
    phone.reload()
    expect(phone.get_by_role("img", name=ORIGINAL)).to_be_visible()
    expect(phone.get_by_text("10 players left")).to_be_visible()
    looked_at(phone, "royale-memorize-phone")
    shot(big, "royale-memorize-wide")

    heard.counts.clear()
    server.go_on("royale-show-reference")
    for page in (phone, big):
        expect(heading(page, "Copy it!")).to_be_visible()
        expect(page.get_by_role("img", name=ORIGINAL)).to_have_count(0)
    phone.reload()
    expect(heading(phone, "Copy it!")).to_be_visible()
    expect(phone.get_by_role("img", name=ORIGINAL)).to_have_count(0)
    # One draws something, the other one nothing at all and is out.
    scribble(phone, 7)
    looked_at(phone, "royale-drawing-phone")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Sent", exact=True)).to_be_visible()
    until(big, lambda: heard.counts["submission-received"] == BOTS, DRAWN)

    server.go_on("royale-drawing")
    for page in (phone, big):
        expect(heading(page, "The copies")).to_be_visible()
        expect(page.get_by_role("heading", name="6 stay")).to_be_visible()
        expect(page.get_by_role("heading", name=re.compile("4 are out"))).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("^Place"))).to_have_count(10)
    expect(big.get_by_text("You are out", exact=True)).to_be_visible()
    big.reload()
    expect(big.get_by_text("You are out", exact=True)).to_be_visible()
    expect(big.get_by_text("Place 10 of 10 · 0%", exact=True)).to_be_visible()
    looked_at(big, "royale-results-wide")
    looked_at(phone, "royale-results-phone")

    # Who is out keeps watching, and sees how the field narrows, after a reload too.
    server.go_on("royale-results")
    server.go_on("royale-show-reference")
    expect(big.get_by_text("They copy it from memory", exact=True)).to_be_visible()
    big.reload()
    narrowing = re.compile("Round 1 ?: 10 played, 6 stayed")
    expect(big.get_by_role("heading", name=narrowing)).to_be_visible()
    looked_at(big, "royale-watching-wide")
    # Who comes only now watches, too, and sees the same.
    late = window(screens.phone, f"/pixel/room/{code_of(big)}", "Ida")
    late.get_by_role("button", name="Come in").click()
    expect(late.get_by_role("heading", name=narrowing)).to_be_visible()
    looked_at(late, "royale-watching-phone")
    late.close()

    server.go_on("royale-drawing")
    expect(big.get_by_role("heading", name="3 stay")).to_be_visible()
    expect(big.get_by_role("main").get_by_text(re.compile(r"^Finale! The last 3"))).to_be_visible()
    shot(big, "royale-finale-wide")
    looked_at(phone, "royale-finale-phone")

    for stay in (2, 1):
        server.go_on("royale-results")
        server.go_on("royale-show-reference")
        server.go_on("royale-drawing")
        expect(big.get_by_role("heading", name=re.compile(f"^{stay} stays?$"))).to_be_visible()
    server.go_on("royale-results")
    for page in (phone, big):
        expect(page.get_by_role("table", name="All places")).to_be_visible()
        expect(page.get_by_role("row")).to_have_count(11)
        expect(page.get_by_role("heading", name=re.compile("Round 4 ?: 2 played, 1 stayed"))).to_be_visible()
    big.reload()
    expect(big.get_by_text("You are number 10 of 10", exact=True)).to_be_visible()
    expect(big.get_by_role("heading", name=re.compile("Round 4 ?: 2 played, 1 stayed"))).to_be_visible()
    looked_at(big, "royale-winner-wide")
    looked_at(phone, "royale-winner-phone")
    shot(phone, "royale-winner-phone-whole", full=True)
    server.go_on("royale-winner")
    for page in (phone, big):
        in_lobby(page)
