"""Scripted players of Pixel Battle: they draw and vote, and the points of every picture are counted once more."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from rumpus.rehearse.packets import from_json
from rumpus.rehearse.pixel.drawings import drawing
from rumpus.rehearse.pixel.lz_string import decompress_from_utf16
from rumpus.rehearse.pixel.operation import Operation
from rumpus.rehearse.pixel.player import Player
from rumpus.rehearse.pixel.room import Room

TOO_FAST: Final = 3.1
"""Seconds before which no drawing is taken, and a bit."""

FIRST_ELO: Final = 1_000

SUBMIT: Final = "submit-drawing"
VOTE: Final = "vote"
FINALE_VOTE: Final = "finale-vote"
FINALE: Final = "finale-start"
RESULTS: Final = "game-results"

PHASES: Final[Mapping[str, str]] = {SUBMIT: "drawing", VOTE: "voting", FINALE_VOTE: "finale"}
"""In which phase each is said."""


class Pair(msgspec.Struct):
    """What a vote was about, and what it did to the points of both pictures as the voter was told."""

    round: int
    chosen: str
    other: str
    change: Mapping[str, int] | None = None


class BattlePlayer(Player):
    """Draws once, votes in every round and in the finale."""

    round = 0
    """Of the voting, counted from 1, as this player was told last."""

    def handlers(self) -> Mapping[str, Callable[[Any], object]]:
        """What it listens to."""
        return {
            "submission-received": lambda _: self.done(SUBMIT),
            "voting-round": self._on_pair,
            "vote-received": self._on_vote,
            FINALE: self._on_finale,
            "finale-vote-received": lambda _: self.done(FINALE_VOTE),
            RESULTS: self._on_results,
        }

    def begin(self, phase: dict[str, Any]) -> None:
        """Draw, or vote in the finale."""
        self.round = phase.get("round", self.round)
        if phase["phase"] == "drawing":
            self.after(TOO_FAST + self.room.thought(20), "drawing", self._draw)
        elif phase["phase"] == "finale":
            self._vote_in_finale()

    def returned(self, told: dict[str, Any]) -> None:
        """The voting may have gone on."""
        self.round = told.get("phaseState", {}).get("currentRound", self.round)

    def is_past(self, operation: Operation) -> bool:
        """A vote said in the next round might count for one of that round's pictures."""
        return self.phase != PHASES[operation.event] or (operation.event == VOTE and operation.note.round != self.round)

    def _draw(self) -> None:
        if not self.did(SUBMIT):
            self.do("drawing", SUBMIT, {"pixels": drawing(self.room.dice)})

    def _on_pair(self, told: dict[str, Any]) -> None:
        images = [told["imageA"]["playerId"], told["imageB"]["playerId"]]
        if self.player_id in images or images[0] == images[1]:
            self.room.disagreements["a pair was no pair, or had the voter's own picture"] += 1
        self.room.dice.shuffle(images)
        self.round = told["round"]
        pair = Pair(self.round, *images)
        self.after(self.room.thought(3), "voting", lambda: self._vote(pair))

    def _vote(self, pair: Pair) -> None:
        # The pair may have been told again to somebody who came back.
        if all(operation.note.round != pair.round for operation in self.operations if operation.event == VOTE):
            self.do("vote", VOTE, {"chosenId": pair.chosen}, pair)

    def _on_vote(self, told: dict[str, Any]) -> None:
        operation = self.done(VOTE)
        if operation is not None:
            operation.note.change = told.get("eloChange")

    def _on_finale(self, told: dict[str, Any]) -> None:
        self.room.agree(FINALE, "", told)
        if self.phase == "finale":
            self._vote_in_finale()  # it was told again to somebody who came back

    def _vote_in_finale(self) -> None:
        finale = self.room.told.get((FINALE, ""))
        if finale is not None:
            others = [one["playerId"] for one in finale["finalists"] if one["playerId"] != self.player_id]
            self.after(self.room.thought(10), "finale", lambda: self._vote_for(self.room.dice.choice(others)))

    def _vote_for(self, finalist: str) -> None:
        if not self.did(FINALE_VOTE):
            self.do("vote in the finale", FINALE_VOTE, {"playerId": finalist})

    def _on_results(self, told: dict[str, Any]) -> None:
        self.room.agree(RESULTS, "", told)
        self.end()


def reckon(room: Room, players: Sequence[BattlePlayer]) -> None:
    """Find every drawing in the results, and in their points every vote."""
    results = room.told.get((RESULTS, ""))
    if results is None:
        room.problems["nobody saw the results"] += 1
        return
    rankings = results["rankings"]
    if packed := results.get("compressedRankings"):
        rankings = from_json(decompress_from_utf16(packed).encode())
    ranked = {entry["playerId"]: entry for entry in rankings}
    if len(ranked) != len(rankings):
        room.disagreements["a drawing stands in the results twice"] += 1
    elo, votes, unsure = _points(players)
    for player in players:
        for operation in player.operations:
            about = _about(player, operation.event, operation.payload)
            entry = ranked.get(about)
            if entry is None or not operation.acknowledged_at:
                continue
            if operation.event == SUBMIT:
                operation.counts = entry["pixels"] == operation.payload["pixels"].upper()
            elif operation.event == VOTE:
                operation.counts = entry["elo"] == elo[about] or about in unsure
            else:
                operation.counts = entry["finalVotes"] == votes[about] or about in unsure
    for player_id, entry in ranked.items():
        is_right = entry["elo"] == elo[player_id] and entry["finalVotes"] == votes[player_id]
        if not is_right and player_id not in unsure:
            room.disagreements["the points of a drawing are not those of the votes for it"] += 1
    order = [(-entry["finalVotes"], -entry["elo"]) for entry in rankings]
    if order != sorted(order) or any(
        entry["place"] != 1 + order.index(key) for entry, key in zip(rankings, order, strict=True)
    ):
        room.disagreements["the ranking is in a wrong order"] += 1


def _about(player: BattlePlayer, event: str, payload: Mapping[str, Any]) -> str:
    """Whose drawing it is about."""
    if event == SUBMIT:
        return player.player_id
    about: str = payload["chosenId" if event == VOTE else "playerId"]
    return about


def _points(players: Sequence[BattlePlayer]) -> tuple[Mapping[str, int], Mapping[str, int], set[str]]:
    """By picture: points and votes of the finale, as the voters were told.

    And the pictures whose points nobody can know: the connection of somebody who voted on them was lost before the
    points were told.
    """
    unsure: set[str] = set()
    elo = Counter({player.player_id: FIRST_ELO for player in players})
    votes: Counter[str] = Counter()
    for player in players:
        for operation in player.operations:
            if operation.event == FINALE_VOTE:
                if operation.late:
                    unsure.add(operation.payload["playerId"])
                votes[operation.payload["playerId"]] += bool(operation.acknowledged_at)
            elif operation.event == VOTE and operation.note.change is None:
                if operation.acknowledged_at or operation.late:
                    unsure |= {operation.note.chosen, operation.note.other}
            elif operation.event == VOTE:
                elo[operation.note.chosen] += operation.note.change["winner"]
                elo[operation.note.other] += operation.note.change["loser"]
    return elo, votes, unsure
