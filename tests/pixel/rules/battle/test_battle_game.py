"""Whole battles by their rules alone, in no time (pixel.md 5)."""

from collections import Counter

import pytest

from rumpus.hall.game import Seat, ToSeat
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.vocabulary import VOCABULARY
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.battle.facts import (
    FinaleBegins,
    FinaleVoteCounted,
    PairDealt,
    Results,
    VoteCounted,
)
from rumpus.pixel.rules.battle.prompts import throw_prompt
from rumpus.pixel.rules.battle.view import BattleView
from rumpus.pixel.rules.commands import BATTLE
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.facts import Entered, Refused, SubmissionCount, SubmissionReceived
from rumpus.pixel.rules.people import UNKNOWN
from tests.pixel.story import Story

SECOND = 1_000


def drawing(seat: Seat) -> str:
    return f"{seat:03X}" + "A" * 61


def drawn_by(story: Story, *seats: Seat) -> None:
    """Drawing begins, and these submit."""
    if story.game.phase != "drawing":
        story.until("drawing")
    story.waits(3 * SECOND)
    for seat in seats:
        story.does(c.Submit(seat, drawing(seat)))


def battle(players: int, drawings: int | None = None, *, private: bool = False, seed: int = 1) -> Story:
    """A battle when its drawing is over; the first `drawings` seats have submitted, all if None."""
    story = Story(BATTLE, players, private=private, seed=seed)
    if private:
        story.does(c.HostStart(1))
    drawn_by(story, *story.seats[: players if drawings is None else drawings])
    story.forget()
    story.waits(27 * SECOND)
    return story


def view(story: Story, seat: Seat | None) -> BattleView:
    match = story.game.view_for(seat).match
    assert isinstance(match, BattleView)
    return match


def votes(story: Story, seat: Seat) -> int:
    """A vote for the first of one's pair. Gives whose picture it is."""
    pair = view(story, seat).pair
    assert pair is not None
    story.does(c.Vote(seat, story.game.people.id_of(pair.first.seat)))
    return pair.first.seat


def refusal(story: Story, command: c.Command) -> tuple[str, str]:
    (fact,) = story.does(command)
    assert isinstance(fact, Refused)
    return fact.code, fact.message


# ---- the course of a game


def test_a_battle_from_lobby_to_lobby() -> None:
    story = Story(BATTLE, 7)
    drawn_by(story, *story.seats)
    story.until("lobby")
    assert story.phases() == [
        "countdown", "drawing", "voting", "voting", "voting", "finale", "results", "lobby",
    ]  # fmt: skip
    entered = {fact.phase: fact for fact in story.facts(Entered)}
    assert [fact.round for fact in story.facts(Entered) if fact.phase == "voting"] == [1, 2, 3]
    assert {fact.total_rounds for fact in story.facts(Entered) if fact.phase == "voting"} == {3}
    prompt = entered["countdown"].prompt
    assert prompt is not None
    assert entered["drawing"].prompt == prompt
    assert entered["voting"].prompt is entered["finale"].prompt is entered["results"].prompt is None
    assert entered["drawing"].prompt_indices == entered["countdown"].prompt_indices
    assert (entered["drawing"].ends, entered["voting"].ends) == (65_000, 80_000)
    assert (entered["finale"].ends, entered["results"].ends) == (95_000, 110_000)


def test_a_public_battle_starts_again_with_another_prompt_and_no_drawings() -> None:
    story = Story(BATTLE, 6)
    prompts = []
    for _ in range(3):
        story.until("drawing")
        prompts.append(view(story, None).prompt)
        assert view(story, None).submissions == 0
        drawn_by(story, *story.seats)
        story.until("lobby")
    assert len({str(prompt) for prompt in prompts}) > 1


