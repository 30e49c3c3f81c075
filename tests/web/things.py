"""Things of the owner for the walk over all routes: quizzes, pictures, games that run, games that were played."""

from collections.abc import Mapping

import msgspec

from rumpus.library import PlayedAnswer, PlayedGame, PlayedPlayer
from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.content.quiz_file import to_dict
from rumpus.quiz.records.drafts import draft_of
from rumpus.quiz.rules.commands import Options
from tests.web.deployed import picture
from tests.web.walk import Cast

NO_ID = "847c64d3-39f9-4bb7-8f13-fae913f67858"


async def private_quiz(cast: Cast) -> Mapping[str, str]:
    full = await cast.library.quizzes.create(cast.owner.id, draft_of(demo_quiz("en")))
    return {"quiz_id": full.quiz.id}


async def public_quiz(cast: Cast) -> Mapping[str, str]:
    full = await cast.library.quizzes.create(cast.owner.id, draft_of(demo_quiz("en")), share="public")
    return {"quiz_id": full.quiz.id, "user_id": cast.owner.id}


async def a_picture(cast: Cast) -> Mapping[str, str]:
    file = await cast.library.files.add(cast.owner.id, picture(), filename="red.png")
    return {"name": file.id, "file_id": file.id}


async def running_game(cast: Cast) -> Mapping[str, str]:
    """A game of the owner, and a key of whoever asks is none of it."""
    quizzes = cast.served.rumpus.quizzes
    opened = await quizzes.open_game_durably(
        demo_quiz("en"), Options(proof_of_work=True), user_id=cast.owner.id, quiz_id=NO_ID
    )
    return {"game_pin": opened.game_pin, "game_id": opened.game_id}


async def played_game(cast: Cast) -> Mapping[str, str]:
    """Results of a game of the owner in which anna answered the first question."""
    quiz = demo_quiz("en")
    game = PlayedGame(
        id=cast.served.rumpus.hall.new_id(),
        owner_id=cast.owner.id,
        quiz_id=None,
        quiz_version=None,
        title=quiz.title,
        description=quiz.description,
        document=to_dict(quiz),
        options=msgspec.to_builtins(Options()),
        question_count=len(quiz.questions),
        started_at=1_790_000_000_000,
        ended_at=1_790_000_600_000,
    )
    answer = PlayedAnswer(
        seat=1, question_index=1, question_id=quiz.questions[1].id, answer="x", right=True, score=700, time_taken=6_000
    )
    await cast.library.results.save_game(game, [PlayedPlayer(1, "anna", "7b")], [answer])
    workspace = cast.owner.workspace_id
    assert workspace is not None
    return {"game_id": game.id, "seat": "1", "question": "1", "name": "anna", "workspace_id": workspace}
