"""Whatever the bytes are: a quiz, or a report, or ImportFailed."""

import gzip
import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rumpus.quiz.content.quiz_file import parse_quiz, write_quiz
from rumpus.quiz.formats import EXPORT_FORMATS, ImportFailed, export_quiz, import_quiz
from rumpus.quiz.formats.cqa import AFTER_QUIZ
from rumpus.quiz.formats.detect import ImportFormat
from tests.quiz.formats.quizzes import PNG, question, quiz
from tests.quiz.formats.workbooks import changed, kahoot, original

FORMATS: tuple[ImportFormat, ...] = ("cqa", "xlsx", "csv", "json", "gift", "qti")
slow = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def survives(data: bytes, filename: str = "", form: ImportFormat | None = None) -> None:
    try:
        result = import_quiz(data, filename, format=form)
    except ImportFailed:
        return
    assert (result.quiz is None) == bool(result.errors)
    assert all(str(note) for note in result.report)
    if result.quiz is not None:
        # What comes in is clean: it stands up to the same checks again.
        assert parse_quiz(write_quiz(result.quiz)) == result.quiz


def valid_files() -> list[bytes]:
    found = quiz(question(image="a"), question("CHECK"), question("TEXT"), question("ORDER"), question("SLIDE"))
    row = ("Which?", "yes", "no", None, None, 20, "1")
    files = [export_quiz(found, form, {"a": PNG}).data for form in EXPORT_FORMATS]
    return [*files, kahoot(row), original(row)]


VALID = valid_files()


@given(st.binary(max_size=300), st.sampled_from(FORMATS))
@example(b"PK\x03\x04", "xlsx")
@example(b"", "json")
@slow
def test_any_bytes_as_any_format(data: bytes, form: ImportFormat) -> None:
    survives(data)
    survives(data, form=form)


@given(st.text(st.sampled_from("{}~=#%:->\\\n[]html T1.,$CATEGORY/<b>&\"';\t"), max_size=120))
@slow
def test_any_text_as_a_text_format(text: str) -> None:
    for form in ("gift", "csv", "json"):
        survives(text.encode(), form=form)
    survives(b"Question,Answer 1,Answer 2,Correct,Kind\n" + text.encode(), "x.csv")
    survives(f'<?xml version="1.0"?><assessmentItem><itemBody>{text}</itemBody></assessmentItem>'.encode())


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=6,
)
members = (
    "question",
    "time",
    "type",
    "answers",
    "image",
    "points",
    "hide_results",
    "id",
    "explanation",
    "answer",
    "right",
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(members), st.one_of(anything, st.sampled_from(["ABCD", "RANGE", "SLIDE"])))
    ),
    st.dictionaries(st.sampled_from(["title", "description", "language", "cover_image", "background_color"]), anything),
)
@slow
def test_any_members_in_the_originals_shapes(questions: list[dict[str, object]], rest: dict[str, object]) -> None:
    import msgspec

    data = msgspec.json.encode(rest | {"questions": questions})
    survives(data, "x.json")
    survives(gzip.compress(data) + AFTER_QUIZ)


@pytest.mark.parametrize("data", VALID, ids=[*EXPORT_FORMATS, "kahoot", "original"])
def test_mutated_files(data: bytes) -> None:
    dice = random.Random(20261122)
    for _ in range(120):
        broken = bytearray(data)
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(broken))
            match dice.randrange(4):
                case 0:
                    broken[at] = dice.randrange(256)
                case 1:
                    del broken[at : at + dice.randint(1, 40)]
                case 2:
                    broken[at:at] = dice.randbytes(dice.randint(1, 20))
                case _:
                    broken[at:at] = broken[at : at + 60]
            if not broken:
                break
        survives(bytes(broken))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_mutated_parts_of_a_workbook(part: str) -> None:
    import io
    import zipfile

    data = kahoot(("Which?", "yes", "no", None, None, 20, "1"))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        whole = packed.read(part).decode()
    dice = random.Random(part)
    pieces = [
        'r="A9"',
        't="s"',
        't="inlineStr"',
        "<v>99999999</v>",
        's="9999"',
        "<is><t>x</t></is>",
        "<c/>",
        '"',
        "1e400",
    ]
    for _ in range(60):
        at = dice.randrange(len(whole))
        cut = dice.choice([0, 0, 3, 12])
        survives(changed(data, {part: (whole[:at] + dice.choice(pieces) + whole[at + cut :]).encode()}))
