"""What the sockets are told that a window opens: its computer players' among them."""

import json
from collections import Counter

from playwright.sync_api import Page, WebSocket

_EVENT = "42/pixel,"


class Hearing:
    """Listens to the sockets that a page opens from now on.

    Attributes:
        counts: how many events of each name came.
    """

    def __init__(self, page: Page) -> None:
        self.counts: Counter[str] = Counter()
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._hear)

    def _hear(self, frame: str | bytes) -> None:
        if isinstance(frame, str) and frame.startswith(_EVENT):
            event, *_ = json.loads(frame[frame.index("[") :])
            self.counts[event] += 1
