"""The wheel of things that end by themselves."""

from hypothesis import given
from hypothesis import strategies as st

from rumpus.wire.socketio.timeouts import TICK, Ending, Timeouts


class Ended:
    def end(self) -> None:
        pass


def test_nothing_ends_early_or_much_late() -> None:
    timeouts = Timeouts()
    first, second, third = Ended(), Ended(), Ended()
    timeouts.add(1_050, second)
    timeouts.add(950, first)
    timeouts.add(500_000, third)
    assert timeouts.due(949) == []
    assert timeouts.due(950 + TICK) == [first]
    assert timeouts.due(1_050 + TICK) == [second]
    assert timeouts.due(499_999) == []
    assert timeouts.due(10_000_000) == [third]
    assert not timeouts


def test_cancelled_does_not_end() -> None:
    timeouts = Timeouts()
    kept, cancelled = Ended(), Ended()
    slot = timeouts.add(100, cancelled)
    timeouts.add(100, kept)
    timeouts.cancel(slot, cancelled)
    timeouts.cancel(slot, cancelled)
    assert timeouts.due(100) == [kept]
    timeouts.cancel(slot, cancelled)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 5_000))))
def test_everything_ends_once(times: list[tuple[int, int]]) -> None:
    timeouts = Timeouts()
    now = 0
    waiting: dict[Ending, int] = {}
    for delay, step in times:
        ending = Ended()
        waiting[ending] = now + delay
        timeouts.add(now + delay, ending)
        now += step
        for due in timeouts.due(now):
            assert waiting.pop(due) <= now
        assert all(at > now - TICK for at in waiting.values())
