"""What an import or export did: typed notes with a code and values, so that pages can say it in any language."""

from typing import Final, Literal, TypeAlias

import msgspec

from rumpus.quiz.formats.limits import MOST_NOTES, SHORTENED
from rumpus.quiz.formats.messages import MESSAGES

Level: TypeAlias = Literal["taken", "changed", "skipped", "error"]
"""`taken` as it stood; `changed` to fit; `skipped`, not in the quiz; `error`: because of it there is no quiz."""

Values: TypeAlias = dict[str, str | int]


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where in the file. All numbers count from 1, and any of them may be missing.

    Attributes:
        row: row of a spreadsheet or line of a text file.
        question: question of the file.
        option: option of the question.
        field: member as quiz files name it (`time`, `text`, `image`).
        part: name of a file in a package.
    """

    row: int | None = None
    question: int | None = None
    option: int | None = None
    field: str | None = None
    part: str | None = None

    def at(self, *, option: int | None = None, field: str | None = None) -> "Place":
        """The same place, more exactly."""
        return msgspec.structs.replace(self, option=option or self.option, field=field or self.field)

    def __str__(self) -> str:
        """In English: `row 14, question 1, option 2`."""
        parts = (("row", self.row), ("question", self.question), ("option", self.option))
        said = [f"{noun} {number}" for noun, number in parts if number is not None]
        return ", ".join(([self.part] if self.part else []) + said + ([self.field] if self.field else []))


FILE: Final = Place()
"""The file as a whole."""


class Note(msgspec.Struct, frozen=True):
    """One line of a report. `code` is one of `messages.MESSAGES`, `values` are what its sentence needs."""

    level: Level
    code: str
    place: Place = FILE
    values: Values = {}

    @property
    def message(self) -> str:
        """The sentence in English, without the place."""
        return MESSAGES[self.code].format_map(self.values)

    def __str__(self) -> str:
        """The place and the sentence in English."""
        place = str(self.place)
        return f"{place}: {self.message}" if place else self.message


class ImportFailed(ValueError):  # noqa: N818 - what a page says, not a fault of ours
    """A file that cannot be read at all. `note` says why."""

    def __init__(self, code: str, **values: str | int) -> None:
        self.note = Note("error", code, FILE, values)
        super().__init__(self.note.message)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep code and values on the way out of a worker process."""
        return _failed, (self.note.code, dict(self.note.values))


class Notes:
    """A report while it is written. Long ones are cut."""

    __slots__ = ("_errors", "_more", "_noted")

    def __init__(self) -> None:
        self._noted: list[Note] = []
        self._errors = 0
        self._more = 0

    def add(self, level: Level, code: str, place: Place = FILE, **values: str | int) -> None:
        """Note one thing. Texts are shortened."""
        self._errors += level == "error"
        if len(self._noted) >= MOST_NOTES:
            self._more += 1
            return
        short = {name: shortened(value) if isinstance(value, str) else value for name, value in values.items()}
        self._noted.append(Note(level, code, place, short))

    def changed(self, code: str, place: Place = FILE, **values: str | int) -> None:
        """Something fits only changed."""
        self.add("changed", code, place, **values)

    def skipped(self, code: str, place: Place = FILE, **values: str | int) -> None:
        """Something is left out."""
        self.add("skipped", code, place, **values)

    def error(self, code: str, place: Place = FILE, **values: str | int) -> None:
        """Something is wrong, so that there is no quiz."""
        self.add("error", code, place, **values)

    @property
    def failed(self) -> bool:
        """Whether there was an error."""
        return self._errors > 0

    def all(self) -> tuple[Note, ...]:
        """The report, in the order in which things were found."""
        more = [Note("skipped", "more_notes", FILE, {"count": self._more})] if self._more else []
        return (*self._noted, *more)


def shortened(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= SHORTENED else text[: SHORTENED - 1] + "…"


def _failed(code: str, values: Values) -> ImportFailed:
    return ImportFailed(code, **values)
