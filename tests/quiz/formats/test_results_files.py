"""Results of games as spreadsheet, CSV and JSON: all questions, whole totals, little memory."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from rumpus.quiz.content.quiz_file import to_dict
from rumpus.quiz.formats import (
    RESULTS_FORMATS,
    KeptResults,
    ResultAnswer,
    ResultPlayer,
    ResultsFormat,
    ResultsHead,
    ResultsSource,
    Worker,
    pack,
    write_packed_results,
    write_results,
)
from rumpus.quiz.rules.kept import VERSION, KeptAnswer, KeptGame, KeptPlayer
from tests.quiz.formats.games import OPENED, Played, peak_of_large_results
from tests.quiz.formats.quizzes import CANVAS, question, quiz

QUIZ = quiz(
    question(question="Is 5 &lt; <b>7</b>?"),
    question("SLIDE", content=CANVAS),
    question("TEXT", question="Never shown"),
    question("VOTING", question="Rather?"),
)


def kept() -> KeptGame:
    """Two players: a slide, a question that nobody was asked, and names that look like formulas."""
    return KeptGame(
        version=VERSION,
        game_id="g",
        game_pin="123456",
        user_id="u",
        quiz_id="q",
        game_mode="kahoot",
        custom_field="Class",
        opened=OPENED,
        lasted=60_000,
        reason="end",
        saved=True,
        quiz=to_dict(QUIZ),
        players=[KeptPlayer(1, "=1+1", "7b", 900, 2), KeptPlayer(2, "bea", None, 950, 1)],
        answers=[
            [KeptAnswer(2, "yes", True, 1000, 950), KeptAnswer(1, "no", False, 3000, 0)],
            [],
            [],
            [KeptAnswer(1, "@two", False, 500, 0), KeptAnswer(9, "kicked", False, 500, 0)],
        ],
        exports={},
    )


def source() -> ResultsSource:
    return KeptResults(kept())


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_the_spreadsheet_has_all_questions() -> None:
    found = sheets(write_results(source(), "xlsx").data)
    assert list(found) == ["Players", "Questions", "1. Question", "2. Question", "3. Question", "4. Question"]
    assert found["Players"] == [
        ["Username", "Score", "Custom-Field", "Rank"],
        ["bea", 950.0, "", 1.0],
        ["=1+1", 900.0, "7b", 2.0],
    ]
    header, first, slide, unasked, voting = found["Questions"]
    assert header[:6] == ["Question", "Time", "Image", "Correct answers", "Correct answers", "Wrong answers"]
    assert first == ["Is 5 < 7?", "25", "", "50%", 1.0, 1.0, 0.0, 2.0, "ABCD"]
    assert slide[3:7] == ["0%", 0.0, 0.0, 0.0]
    assert unasked[:1] + unasked[3:7] == ["Never shown", "0%", 0.0, 0.0, 2.0]
    assert voting[3:7] == ["0%", 0.0, 1.0, 1.0]
    assert found["1. Question"] == [
        ["Answer", "Correct", "Username", "Score", "Time (s)"],
        ["yes", "True", "bea", 950.0, 1.0],
        ["no", "False", "=1+1", 0.0, 3.0],
    ]
    assert found["4. Question"][1:] == [["@two", "False", "=1+1", 0.0, 0.5]]


def test_names_and_answers_are_never_formulas() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(write_results(source(), "xlsx").data)) as packed:
        for name in packed.namelist():
            assert b"<f>" not in packed.read(name)
    for form in ("csv", "csv_answers"):
        text = write_results(source(), form).data.decode("utf-8-sig")
        assert "'=1+1" in text
        assert ",=1+1" not in text
    assert "'@two" in write_results(source(), "csv_answers").data.decode("utf-8-sig")


def test_csv_has_a_row_for_each_player() -> None:
    found = rows(write_results(source(), "csv", delimiter=";").data, ";")
    assert found == [
        {"Rank": "1", "Username": "bea", "Class": "", "Score": "950", "Correct": "1"}
        | {"Question 1": "950", "Question 2": "", "Question 3": "", "Question 4": ""},
        {"Rank": "2", "Username": "'=1+1", "Class": "7b", "Score": "900", "Correct": "0"}
        | {"Question 1": "0", "Question 2": "", "Question 3": "", "Question 4": "0"},
    ]


def test_csv_of_answers_has_a_row_for_each() -> None:
    found = rows(write_results(source(), "csv_answers").data)
    assert [(row["Question number"], row["Username"], row["Correct"], row["Time (ms)"]) for row in found] == [
        ("1", "bea", "True", "1000"),
        ("1", "'=1+1", "False", "3000"),
        ("4", "'=1+1", "False", "500"),
    ]


def test_json_has_the_shape_of_the_export() -> None:
    found = json.loads(write_results(source(), "json").data)
    assert found["rumpus_results"] == VERSION
    assert [player["username"] for player in found["players"]] == ["bea", "=1+1"]
    assert [len(one["answers"]) for one in found["questions"]] == [2, 0, 0, 1]
    assert found["questions"][0]["answers"][0] == {
        "username": "bea",
        "answer": "yes",
        "right": True,
        "time_taken": 1000,
        "score": 950,
    }


@pytest.mark.parametrize("form", RESULTS_FORMATS)
def test_packed_results_are_the_same_results(form: ResultsFormat) -> None:
    packed = pack(source())
    assert packed.head == source().head
    if form == "xlsx":
        assert sheets(write_packed_results(packed, form).data) == sheets(write_results(source(), form).data)
    else:
        assert write_packed_results(packed, form).data == write_results(source(), form).data


class Empty:
    head = ResultsHead("g", "t", "", OPENED, None, (), QUIZ.questions)

    def answers(self, index: int) -> Iterator[ResultAnswer]:
        return iter(())


@pytest.mark.parametrize("form", RESULTS_FORMATS)
def test_a_game_without_players_has_results(form: ResultsFormat) -> None:
    assert write_results(Empty(), form).data


def test_points_agree_everywhere() -> None:
    played = Played(quiz(*[question()] * 6), 40)
    by_player = {row["Username"]: row for row in rows(write_results(played, "csv").data)}
    totals: dict[str, int] = dict.fromkeys(by_player, 0)
    for row in rows(write_results(played, "csv_answers").data):
        totals[row["Username"]] += int(row["Score"])
    found = sheets(write_results(played, "xlsx").data)
    for name, row in by_player.items():
        assert totals[name] == sum(int(row[f"Question {number}"]) for number in range(1, 7))
    in_sheets = sum(row[3] for number in range(1, 7) for row in found[f"{number}. Question"][1:])
    assert in_sheets == sum(totals.values())


@pytest.mark.parametrize("form", RESULTS_FORMATS)
async def test_two_thousand_players_and_fifty_questions_take_little_memory(form: ResultsFormat) -> None:
    worker = Worker(timeout=100)
    try:
        kilobytes, size = await worker.run(peak_of_large_results, 2_000, 50, form)
    finally:
        await worker.close()
    assert size > 100_000
    # The text of 100,000 answers as CSV or JSON is some 10 MB, held once or twice.
    assert kilobytes < 100_000


def test_players_stand_by_their_rank() -> None:
    class Tied(Empty):
        head = ResultsHead(
            "g",
            "t",
            "",
            OPENED,
            None,
            (ResultPlayer(3, "c", None, 5, 1), ResultPlayer(1, "a", None, 5, 1), ResultPlayer(2, "b", None, 1, 3)),
            QUIZ.questions,
        )

    assert [row["Username"] for row in rows(write_results(Tied(), "csv").data)] == ["a", "c", "b"]
