"""Players of a zombie match without a page: they stand where they are until a test moves one of them."""

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from typing import Any

from rumpus.rehearse import FrameClient
from tests.browser.beside import Beside
from tests.pixel.zombie_delta import applied

NAMES = ("Fay", "Gus", "Hal", "Ivy", "Jon", "Kim", "Lou", "Max", "Nia")

Cell = tuple[int, int]

SIZE = 32
STEPS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


class Bystanders:
    """People in a private room, and one more who watches the match, and so sees everything.

    Args:
        url: of the server.
        code: of the room; without it the first of them makes one.
        count: how many play.

    Attributes:
        code: of the room.
        arena: the whole arena after the last tick, once `watch` was called.
    """

    def __init__(self, url: str, count: int, code: str = "") -> None:
        self.code = code
        self.arena: dict[str, Any] = {}
        self._url = url
        self._beside = Beside()
        self._clients: dict[str, FrameClient] = {}
        for name in NAMES[:count]:
            self._beside.do(self._come(name))

    def watch(self) -> None:
        """One more comes into the running match and sees it from now on."""
        self._beside.do(self._watch())

    def __contains__(self, player_id: object) -> bool:
        return player_id in self._clients

    def step(self, player_id: str, direction: str) -> None:
        """One of them takes a step."""
        self._beside.soon(self._clients[player_id].emit, "zombie-move", {"direction": direction})

    def close(self) -> None:
        """All go."""
        for client in self._clients.values():
            self._beside.soon(client.abort)
        self._beside.close()

    # ---- what the one who watches sees

    def player(self, player_id: str) -> dict[str, Any]:
        """Somebody in the arena."""
        found: dict[str, Any] = next(player for player in self.arena["players"] if player["id"] == player_id)
        return found

    def cell(self, player_id: str) -> Cell:
        """Where somebody is."""
        player = self.player(player_id)
        return player["x"], player["y"]

    def some(self, sought: Callable[[dict[str, Any]], bool]) -> list[str]:
        """The ids of the players of whom this is true."""
        return [player["id"] for player in self.arena["players"] if sought(player)]

    def around(self, player_id: str) -> set[Cell]:
        """The cells of all others."""
        return {(other["x"], other["y"]) for other in self.arena["players"] if other["id"] != player_id}

    def hearts(self) -> list[Cell]:
        """Where healing touches lie, and nobody stands."""
        things = [item for item in self.arena["items"] if item["type"] == "healing-touch"]
        return [cell for cell in ((thing["x"], thing["y"]) for thing in things) if cell not in self.around("")]

    # ---- parts

    async def _come(self, name: str) -> None:
        client = await self._connected(name)
        if self.code:
            client.emit("join-room", {"code": self.code})
        else:
            client.emit("create-room", {"gameMode": "zombie-pixel"})
            [made] = await client.wait_for("room-created")
            self.code = made["code"]
        [joined] = await client.wait_for("lobby-joined")
        self._clients[joined["playerId"]] = client

    async def _watch(self) -> None:
        client = await self._connected("Otto")
        client.on("zombie-game-state", self._see)
        client.on("zombie-delta", self._see_change)
        client.emit("join-room", {"code": self.code})
        [joined] = await client.wait_for("lobby-joined")
        self._clients[joined["playerId"]] = client

    async def _connected(self, name: str) -> FrameClient:
        client = await FrameClient.connect(self._url, "/pixel", {"browserId": name, "zombie": "delta"})
        client.emit("restore-user", {"displayName": name})
        return client

    def _see(self, args: list[Any]) -> None:
        self.arena = args[0]

    def _see_change(self, args: list[Any]) -> None:
        if self.arena:
            _, self.arena = applied(self.arena, args[0])


def ways(start: Cell, end: Cell, around: Set[Cell]) -> list[str]:
    """The directions of a shortest way that touches none of the cells `around` but its last one; empty at the end."""
    came: dict[Cell, tuple[Cell, str]] = {start: (start, "")}
    queue = [start]
    for at in queue:
        for direction, (x, y) in STEPS.items():
            to = (at[0] + x, at[1] + y)
            inside = 0 <= to[0] < SIZE and 0 <= to[1] < SIZE
            if inside and to not in came and (to == end or to not in around):
                came[to] = (at, direction)
                queue.append(to)
    assert end in came, f"no way from {start} to {end}"
    back = []
    while end != start:
        end, direction = came[end]
        back.append(direction)
    return back[::-1]


@contextmanager
def bystanders_of(url: str, count: int, code: str = "") -> Iterator[Bystanders]:
    """Bystanders for a test."""
    bystanders = Bystanders(url, count, code)
    try:
        yield bystanders
    finally:
        bystanders.close()
