"""Results in the library, put up for the writers of spreadsheets: read piece by piece, written by the worker."""

from typing import Any, Final

import msgspec

from rumpus.library import FullGame, Library
from rumpus.quiz.content.questions import Question
from rumpus.quiz.formats import (
    Exported,
    ImportFailed,
    PackedResults,
    ResultAnswer,
    ResultPlayer,
    ResultsFormat,
    ResultsHead,
    Worker,
    pack_answers,
    pack_head,
    write_packed_results,
)
from rumpus.quiz.records.drafts import quiz_of
from rumpus.web.porting import no_export

CHUNK: Final = 500
"""Players or answers that are read at once."""


async def packed(library: Library, full: FullGame) -> PackedResults:
    """A game's results as they count now, on their way to the worker."""
    game = full.game
    players: list[ResultPlayer] = []
    async for some in library.results.each_player(game.id, chunk=CHUNK):
        players += [ResultPlayer(one.seat, one.name, one.custom_field, one.total, one.rank) for one in some]
    pieces = [b""] * game.question_count
    index, answers = 0, list[ResultAnswer]()
    async for part in library.results.each_answer(game.id, chunk=CHUNK):
        for one in part:
            if one.question_index != index:
                pieces[index] = pack_answers(answers)
                index, answers = one.question_index, []
            answers.append(ResultAnswer(one.seat, one.answer, one.right, one.time_taken, one.score, one.latency))
    pieces[index] = pack_answers(answers)
    head = ResultsHead(
        game_id=game.id,
        title=game.title,
        description=game.description,
        opened=game.started_at,
        custom_field=game.custom_field,
        players=tuple(players),
        questions=questions_of(full),
        note=game.note,
    )
    nothing = pack_answers([])
    return PackedResults(pack_head(head), tuple(piece or nothing for piece in pieces))


def questions_of(full: FullGame) -> tuple[Question, ...]:
    """The questions as they were played; corrected ones as they should have been."""
    questions = list(quiz_of(full.document).questions)
    for correction in full.corrections:
        if correction.question is not None:
            questions[correction.question_index] = msgspec.convert(correction.question, Question)
    return tuple(questions)


async def written(
    worker: Worker, owner_id: str, results: PackedResults, form: ResultsFormat, delimiter: str = ","
) -> Exported:
    """Results as a file for the host of the game. Raises a Problem if it cannot be written now."""
    try:
        return await worker.run_for(owner_id, write_packed_results, results, form, delimiter)
    except ImportFailed as failed:
        raise no_export(failed) from None


def question_dict(question: Question) -> dict[str, Any]:
    """A question as a correction keeps it."""
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(question))
    return built
