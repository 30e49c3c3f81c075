"""A player gets another name in the middle of a game."""

import pytest

from rumpus.quiz.rules import commands as c
from rumpus.quiz.rules import facts as f
from rumpus.quiz.rules.facts import Fact, PlayerRenamed, Refused
from rumpus.quiz.rules.kept import export_of, kept_of
from tests.quiz.story import Story, abcd, facts


def told(story: Story, seat: int, name: str, *, keep: bool = True) -> list[Fact]:
    return facts(story.do(c.Rename(seat, name, keep)))


def test_answers_and_seat_stay() -> None:
    story = Story.of(abcd(), abcd()).host().join("anna", "bert")
    story.do(c.Start())
    story.show(0)
    story.answer("anna", "yes")
    assert told(story, 1, "  Änne ") == [PlayerRenamed(1)]
    assert (story.game.seat_named("ÄNNE"), story.game.seat_named("anna")) == (1, None)
    story.do(c.ShowResults(0))
    export = export_of(kept_of(story.game, story.now))
    assert [answer.username for answer in export.questions[0].answers] == ["Änne"]
    assert {player.username for player in export.players} == {"Änne", "bert"}


def test_name_is_free_again_and_the_new_one_taken() -> None:
    story = Story.of().host().join("anna", "bert")
    told(story, 1, "carl")
    assert facts(story.do(c.Join("CARL", None, []))) == [Refused("username_already_exists", "username_already_exists")]
    assert isinstance(facts(story.do(c.Join("anna", None, [])))[0], f.Joined)
    assert told(story, 2, "Anna") == [Refused("error", "name_taken")]
    assert not story.changed()
    assert story.game.players[2].username == "bert"


def test_same_name_written_differently() -> None:
    story = Story.of().host().join("anna")
    assert told(story, 1, "ANNA") == [PlayerRenamed(1)]
    assert told(story, 1, "ANNA") == []
    assert not story.changed()


@pytest.mark.parametrize(
    ("name", "code"), [("", "name_empty"), ("x" * 41, "name_too_long"), ("a\x00", "name_not_allowed")]
)
def test_names_that_nobody_can_have(name: str, code: str) -> None:
    story = Story.of().host().join("anna")
    assert told(story, 1, name) == [Refused("error", code)]
    assert told(story, 9, "carl") == [Refused("error", "unknown_player")]


def test_who_was_removed_is_renamed_too_and_comes_back_so() -> None:
    story = Story.of().host().join("anna", "bert")
    story.do(c.Kick("anna"))
    assert told(story, 1, "bert") == [PlayerRenamed(1)], "it holds no name, so none is taken"
    assert facts(story.do(c.LetBack(1))) == [Refused("error", "name_taken")]
    told(story, 1, "carl")
    story.do(c.LetBack(1))
    assert story.totals() == {"carl": 0, "bert": 0}


def test_extra_field_goes_if_wanted() -> None:
    story = Story.of(custom_field="Class").host()
    story.do(c.Join("anna", "Anna B., 4b", []))
    told(story, 1, "Ente")
    assert story.game.players[1].custom_field == "Anna B., 4b"
    assert told(story, 1, "Ente", keep=False) == [PlayerRenamed(1)]
    assert story.game.players[1].custom_field is None