def test_details_follow_their_phase_except_in_the_finale() -> None:
    story = battle(5)
    story.until("results")
    kinds = [
        fact.phase if isinstance(fact, Entered) else type(fact).__name__
        for audience, fact, _ in story.told
        if audience == "all" or isinstance(audience, ToSeat)
    ]
    deal = ["PairDealt"] * 5
    assert kinds == ["voting", *deal, "voting", *deal, "FinaleBegins", "finale", "results", "Results"]


def test_drawing_lasts_its_time_even_if_all_have_submitted() -> None:
    story = Story(BATTLE, 5)
    drawn_by(story, *story.seats)
    story.waits(26_999)
    assert story.game.phase == "drawing"
    story.waits(1)
    assert story.game.phase == "voting"


@pytest.mark.parametrize(
    ("drawings", "phases"),
    [
        (0, ["results"]),
        (1, ["results"]),
        (2, ["finale", "results"]),
        (3, ["voting", "finale", "results"]),
        (4, ["voting", "finale", "results"]),
        (5, ["voting", "voting", "finale", "results"]),
    ],
)
def test_with_few_drawings_there_is_less_to_vote(drawings: int, phases: list[str]) -> None:
    story = battle(6, drawings)
    story.until("lobby")
    assert story.phases() == [*phases, "lobby"]
    (results,) = story.facts(Results)
    assert [rank.seat for rank in results.ranking] == list(range(1, drawings + 1))
    assert {(rank.place, rank.final_votes, rank.elo) for rank in results.ranking} <= {(1, 0, 1000)}


def test_a_battle_of_a_hundred_begins_at_once_and_ends() -> None:
    story = Story(BATTLE, 100)
    assert (story.game.phase, story.at) == ("countdown", 0), "a full lobby does not wait"
    drawn_by(story, *story.seats)
    story.until("voting")
    for round_ in range(1, 8):
        assert view(story, 1).round == round_
        story.each(lambda seat: c.Vote(seat, chosen(story, seat)))
    assert story.game.phase == "finale", "seven rounds, each as short as its voters"
    shown = Counter(drawn.seat for pair in story.facts(PairDealt) for drawn in (pair.first, pair.second))
    assert set(shown.values()) == {14}
    (finale,) = story.facts(FinaleBegins)
    assert len(finale.finalists) == 10
    best = [story.game.people.id_of(one.seat) for one in finale.finalists[:2]]
    story.each(lambda seat: c.FinaleVote(seat, best[seat == finale.finalists[0].seat]))
    (results,) = story.facts(Results)
    assert [(rank.place, rank.final_votes) for rank in results.ranking[:3]] == [(1, 99), (2, 1), (3, 0)]
    assert sum(rank.elo for rank in results.ranking) == 100_000


def chosen(story: Story, seat: Seat) -> str:
    pair = view(story, seat).pair
    assert pair is not None
    return story.game.people.id_of(pair.second.seat)


# ---- drawings


def test_a_drawing_is_counted_for_everybody() -> None:
    story = Story(BATTLE, 5)
    drawn_by(story)
    story.forget()
    assert story.does(c.Submit(2, drawing(2))) == [SubmissionReceived(1)]
    assert story.facts(SubmissionCount) == [SubmissionCount(1, 5)]
    assert view(story, 2).submitted
    assert not view(story, 1).submitted
    assert view(story, None).submissions == 1


def test_what_is_wrong_with_a_drawing_is_said_in_the_order_of_the_original() -> None:
    story = Story(BATTLE, 6, private=True)
    fault = Refused("INVALID_PIXELS", "Must be exactly 64 characters")
    assert refusal(story, c.Submit(1, "", fault)) == ("WRONG_PHASE", "Not in drawing phase")
    story.does(c.HostStart(1))
    spectator = story.joins()
    story.until("drawing")
    story.waits(2_999)
    assert refusal(story, c.Submit(spectator, "", fault)) == ("TOO_FAST", "Submitted too quickly")
    story.waits(1)
    assert refusal(story, c.Submit(spectator, "", fault)) == (
        "NOT_ACTIVE_PLAYER", "Only active players can submit",
    )  # fmt: skip
    assert refusal(story, c.Submit(1, "", fault)) == (fault.code, fault.message)
    few = "1" * 60 + "0000"
    assert refusal(story, c.Submit(1, few)) == (
        "TOO_FEW_PIXELS", "Need at least 5 non-background pixels (you have 4)",
    )  # fmt: skip
    story.does(c.Submit(1, drawing(1)))
    assert refusal(story, c.Submit(1, drawing(1))) == ("ALREADY_SUBMITTED", "You already submitted")
    assert refusal(story, c.Submit(1, few))[0] == "TOO_FEW_PIXELS"
    assert refusal(story, c.Submit(77, drawing(1)))[0] == "NOT_IN_GAME"


