"""`/` for both protocols: who is welcomed how, and what decides which one a socket speaks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

from rumpus.entrance import Entrance, open_entrance
from rumpus.hall import Hall, MemoryJournal
from rumpus.pixel.messages.client_messages import EVENTS as PIXEL_EVENTS
from rumpus.pixel.pixels import Pixels
from rumpus.pixel.rules.commands import COPYCAT
from rumpus.pixel.rules.instance import kinds_of
from rumpus.pixel.rules.modes import Modes
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.messages.client_messages import EVENTS as QUIZ_EVENTS
from rumpus.quiz.quizzes import Quizzes
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.rules.game import QUIZ
from rumpus.wire import EngineConfig, Server
from tests.pixel.hasty_clock import HastyClock
from tests.pixel.house import Person
from tests.pixel.tiny import TINY_MODES
from tests.quiz.story import abcd, quiz_of
from tests.served import served
from tests.until import until

SECRET = b"a secret of at least thirty-two bytes"
MINUTE = 60_000


class Hotel:
    """A server of everything."""

    def __init__(self, modes: Modes) -> None:
        self.clock = HastyClock()
        self.server = Server(EngineConfig())
        self.hall = Hall(MemoryJournal(), [QUIZ, *kinds_of(modes)], clock=self.clock)
        self.quizzes = Quizzes(self.hall, secret=SECRET, clock=self.clock)
        self.pixels = Pixels(self.hall, modes=modes, unlimited=("127.0.0.0/8",), clock=self.clock)
        self.entrance: Entrance = open_entrance(self.server, self.quizzes, self.pixels, self.hall, self.clock)
        self.people: list[Person] = []
        self.url = ""

    async def person(self, auth: dict[str, Any] | None = None, namespace: str = "/") -> Person:
        person = Person(self.url, namespace, auth)
        self.people.append(person)
        return await person.connect()


@asynccontextmanager
async def hotel(modes: Modes = TINY_MODES) -> AsyncIterator[Hotel]:
    house = Hotel(modes)
    await house.hall.open()
    with closing(house.clock):
        async with served(house.server, house.hall, house.people) as house.url:
            yield house


def test_no_event_is_in_both_protocols() -> None:
    assert not QUIZ_EVENTS.keys() & PIXEL_EVENTS.keys()


async def test_a_socket_that_has_not_decided_is_welcomed_in_both() -> None:
    async with hotel() as house:
        person = await house.person()
        await until(lambda: person.session_id)
        assert person.events() == ["session_id", "game-modes", "connected"]
        assert house.entrance.undecided == 1
        assert house.pixels.figures().sockets == 1


async def test_a_browser_id_decides_at_once() -> None:
    async with hotel() as house:
        person = await house.person({"browserId": "a browser"})
        await until(lambda: person.session_id)
        assert person.events() == ["game-modes", "connected"]
        assert house.entrance.undecided == 0
        person.say("join_game", {"username": "anna", "game_pin": "123456"})
        assert await person.settles() == ["game-modes", "connected"]


async def test_the_first_event_decides_for_the_pixel_games() -> None:
    async with hotel() as house:
        person = await house.person()
        person.say("nobody knows this")
        person.say("join-public", {"gameMode": COPYCAT})
        await person.hears("lobby-joined")
        assert house.entrance.undecided == 0
        person.say("join_game", {"username": "anna", "game_pin": "123456"})
        assert await person.settles() == []


async def test_the_first_event_decides_for_the_quiz() -> None:
    async with hotel() as house:
        opened = house.quizzes.open_game(parse_document(quiz_of(abcd())), Options(), user_id="a user")
        person = await house.person()
        person.say("join_game", {"username": "anna", "game_pin": opened.game_pin})
        await person.hears("joined_game")
        assert house.entrance.undecided == 0
        assert house.pixels.figures().sockets == 0
        person.say("join-public", {"gameMode": COPYCAT})
        assert await person.client.call("echo_time_sync", "of nothing") == []
        assert "lobby-joined" not in person.events()
        assert len(house.hall.tables) == 1


async def test_the_other_namespaces_speak_one_protocol_each() -> None:
    async with hotel() as house:
        quiz = await house.person(namespace="/quiz")
        await quiz.hears("welcome")
        pixel = await house.person(namespace="/pixel")
        await pixel.hears("connected")
        assert house.pixels.figures().sockets == 1


async def test_an_undecided_socket_is_closed_after_half_an_hour_and_not_for_silence() -> None:
    async with hotel() as house:
        person = await house.person()
        await until(lambda: person.session_id)
        await house.clock.passes(29 * MINUTE)
        assert person.client.lost is None
        await house.clock.passes(3 * MINUTE)
        await person.is_parted()
        await until(lambda: house.entrance.undecided == 0)
        assert "idle-warning" not in person.events()


async def test_who_leaves_undecided_is_forgotten() -> None:
    async with hotel() as house:
        person = await house.person()
        await until(lambda: house.entrance.undecided == 1)
        person.cut()
        await until(lambda: house.entrance.undecided == 0)
        assert house.pixels.figures().sockets == 0
