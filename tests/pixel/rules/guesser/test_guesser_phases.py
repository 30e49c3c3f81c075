"""The phases of PixelGuesser, as data (pixel.md 7, 3.3)."""

from rumpus.pixel.rules.guesser.phases import PHASES
from rumpus.pixel.rules.phases import diagram


def test_phases_last_as_long_as_those_of_the_original() -> None:
    assert {phase: rule.lasts for phase, rule in PHASES.items()} == {
        "countdown": 3_000, "guessing": 45_000, "reveal": 5_000, "results": 15_000,
    }  # fmt: skip


def test_messages_have_the_ends_that_the_original_says() -> None:
    assert [rule.end_as for rule in PHASES.values()] == ["startsAt", "endsAt", "endsAt", "endsAt"]
    assert [phase for phase, rule in PHASES.items() if rule.timed] == ["guessing"]
    assert [phase for phase, rule in PHASES.items() if rule.is_final] == ["results"]


def test_the_diagram_shows_all_of_them() -> None:
    assert "guessing --> reveal" in diagram(PHASES)
    assert "results --> lobby: time is up" in diagram(PHASES)
