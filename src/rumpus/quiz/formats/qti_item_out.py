"""One question as an item of QTI 2.1."""

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from rumpus.quiz.content.questions import (
    CheckQuestion,
    ChoiceQuestion,
    Option,
    OrderQuestion,
    PictureOption,
    Question,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)
from rumpus.quiz.formats import markup

_TEMPLATES: Final = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
# Cleaned HTML is XML but for entities by name; nh3 writes only these two beyond XML's own.
_ENTITIES: Final = {"&nbsp;": "&#160;", "&shy;": "&#173;"}
# What no XML may hold. Texts have no controls, but may have these two.
_REFUSED: Final = re.compile("[\ufffe\uffff]")


def write_item(question: Question, name: str, namespace: str, paths: dict[str, str]) -> str:
    """The item as XML. `paths` are those of pictures in the package, which lies one folder above the item."""
    title = " ".join(markup.shown(question.question).split()) or name
    declaration, body, template = _parts(question, paths)
    if question.explanation:
        declaration += '<outcomeDeclaration identifier="EXPLANATION" cardinality="single" baseType="identifier"/>'
    outcome = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    processing = f"<responseProcessing template={quoteattr(_TEMPLATES + template)}/>" if template else ""
    xml = (
        f"<assessmentItem xmlns={quoteattr(namespace)} identifier={quoteattr(name)} title={quoteattr(title)} "
        f'adaptive="false" timeDependent="false">{declaration}{outcome}'
        f"<itemBody>{body}</itemBody>{processing}{_explanation(question)}</assessmentItem>\n"
    )
    return _REFUSED.sub("", xml)


def _parts(question: Question, paths: dict[str, str]) -> tuple[str, str, str]:
    shown = _picture(question.image, question.image_alt, paths)
    shown = f"<div>{shown}</div>" if shown else ""
    prompt = f"<prompt>{_html(question.question)}</prompt>"
    match question:
        case ChoiceQuestion() | CheckQuestion():
            several = isinstance(question, CheckQuestion)
            right = [f"c{number}" for number, option in enumerate(question.options, 1) if option.right]
            return (
                _declaration("multiple" if several else "single", right, any_is_right=not several),
                shown + _choices("choiceInteraction", question.options, prompt, paths, 0 if several else 1),
                "match_correct" if several or len(right) == 1 else "map_response",
            )
        case VotingQuestion():
            return (
                _declaration("single", []),
                shown + _choices("choiceInteraction", question.options, prompt, paths, 1),
                "",
            )
        case OrderQuestion():
            right = [f"c{number}" for number in range(1, len(question.options) + 1)]
            return (
                _declaration("ordered", right),
                shown + _choices("orderInteraction", question.options, prompt, paths, None),
                "match_correct",
            )
        case TextQuestion():
            entries = "".join(
                f'<mapEntry mapKey={quoteattr(one.text)} mappedValue="1" '
                f'caseSensitive="{"true" if one.case_sensitive else "false"}"/>'
                for one in question.accepted
            )
            declaration = (
                '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"><correctResponse>'
                f"<value>{escape(question.accepted[0].text)}</value></correctResponse>"
                f'<mapping defaultValue="0">{entries}</mapping></responseDeclaration>'
            )
            asked = f"<div>{_html(question.question)}</div>"
            entry = '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
            return declaration, shown + asked + entry, "map_response"
        case SlideQuestion():
            heading = f"<h2>{_html(question.question)}</h2>" if question.question else ""
            lines = "".join(f"<p>{escape(line)}</p>" for line in question.content.split("\n"))
            return "", shown + heading + lines, ""
    return "", "", ""


def _declaration(cardinality: str, right: list[str], *, any_is_right: bool = False) -> str:
    first = right[:1] if any_is_right else right
    values = "".join(f"<value>{one}</value>" for one in first)
    correct = f"<correctResponse>{values}</correctResponse>" if values else ""
    mapping = ""
    if any_is_right and len(right) > 1:
        entries = "".join(f'<mapEntry mapKey="{one}" mappedValue="1"/>' for one in right)
        mapping = f'<mapping defaultValue="0">{entries}</mapping>'
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="identifier">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def _choices(
    tag: str,
    options: Sequence[Option | PictureOption],
    prompt: str,
    paths: dict[str, str],
    most: int | None,
) -> str:
    choices = "".join(
        f'<simpleChoice identifier="c{number}">{_shown_option(option, paths)}{escape(option.text)}</simpleChoice>'
        for number, option in enumerate(options, 1)
    )
    limit = "" if most is None else f' maxChoices="{most}"'
    return f'<{tag} responseIdentifier="RESPONSE" shuffle="true"{limit}>{prompt}{choices}</{tag}>'


def _shown_option(option: Option | PictureOption, paths: dict[str, str]) -> str:
    return _picture(option.image, option.image_alt, paths) if isinstance(option, PictureOption) else ""


def _picture(name: str | None, alt: str | None, paths: dict[str, str]) -> str:
    path = paths.get(name) if name is not None else None
    if path is None:
        return ""
    source = quoteattr("../" + path)
    said = " ".join((alt or "").split())
    if path.endswith(".mp4"):
        return f'<object data={source} type="video/mp4">{escape(said)}</object>'
    return f"<img src={source} alt={quoteattr(said)}/>"


def _html(html: str) -> str:
    for name, number in _ENTITIES.items():
        html = html.replace(name, number)
    return html.replace("\n", "<br/>")


def _explanation(question: Question) -> str:
    if not question.explanation:
        return ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in question.explanation.split("\n"))
    return (
        '<modalFeedback outcomeIdentifier="EXPLANATION" identifier="shown" showHide="hide">'
        + lines
        + "</modalFeedback>"
    )
