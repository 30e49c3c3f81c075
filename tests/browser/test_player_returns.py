"""A player comes back by himself, with the same points, whatever happened to the phone, the network or the server."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.cable import Cable, cable_to
from tests.browser.player_phone import arrived, choice, joined, option, quiz_of, running
from tests.browser.screens import Screens, assert_accessible, faultless, shot, until
from tests.browser.server_process import ServerProcess
from tests.browser.unseen_host import UnseenHost, hosting

QUIZ = quiz_of(*(choice("yes", "no", id=f"q{number}") for number in range(4)))

LOST = "The connection is gone."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One for all tests here: each has a game of its own."""
    with running(tmp_path_factory.mktemp("player")) as server:
        yield server


@contextmanager
def ada_far_away(server: ServerProcess, browser: Browser) -> Iterator[tuple[UnseenHost, Cable, Page]]:
    """A game, and the phone of its player Ada at the end of a network that can be cut."""
    with (
        hosting(server, QUIZ) as host,
        cable_to(server) as cable,
        faultless(Screens(browser, cable.url)) as screens,
    ):
        yield host, cable, joined(screens, host.pin, "Ada")


def _close(host: UnseenHost, index: int) -> None:
    host.say("get_question_results", {"question_number": index})
    host.hears("question_results")


def _seconds_left(page: Page) -> int:
    return int(page.get_by_role("timer").inner_text())


def _agree(one: Page, other: Page) -> bool:
    """Both show the same time, or that of the second before or after."""
    return abs(_seconds_left(one) - _seconds_left(other)) <= 1


def test_reload_finds_the_question_its_time_and_the_answer(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ) as host:
        page = joined(screens, host.pin, "Ada")
        other = joined(screens, host.pin, "Ben")
        page.reload()
        expect(page.get_by_role("heading", name="You are in, Ada!")).to_be_visible()
        host.show(0)
        expect(other.get_by_role("timer")).to_have_text(re.compile("^(5[0-8]|[1-4][0-9])$"))
        page.reload()
        expect(option(page, "yes")).to_be_visible()
        until(page, lambda: _agree(page, other))
        option(page, "yes").click()
        arrived(page)
        page.reload()
        arrived(page)
        expect(option(page, "yes")).to_have_attribute("aria-pressed", "true")
        expect(option(page, "no")).to_have_attribute("aria-pressed", "false")
        _close(host, 0)
        expect(page.get_by_role("heading", name="Right!")).to_be_visible()
        points = page.locator(".points b").inner_text()
        page.reload()
        expect(page.get_by_role("heading", name="Right!")).to_be_visible()
        expect(page.locator(".points b")).to_have_text(points)


def test_an_answer_given_without_a_network_arrives_later(
    server: ServerProcess, browser: Browser, screens: Screens
) -> None:
    with ada_far_away(server, browser) as (host, cable, page):
        joined(screens, host.pin, "Ben")
        host.show(0)
        expect(option(page, "yes")).to_be_visible()
        cable.cut()
        expect(page.get_by_text(LOST)).to_be_visible()
        option(page, "yes").click()
        expect(page.get_by_text("Kept here.")).to_be_visible()
        assert_accessible(page)
        shot(page, "player-without-network")
        cable.mend()
        arrived(page)
        expect(page.get_by_text(LOST)).to_have_count(0)
        _close(host, 0)
        expect(page.get_by_role("heading", name="Right!")).to_be_visible()

        # The next one is given away from the network, too, and the question closes meanwhile.
        host.show(1)
        expect(option(page, "yes")).to_be_visible()
        cable.cut()
        option(page, "yes").click()
        expect(page.get_by_text("Kept here.")).to_be_visible()
        _close(host, 1)
        cable.mend()
        expect(page.get_by_role("heading", name="Your answer came too late")).to_be_visible()
        shot(page, "player-too-late")

        # A question that began meanwhile has the time that is left.
        cable.cut()
        expect(page.get_by_text(LOST)).to_be_visible()
        host.show(2)
        host.hears("set_question_number")
        cable.mend()
        expect(option(page, "yes")).to_be_visible()
        expect(page.get_by_text("Question 3 of 4", exact=True)).to_be_visible()
        option(page, "no").click()
        arrived(page)


