"""What the host does, repeated and out of order, and how a game ends (quiz.md 0.9, 0.10, 0.14)."""

import pytest

from rumpus.quiz.rules import commands, facts
from rumpus.quiz.rules.facts import ADMINS, Refused
from rumpus.quiz.rules.phases import HOUR, MINUTE, SECOND, Phase
from rumpus.quiz.rules.state import EXPORTS
from tests.quiz.story import Story, abcd, slide, slider
from tests.quiz.story import facts as told


def only_to_caller(story: Story, command: commands.Command, fact: facts.Fact) -> None:
    assert story.do(command) == [("caller", fact)]
    assert not story.changed()


def nothing_happens(story: Story, command: commands.Command) -> None:
    assert story.do(command) == []
    assert not story.changed()


# ---- showing ---------------------------------------------------------------------------------------------------------


def test_starting_twice_tells_the_caller_alone() -> None:
    story = Story.of()
    assert story.do(commands.Start()) == [("all", facts.Started())]
    assert story.game.started
    only_to_caller(story, commands.Start(), facts.Started())


def test_showing_a_question_starts_the_game() -> None:
    story = Story.of()
    assert story.show(0) == [("all", facts.Started()), ("all", facts.QuestionShown(0, is_open=True))]
    assert story.game.started


@pytest.mark.parametrize("index", [-1, 2, 99])
def test_out_of_range_is_ignored(index: int) -> None:
    story = Story.of(abcd(), abcd())
    nothing_happens(story, commands.Show(index))
    nothing_happens(story, commands.ShowResults(index))
    assert not story.game.started


def test_the_open_question_again_is_for_the_caller() -> None:
    story = Story.of().join("anna")
    story.show(0)
    story.wait(5_000)
    only_to_caller(story, commands.Show(0), facts.QuestionShown(0, is_open=True))
    assert story.game.remaining(story.now) == 15_000


def test_a_closed_question_is_shown_again_and_takes_no_answers() -> None:
    story = Story.of(abcd(), abcd()).join("anna")
    story.show(0)
    story.do(commands.ShowResults(0))
    again = [("all", facts.QuestionShown(0, is_open=False))]
    assert story.show(0) == again
    story.show(1)
    assert story.show(0) == [("all", facts.QuestionClosed(1)), *again]
    assert story.game.current == 0
    story.answer("anna", "yes", 0)
    assert told(story.last.tells) == [Refused("question_not_active", "question_not_active")]
    assert story.game.remaining(story.now) == 0


def test_another_question_closes_the_open_one() -> None:
    story = Story.of(abcd(), abcd(), abcd()).join("anna")
    story.show(0)
    assert story.show(2) == [("all", facts.QuestionClosed(0)), ("all", facts.QuestionShown(2, is_open=True))]
    assert story.show(1) == [("all", facts.QuestionClosed(2)), ("all", facts.QuestionShown(1, is_open=True))], "skipped"


def test_slides_are_shown_as_often_as_wanted() -> None:
    story = Story.of(abcd(), slide()).join("anna")
    story.show(0)
    assert story.show(1) == [("all", facts.QuestionClosed(0)), ("all", facts.SlideShown(1))]
    only_to_caller(story, commands.Show(1), facts.SlideShown(1))
    nothing_happens(story, commands.ShowSolution())
    assert story.do(commands.ShowResults(1)) == [("all", facts.ResultsShown(1))]
    story.show(0)
    assert story.show(1) == [("all", facts.SlideShown(1))]


def test_solutions_are_told_once_while_the_question_is_on_show() -> None:
    story = Story.of(abcd(), abcd()).join("anna")
    nothing_happens(story, commands.ShowSolution())
    story.do(commands.Start())
    nothing_happens(story, commands.ShowSolution())
    story.show(0)
    assert told(story.do(commands.ShowSolution()), "all") == [facts.QuestionClosed(0), facts.SolutionShown(0)]
    only_to_caller(story, commands.ShowSolution(), facts.SolutionShown(0))
    story.show(0)
    assert story.do(commands.ShowSolution()) == [("all", facts.SolutionShown(0))], "a new showing"


def test_the_ranking_so_far_is_for_the_hosts_screens_alone() -> None:
    story = Story.of(abcd(), slide(), abcd()).join("anna")
    nothing_happens(story, commands.ShowRanking())
    story.show(0)
    shown = facts.RankingShown(0)
    assert story.do(commands.ShowRanking()) == [("all", facts.QuestionClosed(0)), (facts.ADMINS, shown)]
    only_to_caller(story, commands.ShowRanking(), shown)
    story.show(1)
    assert story.do(commands.ShowRanking()) == [(facts.ADMINS, facts.RankingShown(1))], "after a slide, too"
    story.show(2)
    story.do(commands.ShowFinal())
    nothing_happens(story, commands.ShowRanking())


def test_results_are_told_to_all_once_since_phones_add_them_up() -> None:
    story = Story.of(abcd(), abcd()).join("anna")
    story.show(0)
    results = facts.ResultsShown(0)
    assert told(story.do(commands.ShowResults(0)), "all") == [facts.QuestionClosed(0), results]
    only_to_caller(story, commands.ShowResults(0), results)
    story.show(1)
    only_to_caller(story, commands.ShowResults(0), results)
    assert story.game.is_open(1), "results of another question close nothing"
    story.show(0)
    assert story.do(commands.ShowResults(0)) == [("caller", results)]
    only_to_caller(story, commands.ShowResults(0), results)


