"""Small things that tests are made of."""

import io
from typing import Any

from PIL import Image

from rumpus.library import Draft, Library, PasswordCost, PlayedAnswer, PlayedGame, PlayedPlayer, User

CHEAP = PasswordCost(memory=8, rounds=1, lanes=1)
"""Passwords that are hashed quickly."""

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_900_000_000_000

    def __call__(self) -> int:
        return self.now

    def advance(self, milliseconds: int) -> None:
        self.now += milliseconds


async def teacher(library: Library, name: str = "Ada") -> User:
    """An account."""
    return await library.users.add(name, password="correct horse")


def draft(title: str = "Rivers", **changes: Any) -> Draft:
    """What an editor saves."""
    document = {"rumpus_quiz": 1, "title": title, "questions": [{"id": "q1", "question": "Longest?"}]}
    values: dict[str, Any] = {
        "title": title,
        "description": "Ten minutes of geography",
        "language": "en",
        "document": document,
        "question_count": 1,
        "texts": "Longest?",
    }
    return Draft(**(values | changes))


def played(owner: User, game_id: str = "game-1", **changes: Any) -> PlayedGame:
    """A game of two questions."""
    values: dict[str, Any] = {
        "id": game_id,
        "owner_id": owner.id,
        "quiz_id": None,
        "quiz_version": None,
        "title": "Rivers",
        "description": "",
        "document": {"title": "Rivers", "questions": [{"id": "q1"}, {"id": "q2"}]},
        "options": {"game_mode": "kahoot"},
        "question_count": 2,
        "custom_field": "Class",
        "game_pin": "123456",
        "reason": "host",
        "started_at": 1_760_000_000_000,
        "ended_at": 1_760_000_600_000,
    }
    return PlayedGame(**(values | changes))


def answer(seat: int, index: int, text: str, score: int = 0, **changes: Any) -> PlayedAnswer:
    """An answer, right if it has points."""
    values: dict[str, Any] = {
        "seat": seat,
        "question_index": index,
        "question_id": f"q{index + 1}",
        "answer": text,
        "right": score > 0,
        "score": score,
        "time_taken": 1000 * seat,
        "latency": 20,
        "option": text.lower(),
    }
    return PlayedAnswer(**(values | changes))


PLAYERS = [PlayedPlayer(1, "Zoe", "4b"), PlayedPlayer(2, "Émile", "4a"), PlayedPlayer(3, "Max")]
ANSWERS = [
    answer(1, 0, "A", 900),
    answer(2, 0, "B"),
    answer(3, 0, "B"),
    answer(1, 1, "Nile", 500),
    answer(2, 1, "Nile", 700),
]


async def save_game(library: Library, owner: User, game_id: str = "game-1", **changes: Any) -> str:
    """A game of three players: Zoe 1400, Émile 700, Max 0."""
    assert await library.results.save_game(played(owner, game_id, **changes), PLAYERS, ANSWERS)
    return game_id


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), color: str = "red", **options: Any) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind, **options)
    return out.getvalue()