def test_the_server_dies_in_the_middle(serve: Callable[..., ServerProcess], browser: Browser) -> None:
    server = serve()
    with hosting(server, QUIZ) as host, faultless(Screens(browser, server.url)) as screens:
        page = joined(screens, host.pin, "Ada")
        joined(screens, host.pin, "Ben")
        host.show(0)
        option(page, "yes").click()
        arrived(page)
        _close(host, 0)
        expect(page.get_by_role("heading", name="Right!")).to_be_visible()
        points = page.locator(".points b").inner_text()
        host.show(1)
        expect(option(page, "yes")).to_be_visible()
        server.kill()
        expect(page.get_by_text(LOST)).to_be_visible()
        option(page, "yes").click()
        server.start()
        arrived(page)
        expect(page.locator(".points b")).to_have_text(points)
        host.register()
        _close(host, 1)
        expect(page.get_by_role("heading", name="Right!")).to_be_visible()
        # A polite restart, and a page that is loaded anew after it.
        server.restart()
        page.reload()
        expect(page.get_by_role("heading", name="Right!")).to_be_visible()
        expect(page.get_by_text("1st of 2", exact=True)).to_be_visible()


def test_a_second_tab_takes_over_and_gives_back(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ) as host:
        first = joined(screens, host.pin, "Ada")
        second = first.context.new_page()
        second.goto(f"/play?pin={host.pin}")
        expect(second.get_by_role("heading", name="You are in, Ada!")).to_be_visible()
        expect(first.get_by_role("heading", name="You play on in another tab")).to_be_visible()
        assert_accessible(first)
        shot(first, "player-replaced")
        host.show(0)
        option(second, "no").click()
        expect(second.get_by_role("heading", name="Not this time")).to_be_visible()
        expect(first.get_by_role("heading", name="You play on in another tab")).to_be_visible()
        first.get_by_role("button", name="Play here").click()
        expect(second.get_by_role("heading", name="You play on in another tab")).to_be_visible()
        expect(first.get_by_role("heading", name="Not this time")).to_be_visible()


def test_kicked_and_let_back(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ) as host:
        page = joined(screens, host.pin, "Ada")
        seat = host.hears("player_joined", username="Ada")["seat"]
        host.say("kick_player", {"username": "Ada"})
        out = page.get_by_role("heading", name="You are out of the game")
        expect(out).to_be_visible()
        assert_accessible(page)
        shot(page, "player-kicked")
        page.reload()
        expect(out).to_be_visible()
        page.get_by_role("button", name="Ask to come in").click()
        expect(out).to_be_visible()
        host.hears("player_kicked")
        host.say("let_back", {"seat": seat})
        host.hears("player_back")
        page.get_by_role("button", name="Ask to come in").click()
        expect(page.get_by_role("heading", name="You are in, Ada!")).to_be_visible()


def test_a_network_that_went_silent_is_noticed(server: ServerProcess, browser: Browser, screens: Screens) -> None:
    with ada_far_away(server, browser) as (host, cable, page):
        joined(screens, host.pin, "Ben")
        host.show(0)
        expect(option(page, "yes")).to_be_visible()
        # The phone changes its network: the old connection looks open. It is found out by the answer on its way.
        cable.silence()
        option(page, "yes").click()
        cable.mend()
        arrived(page, within=30_000)
        # The phone wakes up: it asks at once.
        cable.silence()
        host.show(1)
        cable.mend()
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.get_by_text("Question 2 of 4", exact=True)).to_be_visible()


def test_a_game_that_ended_while_the_phone_was_away(server: ServerProcess, browser: Browser) -> None:
    with ada_far_away(server, browser) as (host, cable, page):
        host.show(0)
        expect(option(page, "yes")).to_be_visible()
        cable.cut()
        expect(page.get_by_text(LOST)).to_be_visible()
        host.say("end_game")
        host.hears("game_ended")
        cable.mend()
        expect(page.get_by_text("The game is over").first).to_be_visible()
        page.reload()
        expect(page.get_by_text("There is no game with this PIN.")).to_be_visible()


def test_an_old_page_loads_itself_anew_once(server: ServerProcess, screens: Screens) -> None:
    with hosting(server, QUIZ) as host:
        page = screens.phone(None)
        loads: list[str] = []

        def note(loaded: Page) -> None:
            loads.append(loaded.url)

        page.on("load", note)
        page.route_web_socket("**/socket.io/**", _of_the_future)
        page.goto(f"/play?pin={host.pin}")
        if len(loads) < 2:
            page.wait_for_event("load", lambda _: len(loads) == 2)
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Join", exact=True).click()
        expect(page.get_by_role("heading", name="You are in, Ada!")).to_be_visible()
        assert len(loads) == 2, loads


def _of_the_future(socket: WebSocketRoute) -> None:
    def tell(message: str | bytes) -> None:
        socket.send(message.replace('"min_client":1', '"min_client":99') if isinstance(message, str) else message)

    socket.connect_to_server().on_message(tell)
