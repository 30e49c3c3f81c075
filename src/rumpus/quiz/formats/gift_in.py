"""Moodle's GIFT format, read: choice, short answer, true or false, numbers, matching with places, descriptions."""

import math
import re
from typing import Final, NamedTuple

from rumpus.quiz.formats import markup
from rumpus.quiz.formats.draft import Draft, RawOption, RawQuestion, RawSpan
from rumpus.quiz.formats.gift_marks import format_of, hide, reveal
from rumpus.quiz.formats.limits import MOST_QUESTIONS_READ
from rumpus.quiz.formats.report import Notes, Place

_NAME: Final = re.compile(r"\s*::(.*?)::", re.DOTALL)
_TRUTH: Final = re.compile(r"(?:(T|TRUE)|F|FALSE)\s*(?:#.*)?\Z", re.IGNORECASE | re.DOTALL)
_WEIGHT: Final = re.compile(r"\s*%(-?[0-9]{1,3}(?:[.,][0-9]{0,8})?)%")
_CATEGORY: Final = re.compile(r"\s*\$CATEGORY:(.*)", re.IGNORECASE)
_CONTEXT: Final = re.compile(r"\$(?:course|module|system|cat[0-9]*)\$\Z")
_SLASH: Final = re.compile(r"(?<!/)/(?!/)")
_DECIMAL: Final = r"\s*(-?[0-9]{1,12}(?:\.[0-9]{0,12})?(?:[eE][+-]?[0-9]{1,2})?)\s*"
_FROM_TO: Final = re.compile(_DECIMAL + r"\.\." + _DECIMAL + r"\Z")
_TOLERANCE: Final = re.compile(_DECIMAL + r"(?::" + _DECIMAL + r")?\Z")
_TRUE_FALSE: Final = {"de": ("Wahr", "Falsch"), "fr": ("Vrai", "Faux"), "es": ("Verdadero", "Falso")}
_BLANK: Final = "_____"
_FULL: Final = 100.0
_MOST_TOKENS: Final = 100


class _Token(NamedTuple):
    mark: str
    weight: float | None
    text: str
    has_feedback: bool

    @property
    def worth(self) -> float:
        """Percent of the points."""
        if self.weight is not None:
            return self.weight
        return _FULL if self.mark == "=" else 0.0


