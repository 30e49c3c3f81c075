"""Who goes, on which rank, and what is to be copied (pixel.md 6.4)."""

from rumpus.pixel.content.pictures import MOTIFS
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.royale.facts import Score
from rumpus.pixel.rules.royale.field import Copy, Field
from rumpus.pixel.rules.royale.pool import Pool, Reference

REFERENCE = "0" * 64


def copy(right: int, at: int = 0) -> Copy:
    """A copy of which so many pixels are right."""
    return Copy("0" * right + "2" * (64 - right), at)


def field_of(players: int) -> Field:
    field = Field(range(1, players + 1))
    field.begin_round()
    return field


def end(field: Field, copies: dict[int, Copy], seed: int = 1) -> list[Score]:
    return field.end_round(copies, REFERENCE, Dice(seed), 99)


# ---- the field -----------------------------------------------------------------------------------------------------


def test_the_worst_go_and_keep_the_rank_that_they_got() -> None:
    field = field_of(10)
    scores = end(field, {seat: copy(seat * 6) for seat in range(1, 11)})
    assert [score.seat for score in scores] == list(range(10, 0, -1))
    assert [score.final_rank for score in scores] == [None] * 6 + [7, 8, 9, 10]
    assert list(field.alive) == [5, 6, 7, 8, 9, 10]
    assert (scores[0].accuracy, scores[0].matching) == (94, 60)


def test_of_equals_the_earlier_is_better_and_nothing_is_worst() -> None:
    field = field_of(10)
    copies = {seat: copy(32, at=seat) for seat in range(2, 9)}
    copies[9] = Copy("1" * 64, 1)
    scores = end(field, copies)
    assert [score.seat for score in scores][:8] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert {score.seat for score in scores[8:]} == {1, 10}
    assert [(score.pixels, score.accuracy, score.submitted) for score in scores[8:]] == [("", 0, 99)] * 2


def test_who_draws_nothing_goes_by_lot_and_not_by_seat() -> None:
    survivors = set()
    for seed in range(20):
        field = field_of(10)
        end(field, {}, seed)
        survivors.add(frozenset(field.alive))
    assert len(survivors) > 10


def test_an_almost_empty_canvas_scores_nothing() -> None:
    field = Field(range(1, 11))
    field.begin_round()
    four = "1" * 60 + "0" * 4
    scores = field.end_round({1: Copy(four, 1), 2: Copy("1" * 59 + "0" * 5, 2)}, "1" * 64, Dice(1), 99)
    by_seat = {score.seat: score for score in scores}
    assert (by_seat[1].accuracy, by_seat[1].matching, by_seat[1].pixels) == (0, 0, four)
    assert (by_seat[2].accuracy, by_seat[2].matching) == (92, 59)


def test_who_leaves_is_out_on_the_last_rank_that_is_left() -> None:
    field = Field(range(1, 11))
    assert field.leave(4)
    assert not field.leave(4)
    field.begin_round()
    scores = end(field, {seat: copy(60 - seat) for seat in field.alive})
    assert [score.final_rank for score in scores] == [None] * 6 + [7, 8, 9]
    assert field.leave(1)
    ranks = _ranks(field)
    assert (ranks[1], ranks[4]) == (6, 10)
    assert sorted(ranks.values()) == list(range(1, 11))


def _ranks(field: Field) -> dict[int, int]:
    """By seat, when all but one have left."""
    for seat in list(field.alive):
        field.leave(seat)
    return {standing.seat: standing.final_rank for standing in field.standings()}


def test_rounds_are_left_out_for_which_too_few_are_there() -> None:
    field = Field(range(1, 101))
    for seat in range(1, 91):
        field.leave(seat)
    field.begin_round()
    assert (field.round, field.total_rounds, len(field.alive)) == (1, 4, 10), "10 players: 6, 3, 2, 1"
    for rounds, left in enumerate([6, 3, 2, 1], 1):
        end(field, {})
        assert (field.round, len(field.alive)) == (rounds, left)
        if left > 1:
            field.begin_round()
    assert field.is_decided


def test_no_round_takes_everybody() -> None:
    field = field_of(10)
    for seat in range(1, 9):
        field.leave(seat)
    assert len(end(field, {})) == 2
    assert field.is_decided
    field = field_of(10)
    for seat in range(1, 10):
        field.leave(seat)
    assert field.is_decided
    assert not field.leave(10), "the last one has won"
    assert field.winner() == (10, "", 0)


def test_standings_agree_with_the_ranks_and_average_over_what_was_drawn() -> None:
    field = field_of(10)
    end(field, {seat: copy(seat * 6) for seat in range(1, 11)})
    field.begin_round()
    end(field, {10: copy(63), 9: copy(1), 8: copy(2)})
    field.begin_round()
    end(field, {10: copy(64), 9: copy(64, at=1)})
    field.begin_round()
    end(field, {9: copy(64)})
    assert field.winner() == (9, "0" * 64, 100)
    standings = field.standings()
    assert [standing.final_rank for standing in standings] == list(range(1, 11))
    first, second, third = standings[:3]
    assert (first.seat, first.eliminated_in, first.average, first.rounds) == (9, None, 71.5, 4)
    assert (second.seat, second.eliminated_in, second.average, second.rounds) == (10, 4, 97.33, 4)
    assert (third.seat, third.eliminated_in, third.rounds) == (8, 3, 3)
    assert (standings[-1].seat, standings[-1].eliminated_in, standings[-1].average) == (1, 1, 9.0)


# ---- the pool ------------------------------------------------------------------------------------------------------


def test_each_picture_is_shown_once_then_come_ours() -> None:
    dice = Dice(1)
    drawings = {seat: f"{seat:X}" * 64 for seat in range(2, 5)}
    pool = Pool({**drawings, 9: "1" * 64, 10: "1" * 60 + "0000"})
    shown = [pool.take(dice) for _ in range(3)]
    assert sorted(shown) == sorted(Reference(pixels, seat) for seat, pixels in drawings.items())
    more = [pool.take(dice) for _ in range(8)]
    assert {reference.creator for reference in more} == {None}
    assert len({reference.pixels for reference in more}) == 8
    assert {reference.pixels for reference in more} <= {motif.pixels for motif in MOTIFS}
