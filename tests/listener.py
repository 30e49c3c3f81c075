"""Somebody on a socket who remembers what they were told."""

from collections.abc import Callable
from typing import Any, Self

from rumpus.rehearse.frame_client import FrameClient, Transport
from tests.until import until


class Listener:
    """A client with a memory. Each protocol has a subclass, which may hear more in what is told.

    Attributes:
        told: every event with its arguments, in order, as far as not forgotten.
        ever: the same, never forgotten.
    """

    def __init__(self, url: str, client: FrameClient) -> None:
        self._url = url
        self.client = client
        self.told: list[tuple[str, list[Any]]] = []
        self.ever: list[tuple[str, list[Any]]] = []
        client.on_any(self.is_told)

    async def connect(self, transport: Transport = "websocket") -> Self:
        await self.client.open(self._url, transport)
        return self

    def is_told(self, event: str, args: list[Any]) -> None:
        self.told.append((event, args))
        self.ever.append((event, args))

    def say(self, event: str, *args: Any) -> Self:
        self.client.emit(event, *args)
        return self

    async def hears(self, event: str, where: Callable[[Any], object] = lambda _: True) -> Any:
        """The argument of the first such event (the first of several); it and all before it are forgotten."""
        place: list[int] = []

        def came() -> bool:
            place[:] = [
                i for i, (name, args) in enumerate(self.told) if name == event and where(args[0] if args else None)
            ][:1]
            return bool(place) or self.client.lost is not None

        await until(came)
        assert place, f"the connection ended: {self.client.lost}"
        args = self.told[place[0]][1]
        del self.told[: place[0] + 1]
        return args[0] if args else None

    def forget(self) -> list[str]:
        """Gives the events that came."""
        told, self.told = self.told, []
        return [event for event, _ in told]

    def events(self) -> list[str]:
        return [event for event, _ in self.told]

    async def is_parted(self) -> None:
        await until(lambda: self.client.lost is not None)

    def cut(self) -> None:
        self.client.abort()
