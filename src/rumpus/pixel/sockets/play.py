"""What players say in a game: their messages become commands of the rules (pixel.md 2.4)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from rumpus.hall.game import Seat
from rumpus.pixel.messages import client_messages as said
from rumpus.pixel.rules import commands
from rumpus.pixel.rules.commands import Play
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.lobby import NOT_IN_GAME
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.guest import Guest

COMMANDS: Final[Mapping[type[said.ClientMessage], Callable[[Seat, Any], Play]]] = {
    said.SubmitDrawing: lambda seat, message: commands.Submit(seat, message.pixels, message.fault),
    said.RoyaleSubmit: lambda seat, message: commands.RoyaleSubmit(seat, message.pixels, message.fault),
    said.Vote: lambda seat, message: commands.Vote(seat, message.chosen_id, message.fault),
    said.FinaleVote: lambda seat, message: commands.FinaleVote(seat, message.player_id, message.fault),
    said.CopycatRematchVote: lambda seat, message: commands.RematchVote(seat, message.wants_rematch, message.fault),
    said.PixelguesserDraw: lambda seat, message: commands.Draw(seat, message.pixels),
    said.PixelguesserGuess: lambda seat, message: commands.Guess(seat, message.guess, message.fault),
    said.ZombieMove: lambda seat, message: commands.Move(seat, message.direction),
    said.ZombieResync: lambda seat, _message: commands.Resync(seat),
}

SILENT: Final = frozenset({said.PixelguesserDraw, said.ZombieMove, said.ZombieResync})
"""Whatever is wrong with these is told to nobody."""

REFUSALS: Final[Mapping[type[said.ClientMessage], Refused]] = {
    said.RoyaleSubmit: Refused("NOT_IN_GAME", "You are not in a game"),
}
"""Where the text without a game is another one."""


class Playing:
    """Hands commands to the instances."""

    __slots__ = ("_companies",)

    def __init__(self, companies: Companies) -> None:
        self._companies = companies

    def play(self, guest: Guest, message: said.ClientMessage) -> None:
        """A player does something."""
        kind = type(message)
        if guest.company is None or guest.seat is None:
            if kind not in SILENT:
                self._companies.refuse(guest, REFUSALS.get(kind, NOT_IN_GAME))
        elif message.fault is None or kind not in SILENT:
            guest.company.table.handle(COMMANDS[kind](guest.seat, message), caller=guest)
