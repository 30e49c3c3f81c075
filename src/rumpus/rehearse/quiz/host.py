"""The scripted host on `/quiz`, and a remote control on `/` that is told the same in the documented way."""

from collections.abc import Mapping
from typing import Any

from rumpus.rehearse.address import Address
from rumpus.rehearse.attendee import DOCUMENTED, Attendee
from rumpus.rehearse.countdown import Countdown
from rumpus.rehearse.errors import RehearsalError
from rumpus.rehearse.frame_client import FrameClient
from rumpus.rehearse.packets import from_json
from rumpus.rehearse.quiz.player import OURS

Entries = list[Mapping[str, Any]]
"""Answers as `question_results` tells them: username, answer, right, time_taken, score."""

ANSWER_TIME = 20.0
"""Seconds that the server may take for what the host asks."""


class Host(Attendee):
    """Leads the game.

    Attributes:
        joined: counts the players that the server has told of.
        results: by question, what `question_results` said.
        final: what `final_results` said.
    """

    _client: FrameClient

    def __init__(self, pin: str, secret: str, players: int) -> None:
        self._pin = pin
        self._secret = secret
        self.joined = Countdown(players)
        self.results: dict[int, Entries] = {}
        self.final: dict[str, Entries] = {}
        self._client = FrameClient(OURS)
        self._client.on("player_joined", lambda _: self.joined.one())
        for unused in ("answer_count", "player_left", "player_back", "game_state", "time_sync"):
            self._client.on_raw(unused, lambda _: None)

    async def register(self, address: Address) -> list[Mapping[str, Any]]:
        """Take the game; gives its questions, solutions included.

        Raises:
            RehearsalError: the server does not let us.
        """
        await self._client.open(address)
        self._client.emit("register_as_admin", {"game_pin": self._pin, "game_id": self._secret})
        told = await self._client.wait_for("registered_as_admin", within=ANSWER_TIME)
        questions: list[Mapping[str, Any]] = from_json(told[0]["game"].encode())["questions"]
        return questions

    async def start(self) -> None:
        """Begin the game."""
        self._client.emit("start_game", "")
        await self._client.wait_for("start_game", within=ANSWER_TIME)

    def show(self, index: int) -> None:
        """Show a question."""
        self._client.forget()
        self._client.emit("set_question_number", str(index))

    async def shown(self, index: int) -> None:
        """Wait until the question is shown to the host itself."""
        await self._client.wait_for(
            "set_question_number", within=ANSWER_TIME, where=lambda args: bool(args[0]["question_index"] == index)
        )

    async def everyone_answered(self) -> None:
        """Wait until the server says that all present have answered."""
        await self._client.wait_for("everyone_answered", within=ANSWER_TIME)

    async def solve(self) -> None:
        """Show the solution."""
        self._client.emit("show_solutions", {})
        await self._client.wait_for("solutions", within=ANSWER_TIME)

    async def result(self, index: int) -> None:
        """Show the answers to a question."""
        self._client.emit("get_question_results", {"game_id": self._secret, "question_number": index})
        [self.results[index]] = await self._client.wait_for("question_results", within=ANSWER_TIME)

    async def finish(self) -> None:
        """Show the final results."""
        self._client.emit("get_final_results", {})
        [self.final] = await self._client.wait_for("final_results", within=ANSWER_TIME)

    def end(self) -> None:
        """End the game for good, whatever state it is in."""
        if self._client.is_connected:
            self._client.emit("end_game")


class Remote(Attendee):
    """Watches the game on `/` with the rights of a host.

    Attributes:
        answers: how many `player_answer` came; there is one for each accepted answer.
        results: by question, what `question_results` said.
        final: what `final_results` said.
    """

    _client: FrameClient

    def __init__(self, pin: str, secret: str) -> None:
        self._pin = pin
        self._secret = secret
        self._current = -1
        self.results: dict[int, Entries] = {}
        self.final: dict[str, Entries] = {}
        self.answers = 0
        self._client = FrameClient(DOCUMENTED, keep=False)
        self._client.on("set_question_number", self._on_question)
        self._client.on("question_results", self._on_results)
        self._client.on("final_results", self._on_final)
        self._client.on_raw("player_answer", lambda _: self.count_answers(1))
        self._registered = Countdown(1)
        self._client.on("registered_as_admin", lambda _: self._registered.one())
        self._complete = Countdown(1)

    async def register(self, address: Address) -> None:
        """Take part.

        Raises:
            RehearsalError: the server does not let us.
        """
        await self._client.open(address)
        self._client.emit("register_as_remote", {"game_pin": self._pin, "game_id": self._secret})
        if await self._registered.wait(ANSWER_TIME):
            raise RehearsalError("The server did not take a remote control for the game.")

    async def complete(self) -> bool:
        """Wait for the final results; False if they did not come."""
        return not await self._complete.wait(ANSWER_TIME)

    def count_answers(self, more: int) -> None:
        """So many more `player_answer` came."""
        self.answers += more

    def _on_question(self, args: list[Any]) -> None:
        self._current = args[0]["question_index"]

    def _on_results(self, args: list[Any]) -> None:
        self.results[self._current] = _unguarded(args[0])

    def _on_final(self, args: list[Any]) -> None:
        self.final = {index: _unguarded(entries) for index, entries in args[0].items()}
        self._complete.one()


def _unguarded(entries: Entries) -> Entries:
    """Answers without the word joiner that `/` puts behind `<` (it keeps deployed pages from taking text for HTML)."""
    return [{**entry, "answer": entry["answer"].replace("<\u2060", "<")} for entry in entries]
