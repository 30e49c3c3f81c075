"""Questions: opened, answered, closed; whom they wait for; what answers earn (quiz.md 0.4, 0.5)."""

from typing import Any

import pytest

from rumpus.quiz.rules import commands, facts
from rumpus.quiz.rules.facts import ADMINS, PLAYERS, Refused
from rumpus.quiz.rules.phases import Phase
from tests.quiz.story import Story, abcd, check, order, slide, slider, text, voting
from tests.quiz.story import facts as told

EVERYONE = facts.EveryoneAnswered(0, early=False)
TIME_CALLED = facts.EveryoneAnswered(0, early=True)
CLOSED = facts.QuestionClosed(0)


def refused(story: Story, name: str, answer: str, index: int = 0) -> str:
    (fact,) = told(story.answer(name, answer, index), "caller")
    assert isinstance(fact, Refused)
    assert not story.changed()
    return fact.event


# ---- answers ---------------------------------------------------------------------------------------------------------


def test_an_answer_is_told_to_its_sender_and_the_host() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    accepted = facts.Answered(1, 0, answered=1, players=2)
    assert story.answer("anna", "yes") == [("caller", accepted), (ADMINS, accepted)]


def test_one_answer_counts_and_repeats_are_already_replied_even_when_it_is_closed() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert")
    story.show(0)
    story.answer("anna", "yes")
    assert refused(story, "anna", "no") == "already_replied"
    story.wait(30_000)
    assert refused(story, "anna", "no") == "already_replied"
    assert refused(story, "bert", "no") == "question_not_active"
    story.show(1)
    assert refused(story, "anna", "no") == "already_replied"
    assert refused(story, "bert", "no") == "question_not_active"
    assert story.game.rounds[0].answers[1].answer == "yes"


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_question_that_is_not_on_show_takes_no_answers(index: int) -> None:
    story = Story.of(abcd(), abcd()).join("anna")
    assert refused(story, "anna", "yes", index) == "question_not_active"
    story.show(0)
    assert refused(story, "anna", "yes", index) == "question_not_active"


def test_answers_are_taken_until_two_seconds_after_the_time() -> None:
    story = Story.of(abcd(time=10)).join("anna", "bert")
    story.show(0)
    story.wait(11_999)
    story.answer("anna", "yes")
    assert story.changed()
    assert story.wait(1) == [("all", CLOSED)]
    assert refused(story, "bert", "yes") == "question_not_active"
    assert story.totals() == {"anna": 0, "bert": 0}


@pytest.mark.parametrize(
    ("question", "answer"),
    [(abcd(), "none of them"), (voting(), "birds"), (check(), "7"), (slider(), "lots"), (order(), "one")],
)
def test_what_is_no_option_is_an_error_and_may_be_tried_again(question: dict[str, Any], answer: str) -> None:
    story = Story.of(question).join("anna")
    story.show(0)
    assert refused(story, "anna", answer) == "error"
    assert story.game.is_open(0)
    assert story.game.rounds[0].answers == {}


def test_a_slide_takes_no_answers() -> None:
    story = Story.of(slide()).join("anna")
    assert story.show(0) == [("all", facts.Started()), ("all", facts.SlideShown(0))]
    assert refused(story, "anna", "x") == "error"


def test_who_never_joined_does_not_answer() -> None:
    story = Story.of().join("anna")
    story.show(0)
    story.do(commands.Answer(9, 0, "yes"))
    assert told(story.last.tells) == [Refused("error", "not_joined")]


@pytest.mark.parametrize(
    ("question", "answer", "more", "right"),
    [
        (abcd(), "yes", {}, True),
        (abcd(), "no", {}, False),
        (check(), "02", {}, True),
        (check(), "0", {}, False),
        (slider(), "40", {}, True),
        (slider(), "60.9", {}, True),
        (slider(), "61", {}, False),
        (text("Berlin"), " berlin ", {}, True),
        (text("Berlin"), "Bonn", {}, False),
        (voting(), "cats", {}, False),
        (order(), "a", {"order": ["one", "two", "three"]}, True),
        (order(), "a", {"order": ["two", "one", "three"]}, False),
    ],
)
def test_right_and_wrong_of_all_kinds(question: dict[str, Any], answer: str, more: dict[str, Any], right: bool) -> None:
    story = Story.of(question).join("anna")
    story.show(0)
    story.wait(5_000)
    story.answer("anna", answer, **more)
    given = story.game.rounds[0].answers[1]
    assert (given.right, given.score, given.time_taken) == (right, 750 if right else 0, 5_000)
    assert story.phase() is Phase.CLOSED


def test_a_wrong_slider_is_stored_and_waited_for_like_any_other() -> None:
    story = Story.of(slider()).join("anna")
    story.show(0)
    assert told(story.answer("anna", "1"), "all") == [EVERYONE, CLOSED]


