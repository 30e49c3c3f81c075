"""Counting after the game: whatever is lost, counted twice or told in two ways is found."""

from collections.abc import Callable
from random import Random

import pytest

from rumpus.rehearse.address import Address
from rumpus.rehearse.quiz.host import Entries, Host, Remote
from rumpus.rehearse.quiz.player import Answered, Player
from rumpus.rehearse.quiz.reckoning import Reckoning, reckon
from rumpus.rehearse.quiz.script import Script


class Game:
    """Two players who both answered two questions; all is well until a test breaks something."""

    def __init__(self) -> None:
        script = Script("123456", 1.0, Random(1))
        address = Address.parse("http://127.0.0.1:1")
        self.anna = Player("anna", script, address, ours=True, transport="websocket")
        self.berta = Player("berta", script, address, ours=False, transport="websocket")
        self.host = Host("123456", "secret", 2)
        self.remote = Remote("123456", "secret")
        for player, scores in ((self.anna, {0: 900, 1: 0}), (self.berta, {0: 0, 1: 800})):
            player.answers = {
                index: Answered({"answer": "x"}, score > 0, sent_at=1.0, acknowledged_at=2.0)
                for index, score in scores.items()
            }
            player.scores = scores
            player.total = sum(scores.values())
        self.anna.rank = 1
        self.host.results = {0: entries(anna=900, berta=0), 1: entries(anna=0, berta=800)}
        self.host.final = {str(index): list(results) for index, results in self.host.results.items()}
        self.remote.results = dict(self.host.results)
        self.remote.final = dict(self.host.final)
        self.told = 4

    def reckoning(self) -> Reckoning:
        self.remote.count_answers(self.told)
        return reckon([self.anna, self.berta], self.host, self.remote)


def entries(**scores: int) -> Entries:
    return [
        {"username": name, "answer": "x", "right": score > 0, "time_taken": 5.0, "score": score}
        for name, score in scores.items()
    ]


def test_a_game_in_which_all_is_well() -> None:
    assert Game().reckoning() == Reckoning(sent=4, acknowledged=4, counted=4, lost=0, disagreements=[])


def test_an_answer_that_was_never_acknowledged_is_lost_even_if_it_counts() -> None:
    game = Game()
    game.anna.answers[0].acknowledged_at = 0.0
    game.told = 3
    assert game.reckoning() == Reckoning(sent=4, acknowledged=3, counted=3, lost=1, disagreements=[])


def test_an_acknowledged_answer_that_does_not_count_is_lost() -> None:
    game = Game()
    game.host.final["1"] = entries(berta=800)
    game.host.results[1] = game.remote.results[1] = game.remote.final["1"] = game.host.final["1"]
    found = game.reckoning()
    assert (found.counted, found.lost) == (3, 1)


def lie_to_anna(game: Game) -> None:
    game.anna.scores[0] = 901


def tell_anna_another_total(game: Game) -> None:
    game.anna.total = 1


def tell_anna_no_total(game: Game) -> None:
    game.anna.total = None


def tell_anna_another_rank(game: Game) -> None:
    game.anna.rank = 2


def count_twice(game: Game) -> None:
    game.host.final["0"] = entries(anna=900, berta=0) + entries(anna=900)


def count_a_stranger(game: Game) -> None:
    game.host.final["0"] = entries(anna=900, berta=0, mallory=5)


def tell_the_wrong_verdict(game: Game) -> None:
    game.anna.answers[1].right = True


def tell_the_remote_otherwise(game: Game) -> None:
    game.remote.final = {}


def tell_the_remote_another_question(game: Game) -> None:
    game.remote.results = {**game.remote.results, 1: []}


def tell_the_remote_of_one_answer_twice(game: Game) -> None:
    game.told = 5


def change_the_results_afterwards(game: Game) -> None:
    game.host.results[0] = entries(berta=0, anna=899)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (lie_to_anna, "another score"),
        (tell_anna_another_total, "total is not that of the results"),
        (tell_anna_no_total, "never heard its final total"),
        (tell_anna_another_rank, "rank is not that"),
        (count_twice, "counted twice"),
        (count_a_stranger, "nobody who plays"),
        (tell_the_wrong_verdict, "wrong verdict"),
        (tell_the_remote_otherwise, "different final_results"),
        (tell_the_remote_another_question, "different question_results"),
        (tell_the_remote_of_one_answer_twice, "not told of each answer once"),
        (change_the_results_afterwards, "question_results and final_results differ"),
    ],
)
def test_what_disagrees_is_said(fault: Callable[[Game], None], sentence: str) -> None:
    game = Game()
    fault(game)
    assert any(sentence in found for found in game.reckoning().disagreements)
