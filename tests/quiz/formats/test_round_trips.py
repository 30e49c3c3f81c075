"""What goes out comes in again as it was, as far as the format can hold it."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from rumpus.quiz.content.questions import (
    ChoiceQuestion,
    OrderQuestion,
    Question,
    Quiz,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)
from rumpus.quiz.content.slide import is_canvas
from rumpus.quiz.formats import EXPORT_FORMATS, export_quiz, import_quiz, picture_ids
from rumpus.quiz.formats.exporting import ExportFormat
from rumpus.quiz.formats.markup import has_tags, shown
from tests.quiz.formats.quizzes import CANVAS, GIF, PNG, bare, imported, question, quiz, quizzes

OF_QUIZ = ("background_color", "background_image", "cover_image")
slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def again(found: Quiz, form: ExportFormat) -> Quiz:
    exported = export_quiz(found, form)
    result = import_quiz(exported.data, f"x.{exported.extension}", language=found.language)
    assert result.quiz is not None, [str(note) for note in result.report]
    return result.quiz


def some(found: Quiz, *kept: Question) -> Quiz:
    return msgspec.structs.replace(found, questions=kept)


@given(quizzes())
@slow
def test_quiz_files_hold_everything(found: Quiz) -> None:
    assert again(found, "json") == found


@given(quizzes())
@slow
def test_cqa_holds_everything_but_the_language(found: Quiz) -> None:
    assert again(found, "cqa") == found


@given(quizzes())
@slow
def test_csv_holds_all_kinds(found: Quiz) -> None:
    assert again(found, "csv") == bare(found, of_quiz=OF_QUIZ, of_options=("color",))


@given(quizzes())
@settings(slow, max_examples=25)
def test_spreadsheets_hold_all_kinds(found: Quiz) -> None:
    assert again(found, "xlsx") == bare(found, of_quiz=OF_QUIZ, of_options=("color",))


@given(quizzes())
@settings(slow, max_examples=25)
def test_the_spreadsheet_of_the_original_holds_what_it_can(found: Quiz) -> None:
    kept = [
        one for one in found.questions if isinstance(one, ChoiceQuestion | VotingQuestion) and len(one.options) <= 4
    ]
    exported = export_quiz(found, "sheet")
    left_out = [note for note in exported.report if note.code in {"kind_left_out", "options_left_out"}]
    assert len(left_out) == len(found.questions) - len(kept)
    if kept:
        lost = ("points", "hide_results", "image_alt", "explanation", "credit")
        assert again(found, "sheet") == bare(some(found, *kept), *lost, of_quiz=OF_QUIZ, of_options=("color",))


@given(quizzes())
@slow
def test_gift_holds_what_it_can(found: Quiz) -> None:
    kept = [one for one in found.questions if _fits_gift(one)]
    exported = export_quiz(found, "gift")
    assert len([note for note in exported.report if note.level == "skipped"]) == len(found.questions) - len(kept)
    if not kept:
        return
    back = again(some(found, *kept), "gift")
    assert shown(back.title) == " ".join(shown(found.title).split())
    for one, other in zip(kept, back.questions, strict=True):
        assert type(one) is type(other)
        if isinstance(one, SlideQuestion) and isinstance(other, SlideQuestion):
            assert (" ".join(shown(one.question).split()), one.content) == (shown(other.question), other.content)
            continue
        assert (one.question, one.explanation) == (other.question, other.explanation)
        if isinstance(one, RangeQuestion) and isinstance(other, RangeQuestion):
            assert (one.min_correct, one.max_correct) == (other.min_correct, other.max_correct)
        elif isinstance(one, TextQuestion) and isinstance(other, TextQuestion):
            assert [accepted.text for accepted in one.accepted] == [accepted.text for accepted in other.accepted]
        else:
            lost = ("time", "points", "hide_results", "image_alt", "credit")
            assert _answers(some(found, one), *lost) == _answers(some(found, other), *lost)


@given(quizzes())
@settings(slow, max_examples=40)
def test_qti_holds_what_it_can(found: Quiz) -> None:
    kept = [one for one in found.questions if not isinstance(one, RangeQuestion) and not _is_drawn(one)]
    exported = export_quiz(found, "qti")
    assert len([note for note in exported.report if note.level == "skipped"]) == len(found.questions) - len(kept)
    if not kept:
        return
    back = again(some(found, *kept), "qti")
    lost = ("points", "hide_results", "image_alt", "credit")
    expected = bare(some(found, *kept), *lost, of_quiz=(*OF_QUIZ, "description"), of_options=("color",))
    assert shown(back.title) == " ".join(shown(expected.title).split())
    for one, other in zip(expected.questions, back.questions, strict=True):
        assert _with_entities(one) == _with_entities(other)


def _with_entities(one: Question) -> Question:
    # A fixed space may be written in two ways.
    return msgspec.structs.replace(one, question=one.question.replace("\u00a0", "&nbsp;"))


def _fits_gift(one: Question) -> bool:
    if isinstance(one, TextQuestion):
        return not all("->" in accepted.text for accepted in one.accepted)
    if isinstance(one, SlideQuestion):
        return bool(one.content) and not is_canvas(one.content)
    return not isinstance(one, VotingQuestion)


def _is_drawn(one: Question) -> bool:
    return isinstance(one, SlideQuestion) and is_canvas(one.content)


def _answers(found: Quiz, *lost: str) -> object:
    document = msgspec.to_builtins(bare(found, *lost, of_options=("color",)) if "time" not in lost else found)
    return [(one["text"], one.get("right", False)) for one in document["questions"][0]["options"]]


@pytest.mark.parametrize("form", ["cqa", "qti"])
def test_pictures_travel_with_their_questions(form: ExportFormat) -> None:
    pictures = {"first": PNG, "second": GIF}
    found = quiz(
        question(image="first", image_alt="a dot"),
        question("ORDER", image="second"),
        cover_image="first",
    )
    exported = export_quiz(found, form, pictures)
    result = import_quiz(exported.data)
    assert result.quiz is not None
    data = {file.id: (file.data, file.media_type) for file in result.files}
    first, second = result.quiz.questions
    assert data[first.image or ""] == (PNG, "image/png")
    assert data[second.image or ""] == (GIF, "image/gif")
    assert first.image_alt == "a dot"
    assert picture_ids(result.quiz) == set(data)
    if form == "cqa":
        assert result.quiz.cover_image == first.image


def test_pictures_of_options_travel_in_qti() -> None:
    options = [{"text": "one", "image": "first", "image_alt": "a dot"}, {"text": "two"}]
    exported = export_quiz(quiz(question("VOTING", options=options)), "qti", {"first": PNG})
    result = import_quiz(exported.data)
    assert result.quiz is not None
    (one,) = result.quiz.questions
    assert isinstance(one, VotingQuestion | OrderQuestion)
    assert [(option.text, option.image_alt) for option in one.options] == [("one", "a dot"), ("two", None)]
    assert {file.id: file.data for file in result.files} == {one.options[0].image: PNG}


@pytest.mark.parametrize("form", ["cqa", "csv", "json", "gift", "qti"])
def test_the_same_quiz_is_the_same_file(form: ExportFormat) -> None:
    assert export_quiz(quiz(), form).data == export_quiz(quiz(), form).data


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_every_export_says_what_it_lost(form: ExportFormat) -> None:
    found = quiz(question(image="gone", points=500), question("SLIDE", content=CANVAS), question(), language="de")
    exported = export_quiz(found, form)
    assert (exported.report == ()) == (form == "json")
    assert all(str(note) for note in exported.report)


def test_long_texts_and_many_questions_travel() -> None:
    many = quiz(
        *(
            question(question="x" * 500, options=[{"text": f"{n}" + "y" * 298, "right": True} for n in range(10)])
            for _ in range(100)
        )
    )
    for form in ("csv", "xlsx", "gift", "qti", "cqa"):
        exported = export_quiz(many, form)
        assert len(imported(exported.data, f"x.{exported.extension}").questions) == 100


def test_an_empty_slide_keeps_its_place() -> None:
    found = quiz(question(), question("SLIDE", question="", content=""), question())
    for form in ("csv", "xlsx", "cqa", "qti"):
        exported = export_quiz(found, form)
        assert [one.kind for one in imported(exported.data).questions] == ["ABCD", "SLIDE", "ABCD"]


def test_nothing_in_an_exported_table_is_a_formula() -> None:
    found = quiz(
        question(question="=1+1", options=[{"text": "@SUM(A1)", "right": True}, {"text": "-1"}, {"text": "'=x"}])
    )
    exported = export_quiz(found, "csv").data.decode("utf-8-sig")
    for line in exported.splitlines():
        assert not any(cell.lstrip('"').startswith(("=", "@", "+", "-")) for cell in line.split(","))
    assert again(found, "csv") == found
    assert again(found, "xlsx") == found


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_", "1e5", "001", "TRUE", "'", "a  b", "http://a.example", "A1"])
def test_spreadsheets_make_nothing_else_of_a_text(text: str) -> None:
    found = quiz(question(question=text, options=[{"text": text, "right": True}, {"text": "other"}]))
    for form in ("xlsx", "sheet", "csv"):
        assert again(found, form) == found


def test_parse_document_is_what_round_trips_are_measured_by() -> None:
    assert bare(quiz()) == quiz()
    assert has_tags(quiz().title)
