"""Whole games of CopyCat and CopyCat Solo, in no time (pixel.md 6.1, 6.2)."""

from itertools import pairwise
from typing import Any

import pytest

from rumpus.hall.game import Seat
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.pictures import MOTIFS
from rumpus.pixel.content.pixels import BLANK
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import COPYCAT, SOLO
from rumpus.pixel.rules.copycat.copycat import PICTURES_KEPT
from rumpus.pixel.rules.copycat.facts import (
    Compared,
    Entry,
    ReferenceShown,
    RematchAsked,
    RematchDecided,
    RematchVoted,
    Results,
    Side,
)
from rumpus.pixel.rules.facts import Entered, Refused, Restored, SubmissionCount, SubmissionReceived, TimerStarted
from tests.pixel.story import Story

SCRIBBLE = "02" * 32


def copy(reference: str, wrong: int) -> str:
    """A copy with so many wrong pixels, and something on it."""
    return "".join("0" if digit != "0" else "2" for digit in reference[:wrong]) + reference[wrong:]


def until_drawing(players: int = 2, mode: str = COPYCAT, **more: Any) -> tuple[Story, str]:
    """A game in which something may be submitted; gives what is to be copied."""
    game = Story(mode, players, **more)
    game.until("drawing")
    (shown,) = game.facts(ReferenceShown)
    game.waits(3_000)
    game.forget()
    return game, shown.pixels


def until_rematch(**more: Any) -> Story:
    game, _ = until_drawing(**more)
    game.until("copycat-rematch")
    game.forget()
    return game


def results(game: Story) -> Results:
    (fact,) = game.facts(Results)
    return fact


# ---- a game --------------------------------------------------------------------------------------------------------


def test_a_game_from_the_lobby_to_the_lobby() -> None:
    game = Story(COPYCAT, 2)
    game.until("lobby")
    entered = [(fact.phase, fact.duration) for fact in game.facts(Entered)]
    assert entered == [
        ("countdown", 5_000), ("memorize", 5_000), ("drawing", 30_000), ("copycat-result", 10_000),
        ("copycat-rematch", 15_000), ("lobby", None),
    ]  # fmt: skip
    assert game.facts(RematchDecided) == [RematchDecided(rematch=False, reason="timeout")]
    (shown,) = game.facts(ReferenceShown)
    assert shown.pixels in {motif.pixels for motif in MOTIFS}
    assert (shown.duration, shown.ends) == (5_000, 15_000)


def test_details_come_after_the_phase() -> None:
    game = Story(COPYCAT, 2)
    game.until("lobby")
    told = [type(fact) for fact in game.told_to(1)]
    for detail in (ReferenceShown, Results, RematchAsked):
        assert told[told.index(detail) - 1] is Entered
    assert told[told.index(Compared) - 1] is Results


def test_the_better_copy_wins_and_the_last_one_ends_the_phase() -> None:
    game, reference = until_drawing()
    game.does(c.Submit(1, copy(reference, 16)))
    assert game.facts(SubmissionReceived) == [SubmissionReceived(1)]
    assert game.facts(SubmissionCount) == [SubmissionCount(1, 2)]
    game.waits(1_000)
    game.does(c.Submit(2, copy(reference, 2)))
    assert game.game.phase == "copycat-result"
    shown = results(game)
    worse = Entry(1, copy(reference, 16), 75, 48, 18_000)
    better = Entry(2, copy(reference, 2), 97, 62, 19_000)
    assert (shown.reference, shown.entries, shown.winner, shown.is_draw) == (reference, [better, worse], better, False)
    assert (shown.duration, shown.ends) == (10_000, 29_000)
    one, two = Side(1, worse.pixels, 75), Side(2, better.pixels, 97)
    assert game.told_to(1)[-1] == Compared(reference, one, two, "opponent")
    assert game.told_to(2)[-1] == Compared(reference, two, one, "you")


