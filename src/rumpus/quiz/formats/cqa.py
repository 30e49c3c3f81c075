"""The file format of the deployed original, `.cqa` (quiz.md 5.5): a packed quiz followed by its pictures.

Pictures of the cover and of questions are in the file. Pictures of options and of the background are not: the format
has no place for them.
"""

import gzip
from typing import Any, Final

import msgspec

from rumpus.quiz.content.questions import OrderQuestion, Quiz, VotingQuestion
from rumpus.quiz.content.quiz_file import QUESTIONS
from rumpus.quiz.formats.archive import gunzip
from rumpus.quiz.formats.deployed import deployed_quiz, draft_of_deployed
from rumpus.quiz.formats.draft import Draft
from rumpus.quiz.formats.limits import LARGEST_QUIZ_JSON, MOST_PICTURES
from rumpus.quiz.formats.pictures import PicturesIn
from rumpus.quiz.formats.report import FILE, ImportFailed, Notes, Place

AFTER_QUIZ: Final = b"\xc7\xc7\xc7\x00"
BEFORE_PICTURE: Final = b"\xc6\xc6\xc6\x00"
AFTER_INDEX: Final = b"\xc5\xc5\x00"
COVER: Final = -1
_DAY: Final = "1970-01-01T00:00:00.000000"
_LONGEST_INDEX: Final = 6


def read_cqa(data: bytes, pictures: PicturesIn, notes: Notes) -> Draft:
    """The quiz in a `.cqa` file.

    Raises:
        ImportFailed: if it is none.
    """
    packed, rest = gunzip(data, LARGEST_QUIZ_JSON)
    if not rest.startswith(AFTER_QUIZ):
        raise ImportFailed("not_this_format", format="cqa")
    try:
        raw = msgspec.json.decode(packed)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise ImportFailed("not_json") from None
    if not isinstance(raw, dict):
        raise ImportFailed("not_this_format", format="cqa")
    found = _pictures(rest[len(AFTER_QUIZ) :], pictures)

    def picture_of(given: Any, place: Place) -> str | None:
        # An index of this file. Ids are those of another server.
        index = str(given) if isinstance(given, int | str) and not isinstance(given, bool) else ""
        if index not in found:
            notes.changed("picture_missing", place)
            return None
        return found[index]

    return draft_of_deployed(raw, picture_of, notes)


def write_cqa(quiz: Quiz, pictures: dict[str, bytes], notes: Notes) -> bytes:
    """A quiz as a `.cqa` file. Pictures that are not given are left out and noted."""
    document = deployed_quiz(quiz) | {
        "public": False,
        "created_at": _DAY,
        "updated_at": _DAY,
        "imported_from_kahoot": False,
        "kahoot_id": None,
        "likes": 0,
        "dislikes": 0,
        "plays": 0,
        "views": 0,
        "mod_rating": None,
        "storageitems": [],
        "gameresultss": [],
        "ratings": [],
        "background_image": None,
    }
    parts: list[bytes] = []
    document["cover_image"] = None
    if _add(parts, COVER, quiz.cover_image, pictures, FILE.at(field="cover_image"), notes):
        document["cover_image"] = str(COVER)
    for index, question in enumerate(quiz.questions):
        place = Place(question=index + 1)
        shown = _add(parts, index, question.image, pictures, place.at(field="image"), notes)
        document["questions"][index]["image"] = index if shown else None
        if isinstance(question, VotingQuestion | OrderQuestion):
            if any(option.image for option in question.options):
                notes.changed("lost", place, fields="image")
            for answer in document["questions"][index]["answers"]:
                answer["image"] = None
    lost = [name for name in ("background_image",) if getattr(quiz, name) is not None]
    notes.changed("lost", FILE, fields=", ".join(["language", *lost]))
    # Without a time in its head, so that the same quiz is the same file.
    return gzip.compress(msgspec.json.encode(document), mtime=0) + AFTER_QUIZ + b"".join(parts)


def _add(parts: list[bytes], index: int, name: str | None, pictures: dict[str, bytes], at: Place, notes: Notes) -> bool:
    if name is None:
        return False
    data = pictures.get(name)
    if data is None:
        notes.changed("picture_missing", at)
        return False
    # The original finds the parts by looking for these bytes in the whole file.
    if AFTER_QUIZ in data or BEFORE_PICTURE in data:
        notes.changed("picture_clash", at)
        return False
    parts += [BEFORE_PICTURE, str(index).encode(), AFTER_INDEX, data]
    return True


def _pictures(rest: bytes, pictures: PicturesIn) -> dict[str, str | None]:
    # A picture may hold the bytes that stand before one, so a part that starts with no index belongs to the one before.
    parts: list[tuple[int, bytes]] = []
    for piece in rest.split(BEFORE_PICTURE)[1:]:
        index, found, data = piece.partition(AFTER_INDEX)
        number = _index(index) if found else None
        if number is not None and len(parts) < 2 * MOST_PICTURES:
            parts.append((number, data))
        elif parts:
            known, before = parts[-1]
            parts[-1] = (known, before + BEFORE_PICTURE + piece)
    taken: dict[str, str | None] = {}
    for number, data in parts:
        place = FILE.at(field="cover_image") if number == COVER else Place(question=number + 1, field="image")
        taken[str(number)] = pictures.take(data, place)
    return taken


def _index(raw: bytes) -> int | None:
    try:
        number = int(raw) if len(raw) <= _LONGEST_INDEX and raw.isascii() else None
    except ValueError:
        return None
    return number if number is not None and COVER <= number < QUESTIONS * 10 else None
