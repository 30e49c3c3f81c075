"""Pixel Guesser in several windows: whole games, words of the room's own, broken lines, who leaves and who is late."""

import re
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.cable import cable_to
from tests.browser.pixel.easel import draw_rows
from tests.browser.pixel.party import code_of, come, heading, leave, looked_at, make_room, room, start, window
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import PHONE, Screens, faultless, shot

RETURN = 30_000
"""Milliseconds within which a page has found its way back over a mended line."""

KEYBOARD: ViewportSize = {"width": 360, "height": 420}
"""What a keyboard leaves of a phone."""

SEEN = """
const seen = Object.assign(new EventTarget(), { offsetTop: 0, scale: 1, height: innerHeight });
Object.defineProperty(window, 'visualViewport', { get: () => seen });
window.keyboard = (height) => { seen.height = height; seen.dispatchEvent(new Event('resize')); };
"""
"""A phone whose keyboard covers a part of the page."""

WORDS = "photosynthesis = Photosynthese\nmitochondrion = Mitochondrium\nchlorophyll = Chlorophyll"

ROUND = re.compile("^(You draw|Guess!)$")


def roles(pages: Sequence[Page]) -> tuple[Page, list[Page]]:
    """The artist of the round that has begun, and the others."""
    for page in pages:
        expect(heading(page, ROUND)).to_be_visible()
    (artist,) = [page for page in pages if heading(page, "You draw").is_visible()]
    return artist, [page for page in pages if page is not artist]


def secret(artist: Page) -> str:
    """The word that the artist sees large."""
    return artist.locator(".secret strong").inner_text()


def shows(page: Page, rows: int) -> None:
    """The picture of the round has so many rows."""
    path = "".join(f"M0 {row}h8v1h-8z" for row in range(rows))
    expect(page.locator(".paper svg path")).to_have_attribute("d", path)


def following(page: Page) -> Locator:
    """Who draws next."""
    return page.get_by_role("main").get_by_text(re.compile("draws? next"))


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your guess")


def guess(page: Page, text: str) -> None:
    """Typed where the focus is, and sent by Enter."""
    expect(field(page)).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def guessed(page: Page, text: str, verdict: str) -> None:
    """It is listed with what became of it."""
    own = page.get_by_role("list", name="Your guesses").get_by_role("listitem")
    expect(own.filter(has_text=re.compile(f"^{text} *{verdict}"))).to_have_count(1)


def knows(page: Page) -> int:
    """It is said that the guess was right. Gives the points."""
    expect(heading(page, "Right!")).to_be_visible()
    points = page.get_by_role("status").get_by_text(re.compile(r"^\d+ points$"))
    expect(points).to_be_attached()
    return int(points.inner_text().split()[0])


def test_a_game_with_words_of_its_own_and_a_reload_in_each_phase(screens: Screens, server: SteeredServer) -> None:
    server.hold("pixel-guesser", "countdown", "guessing", "reveal", "results")
    host, ben, cleo = pages = room(screens, "pixel-guesser", ["Ada", "Ben", "Cleo"])
    choose_words(host)
    start(host)

    # The countdown: who draws, also after a reload.
    for page in pages:
        expect(following(page)).to_be_visible()
    cleo.reload()
    expect(following(cleo)).to_be_visible()

    # The first round: close, wrong and right guesses, and a reload of everybody.
    server.go_on("countdown")
    artist, (one, two) = roles(pages)
    word = secret(artist)
    assert word in WORDS
    draw_rows(artist, 2)
    shows(one, 2)
    guess(one, "zebra")
    guessed(one, "zebra", "No")
    guess(one, word[:-1])
    guessed(one, word[:-1], "Close!")
    looked_at(one, "pixel-guesser-guessing")
    looked_at(artist, "pixel-guesser-drawing")

    one.reload()
    guessed(one, word[:-1], "Close!")
    shows(one, 2)
    artist.reload()
    expect(artist.get_by_text(word, exact=True)).to_be_visible()
    draw_rows(artist, 3)
    shows(two, 3)

    guess(one, f"  {word.upper()} ")
    points = knows(one)
    expect(two.get_by_text("1 of 2 have guessed it").first).to_be_attached()
    expect(artist.get_by_text("1 of 2 have guessed it").first).to_be_attached()
    expect(field(two)).to_be_focused()
    one.reload()
    assert knows(one) == points
    looked_at(one, "pixel-guesser-right")

    # All know it: the round is over before its time.
    guess(two, word)
    for page in pages:
        expect(heading(page, "The solution")).to_be_visible()
        expect(page.get_by_text(re.compile(r"gets \d+ points for the picture"))).to_be_visible()
    two.reload()
    expect(two.get_by_text(re.compile(r"gets \d+ points for the picture"))).to_be_visible()
    ranking = two.get_by_role("list", name="Ranking").get_by_role("listitem")
    expect(ranking).to_have_count(3)
    expect(ranking.first).to_contain_text(f"+{points}")
    looked_at(two, "pixel-guesser-reveal")
    looked_at(host, "pixel-guesser-reveal-desk")

    # Two more rounds; everybody draws once.
    server.go_on("reveal")
    expect(following(host)).to_be_visible()
    looked_at(host, "pixel-guesser-next")
    artists = [artist]
    for _ in range(2):
        server.go_on("countdown")
        artist, others = roles(pages)
        artists.append(artist)
        draw_rows(artist, 5)
        for page in others:
            guess(page, secret(artist))
            expect(heading(page, re.compile("Right!|The solution"))).to_be_visible()
        for page in pages:
            expect(heading(page, "The solution")).to_be_visible()
        server.go_on("reveal")
    assert set(artists) == set(pages)

    # The results: podium, gallery, also after a reload.
    for page in pages:
        expect(heading(page, "The winners")).to_be_visible()
    ben.reload()
    expect(ben.get_by_role("main").get_by_text(re.compile(r"You: place \d of 3"))).to_be_visible()
    for page in (ben, host):
        expect(page.get_by_role("list", name="The three best").get_by_role("listitem")).to_have_count(3)
        expect(page.get_by_role("heading", name="All pictures")).to_be_visible()
    looked_at(ben, "pixel-guesser-results")
    looked_at(host, "pixel-guesser-results-desk")

    # And the lobby again, with the room's words.
    server.go_on("results")
    expect(host.get_by_text("This room plays with 3 words of its own.").first).to_be_visible()


