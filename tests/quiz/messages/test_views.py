"""What viewers may see, and in which form (quiz.md 3, 0.13)."""

import json

import msgspec
from msgspec import UNSET

from rumpus.hall.game import HOST
from rumpus.quiz.content.question_shapes import ShownRange, SolvedRange
from rumpus.quiz.messages import views
from rumpus.quiz.messages.server_messages import Behind, HostState, OwnResult, PlayerState
from rumpus.quiz.rules import commands
from rumpus.quiz.rules.dice import Dice
from tests.quiz.story import Story, abcd, check, order, slide, slider, text, voting


def player(story: Story, name: str) -> PlayerState:
    seen = views.view_for(story.game, story.seats[name], story.now)
    assert isinstance(seen, PlayerState)
    return seen


def host(story: Story) -> HostState:
    seen = views.view_for(story.game, HOST, story.now)
    assert isinstance(seen, HostState)
    return seen


def shown_texts(story: Story, index: int) -> list[str]:
    answers = views.shown_question(story.game, index).answers
    assert isinstance(answers, list)
    return [option.answer for option in answers]


# ---- the game and its questions --------------------------------------------------------------------------------------


def test_players_know_the_game_by_its_public_id() -> None:
    story = Story.of(abcd(), slide(), custom_field="Class", captcha_enabled=True)
    game = views.player_game(story.game)
    assert msgspec.to_builtins(game) == {
        "description": "For tests", "title": "A quiz", "game_id": "the public id", "game_pin": "123456",
        "started": False, "captcha_enabled": True, "cover_image": None, "game_mode": "kahoot", "current_question": -1,
        "background_color": None, "background_image": None, "custom_field": "Class", "question_show": False,
        "question_count": 2, "language": "en",
    }  # fmt: skip
    story.show(0)
    game = views.player_game(story.game)
    assert (game.started, game.current_question, game.question_show) == (True, 0, True)


def test_the_host_gets_the_whole_game_as_json_text() -> None:
    story = Story.of(abcd(), slider(), text(), slide())
    game = json.loads(views.host_game_json(story.game, deployed=True))
    assert list(game) == [
        "quiz_id", "description", "user_id", "title", "questions", "game_id", "game_pin", "started", "captcha_enabled",
        "cover_image", "game_mode", "current_question", "background_color", "background_image", "custom_field",
        "question_show",
    ]  # fmt: skip
    assert game["game_id"] == "the secret id"
    assert game["questions"][0]["time"] == "20"
    assert game["questions"][0]["answers"][0] == {"right": True, "answer": "yes", "color": None}
    assert game["questions"][1]["answers"] == {"min": 0, "max": 100, "min_correct": 40, "max_correct": 60}
    assert game["questions"][2]["answers"] == [{"answer": "Berlin", "case_sensitive": False}]
    assert "the secret of the slide" in game["questions"][3]["answers"]
    assert "language" in json.loads(views.host_game_json(story.game))


def test_questions_are_shown_without_their_solution() -> None:
    story = Story.of(abcd(explanation="since"), slider(), text("Berlin", explanation="since"), voting(), check())
    for index in range(5):
        written = msgspec.json.encode(views.shown_question(story.game, index)).decode()
        assert not any(secret in written for secret in ("right", "correct", "Berlin", "since"))
    assert views.shown_question(story.game, 1).answers == ShownRange(0, 100)
    assert views.shown_question(story.game, 2).answers == []
    assert views.solution(story.game, 0).explanation == "since"
    assert views.solution(story.game, 1).answers == SolvedRange(0, 100, 40, 60)


def test_an_order_is_shuffled_alike_for_everybody_each_time_and_never_right() -> None:
    for seed in range(50):
        story = Story.of(order("one", "two", "three"), seed=seed)
        texts = shown_texts(story, 0)
        assert sorted(texts) == ["one", "three", "two"]
        assert texts != ["one", "two", "three"]
        assert shown_texts(Story.of(order("one", "two", "three"), seed=seed), 0) == texts
    story.show(0)
    story.do(commands.ShowSolution())
    story.show(0)
    assert shown_texts(story, 0) == texts


def test_the_dice_are_the_same_on_every_machine() -> None:
    assert Dice(7).order(8) == (5, 4, 6, 7, 0, 3, 1, 2)
    assert Dice(7).order(0) == ()
    assert Dice(7).puzzle(["same", "same"]) in [(0, 1), (1, 0)]
    assert all(Dice(seed).puzzle(["a", "b"]) == (1, 0) for seed in range(20))


def test_shuffled_answers_keep_what_is_right() -> None:
    questions = [abcd("a", "b", "c", "d", right="b"), check("a", "b", "c", "d", right=["a", "d"]), slider(), order()]
    shuffled = 0
    for seed in range(20):
        story = Story.of(*questions, seed=seed, randomize_answers=True).join("anna")
        shuffled += shown_texts(story, 0) != ["a", "b", "c", "d"]
        story.show(0)
        story.answer("anna", "b")
        story.show(1)
        texts = shown_texts(story, 1)
        story.answer("anna", "".join(str(place) for place, one in enumerate(texts) if one in ("a", "d")))
        assert story.totals() == {"anna": 2_000}
        solution = views.solution(story.game, 3).answers
        assert isinstance(solution, list)
        assert [option.answer for option in solution] == ["one", "two", "three"], "the right order stays"
    assert shuffled > 10
    assert shown_texts(Story.of(*questions, seed=3), 0) == ["a", "b", "c", "d"]


