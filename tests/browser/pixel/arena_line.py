"""What a window hears and says of an arena of zombies: read from its socket, decoded as docs/zombie-delta.md says."""

import json
from typing import Any

from playwright.sync_api import Page, WebSocket

from tests.pixel.zombie_delta import applied

_EVENT = "42/pixel,"
_DELTA = '451-/pixel,["zombie-delta"'


class ArenaLine:
    """Listens to the sockets of a page, over reloads too.

    Attributes:
        my_id: of the page's own body; None for who watches.
        state: the whole arena after the last tick; None before the first word.
        steps: the directions that the page has said.
        ticks: how many it has heard.
    """

    def __init__(self, page: Page) -> None:
        self.my_id: str | None = None
        self.state: dict[str, Any] | None = None
        self.steps: list[str] = []
        self.ticks = 0
        self._is_delta_next = False
        page.on("websocket", self._listen)

    @property
    def me(self) -> dict[str, Any]:
        """The page's own body."""
        assert self.state is not None
        return next(player for player in self.state["players"] if player["id"] == self.my_id)

    @property
    def cell(self) -> tuple[int, int]:
        """Where it is."""
        return self.me["x"], self.me["y"]

    @property
    def role(self) -> str:
        """What it is, as the page calls it."""
        return "Zombie" if self.me["isZombie"] else "Survivor"

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._hear)
        socket.on("framesent", self._say)

    def _hear(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            if self._is_delta_next and self.state is not None:
                _, self.state = applied(self.state, frame)
                self.ticks += 1
            self._is_delta_next = False
        elif frame.startswith(_DELTA):
            self._is_delta_next = True
        elif frame.startswith(_EVENT):
            event, *told = json.loads(frame[frame.index("[") :])
            if event == "zombie-roles-assigned":
                self.my_id = told[0]["yourId"]
            elif event == "zombie-game-state":
                self.state = told[0]

    def _say(self, frame: str | bytes) -> None:
        if isinstance(frame, str) and frame.startswith(_EVENT):
            event, *said = json.loads(frame[frame.index("[") :])
            if event == "zombie-move":
                self.steps.append(said[0]["direction"])
