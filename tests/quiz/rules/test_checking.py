"""Right, wrong or no answer at all, for each kind of question."""

import timeit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.content.questions import (
    Accepted,
    CheckQuestion,
    ChoiceQuestion,
    Option,
    OrderQuestion,
    PictureOption,
    Question,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)
from rumpus.quiz.content.text import guarded
from rumpus.quiz.messages.client_messages import SubmitAnswer, decode
from rumpus.quiz.rules.checking import Checked, NotAnOption, check
from rumpus.quiz.rules.scoring import score, time_taken


def options(*texts: str, right: set[int]) -> tuple[Option, ...]:
    return tuple(Option(str(index), text, index in right) for index, text in enumerate(texts))


def pictures(*texts: str) -> tuple[PictureOption, ...]:
    return tuple(PictureOption(str(index), text) for index, text in enumerate(texts))


CHOICE = ChoiceQuestion(id="q", question="q", time=20, options=options("yes", "no", "a <b", "Zoë", right={0, 3}))
VOTING = VotingQuestion(id="q", question="q", time=20, options=pictures("a", "b"))
ORDER = OrderQuestion(id="q", question="q", time=20, options=pictures("1", "2", "3"))
SLIDER = RangeQuestion(id="q", question="q", time=20, min=0, max=100, min_correct=40, max_correct=60)
TEXT = TextQuestion(id="q", question="q", time=20, accepted=(Accepted("Berlin"), Accepted("KOELN", True)))
CHECK = CheckQuestion(id="q", question="q", time=20, options=options("c0", "c1", "c2", right={0, 2}))
TWELVE = CheckQuestion(id="q", question="q", time=20, options=options(*"abcdefghijkl", right={1, 10}))
SLIDE = SlideQuestion(id="q", question="q", time=20, content="look")


@pytest.mark.parametrize(
    ("question", "answer", "checked"),
    [
        (CHOICE, "yes", (True, "yes")),
        (CHOICE, "no", (False, "no")),
        (CHOICE, " yes ", (True, "yes")),
        (CHOICE, "Zoe\u0308", (True, "Zoë")),
        (CHOICE, guarded("a <b"), (False, "a <b")),
        (CHOICE, "a <b", (False, "a <b")),
        (VOTING, "b", (False, "b")),
        (SLIDER, "50", (True, "50")),
        (SLIDER, "40", (True, "40")),
        (SLIDER, "60.9", (True, "60.9")),
        (SLIDER, " 39.9 ", (False, "39.9")),
        (SLIDER, "61", (False, "61")),
        (SLIDER, "-1", (False, "-1")),
        (SLIDER, "1e300", (False, "1e300")),
        (TEXT, "bErLiN", (True, "bErLiN")),
        (TEXT, "  berlin\x00 ", (True, "berlin")),
        (TEXT, "\uff42erlin", (True, "\uff42erlin")),
        (TEXT, "koeln", (False, "koeln")),
        (TEXT, "KOELN", (True, "KOELN")),
        (TEXT, "", (False, "")),
        (CHECK, "02", (True, "02")),
        (CHECK, "20", (False, "20")),
        (CHECK, "0", (False, "0")),
        (CHECK, "00", (False, "00")),
        (CHECK, "", (False, "")),
        (CHECK, "0,2", (True, "02")),
        (CHECK, "2, 0", (True, "02")),
        (CHECK, "1,", (False, "1")),
        (TWELVE, "1,10", (True, "1,10")),
        (TWELVE, "10,1", (True, "1,10")),
        (TWELVE, "10", (False, "10")),
        (TWELVE, "10,", (False, "10")),
        (TWELVE, "", (False, "")),
    ],
)
def test_an_answer_is_right_or_wrong(question: Question, answer: str, checked: tuple[bool, str]) -> None:
    assert check(question, answer) == Checked(*checked)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHOICE, "maybe"),
        (CHOICE, "YES"),
        (CHOICE, ""),
        (VOTING, "zzz"),
        (SLIDER, "abc"),
        (SLIDER, ""),
        (SLIDER, "inf"),
        (SLIDER, "-Infinity"),
        (SLIDER, "nan"),
        (SLIDER, "1e999"),
        (SLIDER, "1" * 65),
        (CHECK, "3"),
        (CHECK, "0x"),
        (CHECK, "0,3"),
        (CHECK, "0,0"),
        (CHECK, ","),
        (CHECK, "0,,2"),
        (CHECK, "²"),
        (CHECK, "-1"),
        (TWELVE, "012"),
        (TWELVE, "12"),
        (TWELVE, "1,12"),
        (ORDER, "a"),
        (ORDER, "1, 2, 3"),
        (SLIDE, "x"),
        (SLIDE, ""),
    ],
)
def test_what_is_no_option_is_refused(question: Question, answer: str) -> None:
    with pytest.raises(NotAnOption):
        check(question, answer)


def test_an_order_is_right_or_wrong() -> None:
    assert check(ORDER, "a", ["1", "2", "3"]) == Checked(True, "1, 2, 3")
    assert check(ORDER, "a", ["3", "2", "1"]) == Checked(False, "3, 2, 1")
    assert check(ORDER, "", [" 1", "2\u2060", "3"]) == Checked(True, "1, 2, 3")


@pytest.mark.parametrize("order", [[], ["1", "2"], ["1", "2", "2"], ["1", "2", "4"], ["1", "2", "3", "3"]])
def test_an_order_of_other_things_is_refused(order: list[str]) -> None:
    with pytest.raises(NotAnOption):
        check(ORDER, "a", order)


def test_lists_of_indexes_from_our_own_client() -> None:
    for chosen, right in (([10, 1], True), ([1], False), ([10], False), ([], False)):
        message = decode("submit_answer", [{"question_index": 0, "answer": chosen}])
        assert isinstance(message, SubmitAnswer)
        assert check(TWELVE, message.answer).right is right
    single = decode("submit_answer", [{"question_index": 0, "answer": [10]}])
    assert isinstance(single, SubmitAnswer)
    with pytest.raises(NotAnOption):
        check(CHECK, single.answer)  # and not taken for 1 and 0


def test_a_changed_question_does_not_remember_the_old_one() -> None:
    assert check(CHOICE, "yes").right
    swapped = msgspec.structs.replace(CHOICE, options=options("no", "yes", right={0}))
    assert check(swapped, "no").right
    assert not check(swapped, "yes").right


@given(
    st.sampled_from([CHOICE, VOTING, ORDER, SLIDER, TEXT, CHECK, TWELVE, SLIDE]),
    st.text(max_size=30) | st.text("0123456789,. -e", max_size=8),
    st.none() | st.lists(st.text(max_size=3) | st.sampled_from("123"), max_size=4),
)
def test_whatever_is_sent_is_checked_or_refused(question: Question, answer: str, order: list[str] | None) -> None:
    try:
        checked = check(question, answer, order)
    except NotAnOption:
        return
    assert checked == check(question, checked.answer, order)


def test_deciding_on_an_answer_takes_microseconds() -> None:
    """Ten thousand answers at once must not hold the loop. The bound is generous: other tests may be running."""
    quiz = demo_quiz()
    planet = quiz.questions[1]
    args = [{"question_index": 1, "answer": "Jupiter"}]

    def decide() -> None:
        message = decode("submit_answer", args)
        assert isinstance(message, SubmitAnswer)
        if check(planet, message.answer, message.order).right:
            score(time_taken(1_200, 40, message.tapped_after), planet.time * 1_000, planet.points)

    each = min(timeit.repeat(decide, number=2_000, repeat=5)) / 2_000
    assert each < 50e-6, f"{each * 1e6:.1f} µs"
