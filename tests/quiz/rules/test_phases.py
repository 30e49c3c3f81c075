"""The table of phases: sound by itself, and what the diagram shows."""

from typing import get_args

import pytest

from rumpus.quiz.rules import commands
from rumpus.quiz.rules.game import RULES
from rumpus.quiz.rules.phases import PHASES, SECOND, Cause, Lasts, Phase, diagram


def test_every_phase_has_a_rule_and_can_be_reached_and_left() -> None:
    assert set(PHASES) == set(Phase)
    reached = {Phase.NEW}
    while new := {after for phase in reached for after in PHASES[phase].follows.values()} - reached:
        reached |= new
    assert reached == set(Phase)
    for phase in set(Phase) - {Phase.OVER}:
        assert PHASES[phase].follows, phase
    assert PHASES[Phase.OVER] == (frozenset(), None, {})


def test_what_ends_by_itself_ends_in_a_way_that_the_table_knows() -> None:
    for phase, rule in PHASES.items():
        if rule.lasts is None:
            assert phase in (Phase.NEW, Phase.OVER), "any other ends some day"
            continue
        if rule.lasts.then is Cause.ENDED:
            assert rule.follows[Cause.ENDED] is Phase.OVER
            assert rule.lasts.reason in ("final", "idle", "lobby")
        else:
            assert rule.lasts.then is Cause.CLOSED
            assert rule.follows[Cause.CLOSED] is Phase.CLOSED


def test_every_command_has_a_rule_and_a_phase() -> None:
    every = set(get_args(commands.Command))
    assert set(RULES) == every - {commands.Open}
    assert set().union(*(rule.allows for rule in PHASES.values())) == every
    assert [phase for phase in Phase if commands.Answer in PHASES[phase].allows] == [Phase.QUESTION, Phase.CLOSING]


def test_the_diagram_shows_the_whole_table() -> None:
    lines = diagram().splitlines()
    assert lines[0] == "stateDiagram-v2"
    for phase, rule in PHASES.items():
        for after in rule.follows.values():
            if phase is not Phase.NEW:
                assert any(line.strip().startswith(f"{phase} --> {after}:") for line in lines)
    assert any("(its time + 2 s)" in line for line in lines)
    assert any("(30 min)" in line for line in lines)


@pytest.mark.parametrize(
    ("lasts", "words"),
    [
        (Lasts(1 * SECOND, "entered", Cause.CLOSED), "1 s"),
        (Lasts(1_500, "entered", Cause.CLOSED), "1500 ms"),
        (Lasts(7_200_000, "last host event", Cause.ENDED), "2 h after the last host event"),
    ],
)
def test_spans_in_words(lasts: Lasts, words: str) -> None:
    assert str(lasts) == words
