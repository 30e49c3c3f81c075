"""A question as it is said: to those who are to answer it, and with its solution to those who may see that."""

from msgspec import UNSET, UnsetType

from rumpus.quiz.content.question_shapes import (
    ShownAnswers,
    ShownOption,
    ShownQuestion,
    ShownRange,
    SolvedAnswers,
    SolvedOption,
    SolvedQuestion,
    SolvedRange,
)
from rumpus.quiz.content.quiz_file import (
    POINTS,
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    PictureOption,
    Question,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)


def shown(question: Question, order: tuple[int, ...] | None = None) -> ShownQuestion:
    """The question without its solution. `order` is that in which the options of an ORDER question are shown."""
    return ShownQuestion(
        question=question.question,
        time=str(question.time),
        type=question.kind,
        answers=_shown_answers(question, order),
        image=question.image,
        hide_results=question.hide_results,
        id=question.id,
        points=UNSET if question.points == POINTS else question.points,
        image_alt=_or_unset(question.image_alt),
        credit=_or_unset(question.credit),
    )


def solved(question: Question) -> SolvedQuestion:
    """The whole question."""
    return SolvedQuestion(
        question=question.question,
        time=str(question.time),
        type=question.kind,
        answers=_solved_answers(question),
        image=question.image,
        hide_results=question.hide_results,
        id=question.id,
        points=UNSET if question.points == POINTS else question.points,
        image_alt=_or_unset(question.image_alt),
        credit=_or_unset(question.credit),
        explanation=_or_unset(question.explanation),
    )


def _shown_answers(question: Question, order: tuple[int, ...] | None) -> ShownAnswers:
    match question:
        case ChoiceQuestion() | CheckQuestion():
            return [ShownOption(option.text, color=option.color) for option in question.options]
        case VotingQuestion():
            return [_shown_picture(option) for option in question.options]
        case OrderQuestion():
            assert order is not None, "an ORDER question is never shown in its right order"
            return [_shown_picture(question.options[place]) for place in order]
        case RangeQuestion():
            return ShownRange(question.min, question.max)
        case TextQuestion() | SlideQuestion():
            return []


def _solved_answers(question: Question) -> SolvedAnswers:
    match question:
        case ChoiceQuestion() | CheckQuestion():
            return [
                SolvedOption(option.right, option.text, color=option.color, id=option.id) for option in question.options
            ]
        case VotingQuestion() | OrderQuestion():
            return [_solved_picture(option) for option in question.options]
        case RangeQuestion():
            return SolvedRange(question.min, question.max, question.min_correct, question.max_correct)
        case TextQuestion():
            return [
                SolvedOption(answer=accepted.text, case_sensitive=accepted.case_sensitive)
                for accepted in question.accepted
            ]
        case SlideQuestion():
            return question.content


def _shown_picture(option: PictureOption) -> ShownOption:
    return ShownOption(option.text, option.image, option.color, _or_unset(option.image_alt))


def _solved_picture(option: PictureOption) -> SolvedOption:
    return SolvedOption(
        answer=option.text,
        image=option.image,
        color=option.color,
        id=option.id,
        image_alt=_or_unset(option.image_alt),
    )


def _or_unset(text: str | None) -> str | UnsetType:
    return UNSET if text is None else text
