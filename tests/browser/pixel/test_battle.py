"""Pixel Battle in several windows, with computer players, from the lobby to the podium and back."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.pixel.party import code_of, heading, looked_at, room, start, window
from tests.browser.screens import Screens, shot

PHASE = 60_000
"""Milliseconds within which the next phase is there; the longest lasts 30 s."""

BOTS = 4


def draw(page: Page, cells: int) -> None:
    """So many squares of the canvas, one beside the other, by mouse or finger."""
    canvas = page.get_by_label("Your picture", exact=True).bounding_box()
    assert canvas
    side = canvas["width"] / 8
    for cell in range(cells):
        page.mouse.click(canvas["x"] + (cell % 8 + 0.5) * side, canvas["y"] + (cell // 8 + 2.5) * side)


def pictures(page: Page) -> Locator:
    """Those that can be voted for, or could."""
    return page.get_by_role("button", name=re.compile("^(Picture|Bild) "))


def vote(page: Page, counted: str = "It counts.") -> None:
    """For the first picture that can be chosen; once more if the round ended in that very moment."""
    for _ in range(3):
        page.get_by_role("button", name=re.compile("^(Picture|Bild) "), disabled=False).first.click()
        try:
            expect(page.get_by_text(counted)).to_be_visible(timeout=2_000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"no vote of {page.url} was counted")


def test_a_battle_from_the_lobby_to_the_podium(screens: Screens) -> None:
    host, ada, ben, cleo = windows = room(screens, "pixel-battle", ["Hanna", "Ada", "Ben", "Cleo"])
    for _ in range(BOTS):
        host.get_by_role("button", name="Add one").click()
    expect(ada.get_by_text(re.compile(rf"Players: {len(windows) + BOTS} of"))).to_have_count(1)
    start(host)

    # The countdown: everybody reads what will be drawn.
    for page in windows:
        expect(heading(page, "Get ready")).to_be_visible()
        expect(page.get_by_role("timer")).to_have_count(1)
    looked_at(ada, "pixel-battle-countdown")
    ben.reload()

    # Somebody comes too late, at a big screen in German and in the dark.
    expect(heading(ada, "Draw!")).to_be_visible(timeout=PHASE)
    path = f"/pixel/room/{code_of(host)}"
    late = window(screens.projector, path, "Lara", locale="de-DE", color_scheme="dark")
    late.get_by_role("button", name="Reinkommen").click()
    expect(heading(late, "Es wird gemalt")).to_be_visible()
    expect(late.get_by_text("Diesmal schaust du zu und stimmst mit ab.")).to_be_visible()

    # Drawing: five squares at least; a reload keeps what is drawn, and that it was sent.
    expect(ada.get_by_role("button", name="5 more squares to draw")).to_be_disabled()
    draw(ada, 6)
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
    draw(host, 9)
    looked_at(host, "pixel-battle-drawing-desk")
    host.get_by_role("button", name="Send picture").click()
    # Ben forgets to send it, Cleo has too little.
    draw(ben, 7)
    draw(cleo, 3)

    # Voting: by keys, by a press, and by who only watches.
    expect(heading(host, "Vote!")).to_be_visible(timeout=PHASE)
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
    expect(ada.get_by_role("heading", name=re.compile("Vote!|The finale"), level=1)).to_be_visible()
    looked_at(late, "pixel-battle-voting")

    # The finale: three pictures, not one's own.
    expect(heading(cleo, "The finale")).to_be_visible(timeout=PHASE)
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
    expect(heading(ada, "The winners")).to_be_visible(timeout=PHASE)
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
    for page in windows:
        expect(page.get_by_role("heading", name=re.compile("^Players"))).to_be_visible(timeout=PHASE)
    expect(host.get_by_text(re.compile(rf"Players: {len(windows) + BOTS + 1} of"))).to_have_count(1)
