"""The host lets a name through that the filter refuses: the rule, which knows no filter, and its journal."""

import msgspec

from rumpus.quiz.rules import commands
from rumpus.quiz.rules.commands import AllowName, Command, Open, Options
from rumpus.quiz.rules.phases import Phase
from rumpus.quiz.rules.state import ALLOWED_NAMES
from tests.quiz.story import Story, open_of


def test_a_name_is_allowed_however_it_is_written_and_nobody_is_told() -> None:
    story = Story.of()
    assert story.do(AllowName("Dick")) == []
    assert story.changed()
    assert story.game.allowed_names == {"dick": "Dick"}
    assert story.do(AllowName("DICK")) == []
    assert not story.changed()


def test_names_are_allowed_as_long_as_the_game_lasts() -> None:
    story = Story.of().join("anna")
    story.show(0)
    story.do(AllowName("Dick"))
    assert story.changed()
    story.do(commands.EndGame())
    assert story.phase() is Phase.OVER
    story.do(AllowName("Fanny"))
    assert not story.changed()


def test_allowing_a_name_shows_that_the_host_is_there() -> None:
    story = Story.of()
    story.do(commands.Start())
    story.wait(60_000)
    story.do(AllowName("Dick"))
    assert story.game.last_host_at == 60_000


def test_a_host_allows_a_bounded_number_of_names() -> None:
    story = Story.of()
    for number in range(ALLOWED_NAMES + 1):
        story.do(AllowName(f"name {number}"))
    assert len(story.game.allowed_names) == ALLOWED_NAMES
    assert not story.changed()


def test_the_rules_let_in_whoever_the_namespace_lets_in() -> None:
    """A list of words that grows must not change what a journal of before gives."""
    story = Story.of(name_filter="strict").join("Arschloch")
    assert [player.username for player in story.game.players.values()] == ["Arschloch"]


def test_a_record_of_before_there_was_a_filter_is_read_as_normal() -> None:
    record = msgspec.to_builtins(open_of())
    assert "name_filter" not in record["options"]
    read = msgspec.convert(record, Command)
    assert isinstance(read, Open)
    assert read.options.name_filter == "normal"
    assert msgspec.json.encode(Options()) == b"{}"
