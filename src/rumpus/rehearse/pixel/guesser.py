"""Scripted players of PixelGuesser: the artist draws stroke by stroke, the others guess wrong first, then right."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from rumpus.rehearse.pixel.drawings import SIZE, drawing
from rumpus.rehearse.pixel.player import Player
from rumpus.rehearse.pixel.room import Room

DRAW: Final = "pixelguesser-draw"
GUESS: Final = "pixelguesser-guess"
CORRECT: Final = "pixelguesser-correct-guess"
REVEAL: Final = "pixelguesser-reveal"
RESULTS: Final = "pixelguesser-final-results"

STROKE_EVERY: Final = 0.1
"""Seconds; one pixel each."""

LATE_STROKES: Final = 5
"""Half a second's."""

WRONG: Final = "zzz"
"""No word of any language, and not close to one."""


class GuesserPlayer(Player):
    """Draws when it is its turn, else guesses."""

    round = 0

    def handlers(self) -> Mapping[str, Callable[[Any], object]]:
        """What it listens to."""
        return {
            "pixelguesser-round-start": self._on_round,
            "pixelguesser-drawing-update": self._on_drawing,
            "pixelguesser-guess-result": self._on_guess,
            CORRECT: lambda told: self.room.agree(CORRECT, (self.round, told["position"]), told),
            REVEAL: lambda told: self.room.agree(REVEAL, self.round, told),
            RESULTS: self._on_results,
        }

    def begin(self, phase: dict[str, Any]) -> None:
        """Know which round it is."""
        self.round = phase.get("round", self.round)

    def _on_round(self, told: dict[str, Any]) -> None:
        self.round = told["round"]
        if told["isYouArtist"]:
            self.room.told["secret", self.round] = told["secretPrompt"]
            self._stroke(drawing(self.room.dice), 1)
        else:
            if "secretPrompt" in told:
                self.room.disagreements["a guesser was told the word"] += 1
            wait = 0.3 + self.room.thought(20)
            self.after(wait * 0.5, "guessing", lambda: self._guess(WRONG))
            self.after(wait, "guessing", self._guess_right)

    def _stroke(self, picture: str, pixels: int) -> None:
        """Draw one pixel more, until the picture is done."""
        shown = picture[:pixels].ljust(SIZE, "1")
        self.room.told["stroke", (self.round, shown)] = time.monotonic()
        self.room.told.setdefault(("drawings", self.round), []).append(shown)
        self.say(DRAW, {"pixels": shown})
        if pixels < SIZE:
            self.after(STROKE_EVERY, "guessing", lambda: self._stroke(picture, pixels + 1))

    def _on_drawing(self, told: dict[str, Any]) -> None:
        drawn_at = self.room.told.get(("stroke", (self.round, told["pixels"])))
        if drawn_at is not None:
            self.room.measure("stroke seen by another player", drawn_at, self.now)

    def _guess(self, text: str) -> None:
        if not self.did(GUESS, (self.round, text)):
            self.do("guess", GUESS, {"guess": text}, (self.round, text))

    def _guess_right(self) -> None:
        self._guess(self.room.told.get(("secret", self.round), WRONG))

    def _on_guess(self, told: dict[str, Any]) -> None:
        operation = self.done(GUESS)
        if operation is not None:
            operation.counts = told["correct"] == (operation.note[1] != WRONG)

    def _on_results(self, told: dict[str, Any]) -> None:
        self.room.agree(RESULTS, "", told)
        self.end()


def reckon(room: Room, players: Sequence[GuesserPlayer]) -> None:
    """Find every right guess where the round is resolved, and add the points up."""
    totals = {player.player_id: 0 for player in players}
    for number in range(1, len(players) + 1):
        reveal = room.told.get((REVEAL, number))
        if reveal is None:
            room.problems["nobody saw how a round was resolved"] += 1
            continue
        _add_up(room, number, reveal, totals)
        solved = {one["playerId"] for one in reveal["scores"] if one["guessedCorrectly"]}
        for player in players:
            for operation in player.operations:
                if operation.note == (number, reveal["secretPrompt"]):
                    operation.counts = operation.counts and player.player_id in solved
        # The last strokes may have come after the last guess.
        if reveal["artistPixels"] not in room.told.get(("drawings", number), [])[-LATE_STROKES:]:
            room.disagreements["the artist's last stroke is missing"] += 1
    final = room.told.get((RESULTS, ""))
    if final is None:
        room.problems["nobody saw the ranking"] += 1
    elif {one["playerId"]: one["score"] for one in final["rankings"]} != totals:
        room.disagreements["the ranking has other points"] += 1


def _add_up(room: Room, number: int, reveal: Mapping[str, Any], totals: dict[str, int]) -> None:
    """Add the points of a round; they are those that were told at once to whoever guessed right."""
    told = [room.told.get((CORRECT, (number, position))) for position in range(1, len(totals))]
    points = {one["playerId"]: one["points"] for one in told if one is not None}
    if totals.keys() != {one["playerId"] for one in reveal["scores"]}:
        room.disagreements["a player is missing where a round is resolved"] += 1
    for one in reveal["scores"]:
        who = one["playerId"]
        totals[who] = totals.get(who, 0) + one["roundScore"]
        if one["score"] != totals[who]:
            room.disagreements["a score is not the sum of the rounds"] += 1
        if not one["wasArtist"] and one["roundScore"] != points.get(who, 0):
            room.disagreements["a guess brought other points than were told"] += 1
