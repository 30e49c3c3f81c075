"""Scripted players of ZombiePixel: they wander about, and see in the next state whether they got there."""

import struct
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from rumpus.rehearse.pixel.player import Player
from rumpus.rehearse.pixel.room import Room

MOVE: Final = "zombie-move"
END: Final = "zombie-game-end"
TICKS: Final = "from one state to the next"

STEP_EVERY: Final = 0.15
"""Seconds between two steps; the server takes one in 0.1 s."""

PATIENCE: Final = 1.0
"""Seconds within which a step must be seen; then it is tried once more."""

EDGE: Final = 31
STEPS: Final[Mapping[str, tuple[int, int]]] = {
    "up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0),
    "up-left": (-1, -1), "up-right": (1, -1), "down-left": (-1, 1), "down-right": (1, 1),
}  # fmt: skip

Cell = tuple[int, int]


class ZombiePlayer(Player):
    """Takes a step whenever the one before was seen. Our own clients get deltas."""

    auth = {"zombie": "delta"}  # noqa: RUF012 - a constant of the class

    cell: Cell = (0, 0)
    index = -1
    state_at = 0.0

    def handlers(self) -> Mapping[str, Callable[[Any], object]]:
        """What it listens to."""
        return {
            "zombie-roles-assigned": self._on_role,
            "zombie-game-state": self._on_state,
            "zombie-delta": self._on_delta,
            END: self._on_end,
        }

    def say_again(self) -> None:
        """Steps are not repeated: nobody knows whether they were taken."""
        if self.operations and self.operations[-1].is_open:
            self.operations.pop()

    def begin(self, phase: dict[str, Any]) -> None:
        """Take the first step."""
        if phase["phase"] == "active":
            self.after(self.room.thought(1), "active", self._step)

    def _on_role(self, told: dict[str, Any]) -> None:
        self.cell = (told["yourPosition"]["x"], told["yourPosition"]["y"])

    def _on_state(self, state: dict[str, Any]) -> None:
        players = state["players"]
        if self.index < 0 or players[self.index]["id"] != self.player_id:
            self.index = next(index for index, one in enumerate(players) if one["id"] == self.player_id)
        me = players[self.index]
        self._saw((me["x"], me["y"]))

    def _on_delta(self, delta: bytes) -> None:
        self._saw(cell_in(delta, self.index) or self.cell)

    def _saw(self, cell: Cell) -> None:
        now = self.now
        if self.state_at:
            self.room.measure(TICKS, self.state_at, now)
        self.state_at = now
        self.cell = cell
        last = self.operations[-1] if self.operations else None
        if last is not None and last.is_open and last.note == cell:
            last.acknowledged_at, last.counts = now, True

    def _step(self) -> None:
        last = self.operations[-1] if self.operations else None
        if not self.is_here or self.index < 0:
            self.state_at = 0.0  # states that were missed are no slow ticks
        else:
            waited = time.monotonic() - last.sent_at if last is not None and last.is_open else 0.0
            direction, target = self.room.dice.choice(ways_from(self.cell))
            if last is None or not last.is_open or waited > 2 * PATIENCE:
                self.do("step", MOVE, {"direction": direction}, target)
            elif waited > PATIENCE and not last.again:
                # On a slow line two steps may come as one, and the second is dropped in silence.
                last.again, last.note = True, target
                self.say(MOVE, {"direction": direction})
        self.after(STEP_EVERY, "active", self._step)

    def _on_end(self, told: dict[str, Any]) -> None:
        self.room.agree(END, "", told)
        # What was said in the last moment may have come too late.
        if self.operations and self.operations[-1].is_open and self.now - self.operations[-1].sent_at < PATIENCE:
            self.operations.pop()
        self.end()


def ways_from(cell: Cell) -> list[tuple[str, Cell]]:
    """Directions in which there is another cell, with it."""
    ways = [(direction, (cell[0] + x, cell[1] + y)) for direction, (x, y) in STEPS.items()]
    return [(direction, (x, y)) for direction, (x, y) in ways if 0 <= x <= EDGE and 0 <= y <= EDGE]


def cell_in(delta: bytes, index: int) -> Cell | None:
    """Where a player is by a zombie-delta (docs/zombie-delta.md); None if it does not say."""
    flags, count = struct.unpack_from("<BB", delta, 5)
    at = 7
    if flags & 1:
        place = index
    else:
        length = (count + 7) // 8
        mask = int.from_bytes(delta[at : at + length], "little")
        if not mask >> index & 1:
            return None
        place = (mask & ((1 << index) - 1)).bit_count()
        at += length
    (number,) = struct.unpack_from("<H", delta, at + 2 * place)
    return number & 31, number >> 5 & 31


def reckon(room: Room, players: Sequence[ZombiePlayer]) -> None:
    """What was lost stands in the steps already; look at the end."""
    end = room.told.get((END, ""))
    if end is None:
        room.problems["nobody saw the end"] += 1
    elif (
        end["winner"] is not None
        and not end["winner"]["isBot"]
        and end["winner"]["id"] not in {player.player_id for player in players}
    ):
        room.disagreements["nobody of the players is the winner"] += 1
