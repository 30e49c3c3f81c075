"""A scripted player: joins, answers what it is asked, counts its own points, comes back when its connection is lost."""

import time
from collections.abc import Mapping
from typing import Any

import msgspec

from rumpus.rehearse.address import Address
from rumpus.rehearse.attendee import DOCUMENTED, RETURN_TIME, ScriptedPlayer
from rumpus.rehearse.frame_client import FrameClient, Transport
from rumpus.rehearse.quiz.script import Script

OURS = "/quiz"

REFUSALS = ("error", "question_not_active", "game_not_found", "game_already_started", "username_already_exists", "kick")


class Answered(msgspec.Struct):
    """A question as one player met it. Times are seconds of `time.monotonic`, 0 for not yet.

    Attributes:
        members: of `submit_answer`.
        right: whether the server must find it right.
        held: whether it is sent only when time is up.
    """

    members: Mapping[str, Any]
    right: bool
    held: bool = False
    shown_at: float = 0.0
    sent_at: float = 0.0
    acknowledged_at: float = 0.0
    told_at: float = 0.0
    refused: str = ""


class Player(ScriptedPlayer):
    """One player on one socket at a time, on `/quiz` like our own client (seat token, `tapped_after`) or on `/`.

    Attributes:
        name: in the game, unique.
        answers: by question, also to those not sent yet.
        scores: points by question, as this player was told.
        total: points in all, as this player was told at the end; None if it was never told.
        rank: as this player was told at the end; None on `/`, which knows no ranks.
    """

    __slots__ = (
        "_current",
        "_due",
        "_seat",
        "_sid",
        "answers",
        "name",
        "rank",
        "scores",
        "script",
        "total",
    )

    def __init__(self, name: str, script: Script, address: Address, *, ours: bool, transport: Transport) -> None:
        super().__init__(script, address, ours=ours, transport=transport)
        self.name = name
        self.script = script
        self.answers: dict[int, Answered] = {}
        self.scores: dict[int, int] = {}
        self.total: int | None = None
        self.rank: int | None = None
        self._seat: str | None = None
        self._sid = ""
        self._current = -1
        self._due = False

    # ---- coming and going

    def _ask_for_seat(self, client: FrameClient) -> None:
        self._sid = self._sid or client.sid
        client.emit("join_game", {"username": self.name, "game_pin": self.script.pin})

    def ask_state(self) -> None:
        """Ask the server for the own view of the game (ours only); `total` and `rank` follow."""
        if self._client is not None and self._client.is_connected:
            self._client.emit("resync")

    def _new_client(self, recovery: Mapping[str, str] | None) -> FrameClient:
        client = FrameClient(OURS if self.ours else DOCUMENTED, recovery, keep=False)
        client.on("time_sync", lambda args: client.emit("echo_time_sync", *args))
        client.on("joined_game", self._on_joined)
        client.on("rejoined_game", self._on_joined)
        client.on("set_question_number", self._on_question)
        client.on("player_answer", lambda _: self._on_acknowledged())
        client.on("already_replied", lambda _: self._on_acknowledged())
        client.on("everyone_answered", lambda _: self._on_time_up())
        client.on("final_results", self._on_final)
        if self.ours:
            client.on("own_result", lambda args: self._on_own_result(args[0]))
            client.on("game_state", self._on_state)
        else:
            client.on("question_results", self._on_results)
        for refusal in REFUSALS:
            client.on(refusal, lambda args, refusal=refusal: self._on_refused(refusal, args))  # type: ignore[misc]
        return client

    async def _take_seat_again(self, client: FrameClient) -> None:
        if not client.recovered:
            self._seated.clear()
            secret = {"seat": self._seat} if self._seat else {"username": self.name, "old_sid": self._sid}
            client.emit("rejoin_game", {"game_pin": self.script.pin, **secret})
            await self._wait_for_seat(RETURN_TIME)
        elif self._due:
            self._submit()

    def _has_sat(self) -> bool:
        return self._seated.is_set()

    def _on_joined(self, args: list[Any]) -> None:
        self._seat = args[0].get("seat") or self._seat
        self._seated_at = self.now
        self._seated.set()

    # ---- playing

    def prepare(self, index: int) -> None:
        """Think of an answer to the question that will be shown next; it is sent by `submit`, or when time is up."""
        asked = self.script.asked[index]
        answer = self.script.answer(index)
        self.answers[index] = Answered(answer.members, answer.right, held=asked.holding and not self.ours)
        self._current = index
        self._due = False

    def submit(self) -> None:
        """Send the answer, as soon as the question is on the screen."""
        self._due = True
        if self.answers[self._current].shown_at:
            self._submit()

    def _on_question(self, args: list[Any]) -> None:
        if args[0]["question_index"] != self._current or args[0].get("open") is False:
            return
        answered = self.answers.get(self._current)
        if answered is None or "question" not in args[0]:
            return
        answered.shown_at = answered.shown_at or self.now
        if self._due:
            # It came late, or again to somebody who came back.
            self._submit()

    def _on_time_up(self) -> None:
        answered = self.answers.get(self._current)
        if answered is not None and answered.held and not answered.sent_at:
            self.submit()

    def _submit(self) -> None:
        answered = self.answers[self._current]
        if answered.acknowledged_at or answered.refused:
            return
        now = time.monotonic()
        first_time = not answered.sent_at
        answered.sent_at = answered.sent_at or now
        if self._client is None or not self._client.is_connected:
            return  # sent after the rejoin, when the question is shown again
        members: dict[str, Any] = {"question_index": self._current, **answered.members}
        if self.ours and first_time:
            members["tapped_after"] = int((now - answered.shown_at) * 1000)
        self._client.emit("submit_answer", members)

    def _on_acknowledged(self) -> None:
        answered = self.answers.get(self._current)
        if answered is None or answered.acknowledged_at or not answered.sent_at:
            return
        answered.acknowledged_at = self.now
        self._settled(answered)

    def _settled(self, answered: Answered) -> None:
        asked = self.script.asked[self._current]
        asked.settled.one()
        if not answered.held:
            asked.prompt.one()

    def _on_refused(self, refusal: str, args: list[Any]) -> None:
        code = f" ({args[0].get('code')})" if args and isinstance(args[0], dict) else ""
        if not self._seated.is_set() or refusal == "kick":
            self.refused = refusal + code
            self._seated.set()
            return
        self.script.problems[f"a player was told {refusal}{code}"] += 1
        answered = self.answers.get(self._current)
        if answered is not None and answered.sent_at and not answered.acknowledged_at and not answered.refused:
            answered.refused = refusal
            self._settled(answered)

    # ---- results

    def _on_own_result(self, result: dict[str, Any]) -> None:
        index = result["question_index"]
        if index in self.scores or index not in self.answers:
            return
        self._score(index, result["score"])
        answered = self.answers[index]
        if answered.acknowledged_at and result["right"] != answered.right:
            self.script.disagreements["a player was told the wrong verdict on an answer"] += 1
        if result["total"] != sum(self.scores.values()) and len(self.scores) == len(self.script.asked):
            self.script.disagreements["a player's total was not the sum of its scores"] += 1

    def _on_results(self, args: list[Any]) -> None:
        if self._current in self.scores or self._current not in self.answers:
            return
        own = [entry["score"] for entry in args[0] if entry["username"] == self.name]
        self._score(self._current, sum(own))

    def _score(self, index: int, score: int) -> None:
        self.scores[index] = score
        self.answers[index].told_at = self.now
        self.script.asked[index].told.one()

    def _on_state(self, args: list[Any]) -> None:
        state = args[0]
        result = state.get("result")
        if result is not None:
            self._on_own_result(result)
        if self.script.final:
            self.rank = state["rank"]
            self._end_with(state["total"])

    def _on_final(self, args: list[Any]) -> None:
        if self.ours or not self.script.final:
            return
        own = [entry for entries in args[0].values() for entry in entries if entry["username"] == self.name]
        self._end_with(sum(entry["score"] for entry in own))

    def _end_with(self, total: int) -> None:
        if self.total is None:
            self.total = total
            self.script.ended.one()
