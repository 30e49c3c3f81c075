"""Players without a page, for tests of what the host sees: many, quick, and each answers as it is told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rumpus.rehearse import FrameClient
from tests.browser.beside import Beside

PATIENCE = 10.0


class Crowd:
    """Players of one game, on a loop of their own beside that of the browser.

    Args:
        url: of the server.
        pin: of the game.
    """

    def __init__(self, url: str, pin: str) -> None:
        self._url = url
        self._pin = pin
        self._beside = Beside()
        self._players: dict[str, FrameClient] = {}

    def join(self, *names: str) -> None:
        """These people join, one after the other."""
        for name in names:
            self._beside.do(self._join(name))

    def refused(self, name: str) -> str:
        """The code with which somebody of this name is refused."""
        return self._beside.do(self._refused(name))

    def answer(self, index: int, answers: Mapping[str, Any]) -> None:
        """Who is named answers this question, when it is on show; a list of texts is an order."""
        for name, answer in answers.items():
            self._beside.do(self._answer(name, index, answer))

    def leave(self, name: str) -> None:
        """Somebody's phone is gone."""
        self._beside.soon(self._players.pop(name).abort)

    def hears(self, name: str, event: str) -> list[Any]:
        """What somebody is told next by this name."""
        return self._beside.do(self._players[name].wait_for(event, within=PATIENCE))

    def close(self) -> None:
        """Everybody goes."""
        for name in list(self._players):
            self.leave(name)
        self._beside.close()

    async def _join(self, name: str) -> None:
        player = await FrameClient.connect(self._url, "/quiz")
        player.emit("join_game", {"username": name, "game_pin": self._pin})
        await player.wait_for("joined_game", within=PATIENCE)
        self._players[name] = player

    async def _refused(self, name: str) -> str:
        player = await FrameClient.connect(self._url, "/quiz")
        player.emit("join_game", {"username": name, "game_pin": self._pin})
        [refusal] = await player.wait_for("error", within=PATIENCE)
        player.abort()
        return str(refusal["code"])

    async def _answer(self, name: str, index: int, answer: Any) -> None:
        player = self._players[name]
        await player.wait_for("set_question_number", within=PATIENCE, where=lambda args: _shows(args, index))
        given: dict[str, Any] = {"question_index": index, "answer": answer}
        if isinstance(answer, list):
            given |= {"answer": "", "complex_answer": [{"answer": text} for text in answer]}
        player.emit("submit_answer", given)
        await player.wait_for("player_answer", within=PATIENCE)


def _shows(args: list[Any], index: int) -> bool:
    return bool(args) and args[0]["question_index"] == index


@contextmanager
def crowd_of(url: str, pin: str) -> Iterator[Crowd]:
    """A crowd that goes home at the end."""
    crowd = Crowd(url, pin)
    try:
        yield crowd
    finally:
        crowd.close()