def test_who_did_not_draw_watches_and_votes_and_plays_again_later() -> None:
    story = battle(7, 5)
    spectators = [member.seat for member in story.game.people if member.spectator]
    assert spectators == [6, 7]
    for seat in story.seats:
        votes(story, seat)
    story.until("finale")
    target = story.game.people.id_of(view(story, 6).finalists[0].seat)
    assert story.does(c.FinaleVote(6, target)) == [FinaleVoteCounted()]
    story.until("results")
    assert len(story.game.people.players) == 7


def test_nobody_is_a_spectator_of_a_battle_without_votes() -> None:
    story = battle(5, 1)
    assert story.game.phase == "results"
    assert len(story.game.people.players) == 5


def test_the_drawing_of_who_leaves_stays_as_that_of_nobody() -> None:
    story = battle(6)
    story.does(c.Leave(2))
    story.until("results")
    (results,) = story.facts(Results)
    assert 2 in [rank.seat for rank in results.ranking]
    assert story.game.people.user_of(2) == UNKNOWN


def test_a_room_keeps_what_was_drawn_in_it() -> None:
    story = battle(5, 4, private=True)
    shows, prompt = view(story, None).prompt, view(story, None).prompt_indices
    assert shows is not None
    story.until("lobby")
    pictures = story.game.gallery
    assert [picture.pixels for picture in pictures] == [drawing(seat) for seat in range(1, 5)]
    english = " ".join(filter(None, (shows.prefix, shows.subject, shows.suffix)))
    assert pictures[0].shows == Caption(english, None, prompt)


def test_pictures_are_kept_under_the_name_under_which_they_were_drawn() -> None:
    story = battle(5, 4, private=True)
    story.does(c.Rename(1, "Later"))
    story.does(c.Leave(2))
    story.until("lobby")
    names = [picture.name for picture in story.game.gallery]
    assert names == ["Name1#0001", "Name2#0002", "Name3#0003", "Name4#0004"]
    assert story.game.people.user_of(1).display_name == "Later"


# ---- voting


def test_a_vote_moves_points_at_once() -> None:
    story = battle(5)
    pair = view(story, 1).pair
    assert pair is not None
    assert story.does(c.Vote(1, story.game.people.id_of(pair.first.seat))) == [VoteCounted(16)]
    story.until("finale")
    (finale,) = story.facts(FinaleBegins)
    assert finale.finalists[0].seat == pair.first.seat
    assert [one.elo for one in finale.finalists] == [1016, 1000, 1000]
    assert len(finale.finalists) == 3


def test_a_round_is_over_when_everybody_has_voted() -> None:
    story = battle(5)
    story.waits(1_200)
    for seat in range(1, 5):
        votes(story, seat)
        assert view(story, 5).round == 1
    votes(story, 5)
    assert view(story, 5).round == 2
    assert view(story, 5).pair is not None
    assert story.game.match is not None
    assert story.game.match.ends == story.at + 5_000


def test_nobody_waits_for_who_is_away_or_gone() -> None:
    story = battle(6)
    for seat in range(1, 5):
        votes(story, seat)
    story.does(c.Leave(5))
    assert view(story, 1).round == 1
    story.does(c.Away(6))
    assert view(story, 1).round == 2


