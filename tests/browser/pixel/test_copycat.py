"""CopyCat and CopyCat Solo, played to their ends."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.pixel.easel import scribble
from tests.browser.pixel.party import code_of, come, heading, in_lobby, looked_at, make_room, window
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import Screens, shot

ORIGINAL = re.compile("^The picture to remember")

LITTLE = 20
"""Seconds in which two draw a few squares, and then wait for the end."""


def verdict(page: Page) -> Locator:
    return page.get_by_role("heading", level=2, name=re.compile("You win!|wins$|A draw"))


def test_two_play_again_and_again_and_reload_in_every_phase(screens: Screens, server: SteeredServer) -> None:
    server.hold("copy-cat", "lobby", "countdown", "memorize", "drawing", "copycat-result", "copycat-rematch")
    big = make_room(screens.projector, "copy-cat", "Ada")
    phone = come(screens.phone, code_of(big), "Ben")

    server.go_on("lobby")
    expect(heading(phone, "Get ready")).to_be_visible()
    expect(phone.get_by_text("You against Ada")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("You against Ada")).to_be_visible()
    looked_at(big, "copycat-countdown-wide")

    server.go_on("countdown")
    expect(phone.get_by_role("img", name=ORIGINAL)).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("img", name=ORIGINAL)).to_be_visible()
    shot(phone, "copycat-memorize-phone")
    shot(big, "copycat-memorize-wide")

    server.go_on("memorize")
    for page in (phone, big):
        expect(heading(page, "Copy it!")).to_be_visible()
        expect(page.get_by_role("img", name=ORIGINAL)).to_have_count(0)
    expect(phone.get_by_role("button", name="Draw 5 more squares, then send")).to_be_disabled()
    scribble(phone, 6)
    phone.reload()
    expect(heading(phone, "Copy it!")).to_be_visible()
    expect(phone.get_by_role("img", name=ORIGINAL)).to_have_count(0)
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

    # All have sent theirs: nobody waits for the end of the time.
    big.get_by_role("button", name="Send").click()
    for page in (phone, big):
        expect(verdict(page)).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("^The original"))).to_be_visible()
    said = verdict(phone).inner_text()
    phone.reload()
    expect(verdict(phone)).to_have_text(said)
    expect(phone.get_by_role("img", name=re.compile("^Copy by Ada"))).to_be_visible()
    looked_at(phone, "copycat-result-phone")
    looked_at(big, "copycat-result-wide")

    server.go_on("copycat-result")
    expect(heading(phone, "Once more?")).to_be_visible()
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
    server.last("copy-cat", {"drawing": LITTLE})
    server.go_on("countdown")
    server.go_on("memorize")
    # The canvas is empty again.
    expect(phone.get_by_role("button", name="Draw 5 more squares, then send")).to_be_visible()
    for page in (phone, big):
        scribble(page, 6)
    phone.get_by_role("button", name="Send").click()
    # The other one never presses the button: what is drawn is sent by itself.
    expect(verdict(phone)).to_be_visible(timeout=2 * LITTLE * 1000)
    expect(phone.get_by_role("img", name=re.compile("^Copy by Ada"))).to_be_visible()
    expect(phone.get_by_text("Nothing sent")).to_have_count(0)
    server.go_on("copycat-result")
    expect(heading(phone, "Once more?")).to_be_visible()
    phone.get_by_role("button", name="No", exact=True).click()
    expect(big.get_by_text("Ben has had enough. You are back in the lobby.")).to_be_visible()
    in_lobby(big)


def test_one_plays_alone_until_it_is_enough(screens: Screens, server: SteeredServer) -> None:
    server.hold("copy-cat-solo", "memorize", "drawing", "copycat-result")
    phone = window(screens.phone, "/pixel/copy-cat-solo", "Ada")
    phone.get_by_role("button", name="Start", exact=True).click()
    for number in (1, 2):
        expect(heading(phone, "Remember!")).to_be_visible()
        server.go_on("memorize")
        expect(heading(phone, "Copy it!")).to_be_visible()
        scribble(phone, 6)
        phone.get_by_role("button", name="Send").click()
        rounds = phone.get_by_text("Rounds", exact=True).locator("xpath=following-sibling::dd")
        expect(rounds).to_have_text(str(number))
        phone.reload()
        expect(rounds).to_have_text(str(number))
        if number == 1:
            # The next picture comes by itself.
            server.go_on("copycat-result")
    looked_at(phone, "copycat-solo-phone")
    phone.get_by_role("button", name="Stop here").click()
    expect(phone.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect(phone).to_have_url(re.compile("/pixel/copy-cat-solo$"))
