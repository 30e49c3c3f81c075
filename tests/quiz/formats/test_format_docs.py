"""What docs/ says about formats is so, and every code of a report has a sentence."""

import re
from pathlib import Path

import pytest

import rumpus.quiz.formats
from rumpus.quiz.content.quiz_file import parse_quiz
from rumpus.quiz.formats import ImportFailed, import_quiz
from rumpus.quiz.formats.columns import _WORDS, header_of
from rumpus.quiz.formats.messages import MESSAGES
from rumpus.quiz.formats.report import Note, Place
from tests.quiz.formats.quizzes import codes, imported

DOCS = Path(__file__).parents[3] / "docs"
KINDS = ["ABCD", "CHECK", "VOTING", "ORDER", "RANGE", "TEXT", "SLIDE"]


def block(page: str, language: str) -> str:
    text = (DOCS / page).read_text(encoding="utf-8")
    (found,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(found)


def test_the_example_of_a_quiz_file_is_one() -> None:
    quiz = parse_quiz(block("quiz-file.md", "json"))
    assert [one.kind for one in quiz.questions] == KINDS


def test_the_example_of_a_table_is_one() -> None:
    result = import_quiz(block("import.md", "csv").encode())
    assert result.format == "csv"
    assert codes(result) == set()
    assert [one.kind for one in imported(block("import.md", "csv").encode()).questions] == KINDS


def test_every_column_of_the_documentation_is_known() -> None:
    text = (DOCS / "import.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*) \| (`[^|]*) \|", text, re.MULTILINE)
    english = [name for cell, _ in rows for name in re.findall(r"`([^`]+)`", cell)]
    german = [name for _, cell in rows for name in re.findall(r"`([^`]+)`", cell)]
    for names in (english, german):
        for name in set(names) - {"Frage", "Question"}:
            found = header_of([["Question", "Answer 1", "Answer 2", name]])
            assert found is not None
            assert len(found.places) + len(found.answers) >= 3 + (not name.startswith(("Answer 1", "Antwort 1")))
    assert len(rows) == len(_WORDS)


def test_every_code_has_a_sentence_and_every_sentence_is_used() -> None:
    folder = Path(rumpus.quiz.formats.__file__).parent
    source = "\n".join(path.read_text() for path in folder.glob("*.py") if path.name != "messages.py")
    for code in MESSAGES:
        assert f'"{code}"' in source, code
    used = set(re.findall(r'(?:changed|skipped|error|ImportFailed)\(\s*"(\w+)"', source))
    assert used <= set(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_every_sentence_can_be_said(code: str) -> None:
    names = re.findall(r"\{(\w+)\}", MESSAGES[code])
    note = Note("changed", code, Place(row=2, question=1, option=3, field="text"), dict.fromkeys(names, "x"))
    assert str(note).startswith("row 2, question 1, option 3, text: ")
    assert "{" not in note.message
    assert str(ImportFailed(code, **dict.fromkeys(names, 3)))
