"""A game told in a few lines, in no time: an instance without hall or sockets, played by its rules alone."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from rumpus.hall.game import Audience, Effects, GameTime, Seat, ToSeat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.modes import Modes
from rumpus.pixel.rules.registry import MODES
from rumpus.pixel.rules.state import RETURNED

F = TypeVar("F")

NOT_TO_SEAT = (
    facts.PlayerJoined,
    facts.PlayerLost,
    facts.PlayerBack,
    facts.PlayerLeft,
)
"""Told to all but the seat that they are about."""


def hears(game: Instance, audience: Audience, fact: Any, seat: Seat, caller: Seat | None) -> bool:
    """Whether a seat is told a fact, as the namespace does it."""
    if audience == "caller":
        return seat == caller
    if isinstance(audience, ToSeat):
        return audience.seat == seat
    if isinstance(fact, NOT_TO_SEAT) and fact.seat == seat:
        return False
    if isinstance(fact, facts.PlayerUpdated) and fact.is_host is None and fact.seat == seat:
        return False
    member = game.people.get(seat)
    if member is None:
        return False
    if audience == "all":
        return True
    if audience in (facts.PLAYERS, facts.SPECTATORS):
        return member.spectator is (audience == facts.SPECTATORS)
    return game.match is not None and game.match.group_of(seat) == audience.group


class Story:
    """An instance that is played.

    Attributes:
        game: the instance; another object after every return to the lobby.
        at: its game time; 0 again after every return.
        told: (audience, fact, caller) since `forget`.
        over: why it is over, None while it is not; a return to the lobby is no end.
        returns: how often it returned to the lobby.
    """

    def __init__(
        self, mode: str, players: int = 0, *, private: bool = False, seed: int = 1, modes: Modes = MODES
    ) -> None:
        self._modes = modes
        self.game = Instance(modes)
        self.at: GameTime = 0
        self.told: list[tuple[Any, Any, Seat | None]] = []
        self.over: str | None = None
        self.returns = 0
        self._came = 0
        self.does(c.Open("instance", mode, seed, code="CODE" if private else None))
        for _ in range(players):
            self.joins()

    def does(self, command: c.Command, by: Seat | None = None) -> list[Any]:
        """Something happens. Gives what the caller is told."""
        self._wake(self.at)
        caller = by if by is not None else getattr(command, "seat", None)
        effects = self.game.handle(command, self.at)
        self._take(effects, caller)
        return [fact for audience, fact in effects.tells if audience == "caller"]

    def joins(self, name: str | None = None, **more: Any) -> Seat:
        """Somebody comes in."""
        self._came += 1
        number = self._came
        join = c.Join(f"player{number}", name or f"Name{number}", f"{number:04}", b"key%d" % number, 1_000)
        told = self.does(msgspec.structs.replace(join, **more))
        joined = [fact for fact in told if isinstance(fact, facts.Joined)]
        assert joined, told
        return joined[0].seat

    def refused(self, command: c.Command) -> str:
        """The code with which something is refused."""
        (fact,) = self.does(command)
        assert isinstance(fact, facts.Refused), fact
        return fact.code

    def waits(self, ms: int) -> None:
        """Time passes."""
        left = ms
        self._wake(self.at)
        while left > 0 and self.over is None:
            due = self.game.wake_at
            step = left if due is None else min(left, max(0, due - self.at))
            self.at += step
            left -= step
            self._wake(self.at)

    def until(self, phase: str, within: int = 600_000) -> None:
        """Time passes until another phase has begun; `lobby` waits for the return."""
        returns = self.returns
        waited = 0
        while self.game.phase != phase or (phase == "lobby" and self.returns == returns):
            due = self.game.wake_at
            assert due is not None
            assert self.over is None
            waited += due - self.at
            assert waited <= within, f"{phase} did not come"
            self.at = due
            self._wake(due)

    def facts(self, kind: type[F]) -> list[F]:
        """What was told of one kind, to anybody."""
        return [fact for _, fact, _ in self.told if isinstance(fact, kind)]

    def told_to(self, seat: Seat) -> list[Any]:
        """What a seat was told, in order; groups by who is in them now."""
        return [fact for audience, fact, caller in self.told if hears(self.game, audience, fact, seat, caller)]

    def phases(self) -> list[str]:
        """The phases that were entered."""
        return [fact.phase for fact in self.facts(facts.Entered)]

    def forget(self) -> None:
        self.told.clear()

    @property
    def seats(self) -> list[Seat]:
        return [member.seat for member in self.game.people]

    def each(self, command: Callable[[Seat], c.Command]) -> None:
        """Every player does something."""
        for member in self.game.people.players:
            self.does(command(member.seat))

    def _wake(self, until: GameTime) -> None:
        returns = self.returns
        while self.over is None and self.returns == returns and (due := self.game.wake_at) is not None and due <= until:
            self._take(self.game.wake(due), None)

    def _take(self, effects: Effects, caller: Seat | None) -> None:
        self.told += [(audience, fact, caller) for audience, fact in effects.tells]
        if effects.over == RETURNED:
            first = self.game.successor(self.at)
            self.game, self.at = Instance(self._modes), 0
            self.returns += 1
            self._take(self.game.handle(first, 0), None)
            self._wake(0)
        elif effects.over is not None:
            self.over = effects.over
