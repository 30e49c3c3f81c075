"""CopyCat Royale, played to its end by a big screen, a phone, and computer players."""

import re

from playwright.sync_api import expect

from tests.browser.pixel.easel import scribble
from tests.browser.pixel.party import code_of, come, fill, heading, looked_at, make_room, window
from tests.browser.screens import Screens, shot

SOON = 45_000
"""Milliseconds until the next phase, with time to spare."""
WHOLE = 240_000
"""The rest of a game."""


def test_a_royale_to_its_end_with_reloads_in_every_phase(screens: Screens) -> None:
    big = make_room(screens.projector, "copycat-royale", "Ada")
    phone = come(screens.phone, code_of(big), "Ben")
    fill(big)

    expect(heading(phone, "Get ready")).to_be_visible(timeout=SOON)
    expect(phone.get_by_text("10 players left")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("10 players left")).to_be_visible()
    looked_at(big, "royale-countdown-wide")

    for page in (phone, big):
        expect(heading(page, "Draw a picture")).to_be_visible(timeout=SOON)
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

    original = re.compile("^The picture to remember")
    expect(phone.get_by_role("img", name=original)).to_be_visible(timeout=SOON)
    phone.reload()
    expect(phone.get_by_role("img", name=original)).to_be_visible()
    expect(phone.get_by_text("10 players left")).to_be_visible()
    looked_at(phone, "royale-memorize-phone")
    shot(big, "royale-memorize-wide")

    for page in (phone, big):
        expect(heading(page, "Copy it!")).to_be_visible(timeout=SOON)
        expect(page.get_by_role("img", name=original)).to_have_count(0)
    phone.reload()
    expect(heading(phone, "Copy it!")).to_be_visible()
    expect(phone.get_by_role("img", name=original)).to_have_count(0)
    # One draws something, the other one nothing at all and is out.
    scribble(phone, 7)
    looked_at(phone, "royale-drawing-phone")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Sent", exact=True)).to_be_visible()

    for page in (phone, big):
        expect(heading(page, "The copies")).to_be_visible(timeout=SOON)
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
    expect(big.get_by_text("They copy it from memory", exact=True)).to_be_visible(timeout=SOON)
    big.reload()
    narrowing = big.get_by_role("heading", name=re.compile("Round 1 ?: 10 played, 6 stayed"))
    expect(narrowing).to_be_visible()
    looked_at(big, "royale-watching-wide")
    # Who comes only now watches, too, and sees the same.
    late = window(screens.phone, f"/pixel/room/{code_of(big)}", "Ida")
    late.get_by_role("button", name="Come in").click()
    expect(late.get_by_role("heading", name=re.compile("Round 1 ?: 10 played, 6 stayed"))).to_be_visible(timeout=SOON)
    looked_at(late, "royale-watching-phone")
    late.close()

    expect(big.get_by_role("main").get_by_text(re.compile(r"^Finale! The last 3"))).to_be_visible(timeout=WHOLE)
    shot(big, "royale-finale-wide")
    looked_at(phone, "royale-finale-phone")

    for page in (phone, big):
        expect(page.get_by_role("table", name="All places")).to_be_visible(timeout=WHOLE)
    for page in (phone, big):
        expect(page.get_by_role("row")).to_have_count(11)
        expect(page.get_by_role("heading", name=re.compile("Round 4 ?: 2 played, 1 stayed"))).to_be_visible()
    big.reload()
    expect(big.get_by_text("You are on place 10 of 10", exact=True)).to_be_visible()
    expect(big.get_by_role("heading", name=re.compile("Round 4 ?: 2 played, 1 stayed"))).to_be_visible()
    looked_at(big, "royale-winner-wide")
    looked_at(phone, "royale-winner-phone")
    shot(phone, "royale-winner-phone-whole", full=True)
    for page in (phone, big):
        expect(page.get_by_role("heading", name=re.compile("^Players"))).to_be_visible(timeout=SOON)
