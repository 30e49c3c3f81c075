"""The phases of a zombie match, as data (pixel.md 8.1, 3.3, 0.9)."""

from rumpus.pixel.rules.commands import Resync
from rumpus.pixel.rules.phases import OVER, diagram
from rumpus.pixel.rules.zombie.phases import PHASES


def test_phases_last_as_long_as_they_should() -> None:
    assert {phase: rule.lasts for phase, rule in PHASES.items()} == {
        "countdown": 5_000, "active": 60_000, "results": 10_000,
    }  # fmt: skip


def test_every_phase_is_reached_and_leads_on() -> None:
    assert [[*rule.then.values()] for rule in PHASES.values()] == [["active"], ["results"], [OVER]]


def test_messages_have_the_ends_that_the_original_says() -> None:
    assert [rule.end_as for rule in PHASES.values()] == ["startsAt", "endsAt", "endsAt"]
    assert [phase for phase, rule in PHASES.items() if rule.timed] == ["active"]
    assert [phase for phase, rule in PHASES.items() if rule.is_final] == ["results"]


def test_the_arena_is_shown_in_one_phase_only() -> None:
    assert [rule.takes for rule in PHASES.values()] == [frozenset(), {Resync}, frozenset()]


def test_the_diagram_shows_all_of_them() -> None:
    assert "active --> results: time is up, or nobody survives" in diagram(PHASES)
