"""What players say in a game: their messages become commands of the rules (pixel.md 2.4)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from rumpus.hall.game import Seat
from rumpus.pixel.messages import client_messages as said
from rumpus.pixel.messages.client_messages import ClientMessage
from rumpus.pixel.messages.decoding import Bad
from rumpus.pixel.rules import commands
from rumpus.pixel.rules.commands import Play
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.lobby import NOT_IN_GAME
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.strokes import Strokes

COMMANDS: Final[Mapping[type[ClientMessage], Callable[[Seat, Any], Play]]] = {
    said.SubmitDrawing: lambda seat, message: commands.Submit(seat, message.pixels),
    said.RoyaleSubmit: lambda seat, message: commands.RoyaleSubmit(seat, message.pixels),
    said.Vote: lambda seat, message: commands.Vote(seat, message.chosen_id),
    said.FinaleVote: lambda seat, message: commands.FinaleVote(seat, message.player_id),
    said.CopycatRematchVote: lambda seat, message: commands.RematchVote(seat, message.wants_rematch),
    said.PixelguesserDraw: lambda seat, message: commands.Draw(seat, message.pixels),
    said.PixelguesserGuess: lambda seat, message: commands.Guess(seat, message.guess),
    said.ZombieResync: lambda seat, _message: commands.Resync(seat),
}

FAULTY: Final[Mapping[type[ClientMessage], Callable[[Seat, Refused], Play]]] = {
    said.SubmitDrawing: lambda seat, fault: commands.Submit(seat, "", fault),
    said.RoyaleSubmit: lambda seat, fault: commands.RoyaleSubmit(seat, "", fault),
    said.Vote: lambda seat, fault: commands.Vote(seat, "", fault),
    said.FinaleVote: lambda seat, fault: commands.FinaleVote(seat, "", fault),
    said.CopycatRematchVote: lambda seat, fault: commands.RematchVote(seat, wants=False, fault=fault),
    said.PixelguesserGuess: lambda seat, fault: commands.Guess(seat, "", fault),
}
"""The rules say when a payload is refused that is none; of the other events it is dropped."""

SILENT: Final = frozenset({said.PixelguesserDraw, said.ZombieResync})
"""Whatever is wrong with these is told to nobody."""

REFUSALS: Final[Mapping[type[ClientMessage], Refused]] = {
    said.RoyaleSubmit: Refused("NOT_IN_GAME", "You are not in a game"),
}
"""Where the text without a game is another one."""


class Playing:
    """Hands commands to the instances."""

    __slots__ = ("_companies", "_strokes")

    def __init__(self, companies: Companies) -> None:
        self._companies = companies
        self._strokes = Strokes(companies.clock)

    def play(self, guest: Guest, message: ClientMessage | Bad) -> None:
        """A player does something."""
        kind = message.kind if isinstance(message, Bad) else type(message)
        company, seat = guest.company, guest.seat
        if company is None or seat is None:
            if kind not in SILENT:
                self._companies.refuse(guest, REFUSALS.get(kind, NOT_IN_GAME))
        elif not isinstance(message, Bad):
            command = COMMANDS[kind](seat, message)
            if isinstance(command, commands.Draw):
                self._strokes.draw(guest, company, command)
            else:
                company.handle(command, caller=guest)
        elif kind in FAULTY:
            company.handle(FAULTY[kind](seat, message.refused), caller=guest)

    def move(self, guest: Guest, message: said.ZombieMove | Bad) -> None:
        """A step in an arena, which is done with the next tick. Whatever is wrong with it is told to nobody."""
        company, seat = guest.company, guest.seat
        if company is not None and seat is not None and not isinstance(message, Bad):
            self._companies.ticker.move(company, commands.Move(seat, message.direction, company.table.now))
