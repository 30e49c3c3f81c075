"""Whole royales, in no time (pixel.md 6.4)."""

from typing import Any

import pytest

from rumpus.hall.game import Seat
from rumpus.pixel.content.pictures import MOTIFS
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import ROYALE
from rumpus.pixel.rules.facts import Entered, Refused, Restored, SubmissionCount, SubmissionReceived
from rumpus.pixel.rules.royale.facts import (
    Eliminated,
    Finale,
    InitialDrawing,
    ReferenceShown,
    RoundDrawing,
    RoundResults,
    RoundsPlayed,
    Won,
)
from tests.pixel.story import Story

DRAWING = "royale-drawing"
INITIAL = "royale-initial-drawing"


def initial(seat: Seat) -> str:
    return f"{seat:02X}" + "AB34" * 15 + "1F"


def wrong(reference: str, pixels: int) -> str:
    """A copy with so many wrong pixels."""
    return "".join("9" if digit != "9" else "8" for digit in reference[:pixels]) + reference[pixels:]


def submit(game: Story, drawing: Any) -> None:
    """Everybody who is in submits what `drawing` gives for their seat."""
    for member in game.game.people.players:
        game.does(c.RoyaleSubmit(member.seat, drawing(member.seat)))


def until_round(players: int = 10, **more: Any) -> Story:
    """The first round's drawing has begun."""
    game = Story(ROYALE, players, **more)
    game.until(INITIAL)
    submit(game, initial)
    game.until(DRAWING)
    return game


def shown(game: Story) -> ReferenceShown:
    return game.facts(ReferenceShown)[-1]


