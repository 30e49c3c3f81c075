"""Rooms of the pixel games: the ways in, the host's rights, what is refused, and seats that are found again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.browser.pixel.party import (
    code_of,
    come,
    confirm,
    heading,
    in_lobby,
    leave,
    looked_at,
    make_room,
    start,
    window,
)
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import Screens, assert_accessible, faultless
from tests.browser.server_process import ServerProcess


def test_the_front_page_leads_to_a_game_for_one(screens: Screens, server: SteeredServer) -> None:
    server.hold("copy-cat-solo", "memorize")
    page = screens.phone("/")
    expect(page.get_by_role("heading", name="Pixel games")).to_be_visible()
    looked_at(page, "pixel-front", full=True)
    page.get_by_role("link", name="Pixel games").click()
    expect(page.get_by_role("heading", name="Which game?")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(6)
    expect(page.get_by_text("0 here now").first).to_be_visible()
    looked_at(page, "pixel-choice", full=True)
    page.get_by_role("link", name="CopyCat Solo").click()
    expect(page.get_by_role("heading", name="How it goes")).to_be_visible()
    expect(page.get_by_role("button", name="Make a room")).to_have_count(0)
    looked_at(page, "pixel-mode-solo", full=True)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("timer").first).to_be_visible()

    # A running game is left only after a question.
    page.get_by_role("button", name="Leave").click()
    dialog = page.get_by_role("dialog", name="Leave the game?")
    expect(dialog).to_be_visible()
    assert_accessible(page)
    confirm(page, "Cancel")
    # Elsewhere, the way back is shown.
    page.goto("/pixel")
    page.get_by_role("link", name="Back to it").click()
    expect(page.get_by_role("timer").first).to_be_visible()
    leave(page)
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_a_room_with_a_password(screens: Screens, server: SteeredServer) -> None:
    server.hold("pixel-guesser", "countdown")
    host = make_room(screens.projector, "pixel-guesser", "Ada", password="sesame")
    code = code_of(host)
    expect(host.get_by_text("With a password")).to_be_visible()
    expect(host.get_by_role("img", name=f"/pixel/room/{code}")).to_be_visible()
    expect(host.get_by_role("textbox", name="Link to this room")).to_have_value(re.compile(f"/pixel/room/{code}$"))
    expect(host.get_by_role("button", name="Start the game")).to_be_disabled()
    expect(host.get_by_text("One more player is needed.").first).to_be_visible()
    looked_at(host, "pixel-lobby-projector", full=True)

    guest = window(screens.phone, "/pixel", "Bo")
    code_field = guest.get_by_label("Invited? Type the code")
    code_field.fill("A")
    guest.get_by_role("button", name="Join").click()
    expect(guest.get_by_text("A code has four letters and digits.")).to_be_visible()
    code_field.fill("OOOO")
    guest.get_by_role("button", name="Join").click()
    expect(guest.get_by_text("There is no such room.")).to_be_visible()
    looked_at(guest, "pixel-no-room", full=True)
    code_field.fill(code.lower())
    code_field.press("Enter")
    # It has a password: the page of the room asks for it.
    field = guest.get_by_label("Password", exact=True)
    expect(field).to_be_focused()
    expect(guest).to_have_url(re.compile(f"/pixel/room/{code}$"))
    field.fill("wrong")
    field.press("Enter")
    expect(guest.get_by_text("That is not the password.")).to_be_visible()
    looked_at(guest, "pixel-wrong-password", full=True)
    # One's name can be changed on the way in.
    guest.get_by_role("button", name="You are Bo. Change your name").click()
    guest.get_by_role("textbox", name="Your name").fill("admin")
    guest.get_by_role("button", name="Take this name").click()
    expect(guest.get_by_text("This name is reserved. Choose another one.")).to_be_visible()
    looked_at(guest, "pixel-name", full=True)
    guest.get_by_role("textbox", name="Your name").fill("Bea")
    guest.get_by_role("button", name="Take this name").click()
    expect(guest.get_by_role("button", name="You are Bea. Change your name")).to_be_visible()
    field.fill("sesame")
    guest.get_by_role("button", name=re.compile("Come in|Try again")).click()
    in_lobby(guest, 2, 20)
    expect(guest.get_by_text("Waiting for Ada to start.").first).to_be_visible()
    looked_at(guest, "pixel-lobby-guest", full=True)
    expect(host.get_by_role("listitem").filter(has_text="Bea")).to_be_visible()

    # And inside.
    guest.get_by_role("button", name="You are Bea. Change your name").click()
    guest.get_by_role("textbox", name="Your name").fill("Beatrix")
    guest.get_by_role("textbox", name="Your name").press("Enter")
    expect(host.get_by_role("listitem").filter(has_text="Beatrix")).to_be_visible()

    # Words of one's own, by the host alone.
    expect(guest.get_by_role("button", name="Words of your own")).to_have_count(0)
    host.get_by_role("button", name="Words of your own").click()
    expect(host.get_by_role("dialog")).to_be_visible()
    host.keyboard.press("Escape")

    # The host takes the password away: who comes now needs none.
    host.get_by_role("button", name="Change the password").click()
    expect(host.get_by_role("dialog", name="Change the password")).to_be_visible()
    assert_accessible(host)
    host.get_by_label("Password", exact=True).fill("abc")
    confirm(host, "Save")
    expect(host.get_by_text("A password has 4 to 64 characters.").first).to_be_visible()
    confirm(host, "Remove it")
    expect(guest.get_by_text("The room has no password any more.")).to_be_visible()
    third = come(screens.phone, code, "Cy")
    in_lobby(third, 3, 20)
    host.get_by_role("button", name="Set a password").click()
    host.get_by_label("Password", exact=True).fill("open again")
    confirm(host, "Save")
    expect(third.get_by_text("The room has a password now.")).to_be_visible()

    start(host)
    for page in (host, guest, third):
        expect(page.get_by_role("timer").first).to_be_visible()

    # A game is running: who comes now watches until the next one.
    late = window(screens.phone, f"/pixel/room/{code}", "Dee")
    late.get_by_role("button", name="Come in").click()
    late.get_by_label("Password", exact=True).fill("open again")
    late.get_by_role("button", name="Come in").click()
    expect(late.get_by_text("You are watching. You join in with the next game.")).to_be_visible()
    looked_at(late, "pixel-watching", full=True)


def test_a_full_room_and_a_running_game(screens: Screens, server: SteeredServer) -> None:
    server.hold("copy-cat", "lobby", "countdown")
    host = make_room(screens.desk, "copy-cat", "Ada")
    code = code_of(host)
    guest = come(screens.phone, code, "Bo")
    third = window(screens.phone, f"/pixel/room/{code}", "Cy")
    third.get_by_role("button", name="Come in").click()
    expect(third.get_by_role("alert")).to_contain_text("This game is full")
    looked_at(third, "pixel-full-room", full=True)
    lost = window(screens.phone, "/pixel/room/OOOO", "Di")
    expect(lost.get_by_text("You are invited.")).to_be_visible()
    lost.get_by_role("button", name="Come in").click()
    expect(lost.get_by_text("There is no such room.")).to_be_visible()
    expect(lost.get_by_text("You are invited.")).to_have_count(0)
    # It begins by itself. Somebody leaves in the middle, but nobody comes into a duel.
    server.go_on("lobby")
    expect(heading(guest, "Get ready")).to_be_visible()
    leave(guest)
    expect(guest.get_by_role("button", name="Play with anyone")).to_be_visible()
    third.get_by_role("button", name="Try again").click()
    expect(third.get_by_role("alert")).to_contain_text("A game is running here")


def test_the_host_removes_somebody_who_comes_back(screens: Screens) -> None:
    host = make_room(screens.desk, "pixel-battle", "Ada")
    guest = come(screens.phone, code_of(host), "Bo")
    in_lobby(host, 2, 100)
    assert guest.get_by_role("button", name="Remove Ada").count() == 0
    host.get_by_role("button", name="Remove Bo").click()
    expect(host.get_by_role("dialog", name="Remove Bo?")).to_be_visible()
    looked_at(host, "pixel-kick", full=True)
    confirm(host, "Remove")
    in_lobby(host, 1, 100)
    expect(guest.get_by_role("heading", name="The host has removed you")).to_be_visible()
    looked_at(guest, "pixel-kicked", full=True)
    guest.get_by_role("button", name="Come back").click()
    in_lobby(guest, 2, 100)
    in_lobby(host, 2, 100)


def test_another_one_becomes_host_when_the_host_leaves(screens: Screens) -> None:
    host = make_room(screens.desk, "pixel-battle", "Ada")
    code = code_of(host)
    second, third = come(screens.phone, code, "Bo"), come(screens.phone, code, "Cy")
    in_lobby(host, 3, 100)
    host.get_by_role("button", name="Leave").click()
    expect(host.get_by_role("button", name="Make a room")).to_be_visible()
    expect(second.get_by_text("You are the host now.")).to_be_visible()
    expect(third.get_by_text("Bo is the host now.")).to_be_visible()
    expect(second.get_by_role("button", name="Start the game")).to_be_disabled()
    expect(third.get_by_role("button", name="Start the game")).to_have_count(0)
    looked_at(second, "pixel-new-host", full=True)
    second.get_by_role("button", name="Remove Cy").click()
    confirm(second, "Remove")
    expect(third.get_by_role("heading", name="The host has removed you")).to_be_visible()


def test_the_way_in_stays_in_sight_however_many_come(screens: Screens) -> None:
    host = make_room(screens.desk, "pixel-battle", "Ada")
    host.set_viewport_size({"width": 1280, "height": 640})
    for count in range(2, 20):
        host.get_by_role("button", name="Add one").click()
        in_lobby(host, count, 100)
    host.get_by_text("How it goes").scroll_into_view_if_needed()
    expect(host.get_by_role("img", name="QR code")).to_be_in_viewport(ratio=0.9)
    expect(host.get_by_role("button", name="Start the game")).to_be_in_viewport(ratio=1)
    looked_at(host, "pixel-crowded-lobby", full=True)


def test_a_seat_in_the_lobby_survives_reloads_and_a_restart(screens: Screens, server: ServerProcess) -> None:
    host = make_room(screens.desk, "pixel-battle", "Ada")
    code = code_of(host)
    guest = come(screens.phone, code, "Bo")
    in_lobby(host, 2, 100)
    for page in (host, guest):
        page.reload()
        in_lobby(page, 2, 100)
    expect(host.get_by_role("button", name="Start the game")).to_be_visible()
    expect(host.get_by_role("button", name="Remove Bo")).to_be_visible()

    server.stop()
    expect(guest.get_by_text("The connection is gone.")).to_be_visible()
    looked_at(guest, "pixel-connection-lost", full=True)
    server.start()
    for page in (host, guest):
        expect(page.get_by_text("The connection is gone.")).to_be_hidden(timeout=30_000)
        in_lobby(page, 2, 100)
    host.get_by_role("button", name="Remove Bo").click()
    confirm(host, "Remove")
    in_lobby(host, 1, 100)
    expect(guest.get_by_role("heading", name="The host has removed you")).to_be_visible()


def test_another_window_of_the_same_player_takes_over(screens: Screens) -> None:
    first = make_room(screens.desk, "pixel-battle", "Ada")
    address = first.url
    # A duplicated tab knows what its original knows.
    known = first.evaluate("JSON.stringify(sessionStorage)")
    second = first.context.new_page()
    second.add_init_script(
        f"if (!sessionStorage.length) Object.entries({known}).forEach((e) => sessionStorage.setItem(...e))"
    )
    second.goto(address)
    in_lobby(second, 1, 100)
    expect(second.get_by_role("button", name="Start the game")).to_be_visible()
    expect(first.get_by_role("heading", name="You play in another window")).to_be_visible()
    looked_at(first, "pixel-other-window", full=True)
    first.get_by_role("button", name="Play here").click()
    in_lobby(first, 1, 100)
    expect(first.get_by_role("button", name="Start the game")).to_be_visible()
    expect(second.get_by_role("heading", name="You play in another window")).to_be_visible()


def test_two_strangers_meet_in_a_public_game(screens: Screens, server: SteeredServer) -> None:
    server.hold("copy-cat", "lobby", "countdown")
    pages = [window(opens, "/pixel/copy-cat", name) for opens, name in ((screens.phone, "Ada"), (screens.desk, "Bo"))]
    pages[0].get_by_role("button", name="Play with anyone").click()
    in_lobby(pages[0], 1, 2)
    expect(pages[0].get_by_text("One more player is needed.").first).to_be_visible()
    looked_at(pages[0], "pixel-lobby-public", full=True)
    pages[1].get_by_role("button", name="Play with anyone").click()
    for page in pages:
        in_lobby(page, 2, 2)
        expect(page.get_by_text("The game is about to begin.").first).to_be_visible()
        expect(page).to_have_url(re.compile("/pixel/copy-cat$"))
    looked_at(pages[1], "pixel-lobby-countdown", full=True)
    server.go_on("lobby")
    for page in pages:
        expect(heading(page, "Get ready")).to_be_visible()
        expect(page.get_by_role("timer").first).to_be_visible()


def test_whom_nobody_touches_is_asked_and_comes_back(screens: Screens) -> None:
    page = screens.phone(None)
    lines: list[WebSocketRoute] = []

    def pass_on(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    # What the server says after four and five minutes of silence is said for it.
    page.route_web_socket(re.compile("/socket.io/"), pass_on)
    page.goto("/pixel/pixel-battle")
    page.get_by_role("button", name="Play with anyone").click()
    in_lobby(page, 1, 100)
    lines[-1].send('42/pixel,["idle-warning",{"timeLeft":60}]')
    expect(page.get_by_role("dialog", name="Still there?")).to_be_visible()
    expect(page.get_by_text(re.compile(r"the connection ends in \d+ seconds"))).to_be_visible()
    looked_at(page, "pixel-idle", full=True)
    page.get_by_role("button", name="I am here").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    lines[-1].send('42/pixel,["idle-disconnect",{"reason":"Inactivity"}]')
    expect(page.get_by_role("heading", name="You were away")).to_be_visible()
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    looked_at(page, "pixel-idle-out", full=True)
    page.get_by_role("button", name="Go on").click()
    in_lobby(page, 1, 100)


@pytest.fixture
def small(serve: Callable[..., ServerProcess]) -> ServerProcess:
    """A server on which one person plays at a time."""
    return serve("--pixel-players", "1")


def test_the_queue_of_a_full_server(browser: Browser, small: ServerProcess) -> None:
    with faultless(Screens(browser, small.url)) as screens:
        first = window(screens.desk, "/pixel/pixel-battle", "Ada")
        first.get_by_role("button", name="Play with anyone").click()
        in_lobby(first, 1, 100)
        second = window(screens.phone, "/pixel/pixel-battle", "Bo")
        second.get_by_role("button", name="Play with anyone").click()
        expect(second.get_by_text("Place 1 in the queue")).to_be_visible()
        looked_at(second, "pixel-queue", full=True)
        second.get_by_role("button", name="Leave the queue").click()
        expect(second.get_by_role("button", name="Play with anyone")).to_be_visible()
        second.get_by_role("button", name="Play with anyone").click()
        expect(second.get_by_text("Place 1 in the queue")).to_be_visible()
        # There is room: who waits comes in without doing anything.
        first.get_by_role("button", name="Leave").click()
        in_lobby(second, 1, 100)


def test_a_door_that_is_shut_opens_by_itself(screens: Screens) -> None:
    page = screens.phone(None)
    refused: list[str | bytes] = []

    def refuse_once(line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        def hear(said: str | bytes) -> None:
            if not refused and isinstance(said, str) and said.startswith("40/pixel"):
                refused.append(said)
                line.send('44/pixel,{"message":"SERVER_FULL"}')
            else:
                server.send(said)

        line.on_message(hear)

    page.route_web_socket(re.compile("/socket.io/"), refuse_once)
    page.goto("/pixel")
    expect(page.get_by_text("The server is full. We keep trying.")).to_be_visible()
    looked_at(page, "pixel-shut", full=True)
    expect(page.get_by_role("article")).to_have_count(6, timeout=30_000)
    expect(page.get_by_text("The server is full.")).to_be_hidden()