def test_a_moment_without_anybody_ends_no_round() -> None:
    story = battle(5)
    for seat in story.seats:
        story.does(c.Away(seat))
    assert view(story, 1).round == 1
    story.waits(5_000)
    assert view(story, 1).round == 2
    story.does(c.Here(3))
    assert view(story, 3).pair is not None
    votes(story, 3)
    assert story.game.phase == "finale", "the only one who is here has voted"


def test_who_comes_back_in_a_round_gets_a_pair() -> None:
    story = battle(5)
    story.does(c.Away(2))
    story.waits(5_000)
    story.forget()
    assert view(story, 2).pair is None
    story.does(c.Here(2))
    assert [audience for audience, fact, _ in story.told if isinstance(fact, PairDealt)] == [ToSeat(2)]
    story.does(c.Away(2))
    before = view(story, 2).pair
    told = story.does(c.Restore(2, b"new", 2_000))
    assert before is not None
    assert told[-1] == before == view(story, 2).pair, "the same pair, once more"


def test_who_has_voted_is_not_asked_again() -> None:
    story = battle(5)
    votes(story, 2)
    story.does(c.Away(2))
    told = story.does(c.Restore(2, b"new", 2_000))
    assert not [fact for fact in told if isinstance(fact, PairDealt)]
    assert view(story, 2).voted


def test_who_comes_into_the_middle_is_shown_it() -> None:
    story = battle(5, private=True)
    late = story.joins()
    assert view(story, late).pair is not None
    assert story.facts(PairDealt)[5:] == [view(story, late).pair], "told once"
    assert story.told[-1][1] == view(story, late).pair
    story.until("finale")
    story.joins()
    assert isinstance(story.told[-1][1], FinaleBegins)
    story.until("results")
    story.joins()
    assert isinstance(story.told[-1][1], Results)


def test_what_is_wrong_with_a_vote_is_said_in_the_order_of_the_original() -> None:
    story = battle(5)
    fault = Refused("INVALID_VOTE", "Required")
    assert refusal(story, c.Vote(1, "", fault)) == ("INVALID_VOTE", "Required")
    assert refusal(story, c.Vote(1, "player1")) == ("CANNOT_VOTE_SELF", "Cannot vote for yourself")
    pair = view(story, 1).pair
    assert pair is not None
    other = next(seat for seat in range(2, 6) if seat not in (pair.first.seat, pair.second.seat))
    for target in ("nobody", f"player{other}"):
        assert refusal(story, c.Vote(1, target)) == ("INVALID_TARGET", "Invalid vote target")
    votes(story, 1)
    assert refusal(story, c.Vote(1, "nobody")) == ("NO_ASSIGNMENT", "No voting assignment found")
    assert refusal(story, c.Vote(1, "player1"))[0] == "CANNOT_VOTE_SELF"
    assert refusal(story, c.FinaleVote(1, "player1")) == ("WRONG_PHASE", "Not in finale phase")
    story.until("finale")
    assert refusal(story, c.Vote(1, "", fault)) == ("WRONG_PHASE", "Not in voting phase")


# ---- the finale


def test_the_finale_is_over_when_everybody_has_voted() -> None:
    story = battle(6, 5)
    story.until("finale")
    (finale,) = story.facts(FinaleBegins)
    first, second = (story.game.people.id_of(one.seat) for one in finale.finalists[:2])
    story.does(c.Away(4))
    for seat in (1, 2, 3, 5, 6):
        assert story.game.phase == "finale"
        story.does(c.FinaleVote(seat, second if story.game.people.id_of(seat) == first else first))
    assert story.game.phase == "results"
    (results,) = story.facts(Results)
    assert [(rank.place, rank.final_votes) for rank in results.ranking] == [(1, 4), (2, 1), (3, 0), (3, 0), (3, 0)]


