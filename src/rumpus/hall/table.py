"""A table: one running game, its clock, its timer and its outbox."""

from collections.abc import Callable
from typing import Any

from structlog import get_logger

from rumpus.hall.clock import Timer
from rumpus.hall.floor import Floor
from rumpus.hall.game import Effects, Game, GameKind, GameTime, Seat
from rumpus.hall.game_clock import GameClock
from rumpus.hall.outbox import Outbox
from rumpus.hall.pause import Pause
from rumpus.hall.record import BIND, COMMAND, LEAVE, SEATING, UNBIND
from rumpus.hall.records import Records
from rumpus.hall.repair import Repair
from rumpus.hall.replay import replay
from rumpus.hall.seating import digest
from rumpus.hall.stage import CloseReason, Stage
from rumpus.hall.turn import Closed, Kept, Packed
from rumpus.hall.wakes import due_wakes

_log = get_logger(__name__)


class Table:
    """One running game. Made by the hall; everything here is called in the loop's thread.

    Attributes:
        id: a UUID of version 7.
        kind: the kind of game.
        game: the rules and their state. Read it as you like, but do not keep it: a repair puts another in its place.
        stage: the namespace's side.
        opened_at: when the table was opened, epoch milliseconds.
        is_open: False from the moment the game is over or the table is closed.
        data: the namespace's own, for example its sockets. Not kept over a restart.
    """

    __slots__ = (
        "_drops",
        "_floor",
        "_outbox",
        "_pause",
        "_records",
        "_repair",
        "_seen",
        "_sleeps",
        "_time",
        "_timer",
        "_timer_at",
        "data",
        "game",
        "id",
        "is_open",
        "kind",
        "opened_at",
        "stage",
    )

    def __init__(self, id_: str, kind: GameKind[Any], stage: Stage | None, opened_at: int, floor: Floor) -> None:
        self.id = id_
        self.kind = kind
        self.stage = stage
        self.opened_at = opened_at
        self.game: Game[Any] = kind.new()
        self.is_open = True
        self.data: Any = None
        self._floor = floor
        self._outbox = Outbox(id_, floor.committer, floor.figures, lost=lambda: self.close("journal"))
        self._records = Records(id_, floor.committer, self._outbox, floor.figures)
        self._repair = Repair(id_, kind, floor)
        self._time = GameClock(floor.clock)
        self._seen: GameTime = 0
        self._pause: Pause | None = None
        self._timer: Timer | None = None
        self._timer_at: GameTime = 0
        self._drops = False
        self._sleeps = False

    @property
    def paused(self) -> bool:
        """Whether the clock stands still, as it does after a restart until those who were there are back."""
        return self._time.is_stopped

    @property
    def now(self) -> GameTime:
        """The table's time."""
        return self._time.now

    def to_epoch(self, at: GameTime) -> int:
        """The wall-clock time of `at`, epoch milliseconds; while the table is paused, as if it went on this moment."""
        return self._time.to_epoch(at)

    def from_monotonic(self, ms: int) -> GameTime:
        """The GameTime of a time that the wire or the loop has measured, monotonic milliseconds; never before 0.

        For times during a pause it is the time at which the table stood.
        """
        return self._time.from_monotonic(ms)

    def handle(self, command: Any, *, caller: Any | None = None) -> bool:
        """Apply a command, after the wakes that are due. What it says leaves through the outbox.

        Nothing happens if the table is not open any more, if a wake that was due ends the game, if the server is about
        to stop, or if the journal fails and too much is waiting already.

        Args:
            command: of the type that the kind of game names.
            caller: handed to `Stage.render`, for effects that tell "caller".

        Returns:
            Whether the rules have seen it.
        """
        if not self.is_open or self._sleeps or self._is_overfull():
            return False
        at = self._time.now
        if not self._advance(at):
            return False
        floor = self._floor
        floor.figures.commands += 1
        try:
            effects = self.game.handle(command, at)
            if effects.changed and self.kind.durable:
                self._records.write(COMMAND, at, self.kind.version, command)
        except Exception:  # noqa: BLE001 - a failing rule is a bug of ours and must not reach the connection
            floor.figures.rule_errors += 1
            _log.exception("a command failed", table=self.id, kind=self.kind.name, command=type(command).__name__)
            self._undo()
            return True
        self._follow(effects, caller)
        self._arm()
        if self._records.count >= floor.limits.records_per_table:
            self.close("records")
        return True

    def after(self, thunk: Callable[[], None]) -> None:
        """Say something that changes nothing: a refusal, an answer to a question, an acknowledgement.

        It leaves after everything handled before, and is called at once if nothing has to be waited for.
        """
        if not self._is_overfull():
            self._outbox.put(thunk)

    def bind(self, pid: str, seat: Seat) -> None:
        """Remember (journaled, hashed) that the socket with this pid sits here: see `Hall.seat_of`."""
        seating = self._floor.seating
        key = digest(pid)
        if not self.is_open or self._sleeps or seating.is_latest(key, self, seat):
            return
        place = seating.find(key)
        if place is not None and place[0] is not self:
            place[0].forget_pid(key)
        seating.bind(key, self, seat)
        self._write_seating(BIND, (key, seat))

    def unbind(self, seat: Seat) -> None:
        """Forget (journaled) all pids of a seat, so that no socket of its past gets it back by itself."""
        if self.is_open and not self._sleeps:
            self._floor.seating.unbind(self, seat)
            self._write_seating(UNBIND, seat)

    def forget_pid(self, key: bytes) -> None:
        """Forget (journaled) one pid, given by its digest: its socket sits at another table now."""
        self._floor.seating.leave(key)
        if self.is_open:
            self._write_seating(LEAVE, key)

    def back(self, seat: Seat) -> None:
        """Somebody is there again after a restart (HOST: the host). Without meaning while the clock runs."""
        if self._pause is not None:
            self._pause.back(seat)
            self.resume_if_over()

    def resume_if_over(self) -> None:
        """Let the clock go on if enough are back."""
        if self._pause is not None and self._pause.is_over:
            self.resume()

    def start(self, first: Any, caller: Any | None) -> None:
        """Called by the hall: handle the first command, at GameTime 0.

        Raises:
            Exception: whatever the rules raise; nothing is journaled then.
        """
        effects = self.game.handle(first, 0)
        if self.kind.durable:
            self._records.write(COMMAND, 0, self.kind.version, first)
        else:
            self._floor.committer.wait(self._outbox)
        self._follow(effects, caller)
        self._arm()

    def restore(self, rows: list[Packed], clock: GameTime) -> Effects | None:
        """Called by the hall: become what the records say, and pause there.

        Returns:
            The effects that ended the game, should the rules of today end it where those of its time did not.

        Raises:
            UnreadableError: the records cannot be understood.
            Exception: whatever the rules raise.
        """
        played = replay(self.kind, rows, until=clock, wakes_at_once=self._floor.limits.wakes_at_once, game=self.game)
        self._records.count = played.count
        self._seen = played.at
        self._time.stop_at(played.at)
        self._pause = Pause(self.game.presence())
        for seat, keys in played.pids.items():
            for key in keys:
                self._floor.seating.bind(key, self, seat)
        return played.over

    def resume(self) -> None:
        """Let the clock go on from where it stood; due wakes run, then the stage hears who is missing."""
        pause, stage = self._pause, self.stage
        if pause is None or not self.is_open or self._sleeps:
            return
        self._pause = None
        self._time.go_on()
        if self._advance(self._time.now) and stage is not None:
            try:
                stage.resumed(self, pause.missing)
            except Exception:  # noqa: BLE001 - a namespace's bug must not stop the table
                self._stage_failed()
        self._arm()

    def write_clock(self) -> None:
        """Journal how late it is. What is due runs first, so that no replay is ahead of what was told."""
        if self.is_open and not self._sleeps and self._pause is None and self.kind.durable:
            at = self._time.now
            if self._advance(at):
                self._arm()
                self._records.write_clock(at)

    def sleep(self) -> None:
        """The server is about to stop: journal how late it is, and do nothing more. What waits still leaves."""
        self.write_clock()
        self._sleeps = True
        self._stop_timer()

    def close(self, reason: CloseReason) -> None:
        """Close the table before its game is over. Its records are set aside for a while.

        For "journal" what waits is lost; otherwise the stage hears of it after everything that waits.
        """
        if not self.is_open:
            return
        floor, stage = self._floor, self.stage
        floor.figures.closed += 1
        _log.error("table closed", table=self.id, kind=self.kind.name, reason=reason, records=self._records.count)
        self._shut()
        if reason == "journal":
            floor.committer.forget(self.id)
            self._outbox.forget()
        erase_at = floor.clock.epoch_ms() + floor.limits.keep if self.kind.durable else 0
        floor.committer.turn().closed[self.id] = Closed(reason, erase_at)
        floor.ending(self)
        if reason != "journal":
            floor.committer.wait(self._outbox)
        if stage is not None:
            self._outbox.put(lambda: stage.closed(self, reason))
        self._outbox.put(lambda: floor.gone(self))

    def end(self, effects: Effects, caller: Any | None = None) -> None:
        """The game is over: its records go, what it keeps stays, all in the same commit as what ended it."""
        floor = self._floor
        floor.figures.ended += 1
        self._shut()
        turn = floor.committer.turn()
        floor.committer.wait(self._outbox)
        turn.closed[self.id] = Closed(effects.over or "")
        if effects.keep is not None:
            until = floor.clock.epoch_ms() + floor.limits.keep
            turn.kept[self.id] = Kept(self.kind.name, effects.keep, until)
        floor.ending(self)
        self._render(effects, caller)
        self._outbox.put(lambda: floor.gone(self))

    def _shut(self) -> None:
        self.is_open = False
        self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _advance(self, until: GameTime) -> bool:
        """Run the wakes that are due. They are not journaled: the time is, before anything leaves that shows them.

        Returns:
            False if the table is not open any more.
        """
        self._seen = until
        due = self.game.wake_at
        if due is None or due > until:
            return True
        floor = self._floor
        try:
            for effects in due_wakes(self.game, until, floor.limits.wakes_at_once):
                floor.figures.wakes += 1
                if self.kind.durable:
                    self._records.cover(until)
                self._follow(effects, None)
                if not self.is_open:
                    break
        except Exception:  # noqa: BLE001 - a wake that fails once fails always, replayed or not
            floor.figures.rule_errors += 1
            _log.exception("a wake failed", table=self.id, kind=self.kind.name)
            self.close("rules")
        return self.is_open

    def _follow(self, effects: Effects, caller: Any | None) -> None:
        """See to what effects ask for: tell, or end."""
        if effects.over is not None:
            self.end(effects, caller)
        elif effects.tells:
            self._render(effects, caller)

    def _render(self, effects: Effects, caller: Any | None) -> None:
        stage = self.stage
        if stage is None:
            return
        try:
            thunk = stage.render(self, effects, caller)
        except Exception:  # noqa: BLE001 - what cannot be told is still done
            self._stage_failed()
        else:
            self._outbox.put(thunk)

    def _stage_failed(self) -> None:
        self._floor.figures.stage_errors += 1
        _log.exception("the stage failed", table=self.id, kind=self.kind.name)

    def _undo(self) -> None:
        """A rule failed, perhaps halfway: take the game back to what it was before the command."""
        game = self._repair.game_at(self._seen)
        if game is None:
            self.close("rules")
            return
        self.game = game
        self._arm()

    def _arm(self) -> None:
        """See that `_on_timer` is called when the game wants to be woken. An earlier timer may stay: it arms anew."""
        due = self.game.wake_at
        if due is None or not self.is_open or self._sleeps or (self.paused and due > self.now):
            return
        if self._timer is not None:
            if self._timer_at <= due:
                return
            self._timer.cancel()
        self._timer_at = due
        self._timer = self._floor.clock.call_at(self._time.to_monotonic(max(due, self.now)), self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        if self.is_open:
            self._advance(self._time.now)
            self._arm()

    def _write_seating(self, sort: int, body: Any) -> None:
        if self.kind.durable:
            self._records.write(sort, self._time.now, SEATING, body)

    def _is_overfull(self) -> bool:
        """Whether no more may wait. Only when commits fail: a slow disk is no reason to lose anything."""
        if not self._floor.committer.is_failing:
            self._drops = False
            return False
        if len(self._outbox) < self._floor.limits.waiting:
            return False
        if not self._drops:
            self._drops = True
            _log.error("the journal fails and too much waits: commands are dropped", table=self.id)
        self._floor.figures.dropped += 1
        return True
