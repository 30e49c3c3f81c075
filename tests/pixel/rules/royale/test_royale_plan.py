"""How many are left after each round, and the phases as data (pixel.md 6.4, 3.3)."""

import pytest

from rumpus.pixel.rules.phases import diagram
from rumpus.pixel.rules.royale.phases import PHASES
from rumpus.pixel.rules.royale.plan import plan_for


@pytest.mark.parametrize(
    ("players", "left"),
    [
        (10, [6, 3, 2, 1]),
        (12, [7, 3, 2, 1]),
        (13, [8, 5, 3, 2, 1]),
        (20, [11, 7, 3, 2, 1]),
        (30, [17, 10, 6, 3, 2, 1]),
        (50, [28, 16, 9, 5, 3, 2, 1]),
        (100, [56, 31, 18, 10, 6, 3, 2, 1]),
    ],
)
def test_the_plan_is_the_deployed_one(players: int, left: list[int]) -> None:
    assert plan_for(players) == left


@pytest.mark.parametrize("players", range(10, 101))
def test_every_round_has_somebody_to_lose(players: int) -> None:
    plan = [players, *plan_for(players)]
    assert plan == sorted(set(plan), reverse=True)
    assert plan[-3:] == [3, 2, 1]


def test_phases_last_as_long_as_those_of_the_original() -> None:
    assert {phase: rule.lasts for phase, rule in PHASES.items()} == {
        "countdown": 5_000, "royale-initial-drawing": 30_000, "royale-show-reference": 5_000, "royale-drawing": 25_000,
        "royale-results": 8_000, "royale-winner": 15_000,
    }  # fmt: skip


def test_messages_have_the_ends_that_the_original_says() -> None:
    assert {phase for phase, rule in PHASES.items() if rule.end_as == "startsAt"} == {"countdown"}
    assert all(rule.end_as is not None for rule in PHASES.values())
    assert [phase for phase, rule in PHASES.items() if rule.timed] == ["royale-initial-drawing", "royale-drawing"]
    assert [phase for phase, rule in PHASES.items() if rule.is_final] == ["royale-winner"]
    assert "royale_results --> royale_show_reference: time is up, several are left" in diagram(PHASES)
