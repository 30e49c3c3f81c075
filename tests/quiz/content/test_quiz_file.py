"""Quiz files: what is read, cleaned and completed, and how what is wrong is said."""

import json
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.quiz.content.quiz_file import (
    FORMAT,
    LARGEST_FILE,
    Accepted,
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    Question,
    Quiz,
    QuizError,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
    from_dict,
    parse_document,
    parse_quiz,
    to_dict,
    write_quiz,
)

KINDS = "ABCD, RANGE, VOTING, SLIDE, TEXT, ORDER, CHECK"
CANVAS = '{"stage":{},"layer":{},"background":{"image":{"attrs":{}},"overlay":{"attrs":{}}},"shapes":[]}'


def choice(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "ABCD",
        "question": "Which?",
        "time": 20,
        "options": [{"text": "yes", "right": True}, {"text": "no"}],
    } | changed


def slider(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "RANGE",
        "question": "How many?",
        "time": 20,
        "min": 0,
        "max": 9,
        "min_correct": 4,
        "max_correct": 5,
    } | changed


def document(*questions: Any, **changed: Any) -> dict[str, Any]:
    return {
        "rumpus_quiz": 1,
        "language": "en",
        "title": "A quiz",
        "description": "d",
        "questions": list(questions) or [choice()],
    } | changed


def problems(raw: Any) -> list[str]:
    with pytest.raises(QuizError) as bad:
        parse_document(raw)
    assert str(bad.value).splitlines() == [str(problem) for problem in bad.value.problems]
    return [str(problem) for problem in bad.value.problems]


def only(raw: Any) -> str:
    (problem,) = problems(raw)
    return problem


def first(raw: dict[str, Any]) -> Question:
    return parse_document(raw).questions[0]


def test_all_seven_kinds() -> None:
    options = [{"text": "one", "right": True}, {"text": "two"}]
    quiz = parse_document(
        document(
            choice(),
            choice(kind="CHECK", options=options),
            choice(kind="VOTING", options=[{"text": "a", "image": "pic-1", "image_alt": "an apple"}, {"text": "b"}]),
            choice(kind="ORDER", options=[{"text": "1"}, {"text": "2"}]),
            slider(),
            choice(kind="TEXT", accepted=[{"text": "Berlin"}, {"text": "KOELN", "case_sensitive": True}]),
            choice(kind="SLIDE", content="Look\nhere"),
        )
    )
    kinds = [type(question) for question in quiz.questions]
    assert kinds == [
        ChoiceQuestion,
        CheckQuestion,
        VotingQuestion,
        OrderQuestion,
        RangeQuestion,
        TextQuestion,
        SlideQuestion,
    ]
    assert [question.id for question in quiz.questions] == ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]
    text, slide = quiz.questions[5], quiz.questions[6]
    assert isinstance(text, TextQuestion)
    assert text.accepted == (Accepted("Berlin"), Accepted("KOELN", case_sensitive=True))
    assert isinstance(slide, SlideQuestion)
    assert slide.content == "Look\nhere"
    assert parse_quiz(write_quiz(quiz)) == from_dict(to_dict(quiz)) == quiz


def test_what_may_be_left_out() -> None:
    raw = {"rumpus_quiz": 1, "title": "t", "questions": [choice()]}
    quiz = parse_document(raw)
    assert (quiz.language, quiz.description, quiz.cover_image) == ("en", "", None)
    question = quiz.questions[0]
    assert (question.points, question.hide_results, question.image) == (1_000, False, None)
    assert question.explanation is question.image_alt is question.credit is None


def test_everything_else_a_question_can_carry() -> None:
    question = first(
        document(
            choice(
                id="first",
                image="5f0c2a1e-0b7e-4d9a-9f7e-3a8d5c2b1a00",
                image_alt=" A cat ",
                hide_results=True,
                points=2_000,
                explanation="Because\r\nit is.",
                credit="Anna",
                unknown="x",
            ),
            cover_image="/api/v1/storage/download/abc",
            background_color="#abcdef",
            background_image="abc--def",
        )
    )
    assert (question.id, question.image_alt, question.hide_results, question.points) == ("first", "A cat", True, 2_000)
    assert (question.explanation, question.credit) == ("Because\nit is.", "Anna")


def test_only_titles_and_questions_are_html() -> None:
    bad = '<b onclick="x">B</b><script>alert(1)</script> & <img src=x onerror=x>'
    quiz = parse_document(
        document(
            choice(question=bad, explanation=bad, options=[{"text": bad, "right": True}, {"text": "Zoe\u0308\x00"}]),
            title=bad,
            description=bad,
        )
    )
    question = quiz.questions[0]
    assert isinstance(question, ChoiceQuestion)
    assert quiz.title == quiz.description == question.question == "<b>B</b> &amp;"
    assert question.explanation == question.options[0].text == bad
    assert question.options[1].text == "Zoë"


