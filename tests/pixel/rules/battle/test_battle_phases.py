"""The phases of a battle, as data (pixel.md 5.1, 3.3)."""

from rumpus.pixel.rules.battle.phases import PHASES
from rumpus.pixel.rules.phases import diagram


def test_phases_last_as_long_as_those_of_the_original() -> None:
    assert {phase: rule.lasts for phase, rule in PHASES.items()} == {
        "countdown": 5_000, "drawing": 30_000, "voting": 5_000, "finale": 15_000, "results": 15_000,
    }  # fmt: skip


def test_messages_have_the_ends_that_the_original_says() -> None:
    assert [rule.end_as for rule in PHASES.values()] == ["startsAt", "endsAt", "endsAt", "endsAt", None]
    assert [phase for phase, rule in PHASES.items() if rule.timed] == ["drawing", "voting", "finale"]
    assert [phase for phase, rule in PHASES.items() if rule.is_final] == ["results"]


def test_the_diagram_shows_all_of_them() -> None:
    assert "voting --> finale" in diagram(PHASES)
    assert "results --> lobby: time is up" in diagram(PHASES)
