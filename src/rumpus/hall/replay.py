"""From records back to a game: what a restart does, and what repairs a game whose rules failed halfway."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from rumpus.hall.game import Effects, Game, GameKind, GameTime, Seat
from rumpus.hall.record import BIND, COMMAND, LEAVE, SEATING, UNBIND, CommandReader, Record, UnreadableError, unpack
from rumpus.hall.turn import Packed
from rumpus.hall.wakes import due_wakes

_BINDING = msgspec.msgpack.Decoder(tuple[bytes, int])
_SEAT = msgspec.msgpack.Decoder(int)
_DIGEST = msgspec.msgpack.Decoder(bytes)


@dataclass(slots=True)
class Replayed:
    """A game as it was, and what the hall knew about it.

    Attributes:
        game: the game.
        count: how many records there were.
        at: the GameTime that it was taken to.
        pids: digests of the pids of each seat, oldest first.
        over: the effects that ended it, if the rules of today end it where those of its time did not.
    """

    game: Game[Any]
    count: int = 0
    at: GameTime = 0
    pids: dict[Seat, deque[bytes]] = field(default_factory=dict)
    over: Effects | None = None

    def seat(self, record: Record) -> None:
        """Apply a record of the hall's own."""
        if record.version != SEATING:
            raise UnreadableError(f"seating in version {record.version}; this server understands {SEATING}")
        if record.sort == BIND:
            key, seat = _BINDING.decode(record.body)
            self._forget(key)
            self.pids.setdefault(seat, deque()).append(key)
        elif record.sort == UNBIND:
            self.pids.pop(_SEAT.decode(record.body), None)
        elif record.sort == LEAVE:
            self._forget(_DIGEST.decode(record.body))
        else:
            raise UnreadableError(f"records of sort {record.sort}")

    def _forget(self, key: bytes) -> None:
        for keys in self.pids.values():
            if key in keys:
                keys.remove(key)


def replay(
    kind: GameKind[Any], rows: Iterable[Packed], *, until: GameTime, wakes_at_once: int, game: Game[Any] | None = None
) -> Replayed:
    """Run a game through its records, and its wakes up to `until`.

    Args:
        kind: the kind of game.
        rows: its records in order. Rows that repeat records already seen are skipped: what is committed and what is not
            known to be may overlap.
        until: GameTime to take the game to, inclusive; records may take it further.
        wakes_at_once: see `due_wakes`.
        game: a new game to use; by default one is made.

    Raises:
        UnreadableError: records are missing, broken or of an unknown version.
        Exception: whatever the rules of the game raise.
    """
    played = Replayed(game if game is not None else kind.new())
    commands = CommandReader(kind)
    for packed in rows:
        if packed.first + packed.count <= played.count + 1:
            continue
        if packed.first != played.count + 1:
            raise UnreadableError(f"record {played.count + 1} is missing")
        for record in unpack(packed):
            played.count += 1
            if record.sort == COMMAND:
                _wake(played, record.at, wakes_at_once)
                if played.over is None:
                    effects = played.game.handle(commands.read(record), record.at)
                    played.over = effects if effects.over is not None else None
            else:
                played.seat(record)
            played.at = max(played.at, record.at)
    _wake(played, until, wakes_at_once)
    played.at = max(played.at, until)
    return played


def _wake(played: Replayed, until: GameTime, at_once: int) -> None:
    if played.over is not None:
        return
    for effects in due_wakes(played.game, until, at_once):
        if effects.over is not None:
            played.over = effects
            return