def test_ids_that_are_missing_are_made_the_same_each_time() -> None:
    raw = document(
        choice(),
        choice(id="q1"),
        choice(options=[{"text": "x", "right": True}, {"text": "y", "id": "a"}, {"text": "z"}]),
    )
    quiz = parse_document(raw)
    assert [question.id for question in quiz.questions] == ["q2", "q1", "q3"]
    third = quiz.questions[2]
    assert isinstance(third, ChoiceQuestion)
    assert [option.id for option in third.options] == ["b", "a", "c"]
    assert parse_document(raw) == quiz == parse_document(json.loads(write_quiz(quiz)))


def test_a_slide_needs_little() -> None:
    slide = first(document({"kind": "SLIDE"}))
    assert isinstance(slide, SlideQuestion)
    assert (slide.question, slide.content, slide.time) == ("", "", 120)
    drawn = first(document({"kind": "SLIDE", "content": CANVAS}))
    assert isinstance(drawn, SlideQuestion)
    assert drawn.content == CANVAS


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (document(title=None), "title: is missing"),
        (document(title=7), "title: must be a text"),
        (document(title=" <b> </b> "), "title: must not be empty"),
        (document(title="x" * 301), "title: is too long: 301 of at most 300 characters"),
        (document(title="x" * 99_999), "title: is too long: 99999 characters"),
        (document(description=[]), "description: must be a text"),
        (document(language="english please"), "language: must be a language tag like en or de-CH"),
        (document(background_color="red"), "background_color: must be a colour like #3a7f00"),
        (document(cover_image="https://example.com/x.png"), "cover_image: must be the id of a picture on this server"),
        (document(background_image="a'),url(x"), "background_image: must be the id of a picture on this server"),
        (document(background_image="//host/x"), "background_image: must be the id of a picture on this server"),
        (document(background_image="../x"), "background_image: must be the id of a picture on this server"),
        (document(questions=None), "questions: is missing"),
        (document(questions={}), "questions: must be a list"),
        (document(questions=[]), "questions: must be 1 to 100, not 0"),
        (document(questions=[choice()] * 101), "questions: must be 1 to 100, not 101"),
        (document(choice(), 7), "question 2, questions[1]: must be an object"),
        (
            document(choice(kind="QUIZ")),
            "question 1, kind: must be one of ABCD, RANGE, VOTING, SLIDE, TEXT, ORDER, CHECK",
        ),
        (
            document(choice(kind=["ABCD"])),
            "question 1, kind: must be one of ABCD, RANGE, VOTING, SLIDE, TEXT, ORDER, CHECK",
        ),
        (document(choice(), choice(question="")), "question 2, question: must not be empty"),
        (document(choice(question="x" * 501)), "question 1, question: is too long: 501 of at most 500 characters"),
        (document(choice(time=None)), "question 1, time: is missing"),
        (document(choice(time="20")), "question 1, time: must be a whole number of seconds from 1 to 999"),
        (document(choice(time=0)), "question 1, time: must be a whole number of seconds from 1 to 999"),
        (document(choice(time=2.5)), "question 1, time: must be a whole number of seconds from 1 to 999"),
        (document(choice(time=True)), "question 1, time: must be a whole number of seconds from 1 to 999"),
        (document(choice(points=2_001)), "question 1, points: must be a whole number from 0 to 2000"),
        (document(choice(hide_results="yes")), "question 1, hide_results: must be true or false"),
        (document(choice(image=5)), "question 1, image: must be the id of a picture on this server"),
        (
            document(choice(explanation="x" * 1_001)),
            "question 1, explanation: is too long: 1001 of at most 1000 characters",
        ),
        (document(choice(id="a b")), "question 1, id: must be 1 to 40 letters, digits, - or _"),
        (document(choice(id="x"), choice(id="x")), 'question 2, id: "x" is the id of another one'),
        (document(choice(options=None)), "question 1, options: is missing"),
        (document(choice(options=[{"text": "a", "right": True}])), "question 1, options: must be 2 to 16, not 1"),
        (
            document(choice(options=[{"text": str(n), "right": True} for n in range(17)])),
            "question 1, options: must be 2 to 16, not 17",
        ),
        (document(choice(options=[{"text": "a"}, {"text": "b"}])), "question 1, options: none of them is right"),
        (
            document(choice(kind="CHECK", options=[{"text": "a"}, {"text": "b"}])),
            "question 1, options: none of them is right",
        ),
        (
            document(choice(options=[{"text": "a", "right": True}, {"text": " a "}])),
            "question 1, option 2, text: is the same as that of number 1",
        ),
        (
            document(choice(options=[{"text": "a", "right": True}, {"text": "\u2060"}])),
            "question 1, option 2, text: must not be empty",
        ),
        (
            document(choice(options=[{"text": "a", "right": True}, {"text": "b", "color": "blue"}])),
            "question 1, option 2, color: must be a colour like #3a7f00",
        ),
        (
            document(choice(kind="ORDER", options=[{"text": "a"}, {"text": "a"}])),
            "question 1, option 2, text: is the same as that of number 1",
        ),
        (
            document(choice(kind="TEXT", accepted=[{"text": ""}])),
            "question 1, accepted text 1, text: must not be empty",
        ),
        (document(choice(kind="TEXT", accepted=[])), "question 1, accepted: must be 1 to 16, not 0"),
        (document(slider(min=9)), "question 1, max: must be larger than min"),
        (document(slider(min_correct=6)), "question 1, max_correct: must not be smaller than min_correct"),
        (document(slider(min_correct=-1)), "question 1, min_correct: must not be smaller than min"),
        (document(slider(max_correct=10)), "question 1, max_correct: must not be larger than max"),
        (document(slider(max=None)), "question 1, max: is missing"),
        (
            document(slider(max=10**12)),
            "question 1, max: must be a whole number from -1000000000 to 1000000000",
        ),
        (
            document({"kind": "SLIDE", "content": "x" * 100_001}),
            "question 1, content: is too long: 100001 characters",
        ),
        (
            document(*[{"kind": "SLIDE", "content": "x" * 100_000}] * 6),
            "questions: all slides together have more than 500000 characters",
        ),
    ],
)
def test_what_is_wrong_is_said(raw: Any, problem: str) -> None:
    said = problems(raw)
    assert said[0] == problem
    if "smaller than min_correct" not in problem and problem != "question 1, max: must be larger than min":
        assert said == [problem]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    raw = document(
        choice(time=0, points=-1), slider(question=None), choice(options=[{"text": ""}, {"right": 1, "text": "x"}])
    )
    del raw["title"]
    assert problems(raw) == [
        "title: is missing",
        "question 1, time: must be a whole number of seconds from 1 to 999",
        "question 1, points: must be a whole number from 0 to 2000",
        "question 2, question: is missing",
        "question 3, option 1, text: must not be empty",
        "question 3, option 2, right: must be true or false",
        "question 3, options: none of them is right",
    ]


