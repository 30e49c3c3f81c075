"""What an answer earns, and how little a forgery is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.quiz.rules.scoring import ECHO_ALONE, LONGEST_CREDIT, TAP_LEEWAY, credited_latency, score, time_taken

MILLISECONDS = st.integers(0, 1_000_000)
ROUND_TRIP = st.floats(0, 600)


@pytest.mark.parametrize(
    ("taken", "limit", "points"),
    [
        (304, 20_000, 984),
        (0, 20_000, 1_000),
        (10_000, 20_000, 500),
        (19_999, 20_000, 0),
        (20_000, 20_000, 0),
        (21_900, 20_000, 0),
        (1, 999_000, 999),
        (5, 0, 0),
    ],
)
def test_points_fall_with_time(taken: int, limit: int, points: int) -> None:
    assert score(taken, limit) == points


def test_a_question_may_be_worth_more_or_nothing() -> None:
    assert score(10_000, 20_000, 2_000) == 1_000
    assert score(0, 20_000, 0) == 0


@given(MILLISECONDS, st.integers(1, 999).map(lambda seconds: seconds * 1_000), st.integers(0, 2_000))
def test_points_stay_in_bounds_and_never_rise_with_time(taken: int, limit: int, points: int) -> None:
    earned = score(taken, limit, points)
    assert 0 <= earned <= points
    assert score(taken + 1, limit, points) <= earned
    if taken < limit:
        # To the point what the formula says, without the errors of floating point.
        assert earned <= (limit - taken) * points / limit < earned + 1 + 1e-6


@pytest.mark.parametrize(
    ("echo", "round_trip", "latency"),
    [
        (40.0, 40.0, 40),
        (80.0, 40.0, 80),
        (400.0, 40.0, 110),
        (5_000.0, 2_000.0, 1_000),
        (None, 40.0, 40),
        (None, 5_000.0, 1_000),
        (120.0, None, 120),
        (5_000.0, None, ECHO_ALONE),
        (None, None, 0),
        (-5.0, 40.0, 0),
    ],
)
def test_latency_is_credited(echo: float | None, round_trip: float | None, latency: int) -> None:
    assert credited_latency(echo, round_trip) == latency


@given(ROUND_TRIP, st.none() | st.floats(0, 1e6), st.booleans())
def test_a_forged_echo_is_worth_little(round_trip: float, forged: float | None, measured: bool) -> None:
    on_the_wire = round_trip if measured else None
    gain = credited_latency(forged, on_the_wire) - credited_latency(round_trip, on_the_wire)
    assert gain <= 351
    assert credited_latency(forged, on_the_wire) <= LONGEST_CREDIT


@given(MILLISECONDS, st.integers(0, LONGEST_CREDIT), st.integers(-1_000, 2_000_000))
def test_a_forged_tap_is_worth_little(elapsed: int, latency: int, forged: int) -> None:
    taken = time_taken(elapsed, latency, forged)
    assert 0 <= taken <= elapsed
    assert time_taken(elapsed, latency) - taken <= TAP_LEEWAY


@given(st.integers(0, 30_000), st.integers(0, 500), st.integers(0, 500))
def test_an_honest_tap_counts_whenever_its_packet_comes(tapped_after: int, down: int, up: int) -> None:
    """What counts is when the finger tapped, not when the packet came."""
    elapsed = down + tapped_after + up
    assert time_taken(elapsed, down + up, tapped_after) == tapped_after
    assert time_taken(elapsed, down + up) == tapped_after


@given(MILLISECONDS, MILLISECONDS, st.integers(0, LONGEST_CREDIT), st.none() | MILLISECONDS)
def test_who_answers_later_has_taken_no_less_time(
    elapsed: int, later: int, latency: int, tapped_after: int | None
) -> None:
    assert time_taken(elapsed, latency, tapped_after) <= time_taken(elapsed + later, latency, tapped_after)


def test_time_never_runs_backwards() -> None:
    assert time_taken(20, 100) == 0
    assert time_taken(20, 100, 5) == 5
    assert time_taken(-5, 0) == 0
    assert time_taken(-5, 0, 40) == 0
