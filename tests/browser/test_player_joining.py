"""The way into a game, and everything that may be in it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.player_phone import choice, joined, quiz_of, running
from tests.browser.screens import Screens, assert_accessible, assert_fits, faultless, shot
from tests.browser.server_process import ServerProcess
from tests.browser.unseen_host import hosting

QUIZ = quiz_of(choice("yes", "no"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One for all tests here: each has a game of its own."""
    with running(tmp_path_factory.mktemp("player")) as server:
        yield server


def test_from_the_front_page_into_the_waiting_room(server: ServerProcess, screens: Screens) -> None:
    page = screens.phone("/")
    pin = page.get_by_label("Game PIN")
    enter = page.get_by_role("button", name="Let's go")
    enter.click()
    expect(page.get_by_text("Type the PIN that is shown on the big screen.")).to_be_visible()
    pin.fill("12 34")
    enter.click()
    expect(page.get_by_text("A PIN has six to eight digits.")).to_be_visible()
    pin.fill("123456")
    enter.click()
    expect(page.get_by_text("There is no game with this PIN.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shot(page, "player-front-unknown-pin")
    with hosting(server, QUIZ) as host:
        pin.fill(f"{host.pin[:3]} {host.pin[3:]}")
        pin.press("Enter")
        name = page.get_by_label("Your name")
        page.get_by_role("button", name="Join", exact=True).click()
        expect(page.get_by_text("Type a name, or take one of those offered.")).to_be_visible()
        offered = page.get_by_role("group", name="Or take one of these:").get_by_role("button").first
        made_up = offered.inner_text()
        offered.click()
        expect(name).to_have_value(made_up)
        assert_accessible(page)
        assert_fits(page)
        shot(page, "player-name")
        page.get_by_role("button", name="Join", exact=True).click()
        expect(page.get_by_role("heading", name=f"You are in, {made_up}!")).to_be_visible()
        host.hears("player_joined", username=made_up)
        assert_accessible(page)
        assert_fits(page)
        shot(page, "player-waiting-room")

        page.get_by_role("button", name="That is not me").click()
        name.fill("Somebody else")
        name.press("Enter")
        expect(page.get_by_role("heading", name="You are in, Somebody else!")).to_be_visible()
        host.hears("player_joined", username="Somebody else")


def test_names_that_are_taken_or_refused(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ, name_filter="strict", custom_field="Class") as host:
        ada = screens.phone(f"/play?pin={host.pin}")
        ada.get_by_label("Your name").fill("Ada")
        ada.get_by_label("Class").fill("7b")
        ada.get_by_role("button", name="Join", exact=True).click()
        expect(ada.get_by_role("heading", name="You are in, Ada!")).to_be_visible()
        host.say("resync")
        entries = host.hears("game_state", players=1)["entries"]
        assert [(entry["username"], entry["custom_field"]) for entry in entries] == [("Ada", "7b")]

        other = screens.phone(f"/play?pin={host.pin}")
        name = other.get_by_label("Your name")
        join = other.get_by_role("button", name="Join", exact=True)
        name.fill("ADA ")
        join.click()
        expect(other.get_by_text("Somebody else has this name already.")).to_be_visible()
        assert_accessible(other)
        # Twice within a second: the server answers the first only, the page asks again by itself.
        for _ in range(2):
            name.fill("Fuck")
            join.click()
            expect(other.get_by_text("This name is not wanted here.")).to_be_visible()
        shot(other, "player-name-refused")
        host.allow("Fuck")
        join.click()
        expect(other.get_by_role("heading", name="You are in, Fuck!")).to_be_visible()


def test_a_game_that_has_started_or_is_gone(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ) as host:
        host.say("start_game")
        host.hears("start_game")
        page = screens.phone(f"/play?pin={host.pin}")
        page.get_by_label("Your name").fill("Late")
        page.get_by_role("button", name="Join", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("The game has started already")
        assert_accessible(page)
        assert_fits(page)
        shot(page, "player-already-started")
    page.goto("/play?pin=999999")
    expect(page.get_by_text("There is no game with this PIN.")).to_be_visible()
    page.goto("/play?pin=pin")
    expect(page.get_by_text("A PIN has six to eight digits.")).to_be_visible()
    page.goto("/play")
    expect(page.get_by_label("Game PIN")).to_be_visible()
    assert_accessible(page)


def test_a_proof_of_work_is_worked_at_visibly(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ, proof_of_work=True) as host:
        page = screens.phone(None)
        # An old phone: everything takes its time.
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.goto(f"/play?pin={host.pin}")
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Join", exact=True).click()
        expect(page.get_by_role("status").get_by_text("your device is proving")).to_be_visible()
        shot(page, "player-captcha")
        expect(page.get_by_role("heading", name="You are in, Ada!")).to_be_visible()


def test_in_german_and_dark(server: ServerProcess, screens: Screens) -> None:
    page = screens.phone("/", locale="de-DE", color_scheme="dark")
    expect(page.get_by_role("button", name=re.compile("^Los geht"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert_accessible(page)
    assert_fits(page)
    shot(page, "player-front-german-dark")
    page.get_by_label("Sprache").select_option("en")
    expect(page.get_by_role("button", name="Let's go")).to_be_visible()
    page.get_by_label("Colours").select_option("light")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.reload()
    expect(page.get_by_role("button", name="Let's go")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_colours_are_those_of_the_machine_until_some_are_chosen(server: ServerProcess, screens: Screens) -> None:
    page = screens.phone("/", color_scheme="dark")
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-theme", "light")
    page.get_by_label("Colours").select_option("dark")
    expect(html).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.get_by_label("Colours")).to_have_value("dark")
    expect(html).to_have_attribute("data-theme", "dark")
    page.get_by_label("Colours").select_option("system")
    expect(html).to_have_attribute("data-theme", "light")


def test_the_server_is_away(serve: Callable[..., ServerProcess], browser: Browser) -> None:
    server = serve()
    with faultless(Screens(browser, server.url)) as screens:
        with hosting(server, QUIZ) as host:
            page = joined(screens, host.pin, "Ada")
            front = screens.phone("/")
            expect(front.get_by_label("Game PIN")).to_be_visible()
        server.kill()
        expect(page.get_by_text("The connection is gone.")).to_be_visible()
        front.get_by_label("Game PIN").fill("123456")
        front.get_by_role("button", name="Let's go").click()
        expect(front.get_by_text("The server does not answer.")).to_be_visible()
