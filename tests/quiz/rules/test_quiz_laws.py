"""The four laws of games, for the quiz: random games in a real hall, of players and hosts who do whatever they like."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import strategies as st

from rumpus.hall.game import HOST, Effects, GameTime, Seat
from rumpus.quiz.content.question_shapes import ShownQuestion, SolvedQuestion
from rumpus.quiz.messages import server_messages as say
from rumpus.quiz.messages.server_messages import HostState, PlayerState
from rumpus.quiz.rules import commands as c
from rumpus.quiz.rules import facts
from rumpus.quiz.rules.game import QUIZ, QuizGame
from tests.hall.laws import Adapter, Laws, Viewer
from tests.quiz.following import GONE, OUT, follow, is_out, told, view
from tests.quiz.story import abcd, check, open_of, order, slide, slider, text, voting

NAMES = ["anna", "bert", "Carl", "dörte", "ANNA"]
SEATS = 5
QUESTIONS = [
    abcd(explanation="secret of q0"),
    slider(min=0, max=100, min_correct=71, max_correct=73),
    text("secret of q2", time=20),
    slide(),
    order("first", "second", "third", time=5),
    check(time=3, explanation="secret of q5"),
    voting(time=3),
]
ANSWERS = ["yes", "no", "72", "12", "secret of q2", "02", "1", "cats", "typed by a player", "none"]


ANSWERS_TO = [["yes", "no"], ["72", "12"], ["secret of q2", "typed by a player"], ["1"], ["a"], ["02", "1"], ["cats"]]
KEYS = st.lists(st.binary(max_size=2), max_size=2)


def index_of(game: QuizGame) -> st.SearchStrategy[int]:
    return st.one_of(st.just(game.current), st.just(game.current + 1), st.integers(-1, len(QUESTIONS)))


def orders() -> st.SearchStrategy[list[str] | None]:
    return st.one_of(st.none(), st.permutations(["first", "second", "third"]))


def mostly(strategy: st.SearchStrategy[Any], *others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The first in three cases of four. (`one_of` takes the same strategy twice for one.)"""
    rest = st.one_of(*others)
    return st.sampled_from([strategy, rest, strategy, strategy]).flatmap(lambda chosen: chosen)


