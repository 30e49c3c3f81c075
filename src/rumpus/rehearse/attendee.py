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


class ScriptedPlayer(Attendee, ABC):
    """A player on one socket at a time, who comes back when the connection is lost.

    Attributes:
        ours: whether it is like our own client (recovery included) or like the documented one.
        refused: why the server does not want it; empty if it does.
        join_times: when it began to connect, was connected, had its seat.
    """

    __slots__ = (
        "_address", "_played", "_returning", "_seated", "_seated_at", "_transport", "join_times", "ours", "refused",
    )  # fmt: skip

    def __init__(self, played: Played, address: Address, *, ours: bool, transport: Transport) -> None:
        self.ours = ours
        self.refused = ""
        self.join_times = (0.0, 0.0, 0.0)
        self._played = played
        self._address = address
        self._transport: Transport = transport
        self._client = None
        self._returning: asyncio.Task[None] | None = None
        self._seated = asyncio.Event()
        self._seated_at = 0.0

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

    async def join(self, seconds: float) -> None:
        """Connect and take a seat.

        Raises:
            NoConnectionError: no seat within `seconds`; the text says why.
        """
        begin = time.monotonic()
        client = await self._connect(None, seconds)
        connected = time.monotonic()
        self._ask_for_seat(client)
        await self._wait_for_seat(seconds)
        self.join_times = (begin, connected, self._seated_at)

    def leave(self) -> None:
        """Go politely and for good."""
        if self._returning is not None:
            self._returning.cancel()
        super().leave()

    # ---- what a protocol does

    @abstractmethod
    def _new_client(self, recovery: Mapping[str, str] | None) -> FrameClient:
        """For a new connection, which may take up a session: with everything that it listens to."""

    @abstractmethod
    def _ask_for_seat(self, client: FrameClient) -> None:
        """It is connected for the first time. With a seat, or `refused`, `_seated` is set."""

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

    # ---- coming, and coming back

    async def _connect(self, recovery: Mapping[str, str] | None, seconds: float) -> FrameClient:
        client = self._new_client(recovery)
        client.on_disconnected(lambda _: self._on_lost())
        self._client = client
        await client.open(self._address, self._transport, within=seconds)
        return client

    async def _wait_for_seat(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._seated.wait()
        except TimeoutError:
            raise NoConnectionError(f"the server gave a player no seat within {seconds:g} s") from None
        if self.refused:
            raise NoConnectionError(f"the server gave a player no seat: {self.refused}")

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
