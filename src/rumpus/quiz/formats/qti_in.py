"""QTI 2.1, read: a package or a single file with choice, multiple choice, text entry and order items."""

import posixpath
from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import unquote

from rumpus.quiz.formats import markup
from rumpus.quiz.formats.archive import Archive
from rumpus.quiz.formats.draft import Draft
from rumpus.quiz.formats.elements import Element, attribute, parse_xml
from rumpus.quiz.formats.limits import LARGEST_ARCHIVE_UNPACKED, LARGEST_PICTURE, LARGEST_TEXT, MIB, MOST_QUESTIONS_READ
from rumpus.quiz.formats.pictures import PicturesIn
from rumpus.quiz.formats.qti_item import read_item
from rumpus.quiz.formats.report import ImportFailed, Notes, Place

MANIFEST: Final = "imsmanifest.xml"
_MOST_READ: Final = 2 * MOST_QUESTIONS_READ

PictureAt: TypeAlias = Callable[[str, Place], str | None]


def read_qti_xml(data: bytes, notes: Notes) -> Draft:
    """The question of a single item file. Pictures lie beside it and cannot be had.

    Raises:
        ImportFailed: if it is no such file.
    """
    root = parse_xml(data)
    if root.tag != "assessmentItem":
        raise ImportFailed("not_this_format", format="QTI 2.1")
    draft = Draft(title=markup.of_plain(attribute(root, "title")))

    def missing(_: str, place: Place) -> None:
        notes.changed("picture_missing", place)

    item = read_item(root, Place(question=1), missing, notes)
    if item is not None:
        draft.questions.append(item)
    return draft


def read_qti_package(data: bytes, pictures: PicturesIn, notes: Notes) -> Draft:
    """The questions of a package, in the order of its test, else of its manifest.

    Raises:
        ImportFailed: if it is no package, or one of its files is damaged.
    """
    archive = Archive(data, LARGEST_ARCHIVE_UNPACKED)
    draft = Draft()
    seconds: dict[str, float | None] = {}
    items: dict[str, Element] = {}
    tests: list[tuple[str, Element]] = []
    for number, name in enumerate(_xml_names(archive)):
        if number >= _MOST_READ:
            break
        root = parse_xml(archive.read(name, LARGEST_TEXT))
        if root.tag == "assessmentItem":
            items[name] = root
        elif root.tag == "assessmentTest":
            tests.append((name, root))
        elif root.tag != "manifest":
            notes.skipped("part_ignored", Place(part=name))
    if not items:
        raise ImportFailed("not_this_format", format="QTI 2.1")
    for name, test in tests[:1]:
        draft.title = markup.of_plain(attribute(test, "title"))
        seconds = _order_of(name, test)
    order = [name for name in seconds if name in items] + [name for name in items if name not in seconds]
    for name in order[:MOST_QUESTIONS_READ]:
        place = Place(question=len(draft.questions) + 1, part=name)
        item = read_item(items[name], place, _pictures_beside(name, archive, pictures, notes), notes)
        if item is not None:
            item.time = seconds.get(name)
            draft.questions.append(item)
    return draft


def _xml_names(archive: Archive) -> list[str]:
    """XML files in the order in which the manifest names them, then those that it does not name."""
    names = [name for name in archive if name.lower().endswith(".xml") and not name.startswith("__MACOSX/")]
    if MANIFEST not in archive:
        return names
    manifest = parse_xml(archive.read(MANIFEST, LARGEST_TEXT))
    named = [_beside(MANIFEST, attribute(resource, "href")) for resource in manifest.iter("resource")]
    first = [name for name in dict.fromkeys(named) if name in archive and name.lower().endswith(".xml")]
    known = {*first, MANIFEST}
    return first + [name for name in names if name not in known]


def _order_of(name: str, test: Element) -> dict[str, float | None]:
    """Files of the items of a test in their order, and the seconds that each may take."""
    order: dict[str, float | None] = {}
    for reference in test.iter("assessmentItemRef"):
        limits = next(reference.iter("timeLimits"), None)
        order[_beside(name, attribute(reference, "href"))] = (
            _seconds(attribute(limits, "maxTime")) if limits is not None else None
        )
    return order


def _seconds(raw: str) -> float | None:
    try:
        return float(raw)
    except ValueError:
        return None


def _pictures_beside(name: str, archive: Archive, pictures: PicturesIn, notes: Notes) -> PictureAt:
    def picture_at(source: str, place: Place) -> str | None:
        path = _beside(name, source)
        if "://" in source or path not in archive:
            notes.changed("picture_outside" if "://" in source else "picture_missing", place)
            return None
        try:
            data = archive.read(path, LARGEST_PICTURE)
        except ImportFailed as failed:
            if failed.note.code != "unpacked_too_large":
                raise
            notes.changed("picture_too_large", place, limit=LARGEST_PICTURE // MIB)
            return None
        return pictures.take(data, place)

    return picture_at


def _beside(name: str, relative: str) -> str:
    """The path in the package of what a file names relative to itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(relative[:500])))
