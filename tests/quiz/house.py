"""A whole server in the test's own loop, and clients that remember what they were told."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from rumpus.hall import Clock, Hall, HallLimits, Journal, MemoryJournal
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.quizzes import Opened, Quizzes
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.rules.game import QUIZ
from rumpus.quiz.sockets.pin_guesses import PinGuesses
from rumpus.rehearse.frame_client import FrameClient, Transport
from rumpus.wire import EngineConfig, NamespaceEvents, RecoveryLimits, Server
from tests.listener import Listener
from tests.quiz.story import quiz_of
from tests.served import served
from tests.until import until

OURS = "/quiz"
DEPLOYED = "/"

QUIET = 0.15
"""Seconds in which whatever was wrongly sent would have come on this machine's loopback."""

Entrance = Callable[[NamespaceEvents], NamespaceEvents]
"""Makes who stands before the quiz on `/`, given who is behind."""

SECRET = b"a secret of at least thirty-two bytes"


class Phone(FrameClient):
    """A client that can fall asleep: its connection stands, and nothing is answered, not even a ping."""

    asleep = False

    def on_packet(self, packet: bytes) -> None:
        if not self.asleep:
            super().on_packet(packet)


class Person(Listener):
    """A host or player of a quiz.

    Attributes:
        echoes: whether it answers time syncs at once, as every client should.
        seat: the token of the seat that it was given, as `/quiz` says it.
    """

    client: Phone

    def __init__(self, url: str, namespace: str, auth: Mapping[str, Any] | None = None) -> None:
        super().__init__(url, Phone(namespace, auth, keep=False))
        self.echoes = True
        self.seat: str | None = None
        self._to_echo: list[Any] = []

    async def connect(self, transport: Transport = "websocket") -> Self:
        await super().connect(transport)
        # What was missed comes before the connection stands; clients keep what they want to say until then.
        for token in self._to_echo:
            self.client.emit("echo_time_sync", token)
        return self

    def is_told(self, event: str, args: list[Any]) -> None:
        super().is_told(event, args)
        if event == "joined_game":
            self.seat = args[0].get("seat")
        if event == "time_sync" and self.echoes:
            if self.client.is_connected:
                self.client.emit("echo_time_sync", *args)
            else:
                self._to_echo += args

    async def asks(self, event: str, *args: Any) -> list[str]:
        """Say something and wait for its acknowledgement; gives the events that came meanwhile and forgets them."""
        assert await self.client.call(event, *args) == []
        return self.forget()

    async def settles(self) -> list[str]:
        """Wait until everything said so far was answered; gives the events that came and forgets them."""
        return await self.asks("echo_time_sync", "of nothing")

    async def passes(self) -> None:
        """Wait until everything said so far was answered; nothing is forgotten."""
        assert await self.client.call("echo_time_sync", "of nothing") == []

    async def comes_to(self, event: str) -> None:
        """Wait until such an event has come; nothing is forgotten."""
        await until(lambda: event in self.events())

    async def hears_nothing(self) -> None:
        await asyncio.sleep(QUIET)
        assert self.told == []


class House:
    """A server and its games."""

    def __init__(self, server: Server, hall: Hall, clock: Clock | None, entrance: Entrance | None) -> None:
        self.server = server
        self.hall = hall
        self.quizzes = Quizzes(hall, secret=SECRET, clock=clock)
        root = entrance and server.namespace(DEPLOYED, entrance(self.quizzes.deployed), recovery="browsers")
        self.quizzes.open_namespaces(server, root=root)
        self.people: list[Person] = []
        self.url = ""

    def forgive(self) -> None:
        """Forget the wrong pins of everybody."""
        self.quizzes._companies.guesses = PinGuesses()

    def game(self, *questions: dict[str, Any], **options: Any) -> "Played":
        quiz = parse_document(quiz_of(*questions))
        return Played(self, self.quizzes.open_game(quiz, Options(**options), user_id="a user"))

    async def person(
        self, namespace: str = OURS, auth: Mapping[str, Any] | None = None, transport: Transport = "websocket"
    ) -> Person:
        person = Person(self.url, namespace, auth)
        self.people.append(person)
        return await person.connect(transport)


class Played:
    """A game in a house, in the words of people."""

    def __init__(self, house: House, opened: Opened) -> None:
        self.house = house
        self.opened = opened
        self.pin = opened.game_pin
        self.secret = {"game_pin": opened.game_pin, "game_id": opened.game_id}

    async def host(self, namespace: str = OURS) -> Person:
        host = await self.house.person(namespace)
        host.say("register_as_admin", self.secret)
        await host.hears("registered_as_admin")
        await host.settles()
        return host

    async def player(self, name: str, namespace: str = OURS, **more: Any) -> Person:
        player = await self.house.person(namespace)
        player.say("join_game", {"username": name, "game_pin": self.pin, **more})
        await player.hears("joined_game")
        return player


@asynccontextmanager
async def house_of(
    journal: Journal | None = None,
    limits: HallLimits | None = None,
    recovery: RecoveryLimits | None = None,
    clock: Clock | None = None,
    entrance: Entrance | None = None,
) -> AsyncIterator[House]:
    server = Server(EngineConfig(), recovery_limits=recovery)
    hall = Hall(journal or MemoryJournal(), [QUIZ], limits=limits, clock=clock)
    house = House(server, hall, clock, entrance)
    await hall.open()
    async with served(server, hall, house.people) as house.url:
        yield house


def journal_of(_folder: Path) -> Journal:
    return MemoryJournal()
