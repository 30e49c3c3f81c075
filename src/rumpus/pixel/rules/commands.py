"""What can happen in an instance: the commands that its namespace hands to the hall and the journal keeps.

A command holds everything the rules use: the seat it comes from, ids, hashes of secrets, seeds. Times are the game
time at which the hall handles it. A refused command changes nothing, throws no dice and is not journaled.
"""

from typing import ClassVar, Final, Literal, TypeAlias

import msgspec

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.rules.facts import Refused

# ---- the instance -------------------------------------------------------------------------------------------------


class Carried(msgspec.Struct, frozen=True):
    """A member as carried from one journal into the next. `grace` is what is left of it in ms, None for who is here."""

    seat: Seat
    player_id: str
    name: str
    discriminator: str
    keys: dict[bytes, int]
    browser: bytes | None
    spectator: bool
    grace: int | None


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture of a private room's gallery.

    Attributes:
        pixels: 64 hex digits.
        name: the full name of who drew it, as it was when they did: they may have another one by now, or have left.
        mode: in which it was drawn.
        shows: what it should be; None if nobody said.
    """

    pixels: str
    name: str
    mode: str
    shows: Caption | None = None


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Begin: the first command of every table, of a new instance or of one that returns to its lobby.

    `instance_id` is the id on the wire, the same over all tables of the instance. `code` is that of a private room,
    None for a public lobby; `password` what is kept of its password. `returned`: a game is over, everybody is back.
    """

    instance_id: str
    mode: str
    seed: int
    code: str | None = None
    password: str | None = None
    host: Seat | None = None
    next_seat: Seat = 1
    members: list[Carried] = []
    gallery: list[Picture] = []
    words: list[tuple[str, str]] = []
    returned: bool = False


class Join(msgspec.Struct, frozen=True, tag="join"):
    """Somebody comes in. `key` is the hash of the socket's session, `made` its epoch ms, `browser` a hash or None."""

    player_id: str
    name: str
    discriminator: str
    key: bytes
    made: int
    browser: bytes | None = None


class Restore(msgspec.Struct, frozen=True, tag="restore"):
    """A new socket sits on a seat, by a session of the seat; from now on by that of this socket, too."""

    seat: Seat
    key: bytes
    made: int


class Here(msgspec.Struct, frozen=True, tag="here"):
    """The socket of a seat is back, with everything it missed: its connection was recovered."""

    seat: Seat


class Away(msgspec.Struct, frozen=True, tag="away"):
    """The socket of a seat is lost."""

    seat: Seat


class Restarted(msgspec.Struct, frozen=True, tag="restarted"):
    """The server was restarted; `missing` were present before and are not back."""

    missing: list[Seat]


class Leave(msgspec.Struct, frozen=True, tag="leave"):
    """A member leaves. `quietly`: into another game, so that the own socket is not told."""

    seat: Seat
    quietly: bool = False


class Rename(msgspec.Struct, frozen=True, tag="rename"):
    """A member has another name, which is valid."""

    seat: Seat
    name: str


class HostStart(msgspec.Struct, frozen=True, tag="start"):
    """The host starts the game."""

    seat: Seat


class HostKick(msgspec.Struct, frozen=True, tag="kick"):
    """The host removes a player. None: the id was none."""

    seat: Seat
    player_id: str | None


class HostPassword(msgspec.Struct, frozen=True, tag="password"):
    """The host sets what is kept of a password, or removes it."""

    seat: Seat
    password: str | None


class Words(msgspec.Struct, frozen=True, tag="words"):
    """The host gives the room a list of words of its own (0.6): pairs of English and German."""

    seat: Seat
    words: list[tuple[str, str]]


# ---- what players do in a game ------------------------------------------------------------------------------------

BATTLE: Final = "pixel-battle"
COPYCAT: Final = "copy-cat"
SOLO: Final = "copy-cat-solo"
GUESSER: Final = "pixel-guesser"
ZOMBIE: Final = "zombie-pixel"
ROYALE: Final = "copycat-royale"


class Play(msgspec.Struct, frozen=True):
    """A player does something.

    What is wrong with a payload is refused after everything that is wrong with its time, so it comes along as `fault`.

    Attributes:
        seat: who.
        phases: in words, for the refusal "Not in ... phase"; empty if the command is dropped silently.
        only: the mode that it belongs to, with the refusal in any other; None if the phase says it all.
    """

    phases: ClassVar[str] = ""
    only: ClassVar[tuple[str, Refused] | None] = None

    seat: Seat


class Submit(Play, frozen=True, tag="submit"):
    """submit-drawing: 64 hex digits, upper case, or a fault."""

    phases = "drawing"
    pixels: str
    fault: Refused | None = None


class RoyaleSubmit(Play, frozen=True, tag="royale"):
    """royale-submit: 64 hex digits, upper case, or a fault."""

    phases = "drawing"
    only = (ROYALE, Refused("INVALID_GAME_MODE", "Not a CopyCat Royale game"))
    pixels: str
    fault: Refused | None = None


class Vote(Play, frozen=True, tag="vote"):
    """vote: for the picture of `chosen_id`."""

    phases = "voting"
    chosen_id: str
    fault: Refused | None = None


class FinaleVote(Play, frozen=True, tag="finale"):
    """finale-vote: for the finalist `player_id`."""

    phases = "finale"
    player_id: str
    fault: Refused | None = None


class RematchVote(Play, frozen=True, tag="rematch"):
    """copycat-rematch-vote."""

    phases = "copycat-rematch"
    wants: bool
    fault: Refused | None = None


class Draw(Play, frozen=True, tag="draw"):
    """pixelguesser-draw: 64 hex digits, upper case. Of many strokes only the last of 50 ms comes here."""

    pixels: str


class Guess(Play, frozen=True, tag="guess"):
    """pixelguesser-guess: the trimmed text, or a fault."""

    phases = "guessing"
    only = (GUESSER, Refused("WRONG_MODE", "Not in PixelGuesser mode"))
    text: str
    fault: Refused | None = None


Direction: TypeAlias = Literal["up", "down", "left", "right", "up-left", "up-right", "down-left", "down-right"]


class Resync(Play, frozen=True, tag="resync"):
    """zombie-resync (0.5): the full state, please."""


class Move(msgspec.Struct, frozen=True):
    """zombie-move: who, where to, and the GameTime at which it was said."""

    seat: Seat
    direction: Direction
    at: GameTime


class Tick(msgspec.Struct, frozen=True, tag="tick"):
    """The shared ticker: 50 ms of the arena, and what its players said in them. Only unjournaled tables get it."""

    moves: list[Move] = []


Command: TypeAlias = (
    Open
    | Join
    | Restore
    | Here
    | Away
    | Restarted
    | Leave
    | Rename
    | HostStart
    | HostKick
    | HostPassword
    | Words
    | Submit
    | RoyaleSubmit
    | Vote
    | FinaleVote
    | RematchVote
    | Draw
    | Guess
    | Resync
    | Tick
)
