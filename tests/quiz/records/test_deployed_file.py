"""Quizzes of the deployed editor, and quizzes for those who may not see what is right."""

import msgspec
from hypothesis import given

from rumpus.quiz.content.file_fields import Problem
from rumpus.quiz.content.questions import OrderQuestion, Quiz, TextQuestion
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.formats import picture_ids
from rumpus.quiz.formats.deployed import deployed_quiz
from rumpus.quiz.records.deployed_file import document_of, place_of
from rumpus.quiz.records.drafts import draft_of, quiz_of
from rumpus.quiz.records.public_quiz import deployed_without_solutions, without_solutions
from tests.quiz.formats.quizzes import quizzes


@given(quizzes())
def test_what_the_editor_is_shown_and_sends_back_is_the_same_quiz(quiz: Quiz) -> None:
    shown = msgspec.json.decode(msgspec.json.encode(deployed_quiz(quiz)))
    before = draft_of(quiz).document
    assert parse_document(document_of(shown, before=before)) == quiz


@given(quizzes())
def test_what_the_library_keeps_is_the_same_quiz(quiz: Quiz) -> None:
    draft = draft_of(quiz)
    assert quiz_of(draft.document) == quiz
    assert set(draft.files) == picture_ids(quiz)
    for question in quiz.questions:
        assert question.question in draft.texts


@given(quizzes())
def test_nothing_that_is_right_is_in_a_quiz_without_solutions(quiz: Quiz) -> None:
    document = without_solutions(quiz)
    for raw, question in zip(document["questions"], quiz.questions, strict=True):
        assert raw.keys().isdisjoint({"accepted", "min_correct", "max_correct", "explanation"})
        for option in raw.get("options", ()):
            assert option.keys().isdisjoint({"right", "id"})
        if isinstance(question, OrderQuestion):
            shown = [option["text"] for option in raw["options"]]
            assert shown == sorted((option.text for option in question.options), key=str.casefold)
    for shown_question, question in zip(deployed_without_solutions(quiz), quiz.questions, strict=True):
        if isinstance(question, TextQuestion):
            assert shown_question["answers"] == []
        elif isinstance(shown_question["answers"], list):
            for answer in shown_question["answers"]:
                assert "right" not in answer


def test_places_are_those_of_the_editor() -> None:
    for where, path in (
        ("title", ["body", "title"]),
        ("questions[2].options[0].text", ["body", "questions", 2, "answers", 0, "answer"]),
        ("questions[2].accepted[1].text", ["body", "questions", 2, "answers", 1, "answer"]),
        ("questions[0].min_correct", ["body", "questions", 0, "answers", "min_correct"]),
        ("questions[0].kind", ["body", "questions", 0, "type"]),
        ("", ["body"]),
    ):
        assert place_of(Problem(where, "is wrong")) == path


def test_the_editors_times_and_pictures() -> None:
    picture = "0192f3a17c0070008000000000000000"
    question = {"question": "q", "time": "20.0", "type": None, "image": picture}
    document = document_of({"title": "t", "questions": [question, 5], "cover_image": ""})
    assert document["questions"][0]["time"] == 20
    assert document["questions"][0]["kind"] == "ABCD"
    assert document["questions"][0]["image"] == "0192f3a1-7c00-7000-8000-000000000000"
    assert document["questions"][1] == 5
    assert document["cover_image"] is None
    raw: object
    for raw in (None, 5, [], {"questions": 5}, {"questions": [{"answers": 5, "type": 7}]}):
        document_of(raw)