class QuizAdapter(Adapter):
    """Sockets are not here: a player's sender is its seat, all host commands come from the host's page."""

    kind = QUIZ
    waits = st.one_of(
        st.just(0),
        st.integers(1, 800),
        st.integers(1, 800),
        st.sampled_from([500, 1_000, 5_000, 5_500]),
        st.integers(1, 30_000),
    )
    steps = 30

    def first(self) -> st.SearchStrategy[Any]:
        return st.builds(
            lambda seed, late, shuffled, full: open_of(
                *QUESTIONS, seed=seed, late_join=late, randomize_answers=shuffled, max_players=full
            ),
            st.integers(0, 1_000),
            st.booleans(),
            st.booleans(),
            st.sampled_from([3, 10_000]),
        )

    def commands(self, game: QuizGame, now: GameTime) -> st.SearchStrategy[Any]:
        """Mostly what people do at such a time; now and then anything."""
        return mostly(self.sensible(game, now), self.anything(game, now))

    def sensible(self, game: QuizGame, now: GameTime) -> st.SearchStrategy[Any]:
        taken = {player.username for player in game.players.values()}
        join = st.builds(
            c.Join, st.sampled_from([name for name in NAMES if name not in taken] or NAMES), st.none(), KEYS
        )
        if game.seats.count < 2 and not game.started:
            return join
        seats = list(game.players) or [1]
        seat = st.sampled_from(seats)
        onward = st.just(c.Show(game.current + 1))
        moving = st.one_of(
            st.builds(c.Away, seat), st.builds(c.Back, seat, KEYS), st.builds(c.Echoed, seat, index_of(game))
        )
        if game.is_open(game.current):
            waiting = st.sampled_from(sorted(game.attendance.waiting) or seats)
            sent = st.one_of(st.none(), st.integers(0, now + 3_000))
            tapped = st.one_of(st.none(), st.integers(0, 5_000))
            given = ANSWERS_TO[game.current]
            latency = st.integers(0, 400)
            answer = st.builds(
                c.Answer, waiting, st.just(game.current), st.sampled_from(given), orders(), sent, latency, tapped
            )
            going_on = st.one_of(
                st.just(c.ShowSolution()), st.just(c.ShowRanking()), st.just(c.ShowResults(game.current)), onward
            )
            return mostly(answer, moving, going_on)
        told_more = st.sampled_from(
            [c.ShowSolution(), c.ShowResults(max(0, game.current)), c.ShowRanking(), c.ShowFinal()]
        )
        rename = st.builds(c.Rename, seat, st.sampled_from(NAMES), st.booleans())
        people = st.one_of(st.builds(c.Kick, st.sampled_from(NAMES)), st.builds(c.LetBack, seat), join, rename)
        if not game.started:
            return mostly(onward, moving, people)
        return mostly(st.one_of(onward, told_more), moving, people)

    def anything(self, game: QuizGame, now: GameTime) -> st.SearchStrategy[Any]:
        seat = st.integers(0, SEATS)
        index = index_of(game)
        simple = st.sampled_from([c.Start(), c.Save(), c.ShowFinal(), c.ShowRanking(), c.ShowSolution()])
        return st.one_of(
            st.builds(c.Join, st.sampled_from(NAMES), st.sampled_from([None, "", "7b"]), KEYS),
            st.builds(c.Answer, seat, index, st.sampled_from(ANSWERS), orders()),
            st.builds(c.Back, seat, KEYS),
            st.builds(c.Away, seat),
            st.builds(c.Echoed, seat, index),
            simple,
            st.builds(c.Show, index),
            st.builds(c.ShowResults, index),
            st.builds(c.Kick, st.sampled_from(NAMES)),
            st.builds(c.LetBack, seat),
            st.builds(c.AllowName, st.sampled_from(NAMES)),
            st.builds(c.Rename, seat, st.sampled_from([*NAMES, "", "x" * 41]), st.booleans()),
            st.builds(c.SetControls, st.booleans()),
            st.builds(c.GrantExport, st.just("token"), st.binary(max_size=1), st.integers(0, 9)),
            st.integers(0, 5).map(lambda die: c.EndGame() if die == 5 else c.Show(0)),
        )

    def sender(self, command: Any) -> Viewer | None:
        if isinstance(command, c.Join | c.Open):
            return None  # not seated yet; hears of it by its first view
        return command.seat if isinstance(command, c.Answer | c.Back | c.Away | c.Echoed) else HOST

    def repeats(self, command: Any) -> Literal["never", "at once", "ever"]:
        return "ever" if isinstance(command, c.Start | c.Save) else "at once"

    def viewers(self, game: QuizGame) -> Sequence[Seat]:
        return [HOST, *game.players]

    def observe(self, game: QuizGame, viewer: Any, now: GameTime) -> Any:
        return view(game, viewer)

    def told(self, game: QuizGame, effects: Effects, viewer: Any, sender: Any) -> Sequence[Any]:
        return told(game, effects, viewer, sender)

    def follow(self, view: Any, message: Any, viewer: Viewer) -> Any:
        return follow(view, message)

    def may_see(self, game: QuizGame, viewer: Any, shown: Any) -> bool:
        if viewer == HOST:
            return True
        if is_out(game, viewer):
            return shown in (OUT, GONE) or isinstance(shown, say.Kick)
        return not leaks(game, viewer, shown)

    def snapshot(self, game: QuizGame, now: GameTime) -> Any:
        return state_of(game)


