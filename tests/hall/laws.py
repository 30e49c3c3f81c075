"""The four laws of games as property tests. A game is put through them by an `Adapter` that says how to look at it.

    class TestLawsOfMyGame(Laws):
        adapter = MyAdapter()

Each law plays random games in a real hall (memory journal, a clock that stands until it is moved):

Replay: after any commit a killed server comes back with the state that the live one had, and plays on from there.
Rejoin: a view, followed by the messages sent after it, is the view of now.
Once: a command that arrives twice counts once.
Silence: nobody is told or shown what they may not see.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Hashable, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

import hypothesis
from hypothesis import given, note
from hypothesis import strategies as st
from structlog.testing import capture_logs

from rumpus.hall import CloseReason, Hall, HallLimits, MemoryJournal, Table
from rumpus.hall.game import Effects, Game, GameKind, GameTime, Seat
from tests.hall.manual_clock import ManualClock

Viewer: TypeAlias = Hashable
"""Somebody who can look at a game, as the adapter likes to name them: a seat, HOST, "stranger"."""

T = TypeVar("T")


class Adapter(ABC):
    """What the laws must know of a game. `game` is always the live object: look, don't touch.

    Attributes:
        kind: the kind of game.
        waits: how many milliseconds pass between two commands; choose so that phases end in the middle of things.
        longest_wait: a game that wakes later than so many milliseconds from now is not waited for.
        steps: how many commands a random game has at most.
        settings: how many random games each law plays, and what else hypothesis lets one set.
    """

    kind: GameKind[Any]
    waits: st.SearchStrategy[int] = st.one_of(st.just(0), st.integers(1, 2_000), st.integers(1, 30_000))
    longest_wait: int = 120_000
    steps: int = 20
    settings: hypothesis.settings = hypothesis.settings(max_examples=60, deadline=None)

    @abstractmethod
    def first(self) -> st.SearchStrategy[Any]:
        """First commands, with their seeds."""

    @abstractmethod
    def commands(self, game: Any, now: GameTime) -> st.SearchStrategy[Any]:
        """Commands that somebody may send in this state, sensible or not: late, repeated, of the wrong seat."""

    @abstractmethod
    def viewers(self, game: Any) -> Sequence[Viewer]:
        """Everybody who can look at the game now. Name somebody without a seat too, if such may look."""

    @abstractmethod
    def observe(self, game: Any, viewer: Viewer, now: GameTime) -> Any:
        """All that this viewer sees of the game, comparable by ==, as a value that does not change with the game.

        What changes by mere passing of time (a remaining time) must be turned into something fixed (an end).
        """

    @abstractmethod
    def told(self, game: Any, effects: Effects, viewer: Viewer, sender: Viewer | None) -> Sequence[Any]:
        """The messages that these effects bring to this viewer, in order. Called at handling time, like `render`.

        Args:
            game: the game, the command handled already.
            effects: what followed.
            viewer: one of `viewers`.
            sender: who sent the command (see `sender`); None for wakes.
        """

    @abstractmethod
    def follow(self, view: Any, message: Any, viewer: Viewer) -> Any:
        """The view after a message: the fold that a client does. Does not change `view`."""

    @abstractmethod
    def may_see(self, game: Any, viewer: Viewer, shown: Any) -> bool:
        """Whether this viewer may see a message (from `told`) or a view (from `observe`) in this state of the game.

        Write it from the rules, not from the code under test: say what is secret from whom, and search for it.
        """

    def sender(self, command: Any) -> Viewer | None:
        """Who sends such a command; whom "caller" means."""
        return None

    def repeats(self, command: Any) -> Literal["never", "at once", "ever"]:
        """When a repeat of this command counts nothing: never, right after it, or however late it comes."""
        return "ever"

    def again(self, command: Any) -> Any:
        """The repeat of a command, as the namespace would make it of a client's message that comes twice."""
        return command

    def snapshot(self, game: Any, now: GameTime) -> Any:
        """The state of the game, comparable by ==. By default what all viewers see."""
        return {viewer: self.observe(game, viewer, now) for viewer in self.viewers(game)}