def choose_words(host: Page) -> None:
    """Words of the room's own, with faults at first; back to those of Rumpus, and chosen again."""
    expect(host.get_by_text("words of its own")).to_have_count(0)
    host.get_by_role("button", name="Words of your own").click()
    dialog = host.get_by_role("dialog", name="Your own words")
    typed = dialog.get_by_role("textbox", name="Words")
    use = dialog.get_by_role("button", name="Use these words")
    expect(typed).to_be_focused()
    expect(use).to_be_disabled()
    typed.fill(f"{WORDS}\none = two = three\n{'x' * 41}")
    expect(dialog.get_by_text("Line 4: Write one word")).to_be_visible()
    expect(dialog.get_by_text("Line 5: A word has at most 40 characters.")).to_be_visible()
    expect(use).to_be_disabled()
    looked_at(host, "pixel-guesser-words")
    typed.fill(WORDS)
    expect(dialog.get_by_text("3 words", exact=True)).to_be_visible()
    use.click()
    expect(dialog).to_have_count(0)
    expect(host.get_by_text("The room plays with your words now.")).to_be_visible()

    host.get_by_role("button", name="Words of your own").click()
    expect(typed).to_have_value(WORDS)
    dialog.get_by_role("button", name="Back to the words of Rumpus").click()
    expect(dialog).to_have_count(0)
    expect(host.get_by_text("words of its own")).to_have_count(0)
    host.get_by_role("button", name="Words of your own").click()
    use.click()
    expect(host.get_by_text("This room plays with 3 words of its own.").first).to_be_visible()


def above_the_keyboard(page: Page) -> None:
    """The picture is there and of a good size, and the field right below it."""
    paper = page.locator(".paper")
    page.wait_for_function(
        "height => document.querySelector('form.ask').getBoundingClientRect().bottom <= height",
        arg=KEYBOARD["height"],
    )
    expect(paper).to_be_in_viewport(ratio=1)
    picture, asked = paper.bounding_box(), field(page).bounding_box()
    assert picture
    assert asked
    assert picture["width"] >= 180
    assert 0 <= asked["y"] - picture["y"] - picture["height"] <= 20


