"""What is kept of a game, and its export (quiz.md 0.9, 0.10)."""

import msgspec
import pytest

from rumpus.quiz.messages import views
from rumpus.quiz.rules import commands
from rumpus.quiz.rules.kept import VERSION, KeptGame, decode_kept, encode_kept, export_of, kept_of
from tests.quiz.story import OPENED, Story, abcd, slide


def played() -> Story:
    story = Story.of(abcd(), slide(), abcd(), custom_field="Class")
    story.do(commands.Join("anna", "7b", []))
    story.do(commands.Join("bert", None, []))
    story.do(commands.Join("carl", None, []))
    story.show(0)
    story.do(commands.Answer(2, 0, "yes"))
    story.wait(10_000)
    story.do(commands.Answer(1, 0, "yes"))
    story.do(commands.Answer(3, 0, "yes"))
    story.do(commands.Kick("carl"))
    story.show(1)
    story.do(commands.GrantExport("token", b"hash", 99))
    story.do(commands.Save())
    return story


def kept(story: Story) -> KeptGame:
    assert story.ended is not None
    assert story.ended.keep is not None
    return decode_kept(story.ended.keep)


def test_a_game_that_is_over_keeps_all_that_was_accepted() -> None:
    story = played()
    story.do(commands.EndGame())
    game = kept(story)
    assert (game.game_id, game.user_id, game.quiz_id, game.game_pin) == ("the secret id", "a user", "a quiz", "123456")
    assert (game.opened, game.lasted, game.reason, game.saved) == (OPENED, 10_000, "host", True)
    assert game.exports == {b"hash": 99}
    assert [(p.seat, p.username, p.custom_field, p.total, p.rank) for p in game.players] == [
        (1, "anna", "7b", 500, 2),
        (2, "bert", None, 1_000, 1),
    ]
    assert [[(a.seat, a.score) for a in answers] for answers in game.answers] == [[(2, 1_000), (1, 500)], [], []]


def test_results_kept_and_results_told_agree() -> None:
    story = played()
    told = views.final_results(story.game)
    ranking = views.ranking(story.game)
    story.do(commands.EndGame())
    game = kept(story)
    assert [(player.seat, player.total) for player in sorted(game.players, key=lambda p: p.rank)] == ranking
    exported = export_of(game)
    assert [
        (answer.username, answer.answer, answer.right, float(answer.time_taken), answer.score)
        for answer in exported.questions[0].answers
    ] == [msgspec.structs.astuple(answer) for answer in told["0"]]


def test_answers_to_a_question_that_is_still_open_are_accepted_too() -> None:
    story = played()
    story.show(2)
    story.do(commands.Answer(1, 2, "yes"))
    now = kept_of(story.game, story.now)
    assert [player.total for player in now.players] == [1_500, 1_000]
    assert now.reason is None
    story.do(commands.EndGame())
    assert kept(story).players == now.players
    assert kept(story).answers == now.answers


def test_the_export_has_all_questions_and_the_best_player_first() -> None:
    story = played()
    exported = msgspec.to_builtins(export_of(kept_of(story.game, story.now)))
    assert [player["username"] for player in exported["players"]] == ["bert", "anna"]
    assert [len(question["answers"]) for question in exported["questions"]] == [2, 0, 0]
    assert exported["questions"][1]["question"]["kind"] == "SLIDE"
    assert (exported["title"], exported["custom_field"], exported["opened"]) == ("A quiz", "Class", OPENED)


def test_the_quiz_is_kept_as_it_was_played() -> None:
    story = Story.of(abcd("a", "b", "c", "d", right="b"), seed=5, randomize_answers=True).join("anna")
    story.show(0)
    story.do(commands.EndGame())
    texts = [option["text"] for option in kept(story).quiz["questions"][0]["options"]]
    assert sorted(texts) == ["a", "b", "c", "d"]
    assert texts != ["a", "b", "c", "d"]


def test_another_version_is_refused_and_not_misread() -> None:
    game = kept_of(played().game, 0)
    later = msgspec.msgpack.encode(msgspec.structs.replace(game, version=VERSION + 1))
    with pytest.raises(ValueError, match=f"version {VERSION + 1}"):
        decode_kept(later)
    with pytest.raises(ValueError, match="missing required field"):
        decode_kept(b"\x80")
    assert msgspec.msgpack.encode(decode_kept(encode_kept(played().game, 0))) == msgspec.msgpack.encode(game)
