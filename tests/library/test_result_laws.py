"""Whatever is done to a game, in whatever order: totals are the sums of the rows, and what was played stays."""

import random

import pytest

from rumpus.library import Answer, Library, NotFoundError, PlayedPlayer, SeatedPlayer, User, Verdict
from tests.library.builders import answer, played, teacher

SEATS, QUESTIONS = 7, 4


class Model:
    """What the game should be, kept in plain dicts."""

    def __init__(self, dice: random.Random) -> None:
        self.seats = set(range(SEATS))
        self.played = {
            (seat, index): dice.choice([0, 0, dice.randint(1, 1000)])
            for seat in range(SEATS)
            for index in range(QUESTIONS)
            if dice.random() < 0.8
        }
        self.scores = dict(self.played)

    def correct(self, index: int, score: int) -> None:
        self.scores |= {key: score if key[0] % 2 else 0 for key in self.scores if key[1] == index}

    def restore(self, index: int) -> None:
        self.scores |= {key: self.played[key] for key in self.scores if key[1] == index}

    def erase(self, seat: int) -> None:
        self.seats.discard(seat)
        self.scores = {key: score for key, score in self.scores.items() if key[0] != seat}

    def ranking(self) -> list[tuple[int, int, int, int]]:
        def total(scores: dict[tuple[int, int], int], seat: int) -> int:
            return sum(scores.get((seat, index), 0) for index in range(QUESTIONS))

        totals = {seat: total(self.scores, seat) for seat in self.seats}
        return [
            (1 + sum(other > totals[seat] for other in totals.values()), seat, totals[seat], total(self.played, seat))
            for seat in sorted(totals, key=lambda seat: (-totals[seat], seat))
        ]


@pytest.mark.parametrize("seed", range(4))
async def test_totals_are_the_sums_of_the_rows(library: Library, seed: int) -> None:
    dice = random.Random(seed)
    ada = await teacher(library)
    model = Model(dice)
    await library.results.save_game(
        played(ada, question_count=QUESTIONS),
        [PlayedPlayer(seat, f"player {seat}") for seat in range(SEATS)],
        [answer(seat, index, "A", score) for (seat, index), score in model.played.items()],
    )
    for _ in range(15):
        await _do_something(library, ada, model, dice)
        players = [one async for some in library.results.each_player("game-1", chunk=3) for one in some]
        assert [(one.rank, one.seat, one.total, one.played_total) for one in players] == model.ranking()
        rows: list[Answer] = [one async for some in library.results.each_answer("game-1", chunk=5) for one in some]
        assert {(one.seat, one.question_index): one.score for one in rows} == model.scores
        assert all(one.played_score == model.played[one.seat, one.question_index] for one in rows)
        game = await library.results.look("game-1")
        assert (game.player_count, game.answer_count) == (len(model.seats), len(model.scores))


async def _do_something(library: Library, ada: User, model: Model, dice: random.Random) -> None:
    index, score, seat = dice.randrange(QUESTIONS), dice.randint(0, 1000), dice.randrange(SEATS)
    match dice.randrange(4):
        case 0 | 1:
            model.correct(index, score)
            rule = lambda given: Verdict(given.seat % 2 == 1, score if given.seat % 2 else 0)  # noqa: E731
            await library.results.rescore("game-1", index, rule, corrected_by=ada.id)
        case 2:
            model.restore(index)
            await library.results.restore("game-1", index)
        case _ if seat in model.seats and len(model.seats) > 2:
            model.erase(seat)
            await library.players.erase(SeatedPlayer("game-1", seat))
        case _:
            with pytest.raises(NotFoundError):
                await library.players.erase(SeatedPlayer("game-1", SEATS))
