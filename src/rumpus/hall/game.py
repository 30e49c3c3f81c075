"""What a game is to the hall: commands and a time go in, effects come out. No socket, clock, dice or I/O of its own."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

import msgspec

GameTime: TypeAlias = int
"""Whole milliseconds since the table was opened. It stands still while a table is paused or the server is down."""

Seat: TypeAlias = int
"""A place at a table, numbered by its game: the host is `HOST`, players count from 1. No seat is given out twice."""

HOST: Seat = 0


class ToSeat(NamedTuple):
    """One seat, on whatever socket it sits."""

    seat: Seat


class ToGroup(NamedTuple):
    """A group of the table, by the name that the game and its namespace agree on."""

    group: str


Audience: TypeAlias = ToSeat | ToGroup | Literal["caller", "all"]
"""Who is told: a seat, a group, everybody at the table, or the socket whose command is handled (seated or not)."""


class Tell(NamedTuple):
    """A fact for an audience. The fact is a frozen Struct of the game; its namespace says it on the wire."""

    audience: Audience
    fact: Any


@dataclass(slots=True)
class Effects:
    """What follows from a command or a wake.

    Attributes:
        tells: facts, in the order in which they are to be told.
        changed: False if the state is as before; such a command is not journaled.
        over: the reason why the game is over, a short code; the table is closed when all this is told.
        keep: what is kept of the game when it is over, encoded by the game.
    """

    tells: list[Tell] = field(default_factory=list)
    changed: bool = True
    over: str | None = None
    keep: bytes | None = None


class Presence(NamedTuple):
    """Who sits at the table right now as far as the rules know."""

    host: bool
    seats: Set[Seat]


CommandT = TypeVar("CommandT", bound=msgspec.Struct)
CommandT_contra = TypeVar("CommandT_contra", bound=msgspec.Struct, contravariant=True)


class Game(Protocol[CommandT_contra]):
    """The rules of one running game. Deterministic: the same commands at the same times give the same state."""

    @property
    def wake_at(self) -> GameTime | None:
        """When the hall must call `wake`, if at all. The hall wakes a game with this very time, never a later one."""

    def handle(self, command: CommandT_contra, at: GameTime) -> Effects:
        """Apply a command. Whatever a client can cause is answered with effects; an exception is a bug of the rules."""

    def wake(self, at: GameTime) -> Effects:
        """Do what is due at `at`."""

    def presence(self) -> Presence:
        """Who is present; after a restart the hall waits for these seats before the clock goes on."""


@dataclass(frozen=True, slots=True)
class GameKind(Generic[CommandT]):
    """A kind of game that the hall can host.

    Attributes:
        name: stands in the journal, never changes.
        version: format version of the commands that `command` describes; raised when an old record would be misread.
        command: the type that commands are decoded to, a tagged union of Structs.
        new: makes a game without state; its first command carries everything, the seed of its dice included.
        older: decoders for records of earlier versions. A record of a version that is not here closes its table.
        durable: False for games that are not worth a journal; after a restart such a table closes with a message.
    """

    name: str
    version: int
    command: Any
    new: Callable[[], Game[CommandT]]
    older: Mapping[int, Callable[[bytes], CommandT]] = field(default_factory=dict)
    durable: bool = True
