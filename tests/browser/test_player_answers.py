"""Whole games on a phone and on a laptop without a mouse: all seven kinds, what comes after them, the end."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.player_phone import arrived, choice, joined, option, quiz_of, running
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess
from tests.browser.unseen_host import hosting

CHECK = {
    "kind": "CHECK",
    "question": "Which are <b>prime</b>?",
    "time": 60,
    "options": [{"text": str(number), "right": number in {2, 11}} for number in (2, 9, 11, 15)],
}
RANGE = {"kind": "RANGE", "question": "How many bones?", "time": 60, "min": 0, "max": 300}
RANGE |= {"min_correct": 196, "max_correct": 216}
TEXT = {"kind": "TEXT", "question": "Gold?", "time": 60, "accepted": [{"text": "Au"}]}
ORDER = {"kind": "ORDER", "question": "The oldest first", "time": 60}
ORDER |= {"options": [{"text": "wheel"}, {"text": "press"}, {"text": "telephone"}]}
VOTING = {"kind": "VOTING", "question": "Awake?", "time": 60, "options": [{"text": "wide"}, {"text": "half"}]}
SLIDE = {"kind": "SLIDE", "question": "Break", "content": "Stretch"}

QUIZ = quiz_of(choice("Jupiter", "Mars", "Venus"), CHECK, VOTING, SLIDE, RANGE, TEXT, ORDER)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One for all tests here: each has a game of its own."""
    with running(tmp_path_factory.mktemp("player")) as server:
        yield server


def _looks_well(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_fits(page)
    shot(page, f"player-{name}")


def test_all_kinds_by_thumb_and_by_keyboard(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ, game_mode="normal") as host:
        phone = joined(screens, host.pin, "Thumb")
        desk = joined(screens, host.pin, "Keys", page=screens.desk(None))
        host.say("start_game")
        expect(phone.get_by_role("heading", name="Get ready")).to_be_visible()
        expect(desk.get_by_role("heading", name="Get ready")).to_be_visible()

        host.show(0)
        expect(phone.get_by_role("heading", name="Which is Jupiter?")).to_be_visible()
        expect(phone.locator("h1 [lang=en]")).to_be_visible()
        _looks_well(phone, "abcd")
        _looks_well(desk, "abcd-desk")
        phone.get_by_role("button", name="Show question and answers here").click()
        expect(phone.get_by_text("Read it on the big screen")).to_be_visible()
        expect(option(phone, "Jupiter").locator("svg")).to_be_visible()
        _looks_well(phone, "abcd-marks-only")
        option(phone, "Jupiter").click()
        arrived(phone)
        _looks_well(phone, "abcd-arrived")
        desk.keyboard.press("b")
        for page, words in ((phone, "Right!"), (desk, "Not this time")):
            expect(page.get_by_role("heading", name=words)).to_be_visible()
        expect(phone.get_by_text(re.compile(r"^\+[1-9][\d,]* points$"))).to_be_visible()
        expect(phone.get_by_text("1st of 2", exact=True)).to_be_visible()
        expect(desk.get_by_text(re.compile(r"points behind Thumb$"))).to_be_visible()
        host.say("show_solutions")
        expect(desk.get_by_role("heading", name="The solution")).to_be_visible()
        _looks_well(phone, "right")
        _looks_well(desk, "wrong-desk")

        host.show(1)
        phone.get_by_role("button", name="Show question and answers here").click()
        option(phone, "11").click()
        option(phone, "2").first.click()
        _looks_well(phone, "check")
        phone.get_by_role("button", name="Send 2 answers").click()
        arrived(phone)
        for key in ("a", "b", "b", "3"):
            desk.keyboard.press(key)
        desk.get_by_role("button", name="Send 2 answers").press("Enter")
        for page in (phone, desk):
            expect(page.get_by_role("heading", name="Right!")).to_be_visible()

        host.show(2)
        option(phone, "half").click()
        desk.keyboard.press("1")
        for page in (phone, desk):
            expect(page.get_by_role("heading", name="Your vote counts")).to_be_visible()

        host.show(3)
        for page in (phone, desk):
            expect(page.get_by_text("Look at the big screen").first).to_be_visible()
        _looks_well(phone, "slide")

        host.show(4)
        slider = desk.get_by_role("slider")
        expect(slider).to_be_focused()
        expect(slider).to_have_value("150")
        desk.keyboard.press("End")
        desk.keyboard.press("ArrowLeft")
        desk.get_by_role("button", name="Send 299").press("Enter")
        arrived(desk)
        phone.get_by_role("textbox", name="Your number").fill("205")
        expect(phone.get_by_role("button", name="Send 205")).to_be_visible()
        phone.get_by_role("button", name="One more").click()
        _looks_well(phone, "range")
        phone.get_by_role("button", name="Send 206").click()
        expect(phone.get_by_role("heading", name="Right!")).to_be_visible()
        expect(desk.get_by_role("heading", name="Not this time")).to_be_visible()

        host.show(5)
        expect(desk.get_by_label("Your answer")).to_be_focused()
        desk.keyboard.type(" au ")
        desk.keyboard.press("Enter")
        arrived(desk)
        phone.get_by_label("Your answer").fill("Ag")
        _looks_well(phone, "text")
        phone.get_by_role("button", name="Send", exact=True).click()
        expect(phone.get_by_role("heading", name="Not this time")).to_be_visible()

        host.show(6)
        _sort_by_buttons(desk, ["wheel", "press", "telephone"])
        desk.get_by_role("button", name="Send this order").press("Enter")
        arrived(desk)
        _drag_to_end(phone, "wheel")
        _looks_well(phone, "order")
        phone.get_by_role("button", name="Send this order").click()
        expect(desk.get_by_role("heading", name="Right!")).to_be_visible()
        expect(phone.get_by_role("heading", name="Not this time")).to_be_visible()

        host.say("get_final_results")
        expect(desk.get_by_role("heading", name=re.compile("(1st|2nd) place"))).to_be_visible()
        expect(phone.get_by_text("of 2 players")).to_be_visible()
        _looks_well(phone, "final")
        _looks_well(desk, "final-desk")
        host.say("end_game")
        expect(phone.get_by_text("Thanks for playing!")).to_be_visible()
        _looks_well(phone, "over")
        phone.get_by_role("link", name="Play another game").click()
        expect(phone.get_by_label("Game PIN")).to_be_visible()


def _sort_by_buttons(page: Page, wanted: list[str]) -> None:
    rows = page.get_by_role("list", name="Put these in order").get_by_role("listitem")
    expect(rows).to_have_count(len(wanted))
    for place, text in enumerate(wanted):
        row = page.get_by_role("listitem").filter(has_text=text)
        while not rows.nth(place).filter(has_text=text).count():
            row.get_by_role("button", name=f"{text}: up").press("Enter")
    expect(rows).to_contain_text(wanted)


def _drag_to_end(page: Page, text: str) -> None:
    rows = page.get_by_role("list", name="Put these in order").get_by_role("listitem")
    handle = rows.filter(has_text=text).locator(".handle")
    start, last = handle.bounding_box(), rows.last.bounding_box()
    assert start
    assert last
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, last["y"] + last["height"] / 2 + 5, steps=12)
    page.mouse.up()
    expect(rows.last).to_contain_text(text)