def test_what_is_wrong_with_a_vote_of_the_finale() -> None:
    story = battle(6, 5)
    story.until("finale")
    (finale,) = story.facts(FinaleBegins)
    ids = {story.game.people.id_of(one.seat) for one in finale.finalists}
    outside = next(f"player{seat}" for seat in range(2, 6) if f"player{seat}" not in ids)
    target = next(iter(ids - {"player1"}))
    fault = Refused("INVALID_VOTE", "Must choose a finalist")
    assert refusal(story, c.FinaleVote(1, "", fault)) == (fault.code, fault.message)
    assert refusal(story, c.FinaleVote(1, "player1")) == ("CANNOT_VOTE_SELF", "Cannot vote for yourself")
    for other in (outside, "nobody", "player6"):
        assert refusal(story, c.FinaleVote(1, other)) == ("INVALID_TARGET", "Invalid finalist")
    assert story.does(c.FinaleVote(1, target)) == [FinaleVoteCounted()]
    assert refusal(story, c.FinaleVote(1, target)) == ("VOTE_FAILED", "Already voted in finale")
    assert refusal(story, c.FinaleVote(1, outside)) == ("INVALID_TARGET", "Invalid finalist")


def test_a_restored_player_votes_once_and_not_for_itself() -> None:
    story = battle(5)
    story.until("finale")
    (finale,) = story.facts(FinaleBegins)
    seat = finale.finalists[0].seat
    target = story.game.people.id_of(finale.finalists[1].seat)
    story.does(c.Away(seat))
    assert story.does(c.Restore(seat, b"new", 2_000))[-1] == finale
    assert refusal(story, c.FinaleVote(seat, story.game.people.id_of(seat)))[0] == "CANNOT_VOTE_SELF"
    story.does(c.FinaleVote(seat, target))
    story.does(c.Away(seat))
    assert not [fact for fact in story.does(c.Restore(seat, b"newer", 2_000)) if isinstance(fact, FinaleBegins)]
    assert refusal(story, c.FinaleVote(seat, target))[0] == "VOTE_FAILED"


# ---- fairness over whole games


@pytest.mark.parametrize("players", [5, 6, 7, 9, 12, 20])
def test_whoever_comes_and_goes_pictures_are_shown_equally_often(players: int) -> None:
    """The same as in the tests of pairs, by what was told in whole private games."""
    for seed in range(60):
        dice = Dice(seed)
        story = battle(players, private=True, seed=seed)
        while story.game.phase == "voting":
            for member in list(story.game.people):
                if dice.happens(0.3):
                    story.does(c.Here(member.seat) if not member.is_here else c.Away(member.seat))
                if dice.happens(0.3) and view(story, member.seat).pair is not None:
                    votes(story, member.seat)
                if story.game.phase != "voting":
                    break
            if dice.happens(0.3):
                story.joins()
            story.waits(dice.below(6_000))
        shown = Counter(drawn.seat for pair in story.facts(PairDealt) for drawn in (pair.first, pair.second))
        counts = [shown[seat] for seat in range(1, players + 1)]
        assert max(counts) - min(counts) <= 2
        for audience, fact, _ in story.told:
            # Who came late has no drawing here.
            if isinstance(fact, PairDealt) and isinstance(audience, ToSeat):
                assert audience.seat not in (fact.first.seat, fact.second.seat)
                assert fact.first.seat != fact.second.seat


# ---- prompts


def test_half_of_the_prompts_have_a_word_before_and_half_one_behind() -> None:
    dice = Dice(1)
    prompts = [throw_prompt(dice) for _ in range(20_000)]
    for found in ([p.prefix_idx for p in prompts], [p.suffix_idx for p in prompts]):
        share = sum(number is not None for number in found) / len(found)
        assert 0.47 < share < 0.51
    assert {p.subject_idx for p in prompts} == set(range(len(VOCABULARY.subjects)))
    assert {p.prefix_idx for p in prompts} == {None, *range(len(VOCABULARY.prefixes))}
    assert {p.suffix_idx for p in prompts} == {None, *range(len(VOCABULARY.suffixes))}
