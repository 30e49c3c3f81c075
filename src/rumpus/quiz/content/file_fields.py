"""Reads the fields of a quiz file one by one and collects what is wrong with them, in words for a person."""

import re
from typing import Any, Final, NamedTuple

from rumpus.quiz.content import text
from rumpus.quiz.content.slide import is_canvas

_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")
# Ids of the library and paths on this server. Nothing that a browser would fetch from another one.
_PICTURE: Final = re.compile(r"/?[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*\Z")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
_TAG: Final = re.compile(r"<[^>]*>|&nbsp;")

LONGEST_LANGUAGE: Final = 35
LONGEST_PICTURE: Final = 200
MOST_PROBLEMS: Final = 100
"""After so many the rest is not told."""


class Problem(NamedTuple):
    """What is wrong: `where` is the path in the file (`questions[2].options[0].text`), empty for the whole file."""

    where: str
    what: str
    place: str = ""
    """The same place for a person: `question 3, option 1`."""

    def __str__(self) -> str:
        """In one line."""
        if not self.where:
            return self.what
        field = self.where.rpartition(".")[2]
        return f"{self.place}, {field}: {self.what}" if self.place else f"{field}: {self.what}"


class QuizError(ValueError):
    """A file that is no quiz. `problems` is everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Fields:
    """An object in the file: its members, where it is, and the problems of the whole file.

    A method returns the cleaned value. If there is a problem it notes it and returns something of the right type.
    """

    def __init__(self, raw: Any, path: str = "", place: str = "", problems: list[Problem] | None = None) -> None:
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.problems: list[Problem] = [] if problems is None else problems
        self._path = path
        self._place = place
        self._bad: set[str] = set()

    def problem(self, name: str, what: str) -> None:
        """Note what is wrong with a member."""
        self._bad.add(name)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(f"{self._path}.{name}" if self._path else name, what, self._place))

    def said(self, *names: str) -> bool:
        """Whether something is wrong with one of these members."""
        return not self._bad.isdisjoint(names)

    def raise_problems(self) -> None:
        """Raise `QuizError` if anything is wrong anywhere."""
        if self.problems:
            raise QuizError(self.problems)

    def parts(self, name: str, noun: str, fewest: int, most: int) -> list["Fields"]:
        """A list of objects."""
        value = self.raw.get(name)
        if not isinstance(value, list):
            self.problem(name, "is missing" if value is None else "must be a list")
            return []
        if not fewest <= len(value) <= most:
            self.problem(name, f"must be {fewest} to {most}, not {len(value)}")
        path = f"{self._path}.{name}" if self._path else name
        place = f"{self._place}, {noun}" if self._place else noun
        parts = []
        for number, one in enumerate(value[:most], 1):
            part = Fields(one, f"{path}[{number - 1}]", f"{place} {number}", self.problems)
            if isinstance(one, dict):
                parts.append(part)
            elif len(self.problems) < MOST_PROBLEMS:
                self.problems.append(Problem(f"{path}[{number - 1}]", "must be an object", f"{place} {number}"))
        return parts

    def html(self, name: str, longest: int, *, required: bool = True) -> str:
        """Text with the few tags that are allowed."""
        value = text.html(self._string(name, 4 * longest, required=required))
        if required and not self.said(name) and not _TAG.sub("", value).strip():
            self.problem(name, "must not be empty")
        return self._measured(name, value, longest)

    def plain(self, name: str, longest: int) -> str:
        """Text without tags, not empty."""
        value = text.plain(self._string(name, 4 * longest, required=True)).replace(text.WORD_JOINER, "")
        if not value and not self.said(name):
            self.problem(name, "must not be empty")
        return self._measured(name, value, longest)

    def note(self, name: str, longest: int) -> str | None:
        """Text without tags that may be missing and may have several lines."""
        return self._measured(name, text.lines(self._string(name, 4 * longest, required=False)), longest) or None

    def content(self, name: str, longest: int) -> str:
        """What stands on a slide: a canvas as it is, or plain text with several lines."""
        value = self._string(name, longest, required=False)
        return value if is_canvas(value) else text.lines(value)

    def whole(self, name: str, least: int, most: int, *, default: int | None = None, what: str = "") -> int:
        """A whole number."""
        value = self.raw.get(name, default)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if type(value) is int and least <= value <= most:
            return value
        unit = f" of {what}" if what else ""
        self.problem(name, "is missing" if value is None else f"must be a whole number{unit} from {least} to {most}")
        return least

    def truth(self, name: str) -> bool:
        """True or false; false if missing."""
        value = self.raw.get(name)
        if value is not None and not isinstance(value, bool):
            self.problem(name, "must be true or false")
        return value is True

    def color(self, name: str) -> str | None:
        """A colour."""
        return self._matching(name, _COLOR, 7, "must be a colour like #3a7f00")

    def picture(self, name: str) -> str | None:
        """The id of a picture or clip."""
        return self._matching(name, _PICTURE, LONGEST_PICTURE, "must be the id of a picture on this server")

    def id(self, name: str) -> str | None:
        """A stable id."""
        return self._matching(name, _ID, 40, "must be 1 to 40 letters, digits, - or _")

    def language(self, name: str) -> str:
        """A language tag; English if missing."""
        return self._matching(name, _LANGUAGE, LONGEST_LANGUAGE, "must be a language tag like en or de-CH") or "en"

    def _matching(self, name: str, pattern: re.Pattern[str], longest: int, what: str) -> str | None:
        value = self.raw.get(name)
        if value is None:
            return None
        if isinstance(value, str) and len(value) <= longest and pattern.match(value):
            return value
        self.problem(name, what)
        return None

    def _string(self, name: str, longest: int, *, required: bool) -> str:
        value = self.raw.get(name)
        if value is None:
            if required:
                self.problem(name, "is missing")
            return ""
        if not isinstance(value, str):
            self.problem(name, "must be a text")
            return ""
        # Cleaning takes time, so what is far too long is not cleaned first.
        if len(value) > longest:
            self.problem(name, f"is too long: {len(value)} characters")
            return ""
        return value

    def _measured(self, name: str, value: str, longest: int) -> str:
        if len(value) > longest:
            self.problem(name, f"is too long: {len(value)} of at most {longest} characters")
        return value
