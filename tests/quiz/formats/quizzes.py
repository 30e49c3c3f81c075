"""Quizzes for the tests of formats: small ones by hand, and any that there may be."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from rumpus.quiz.content.file_fields import QuizError
from rumpus.quiz.content.questions import Question, Quiz
from rumpus.quiz.content.quiz_file import parse_document, to_dict
from rumpus.quiz.formats import Imported, import_quiz

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
CANVAS = '{"stage":{},"layer":{},"background":{"image":{"attrs":{}},"overlay":{"attrs":{}}},"shapes":[]}'


def question(kind: str = "ABCD", **changed: Any) -> dict[str, Any]:
    """A question of each kind."""
    options = [{"text": "yes", "right": True}, {"text": "no"}, {"text": "maybe"}]
    plain = [{"text": "one"}, {"text": "two"}, {"text": "three"}]
    own: dict[str, dict[str, Any]] = {
        "ABCD": {"options": options},
        "CHECK": {"options": [*options, {"text": "always", "right": True}]},
        "VOTING": {"options": plain},
        "ORDER": {"options": plain},
        "RANGE": {"min": -10, "max": 100, "min_correct": -5, "max_correct": 60},
        "TEXT": {"accepted": [{"text": "Berlin"}, {"text": "KOELN", "case_sensitive": True}]},
        "SLIDE": {"content": "Look here\nand there"},
    }
    return {"kind": kind, "question": f"A {kind} question", "time": 25} | own[kind] | changed


def quiz(*questions: dict[str, Any], **changed: Any) -> Quiz:
    """A quiz of these questions, else of all kinds."""
    kinds = ("ABCD", "CHECK", "VOTING", "ORDER", "RANGE", "TEXT", "SLIDE")
    return parse_document(
        {
            "rumpus_quiz": 1,
            "language": "en",
            "title": "A <b>quiz</b>",
            "description": "All &amp; sundry",
            "questions": list(questions) or [question(kind) for kind in kinds],
        }
        | changed
    )


def imported(data: bytes, filename: str = "") -> Quiz:
    """The quiz of a file that must come in."""
    result = import_quiz(data, filename)
    assert result.quiz is not None, [str(note) for note in result.report]
    return result.quiz


def codes(result: Imported) -> set[str]:
    """What the report says, without what was taken."""
    return {note.code for note in result.report if note.level != "taken"}


def only(result: Imported) -> Question:
    """The one question of a file."""
    assert result.quiz is not None, [str(note) for note in result.report]
    (found,) = result.quiz.questions
    return found


def bare(found: Quiz, *lost: str, of_quiz: tuple[str, ...] = (), of_options: tuple[str, ...] = ()) -> Quiz:
    """The quiz without members that a format cannot hold, and with ids made anew."""
    document = to_dict(found)
    for name in of_quiz:
        document.pop(name, None)
    for one in document["questions"]:
        for name in ("id", *lost):
            one.pop(name, None)
        for option in one.get("options", []):
            for name in ("id", *of_options):
                option.pop(name, None)
    return parse_document(msgspec.json.decode(msgspec.json.encode(document)))


_SPECIAL = "ab Zß1é<>&;=+-@'\"~#{}:\\%*[]()/|,.\u00a0€😀\u0301\u3000$!?_"
words = st.text(st.sampled_from(_SPECIAL), min_size=1, max_size=12)
html = st.one_of(words, st.builds("{}<b>{}</b>{}".format, words, words, words), st.just("5 &lt; 7 &amp; <i>8</i>"))
lines = st.lists(words, max_size=3).map("\n".join)


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), strategy)


def _different(found: list[str]) -> bool:
    keys = [text.casefold().replace(" ", "") for text in found]
    return len(set(keys)) == len(keys)


texts = st.lists(words, min_size=2, max_size=16, unique=True).filter(_different)


@st.composite
def options(draw: st.DrawFn, *, pictures: bool) -> list[dict[str, Any]]:
    built: list[dict[str, Any]] = []
    chosen = draw(texts)
    right = draw(st.integers(0, len(chosen) - 1))
    for index, text in enumerate(chosen):
        one: dict[str, Any] = {"text": text, "color": draw(st.sampled_from([None, "#3a7f00"]))}
        if not pictures:
            one["right"] = index == right or draw(st.booleans())
        built.append(one)
    return built


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["ABCD", "CHECK", "VOTING", "ORDER", "RANGE", "TEXT", "SLIDE"]))
    one: dict[str, Any] = {
        "kind": kind,
        "question": draw(html),
        "time": draw(st.integers(1, 999)),
        "points": draw(st.sampled_from([1000, 0, 1500])),
        "hide_results": draw(st.booleans()),
        "image_alt": draw(maybe(words)),
        "explanation": draw(maybe(lines)),
        "credit": draw(maybe(words)),
    }
    if kind in {"ABCD", "CHECK"}:
        one["options"] = draw(options(pictures=False))
    elif kind in {"VOTING", "ORDER"}:
        one["options"] = draw(options(pictures=True))
    elif kind == "RANGE":
        ends = sorted(draw(st.lists(st.integers(-1000, 1000), min_size=4, max_size=4, unique=True)))
        one |= dict(zip(("min", "min_correct", "max_correct", "max"), ends, strict=True))
    elif kind == "TEXT":
        one["accepted"] = [{"text": text, "case_sensitive": draw(st.booleans())} for text in draw(texts)]
    else:
        one["content"] = draw(st.one_of(lines, st.just(CANVAS)))
    return one


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """Any quiz without pictures."""
    document = {
        "rumpus_quiz": 1,
        "language": draw(st.sampled_from(["en", "de-CH"])),
        "title": draw(html),
        "description": draw(st.one_of(st.just(""), html)),
        "background_color": draw(st.sampled_from([None, "#102030"])),
        "questions": draw(st.lists(questions(), min_size=1, max_size=4)),
    }
    try:
        return parse_document(document)
    except QuizError:
        # Cleaning left nothing of a text, or made two options the same.
        return quiz()
