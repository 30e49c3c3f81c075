"""Spreadsheets: the original's, Kahoot's template, and hostile ones."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest

from rumpus.quiz.content.questions import ChoiceQuestion
from rumpus.quiz.formats import ImportFailed, import_quiz
from tests.quiz.formats.quizzes import codes, imported, only
from tests.quiz.formats.workbooks import changed, kahoot, original, with_sheet, workbook

ROW = ("Which?", "yes", "no", None, None, "20", "1")


def rights(found: Any) -> list[str]:
    assert isinstance(found, ChoiceQuestion)
    return [option.text for option in found.options if option.right]


def test_the_originals_spreadsheet_is_read() -> None:
    result = import_quiz(original(ROW, (None, None), ("B <b>or</b> c?", "a", "b", "c", None, 15.0, "1,3")))
    quiz = result.quiz
    assert quiz is not None
    assert (quiz.title, quiz.description) == ("A quiz", "About it")
    assert [(one.question, one.time) for one in quiz.questions] == [("Which?", 20), ("B <b>or</b> c?", 15)]
    assert rights(quiz.questions[1]) == ["a", "c"]
    assert [note.place.row for note in result.report] == [14, 16]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Which?", "yes", "no", None, None, "20", "5"), "right_unknown"),
        (("Which?", "yes", None, None, None, "20", "1"), "too_few_options"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_with_its_number(row: tuple[Any, ...], code: str) -> None:
    result = import_quiz(original(ROW, row))
    assert result.quiz is None
    (note,) = [note for note in result.errors if note.code == code]
    assert note.place.row == 15


def test_a_row_without_right_answers_is_an_opinion() -> None:
    result = import_quiz(original(("Which?", "yes", "no", None, None, "20")))
    assert only(result).kind == "VOTING"
    assert "kind_voting" in codes(result)


def test_a_short_title_and_bad_times_cost_nothing() -> None:
    result = import_quiz(original((*ROW[:5], "soon", "1"), title=""), "my_class-quiz.xlsx")
    assert result.quiz is not None
    assert result.quiz.title == "my class-quiz"
    assert codes(result) == {"title_made", "time_unreadable"}


def test_kahoots_template_is_read() -> None:
    result = import_quiz(
        kahoot(
            ("Which planets have rings?", "Saturn", "Uranus", "Mars", "Venus", 240, "1,2"),
            ("Is 5 < 7 & 7 > 5?", "Yes", "No", None, None, 10, 1),
            (None,),
            ("Capital of Chile?", "Lima", "Quito", "Santiago", None, 20, 3.0),
        ),
        "Geography.xlsx",
    )
    quiz = result.quiz
    assert quiz is not None
    assert quiz.title == "Geography"
    assert [one.time for one in quiz.questions] == [240, 10, 20]
    assert quiz.questions[1].question == "Is 5 &lt; 7 &amp; 7 &gt; 5?"
    assert [rights(one) for one in quiz.questions] == [["Saturn", "Uranus"], ["Yes"], ["Santiago"]]
    assert [note.place.row for note in result.report if note.level == "taken"] == [9, 10, 12]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1.3, ["a", "c"]),
        (dt.datetime(2026, 3, 1), ["a", "c"]),  # noqa: DTZ001 - cells have no time zone
        ("1, 3", ["a", "c"]),
        ("1;3", ["a", "c"]),
        ("A and C", ["a", "c"]),
        ("c", ["c"]),
        (True, None),
        ("all", None),
    ],
)
def test_what_is_right_may_be_written_in_many_ways(cell: Any, expected: list[str] | None) -> None:
    result = import_quiz(kahoot(("Which?", "a", "b", "c", None, 20, cell)))
    if expected is None:
        assert {note.code for note in result.errors} >= {"right_unknown"}
    else:
        assert rights(only(result)) == expected


def test_longer_lists_of_answers_than_kahoots_are_read() -> None:
    names = ("Question", *(f"Answer {number}" for number in range(1, 7)), "Time limit (sec)", "Correct answer(s)")
    row: tuple[Any, ...] = ("Which?", "a", "b", "c", "d", "e", "f", 30, "6")
    cells: dict[str, Any] = {f"{column}1": text for column, text in zip("ABCDEFGHI", names, strict=True)}
    cells |= {f"{column}2": cell for column, cell in zip("ABCDEFGHI", row, strict=True)}
    assert rights(only(import_quiz(workbook({"Any": cells})))) == ["f"]


def test_formulas_and_links_are_what_they_last_came_to() -> None:
    rows = original(("Sum?", ('=HYPERLINK("http://evil.example")', "two"), ("=1+1", 2), None, None, ("=10*2", 20), "1"))
    found = only(import_quiz(rows))
    assert isinstance(found, ChoiceQuestion)
    assert [option.text for option in found.options] == ["two", "2"]
    assert found.time == 20


def test_the_sheet_with_the_quiz_is_found() -> None:
    cells = {
        f"{column}3": text for column, text in zip("ABCD", ("Frage", "Antwort 1", "Antwort 2", "Richtig"), strict=True)
    }
    cells |= {"A4": "Was?", "B4": "dies", "C4": "das", "D4": "2"}
    result = import_quiz(workbook({"Notes": {"A1": "to do"}, "Quiz": cells}))
    assert rights(only(result)) == ["das"]


def hostile() -> dict[str, tuple[bytes, str]]:
    far = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="{0}"><c r="{1}"><v>1</v></c></row></sheetData>'
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<a/>")
        packed.writestr("xl/workbook.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    doctype = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    good = original(ROW)
    crowded = "<sheetData><row>" + "<c/>" * 200_001 + "</row></sheetData>"
    return {
        "a cell in the last row": (with_sheet(far.format(1048576, "A1048576")), "too_many_rows"),
        "a cell in the last column": (with_sheet(far.format(2, "XFD2")), "too_many_columns"),
        "a column that does not exist": (with_sheet(far.format(2, "ZZZZZZZZZZZZ2")), "too_many_columns"),
        "too many cells": (with_sheet(crowded), "too_many_cells"),
        "a zip bomb": (bomb.getvalue(), "unpacked_too_large"),
        "an entity bomb": (changed(good, {"xl/sharedStrings.xml": doctype}), "xml_not_allowed"),
        "no XML": (changed(good, {"xl/workbook.xml": b"not xml"}), "damaged"),
        "cut off": (good[: len(good) // 2], "damaged"),
        "an old file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "format_old_excel"),
        "another table": (workbook({"Sheet1": {"A1": "Name", "B1": "Grade"}}), "unknown_sheet"),
        "nothing in it": (workbook({"Sheet1": {}}), "unknown_sheet"),
        "far too large": (b"PK\x03\x04" + bytes(33 * 1024 * 1024), "file_too_large"),
    }


@pytest.mark.parametrize(("data", "code"), hostile().values(), ids=hostile().keys())
def test_hostile_and_broken_workbooks_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        import_quiz(data, "quiz.xlsx")
    assert failed.value.note.code == code


def test_an_opendocument_file_is_told_apart() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<a/>")
    with pytest.raises(ImportFailed, match=r"save it as \.xlsx"):
        import_quiz(out.getvalue(), "quiz.ods")


def test_pictures_and_external_links_in_a_workbook_are_not_looked_at() -> None:
    data = changed(original(ROW), {"xl/externalLinks/externalLink1.xml": b"<broken", "xl/media/a.png": b"<!DOCTYPE x>"})
    assert len(imported(data).questions) == 1
