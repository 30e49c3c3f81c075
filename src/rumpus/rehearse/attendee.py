"""Who takes part in a rehearsal: on one connection at a time, which players take up again when they lose it."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from random import Random
from typing import Final, Protocol

from rumpus.rehearse.address import Address
from rumpus.rehearse.errors import NoConnectionError
from rumpus.rehearse.frame_client import FrameClient, Transport

DOCUMENTED: Final = "/"
"""The namespace of documented clients."""

FIRST_PAUSE: Final = 0.25
LONGEST_PAUSE: Final = 2.0
"""Seconds that a player waits at most before it tries to connect again; at random, so that not all come at once."""

RETURN_TIME: Final = 10.0
"""Seconds for one try."""


class Attendee:
    """Somebody with a connection: host, remote control or player."""

    __slots__ = ("_client",)

    _client: FrameClient | None

    @property
    def is_gone(self) -> bool:
        """Whether it has no connection (any more)."""
        return self._client is None or self._client.is_gone

    def leave(self) -> None:
        """Go politely."""
        if self._client is not None:
            self._client.disconnect()

    def cut(self) -> None:
        """Lose the connection without a word, as a phone does that leaves the Wi-Fi; a player comes back."""
        if self._client is not None:
            self._client.abort()


class Played(Protocol):
    """What is played, as all players share it.

    Attributes:
        over: whether it is all over, so that nobody comes back.
        reconnects: how often somebody came back.
    """

    dice: Random
    over: bool
    reconnects: int


class Returner(Attendee, ABC):
    """A player: comes back when its connection is lost.

    Attributes:
        ours: whether it is like our own client (recovery included) or like the documented one.
        refused: why the server does not want it; empty if it does.
        join_times: when it began to connect, was connected, had its seat.
    """

    __slots__ = ("_address", "_played", "_returning", "_transport", "join_times", "ours", "refused")

    def __init__(self, played: Played, address: Address, *, ours: bool, transport: Transport) -> None:
        self.ours = ours
        self.refused = ""
        self.join_times = (0.0, 0.0, 0.0)
        self._played = played
        self._address = address
        self._transport: Transport = transport
        self._client = None
        self._returning: asyncio.Task[None] | None = None

    @property
    def polls(self) -> bool:
        """Whether it is on long-polling."""
        return self._transport == "polling"

    @property
    def now(self) -> float:
        """When the bytes came that are being handled."""
        if self._client is None or self._client.link is None:
            return time.monotonic()
        return self._client.link.received_at

    def leave(self) -> None:
        """Go politely and for good."""
        if self._returning is not None:
            self._returning.cancel()
        super().leave()

    # ---- what a protocol does

    @abstractmethod
    async def _connect(self, auth: Mapping[str, str] | None, seconds: float) -> FrameClient:
        """Open a new connection as `_client`, with this to take up a session; when it is lost, `_on_lost` is called.

        Raises:
            NoConnectionError: not within `seconds`.
        """

    @abstractmethod
    async def _take_seat_again(self, client: FrameClient) -> None:
        """It is connected again, and perhaps recovered.

        Raises:
            NoConnectionError: its seat was not given back.
        """

    @abstractmethod
    def _has_sat(self) -> bool:
        """Whether it had a seat, to which it may come back."""

    def _on_failed_try(self) -> bool:
        """A try to come back failed; gives whether it tries again."""
        return True

    # ---- coming back

    def _on_lost(self) -> None:
        if self._returning is None and not self._played.over and not self.refused and self._has_sat():
            self._returning = asyncio.get_running_loop().create_task(self._come_back())

    async def _come_back(self) -> None:
        """Try again, later and later at random, until seated again or the game is over."""
        self._played.reconnects += 1
        pause = FIRST_PAUSE
        while not self._played.over:
            await asyncio.sleep(self._played.dice.uniform(0.0, pause))
            pause = min(LONGEST_PAUSE, pause * 2)
            recovery = self._client.recovery_auth() if self._client is not None and self.ours else None
            try:
                await self._take_seat_again(await self._connect(recovery, RETURN_TIME))
            except NoConnectionError:
                if not self._on_failed_try():
                    break
            else:
                break
        self._returning = None
        if self._client is not None and self._client.lost is not None:
            self._on_lost()
