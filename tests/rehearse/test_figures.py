"""Times and the lag of the load itself."""

import asyncio
import io
import time

import msgspec
from rich.console import Console

from rumpus.rehearse.countdown import Countdown
from rumpus.rehearse.figures import Figure, Measured, figure, quantile
from rumpus.rehearse.loop_lag import LoopLag
from rumpus.rehearse.report import Report
from rumpus.rehearse.server_use import ServerUse


def test_quantiles_are_values_that_occurred() -> None:
    values = list(range(1, 101))
    assert [quantile(values, share) for share in (0.0, 0.5, 0.99, 1.0)] == [1, 51, 100, 100]
    assert quantile([7.0], 0.99) == 7.0


async def test_a_loop_that_was_held_up_marks_what_was_measured_meanwhile() -> None:
    lag = LoopLag()
    lag.start()
    quiet = Measured()
    quiet.add(time.monotonic() - 10, time.monotonic() - 9)
    held = Measured()
    begin = time.monotonic()
    await asyncio.sleep(0.02)
    time.sleep(0.05)  # noqa: ASYNC251 - that is the point
    held.add(begin, time.monotonic())
    await asyncio.sleep(0.02)
    lag.stop()
    told = figure("held up", [quiet, held], lag)
    assert told.lagged
    assert told.lag > 30
    assert told.count == 2
    assert told.max == 1000.0
    assert lag.between(0.0, begin - 1).max <= told.lag


def test_nothing_measured_is_a_figure_too() -> None:
    assert figure("nothing", [], LoopLag()) == Figure("nothing", 0, 0.0, 0.0, 0.0, 0.0, lagged=False)


async def test_a_countdown_tells_what_is_missing() -> None:
    count = Countdown(3)
    count.one()
    assert await count.wait(0.01) == 2
    count.one()
    count.one()
    assert await count.wait(0) == 0
    assert await Countdown(0).wait(0) == 0


def report(**changes: object) -> Report:
    whole = {
        "players": 10, "joined": 10, "polling": 3, "questions": 9, "sent": 90, "acknowledged": 90, "counted": 90,
        "lost": 0, "agree": True, "reconnects": 0, "problems": [], "seconds": 12.5,
        "figures": [Figure("join", 10, 1.0, 2.0, 3.0, 12.0, lagged=True)], "server": ServerUse(1.5, 250.0, 60.0),
    }  # fmt: skip
    return msgspec.convert(msgspec.to_builtins(whole | changes), Report)


def rendered(told: Report) -> str:
    text = io.StringIO()
    told.render(Console(file=text, width=120))
    return text.getvalue()


def test_a_clean_report_says_so() -> None:
    told = report()
    assert told.is_clean
    text = rendered(told)
    assert "Nothing was lost, and everybody was told the same." in text
    assert "12.0 (!)" in text
    assert "250 µs per answer" in text
    members = msgspec.json.decode(told.to_json())
    assert {"players", "sent", "acknowledged", "counted", "lost", "agree"} <= members.keys()


def test_a_report_that_is_not_clean_says_why() -> None:
    told = report(joined=8, lost=2, agree=False, problems=["2 times: a player's [total] is odd"], server=None)
    assert not told.is_clean
    text = rendered(told)
    assert "2 of 10 players could not join; 2 answers were lost; not everybody was told the same" in text
    assert "a player's [total] is odd" in text
