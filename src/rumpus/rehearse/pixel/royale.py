"""Scripted players of CopyCat Royale: each draws a picture, all copy one after the other, until one is left."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from rumpus.rehearse.pixel.drawings import accuracy, copy_of, drawing
from rumpus.rehearse.pixel.player import Player
from rumpus.rehearse.pixel.room import Room

SUBMIT: Final = "royale-submit"
REFERENCE: Final = "royale-show-reference"
RESULTS: Final = "royale-round-results"
WINNER: Final = "royale-winner"


class RoyalePlayer(Player):
    """Draws, and copies until it is out."""

    is_out = False

    def handlers(self) -> Mapping[str, Callable[[Any], object]]:
        """What it listens to."""
        return {
            "submission-received": lambda _: self.done(SUBMIT),
            REFERENCE: lambda told: self.room.agree(REFERENCE, told["round"], told),
            "royale-drawing": self._on_drawing,
            RESULTS: self._on_results,
            WINNER: self._on_winner,
        }

    def begin(self, phase: dict[str, Any]) -> None:
        """Draw the picture that others will copy."""
        if phase["phase"] == "royale-initial-drawing":
            self.after(self.room.thought(20), "royale-initial-drawing", self._draw)

    def _draw(self) -> None:
        if not self.did(SUBMIT):
            self.do("picture", SUBMIT, {"pixels": drawing(self.room.dice)}, 0)

    def _on_drawing(self, told: dict[str, Any]) -> None:
        number = told["round"]
        reference = self.room.told.get((REFERENCE, number))
        if not self.is_out and reference is not None:
            copy = copy_of(reference["referenceImage"], self.room.dice)
            self.after(self.room.thought(15), "royale-drawing", lambda: self._copy(number, copy))

    def _copy(self, number: int, pixels: str) -> None:
        if not self.did(SUBMIT, number):
            self.do("copy", SUBMIT, {"pixels": pixels}, number)

    def _on_results(self, told: dict[str, Any]) -> None:
        self.room.agree(RESULTS, told["round"], told)
        self.is_out = self.is_out or self.player_id in told["eliminated"]

    def _on_winner(self, told: dict[str, Any]) -> None:
        self.room.agree(WINNER, "", told)
        self.end()


def reckon(room: Room, players: Sequence[RoyalePlayer]) -> None:
    """Find every copy in the results of its round, and the winner among those who were never out."""
    rounds = {told["round"]: told for told in room.events(RESULTS)}
    pictures = {
        operation.payload["pixels"] for player in players for operation in player.operations if operation.note == 0
    }
    for player in players:
        for operation in player.operations:
            if operation.acknowledged_at:
                operation.counts = operation.note == 0 or _is_in(
                    room, rounds.get(operation.note), player, operation.payload["pixels"]
                )
    for told in rounds.values():
        if told["referenceImage"] not in pictures:
            room.disagreements["a picture to copy was drawn by nobody"] += 1
    winner = room.told.get((WINNER, ""))
    if winner is None:
        room.problems["nobody saw who won"] += 1
    elif winner["winnerId"] not in {player.player_id for player in players if not player.is_out}:
        room.disagreements["who won was out"] += 1


def _is_in(room: Room, told: Mapping[str, Any] | None, player: RoyalePlayer, pixels: str) -> bool:
    entries = [] if told is None else [one for one in told["results"] if one["playerId"] == player.player_id]
    if told is None or len(entries) != 1:
        return False
    if entries[0]["accuracy"] != accuracy(pixels, told["referenceImage"]):
        room.disagreements["the accuracy of a copy is another one"] += 1
    return bool(entries[0]["pixels"] == pixels)
