"""Played games for the tests of results, small ones and one as large as they come."""

from collections.abc import Iterator

from rumpus.quiz.content.questions import Quiz
from rumpus.quiz.formats import Exported, ResultAnswer, ResultPlayer, ResultsHead, write_results
from tests.quiz.formats.quizzes import question, quiz

OPENED = 1_790_000_000_000


class Played:
    """A game whose answers are made as they are asked for."""

    def __init__(self, found: Quiz, players: int, *, custom_field: str | None = None) -> None:
        self.head = ResultsHead(
            game_id="76eff41a-7ba4-4122-865e-b634cb491394",
            title=found.title,
            description=found.description,
            opened=OPENED,
            custom_field=custom_field,
            players=tuple(
                ResultPlayer(
                    seat, f"player {seat}", f"class {seat}" if custom_field else None, 1000 * seat, players - seat
                )
                for seat in range(players)
            ),
            questions=found.questions,
        )

    def answers(self, index: int) -> Iterator[ResultAnswer]:
        for player in self.head.players:
            right = (player.seat + index) % 2 == 0
            yield ResultAnswer(player.seat, "yes" if right else "no", right, 1500, 900 if right else 0, 20)


def peak_of_large_results(players: int, questions: int, form: str) -> tuple[int, int]:
    """Kilobytes of memory that a large game's results took, and the size of the file; for a process of its own."""
    import resource

    found = quiz(*(question(question=f"Question {number}") for number in range(questions)))
    source = Played(found, players, custom_field="Class")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    exported: Exported = write_results(source, form)  # type: ignore[arg-type]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(exported.data)
