"""One item of QTI 2.1 as a question: with a choice, text entry or order interaction, or with nothing to answer."""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from rumpus.quiz.formats.draft import RawOption, RawQuestion
from rumpus.quiz.formats.elements import Element, attribute, inner_html, inner_text
from rumpus.quiz.formats.report import Notes, Place

_INTERACTIONS: Final = frozenset({"choiceInteraction", "textEntryInteraction", "orderInteraction"})
_PICTURES: Final = frozenset({"img", "object"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_CHOICES: Final = 100
_BLANK: Final = "_____"


class _Declared(msgspec.Struct):
    """What a responseDeclaration says is right, and which answers of a mapping are worth something."""

    cardinality: str
    values: list[str]
    mapped: dict[str, bool]


def read_item(
    item: Element, place: Place, picture_at: Callable[[str, Place], str | None], notes: Notes
) -> RawQuestion | None:
    """The question, None (and a note) if it cannot be played."""
    body = next(item.iter("itemBody"), None)
    if body is None:
        notes.error("question_unreadable", place, what="itemBody")
        return None
    interactions = [one for one in body.iter() if one.tag.endswith("Interaction")]
    known = [one for one in interactions if one.tag in _INTERACTIONS]
    if len(interactions) > 1 or len(known) != len(interactions):
        kind = ", ".join(sorted({one.tag for one in interactions})) if len(interactions) < 5 else "composite"
        notes.skipped("question_skipped", place, kind=kind)
        return None
    raw = RawQuestion(place, "SLIDE", "")
    _picture(raw, body, picture_at, notes)
    _explanation(raw, item, notes)
    if not known:
        _slide(raw, body)
        return raw
    interaction = known[0]
    prompt = next(interaction.iter("prompt"), None)
    raw.question = _asked(body, prompt, interaction.tag == "textEntryInteraction")
    declared = _declared(item, attribute(interaction, "responseIdentifier"))
    if interaction.tag == "textEntryInteraction":
        _text(raw, declared)
        return raw
    choices = list(interaction.iter("simpleChoice"))[:_MOST_CHOICES]
    if interaction.tag == "orderInteraction":
        return raw if _order(raw, choices, declared, picture_at, notes) else None
    _choice(raw, interaction, choices, declared, picture_at, notes)
    return raw


def _choice(
    raw: RawQuestion,
    interaction: Element,
    choices: list[Element],
    declared: _Declared,
    picture_at: Callable[[str, Place], str | None],
    notes: Notes,
) -> None:
    several = declared.cardinality == "multiple" or attribute(interaction, "maxChoices", "1") != "1"
    right = {*declared.values, *declared.mapped}
    raw.kind = "CHECK" if several else "ABCD"
    if not right:
        raw.kind = "VOTING"
        notes.changed("kind_voting", raw.place)
    for number, choice in enumerate(choices, 1):
        option = _option(choice, raw.kind == "VOTING", raw.place.at(option=number), picture_at, notes)
        option.right = attribute(choice, "identifier") in right
        raw.options.append(option)


def _order(
    raw: RawQuestion,
    choices: list[Element],
    declared: _Declared,
    picture_at: Callable[[str, Place], str | None],
    notes: Notes,
) -> bool:
    raw.kind = "ORDER"
    by_name = {attribute(choice, "identifier"): choice for choice in choices}
    if set(declared.values) != set(by_name) or len(declared.values) != len(choices):
        notes.error("none_right", raw.place)
        return False
    for number, name in enumerate(declared.values, 1):
        raw.options.append(_option(by_name[name], True, raw.place.at(option=number), picture_at, notes))
    return True


def _option(
    choice: Element, may_show: bool, place: Place, picture_at: Callable[[str, Place], str | None], notes: Notes
) -> RawOption:
    option = RawOption(inner_text(choice, _PICTURES | {"feedbackInline"}).strip())
    shown = next(_shown_in(choice), None)
    if shown is not None:
        source, alt = shown
        option.text = option.text or alt
        if may_show:
            option.image = picture_at(source, place.at(field="image"))
            option.image_alt = alt or None
        else:
            notes.changed("pictures_more", place.at(field="image"))
    return option


def _text(raw: RawQuestion, declared: _Declared) -> None:
    raw.kind = "TEXT"
    accepted = dict.fromkeys(declared.values, False) if not declared.mapped else {}
    accepted |= declared.mapped
    for value in declared.values:
        accepted.setdefault(value, False)
    raw.options = [RawOption(text, case_sensitive=case) for text, case in accepted.items()]


def _slide(raw: RawQuestion, body: Element) -> None:
    heading = next((one for one in body if one.tag in _HEADINGS), None)
    if heading is not None:
        raw.question = inner_html(heading, _PICTURES)
        raw.content = inner_text(body, _PICTURES | _HEADINGS)
    else:
        raw.content = inner_text(body, _PICTURES)


def _asked(body: Element, prompt: Element | None, has_gap: bool) -> str:
    """The text around an interaction and its prompt. A gap in the middle of a sentence is shown."""
    around = inner_html(body, _INTERACTIONS | _PICTURES | {"rubricBlock"})
    if has_gap and prompt is None:
        marked = inner_html(_with_gap(body), _PICTURES | {"rubricBlock"})
        head, _, tail = marked.partition(_GAP)
        goes_on = any(char.isalnum() for char in tail)
        around = f"{head.rstrip()} {_BLANK} {tail.lstrip()}" if goes_on else head + tail
    asked = around if prompt is None else around + "\n" + inner_html(prompt, _PICTURES)
    return asked.strip(" \n")


_GAP: Final = "\ue000gap\ue000"


def _with_gap(body: Element) -> Element:
    for one in body.iter("textEntryInteraction"):
        one.text = _GAP
    return body


def _declared(item: Element, identifier: str) -> _Declared:
    found = _Declared("single", [], {})
    for declaration in item.iter("responseDeclaration"):
        if attribute(declaration, "identifier") != identifier:
            continue
        found.cardinality = attribute(declaration, "cardinality")
        for correct in declaration.iter("correctResponse"):
            found.values += [(value.text or "").strip() for value in correct.iter("value")][:_MOST_CHOICES]
        for entry in declaration.iter("mapEntry"):
            if _is_positive(attribute(entry, "mappedValue")) and len(found.mapped) < _MOST_CHOICES:
                found.mapped[attribute(entry, "mapKey").strip()] = attribute(entry, "caseSensitive", "true") in {
                    "true",
                    "1",
                }
    return found


def _is_positive(raw: str) -> bool:
    try:
        return float(raw) > 0
    except ValueError:
        return False


def _picture(raw: RawQuestion, body: Element, picture_at: Callable[[str, Place], str | None], notes: Notes) -> None:
    in_choices = {id(one) for choice in body.iter("simpleChoice") for one in choice.iter()}
    shown = list(_shown_in(body, in_choices))
    if not shown:
        return
    source, alt = shown[0]
    raw.image = picture_at(source, raw.place.at(field="image"))
    raw.image_alt = alt or None
    if len(shown) > 1:
        notes.changed("pictures_more", raw.place.at(field="image"))


def _shown_in(element: Element, but: set[int] | frozenset[int] = frozenset()) -> Iterator[tuple[str, str]]:
    for one in element.iter():
        if one.tag in _PICTURES and id(one) not in but:
            source = attribute(one, "src") or attribute(one, "data")
            if source:
                yield source, (attribute(one, "alt") or inner_text(one)).strip()


def _explanation(raw: RawQuestion, item: Element, notes: Notes) -> None:
    said = [inner_text(one).strip() for one in item.iter("modalFeedback")]
    said = [one for one in said if one]
    if said:
        raw.explanation = said[0]
    if len(said) > 1 or next(item.iter("feedbackInline"), None) is not None:
        notes.changed("feedback_dropped", raw.place)