# ---- time and points -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "taken"),
    [
        ({}, 4_000),
        ({"sent": 500}, 3_500),
        ({"sent": -10_000}, 4_000),
        ({"sent": 60_000}, 2_000),
        ({"latency": 300}, 3_700),
        ({"sent": 500, "latency": 300}, 3_200),
        ({"latency": 300, "tapped_after": 3_600}, 3_600),
        ({"latency": 300, "tapped_after": 10}, 3_450),
        ({"latency": 300, "tapped_after": 60_000}, 4_000),
        ({"sent": 2_000, "latency": 1_000_000}, 0),
    ],
)
def test_the_time_taken_is_what_the_server_measured_less_the_credited_latency(more: dict[str, int], taken: int) -> None:
    story = Story.of().join("anna")
    story.wait(7_000)
    story.show(0)
    story.wait(4_000)
    if "sent" in more:
        more = more | {"sent": 7_000 + more["sent"]}
    story.answer("anna", "yes", **more)
    given = story.game.rounds[0].answers[1]
    assert given.time_taken == taken
    assert given.score == (20_000 - taken) * 1_000 // 20_000


def test_coming_back_does_not_reset_the_clock() -> None:
    story = Story.of().join("anna")
    story.show(0)
    story.away("anna")
    story.wait(4_000)
    story.back("anna")
    story.answer("anna", "yes", sent=None)
    assert story.game.rounds[0].answers[1].time_taken == 4_000


def test_a_question_may_carry_other_points() -> None:
    story = Story.of(abcd(points=2_000), abcd(points=0)).join("anna")
    story.show(0)
    story.wait(10_000)
    story.answer("anna", "yes")
    assert story.totals() == {"anna": 1_000}
    story.show(1)
    story.answer("anna", "yes")
    assert story.totals() == {"anna": 1_000}


def test_totals_count_a_question_when_it_is_closed() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    story.answer("anna", "yes")
    assert story.totals() == {"anna": 0, "bert": 0}
    story.answer("bert", "no")
    assert story.totals() == {"anna": 1_000, "bert": 0}


# ---- whom a question waits for ---------------------------------------------------------------------------------------


def test_all_present_have_answered() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    assert told(story.answer("anna", "yes"), "all") == []
    assert told(story.answer("bert", "no"), "all") == [EVERYONE, CLOSED]
    assert story.phase() is Phase.CLOSED
    assert story.wait(100_000) == []


def test_nobody_waits_for_who_is_gone() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    story.away("bert")
    story.wait(1_000)
    assert told(story.answer("anna", "yes"), "all") == [], "bert may be back in a moment"
    assert story.wait(4_000) == [(ADMINS, facts.PlayerLeft(2)), ("all", EVERYONE), ("all", CLOSED)]


def test_who_comes_back_in_time_is_waited_for() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    story.away("bert")
    story.wait(6_000)
    story.back("bert")
    assert told(story.answer("anna", "yes"), "all") == []
    assert told(story.answer("bert", "yes"), "all") == [EVERYONE, CLOSED]


def test_who_answered_and_left_needs_no_waiting_when_coming_back() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    story.answer("bert", "yes")
    story.away("bert")
    story.wait(6_000)
    story.back("bert")
    assert told(story.answer("anna", "yes"), "all") == [EVERYONE, CLOSED]


def test_with_nobody_present_nobody_is_everyone() -> None:
    story = Story.of().join("anna")
    story.show(0)
    story.away("anna")
    assert told(story.wait(6_000), "all") == []
    assert story.game.is_open(0)
    assert told(story.wait(20_000), "all") == [CLOSED]


def test_a_question_to_an_empty_room_stays_open_for_its_time() -> None:
    story = Story.of(abcd(time=5))
    assert told(story.show(0), "all") == [facts.Started(), facts.QuestionShown(0, is_open=True)]
    assert story.wait(6_999) == [(PLAYERS, facts.TimeSyncDue(0))]
    assert story.wait(1) == [("all", CLOSED)]


def test_the_round_trip_is_measured_half_a_second_after_opening() -> None:
    story = Story.of().join("anna")
    story.show(0)
    assert story.wait(499) == []
    assert story.wait(1) == [(PLAYERS, facts.TimeSyncDue(0))]


def test_no_round_trip_is_measured_for_a_closed_question() -> None:
    story = Story.of().join("anna")
    story.show(0)
    story.answer("anna", "yes")
    assert story.wait(10_000) == []


def test_a_phone_that_echoes_no_more_is_asleep_and_nobody_waits_for_it() -> None:
    story = Story.of().join("anna", "bert")
    story.echo("anna", -1)
    story.echo("bert", -1)
    story.show(0)
    story.wait(600)
    story.echo("anna")
    story.answer("anna", "yes")
    assert story.game.is_open(0)
    assert told(story.wait(4_900), "all") == [EVERYONE, CLOSED], "5 s after the time sync"


def test_a_phone_that_never_echoed_is_waited_for() -> None:
    story = Story.of().join("anna", "bert")
    story.echo("anna", -1)
    story.show(0)
    story.wait(600)
    story.echo("anna")
    story.answer("anna", "yes")
    assert told(story.wait(10_000), "all") == []


def test_a_phone_asleep_that_wakes_up_may_answer() -> None:
    story = Story.of().join("anna", "bert")
    story.echo("bert", -1)
    story.show(0)
    story.wait(10_000)
    accepted = told(story.answer("bert", "yes"), "caller")
    assert accepted == [facts.Answered(2, 0, 1, 2)]
    assert told(story.answer("anna", "yes"), "all") == [EVERYONE, CLOSED]