def test_results_of_a_question_never_shown_are_for_the_caller() -> None:
    story = Story.of(abcd(), abcd())
    only_to_caller(story, commands.ShowResults(1), facts.ResultsShown(1))


# ---- the final ranking -----------------------------------------------------------------------------------------------


def test_the_final_ranking_closes_the_open_question() -> None:
    story = Story.of().join("anna")
    story.show(0)
    assert story.do(commands.ShowFinal()) == [("all", facts.QuestionClosed(0)), ("all", facts.FinalShown())]
    only_to_caller(story, commands.ShowFinal(), facts.FinalShown())


def test_the_final_ranking_is_told_again_when_it_changed() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert")
    story.show(0)
    story.do(commands.ShowFinal())
    story.do(commands.Kick("bert"))
    assert story.do(commands.ShowFinal()) == [("all", facts.FinalShown())]
    story.show(1)
    assert story.do(commands.ShowFinal()) == [("all", facts.QuestionClosed(1)), ("all", facts.FinalShown())]


def test_in_the_lobby_there_is_no_ranking_to_show_to_all() -> None:
    story = Story.of().join("anna")
    only_to_caller(story, commands.ShowFinal(), facts.FinalShown())
    assert story.phase() is Phase.LOBBY


# ---- around the game -------------------------------------------------------------------------------------------------


def test_saving_twice_tells_the_caller_alone() -> None:
    story = Story.of()
    assert story.do(commands.Save()) == [(ADMINS, facts.Saved())]
    assert story.game.saved
    only_to_caller(story, commands.Save(), facts.Saved())


def test_controls_are_shown_and_hidden() -> None:
    story = Story.of()
    assert story.do(commands.SetControls(visible=False)) == [(ADMINS, facts.ControlsSet(visible=False))]
    assert not story.game.controls_visible
    story.do(commands.SetControls(visible=False))
    assert not story.changed()


def test_export_tokens_are_remembered_by_their_hash() -> None:
    story = Story.of()
    assert story.do(commands.GrantExport("token", b"hash", 99)) == [("caller", facts.ExportGranted("token"))]
    assert story.game.export_until(b"hash") == 99
    assert story.game.export_until(b"other") is None
    story.do(commands.GrantExport("token", b"hash", 99))
    assert not story.changed()


def test_so_many_export_tokens_and_no_more() -> None:
    story = Story.of()
    for number in range(EXPORTS + 1):
        story.do(commands.GrantExport("token", b"%d" % number, number))
    assert story.game.export_until(b"0") is None
    assert story.game.export_until(b"1") == 1


def test_before_it_is_opened_and_when_it_is_over_nothing_happens() -> None:
    story = Story()
    nothing_happens(story, commands.Join("anna", None, []))
    nothing_happens(story, commands.Answer(1, 0, "yes"))
    assert story.game.wake_at is None
    story = Story.of().join("anna")
    nothing_happens(story, story.done[0][1])
    story.do(commands.EndGame())
    for command in (commands.Start(), commands.Join("bert", None, []), commands.Back(1), commands.EndGame()):
        assert story.do(command) == [("caller", Refused("error", "game_over"))]
    assert story.game.wake_at is None


# ---- the end ---------------------------------------------------------------------------------------------------------


def ends(story: Story, after: int, reason: str) -> None:
    told(story.wait(after - 1))
    assert story.over() is None
    assert told(story.wait(1)) == [facts.GameEnded(reason)]
    assert story.over() == reason
    assert story.phase() is Phase.OVER


def test_the_host_ends_it() -> None:
    story = Story.of().join("anna")
    story.show(0)
    assert story.do(commands.EndGame()) == [("all", facts.QuestionClosed(0)), ("all", facts.GameEnded("host"))]
    assert story.last.over == "host"
    assert story.last.keep is not None


def test_ending_while_a_slider_closes_does_nothing_else_any_more() -> None:
    story = Story.of(slider(), abcd()).join("anna")
    story.show(0)
    story.show(1)
    assert told(story.do(commands.EndGame())) == [facts.QuestionClosed(0), facts.GameEnded("host")]


def test_five_hours_in_the_lobby() -> None:
    story = Story.of()
    story.wait(4 * HOUR)
    story.join("anna")
    story.do(commands.Kick("anna"))
    ends(story, HOUR, "lobby")
    assert story.ended is not None
    assert story.ended.keep is None, "there is nothing to keep"


def test_two_hours_after_the_host_did_something() -> None:
    story = Story.of(abcd(), abcd()).join("anna")
    story.do(commands.Start())
    story.wait(2 * HOUR - 1)
    story.show(0)
    story.wait(HOUR)
    story.do(commands.SetControls(visible=False))
    story.wait(HOUR)
    story.join("bert")
    ends(story, HOUR, "idle")
    assert story.ended is not None
    assert story.ended.keep is not None


def test_half_an_hour_after_the_final_ranking() -> None:
    story = Story.of(abcd()).join("anna")
    story.show(0)
    story.do(commands.ShowFinal())
    story.wait(10 * MINUTE)
    story.do(commands.Save())
    ends(story, 20 * MINUTE, "final")


def test_going_on_after_the_final_ranking() -> None:
    story = Story.of(abcd(), abcd()).join("anna")
    story.show(0)
    story.do(commands.ShowFinal())
    story.wait(29 * MINUTE)
    story.show(1)
    story.wait(1 * HOUR)
    assert story.over() is None
    story.wait(22 * SECOND)
    ends(story, 1 * HOUR - 22 * SECOND, "idle")
