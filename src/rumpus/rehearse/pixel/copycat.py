"""Scripted players of CopyCat: they copy a picture from memory, want a second round, and then go."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from rumpus.rehearse.pixel.battle import SUBMIT, TOO_FAST
from rumpus.rehearse.pixel.drawings import accuracy, copy_of
from rumpus.rehearse.pixel.player import Player
from rumpus.rehearse.pixel.room import Room

REMATCH: Final = "copycat-rematch-vote"
REFERENCE: Final = "copycat-reference"
RESULTS: Final = "copycat-results"

ROUNDS: Final = 2


class CopyCatPlayer(Player):
    """Copies, twice."""

    round = 0

    def handlers(self) -> Mapping[str, Callable[[Any], object]]:
        """What it listens to."""
        return {
            REFERENCE: lambda told: self.room.agree(REFERENCE, self.round, told),
            "submission-received": lambda _: self.done(SUBMIT),
            RESULTS: lambda told: self.room.agree(RESULTS, self.round, told),
            REMATCH: self._on_vote,
            "copycat-rematch-result": self._on_result,
        }

    def begin(self, phase: dict[str, Any]) -> None:
        """Copy, or say whether there shall be another round."""
        self.round = self.occasion("memorize", "drawing")
        if phase["phase"] == "drawing":
            self.after(TOO_FAST + self.room.thought(20), "drawing", self._draw)
        elif phase["phase"] == "copycat-rematch":
            self.after(self.room.thought(5), "copycat-rematch", self._vote)

    def _draw(self) -> None:
        picture = self.room.told[REFERENCE, self.round]["referenceImage"]
        if not self.did(SUBMIT, self.round):
            self.do("drawing", SUBMIT, {"pixels": copy_of(picture, self.room.dice)}, self.round)

    def _vote(self) -> None:
        if not self.did(REMATCH, self.round):
            self.do("vote", REMATCH, {"wantsRematch": self.round < ROUNDS}, self.round)

    def _on_vote(self, told: dict[str, Any]) -> None:
        if told["playerId"] == self.player_id:
            operation = self.done(REMATCH)
            if operation is not None:
                operation.counts = told["wantsRematch"] == operation.payload["wantsRematch"]

    def _on_result(self, told: dict[str, Any]) -> None:
        self.room.agree("copycat-rematch-result", self.round, told)
        # The first "no" ends it, so the other one's answer may find another phase.
        if not told["rematch"]:
            for operation in self.operations:
                if operation.is_open and operation.event == REMATCH:
                    operation.acknowledged_at, operation.counts = self.now, True
            self.end()


def reckon(room: Room, players: Sequence[CopyCatPlayer]) -> None:
    """Find every drawing in the results, with its accuracy."""
    for number in range(1, ROUNDS + 1):
        results = room.told.get((RESULTS, number))
        if results is None:
            room.problems["nobody saw the results of a round"] += 1
            continue
        entries = {entry["playerId"]: entry for entry in results["results"]}
        for player in players:
            for operation in player.operations:
                if operation.event == SUBMIT and operation.note == number and operation.acknowledged_at:
                    entry, pixels = entries.get(player.player_id), operation.payload["pixels"]
                    operation.counts = entry is not None and entry["pixels"] == pixels
                    if entry is not None and entry["accuracy"] != accuracy(pixels, results["referenceImage"]):
                        room.disagreements["the accuracy of a copy is another one"] += 1
        best = sorted((entry["accuracy"] for entry in entries.values()), reverse=True)
        if results["isDraw"] != (len(best) == len(players) > 1 and best[0] == best[1]):
            room.disagreements["a draw is none, or the other way round"] += 1