def test_if_all_are_asleep_nobody_is_everyone() -> None:
    story = Story.of().join("anna")
    story.echo("anna", -1)
    story.show(0)
    assert told(story.wait(21_999), "all") == []


def test_who_comes_back_from_sleep_is_waited_for() -> None:
    story = Story.of().join("anna", "bert")
    story.echo("bert", -1)
    story.show(0)
    story.wait(6_000)
    story.away("bert")
    story.back("bert")
    assert told(story.answer("anna", "yes"), "all") == []
    assert told(story.answer("bert", "yes"), "all") == [EVERYONE, CLOSED]


def test_an_echo_is_written_down_only_if_it_tells_something() -> None:
    story = Story.of().join("anna")
    story.echo("anna", -1)
    assert story.changed()
    story.echo("anna", -1)
    assert not story.changed()
    story.show(0)
    story.echo("anna", 0)
    assert story.changed()
    story.echo("anna", 0)
    assert not story.changed()


# ---- sliders close in two steps --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "fact"),
    [
        (commands.ShowSolution(), facts.SolutionShown(0)),
        (commands.ShowResults(0), facts.ResultsShown(0)),
        (commands.Show(1), facts.QuestionShown(1, is_open=True)),
        (commands.ShowFinal(), facts.FinalShown()),
    ],
)
def test_time_is_called_before_an_open_slider_closes(command: commands.Command, fact: facts.Fact) -> None:
    story = Story.of(slider(), abcd()).join("anna", "bert")
    story.show(0)
    assert story.do(command) == [("all", TIME_CALLED)]
    assert story.phase() is Phase.CLOSING
    assert told(story.answer("anna", "50"), "all") == []
    assert told(story.answer("bert", "12"), "all") == [CLOSED, fact], "all answered: it goes on at once"
    assert story.totals() == {"anna": 1_000, "bert": 0}


def test_a_slider_that_is_not_sent_is_waited_for_no_longer_than_a_second() -> None:
    story = Story.of(slider()).join("anna", "bert")
    story.show(0)
    story.wait(3_000)
    story.do(commands.ShowSolution())
    story.answer("anna", "50")
    assert story.wait(999) == []
    assert story.wait(1) == [("all", CLOSED), ("all", facts.SolutionShown(0))]
    assert refused(story, "bert", "50") == "question_not_active"


def test_what_the_host_wants_meanwhile_is_done_in_order() -> None:
    story = Story.of(slider(), abcd()).join("anna")
    story.show(0)
    story.do(commands.ShowSolution())
    assert story.do(commands.ShowResults(0)) == []
    assert story.changed()
    assert story.do(commands.ShowSolution()) == [], "wanted already"
    assert not story.changed()
    assert story.show(1) == []
    assert story.show(1) == []
    assert story.do(commands.ShowFinal()) == [], "the question is as good as left"
    assert not story.changed()
    assert told(story.wait(1_000), "all") == [
        CLOSED,
        facts.SolutionShown(0),
        facts.ResultsShown(0),
        facts.QuestionShown(1, is_open=True),
    ]


def test_a_slider_that_all_sent_closes_at_once() -> None:
    story = Story.of(slider()).join("anna")
    story.show(0)
    story.away("anna")
    story.wait(5_000)
    assert story.do(commands.ShowSolution()) == [("all", CLOSED), ("all", facts.SolutionShown(0))], "nobody is there"


def test_calling_time_never_makes_a_question_longer() -> None:
    story = Story.of(slider(time=10)).join("anna")
    story.show(0)
    story.wait(11_500)
    story.do(commands.ShowResults(0))
    assert story.wait(499) == []
    assert told(story.wait(1)) == [CLOSED, facts.ResultsShown(0)]


def test_showing_an_open_slider_again_does_not_close_it() -> None:
    story = Story.of(slider()).join("anna")
    story.show(0)
    assert story.show(0) == [("caller", facts.QuestionShown(0, is_open=True))]
    story.do(commands.ShowSolution())
    assert story.show(0) == [("caller", facts.QuestionShown(0, is_open=True))]
    assert story.phase() is Phase.CLOSING


def test_a_kick_may_be_what_the_second_step_waited_for() -> None:
    story = Story.of(slider()).join("anna", "bert")
    story.show(0)
    story.do(commands.ShowSolution())
    story.answer("anna", "50")
    assert told(story.do(commands.Kick("bert")), "all") == [CLOSED, facts.SolutionShown(0)]


def test_other_kinds_close_in_one_step() -> None:
    story = Story.of(abcd()).join("anna")
    story.show(0)
    assert story.do(commands.ShowSolution()) == [("all", CLOSED), ("all", facts.SolutionShown(0))]


def test_two_questions_in_a_row_wait_for_everybody_anew() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert")
    for index in (0, 1):
        story.show(index)
        story.answer("anna", "yes")
        assert story.game.is_open(index)
        story.answer("bert", "yes")
        assert story.game.is_closed(index)