class LawStage:
    """Writes down for each viewer what left for them, and what they should not have been told."""

    def __init__(self, adapter: Adapter) -> None:
        self.adapter = adapter
        self.told: list[tuple[Viewer, Any]] = []
        self.leaks: list[tuple[Viewer, Any]] = []
        self.over = False

    def render(self, table: Table, effects: Effects, caller: Any | None) -> Callable[[], None]:
        game = table.game
        messages = [
            (viewer, message)
            for viewer in self.adapter.viewers(game)
            for message in self.adapter.told(game, effects, viewer, caller)
        ]
        self.leaks += [
            (viewer, message) for viewer, message in messages if not self.adapter.may_see(game, viewer, message)
        ]

        def leave() -> None:
            self.told += messages
            self.over = self.over or effects.over is not None

        return leave

    def resumed(self, table: Table, missing: frozenset[Seat]) -> None:
        pass

    def closed(self, table: Table, reason: CloseReason) -> None:
        raise AssertionError(f"closed: {reason}")


class LawHall:
    """One life of a server with one table."""

    LIMITS = HallLimits(journal_patience=1 << 40)
    """A journal that a law holds back is no journal that fails."""

    def __init__(self, adapter: Adapter, journal: MemoryJournal | None = None, epoch: int = 1_800_000_000_000) -> None:
        self.adapter = adapter
        self.journal = journal if journal is not None else MemoryJournal()
        self.clock = ManualClock(epoch=epoch)
        self.stage = LawStage(adapter)
        self.hall = Hall(self.journal, [adapter.kind], clock=self.clock, limits=self.LIMITS)
        self.hall.stage_for(adapter.kind.name, self.stage)
        run_now(self.hall.open())
        self.clock.settle()

    def begin(self, first: Any) -> "LawHall":
        self.hall.open_table(self.adapter.kind.name, first, self.stage)
        self.clock.settle()
        return self

    def killed(self) -> "LawHall":
        """The next life, a minute later, on what this one had committed. Its table is paused."""
        return LawHall(self.adapter, journal=self.journal.copy(), epoch=self.clock.epoch_ms() + 60_000)

    def resumed(self) -> "LawHall":
        self.table.resume()
        self.clock.settle()
        return self

    @property
    def table(self) -> Table:
        (table,) = self.hall.tables.values()
        return table

    @property
    def game(self) -> Game[Any]:
        return self.table.game

    @property
    def is_over(self) -> bool:
        return not self.hall.tables

    def step(self, wait: int, command: Any) -> None:
        self.clock.advance(wait)
        if not self.is_over:
            self.table.handle(command, caller=self.adapter.sender(command))
            self.clock.settle()
        self.check()

    def snapshot(self) -> Any:
        return None if self.is_over else self.adapter.snapshot(self.game, self.table.now)

    def check(self) -> None:
        figures = self.hall.figures
        assert figures.rule_errors == 0, "the rules raised an exception, see the log"
        assert figures.stage_errors == 0, "the adapter raised an exception, see the log"