def read_gift(source: str, language: str, notes: Notes) -> Draft:
    """The questions of a GIFT file. `language` is that of the words for true and false."""
    draft = Draft()
    lines = hide(source.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    block: list[str] = []
    start = 1
    for number, line in enumerate([*lines, ""], 1):
        if line.lstrip().startswith("//"):
            continue
        category = _CATEGORY.match(line)
        if category is not None:
            draft.title = draft.title or markup.of_plain(_last_category(category.group(1)))
            continue
        if line.strip():
            start = start if block else number
            block.append(line)
        elif block:
            if len(draft.questions) < MOST_QUESTIONS_READ:
                place = Place(row=start, question=len(draft.questions) + 1)
                raw = _question("\n".join(block), place, language, notes)
                if raw is not None:
                    draft.questions.append(raw)
            block = []
    return draft


def _last_category(path: str) -> str:
    # A slash of a name is written twice.
    name = _SLASH.split(reveal(path))[-1].strip().replace("//", "/")
    return "" if _CONTEXT.match(name) else name


def _question(block: str, place: Place, language: str, notes: Notes) -> RawQuestion | None:
    name = ""
    named = _NAME.match(block)
    if named is not None:
        name, block = reveal(named.group(1)).strip(), block[named.end() :]
    form, block = format_of(block)
    opening = block.find("{")
    if opening < 0:
        content = markup.shown(_html(form, block))
        return RawQuestion(place, "SLIDE", markup.of_plain(name), content=content)
    closing = block.find("}", opening)
    if closing < 0:
        notes.error("question_unreadable", place, what="{ …")
        return None
    before, inside, after = block[:opening], block[opening + 1 : closing], block[closing + 1 :]
    gap = f" {_BLANK} " if after.strip() and before.strip() else ""
    raw = RawQuestion(place, "ABCD", _html(form, before.strip() + gap + after.strip()))
    inside, _, general = inside.partition("####")
    if general.strip():
        raw.explanation = markup.shown(_html(*format_of(general)))
    return raw if _answered(raw, inside.strip(), language, notes) else None


def _answered(raw: RawQuestion, inside: str, language: str, notes: Notes) -> bool:
    """Read the answers; False if it is a question that cannot be played."""
    if not inside:
        notes.skipped("question_skipped", raw.place, kind="essay")
        return False
    truth = _TRUTH.match(inside)
    if truth is not None:
        words = _TRUE_FALSE.get(language[:2].lower(), ("True", "False"))
        is_true = truth.group(1) is not None
        raw.options = [RawOption(words[0], right=is_true), RawOption(words[1], right=not is_true)]
        if "#" in inside:
            notes.changed("feedback_dropped", raw.place)
        return True
    if inside.startswith("#"):
        return _number(raw, inside[1:], notes)
    tokens = _tokens(inside)
    if tokens is None:
        notes.error("question_unreadable", raw.place, what=reveal(inside))
        return False
    if any(token.has_feedback for token in tokens):
        notes.changed("feedback_dropped", raw.place)
    if any(token.mark == "~" for token in tokens):
        _choice(raw, tokens, notes)
        return True
    if all("->" in token.text for token in tokens):
        return _places(raw, tokens, notes)
    _short(raw, tokens, notes)
    return True


def _choice(raw: RawQuestion, tokens: list[_Token], notes: Notes) -> None:
    single = any(token.mark == "=" for token in tokens)
    if not single:
        # Moodle's form with several answers: shares of the points, and a penalty for what is wrong.
        single = all(token.worth in (0.0, _FULL) for token in tokens)
    raw.kind = "ABCD" if single else "CHECK"
    least = _FULL if single else 0.0001
    for token in tokens:
        form, text = format_of(token.text)
        plain = reveal(text) if form in (None, "plain") else markup.shown(_html(form, text))
        raw.options.append(RawOption(plain.strip(), right=token.worth >= least))
    if single and any(0 < token.worth < _FULL for token in tokens):
        notes.changed("weights_dropped", raw.place)


def _short(raw: RawQuestion, tokens: list[_Token], notes: Notes) -> None:
    raw.kind = "TEXT"
    for token in tokens:
        if token.worth < _FULL:
            notes.changed("weights_dropped", raw.place)
            continue
        text = reveal(token.text).strip()
        if "*" in text:
            notes.changed("wildcard", raw.place)
        raw.options.append(RawOption(text))


def _places(raw: RawQuestion, tokens: list[_Token], notes: Notes) -> bool:
    """Matching is an order if its left sides count from 1."""
    pairs = [token.text.partition("->") for token in tokens]
    numbers = [reveal(left).strip().rstrip(".)") for left, _, _ in pairs]
    if sorted(numbers) != sorted(str(number) for number in range(1, len(pairs) + 1)):
        notes.skipped("question_skipped", raw.place, kind="matching")
        return False
    raw.kind = "ORDER"
    ordered = sorted(zip(numbers, pairs, strict=True), key=lambda one: int(one[0]))
    raw.options = [RawOption(reveal(right).strip()) for _, (_, _, right) in ordered]
    return True


def _number(raw: RawQuestion, inside: str, notes: Notes) -> bool:
    tokens = _tokens(inside) if inside.lstrip().startswith("=") else [_token("=" + inside)]
    found = next((token for token in tokens or [] if token.worth >= _FULL), None)
    bounds = _bounds(reveal(found.text)) if found is not None else None
    if tokens is None or found is None or bounds is None:
        notes.error("question_unreadable", raw.place, what="#" + reveal(inside))
        return False
    if len(tokens) > 1:
        notes.changed("weights_dropped", raw.place)
    if any(token.has_feedback for token in tokens):
        notes.changed("feedback_dropped", raw.place)
    low, high = bounds
    first, last = math.ceil(low), math.floor(high)
    if first > last:
        # No whole number is right, so it is typed.
        raw.kind = "TEXT"
        middle = f"{(low + high) / 2:g}"
        raw.options = [RawOption(middle), RawOption(middle.replace(".", ","))]
        notes.changed("span_rounded", raw.place)
        return True
    raw.kind = "RANGE"
    raw.span = RawSpan(None, None, first, last)
    if first != low or last != high:
        notes.changed("span_rounded", raw.place)
    return True


def _bounds(text: str) -> tuple[float, float] | None:
    found = _FROM_TO.match(text)
    if found is not None:
        return float(found.group(1)), float(found.group(2))
    found = _TOLERANCE.match(text)
    if found is None:
        return None
    value, tolerance = float(found.group(1)), abs(float(found.group(2) or 0))
    return value - tolerance, value + tolerance


def _tokens(inside: str) -> list[_Token] | None:
    parts = re.split(r"(?=[~=])", inside, maxsplit=_MOST_TOKENS)
    if parts[0].strip():
        return None
    return [_token(part) for part in parts[1:]]


def _token(part: str) -> _Token:
    mark, rest = part[0], part[1:]
    weight = None
    found = _WEIGHT.match(rest)
    if found is not None:
        weight, rest = float(found.group(1).replace(",", ".")), rest[found.end() :]
    text, feedback, _ = rest.partition("#")
    return _Token(mark, weight, text, bool(feedback))


def _html(form: str | None, hidden: str) -> str:
    text = reveal(hidden)
    return markup.of_plain(text) if form == "plain" else markup.of_loose(text)