def leaks(game: QuizGame, viewer: Seat, shown: Any) -> list[str]:
    """What is in a message or view that this player must not see."""
    written = msgspec.json.encode(shown).decode()
    solved = {game.current} if game.screen.solution else set()
    own = [round_.answers[viewer].answer for round_ in game.rounds.values() if viewer in round_.answers]
    secrets = {f"secret of q{index}" for index in range(len(QUESTIONS)) if index not in solved} - set(own)
    secrets |= {"the secret id", "a user", "secret of the slide"}
    if isinstance(shown, say.OwnResult):
        return [] if game.is_closed(shown.question_index) else ["the result of an open question"]
    if isinstance(shown, say.Solutions):
        (index,) = [i for i, question in enumerate(game.quiz.questions) if question.id == shown.question.id]
        return [] if game.is_closed(index) else ["the solution of an open question"]
    if game.is_open(game.current):
        secrets |= {'"right":', "correct", "score"}
    if "typed by a player" not in own:
        secrets.add("typed by a player")
    found = [secret for secret in secrets if secret in written]
    if isinstance(shown, say.QuestionResults | say.FinalResults | say.AnswerCount | HostState | say.PlayerJoined):
        found.append("what is for the host")
    return found + [leak for question in questions_in(shown) for leak in leaks_of_question(question, solved)]


def leaks_of_question(question: ShownQuestion | SolvedQuestion, solved: set[int]) -> list[str]:
    if isinstance(question, SolvedQuestion):
        return [] if solved else ["a solution"]
    if question.type == "TEXT":
        return ["accepted texts"] if question.answers else []
    if question.type == "ORDER" and isinstance(question.answers, list):
        in_order = [option.answer for option in question.answers] == ["first", "second", "third"]
        return ["the right order"] if in_order else []
    return []


def questions_in(shown: Any) -> list[ShownQuestion | SolvedQuestion]:
    if isinstance(shown, ShownQuestion | SolvedQuestion):
        return [shown]
    if isinstance(shown, PlayerState):
        return [question for question in (shown.question, shown.solution) if question is not None]
    return questions_in(getattr(shown, "question", None)) if hasattr(shown, "question") else []


def state_of(game: QuizGame) -> Any:
    """Everything that is state, what is only remembered from computing it left out."""
    caches = {"_standings", "shown_questions", "solutions", "seats", "attendance", "told_standings", "quiz"}
    state = {name: getattr(game, name, None) for name in _slots(type(game)) if name not in caches}
    attendance = game.attendance
    return {
        **state,
        "quiz": repr(game.quiz),
        "players": game.players,
        "names": {name: game.seat_named(name) for name in NAMES},
        "here": attendance.here,
        "asleep": attendance.asleep,
        "unheard": attendance.unheard,
        "waiting": attendance.waiting,
        "expires_at": attendance.expires_at,
        "sockets": [seat for seat in game.players if attendance.has_socket(seat)],
        "told": game.told_standings and game.told_standings.seats,
        "wake_at": game.wake_at,
    }


def _slots(kind: type) -> list[str]:
    return [name for base in kind.__mro__ for name in getattr(base, "__slots__", ())]


class TestLawsOfTheQuiz(Laws):
    adapter = QuizAdapter()


# ---- that the laws would notice --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shown",
    [
        say.QuestionResults([]),
        say.FinalResults({}),
        say.Error("the secret id", ""),
        say.Error("secret of q2", ""),
        say.Error("typed by a player", ""),
    ],
)
def test_a_leak_is_found(shown: Any) -> None:
    game = QuizGame()
    game.handle(open_of(*QUESTIONS), 0)
    game.handle(c.Join("anna", None, []), 0)
    game.handle(c.Show(0), 0)
    assert leaks(game, 1, shown)
    assert not leaks(game, 1, view(game, 1))
    assert leaks(game, 1, view(game, HOST))


def test_every_fact_can_be_said() -> None:
    assert {"Refused", "GameEnded"} <= {kind.__name__ for kind in facts.Fact.__args__}
