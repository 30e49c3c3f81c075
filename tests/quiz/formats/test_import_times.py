"""Files made to take long: each is read or refused within seconds."""

import gzip
import json
import time
from contextlib import suppress

import pytest

from rumpus.quiz.formats import ImportFailed, import_quiz
from rumpus.quiz.formats.cqa import AFTER_QUIZ
from rumpus.quiz.formats.detect import ImportFormat
from tests.quiz.formats.workbooks import changed, with_sheet

MOST = 6.0
"""Seconds, on a machine that does other things as well."""

SIZE = 2 * 1024 * 1024 - 200
TABLE = b"Question,Answer 1,Answer 2,Correct\n"


def shared_text_bomb() -> bytes:
    cells = "".join(f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 60 + "</row>" for row in range(1, 3_000))
    text = f'<?xml version="1.0"?><sst><si><t>{"x" * 100_000}</t></si></sst>'
    return changed(with_sheet(f"<sheetData>{cells}</sheetData>"), {"xl/sharedStrings.xml": text.encode()})


def deep(text: str) -> bytes:
    answers = [{"answer": f"{number}{text}", "right": True} for number in range(16)]
    question = {"question": text, "type": "ABCD", "time": "20", "answers": answers, "explanation": text}
    count = min(300, 4_000_000 // len(json.dumps(question)))
    return gzip.compress(json.dumps({"title": text, "questions": [question] * count}).encode()) + AFTER_QUIZ


FILES: dict[str, tuple[bytes, ImportFormat | None]] = {
    "line breaks": (b"\n" * SIZE, None),
    "spaces": (b" " * SIZE, None),
    "braces": (b"{" * SIZE, "gift"),
    "braces and blanks": (b"{ " * (SIZE // 2), "gift"),
    "tildes": (b"q {" + b"~" * (SIZE - 10) + b"}", "gift"),
    "many gift questions": (b"q {=a ~b}\n\n" * (SIZE // 12), "gift"),
    "colons": (b":" * SIZE, "gift"),
    "percents": (b"q {~%" + b"1%" * (SIZE // 2 - 10) + b"}", "gift"),
    "quotes": (TABLE + b'"' * (SIZE - 100), "csv"),
    "tags": (TABLE + b"<b>" * 30_000 + b",a,b,1\n", "csv"),
    "open tags": (TABLE + b"<a " * 30_000 + b",a,b,1\n", "csv"),
    "ampersands": (TABLE + b"&" * 100_000 + b",a,b,1\n", "csv"),
    "many rights": (TABLE + b'q,a,b,"' + b"1," * 50_000 + b'"\n', "csv"),
    "many rows": (TABLE + b"<b>x</b> &amp; y,a,b,1\n" * 4_900, "csv"),
    "XML of spaces": (b'<?xml version="1.0"?><assessmentItem><itemBody>' + b" " * (SIZE - 100), "qti"),
    "XML with a wide blank": (
        b"<assessmentItem><itemBody><p>a" + b" " * (SIZE - 100) + b"b</p></itemBody></assessmentItem>",
        "qti",
    ),
    "JSON of brackets": (b"[" * SIZE, "json"),
    "JSON of texts": (b'{"questions":[' + b'"<b>",' * 300_000 + b"1]}", "json"),
    "long texts": (deep("<b>" * 3_000), None),
    "combining marks": (deep("a" + "\u0301\u0316" * 1_000), None),
    "very long texts": (deep("<b>&amp;" * 3_000), None),
    "shared texts": (shared_text_bomb(), None),
}


@pytest.mark.parametrize(("data", "form"), FILES.values(), ids=FILES.keys())
def test_no_file_takes_long(data: bytes, form: ImportFormat | None) -> None:
    for chosen in {None, form}:
        before = time.process_time()
        with suppress(ImportFailed):
            import_quiz(data, format=chosen)
        assert time.process_time() - before < MOST


def test_a_text_shared_by_all_cells_is_no_bomb() -> None:
    with pytest.raises(ImportFailed) as failed:
        import_quiz(shared_text_bomb())
    assert failed.value.note.code == "unpacked_too_large"
