"""A game on the big screen: from the lobby to the podium, with everything that happens to a host."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.crowd import Crowd, crowd_of
from tests.browser.screens import Screens, assert_accessible, assert_fits, faultless, shot
from tests.browser.server_process import ServerProcess

NEXT = " "
RIGHT = {"anna": "Jupiter", "bert": "Saturn"}


@pytest.fixture
def crowd(server: ServerProcess) -> Iterator[Crowd]:
    """Players of the demo game, who have no page."""
    with crowd_of(server.local, server.pins[0]) as people:
        yield people


def host(page: Page, server: ServerProcess) -> Page:
    """The page hosts the demo game."""
    page.goto(server.sign_in_link)
    page.goto(f"/host/game/{server.pins[0]}")
    expect(page.get_by_role("navigation", name=re.compile("Controls|Steuerung"))).to_be_visible()
    return page


def press(page: Page, key: str, heading: str | re.Pattern[str]) -> None:
    """A key leads to a screen with this heading."""
    page.keyboard.press(key)
    expect(page.get_by_role("heading", name=heading).first).to_be_visible()
    # Two presses that come close together are one.
    page.wait_for_function("(since => () => performance.now() - since > 400)(performance.now())")


def step(page: Page, name: str) -> None:
    """The space bar does what the loud button says, and the button says what comes next."""
    expect(page.get_by_role("button", name=name, exact=True)).to_be_enabled()


def test_one_key_leads_from_the_lobby_to_the_podium(screens: Screens, server: ServerProcess, crowd: Crowd) -> None:
    page = host(screens.projector(None), server)
    expect(page.get_by_text(f"rumpus.test:{server.port}")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile(rf"pin={server.pins[0]}"))).to_be_visible()
    expect(page.get_by_role("button", name="Waiting for players")).to_be_disabled()
    assert_accessible(page)
    crowd.join("anna", "bert", "çelik")
    expect(page.get_by_role("heading", name="3 players")).to_be_visible()
    assert_accessible(page)
    shot(page, "host-lobby")

    press(page, NEXT, "Here we go!")
    step(page, "First question")
    press(page, NEXT, "How awake are you today?")
    step(page, "Stop now")
    crowd.answer(0, {"anna": "Wide awake", "bert": "Half awake"})
    expect(page.get_by_text("of 3", exact=True)).to_be_visible()
    press(page, NEXT, "How the answers spread")
    step(page, "Next question")
    press(page, "ArrowRight", "Which planet of our solar system is the largest?")
    assert_accessible(page)
    shot(page, "host-question")
    crowd.answer(1, RIGHT)
    press(page, "Enter", "How the answers spread")
    press(page, NEXT, re.compile("The solution.*1 of 2 right"))
    expect(page.get_by_text("Jupiter has more than twice")).to_be_visible()
    assert_accessible(page)
    shot(page, "host-solution")
    press(page, NEXT, "Ranking")
    expect(page.get_by_role("listitem").first).to_contain_text("anna")
    assert_accessible(page)

    # Reload keeps the place, wherever it is.
    page.reload()
    expect(page.get_by_role("heading", name="Ranking")).to_be_visible()
    expect(page.get_by_role("listitem").first).to_contain_text("anna")
    press(page, NEXT, "How many bones does an adult have?")
    page.reload()
    expect(page.get_by_role("timer")).to_be_visible()
    step(page, "Stop now")

    # The last question, and the end.
    page.keyboard.press("q")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("minutes does sunlight")).click()
    expect(page.get_by_role("heading", name=re.compile("sunlight"))).to_be_visible()
    crowd.answer(9, {"anna": "8", "bert": "30", "çelik": "7"})
    # All have answered, so the answers are shown without a press.
    expect(page.get_by_role("heading", name="How the answers spread")).to_be_visible()
    press(page, NEXT, re.compile("The solution.*2 of 3 right"))
    step(page, "To the podium")
    press(page, NEXT, "The podium")
    expect(page.get_by_role("list", name="The podium").get_by_role("listitem").first).to_contain_text("anna")
    assert_accessible(page)
    shot(page, "host-podium")
    page.keyboard.press(NEXT)
    expect(page.get_by_text("The results are saved.")).to_be_visible()
    with page.expect_download() as csv:
        page.get_by_role("button", name="CSV").click()
    assert "çelik" in csv.value.path().read_text("utf-8-sig")
    with page.expect_download() as sheet:
        page.get_by_role("button", name="Spreadsheet").click()
    assert sheet.value.suggested_filename.endswith(".xlsx")
    step(page, "End the game")
    page.keyboard.press(NEXT)
    page.get_by_role("dialog").get_by_role("button", name="End the game").click()
    expect(page.get_by_role("heading", name="This game is over")).to_be_visible()
    crowd.hears("anna", "game_ended")
    assert_accessible(page)


def test_every_kind_of_question_has_its_own_picture(screens: Screens, server: ServerProcess, crowd: Crowd) -> None:
    page = host(screens.projector(None), server)
    crowd.join("anna", "bert")
    order = ["The wheel", "Gutenberg's printing press", "The telephone", "The World Wide Web"]
    show_question(page, "How many bones")
    crowd.answer(2, {"anna": "206", "bert": "100"})
    expect(page.locator(".zone")).to_have_count(0)
    expect(page.get_by_text(re.compile("^[0-9]+ to [0-9]+: 1 answer$"))).to_have_count(2)
    show_question(page, "chemical symbol")
    crowd.answer(3, {"anna": "Au", "bert": "gold"})
    expect(page.locator(".bars").get_by_role("listitem")).to_have_count(2)
    show_question(page, "Put these inventions")
    crowd.answer(4, {"anna": order, "bert": order[::-1]})
    expect(page.get_by_role("table", name="How often each was put on each place")).to_be_visible()
    press(page, NEXT, re.compile("The solution"))
    expect(page.get_by_role("rowheader").first).to_have_text(re.compile(r"1\.\s+The wheel"))
    assert_accessible(page)
    show_question(page, "Half-time")
    expect(page.get_by_role("heading", name="Half-time!")).to_be_visible()
    assert_accessible(page)
    show_question(page, "prime numbers")
    expect(page.get_by_text("Several answers may be right")).to_be_visible()
    crowd.answer(7, {"anna": "0,2,4", "bert": "0,1,"})
    expect(page.locator(".bars").get_by_role("listitem").first).to_contain_text("2")
    # A question that was played is shown again, and asks nobody anything.
    show_question(page, "How many bones")
    expect(page.get_by_text("Time is up").first).to_be_visible()
    press(page, NEXT, "How the answers spread")


def show_question(page: Page, part: str) -> None:
    """Go to a question by the list of all."""
    page.keyboard.press("q")
    page.get_by_role("dialog").get_by_role("button", name=re.compile(part)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(part)


def test_players_are_removed_and_let_back(screens: Screens, server: ServerProcess, crowd: Crowd) -> None:
    page = host(screens.desk(None), server)
    crowd.join("anna", "bert")
    page.get_by_role("button", name="Remove anna").click()
    expect(page.get_by_role("heading", name="1 player")).to_be_visible()
    crowd.hears("anna", "kick")
    page.keyboard.press("p")
    people = page.get_by_role("dialog", name="Players")
    assert_accessible(page)
    people.get_by_role("button", name="Let back: anna").click()
    expect(people.get_by_role("button", name="Remove anna")).to_be_visible()
    # A name that the filter refused is allowed here.
    assert crowd.refused("Adolf Hitler") == "name_refused"
    people.get_by_role("button", name="Allow Adolf Hitler").click()
    expect(people.get_by_role("button", name="Allow Adolf Hitler")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(people).to_be_hidden()
    crowd.leave("bert")
    # The server waits five seconds before it says that somebody is not there.
    expect(page.locator("li.away")).to_have_count(2, timeout=20_000)


def test_a_second_screen_takes_over_and_gives_back(screens: Screens, server: ServerProcess) -> None:
    first = host(screens.desk(None), server)
    second = first.context.new_page()
    second.goto(f"/host/game/{server.pins[0]}")
    expect(second.get_by_role("heading", name="This game is on another screen")).to_be_visible()
    assert_accessible(second)
    second.get_by_role("button", name="Take it over").click()
    expect(second.get_by_role("navigation", name="Controls")).to_be_visible()
    expect(first.get_by_role("heading", name="Another screen has taken over")).to_be_visible()
    first.get_by_role("button", name="Take it back").click()
    expect(first.get_by_role("navigation", name="Controls")).to_be_visible()
    expect(second.get_by_role("heading", name="Another screen has taken over")).to_be_visible()


def test_a_server_that_died_in_the_middle_is_there_again_by_itself(
    screens: Screens, server: ServerProcess, crowd: Crowd
) -> None:
    page = host(screens.desk(None), server)
    crowd.join("anna", "bert")
    show_question(page, "solar system")
    crowd.answer(1, {"anna": "Jupiter"})
    expect(page.get_by_text("of 2", exact=True)).to_be_visible()
    server.kill()
    expect(page.get_by_text("The connection is gone.", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name="Stop now")).to_be_disabled()
    server.start()
    expect(page.get_by_role("button", name="Stop now")).to_be_enabled(timeout=20_000)
    press(page, NEXT, "How the answers spread")
    expect(page.locator(".bars").get_by_role("listitem").nth(1)).to_contain_text("1")


def test_who_may_not_host_reads_what_to_do(screens: Screens, server: ServerProcess) -> None:
    page = screens.desk(f"/host/game/{server.pins[0]}")
    expect(page.get_by_role("heading", name=re.compile("^Sign in to host"))).to_be_visible()
    page.goto(server.sign_in_link)
    page.goto("/host/game/000000")
    expect(page.get_by_role("heading", name="You have no running game with this PIN")).to_be_visible()


def test_keys_sounds_and_controls(screens: Screens, server: ServerProcess, crowd: Crowd) -> None:
    page = host(screens.desk(None), server)
    crowd.join("anna")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    assert_accessible(page)
    keys.get_by_role("checkbox", name="Letters are keys, too").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Sounds on")).to_be_visible()
    page.get_by_role("button", name="Keys").click()
    keys.get_by_role("checkbox", name="Letters are keys, too").check()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Sounds off")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Sounds off")).to_be_visible()
    page.keyboard.press("h")
    expect(page.get_by_role("navigation", name="Controls")).to_be_hidden()
    press(page, NEXT, "Here we go!")
    page.keyboard.press("h")
    expect(page.get_by_role("navigation", name="Controls")).to_be_visible()


def test_colour_and_picture_of_the_quiz_are_behind_it(screens: Screens, server: ServerProcess) -> None:
    page = host(screens.desk(None), server)
    pin = page.evaluate(
        """async () => {
            const question = { kind: 'SLIDE', question: 'Break', content: 'Stretch' };
            const quiz = { rumpus_quiz: 1, title: 'Blue', questions: [question], background_color: '#20415c' };
            quiz.background_image = '/icon.svg';
            const headers = { 'Content-Type': 'application/json' };
            const told = await fetch('/api/v2/games', { method: 'POST', headers, body: JSON.stringify({ quiz }) });
            return (await told.json()).game_pin;
        }"""
    )
    page.goto(f"/host/game/{pin}")
    frame = page.locator(".frame")
    expect(frame).to_have_css("background-color", "rgb(32, 65, 92)")
    expect(frame).to_have_css("background-image", re.compile(r"/icon\.svg"))
    assert_accessible(page)
    for width, height in ((360, 740), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert_fits(page)
    shot(page, "host-backdrop")


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_it_fits_on_every_screen(browser: Browser, serve: Callable[..., ServerProcess], language: str) -> None:
    server = serve("--demo", "--language", language[:2])
    with faultless(Screens(browser, server.url)) as screens, crowd_of(server.local, server.pins[0]) as crowd:
        dark = "dark" if language == "de-DE" else "light"
        page = host(screens.phone(None, locale=language, color_scheme=dark), server)
        crowd.join("anna", "Maximiliane-Theodora von Hohenstein", "سارة")
        expect(page.get_by_role("heading", level=2)).to_contain_text("3")
        next_step = page.locator(".next button")
        for place in ("lobby", "ready", "question", "results", "question", "results", "solution", "ranking"):
            for width, height in ((360, 740), (1024, 768), (3840, 2160)):
                page.set_viewport_size({"width": width, "height": height})
                assert_fits(page)
                if width == 3840 and place != "ready":
                    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), place
            page.set_viewport_size({"width": 360, "height": 740})
            if place != "ready":
                assert_accessible(page)
            if place == "question":
                shot(page, f"host-{language[:2]}-{dark}-phone")
            before = page.locator("main h1, main h2").all_inner_texts()
            next_step.click()
            page.wait_for_function(
                "before => [...document.querySelectorAll('main h1, main h2')].map(e => e.innerText).join() !== before",
                arg=",".join(before),
            )
            page.wait_for_function("(since => () => performance.now() - since > 400)(performance.now())")
