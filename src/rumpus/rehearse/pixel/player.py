"""A scripted player of the pixel games: comes into a room, plays by the script of its mode, comes back when cut."""

import asyncio
import time
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from rumpus.rehearse.address import Address
from rumpus.rehearse.attendee import DOCUMENTED, RETURN_TIME, ScriptedPlayer
from rumpus.rehearse.frame_client import FrameClient, Transport
from rumpus.rehearse.pixel.operation import Operation
from rumpus.rehearse.pixel.room import Room

OURS: Final = "/pixel"

DONE_BEFORE: Final = frozenset({"ALREADY_SUBMITTED", "NO_ASSIGNMENT", "VOTE_FAILED", "SUBMISSION_FAILED"})
"""Refusals of something that is sent once more: the server has it already."""

TOO_FAST: Final = "TOO_FAST"

TOO_LATE: Final = frozenset({"WRONG_PHASE", "INVALID_TARGET"})
"""Refusals of something that is sent once more when its phase, or its round of voting, is over."""

UNUSED: Final = (
    "game-modes", "online-count", "player-joined", "player-left", "player-updated", "player-disconnected",
    "player-reconnected", "submission-count", "lobby-timer-started", "lobby-timer-cancelled",
)  # fmt: skip


class Player(ScriptedPlayer):
    """One player on one socket at a time, on `/pixel` like our own client or on `/`. Each mode has a subclass.

    Attributes:
        room: where it plays.
        player_id, user: as the server says.
        phase: as this player was told last.
        operations: everything it did.
    """

    auth: ClassVar[Mapping[str, Any]] = {}
    """What our own client adds when it connects."""

    def __init__(self, number: int, room: Room, address: Address, *, ours: bool, transport: Transport) -> None:
        super().__init__(room, address, ours=ours, transport=transport)
        self.room = room
        self.is_host = number == 0
        self.player_id = ""
        self.user: dict[str, str] = {}
        self.phase = ""
        self.operations: list[Operation] = []
        self.has_ended = False
        self._session = ""
        self._newest_session = ""
        self._entered: Counter[str] = Counter()

    # ---- the script of a mode

    @abstractmethod
    def handlers(self) -> Mapping[str, Callable[[Any], object]]:
        """By event, what is done with its argument."""

    @abstractmethod
    def begin(self, phase: dict[str, Any]) -> None:
        """A phase has begun."""

    # ---- coming and going

    @property
    def is_here(self) -> bool:
        """Whether what it says is sent now."""
        return self._client is not None and self._client.is_connected and self._seated.is_set()

    async def join(self, seconds: float) -> None:
        """Connect and come into the room; the host makes it.

        Raises:
            NoConnectionError: no seat within `seconds`; the text says why.
        """
        await super().join(seconds)
        self.room.seated += 1
        self.room.active_at = time.monotonic()

    def _ask_for_seat(self, client: FrameClient) -> None:
        room = self.room
        if not room.private:
            client.emit("join-public", {"gameMode": room.mode})
        elif self.is_host and room.code is None:
            client.emit("create-room", {"gameMode": room.mode})
        else:
            client.emit("join-room", {"code": room.code})

    def start(self) -> None:
        """As the host of the room: start its game."""
        self.say("host-start-game")

    def leave(self) -> None:
        """Go for good."""
        self.say("leave-lobby")
        super().leave()

    def _new_client(self, recovery: Mapping[str, str] | None) -> FrameClient:
        auth = {**self.auth, **(recovery or {})} if self.ours else {"browserId": f"rehearsal {id(self):x}"}
        client = FrameClient(OURS if self.ours else DOCUMENTED, auth or None, keep=False)
        self._seated.clear()
        for event in UNUSED:
            client.on_raw(event, _ignore)
        handlers = {
            "connected": self._on_connected,
            "room-created": self._on_room,
            "lobby-joined": self._on_seat,
            "session-restored": self._on_seat,
            "session-restore-failed": lambda told: self._on_refused(f"session-restore-failed: {told['reason']}"),
            "phase-changed": self._on_phase,
            "instance-closing": lambda told: self._on_refused(f"instance-closing: {told['reason']}"),
            "error": self._on_error,
            **self.handlers(),
        }
        for event, handler in handlers.items():
            client.on(event, lambda args, handler=handler: handler(args[0] if args else None))  # type: ignore[misc]
        return client

    async def _take_seat_again(self, client: FrameClient) -> None:
        if client.recovered:
            self._seated.set()
        else:
            client.emit("restore-session", {"sessionId": self._session})
            await self._wait_for_seat(RETURN_TIME)
        self.say_again()

    def _has_sat(self) -> bool:
        return self._seated_at > 0

    def _on_failed_try(self) -> bool:
        if self.refused:
            self.room.problems[f"a player could not come back: {self.refused}"] += 1
        return not self.refused

    def is_past(self, operation: Operation) -> bool:
        """Whether the moment of the game is over to which this belongs, as far as this player knows."""
        del operation
        return False

    def returned(self, told: dict[str, Any]) -> None:
        """It is back on its seat, and is told how the game stands."""

    def _once_more(self, operation: Operation) -> None:
        if not operation.is_open:
            return
        operation.again = True
        if self.is_past(operation):
            operation.late = True
        else:
            self.say(operation.event, operation.payload)

    def say_again(self) -> None:
        """It is back: what was not acknowledged is sent once more."""
        for operation in self.operations:
            self._once_more(operation)

    def _on_connected(self, told: dict[str, Any]) -> None:
        self._newest_session = told["sessionId"]
        self.user = self.user or told["user"]

    def _on_room(self, told: dict[str, Any]) -> None:
        self.room.code = told["code"]

    def _on_seat(self, told: dict[str, Any]) -> None:
        self.player_id = told["playerId"]
        self.user = told.get("user", self.user)
        before, self.phase = self.phase, told.get("phase", "lobby")
        self._session = self._newest_session
        self._seated_at = self._seated_at or self.now
        self.returned(told)
        self._seated.set()
        if before and self.phase != before:
            # It began while this player was away.
            self._entered[self.phase] += 1
            if self.phase == "lobby":
                self.end()
            else:
                self.begin({"phase": self.phase, **told.get("phaseState", {})})

    def _on_refused(self, why: str) -> None:
        if not self._seated.is_set():
            self.refused = why
            self._seated.set()
        elif not self.room.over and not self.has_ended:
            self.room.problems[f"a player was told {why}"] += 1

    def _on_error(self, told: dict[str, Any]) -> None:
        code = told["code"]
        pending = next((operation for operation in self.operations if operation.is_open), None)
        if code in DONE_BEFORE and pending is None and any(operation.again for operation in self.operations):
            return  # it was acknowledged before it was refused
        if pending is None or not self._seated.is_set():
            self._on_refused(f"{code}: {told.get('message', '')}")
        elif pending.again and code in DONE_BEFORE:
            pending.acknowledged_at = self.now
        elif pending.again and code in TOO_LATE:
            pending.late = True
        elif code == TOO_FAST:
            # The time of the game stood while the server was away.
            self.after(1.0, self.phase, lambda: self._once_more(pending))
        else:
            pending.refused = code
            self.room.problems[f"{pending.event} was refused: {code}"] += 1

    def _on_phase(self, told: dict[str, Any]) -> None:
        self.phase = told["phase"]
        self._entered[self.phase] += 1
        self.room.entered(self.phase, self._entered[self.phase], self.now)
        if self.phase == "lobby":
            self.end()
        elif not self.has_ended:
            self.begin(told)

    # ---- playing

    def say(self, event: str, *args: Any) -> None:
        """Say something that need not be counted; nothing while the connection is lost."""
        if self.is_here and self._client is not None:
            self._client.emit(event, *args)

    def do(self, kind: str, event: str, payload: dict[str, Any], note: Any = None) -> Operation:
        """Say something that counts. What is not acknowledged when the connection is lost is sent again after it."""
        operation = Operation(kind, event, payload, note, sent_at=time.monotonic())
        self.operations.append(operation)
        self.say(event, payload)
        return operation

    def done(self, event: str) -> Operation | None:
        """The first operation that waits for an answer to this event has it."""
        for operation in self.operations:
            if operation.is_open and operation.event == event:
                operation.acknowledged_at = self.now
                return operation
        return None

    def occasion(self, *phases: str) -> int:
        """How often it has been in one of these phases, which take turns."""
        return max(self._entered[phase] for phase in phases)

    def did(self, event: str, note: Any = None) -> bool:
        """Whether it has done such a thing already (with that note)."""
        return any(each.event == event and note in (None, each.note) for each in self.operations)

    def after(self, seconds: float, phase: str, act: Callable[[], None]) -> None:
        """Do something later, unless another phase has begun by then or it is all over."""
        occasion = self._entered[phase]

        def due() -> None:
            if not self.room.over and self.phase == phase and self._entered[phase] == occasion:
                act()

        asyncio.get_running_loop().call_later(seconds, due)

    def end(self) -> None:
        """It has seen the end of what is played: the answer to what was said once more is not waited for."""
        if not self.has_ended:
            for operation in self.operations:
                operation.late |= operation.is_open and operation.again
            self.has_ended = True
            self.room.ended.one()


def _ignore(_: bytes) -> None:
    """What scripted players do not need."""