def test_the_field_keeps_the_focus_and_the_keyboard_hides_no_picture(screens: Screens, server: SteeredServer) -> None:
    server.hold("pixel-guesser", "guessing", "reveal")

    def phone(path: str | None, **options: Any) -> Page:
        page = screens.phone(path, **options)
        page.add_init_script(SEEN)
        return page

    host = make_room(screens.desk, "pixel-guesser", "Ada")
    code = code_of(host)
    pages = [host, *(come(phone, code, name) for name in ("Ben", "Cleo"))]
    start(host)
    artist, others = roles(pages)
    one = next(page for page in others if page is not host)
    two = next(page for page in others if page is not one)
    word = secret(artist)

    # On phones that tell what is seen, and on those whose whole window shrinks.
    expect(field(one)).to_be_focused()
    one.evaluate("height => keyboard(height)", KEYBOARD["height"])
    above_the_keyboard(one)
    one.evaluate("height => keyboard(height)", PHONE["height"])
    expect(field(one)).to_be_focused()
    one.set_viewport_size(KEYBOARD)
    one.evaluate("height => keyboard(height)", KEYBOARD["height"])
    above_the_keyboard(one)
    looked_at(one, "pixel-guesser-keyboard")

    # Strokes, answers, a press of the button and what others do leave the focus, and what is typed, where they are.
    one.keyboard.type("half a w")
    draw_rows(artist, 1)
    shows(one, 1)
    guess(two, word)
    expect(heading(two, "Right!")).to_be_visible()
    expect(field(one)).to_be_focused()
    expect(field(one)).to_have_value("half a w")
    one.get_by_role("button", name="Guess", exact=True).click()
    guessed(one, "half a w", "No")
    expect(field(one)).to_be_focused()
    expect(field(one)).to_have_value("")
    # What is typed at nothing is a guess, too.
    one.evaluate("document.activeElement.blur()")
    one.keyboard.type("x")
    expect(field(one)).to_have_value("x")
    one.keyboard.press("Backspace")
    # The server takes no markup.
    guess(one, "<script")
    guessed(one, "<script", "Not taken")
    # Faster than the server would like.
    for number in range(12):
        guess(one, f"guess {number}")
    guess(one, word)
    expect(heading(one, "The solution")).to_be_visible()


def test_a_guess_outlasts_a_broken_line_and_strokes_come_after_it(
    screens: Screens, server: SteeredServer, browser: Browser
) -> None:
    server.hold("pixel-guesser", "guessing", "reveal", "results")
    host = make_room(screens.desk, "pixel-guesser", "Ada")
    code = code_of(host)
    with cable_to(server) as cable, faultless(Screens(browser, cable.url)) as behind:
        ben = come(behind.phone, code, "Ben")
        start(host)
        for _ in range(2):
            artist, (other,) = roles([host, ben])
            word = secret(artist)
            draw_rows(artist, 1)
            shows(other, 1)
            cable.cut()
            expect(ben.get_by_text(re.compile("connection", re.IGNORECASE)).first).to_be_visible()
            if artist is ben:
                draw_rows(ben, 4)
                cable.mend()
                shows(host, 4)
                guess(host, word)
            else:
                guess(ben, word)
                guessed(ben, word, "Being sent")
                shot(ben, "pixel-guesser-sending")
                cable.mend()
            for page in (host, ben):
                expect(heading(page, "The solution")).to_be_visible(timeout=RETURN)
            server.go_on("reveal")
        expect(heading(ben, "The winners")).to_be_visible()


def test_who_comes_late_watches_and_an_artist_may_leave(screens: Screens, server: SteeredServer) -> None:
    server.hold("pixel-guesser", "guessing", "reveal", "results")
    pages = room(screens, "pixel-guesser", ["Ada", "Ben", "Cleo"])
    start(pages[0])
    artist, others = roles(pages)
    word = secret(artist)
    draw_rows(artist, 2)
    late = window(screens.projector, f"/pixel/room/{code_of(others[0])}", "Lara", locale="de-DE", color_scheme="dark")
    late.get_by_role("button", name="Reinkommen").click()
    expect(heading(late, re.compile(" malt$"))).to_be_visible()
    shows(late, 2)
    expect(late.get_by_role("textbox")).to_have_count(0)
    expect(late.get_by_text(re.compile("Du schaust"))).to_be_visible()
    guess(others[0], word)
    expect(late.get_by_text("1 von 2 haben es erraten")).to_be_visible()
    looked_at(late, "pixel-guesser-watching")

    # Who waits for strokes reads why none come.
    artist.context.set_offline(True)
    expect(others[0].get_by_role("banner").get_by_text("has no connection just now")).to_be_visible()
    expect(late.get_by_role("banner").get_by_text("hat gerade keine Verbindung")).to_be_visible()
    artist.context.set_offline(False)
    expect(others[0].get_by_role("banner").get_by_text("has no connection just now")).to_have_count(0)

    # The round goes on without its artist.
    leave(artist)
    expect(artist.get_by_role("button", name="Make a room")).to_be_visible()
    guess(others[1], word)
    for page in others:
        expect(heading(page, "The solution")).to_be_visible()
    expect(heading(late, "Die Lösung")).to_be_visible()
    looked_at(late, "pixel-guesser-watching-reveal")
    expect(late.get_by_role("list", name="Rangliste").get_by_role("listitem")).to_have_count(2)

    # The other two draw as well.
    for _ in range(2):
        server.go_on("reveal")
        artist, (other,) = roles(others)
        guess(other, secret(artist))
        expect(heading(other, "The solution")).to_be_visible()
        expect(other.get_by_text("Nothing was drawn")).to_be_visible()
    server.go_on("reveal")
    expect(heading(late, "Die Besten")).to_be_visible()
    expect(late.get_by_text("Du warst in diesem Spiel nicht dabei.")).to_be_visible()
    looked_at(late, "pixel-guesser-watching-results")
