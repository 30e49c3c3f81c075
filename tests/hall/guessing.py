"""The tests' sample game: a host thinks of numbers, players guess, whoever is right scores. Small, but with every trait
of a game: seats, secrets, dice, a clock, presence, refusals, an end that keeps something, and an older version.

The number of a round comes from a die seeded by the first command; a round lasts ten seconds; three rounds make a game.
"""

import random
from typing import Any, TypeAlias

import msgspec

from rumpus.hall.game import HOST, Effects, GameKind, GameTime, Presence, Seat, Tell, ToGroup, ToSeat

ROUND = 10_000
ROUNDS = 3
HIGHEST = 20


class Begin(msgspec.Struct, frozen=True, tag="begin"):
    seed: int


class Join(msgspec.Struct, frozen=True, tag="join"):
    name: str


class Away(msgspec.Struct, frozen=True, tag="away"):
    seat: Seat
    away: bool = True


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    round: int


class Guess(msgspec.Struct, frozen=True, tag="guess"):
    seat: Seat
    round: int
    number: int
    arrived: GameTime


class Crash(msgspec.Struct, frozen=True, tag="crash"):
    """A bug: changes half of the state, then raises. `where` is "command" or "wake" """

    where: str = "command"


class Spin(msgspec.Struct, frozen=True, tag="spin"):
    """A bug: from now on the game wants to be woken all the time."""


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    pass


Command: TypeAlias = Begin | Join | Away | Ask | Guess | Crash | Spin | Stop


class Joined(msgspec.Struct, frozen=True):
    seat: Seat
    name: str


class Presences(msgspec.Struct, frozen=True):
    seat: Seat
    away: bool


class RoundOpened(msgspec.Struct, frozen=True):
    round: int
    ends_at: GameTime


class SecretNumber(msgspec.Struct, frozen=True):
    round: int
    number: int


class Guessed(msgspec.Struct, frozen=True):
    seat: Seat
    round: int
    number: int


class RoundClosed(msgspec.Struct, frozen=True):
    round: int
    number: int
    points: dict[Seat, int]


class Refused(msgspec.Struct, frozen=True):
    why: str


class Ended(msgspec.Struct, frozen=True):
    points: dict[Seat, int]


class View(msgspec.Struct, frozen=True):
    """What somebody may see: the host the number and all guesses, a player the own guess."""

    round: int = 0
    ends_at: GameTime | None = None
    number: int | None = None
    names: dict[Seat, str] = {}
    away: frozenset[Seat] = frozenset()
    guesses: dict[Seat, int] = {}
    points: dict[Seat, int] = {}
    over: bool = False


class Guessing:
    def __init__(self) -> None:
        self.names: dict[Seat, str] = {}
        self.away: set[Seat] = set()
        self.points: dict[Seat, int] = {}
        self.guesses: dict[Seat, int] = {}
        self.round = 0
        self.number: int | None = None
        self.ends_at: GameTime | None = None
        self.over = False
        self.spins = False
        self.crashes_at_wake = False
        self.dice = random.Random(0)

    @property
    def wake_at(self) -> GameTime | None:
        return 0 if self.spins else self.ends_at

    def presence(self) -> Presence:
        return Presence(host=HOST not in self.away, seats=self.names.keys() - self.away)

    def handle(self, command: Command, at: GameTime) -> Effects:
        match command:
            case Begin(seed):
                self.dice = random.Random(seed)
                return Effects()
            case Join(name):
                return self._join(name)
            case Away(seat, away):
                if (seat != HOST and seat not in self.names) or (seat in self.away) == away:
                    return Effects(changed=False)
                (self.away.add if away else self.away.discard)(seat)
                return Effects([Tell("all", Presences(seat, away))])
            case Ask(round_):
                return self._ask(round_, at)
            case Guess():
                return self._guess(command)
            case Crash(where):
                if where == "wake":
                    self.crashes_at_wake = True
                    return Effects()
                self.points[1] = self.points.get(1, 0) + 1_000_000
                raise RuntimeError("a bug of the rules")
            case Spin():
                self.spins = True
                return Effects()
            case Stop():
                return self._end([])

    def _join(self, name: str) -> Effects:
        if name in self.names.values():
            return Effects([Tell("caller", Refused("name"))], changed=False)
        seat = len(self.names) + 1
        self.names[seat] = name
        self.points[seat] = 0
        return Effects([Tell("all", Joined(seat, name))])

    def _ask(self, round_: int, at: GameTime) -> Effects:
        if round_ != self.round + 1 or self.ends_at is not None or self.over:
            return Effects([Tell("caller", Refused("round"))], changed=False)
        self.round = round_
        self.number = self.dice.randint(1, HIGHEST)
        self.ends_at = at + ROUND
        self.guesses = {}
        opened = RoundOpened(round_, self.ends_at)
        return Effects([Tell("all", opened), Tell(ToGroup("host"), SecretNumber(round_, self.number))])

    def _guess(self, guess: Guess) -> Effects:
        if guess.round != self.round or self.ends_at is None or guess.seat not in self.names:
            return Effects([Tell("caller", Refused("closed"))], changed=False)
        if guess.seat in self.guesses:
            return Effects([Tell("caller", Refused("again"))], changed=False)
        self.guesses[guess.seat] = guess.number
        guessed = Guessed(guess.seat, guess.round, guess.number)
        return Effects([Tell(ToSeat(guess.seat), guessed), Tell(ToGroup("host"), guessed)])

    def wake(self, at: GameTime) -> Effects:
        if self.spins:
            return Effects()
        if self.crashes_at_wake:
            raise RuntimeError("a bug of the rules")
        assert at == self.ends_at
        assert self.number is not None
        for seat, number in self.guesses.items():
            if number == self.number:
                self.points[seat] += 1
        self.ends_at = None
        tells = [Tell("all", RoundClosed(self.round, self.number, dict(self.points)))]
        return self._end(tells) if self.round == ROUNDS else Effects(tells)

    def _end(self, tells: list[Tell]) -> Effects:
        self.over = True
        self.ends_at = None
        tells.append(Tell("all", Ended(dict(self.points))))
        return Effects(tells, over="done", keep=msgspec.msgpack.encode(self.points))

    def view_for(self, viewer: Seat) -> View:
        """What a seat may see; HOST sees all."""
        sees_number = viewer == HOST or self.ends_at is None
        return View(
            round=self.round,
            ends_at=self.ends_at,
            number=self.number if sees_number else None,
            names=dict(self.names),
            away=frozenset(self.away),
            guesses={s: n for s, n in self.guesses.items() if viewer in (HOST, s)},
            points=dict(self.points),
            over=self.over,
        )


def read_version_1(body: bytes) -> Command:
    """In version 1 all commands were bare lists `[name, ...]`, and a guess did not say when it arrived."""
    name, *rest = msgspec.msgpack.decode(body)
    made: dict[str, Any] = {"begin": Begin, "join": Join, "ask": Ask}
    if name == "guess":
        seat, round_, number = rest
        return Guess(seat, round_, number, arrived=0)
    command: Command = made[name](*rest)
    return command


KIND: GameKind[Command] = GameKind("guessing", version=2, command=Command, new=Guessing, older={1: read_version_1})
