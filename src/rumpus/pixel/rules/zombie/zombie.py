"""A zombie match: a few in the arena are zombies, and whoever they touch becomes one, until nobody is left or time is.

The arena changes with the ticks of the shared ticker alone; what players do between two of them comes with the next.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from rumpus.hall.game import Effects, GameTime, Seat, ToGroup, ToSeat
from rumpus.pixel.rules.commands import Move, Play, Resync
from rumpus.pixel.rules.match import Match, ignore, tell
from rumpus.pixel.rules.people import Member
from rumpus.pixel.rules.phases import OVER
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.arena import Arena, new_bot
from rumpus.pixel.rules.zombie.body import Body, Bot, Who
from rumpus.pixel.rules.zombie.phases import ACTIVE, COUNTDOWN, EXTENSION, LONGEST, PHASES, RESULTS
from rumpus.pixel.rules.zombie.tally import Tally
from rumpus.pixel.rules.zombie.view import ZombieView

SIZE: Final = 32
"""Cells of a side of the arena."""


class Zombie(Match):
    """A match, from the countdown to the end of the results."""

    phases = PHASES
    size: ClassVar[int] = SIZE

    def start(self, at: GameTime, effects: Effects) -> None:
        """Count down; who plays is settled when the arena opens."""
        self._arena: Arena | None = None
        self._clock: GameTime = 0
        self._ended: facts.GameEnded | None = None
        self._tally = Tally()
        self.enter(COUNTDOWN, at, effects)

    def phase_over(self, at: GameTime, effects: Effects) -> None:
        """The time of the phase is over."""
        if self.phase == COUNTDOWN:
            self._open(at, effects)
        elif self.phase == ACTIVE:
            self._end(at, effects)
        else:
            self.enter(OVER, at, effects)

    def _open(self, at: GameTime, effects: Effects) -> None:
        players = [member.seat for member in self.people.players]
        # Bots fill public games; in private ones people are among themselves.
        bots = 0 if self.setting.private else max(0, self.setting.most_players - len(players))
        whos: list[Who] = [*players, *(new_bot(self.dice) for _ in range(bots))]
        arena = self._arena = Arena(whos, self.size, at, self.dice)
        for seat in players:
            tell(effects, ToSeat(seat), self._role(arena, seat))
        self.enter(ACTIVE, at, effects)
        assert self.ends is not None
        self._clock = self.ends
        # Nothing lies about yet, so everybody may see everything.
        tell(effects, "all", facts.Opened(at, arena.scene(facts.WATCHERS, self._clock)))

    def tick(self, moves: Sequence[Move], at: GameTime, effects: Effects) -> None:
        """50 ms of the arena."""
        arena = self._arena
        if self.phase != ACTIVE or arena is None:
            ignore(effects)
            return
        arena.move(moves, at, effects)
        arena.supply(at, effects)
        self._meet(arena, at, effects)
        arena.show(at, self._clock, effects)
        if not arena.survivors:
            self._end(at, effects)

    def _meet(self, arena: Arena, at: GameTime, effects: Effects) -> None:
        """Zombies infect who is on their cell, once in a tick, unless they are healed instead."""
        for survivor, zombie in arena.meetings():
            if survivor.is_zombie or not zombie.is_zombie:
                continue
            if survivor.touches:
                arena.heal(zombie, survivor, effects)
            else:
                self._infect(arena, survivor, zombie, at, effects)

    def _infect(self, arena: Arena, victim: Body, zombie: Body, at: GameTime, effects: Effects) -> None:
        arena.infect(victim)
        self._tally.infected(victim, zombie, at - self.began)
        before = self._clock
        self.ends = self._clock = min(before + EXTENSION, self.began + LONGEST)
        tell(effects, "all", facts.Infected(victim.who, zombie.who, arena.survivors, self._clock - before))

    def _end(self, at: GameTime, effects: Effects) -> None:
        tally, arena = self._tally, self._arena
        assert arena is not None
        self._ended = facts.GameEnded(
            self._winner(arena), at - self.began, tally.infections, tally.first, tally.most, tally.longest
        )
        tell(effects, "all", self._ended)
        self.people.promote(self.setting.most_players)
        self.enter(RESULTS, at, effects)

    def _winner(self, arena: Arena) -> Who | None:
        """A survivor by lot: a player who is still in the game, else a bot, else somebody who has left (0.9)."""
        survivors = [body.who for body in arena.bodies if not body.is_zombie]
        players = [who for who in survivors if not isinstance(who, Bot) and arena.body_of(who) is not None]
        bots = [who for who in survivors if isinstance(who, Bot)]
        among = players or bots or survivors
        return self.dice.choice(among) if among else None

    # ---- what players do

    def play(self, command: Play, at: GameTime, effects: Effects) -> None:
        """Somebody wants to see everything."""
        assert isinstance(command, Resync)
        effects.changed = False
        self._show(command.seat, at, effects)

    def left(self, member: Member, at: GameTime, effects: Effects) -> None:
        """The body of who has left stays in the arena."""
        del at, effects
        if self._arena is not None:
            self._arena.leave(member.seat)

    def came(self, member: Member, at: GameTime, effects: Effects) -> None:
        """A spectator sees the arena at once."""
        if self.phase == ACTIVE:
            self._show(member.seat, at, effects)

    def catch_up(self, seat: Seat, at: GameTime, effects: Effects) -> None:
        """The role and the arena again, or how it ended."""
        arena = self._arena
        if self.phase == ACTIVE and arena is not None:
            if self._body_of(seat) is not None:
                tell(effects, "caller", self._role(arena, seat))
            self._show(seat, at, effects)
        elif self.phase == RESULTS and self._ended is not None:
            tell(effects, "caller", self._ended)

    # ---- who sees what

    def view_for(self, viewer: Seat | None) -> ZombieView:
        """What a viewer's group sees."""
        if self._arena is None:
            return ZombieView()
        return ZombieView(scene=self._arena.scene(self._group_of(viewer), self._clock))

    def group_of(self, seat: Seat) -> str | None:
        """By the role, as soon as there are any."""
        return None if self._arena is None else self._group_of(seat).group

    def _group_of(self, viewer: Seat | None) -> ToGroup:
        body = None if viewer is None else self._body_of(viewer)
        if body is None:
            return facts.WATCHERS
        return facts.ZOMBIES if body.is_zombie else facts.SURVIVORS

    def _body_of(self, seat: Seat) -> Body | None:
        return None if self._arena is None else self._arena.body_of(seat)

    def _show(self, seat: Seat, at: GameTime, effects: Effects) -> None:
        if self._arena is not None:
            tell(effects, "caller", facts.Shown(at, self._arena.scene(self._group_of(seat), self._clock)))

    def _role(self, arena: Arena, seat: Seat) -> facts.RolesAssigned:
        body = arena.body_of(seat)
        assert body is not None
        return facts.RolesAssigned(arena.view_of(body), len(arena.bodies) - arena.survivors, arena.survivors)
