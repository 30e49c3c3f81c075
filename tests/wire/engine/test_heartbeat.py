"""The wheel, the deadlines, the slices: one timer for many."""

from __future__ import annotations

import asyncio
import time

from rumpus.wire.engineio.deadlines import Deadlines
from rumpus.wire.engineio.heartbeat import Wheel
from tests.until import until


class Sleeper:
    """Wakes up some more times at a distance."""

    def __init__(self, *delays: int) -> None:
        self.delays = list(delays)
        self.woken: list[float] = []

    def wake(self) -> int:
        self.woken.append(time.monotonic())
        return self.delays.pop(0) if self.delays else 0


async def test_sleepers_are_woken_when_it_is_time_and_never_before() -> None:
    wheel = Wheel(tick=5, span=200)
    began = time.monotonic()
    sleepers = {delay: Sleeper() for delay in (5, 20, 50, 100)}
    for delay, sleeper in sleepers.items():
        wheel.add(sleeper, delay)
    assert len(wheel) == 4
    await until(lambda: not len(wheel))
    for delay, sleeper in sleepers.items():
        assert len(sleeper.woken) == 1
        assert sleeper.woken[0] - began >= delay / 1000 - 0.002
    order = [sleeper.woken[0] for sleeper in sleepers.values()]
    assert order == sorted(order)


async def test_a_sleeper_says_when_it_wants_to_be_woken_again() -> None:
    wheel = Wheel(tick=2, span=100)
    sleeper = Sleeper(10, 10, 0)
    wheel.add(sleeper, 10)
    await until(lambda: len(sleeper.woken) == 3)
    assert sleeper.woken[2] - sleeper.woken[0] >= 0.018
    assert len(wheel) == 0


async def test_the_wheel_stands_still_when_nobody_sleeps() -> None:
    wheel = Wheel(tick=2, span=100)
    first, second = Sleeper(), Sleeper()
    wheel.add(first, 2)
    await until(lambda: first.woken)
    await asyncio.sleep(0.02)
    assert wheel._timer is None
    began = time.monotonic()
    wheel.add(second, 20)
    await until(lambda: second.woken)
    assert second.woken[0] - began >= 0.018


async def test_a_stall_does_not_wake_everybody_at_once() -> None:
    """Answers of clients lie unread in their sockets after a stall; they must be read before timeouts count."""
    wheel = Wheel(tick=2, span=1_000)
    sleeper = Sleeper()
    wheel.add(sleeper, 100)
    await asyncio.sleep(0.01)
    time.sleep(0.15)  # noqa: ASYNC251 - this is the stall
    await asyncio.sleep(0.005)
    assert not sleeper.woken
    await until(lambda: sleeper.woken)


async def test_a_sleeper_that_fails_does_not_stop_the_wheel() -> None:
    class Bad(Sleeper):
        def wake(self) -> int:
            raise RuntimeError("a bug")

    wheel = Wheel(tick=1, span=100)
    good = Sleeper(5, 5)
    wheel.add(Bad(), 2)
    wheel.add(good, 2)
    await until(lambda: len(good.woken) == 3)
    assert len(wheel) == 0


async def test_a_wheel_that_is_stopped_wakes_nobody() -> None:
    wheel = Wheel(tick=1, span=10)
    sleeper = Sleeper()
    wheel.add(sleeper, 2)
    wheel.stop()
    await asyncio.sleep(0.02)
    assert not sleeper.woken


async def test_delays_longer_than_the_span_are_cut() -> None:
    wheel = Wheel(tick=1, span=10)
    sleeper = Sleeper()
    wheel.add(sleeper, 1_000_000)
    await until(lambda: sleeper.woken)


async def test_deadlines_expire_in_order_unless_they_are_met() -> None:
    expired: list[str] = []
    deadlines: Deadlines[str] = Deadlines(20, expired.append)
    for item in ("one", "two", "three"):
        deadlines.add(item)
    deadlines.discard("two")
    deadlines.discard("never added")
    await asyncio.sleep(0.01)
    deadlines.add("four")
    deadlines.add("one")  # anew
    await until(lambda: len(expired) == 1)
    assert expired == ["three"]
    await until(lambda: not len(deadlines))
    assert expired == ["three", "four", "one"]


async def test_one_item_that_fails_does_not_keep_the_others() -> None:
    expired: list[str] = []

    def expire(item: str) -> None:
        expired.append(item)
        if item == "bad":
            raise RuntimeError(item)

    deadlines: Deadlines[str] = Deadlines(5, expire)
    for item in ("bad", "good"):
        deadlines.add(item)
    await until(lambda: expired == ["bad", "good"])


async def test_deadlines_that_are_stopped() -> None:
    expired: list[str] = []
    deadlines: Deadlines[str] = Deadlines(5, expired.append)
    deadlines.add("one")
    deadlines.stop()
    await asyncio.sleep(0.02)
    assert not expired
