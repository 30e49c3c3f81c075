"""JSON: our quiz file as it is, and what the deployed original's REST gives."""

import json

import pytest

from rumpus.quiz.content.quiz_file import write_quiz
from rumpus.quiz.formats import (
    ImportFailed,
    deployed_quiz,
    import_document,
    import_quiz,
    only_pictures,
    picture_ids,
    with_pictures,
)
from tests.quiz.formats.quizzes import imported, question, quiz


def test_a_quiz_file_comes_in_as_it_is() -> None:
    found = quiz(language="de")
    result = import_quiz(write_quiz(found), language="fr")
    assert result.quiz == found
    assert {note.code for note in result.report} == {"question_taken"}


def test_errors_name_question_and_field() -> None:
    document = json.loads(write_quiz(quiz()))
    document["questions"][1]["time"] = 0
    document["questions"][2]["options"] = []
    result = import_quiz(json.dumps(document).encode())
    assert result.quiz is None
    said = [str(note) for note in result.errors]
    assert said == [
        "question 2, time: must be a whole number of seconds from 1 to 999",
        "question 3, options: must be 2 to 16, not 0",
    ]


def test_a_quiz_of_the_original_comes_in() -> None:
    answers = [{"right": True, "answer": "y", "color": None}, {"right": False, "answer": "n", "color": None}]
    raw = {
        "id": "x",
        "title": "Theirs",
        "description": "d",
        "cover_image": "623934184277405a92d914d656ecca20",
        "questions": [{"question": "q", "time": "5.0", "type": "ABCD", "answers": answers, "image": "http://a/b.png"}],
    }
    result = import_quiz(json.dumps(raw).encode(), "theirs.json")
    found = result.quiz
    assert found is not None
    assert (found.title, found.questions[0].time, found.questions[0].image) == ("Theirs", 5, None)
    assert picture_ids(found) == {"623934184277405a92d914d656ecca20"}
    assert "picture_outside" in {note.code for note in result.report}
    assert picture_ids(only_pictures(found, frozenset())) == set()


@pytest.mark.parametrize("data", [b"{", b'{"a": 1}', b'{"questions": 1}', b'{"x":' * 60_000, b'{"\xff": 1}'])
def test_other_json_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFailed):
        import_quiz(data, "x.json")


def test_decoded_documents_of_both_shapes_come_in() -> None:
    found = quiz()
    assert import_document(json.loads(write_quiz(found))).quiz == found
    assert import_document(deployed_quiz(found)).quiz == found
    assert import_document({"title": "t", "questions": []}).quiz is None


def test_no_quiz_file_of_a_later_version() -> None:
    result = import_quiz(b'{"rumpus_quiz": 2}')
    assert [note.code for note in result.errors] == ["invalid"]


def test_pictures_get_the_ids_of_the_library() -> None:
    options = [{"text": "one", "image": "a"}, {"text": "two", "image": "b"}]
    found = quiz(question(image="a"), question("VOTING", options=options), cover_image="c")
    assert picture_ids(found) == {"a", "b", "c"}
    moved = with_pictures(found, {"a": "lib1", "b": None})
    assert picture_ids(moved) == {"lib1", "c"}
    assert imported(write_quiz(moved)) == moved
