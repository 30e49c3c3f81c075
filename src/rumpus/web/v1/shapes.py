"""What the deployed original says of things: its columns, with nothing nested in them that a client does not need."""

from datetime import UTC, datetime
from typing import Any, Final

from rumpus.library import File, FullQuiz, Quiz
from rumpus.quiz.content import quiz_file
from rumpus.quiz.formats.deployed import deployed_quiz
from rumpus.quiz.records.public_quiz import deployed_without_solutions

_RELATIONS: Final[tuple[str, ...]] = ("storageitems", "gameresultss", "ratings")


def moment(epoch_ms: int) -> str:
    """A moment as the original writes it: ISO 8601 in UTC, without saying so."""
    return datetime.fromtimestamp(epoch_ms / 1000, UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def quiz_row(full: FullQuiz, quiz: quiz_file.Quiz, *, solutions: bool = True, name: bool = False) -> dict[str, Any]:
    """A quiz.

    Args:
        full: what is kept of it.
        quiz: the same, read.
        solutions: whether who asks may see what is right.
        name: whether the name of its owner is told.
    """
    kept = full.quiz
    columns = deployed_quiz(quiz)
    if not solutions:
        columns["questions"] = deployed_without_solutions(quiz)
    owner = {"id": kept.owner_id}
    return {
        "id": kept.id,
        "public": kept.share == "public",
        "title": columns["title"],
        "description": columns["description"],
        "created_at": moment(kept.created_at),
        "updated_at": moment(kept.updated_at),
        "user_id": {"username": kept.owner_name} | owner if name else owner,
        "questions": columns["questions"],
        "imported_from_kahoot": kept.imported_from == "kahoot",
        "cover_image": columns["cover_image"],
        "background_color": columns["background_color"],
        "background_image": columns["background_image"],
        "kahoot_id": None,
        "likes": kept.likes,
        "dislikes": kept.dislikes,
        "plays": kept.plays,
        "views": kept.views,
        "mod_rating": None,
    } | {relation: [] for relation in _RELATIONS}


def found_quiz(quiz: Quiz) -> dict[str, Any]:
    """A quiz as searching gives it: no questions."""
    return {
        "id": quiz.id,
        "title": quiz.title,
        "description": quiz.description,
        "user": quiz.owner_name,
        "created_at": moment(quiz.created_at),
        "cover_image": quiz.cover_image,
        "likes": quiz.likes,
        "dislikes": quiz.dislikes,
        "plays": quiz.plays,
        "views": quiz.views,
    }


def file_row(file: File) -> dict[str, Any]:
    """A file (PublicStorageItem)."""
    return {
        "id": file.id,
        "uploaded_at": moment(file.uploaded_at),
        "mime_type": file.mime_type,
        "hash": file.hash,
        "size": file.size,
        "deleted_at": None,
        "alt_text": file.alt_text,
        "filename": file.filename or None,
        "thumbhash": None,
        "server": None,
        "imported": False,
    }
