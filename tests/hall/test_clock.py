import asyncio
import time

import pytest

from rumpus.hall import LoopClock


def test_epoch_time_is_the_wall_clock() -> None:
    assert abs(LoopClock().epoch_ms() - time.time() * 1000) < 50


def test_epoch_and_monotonic_time_go_together() -> None:
    clock = LoopClock()
    differences = {clock.epoch_ms() - clock.monotonic_ms() for _ in range(1_000)}
    assert max(differences) - min(differences) <= 1  # a millisecond may pass between the two calls


def test_a_step_of_the_wall_clock_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = LoopClock()
    before = clock.epoch_ms()
    monkeypatch.setattr(time, "time_ns", lambda: (before + 3_600_000) * 1_000_000)
    assert 3_600_000 <= clock.epoch_ms() - before < 3_601_000


async def test_calls_come_when_they_are_due_and_can_be_cancelled() -> None:
    clock = LoopClock()
    called: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    begin = clock.monotonic_ms()
    clock.call_at(begin + 5, lambda: called.set_exception(AssertionError("cancelled"))).cancel()
    clock.call_at(begin + 20, lambda: called.set_result(clock.monotonic_ms()))
    assert await called >= begin + 19
    soon = asyncio.Event()
    clock.call_soon(soon.set)
    assert not soon.is_set()
    await soon.wait()
