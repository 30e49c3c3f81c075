"""QTI 2.1: items of other systems, packages, and hostile XML."""

import io
import zipfile

import pytest

from rumpus.quiz.content.questions import ChoiceQuestion, OrderQuestion, SlideQuestion, TextQuestion, VotingQuestion
from rumpus.quiz.formats import ImportFailed, import_quiz
from tests.quiz.formats.quizzes import GIF, PNG, codes, imported, only

SPACE = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'


def item(
    body: str, declared: str = "", name: str = "choice", head: str = '<?xml version="1.0" encoding="UTF-8"?>'
) -> str:
    opening = f'<assessmentItem {SPACE} identifier="{name}" title="An item">'
    return f"{head}{opening}{declared}<itemBody>{body}</itemBody></assessmentItem>"


def right(*values: str, cardinality: str = "single", mapping: str = "") -> str:
    listed = "".join(f"<value>{value}</value>" for value in values)
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="identifier">'
        f"<correctResponse>{listed}</correctResponse>{mapping}</responseDeclaration>"
    )


def choices(tag: str = "choiceInteraction", most: int = 1) -> str:
    options = "".join(f'<simpleChoice identifier="{name}">{name} <b>x</b></simpleChoice>' for name in "ABC")
    return (
        f'<{tag} responseIdentifier="RESPONSE" shuffle="false" maxChoices="{most}">'
        f"<prompt>Which <em>one</em>?</prompt>{options}</{tag}>"
    )


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def test_a_choice_is_read() -> None:
    found = only(import_quiz(item("<p>Look.</p>" + choices(), right("B")).encode()))
    assert isinstance(found, ChoiceQuestion)
    assert found.question == "Look.\n\nWhich <em>one</em>?"
    assert [(option.text, option.right) for option in found.options] == [("A x", False), ("B x", True), ("C x", False)]


@pytest.mark.parametrize(
    ("most", "cardinality", "values", "kind"),
    [
        (1, "single", "A", "ABCD"),
        (0, "multiple", "AC", "CHECK"),
        (2, "multiple", "A", "CHECK"),
        (1, "single", "", "VOTING"),
    ],
)
def test_cardinality_says_which_kind(most: int, cardinality: str, values: str, kind: str) -> None:
    found = only(import_quiz(item(choices(most=most), right(*values, cardinality=cardinality)).encode()))
    assert found.kind == kind


def test_an_order_is_read_in_its_right_order() -> None:
    data = item(choices("orderInteraction"), right("C", "A", "B", cardinality="ordered")).encode()
    found = only(import_quiz(data))
    assert isinstance(found, OrderQuestion)
    assert [option.text for option in found.options] == ["C x", "A x", "B x"]


def test_a_gap_is_typed() -> None:
    mapping = '<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1" caseSensitive="true"/>'
    mapping += '<mapEntry mapKey="york" mappedValue="0.5"/><mapEntry mapKey="Paris" mappedValue="-1"/></mapping>'
    body = '<p>Now is the winter of this sun of <textEntryInteraction responseIdentifier="RESPONSE"/> at last.</p>'
    found = only(import_quiz(item(body, right("York", mapping=mapping)).encode()))
    assert isinstance(found, TextQuestion)
    assert found.question == "Now is the winter of this sun of _____ at last."
    assert [(one.text, one.case_sensitive) for one in found.accepted] == [("York", True), ("york", True)]


def test_nothing_to_answer_is_a_slide() -> None:
    found = only(import_quiz(item("<h1>Hello</h1><p>One</p><p>two</p>").encode()))
    assert isinstance(found, SlideQuestion)
    assert (found.question, found.content) == ("Hello", "One\ntwo")


