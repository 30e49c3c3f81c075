"""A game over sockets for tests of the HTTP side: a host's page and players, each a frame client."""

from typing import Any

from rumpus.rehearse import FrameClient


class Table:
    """A game with its host and players, on the namespace `/` as deployed clients play it.

    Attributes:
        pin: what players type.
        host: the host's page.
        players: by name.
    """

    def __init__(self, url: str, pin: str, host: FrameClient) -> None:
        self.url = url
        self.pin = pin
        self.host = host
        self.players: dict[str, FrameClient] = {}

    @classmethod
    async def opened(cls, url: str, pin: str, game_id: str) -> "Table":
        """The host's page is there."""
        host = await FrameClient.connect(url, "/")
        host.emit("register_as_admin", {"game_pin": pin, "game_id": game_id})
        await host.wait_for("registered_as_admin", within=5)
        return cls(url, pin, host)

    async def join(self, name: str, **more: Any) -> FrameClient:
        """A player joins."""
        player = await FrameClient.connect(self.url, "/")
        player.emit("join_game", {"username": name, "game_pin": self.pin, **more})
        await player.wait_for("joined_game", within=5)
        self.players[name] = player
        return player

    async def ask(self, index: int, **answers: Any) -> list[dict[str, Any]]:
        """A question is shown, answered by some and closed: its results."""
        self.host.emit("set_question_number", str(index))
        for name, answer in answers.items():
            await self.players[name].wait_for("set_question_number", within=5)
            given = {"question_index": index, "answer": answer}
            if isinstance(answer, list):
                given |= {"answer": "a", "complex_answer": [{"answer": text} for text in answer]}
            self.players[name].emit("submit_answer", given)
            await self.players[name].wait_for("player_answer", within=5)
        self.host.emit("show_solutions", {})
        self.host.emit("get_question_results", {"question_number": index})
        [results] = await self.host.wait_for("question_results", within=10)
        return list(results)

    async def finish(self, *, save: bool) -> str:
        """The ranking is shown, and the results are saved: a token for their export."""
        self.host.emit("get_final_results", {})
        await self.host.wait_for("final_results", within=5)
        if save:
            self.host.emit("save_quiz")
            await self.host.wait_for("results_saved_successfully", within=5)
        self.host.emit("get_export_token")
        [token] = await self.host.wait_for("export_token", within=5)
        return str(token)

    def leave(self) -> None:
        """Everybody goes."""
        for client in (self.host, *self.players.values()):
            client.abort()
