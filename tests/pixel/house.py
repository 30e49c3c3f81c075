"""A whole server of pixel games in the test's own loop, and people on it who remember what they were told."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from typing import Any

from rumpus.hall import Hall, Journal, MemoryJournal
from rumpus.pixel.pixels import Pixels
from rumpus.pixel.rules.instance import kinds_of
from rumpus.pixel.rules.modes import Modes
from rumpus.pixel.rules.registry import MODES
from rumpus.pixel.sockets.limits import PixelLimits
from rumpus.rehearse.frame_client import FrameClient, Transport
from rumpus.wire import EngineConfig, Server
from tests.listener import Listener
from tests.pixel.hasty_clock import HastyClock
from tests.served import served
from tests.until import until

OURS = "/pixel"
DEPLOYED = "/"

DRAWING = "0123456789ABCDEF" * 4


class Person(Listener):
    """A player of the pixel games. `told` is without online-count.

    Attributes:
        user, session_id: of the last `connected`.
        player_id: of the last lobby that it joined.
    """

    def __init__(self, url: str, namespace: str, auth: Mapping[str, Any] | None = None) -> None:
        super().__init__(url, FrameClient(namespace, auth, keep=False))
        self.user: dict[str, str] = {}
        self.session_id = ""
        self.player_id = ""

    def is_told(self, event: str, args: list[Any]) -> None:
        if self.client.pid is not None and args and isinstance(args[-1], str):
            args = args[:-1]  # the offset
        if event == "connected":
            self.user, self.session_id = args[0]["user"], args[0]["sessionId"]
        elif event in ("lobby-joined", "session-restored"):
            self.player_id = args[0]["playerId"]
        if event == "online-count":
            self.ever.append((event, args))
        else:
            super().is_told(event, args)

    async def settles(self) -> list[str]:
        """Wait until everything said so far was answered; gives the events that came, and forgets them."""
        await self.client.call("ping")
        return self.forget()

    async def asks(self, event: str, *args: Any) -> list[tuple[str, Any]]:
        """Say something and give what was told until it was answered."""
        await self.settles()
        self.say(event, *args)
        await self.client.call("activity-ping")
        told, self.told = self.told, []
        return [(name, args[0] if args else None) for name, args in told]

    async def refused(self, event: str, *args: Any) -> tuple[str, str]:
        """Say something that is refused; gives code and text."""
        told = await self.asks(event, *args)
        assert [name for name, _ in told] == ["error"], told
        return told[0][1]["code"], told[0][1]["message"]


class House:
    """A server and its games."""

    def __init__(self, journal: Journal, modes: Modes, limits: PixelLimits | None, unlimited: tuple[str, ...]) -> None:
        self.journal = journal
        self.clock = HastyClock()
        self.server = Server(EngineConfig())
        self.hall = Hall(journal, kinds_of(modes), clock=self.clock)
        self.pixels = Pixels(self.hall, modes=modes, limits=limits, unlimited=unlimited, clock=self.clock)
        self.people: list[Person] = []
        self.url = ""

    async def person(
        self, namespace: str = OURS, auth: Mapping[str, Any] | None = None, transport: Transport = "websocket"
    ) -> Person:
        """Somebody connects and has been welcomed."""
        person = Person(self.url, namespace, auth)
        self.people.append(person)
        await person.connect(transport)
        await until(lambda: person.session_id)
        return person

    async def player(self, mode: str, namespace: str = OURS, **auth: Any) -> Person:
        """Somebody is in a public lobby."""
        person = await self.person(namespace, auth or None)
        person.say("join-public", {"gameMode": mode})
        await person.hears("lobby-joined")
        return person

    async def host(self, mode: str, namespace: str = OURS, **room: Any) -> tuple[Person, str]:
        """Somebody has made a private room; gives its code, too."""
        person = await self.person(namespace)
        person.say("create-room", {"gameMode": mode, **room})
        code: str = (await person.hears("room-created"))["code"]
        await person.hears("lobby-joined")
        return person, code

    async def guest(self, code: str, namespace: str = OURS, **join: Any) -> Person:
        """Somebody is in a private room."""
        person = await self.person(namespace)
        person.say("join-room", {"code": code, **join})
        await person.hears("lobby-joined")
        return person

    async def passes(self, ms: int) -> None:
        """Time passes on the clock of the games."""
        await self.clock.passes(ms)


@asynccontextmanager
async def house_of(
    modes: Modes = MODES,
    *,
    journal: Journal | None = None,
    limits: PixelLimits | None = None,
    unlimited: tuple[str, ...] = ("127.0.0.0/8",),
) -> AsyncIterator[House]:
    house = House(journal or MemoryJournal(), modes, limits, unlimited)
    house.pixels.open_namespaces(house.server)
    await house.hall.open()
    house.pixels.take_over()
    with closing(house.clock):
        async with served(house.server, house.hall, house.people) as house.url:
            yield house
