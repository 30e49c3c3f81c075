"""The demo quiz from beginning to end as people play it: a host and two phones that touch nothing but the pages."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.player_phone import option
from tests.browser.screens import Screens, shot
from tests.browser.server_process import ServerProcess

Answer = Callable[[Page], None]

HEADINGS = "() => [...document.querySelectorAll('main h1, main h2')].map((one) => one.innerText).join()"
"""What tells one place in the game from another; clocks and counters do not."""


def _enters(page: Page, pin: str, *, pin_label: str, go: str, name_label: str, name: str, join: str) -> Page:
    page.get_by_label(pin_label).fill(pin)
    page.get_by_role("button", name=go).click()
    page.get_by_label(name_label).fill(name)
    page.get_by_role("button", name=join, exact=True).click()
    return page


def _taps(text: str) -> Answer:
    def answer(page: Page) -> None:
        option(page, text).first.click()

    return answer


def _sends(text: str) -> Answer:
    def answer(page: Page) -> None:
        page.get_by_role("textbox").first.fill(text)
        page.get_by_role("button", name=re.compile("^(Send|Abschicken|.* abschicken|.* senden|Senden)")).last.click()

    return answer


def _checks(*texts: str) -> Answer:
    def answer(page: Page) -> None:
        for text in texts:
            option(page, text).first.click()
        page.get_by_role("button", name=re.compile("2|3")).last.click()

    return answer


def _leaves_the_order(page: Page) -> None:
    page.locator("main button").last.click()


def test_the_demo_quiz_from_the_pages_alone(screens: Screens, server: ServerProcess) -> None:
    host = screens.projector(server.sign_in_link)
    host.get_by_role("link", name="Back to the game").click()
    expect(host.get_by_role("button", name="Waiting for players")).to_be_visible()

    pin = server.pins[0]
    ada = _enters(
        screens.phone("/"), pin, pin_label="Game PIN", go="Let's go", name_label="Your name", name="Ada", join="Join"
    )
    expect(ada.get_by_role("heading", name="You are in, Ada!")).to_be_visible()
    expect(host.get_by_role("heading", name="1 player")).to_be_visible()
    joerg = screens.phone("/", locale="de-DE", color_scheme="dark")
    expect(joerg.locator("html")).to_have_attribute("lang", "de")
    _enters(joerg, pin, pin_label="Spiel-PIN", go="Los", name_label="Dein Name", name="Jörg", join="Mitspielen")
    expect(host.get_by_role("heading", name="2 players")).to_be_visible()
    shot(host, "game-lobby")

    host.keyboard.press("Space")
    expect(host.get_by_role("heading", name="Here we go!")).to_be_visible()
    questions: list[tuple[str, Answer, Answer]] = [
        ("How awake are you today?", _taps("Wide awake"), _taps("Still dreaming")),
        ("Which planet", _taps("Jupiter"), _taps("Saturn")),
        ("How many bones", _sends("206"), _sends("100")),
        ("chemical symbol", _sends("Au"), _sends("Gold")),
        ("Put these inventions", _leaves_the_order, _leaves_the_order),
        ("not a mammal", _taps("Bat"), _taps("Penguin")),
        ("prime numbers", _checks("2", "11", "17"), _checks("2", "9")),
        ("Eiffel Tower", _sends("paris"), _sends("Paris")),
        ("sunlight", _sends("8"), _sends("30")),
    ]
    for number, (words, first, second) in enumerate(questions):
        question = host.get_by_role("heading", name=re.compile(words))
        _steps_until(host, question)
        expect(host.get_by_role("timer")).to_be_visible()
        first(ada)
        expect(ada.get_by_text("Your answer has arrived")).to_be_visible()
        shot(host, f"game-{number}-question")
        second(joerg)
        expect(host.get_by_role("heading", name="How the answers spread")).to_be_visible()
        shot(host, f"game-{number}-spread")
    podium = host.get_by_role("list", name="The podium")
    _steps_until(host, podium)
    expect(podium.get_by_role("listitem").first).to_contain_text("Ada")
    expect(ada.get_by_role("heading", name="1st place")).to_be_visible()
    expect(joerg.get_by_role("heading", name=re.compile("2. Platz"))).to_be_visible()
    shot(host, "game-podium")
    shot(ada, "game-final-phone")
    host.keyboard.press("Space")
    expect(host.get_by_text("The results are saved.")).to_be_visible()

    # What was played is on the shelf of results.
    host.goto("/host/results")
    host.get_by_role("link", name=re.compile("A first Rumpus")).first.click()
    expect(host.get_by_role("heading", name=re.compile("A first Rumpus"))).to_be_visible()
    host.get_by_role("link", name="Players").click()
    expect(host.get_by_role("link", name="Ada").first).to_be_visible()


def _steps_until(host: Page, seen: Locator) -> None:
    """Press the one key until this is seen; between presses whatever comes next is waited for."""
    for _ in range(6):
        before = host.evaluate(f"({HEADINGS})()")
        host.keyboard.press("Space")
        host.wait_for_function(f"(before) => ({HEADINGS})() !== before", arg=before)
        # Two presses that come close together are one.
        host.wait_for_function("(since => () => performance.now() - since > 450)(performance.now())")
        if seen.count() and seen.first.is_visible():
            return
    raise AssertionError(f"{seen} did not come: {host.locator('main').inner_text()}")