class Laws:
    """Inherit, set `adapter`, and pytest finds the four laws."""

    adapter: Adapter

    def test_replay(self) -> None:
        adapter = self.adapter

        def law(data: st.DataObject) -> None:
            live = LawHall(adapter).begin(data.draw(adapter.first(), "first"))
            for _ in range(data.draw(st.integers(1, adapter.steps), "steps")):
                if live.is_over:
                    return
                _draw_step(data, live)
                again = live.killed()
                assert again.snapshot() == live.snapshot(), "the replay differs from what was"
                if not live.is_over and data.draw(st.booleans(), "killed here"):
                    assert again.table.now <= live.table.now
                    live = again.resumed()
                    live.check()

        _play(adapter, law)

    def test_replay_shows_all_that_was_told(self) -> None:
        adapter = self.adapter

        def law(data: st.DataObject) -> None:
            live = LawHall(adapter).begin(data.draw(adapter.first(), "first"))
            live.journal.held = True
            views = {v: adapter.observe(live.game, v, live.table.now) for v in adapter.viewers(live.game)}
            for _ in range(data.draw(st.integers(1, adapter.steps), "steps")):
                if live.is_over or not live.table.is_open:
                    return
                live.stage.told.clear()
                _draw_step(data, live)
                if data.draw(st.booleans(), "committed here"):
                    live.journal.commit()
                    live.clock.settle()
                for viewer, message in live.stage.told:
                    if viewer in views:
                        views[viewer] = adapter.follow(views[viewer], message, viewer)
                again = live.killed()
                if again.is_over:
                    return
                seen = {v: adapter.observe(again.game, v, again.table.now) for v in adapter.viewers(again.game)}
                for viewer, view in views.items():
                    assert seen.get(viewer) == view, f"{viewer!r} saw what the replay does not have"
                views = seen

        _play(adapter, law)

    def test_rejoin(self) -> None:
        adapter = self.adapter

        def law(data: st.DataObject) -> None:
            live = LawHall(adapter).begin(data.draw(adapter.first(), "first"))
            views: dict[Viewer, Any] = {}
            for _ in range(data.draw(st.integers(1, adapter.steps), "steps")):
                now = live.table.now
                for viewer in adapter.viewers(live.game):
                    if viewer not in views:
                        views[viewer] = adapter.observe(live.game, viewer, now)
                live.stage.told.clear()
                _draw_step(data, live)
                for viewer, message in live.stage.told:
                    if viewer in views:
                        views[viewer] = adapter.follow(views[viewer], message, viewer)
                if live.is_over:
                    return
                for viewer in adapter.viewers(live.game):
                    if viewer in views:
                        now_seen = adapter.observe(live.game, viewer, live.table.now)
                        assert views[viewer] == now_seen, f"{viewer!r} could not follow"
                gone = data.draw(st.sampled_from([None, *adapter.viewers(live.game)]), "rejoins")
                views = {viewer: view for viewer, view in views.items() if viewer != gone}

        _play(adapter, law)

    def test_once(self) -> None:
        adapter = self.adapter

        def law(data: st.DataObject) -> None:
            first = data.draw(adapter.first(), "first")
            once, twice = LawHall(adapter).begin(first), LawHall(adapter).begin(first)
            sent: list[Any] = []
            for _ in range(data.draw(st.integers(1, adapter.steps), "steps")):
                if once.is_over:
                    break
                records = once.hall.figures.records
                wait, command = _draw_step(data, once)
                counted = once.hall.figures.records > records
                twice.step(wait, command)
                repeats = adapter.repeats(command)
                if repeats != "never" and not twice.is_over:
                    twice.step(0, adapter.again(command))
                    assert twice.snapshot() == once.snapshot(), f"counted twice: {command!r}"
                if repeats == "ever" and counted:
                    sent.append(command)
                if sent and not twice.is_over and data.draw(st.booleans(), "an old one again"):
                    old = data.draw(st.sampled_from(sent), "repeated")
                    twice.step(0, adapter.again(old))
                    assert twice.snapshot() == once.snapshot(), f"counted twice: {old!r}"
            assert twice.is_over == once.is_over

        _play(adapter, law)

    def test_silence(self) -> None:
        adapter = self.adapter

        def law(data: st.DataObject) -> None:
            live = LawHall(adapter).begin(data.draw(adapter.first(), "first"))
            for _ in range(data.draw(st.integers(1, adapter.steps), "steps")):
                if live.is_over:
                    break
                _draw_step(data, live)
                assert live.stage.leaks == [], "told to somebody who may not see it"
                if not live.is_over:
                    for viewer in adapter.viewers(live.game):
                        view = adapter.observe(live.game, viewer, live.table.now)
                        assert adapter.may_see(live.game, viewer, view), f"{viewer!r} may not see {view!r}"
            assert live.stage.leaks == [], "told to somebody who may not see it"

        _play(adapter, law)


def _play(adapter: Adapter, law: Callable[[st.DataObject], None]) -> None:
    # The log is for people; a broken game would fill it, and checks of the figures say the same.
    with capture_logs():
        adapter.settings(given(st.data())(law))()


def _draw_step(data: st.DataObject, live: LawHall) -> tuple[int, Any]:
    wait = data.draw(_waits(live), "wait")
    command = data.draw(live.adapter.commands(live.game, live.table.now + wait), "command")
    note(f"after {wait} ms: {command!r}")
    live.step(wait, command)
    return wait, command


def _waits(live: LawHall) -> st.SearchStrategy[int]:
    """Any wait, and also exactly the one until the game wakes, unless that is too long."""
    due = live.game.wake_at
    if due is None or not 0 <= due - live.table.now <= live.adapter.longest_wait:
        return live.adapter.waits
    return st.one_of(live.adapter.waits, st.just(due - live.table.now))


def run_now(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that has nothing to wait for, without a loop."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        result: T = stop.value
        return result
    raise AssertionError("it waits for something")