def test_a_package_has_order_times_and_pictures() -> None:
    picture = '<div><img src="../media/a%20dot.png" alt="a dot"/></div>'
    voting = '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which?</prompt>'
    voting += '<simpleChoice identifier="A"><img src="../media/b.gif" alt="b"/></simpleChoice>'
    voting += '<simpleChoice identifier="B">no</simpleChoice></choiceInteraction>'
    test = (
        f'<assessmentTest {SPACE} identifier="t" title="Dots &amp; lines"><testPart><assessmentSection>'
        '<assessmentItemRef identifier="i2" href="items/two.xml"><timeLimits maxTime="45"/></assessmentItemRef>'
        '<assessmentItemRef identifier="i1" href="items/one.xml"/>'
        "</assessmentSection></testPart></assessmentTest>"
    )
    data = package(
        {
            "imsmanifest.xml": '<manifest><resources><resource href="test.xml"/></resources></manifest>',
            "test.xml": test,
            "items/one.xml": item(picture + choices(), right("A")),
            "items/two.xml": item(voting),
            "extra/hotspot.xml": item('<hotspotInteraction responseIdentifier="RESPONSE"/>'),
            "styles.xml": "<styles/>",
            "media/a dot.png": PNG,
            "media/b.gif": GIF,
        }
    )
    result = import_quiz(data, "package.zip")
    quiz = result.quiz
    assert quiz is not None
    assert quiz.title == "Dots &amp; lines"
    second, first = quiz.questions
    assert (second.time, first.time, first.image_alt) == (45, 20, "a dot")
    assert isinstance(second, VotingQuestion)
    files = {file.id: file.data for file in result.files}
    assert files[first.image or ""] == PNG
    assert files[second.options[0].image or ""] == GIF
    assert second.options[0].text == "b"
    assert codes(result) >= {"question_skipped", "part_ignored", "time_missing"}


@pytest.mark.parametrize("source", ["http://evil.example/x.png", "../../../etc/passwd", "nowhere.png", "/etc/passwd"])
def test_pictures_from_elsewhere_are_not_fetched(source: str) -> None:
    body = f'<p><img src="{source}" alt=""/></p>'
    result = import_quiz(package({"i.xml": item(body + choices(), right("A"))}))
    assert only(result).image is None
    assert codes(result) & {"picture_outside", "picture_missing"}


@pytest.mark.parametrize(
    ("body", "declared", "code"),
    [
        (choices("orderInteraction"), right("A", cardinality="ordered"), "none_right"),
        ('<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>', right("a"), "question_empty"),
        ("<p>Two.</p>" + choices() + choices(), right("A"), "no_questions"),
        (
            '<choiceInteraction responseIdentifier="RESPONSE"><prompt>?</prompt></choiceInteraction>',
            "",
            "too_few_options",
        ),
    ],
)
def test_broken_items_let_nothing_in(body: str, declared: str, code: str) -> None:
    result = import_quiz(item(body, declared).encode())
    assert result.quiz is None
    assert code in {note.code for note in result.errors}


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
FETCH = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (item("<p>&c;</p>", head='<?xml version="1.0"?>' + LAUGHS).encode(), "xml_not_allowed"),
        (item("<p>&a;</p>", head='<?xml version="1.0"?>' + FETCH).encode(), "xml_not_allowed"),
        (item("<p>" * 200 + "</p>" * 200).encode(), "xml_too_large"),
        (item("<p/>" * 30_000).encode(), "xml_too_large"),
        (item("<p>").encode(), "damaged"),
        (b'<?xml version="1.0"?><html/>', "not_this_format"),
        (b'<?xml version="1.0" encoding="klingon"?><assessmentItem/>', "damaged"),
        (package({"a.xml": "<other/>"}), "not_this_format"),
        (package({f"{n}.xml": "<a/>" for n in range(1001)}), "too_many_parts"),
        (package({"a.xml": b" " * 70_000_000}), "unpacked_too_large"),
        (package({"a.txt": "hello"}), "unknown_format"),
    ],
)
def test_hostile_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        import_quiz(data)
    assert failed.value.note.code == code


def test_a_picture_that_is_too_large_is_left_out() -> None:
    body = '<p><img src="a.png" alt=""/></p>'
    data = package({"i.xml": item(body + choices(), right("A")), "a.png": PNG + bytes(11_000_000)})
    result = import_quiz(data)
    assert "picture_too_large" in codes(result)
    assert imported(data).questions[0].image is None