def test_equally_good_is_a_draw_whoever_was_faster() -> None:
    game, reference = until_drawing()
    game.does(c.Submit(2, copy(reference, 8)))
    game.waits(5_000)
    game.does(c.Submit(1, copy(reference, 8)))
    shown = results(game)
    assert ([entry.seat for entry in shown.entries], shown.winner, shown.is_draw) == ([2, 1], None, True)
    assert {fact.winner for fact in game.facts(Compared)} == {"draw"}


def test_one_pixel_decides() -> None:
    game, reference = until_drawing()
    game.does(c.Submit(1, copy(reference, 1)))
    game.does(c.Submit(2, reference))
    shown = results(game)
    assert [entry.accuracy for entry in shown.entries] == [100, 98]
    assert (shown.winner, shown.is_draw) == (shown.entries[0], False)


def test_one_copy_wins_over_none() -> None:
    game, reference = until_drawing()
    game.does(c.Submit(1, copy(reference, 32)))
    game.until("copycat-result")
    shown = results(game)
    assert [entry.seat for entry in shown.entries] == [1]
    assert (shown.winner, shown.is_draw) == (shown.entries[0], False)
    nothing = Side(2, BLANK, 0)
    assert [(fact.you, fact.opponent, fact.winner) for fact in game.facts(Compared)] == [
        (Side(1, copy(reference, 32), 50), nothing, "you"),
        (nothing, Side(1, copy(reference, 32), 50), "opponent"),
    ]


def test_two_missing_copies_are_a_draw_without_results() -> None:
    game, _ = until_drawing()
    game.until("copycat-result")
    shown = results(game)
    assert (shown.entries, shown.winner, shown.is_draw) == ([], None, False)
    assert [fact.winner for fact in game.facts(Compared)] == ["draw", "draw"]


def test_a_copy_cannot_be_changed_and_must_be_drawn() -> None:
    game = Story(COPYCAT, 2)
    game.until("memorize")
    assert game.refused(c.Submit(1, SCRIBBLE)) == "WRONG_PHASE"
    game.until("drawing")
    assert game.refused(c.Submit(1, SCRIBBLE)) == "TOO_FAST"
    game.waits(3_000)
    assert game.refused(c.Submit(1, "", Refused("INVALID_PIXELS", "Required"))) == "INVALID_PIXELS"
    assert game.refused(c.Submit(1, "1" * 60 + "0000")) == "TOO_FEW_PIXELS"
    game.does(c.Submit(1, SCRIBBLE))
    assert game.refused(c.Submit(1, SCRIBBLE)) == "ALREADY_SUBMITTED"
    assert game.refused(c.RematchVote(1, wants=True)) == "WRONG_PHASE"
    member = game.game.people.get(2)
    assert member is not None
    member.spectator = True
    assert game.refused(c.Submit(2, SCRIBBLE)) == "NOT_ACTIVE_PLAYER"


# ---- once more -----------------------------------------------------------------------------------------------------


def test_both_want_to_and_get_another_picture_without_the_lobby() -> None:
    game = until_rematch()
    game.does(c.RematchVote(1, wants=True))
    assert game.facts(RematchVoted) == [RematchVoted(1, wants=True, votes=1)]
    game.forget()
    game.does(c.RematchVote(2, wants=True))
    told = game.told_to(1)
    assert told[:2] == [RematchVoted(2, wants=True, votes=2), RematchDecided(rematch=True, reason="both-yes")]
    assert game.phases() == ["countdown"]
    assert game.returns == 0
    game.until("copycat-result")
    assert game.phases() == ["countdown", "memorize", "drawing", "copycat-result"]


def test_no_picture_comes_twice_in_a_row() -> None:
    game = Story(COPYCAT, 2)
    for _ in range(60):
        game.until("copycat-rematch")
        game.each(lambda seat: c.RematchVote(seat, wants=True))
    shown = [fact.pixels for fact in game.facts(ReferenceShown)]
    assert all(one != other for one, other in pairwise(shown))
    assert len(set(shown)) > 20