def play_round(game: Story) -> RoundResults:
    """The lower the seat, the better the copy."""
    reference = shown(game).pixels
    submit(game, lambda seat: wrong(reference, seat // 2))
    assert game.game.phase == "royale-results", "nobody is waited for any more"
    return game.facts(RoundResults)[-1]


# ---- a game --------------------------------------------------------------------------------------------------------


def test_a_game_of_ten() -> None:
    game = until_round()
    left = []
    for number in range(1, 5):
        assert (shown(game).round, shown(game).total_rounds) == (number, 4)
        results = play_round(game)
        left.append(len(results.surviving))
        game.until(DRAWING if number < 4 else "royale-winner")
    assert left == [6, 3, 2, 1]
    assert [fact.left for fact in game.facts(ReferenceShown)] == [10, 6, 3, 2]
    (won,) = game.facts(Won)
    assert (won.seat, won.accuracy, won.rounds, len(won.standings)) == (1, 100, 4, 10)
    assert won.pixels == shown(game).pixels
    assert [standing.seat for standing in won.standings] == list(range(1, 11))
    game.until("lobby")
    one = ["royale-show-reference", DRAWING, "royale-results"]
    assert game.phases() == ["countdown", INITIAL, *one * 4, "royale-winner", "lobby"]


def test_a_game_of_a_hundred_in_which_nobody_draws_ends_all_the_same() -> None:
    game = Story(ROYALE, 100)
    assert game.game.phase == "countdown", "a full lobby starts at once"
    game.until("royale-winner")
    results = game.facts(RoundResults)
    assert [len(result.surviving) for result in results] == [56, 31, 18, 10, 6, 3, 2, 1]
    assert all(result.threshold == 0 for result in results)
    pictures = [fact.pixels for fact in game.facts(ReferenceShown)]
    assert set(pictures) <= {motif.pixels for motif in MOTIFS}, "an empty pool is no end"
    assert len(set(pictures)) == 8
    (won,) = game.facts(Won)
    assert [standing.final_rank for standing in won.standings] == list(range(1, 101))
    game.waits(15_000)
    assert game.returns == 1
    assert game.game.phase == "countdown", "and the next one, too"


def test_details_come_after_the_phase_with_its_rounds() -> None:
    game = until_round()
    play_round(game)
    game.until("royale-show-reference")
    told = game.told_to(1)
    entered = [(fact.phase, fact.duration, fact.round, fact.total_rounds) for fact in game.facts(Entered)]
    assert entered == [
        ("countdown", 5_000, None, None), (INITIAL, 30_000, None, None), ("royale-show-reference", 5_000, 1, 4),
        (DRAWING, 25_000, 1, None), ("royale-results", 8_000, 1, None), ("royale-show-reference", 5_000, 2, 4),
    ]  # fmt: skip
    kinds = [type(fact) for fact in told]
    for detail in (InitialDrawing, ReferenceShown, RoundDrawing, RoundResults):
        assert kinds[kinds.index(detail) - 1] is Entered
    assert game.facts(SubmissionCount) == [], "it is told in other modes only"


def test_results_name_who_goes_worst_first() -> None:
    game = until_round()
    results = play_round(game)
    assert (results.round, results.reference) == (1, shown(game).pixels)
    assert results.surviving == [1, 2, 3, 4, 5, 6]
    assert results.eliminated == [10, 9, 8, 7]
    assert results.threshold == results.scores[5].accuracy
    assert [score.final_rank for score in results.scores] == [None] * 6 + [7, 8, 9, 10]
    out = Eliminated(1, results.scores[6].accuracy, 7, 10)
    assert game.told_to(7)[-1] == out
    assert out not in game.told_to(1)
    assert [member.seat for member in game.game.people.players] == [1, 2, 3, 4, 5, 6]


def test_the_finale_is_announced_for_three_and_for_two() -> None:
    game = until_round()
    for _ in range(3):
        play_round(game)
        game.until(DRAWING)
    assert game.facts(Finale) == [Finale([1, 2, 3], 3), Finale([1, 2], 4)]
    play_round(game)
    assert len(game.facts(Finale)) == 2


def test_each_drawing_is_shown_once_however_often_it_was_submitted() -> None:
    game = Story(ROYALE, 13)
    game.until(INITIAL)
    game.does(c.RoyaleSubmit(1, initial(1)))
    for _ in range(5):
        assert game.refused(c.RoyaleSubmit(1, initial(2))) == "SUBMISSION_FAILED"
    submit(game, initial)
    game.until("royale-winner")
    pictures = [(fact.pixels, fact.creator) for fact in game.facts(ReferenceShown)]
    assert len(set(pictures)) == 5
    assert all(pixels == initial(creator or 0) for pixels, creator in pictures)


def test_everybody_plays_the_next_game() -> None:
    game = until_round()
    late = game.joins("Late")
    play_round(game)
    game.until("royale-winner")
    assert [member.seat for member in game.game.people.players] == [*range(1, 11), late]
    game.until("lobby")
    game.until("countdown")


def test_drawings_of_a_private_room_are_kept() -> None:
    game = until_round(private=True)
    game.does(c.RoyaleSubmit(3, "2" * 64))
    game.until("lobby")
    assert len(game.game.gallery) == 11
    assert game.game.gallery[-1] == c.Picture("2" * 64, "Name3#0003", ROYALE)


# ---- what is refused -----------------------------------------------------------------------------------------------


def test_what_cannot_be_submitted() -> None:
    game = Story(ROYALE, 10)
    game.until("countdown")
    assert game.refused(c.RoyaleSubmit(1, initial(1))) == "WRONG_PHASE"
    assert game.refused(c.Submit(1, initial(1))) == "WRONG_PHASE"
    game.until(INITIAL)
    late = game.joins("Late")
    assert game.refused(c.RoyaleSubmit(late, initial(1))) == "SUBMISSION_FAILED", "who watches draws nothing"
    assert game.refused(c.RoyaleSubmit(1, "", Refused("INVALID_PIXELS", "Required"))) == "INVALID_PIXELS"
    submit(game, initial)
    assert game.refused(c.RoyaleSubmit(1, initial(1))) == "WRONG_PHASE"
    game.until(DRAWING)
    play_round(game)
    game.until(DRAWING)
    assert game.refused(c.RoyaleSubmit(10, initial(1))) == "SUBMISSION_FAILED", "who is out is out"


def test_everything_may_be_submitted_at_once_and_empty() -> None:
    game = Story(ROYALE, 10)
    game.until(INITIAL)
    assert game.does(c.RoyaleSubmit(1, "1" * 64)) == [SubmissionReceived(1)]
    game.until("royale-show-reference")
    assert shown(game).creator is None, "a picture that cannot be copied is not shown"


def test_a_host_cannot_restart_a_running_game() -> None:
    game = Story(ROYALE, 10, private=True)
    game.does(c.HostStart(1))
    assert game.game.phase == "countdown"
    game.until(DRAWING)
    assert game.refused(c.HostStart(1)) == "START_FAILED"
    assert game.game.phase == DRAWING


# ---- coming and going ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("goes", [c.Leave(10), c.Away(10)])
def test_nobody_waits_for_who_is_gone(goes: c.Command) -> None:
    game = until_round()
    reference = shown(game).pixels
    for seat in range(1, 10):
        game.does(c.RoyaleSubmit(seat, reference))
    assert game.game.phase == DRAWING
    game.does(goes)
    assert game.game.phase == "royale-results"


def test_leavers_count_as_out_and_the_plan_goes_on_with_who_is_there() -> None:
    game = Story(ROYALE, 20)
    game.until(INITIAL)
    for seat in range(11, 21):
        game.does(c.Leave(seat))
    submit(game, initial)
    game.until("royale-winner")
    assert [fact.left for fact in game.facts(ReferenceShown)] == [10, 7, 3, 2]
    assert [fact.total_rounds for fact in game.facts(ReferenceShown)] == [4] * 4
    (won,) = game.facts(Won)
    assert [standing.final_rank for standing in won.standings] == list(range(1, 21))
    assert {standing.seat for standing in won.standings[10:]} == set(range(11, 21))


@pytest.mark.parametrize("phase", ["countdown", INITIAL, "royale-show-reference", DRAWING, "royale-results"])
def test_the_last_one_who_stays_has_won_at_once(phase: str) -> None:
    game = Story(ROYALE, 10)
    game.until(phase)
    for seat in list(game.game.match._field.alive)[1:]:  # type: ignore[union-attr]
        game.does(c.Leave(seat))
    assert game.game.phase == "royale-winner"
    assert len(game.facts(Won)) == 1
    game.until("lobby")


def test_who_has_won_may_leave_during_the_results() -> None:
    game = until_round()
    for _ in range(3):
        play_round(game)
        game.until(DRAWING)
    play_round(game)
    game.does(c.Leave(1))
    assert game.game.phase == "royale-results"
    game.until("royale-winner")
    assert game.facts(Won)[0].seat == 1


def test_who_leaves_and_returns_watches() -> None:
    game = until_round()
    game.does(c.Leave(4))
    game.does(c.Join("player4", "Name4", "0004", b"key4", 1_000))
    assert game.refused(c.RoyaleSubmit(4, initial(4))) == "SUBMISSION_FAILED"
    play_round(game)
    game.until("royale-winner")
    (won,) = game.facts(Won)
    assert next(standing.final_rank for standing in won.standings if standing.seat == 4) == 10


def test_nobody_there_is_no_reason_to_hurry() -> None:
    game = Story(ROYALE, 10)
    game.until(INITIAL)
    for seat in range(1, 11):
        game.does(c.Away(seat))
    assert game.game.phase == INITIAL


def back(game: Story, seat: Seat) -> list[Any]:
    game.does(c.Away(seat))
    first, *more = game.does(c.Restore(seat, b"newer", 5))
    assert isinstance(first, Restored)
    return more


def test_who_comes_back_or_late_gets_what_the_phase_has() -> None:
    game = Story(ROYALE, 10)
    game.until(INITIAL)
    initial_drawing = game.facts(InitialDrawing)[0]
    assert back(game, 1) == [initial_drawing]
    game.does(c.RoyaleSubmit(1, initial(1)))
    assert back(game, 1) == [initial_drawing, SubmissionReceived(1)]
    submit(game, initial)
    picture = shown(game)
    assert back(game, 1) == [picture]
    late = c.Join("late", "Late", "9999", b"late", 0)
    assert game.does(late)[1:] == [picture]
    game.until(DRAWING)
    drawing = game.facts(RoundDrawing)[0]
    assert back(game, 1) == [drawing], "what was to be remembered is not shown again"
    play_round(game)
    results = game.facts(RoundResults)[0]
    assert back(game, 1) == [RoundsPlayed([results]), results]
    assert back(game, 10) == [RoundsPlayed([results]), results, game.facts(Eliminated)[-1]]
    game.until(DRAWING)
    rounds = RoundsPlayed([results, play_round(game)])
    game.until(DRAWING)
    assert back(game, 1) == [rounds, game.facts(RoundDrawing)[-1]], "how the field has narrowed can be seen again"
    game.until("royale-winner")
    won = game.facts(Won)[0]
    rounds, told = back(game, 10)
    assert ([one.round for one in rounds.rounds], told) == ([1, 2, 3, 4], won)
