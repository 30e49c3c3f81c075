"""Pictures and clips that come and go with a quiz. A picture is known by the SHA-256 of its bytes until it is kept."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

import msgspec

from rumpus.quiz.content.questions import OrderQuestion, Question, Quiz, VotingQuestion
from rumpus.quiz.formats.limits import LARGEST_PICTURE, MIB, MOST_PICTURES
from rumpus.quiz.formats.report import Notes, Place

EXTENSIONS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
}
"""The media types that a quiz may show, and how their files are called."""


class PictureFile(msgspec.Struct, frozen=True):
    """A picture or clip. In the quiz it stands by `id` until the library has given it another."""

    id: str
    media_type: str
    data: bytes


def media_type(data: bytes) -> str | None:
    """What the first bytes say it is, None if it is nothing that a quiz may show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp":
        return "video/mp4"
    return None


class PicturesIn:
    """Collects the pictures of a file that is imported."""

    __slots__ = ("_files", "_notes")

    def __init__(self, notes: Notes) -> None:
        self._files: dict[str, PictureFile] = {}
        self._notes = notes

    def take(self, data: bytes, place: Place) -> str | None:
        """The id of a picture, None (and a note) if it cannot be taken."""
        if len(data) > LARGEST_PICTURE:
            self._notes.changed("picture_too_large", place, limit=LARGEST_PICTURE // MIB)
            return None
        found = media_type(data)
        if found is None:
            self._notes.changed("picture_unknown", place)
            return None
        name = sha256(data).hexdigest()
        if name not in self._files:
            if len(self._files) >= MOST_PICTURES:
                self._notes.changed("too_many_pictures", place, limit=MOST_PICTURES)
                return None
            self._files[name] = PictureFile(name, found, data)
        return name

    def of(self, quiz: Quiz) -> tuple[PictureFile, ...]:
        """Those that the quiz shows."""
        shown = picture_ids(quiz)
        return tuple(file for name, file in self._files.items() if name in shown)


def picture_ids(quiz: Quiz) -> frozenset[str]:
    """All pictures and clips that a quiz shows."""
    return frozenset(_pictures(quiz))


def with_pictures(quiz: Quiz, ids: Mapping[str, str | None]) -> Quiz:
    """The quiz with other ids for these pictures; None takes a picture away. Those not named stay."""
    return _replaced(quiz, lambda name: ids.get(name, name) if name is not None else None)


def only_pictures(quiz: Quiz, known: frozenset[str]) -> Quiz:
    """The quiz without the pictures that are not known."""
    return _replaced(quiz, lambda name: name if name in known else None)


def _replaced(quiz: Quiz, new: Callable[[str | None], str | None]) -> Quiz:
    return msgspec.structs.replace(
        quiz,
        cover_image=new(quiz.cover_image),
        background_image=new(quiz.background_image),
        questions=tuple(_question(question, new) for question in quiz.questions),
    )


def _question(question: Question, new: Callable[[str | None], str | None]) -> Question:
    changed: dict[str, Any] = {"image": new(question.image)}
    if isinstance(question, VotingQuestion | OrderQuestion):
        changed["options"] = tuple(
            msgspec.structs.replace(option, image=new(option.image)) for option in question.options
        )
    return msgspec.structs.replace(question, **changed)


def _pictures(quiz: Quiz) -> Iterator[str]:
    named = [quiz.cover_image, quiz.background_image]
    for question in quiz.questions:
        named.append(question.image)
        if isinstance(question, VotingQuestion | OrderQuestion):
            named += [option.image for option in question.options]
    return (name for name in named if name)
