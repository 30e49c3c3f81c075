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
from rumpus.wire.engineio.serve import WireServer
from tests.quiz.story import quiz_of
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


class Person:
    """A client with a memory.

    Attributes:
        told: every event with its arguments, in order, as far as not forgotten.
        ever: the same, never forgotten.
        echoes: whether it answers time syncs at once, as every client should.
    """

    def __init__(self, url: str, namespace: str, auth: Mapping[str, Any] | None = None) -> None:
        self._url = url
        self.client = Phone(namespace, auth, keep=False)
        self.told: list[tuple[str, list[Any]]] = []
        self.ever: list[tuple[str, list[Any]]] = []
        self.echoes = True
        self._to_echo: list[Any] = []
        self.client.on_any(self._hear)

    async def connect(self, transport: Transport = "websocket") -> Self:
        await self.client.open(self._url, transport)
        # What was missed comes before the connection stands; clients keep what they want to say until then.
        for token in self._to_echo:
            self.client.emit("echo_time_sync", token)
        return self

    def _hear(self, event: str, args: list[Any]) -> None:
        self.told.append((event, args))
        self.ever.append((event, args))
        if event == "time_sync" and self.echoes:
            if self.client.is_connected:
                self.client.emit("echo_time_sync", *args)
            else:
                self._to_echo += args

    def say(self, event: str, *args: Any) -> Self:
        self.client.emit(event, *args)
        return self

    async def hears(self, event: str, where: Callable[[list[Any]], object] = lambda _: True) -> Any:
        """The first argument of the first such event; it and all before it are forgotten."""
        place: list[int] = []

        def came() -> bool:
            place[:] = [i for i, (name, args) in enumerate(self.told) if name == event and where(args)][:1]
            return bool(place) or self.client.lost is not None

        await until(came)
        assert place, f"the connection ended: {self.client.lost}"
        args = self.told[place[0]][1]
        del self.told[: place[0] + 1]
        return args[0] if args else None

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

    def forget(self) -> list[str]:
        told, self.told = self.told, []
        return [event for event, _ in told]

    def events(self) -> list[str]:
        return [event for event, _ in self.told]

    async def hears_nothing(self) -> None:
        await asyncio.sleep(QUIET)
        assert self.told == []

    async def is_parted(self) -> None:
        await until(lambda: self.client.lost is not None)

    def cut(self) -> None:
        self.client.abort()


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
    served = WireServer(server.engine, host="127.0.0.1", port=0)
    await served.start()
    house.url = f"http://127.0.0.1:{served.port}"
    try:
        yield house
    finally:
        hall.suspend()
        for person in house.people:
            person.client.abort()
        await served.stop()
        server.close()
        await hall.close()


def journal_of(_folder: Path) -> Journal:
    return MemoryJournal()
