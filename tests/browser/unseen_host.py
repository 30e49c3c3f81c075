"""A host without a screen, for tests of the pages of players: games by REST, events over a socket of its own."""

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import socketio

from tests.browser.server_process import PATIENCE, ServerProcess


class UnseenHost:
    """Hosts one game.

    Attributes:
        pin: of the game.
        told: every event with its argument, in order.
    """

    def __init__(self, server: ServerProcess, quiz: dict[str, Any], **options: Any) -> None:
        self._server = server
        started = self._ask("/api/v2/games", {"quiz": quiz, "options": options})
        self.pin: str = started["game_pin"]
        self._game_id: str = started["game_id"]
        self.told: list[tuple[str, Any]] = []
        self._news = threading.Condition()
        self._client = socketio.Client(reconnection=False)
        self._client.on("*", self._hear, namespace="/quiz")
        self.register()

    def register(self) -> None:
        """Take the host's seat; again, after a restart of the server."""
        if self._client.connected:
            self._client.disconnect()
        self._client.connect(self._server.local, namespaces=["/quiz"], transports=["polling"])
        self.say("take_over", {"game_pin": self.pin, "game_id": self._game_id})
        self.hears("registered_as_admin")

    def say(self, event: str, argument: Any = None) -> None:
        """Send an event of a host."""
        self._client.emit(event, {} if argument is None else argument, namespace="/quiz")

    def show(self, index: int) -> None:
        """Show a question."""
        self.say("set_question_number", str(index))

    def hears(self, event: str, **members: Any) -> Any:
        """Wait until the server says this, with these members if given, after all that was heard before; forget it."""
        deadline = time.monotonic() + PATIENCE
        with self._news:
            while True:
                for at, (name, told) in enumerate(self.told):
                    if name == event and all(told.get(member) == value for member, value in members.items()):
                        del self.told[: at + 1]
                        return told
                assert self._news.wait(deadline - time.monotonic()), f"{event} {members} did not come: {self.told}"

    def allow(self, name: str) -> None:
        """Let a name through that the filter refused."""
        self._ask(f"/api/v2/games/{self._game_id}/names", {"name": name})

    def leave(self) -> None:
        """Hang up."""
        self._client.disconnect()

    def _hear(self, event: str, *told: Any) -> None:
        with self._news:
            self.told.append((event, told[0] if told else None))
            self._news.notify_all()

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            self._server.local + path,
            json.dumps(body).encode(),
            {"Authorization": f"Bearer {self._server.operator_key}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return json.load(response)


@contextmanager
def hosting(server: ServerProcess, quiz: dict[str, Any], **options: Any) -> Iterator[UnseenHost]:
    """A host of a new game, who hangs up at the end."""
    host = UnseenHost(server, quiz, **options)
    try:
        yield host
    finally:
        host.leave()
