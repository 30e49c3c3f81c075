"""Examples of bodies for the OpenAPI documents, each of the type that it stands for."""

from typing import Any, Final

import msgspec

from rumpus.quiz.rules.commands import Options
from rumpus.web.v1.community import Rating, SearchFor
from rumpus.web.v1.editor import QuizInput
from rumpus.web.v2.files import Description
from rumpus.web.v2.games import GameStart, Name
from rumpus.web.v2.players import NewName
from rumpus.web.v2.quiz_parts import Copy, MyRating, Sharing
from rumpus.web.v2.quizzes import ChangedQuiz, NewQuiz
from rumpus.web.v2.results import Corrected

QUIZ: Final[dict[str, Any]] = {
    "rumpus_quiz": 1,
    "language": "en",
    "title": "Around the world",
    "description": "Ten minutes of <b>geography</b>",
    "questions": [
        {
            "kind": "ABCD",
            "question": "Which city is the capital of Australia?",
            "time": 20,
            "options": [{"text": "Sydney"}, {"text": "Canberra", "right": True}, {"text": "Perth"}],
        },
        {
            "kind": "RANGE",
            "question": "How many legs has a spider?",
            "time": 15,
            "min": 0,
            "max": 20,
            "min_correct": 8,
            "max_correct": 8,
        },
    ],
}

EXAMPLES: Final[tuple[msgspec.Struct, ...]] = (
    NewQuiz(QUIZ, "link"),
    ChangedQuiz(QUIZ),
    GameStart(quiz_id="0192f3a1-7c00-7000-8000-000000000000", options=Options(late_join=True, custom_field="Class")),
    Name("Dick"),
    Sharing("link", new_link=True),
    Copy("Around the world, again"),
    MyRating(like=True),
    Corrected(right=["B"], reason="The right answer was B"),
    NewName("anna"),
    Description(alt_text="A river between hills", credit="Photo: M. Example, CC BY 4.0"),
    Rating("LIKE"),
    SearchFor("geography"),
    QuizInput(
        title="Around the world",
        description="Ten minutes of <b>geography</b>",
        public=False,
        questions=[
            {
                "question": "Which city is the capital of Australia?",
                "time": "20",
                "type": "ABCD",
                "image": None,
                "answers": [
                    {"right": False, "answer": "Sydney", "color": None},
                    {"right": True, "answer": "Canberra", "color": None},
                ],
            }
        ],
    ),
)


def examples() -> dict[str, Any]:
    """By the name of their type, as JSON."""
    return {type(one).__name__: msgspec.to_builtins(one) for one in EXAMPLES}