def test_a_problem_says_where_for_machines_too() -> None:
    with pytest.raises(QuizError) as bad:
        parse_document(document(choice(), choice(options=[{"text": "a", "right": True}, {}])))
    (problem,) = bad.value.problems
    assert problem.where == "questions[1].options[1].text"


def test_not_more_than_a_hundred_problems_are_told() -> None:
    assert len(problems(document(*[{"kind": "ABCD"}] * 100))) == 100


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'"text"',
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"rumpus_quiz":"1"}',
        b'{"rumpus_quiz":0}',
        b'{"rumpus_quiz":true}',
        b'{"rumpus_quiz":1e400}',
        b'{"rumpus_quiz":1,"title":"\\ud800"}',
        "\ud800",
    ],
)
def test_what_is_no_quiz_file(data: bytes | str) -> None:
    with pytest.raises(QuizError):
        parse_quiz(data)


def test_a_file_of_the_future_is_not_misread() -> None:
    assert only(document(rumpus_quiz=2)) == "rumpus_quiz: this file has format 2, this server reads up to 1"
    kept = to_dict(parse_document(document()))
    assert kept["rumpus_quiz"] == FORMAT
    with pytest.raises(msgspec.ValidationError):
        from_dict(kept | {"rumpus_quiz": 2})


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    with pytest.raises(QuizError, match="larger than 2 MiB"):
        parse_quiz(b" " * (LARGEST_FILE + 1))


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_quiz(b"\xef\xbb\xbf" + json.dumps(document()).encode()) == parse_document(document())


def test_a_hostile_file_costs_little() -> None:
    hostile = document(*[choice(question="<b>" * 600, options=[{"text": "<" * 1_000}] * 3_000)] * 300)
    began = time.perf_counter()
    with pytest.raises(QuizError):
        parse_document(hostile)
    assert time.perf_counter() - began < 5


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
OPTIONS = st.lists(
    st.fixed_dictionaries({"text": st.text(max_size=10) | ANYTHING}, optional={"right": ANYTHING, "id": ANYTHING})
    | ANYTHING,
    max_size=4,
)
QUESTIONS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK"]) | ANYTHING},
    optional={
        "question": st.text(max_size=30) | ANYTHING,
        "time": st.integers(1, 20) | ANYTHING,
        "options": OPTIONS | ANYTHING,
        "accepted": OPTIONS | ANYTHING,
        "content": st.text(max_size=30) | ANYTHING,
        "min": st.integers(0, 5) | ANYTHING,
        "max": st.integers(5, 9) | ANYTHING,
        "min_correct": st.integers(0, 9) | ANYTHING,
        "max_correct": st.integers(0, 9) | ANYTHING,
        "id": ANYTHING,
        "image": ANYTHING,
    },
)


@given(st.lists(QUESTIONS | ANYTHING, max_size=4), ANYTHING)
def test_whatever_is_in_a_file_it_is_a_quiz_or_its_problems(questions: list[Any], title: Any) -> None:
    raw = document(questions=questions, title=title)
    try:
        quiz = parse_document(raw)
    except QuizError as bad:
        found = bad.problems
    else:
        assert isinstance(quiz, Quiz)
        assert parse_quiz(write_quiz(quiz)) == from_dict(to_dict(quiz)) == quiz
        return
    assert found
    assert all(problem.what for problem in found)
