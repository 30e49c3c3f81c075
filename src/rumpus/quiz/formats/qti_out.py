"""QTI 2.1, written: a package with a manifest, a test with order and times, an item for each question, pictures."""

import io
import zipfile
from typing import Final
from xml.sax.saxutils import quoteattr

from rumpus.quiz.content.questions import (
    POINTS,
    OrderQuestion,
    Question,
    Quiz,
    RangeQuestion,
    SlideQuestion,
    VotingQuestion,
)
from rumpus.quiz.content.slide import is_canvas
from rumpus.quiz.formats import markup
from rumpus.quiz.formats.pictures import EXTENSIONS, media_type
from rumpus.quiz.formats.qti_item_out import write_item
from rumpus.quiz.formats.report import FILE, Notes, Place

_QTI: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOST: Final = ("hide_results", "credit")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_qti(quiz: Quiz, pictures: dict[str, bytes], notes: Notes) -> bytes:
    """The quiz as a package. RANGE and drawn slides are left out and noted."""
    title = " ".join(markup.shown(quiz.title).split())
    files: dict[str, bytes] = {}
    kept: list[tuple[str, Question, list[str]]] = []
    for number, question in enumerate(quiz.questions, 1):
        place = Place(question=number)
        if isinstance(question, RangeQuestion) or (isinstance(question, SlideQuestion) and is_canvas(question.content)):
            notes.skipped("kind_left_out", place, kind=question.kind)
            continue
        paths = _picture_paths(question, pictures, files, place, notes)
        name = f"items/q{number}.xml"
        files[name] = (_HEAD + write_item(question, f"q{number}", _QTI, paths)).encode("utf-8", "replace")
        kept.append((name, question, list(paths.values())))
        _note_lost(question, place, notes)
    of_quiz = ("description", "cover_image", "background_color", "background_image")
    notes.changed("lost", FILE, fields=", ".join(["language", *(name for name in of_quiz if getattr(quiz, name))]))
    if markup.has_tags(quiz.title):
        notes.changed("formatting_lost", FILE.at(field="title"))
    files = {"imsmanifest.xml": _manifest(kept), "test.xml": _test(title, kept)} | files
    return _zipped(files)


def _picture_paths(
    question: Question, pictures: dict[str, bytes], files: dict[str, bytes], place: Place, notes: Notes
) -> dict[str, str]:
    named = [question.image]
    if isinstance(question, VotingQuestion | OrderQuestion):
        named += [option.image for option in question.options]
    paths: dict[str, str] = {}
    for name in named:
        if name is None or name in paths:
            continue
        data = pictures.get(name)
        kind = media_type(data) if data is not None else None
        if data is None or kind is None:
            notes.changed("picture_missing", place.at(field="image"))
            continue
        path = f"media/{name.replace('/', '_')[:100].lstrip('.')}.{EXTENSIONS[kind]}"
        files[path] = data
        paths[name] = path
    return paths


def _note_lost(question: Question, place: Place, notes: Notes) -> None:
    lost = [name for name in _LOST if getattr(question, name)]
    lost += ["points"] if question.points != POINTS else []
    if question.image_alt and not question.image:
        lost.append("image_alt")
    if any(getattr(option, "color", None) for option in getattr(question, "options", ())):
        lost.append("color")
    if lost:
        notes.changed("lost", place, fields=", ".join(lost))


def _manifest(kept: list[tuple[str, Question, list[str]]]) -> bytes:
    dependencies = "".join(f'<dependency identifierref="item-{number}"/>' for number in range(1, len(kept) + 1))
    files = f'<file href="test.xml"/>{dependencies}'
    resources = [f'<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml">{files}</resource>']
    for number, (name, _, paths) in enumerate(kept, 1):
        files = "".join(f"<file href={quoteattr(path)}/>" for path in [name, *paths])
        resources.append(
            f'<resource identifier="item-{number}" type="imsqti_item_xmlv2p1" href={quoteattr(name)}>{files}</resource>'
        )
    return (
        f'{_HEAD}<manifest xmlns="{_PACKAGE}" identifier="rumpus-quiz"><metadata><schema>QTIv2.1 Package</schema>'
        f"<schemaversion>1.0.0</schemaversion></metadata><organizations/>"
        f"<resources>{''.join(resources)}</resources></manifest>\n"
    ).encode()


def _test(title: str, kept: list[tuple[str, Question, list[str]]]) -> bytes:
    references = "".join(
        f'<assessmentItemRef identifier="item-{number}" href={quoteattr(name)}>'
        f'<timeLimits maxTime="{question.time}"/></assessmentItemRef>'
        for number, (name, question, _) in enumerate(kept, 1)
    )
    return (
        f'{_HEAD}<assessmentTest xmlns="{_QTI}" identifier="test" title={quoteattr(title)}>'
        '<testPart identifier="part" navigationMode="linear" submissionMode="individual">'
        f'<assessmentSection identifier="section" title={quoteattr(title)} visible="true">{references}'
        "</assessmentSection></testPart></assessmentTest>\n"
    ).encode("utf-8", "replace")


def _zipped(files: dict[str, bytes]) -> bytes:
    built = io.BytesIO()
    with zipfile.ZipFile(built, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            # ZipInfo without a time is 1980, so that the same quiz is the same file.
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return built.getvalue()
