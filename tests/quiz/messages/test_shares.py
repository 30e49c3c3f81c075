"""Results of big games on `/` (quiz.md 0.2): whole while they fit 64 KiB, else the best fifty and the own ones."""

import json
from typing import Any

from msgspec import Raw

from rumpus.quiz.messages import views
from rumpus.quiz.messages.shares import BEST, WHOLE_BYTES
from rumpus.quiz.rules import commands
from tests.quiz.story import Story, abcd

PLAYERS = 900


def big_game(questions: int = 1) -> Story:
    """Players of whom each is a little slower than the one before; the last hundred never answer."""
    story = Story.of(*[abcd("a < b", "<b>no") for _ in range(questions)])
    story.join(*[f"player {number}" for number in range(1, PLAYERS + 1)])
    for index in range(questions):
        story.show(index)
        for seat in range(1, PLAYERS - 100 + 1):
            story.game.handle(commands.Answer(seat, index, "<b>no" if seat == 700 else "a < b"), story.now + 10 * seat)
        story.now += 30_000
        story.wait(0)
    return story


def lists(raw: Raw) -> Any:
    return json.loads(bytes(raw))


def test_a_small_game_is_told_whole() -> None:
    story = Story.of(abcd()).join("anna", "bert")
    story.show(0)
    story.answer("anna", "yes")
    story.answer("bert", "no")
    shares = views.question_results_for(story.game, 0)
    assert shares.fits
    assert shares.of(1) is shares.whole
    assert [answer["username"] for answer in lists(shares.whole)] == ["anna", "bert"]
    final = views.final_results_for(story.game)
    assert final.fits
    assert lists(final.of(2)) == {"0": lists(shares.whole)}


def test_nothing_is_told_of_an_open_or_unseen_question() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert")
    story.show(0)
    story.answer("anna", "yes")
    assert lists(views.question_results_for(story.game, 0).whole) == []
    assert lists(views.question_results_for(story.game, 1).whole) == []
    assert lists(views.final_results_for(story.game).whole) == {}


def test_in_a_big_game_a_player_hears_of_the_best_and_of_the_own_answer() -> None:
    story = big_game()
    shares = views.question_results_for(story.game, 0)
    assert not shares.fits
    whole = lists(shares.whole)
    assert len(whole) == PLAYERS - 100
    assert len(bytes(shares.whole)) > WHOLE_BYTES
    for seat in (1, BEST):
        assert lists(shares.of(seat)) == whole[:BEST]
    for seat in (BEST + 1, 700):
        assert lists(shares.of(seat)) == [*whole[:BEST], whole[seat - 1]]
    assert lists(shares.of(PLAYERS)) == whole[:BEST], "never answered"


def test_options_are_told_as_they_are_shown_there() -> None:
    story = big_game()
    told = {answer["answer"] for answer in lists(views.question_results_for(story.game, 0).of(700))}
    assert told == {"a < b", "<\u2060b>no"}


def test_final_results_of_a_big_game() -> None:
    story = big_game(2)
    final = views.final_results_for(story.game)
    assert not final.fits
    whole = lists(final.whole)
    own = lists(final.of(700))
    assert list(own) == ["0", "1"]
    for index in ("0", "1"):
        assert own[index] == [*whole[index][:BEST], whole[index][699]]
    total = sum(answer["score"] for answers in own.values() for answer in answers if answer["username"] == "player 51")
    assert total == 0, "not among the best fifty, and somebody else"


def test_a_kicked_player_is_in_no_share() -> None:
    story = big_game()
    story.do(commands.Kick("player 1"))
    shares = views.question_results_for(story.game, 0)
    best = [answer["username"] for answer in lists(shares.of(PLAYERS))]
    assert best[0] == "player 2"
    assert len(best) == BEST
    assert lists(shares.of(1)) == lists(shares.of(PLAYERS)), "nor told the own answer"