def test_a_question_on_show_says_what_is_left_of_its_time() -> None:
    story = Story.of(abcd(time=10), slide(points=5)).join("anna")
    story.show(0)
    story.wait(2_500)
    told = views.set_question_number(story.game, 0, story.now)
    assert (told.remaining, told.open, told.language) == (7_500, True, "en")
    story.wait(8_000)
    told = views.set_question_number(story.game, 0, story.now)
    assert (told.remaining, told.open) == (0, True), "in its grace"
    story.wait(2_000)
    told = views.set_question_number(story.game, 0, story.now)
    assert (told.remaining, told.open) == (0, False)
    assert views.set_question_number(story.game, 1, story.now).question is UNSET


# ---- results ---------------------------------------------------------------------------------------------------------


def test_results_are_in_the_order_of_storing_and_empty_while_open() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert", "carl")
    story.show(0)
    story.answer("bert", "no")
    story.wait(2_000)
    story.answer("anna", "yes")
    assert views.question_results(story.game, 0) == []
    assert views.final_results(story.game) == {}
    story.answer("carl", "yes")
    results = msgspec.to_builtins(views.question_results(story.game, 0))
    assert results[0] == {"username": "bert", "answer": "no", "right": False, "time_taken": 0.0, "score": 0}
    assert results[1] == {"username": "anna", "answer": "yes", "right": True, "time_taken": 2_000.0, "score": 900}
    assert views.question_results(story.game, 1) == []
    assert list(views.final_results(story.game)) == ["0"]


def test_a_kicked_player_is_in_no_list() -> None:
    story = Story.of(abcd()).join("anna", "bert")
    story.show(0)
    story.answer("anna", "yes")
    story.answer("bert", "yes")
    story.do(commands.Kick("anna"))
    assert [answer.username for answer in views.question_results(story.game, 0)] == ["bert"]
    assert views.ranking(story.game) == [(2, 1_000)]
    assert host(story).players == 1
    story.do(commands.LetBack(1))
    assert views.ranking(story.game) == [(1, 1_000), (2, 1_000)]


def test_the_ranking_shares_ranks_and_says_who_is_ahead() -> None:
    story = Story.of(abcd(time=10)).join("anna", "bert", "carl", "dora")
    story.show(0)
    story.answer("bert", "yes")
    story.answer("carl", "yes")
    story.wait(1_000)
    story.answer("anna", "yes")
    story.wait(20_000)
    own = {name: views.own_result(story.game, seat, 0) for name, seat in story.seats.items()}
    assert own["bert"] == OwnResult(0, True, 1_000, 1_000, rank=1, players=4, behind=None)
    assert own["carl"].rank == 1
    assert own["anna"] == OwnResult(0, True, 900, 900, rank=3, players=4, behind=Behind("carl", 100))
    assert own["dora"] == OwnResult(0, False, 0, 0, rank=4, players=4, behind=Behind("anna", 900))
    assert views.ranking(story.game) == [(2, 1_000), (3, 1_000), (1, 900), (4, 0)]


# ---- the whole view --------------------------------------------------------------------------------------------------


def test_a_player_does_not_learn_the_result_before_the_question_is_closed() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert")
    seen = player(story, "anna")
    assert (seen.phase, seen.question, seen.rank, seen.total) == ("lobby", None, None, 0)
    story.show(0)
    story.answer("anna", "yes")
    seen = player(story, "anna")
    assert (seen.phase, seen.open, seen.remaining, seen.answer) == ("question", True, 20_000, "yes")
    assert (seen.result, seen.solution, seen.total, seen.rank) == (None, None, 0, None)
    assert player(story, "bert").answer is None
    story.answer("bert", "no")
    seen = player(story, "anna")
    assert seen.phase == "closed"
    assert seen.result == views.own_result(story.game, 1, 0)
    assert (seen.solution, seen.total, seen.rank) == (None, 1_000, 1)
    story.do(commands.ShowSolution())
    assert player(story, "anna").solution == views.solution(story.game, 0)
    story.show(1)
    seen = player(story, "anna")
    assert (seen.result, seen.solution, seen.answer, seen.total, seen.rank) == (None, None, None, 1_000, 1)


def test_a_player_sees_that_there_is_a_slide_and_not_what_is_on_it() -> None:
    story = Story.of(slide()).join("anna")
    story.show(0)
    seen = player(story, "anna")
    assert (seen.phase, seen.question, seen.open) == ("slide", None, False)
    assert "the secret" not in msgspec.json.encode(seen).decode()
    assert host(story).question is None


def test_the_host_sees_who_has_answered() -> None:
    story = Story.of(abcd()).join("anna", "bert")
    story.show(0)
    story.answer("bert", "yes")
    story.do(commands.Kick("anna"))
    seen = host(story)
    assert [(e.username, e.present, e.kicked, e.answered, e.total) for e in seen.entries] == [
        ("anna", False, True, False, 0),
        ("bert", True, False, True, 1_000),
    ]
    assert (seen.answered, seen.players, seen.results, seen.final) == (1, 1, None, None)
    story.do(commands.ShowResults(0))
    assert host(story).results == views.question_results(story.game, 0)
    story.do(commands.ShowFinal())
    seen = host(story)
    assert (seen.phase, seen.final) == ("final", views.final_results(story.game))


def test_when_time_is_called_it_is_closed_for_the_host_and_open_for_phones() -> None:
    story = Story.of(slider()).join("anna", "bert")
    story.show(0)
    story.do(commands.ShowSolution())
    assert (host(story).phase, host(story).open, host(story).game.question_show) == ("closed", False, False)
    assert (player(story, "anna").phase, player(story, "anna").open) == ("question", True)
