"""An instance as the hall hosts it: every command and every wake goes through here."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeAlias

from rumpus.hall.game import Effects, GameKind, GameTime, Presence
from rumpus.pixel.rules import commands, facts, hosting, lobby
from rumpus.pixel.rules.commands import Command, Open, Play, Tick
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.match import ignore, refuse, tell
from rumpus.pixel.rules.modes import Modes
from rumpus.pixel.rules.phases import LOBBY
from rumpus.pixel.rules.state import EMPTY, INACTIVE, INACTIVITY, RETURNED, UNUSED, InstanceState

_Rule: TypeAlias = Callable[[InstanceState, Any, Effects, GameTime], None]

RULES: Final[Mapping[type[Any], _Rule]] = {
    commands.Join: lobby.join,
    commands.Restore: lobby.restore,
    commands.Here: lobby.here,
    commands.Away: lobby.away,
    commands.Restarted: lobby.restarted,
    commands.Leave: lobby.leave,
    commands.Rename: lobby.rename,
    commands.HostStart: hosting.host_start,
    commands.HostKick: hosting.host_kick,
    commands.HostPassword: hosting.host_password,
    commands.Words: hosting.host_words,
}


class Instance(InstanceState):
    """A lobby and its game. See `InstanceState` for what may be asked of it."""

    __slots__ = ()

    @property
    def wake_at(self) -> GameTime | None:
        """When the next thing is due."""
        due = self.active_at + (INACTIVE if self.used else UNUSED)
        if self.match is not None:
            if self.match.is_over:
                return None
            ends = self.match.wake_at
            if ends is not None and ends < due:
                due = ends
        elif self.timer_ends is not None and self.timer_ends < due:
            due = self.timer_ends
        grace = self.people.first_grace
        return due if grace is None or grace > due else grace

    def handle(self, command: Command, at: GameTime) -> Effects:
        """Apply a command."""
        effects = Effects()
        if isinstance(command, Play):
            self._play(command, effects, at)
        elif isinstance(command, Open):
            self._open(command, effects, at)
        elif isinstance(command, Tick):
            if self.match is None:
                ignore(effects)
            else:
                self.match.tick(command.moves, at, effects)
        else:
            RULES[type(command)](self, command, effects, at)
        self._settle(effects)
        return effects

    def wake(self, at: GameTime) -> Effects:
        """Do all that is due."""
        effects = Effects()
        while effects.over is None and (due := self.wake_at) is not None and due <= at:
            if self.timer_ends is not None and self.timer_ends <= due:
                lobby.timer_over(self, effects, due)
            elif self.match is not None and (ends := self.match.wake_at) is not None and ends <= due:
                self.match.wake(due, effects)
            elif due >= self.active_at + (INACTIVE if self.used else UNUSED):
                tell(effects, "all", facts.Closing(INACTIVITY))
                effects.over = INACTIVITY
            else:
                lobby.expire(self, effects, due)
            self._settle(effects)
        return effects

    def presence(self) -> Presence:
        """The host of a private room, and every seat that has a socket."""
        here = frozenset(member.seat for member in self.people if member.is_here)
        return Presence(self.host in here, here)

    def _open(self, command: Open, effects: Effects, at: GameTime) -> None:
        self.open(command, at)
        if command.returned:
            tell(effects, "all", facts.Entered(LOBBY))
            lobby.check_timer(self, effects, at)

    def _play(self, command: Play, effects: Effects, at: GameTime) -> None:
        match = self.match
        if command.seat not in self.people:
            refuse(effects, lobby.NOT_IN_GAME)
        elif command.only is not None and command.only[0] != self.spec.id:
            refuse(effects, command.only[1])
        elif match is None or type(command) not in match.phases[match.phase].takes:
            if command.phases:
                refuse(effects, Refused("WRONG_PHASE", f"Not in {command.phases} phase"))
            else:
                ignore(effects)
        else:
            match.play(command, at, effects)

    def _settle(self, effects: Effects) -> None:
        """See whether this was the end: nobody is left, or the game is over."""
        if effects.over is not None:
            return
        if self.used and not len(self.people):
            effects.over = EMPTY
        elif self.match is not None:
            if self.match.began > self.active_at:
                self.active_at = self.match.began
            if self.match.is_over:
                self.hang(self.match.pictures())
                effects.over = RETURNED


def kinds_of(modes: Modes) -> list[GameKind[Command]]:
    """The kinds of games for these modes: what is journaled, and what is not."""
    return [
        GameKind(name=DURABLE, version=1, command=Command, new=partial(Instance, modes)),
        GameKind(name=PASSING, version=1, command=Command, new=partial(Instance, modes), durable=False),
    ]


DURABLE: Final = "pixel"
PASSING: Final = "pixel-passing"
"""The hall's names for our kinds: instances that are journaled, and those that are not worth it (zombies)."""