@pytest.mark.parametrize("first", [None, 1, 2])
def test_a_no_ends_it_also_after_a_yes(first: Seat | None) -> None:
    game = until_rematch()
    if first is not None:
        game.does(c.RematchVote(first, wants=True))
    game.forget()
    game.does(c.RematchVote(1, wants=False))
    votes = 0 if first is None else 1
    assert game.told_to(2)[:2] == [
        RematchVoted(1, wants=False, votes=votes), RematchDecided(rematch=False, reason="declined"),
    ]  # fmt: skip
    assert game.returns == 1


def test_a_repeated_yes_is_heard_but_counts_once() -> None:
    game = until_rematch()
    for _ in range(2):
        game.does(c.RematchVote(1, wants=True))
    assert game.facts(RematchVoted) == [RematchVoted(1, wants=True, votes=1)] * 2
    assert game.game.phase == "copycat-rematch"


def test_a_repeated_yes_decides_nothing_even_if_only_this_player_is_back() -> None:
    game = until_rematch()
    game.does(c.RematchVote(1, wants=True))
    game.does(c.Away(1))
    game.does(c.Away(2))
    game.does(c.Here(1))
    game.does(c.RematchVote(1, wants=True))
    assert game.game.phase == "copycat-rematch", "it is not journaled, so nothing may follow from it"
    game.does(c.Here(2))
    game.does(c.RematchVote(2, wants=True))
    assert game.game.phase == "countdown"


def test_what_is_no_vote_is_refused() -> None:
    game = until_rematch()
    assert game.refused(c.RematchVote(1, wants=False, fault=Refused("INVALID_VOTE", "Required"))) == "INVALID_VOTE"
    assert game.game.phase == "copycat-rematch"
    member = game.game.people.get(1)
    assert member is not None
    member.spectator = True
    assert game.refused(c.RematchVote(1, wants=True)) == "NOT_ACTIVE_PLAYER"


def test_one_alone_goes_on_alone() -> None:
    game = until_rematch()
    game.does(c.Leave(2))
    game.does(c.RematchVote(1, wants=True))
    assert game.phases() == ["countdown"]
    game.until("drawing")
    game.waits(3_000)
    game.forget()
    game.does(c.Submit(1, SCRIBBLE))
    assert game.game.phase == "copycat-result"
    (told,) = game.facts(Compared)
    assert (told.opponent, told.winner) == (None, "you")


# ---- coming and going ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("goes", [c.Leave(2), c.Away(2)])
def test_nobody_waits_for_who_is_gone(goes: c.Command) -> None:
    game, _ = until_drawing()
    game.does(c.Submit(1, SCRIBBLE))
    game.does(goes)
    assert game.game.phase == "copycat-result"
    game.until("copycat-rematch")
    game.does(c.RematchVote(1, wants=True))
    assert game.game.phase == "countdown"


def test_who_leaves_after_the_vote_of_the_other_is_not_waited_for() -> None:
    game = until_rematch()
    game.does(c.RematchVote(1, wants=True))
    game.does(c.Leave(2))
    assert game.game.phase == "countdown"


def test_nobody_there_is_no_reason_to_hurry() -> None:
    game, _ = until_drawing()
    game.does(c.Submit(1, SCRIBBLE))
    game.does(c.Away(1))
    assert game.game.phase == "drawing"
    game.does(c.Away(2))
    assert game.game.phase == "drawing"


def test_the_copy_of_who_has_left_is_not_shown() -> None:
    game, reference = until_drawing()
    game.does(c.Submit(2, reference))
    game.does(c.Leave(2))
    game.does(c.Submit(1, copy(reference, 32)))
    assert [entry.seat for entry in results(game).entries] == [1]
    (told,) = game.facts(Compared)
    assert (told.opponent, told.winner) == (Side(2, BLANK, 0), "you")


def test_a_leaver_in_the_countdown_leaves_a_game_for_one() -> None:
    game = Story(COPYCAT, 2)
    game.until("countdown")
    game.does(c.Leave(1))
    game.until("drawing")
    game.waits(3_000)
    game.does(c.Submit(2, SCRIBBLE))
    assert game.game.phase == "copycat-result"