def test_sixteen_options_and_long_words_fit_a_phone(server: ServerProcess, screens: Screens) -> None:
    texts = [f"Option number {number}" for number in range(16)]
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    quiz = quiz_of(choice(*texts), choice(long, "b" * 120, question=f"Which {long}?"))
    with hosting(server, quiz, game_mode="normal") as host:
        phone = joined(screens, host.pin, "M" * 40)
        host.show(0)
        expect(option(phone, "Option number 15")).to_be_visible()
        assert_fits(phone)
        shot(phone, "player-sixteen")
        phone.get_by_role("button", name="Show question and answers here").click()
        last = phone.locator(".option").nth(15).bounding_box()
        assert last
        assert last["y"] + last["height"] <= 740, "marks of all options are on the screen at once"
        shot(phone, "player-sixteen-marks")
        option(phone, "Option number 15").click()
        expect(phone.get_by_role("heading", name="Not this time")).to_be_visible()
        expect(phone.get_by_text("1st of 1", exact=True)).to_have_count(0)
        host.show(1)
        phone.get_by_role("button", name="Show question and answers here").click()
        _looks_well(phone, "long-words")


def test_what_stands_in_an_input_is_sent_when_time_is_up(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, quiz_of({**TEXT, "time": 8}, RANGE)) as host:
        phone = joined(screens, host.pin, "Ada")
        other = joined(screens, host.pin, "Ben")
        host.show(0)
        phone.get_by_label("Your answer").fill("Au")
        arrived(phone)
        expect(other.get_by_text("Time is up")).to_be_visible()
        expect(phone.get_by_role("heading", name="Right!")).to_be_visible()
        expect(other.get_by_role("heading", name="No answer")).to_be_visible()
        host.show(1)
        phone.get_by_role("slider").fill("200")
        other.get_by_role("slider").wait_for()
        # The host goes on: sliders that were moved count.
        host.say("get_question_results", {"question_number": 1})
        expect(phone.get_by_role("heading", name="Right!")).to_be_visible()
        expect(other.get_by_role("heading", name="No answer")).to_be_visible()


def test_arrows_keep_the_focus_and_never_take_it_back(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, quiz_of(ORDER)) as host:
        desk = joined(screens, host.pin, "Swift", page=screens.desk(None))
        host.show(0)
        _sort_by_buttons(desk, ["telephone", "press", "wheel"])
        up, down = (desk.get_by_role("button", name=f"press: {way}") for way in ("up", "down"))
        up.press("Enter")
        expect(down).to_be_focused()
        down.press("Enter")
        expect(down).to_be_focused()
        # Whoever goes on to the next button at once presses that one, not the arrow again.
        taken = desk.evaluate(
            """async () => {
                const button = (name) => [...document.querySelectorAll('main button')].find(
                    (one) => (one.ariaLabel ?? one.textContent.trim()) === name
                );
                button('press: up').click();
                const send = button('Send this order');
                send.focus();
                for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
                return document.activeElement !== send;
            }"""
        )
        assert not taken
