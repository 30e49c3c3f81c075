"""The phases of CopyCat and CopyCat Solo, as data (pixel.md 6.1, 6.2, 3.3)."""

from rumpus.pixel.rules.copycat.phases import PHASES, SOLO_PHASES
from rumpus.pixel.rules.phases import diagram


def test_phases_last_as_long_as_those_of_the_original() -> None:
    assert {phase: rule.lasts for phase, rule in PHASES.items()} == {
        "countdown": 5_000, "memorize": 5_000, "drawing": 30_000, "copycat-result": 10_000, "copycat-rematch": 15_000,
    }  # fmt: skip
    assert {phase: rule.lasts for phase, rule in SOLO_PHASES.items()} == {
        "memorize": 5_000, "drawing": 30_000, "copycat-result": 8_000,
    }  # fmt: skip


def test_messages_have_the_ends_that_the_original_says() -> None:
    assert [rule.end_as for rule in PHASES.values()] == ["startsAt", "endsAt", "endsAt", "endsAt", "endsAt"]
    assert [phase for phase, rule in PHASES.items() if rule.timed] == ["memorize", "drawing", "copycat-rematch"]
    assert [phase for phase, rule in SOLO_PHASES.items() if rule.timed] == ["memorize", "drawing"]
    assert not any(rule.is_final for rule in [*PHASES.values(), *SOLO_PHASES.values()])


def test_the_diagrams_show_the_way_back() -> None:
    assert "copycat_rematch --> countdown: all present want to" in diagram(PHASES)
    assert "copycat_result --> lobby: time is up" in diagram(SOLO_PHASES)