def back(game: Story) -> list[Any]:
    """What is told to the first player on coming back, after `Restored`."""
    game.does(c.Away(1))
    first, *more = game.does(c.Restore(1, b"newer", 5))
    assert isinstance(first, Restored)
    return more


def test_who_comes_back_gets_what_the_phase_has() -> None:
    game = Story(COPYCAT, 2)
    game.until("countdown")
    assert back(game) == []
    game.until("memorize")
    assert back(game) == [game.facts(ReferenceShown)[0]]
    game.until("drawing")
    assert back(game) == [], "what was to be remembered is not shown again"
    game.waits(3_000)
    game.does(c.Submit(1, SCRIBBLE))
    assert back(game) == [SubmissionReceived(1)]
    game.until("copycat-result")
    assert back(game) == [game.facts(Results)[0], game.facts(Compared)[0]]
    game.until("copycat-rematch")
    assert back(game) == [RematchAsked(0, 15_000, game.at + 15_000)]
    game.does(c.RematchVote(1, wants=True))
    ends = game.at + 15_000
    assert back(game) == [RematchAsked(1, 15_000, ends), RematchVoted(1, wants=True, votes=1)]


def test_copies_of_a_private_room_are_kept() -> None:
    game, reference = until_drawing(private=True)
    game.does(c.Submit(1, SCRIBBLE))
    game.does(c.Submit(2, reference))
    game.does(c.Leave(2))
    game.until("lobby")
    shows = next(Caption(motif.en, motif.de) for motif in MOTIFS if motif.pixels == reference)
    assert game.game.gallery == [
        c.Picture(SCRIBBLE, "Name1#0001", COPYCAT, shows), c.Picture(reference, "Name2#0002", COPYCAT, shows),
    ]  # fmt: skip


def test_two_who_do_not_stop_fill_no_memory() -> None:
    game = Story(COPYCAT, 2, private=True)
    for _ in range(PICTURES_KEPT // 2 + 5):
        game.until("drawing")
        game.waits(3_000)
        game.each(lambda seat: c.Submit(seat, SCRIBBLE))
        game.until("copycat-rematch")
        game.each(lambda seat: c.RematchVote(seat, wants=True))
        game.forget()
    assert game.game.match is not None
    assert len(game.game.match.pictures()) == PICTURES_KEPT


# ---- alone ---------------------------------------------------------------------------------------------------------


def test_solo_goes_on_by_itself_until_the_player_leaves() -> None:
    game = Story(SOLO, 1)
    game.waits(2 * 43_000)
    one = [("memorize", 5_000), ("drawing", 30_000), ("copycat-result", 8_000), ("lobby", None)]
    assert [(fact.phase, fact.duration) for fact in game.facts(Entered)] == [*one, *one, one[0]]
    assert game.facts(TimerStarted) == [TimerStarted(0, 0)] * 3
    assert game.facts(RematchAsked) == []
    game.does(c.Leave(1))
    assert game.over == "empty"


def test_solo_is_always_won() -> None:
    game, reference = until_drawing(1, SOLO)
    game.does(c.Submit(1, copy(reference, 16)))
    assert game.game.phase == "copycat-result"
    shown = results(game)
    assert (shown.winner, shown.is_draw) == (shown.entries[0], False)
    assert game.facts(Compared) == [Compared(reference, Side(1, copy(reference, 16), 75), None, "you")]
    game.until("memorize")
    game.forget()
    game.until("copycat-result")
    assert (results(game).winner, game.facts(Compared)[0].winner) == (None, "you")


def test_solo_takes_one_player() -> None:
    game = Story(SOLO, 1)
    told = game.does(c.Join("second", "Second", "0002", b"second", 0))
    assert told == [Refused("JOIN_FAILED", "Solo mode - already occupied")]
    third = Story(COPYCAT, 2).does(c.Join("third", "Third", "0003", b"third", 0))
    assert third == [Refused("JOIN_FAILED", "Game is full (1v1 only)")]
