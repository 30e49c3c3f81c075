"""A quiz as it is played: options in the order in which this game shows them."""

import msgspec

from rumpus.quiz.content.quiz_file import CheckQuestion, ChoiceQuestion, OrderQuestion, Question, Quiz, VotingQuestion
from rumpus.quiz.rules.dice import Dice


def as_played(quiz: Quiz, dice: Dice, *, shuffle: bool) -> Quiz:
    """The quiz with the options of ABCD, CHECK and VOTING in an order by chance. What is right moves with them."""
    if not shuffle:
        return quiz
    return msgspec.structs.replace(quiz, questions=tuple(_shuffled(question, dice) for question in quiz.questions))


def shown_order(question: Question, dice: Dice) -> tuple[int, ...] | None:
    """In which order an ORDER question is shown: by chance, the same for everybody and each time. Else None."""
    if not isinstance(question, OrderQuestion):
        return None
    return dice.puzzle([option.text for option in question.options])


def _shuffled(question: Question, dice: Dice) -> Question:
    if isinstance(question, ChoiceQuestion | CheckQuestion):
        order = dice.order(len(question.options))
        return msgspec.structs.replace(question, options=tuple(question.options[place] for place in order))
    if isinstance(question, VotingQuestion):
        order = dice.order(len(question.options))
        return msgspec.structs.replace(question, options=tuple(question.options[place] for place in order))
    return question
