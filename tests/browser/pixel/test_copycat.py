"""CopyCat and CopyCat Solo, played to their ends."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.pixel.easel import scribble
from tests.browser.pixel.party import code_of, come, heading, looked_at, make_room, window
from tests.browser.screens import Screens, shot

SOON = 20_000
"""Milliseconds until the next phase, with time to spare."""
WHOLE = 45_000
"""The longest phase, which nobody ends early."""


def verdict(page: Page) -> Locator:
    return page.get_by_role("heading", level=2, name=re.compile("You win!|wins$|A draw"))


def test_two_play_again_and_again_and_reload_in_every_phase(screens: Screens) -> None:
    big = make_room(screens.projector, "copy-cat", "Ada")
    phone = come(screens.phone, code_of(big), "Ben")

    expect(heading(phone, "Get ready")).to_be_visible(timeout=SOON)
    expect(phone.get_by_text("You against Ada")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("You against Ada")).to_be_visible()
    looked_at(big, "copycat-countdown-wide")

    original = re.compile("^The picture to remember")
    expect(phone.get_by_role("img", name=original)).to_be_visible(timeout=SOON)
    phone.reload()
    expect(phone.get_by_role("img", name=original)).to_be_visible()
    shot(phone, "copycat-memorize-phone")
    shot(big, "copycat-memorize-wide")

    for page in (phone, big):
        expect(heading(page, "Copy it!")).to_be_visible(timeout=SOON)
        expect(page.get_by_role("img", name=original)).to_have_count(0)
    expect(phone.get_by_role("button", name="Draw 5 more squares, then send")).to_be_disabled()
    scribble(phone, 6)
    phone.reload()
    expect(heading(phone, "Copy it!")).to_be_visible()
    expect(phone.get_by_role("img", name=original)).to_have_count(0)
    looked_at(phone, "copycat-drawing-phone")
    scribble(big, 5)
    looked_at(big, "copycat-drawing-wide")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Sent", exact=True)).to_be_visible()
    expect(phone.get_by_text("Ada is still drawing")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Sent", exact=True)).to_be_visible()
    expect(phone.get_by_text("Ada is still drawing")).to_be_visible()
    looked_at(phone, "copycat-sent-phone")

    # The other one never presses the button: what is drawn is sent by itself.
    for page in (phone, big):
        expect(verdict(page)).to_be_visible(timeout=WHOLE)
        expect(page.get_by_text("Nothing sent")).to_have_count(0)
        expect(page.get_by_role("img", name=re.compile("^The original"))).to_be_visible()
    said = verdict(phone).inner_text()
    phone.reload()
    expect(verdict(phone)).to_have_text(said)
    expect(phone.get_by_role("img", name=re.compile("^Copy by Ada"))).to_be_visible()
    looked_at(phone, "copycat-result-phone")
    looked_at(big, "copycat-result-wide")

    expect(heading(phone, "Once more?")).to_be_visible(timeout=SOON)
    phone.reload()
    expect(phone.get_by_text("If you both say yes")).to_be_visible()
    big.get_by_role("button", name="Yes, again").click()
    expect(big.get_by_text("You said yes. Waiting for Ben")).to_be_visible()
    big.reload()
    expect(big.get_by_text("You said yes. Waiting for Ben")).to_be_visible()
    expect(phone.get_by_role("listitem").filter(has_text="Ada")).to_contain_text("yes")
    looked_at(phone, "copycat-rematch-phone")
    looked_at(big, "copycat-rematch-wide")
    phone.get_by_role("button", name="Yes, again").click()

    expect(heading(phone, "Get ready")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"You \d : \d Ada"))).to_be_visible()
    shot(phone, "copycat-countdown-phone")
    for page in (phone, big):
        expect(heading(page, "Copy it!")).to_be_visible(timeout=SOON)
    # The canvas is empty again.
    expect(phone.get_by_role("button", name="Draw 5 more squares, then send")).to_be_visible()
    for page in (phone, big):
        scribble(page, 6)
        page.get_by_role("button", name="Send").click()
    expect(verdict(phone)).to_be_visible()
    expect(heading(phone, "Once more?")).to_be_visible(timeout=SOON)
    phone.get_by_role("button", name="No", exact=True).click()
    expect(big.get_by_text("Ben has had enough. You are back in the lobby.")).to_be_visible()
    expect(big.get_by_role("heading", name=re.compile("^Players"))).to_be_visible()


def test_one_plays_alone_until_it_is_enough(screens: Screens) -> None:
    phone = window(screens.phone, "/pixel/copy-cat-solo", "Ada")
    phone.get_by_role("button", name="Start", exact=True).click()
    for number in (1, 2):
        expect(heading(phone, "Remember!")).to_be_visible(timeout=SOON)
        expect(heading(phone, "Copy it!")).to_be_visible(timeout=SOON)
        scribble(phone, 6)
        phone.get_by_role("button", name="Send").click()
        rounds = phone.get_by_text("Rounds", exact=True).locator("xpath=following-sibling::dd")
        expect(rounds).to_have_text(str(number))
        phone.reload()
        expect(rounds).to_have_text(str(number))
    looked_at(phone, "copycat-solo-phone")
    phone.get_by_role("button", name="Stop here").click()
    expect(phone).to_have_url(re.compile("/pixel"))
    expect(phone.get_by_role("heading", name="Remember!")).to_have_count(0)
