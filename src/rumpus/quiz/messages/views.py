"""What a viewer may see of a quiz: the only way out of its state. No secret leaves but by a function of this module.

All is in the words of `/quiz`, which messages turn into those of `/` themselves. Only what `/` says of big games is
made in its own words at once, and once for all: `question_results_for` and `final_results_for`.
"""

from typing import TypeAlias

import msgspec

from rumpus.hall.game import HOST, GameTime, Seat
from rumpus.quiz.content.question_shapes import ShownQuestion, SolvedQuestion
from rumpus.quiz.content.quiz_file import SlideQuestion
from rumpus.quiz.messages.game_shapes import AnswerData, PlayerGame, PlayGame
from rumpus.quiz.messages.server_messages import (
    Behind,
    HostState,
    OwnResult,
    PlayerEntry,
    PlayerState,
    SetQuestionNumber,
)
from rumpus.quiz.messages.shares import final_results_for, question_results_for
from rumpus.quiz.messages.showing import shown, solved
from rumpus.quiz.rules.phases import Phase
from rumpus.quiz.rules.state import QuizState

__all__ = [
    "GameState",
    "final_results",
    "final_results_for",
    "host_game",
    "host_game_json",
    "names",
    "own_result",
    "player_game",
    "question_results",
    "question_results_for",
    "ranking",
    "set_question_number",
    "shown_question",
    "solution",
    "view_for",
    "wire_phase",
]

GameState: TypeAlias = PlayerState | HostState


# ---- the game --------------------------------------------------------------------------------------------------------


def player_game(state: QuizState) -> PlayerGame:
    """The game as its players know it (quiz.md 3.1). The secret id of the host is not in it."""
    return PlayerGame(
        description=state.quiz.description,
        title=state.quiz.title,
        game_id=state.public_id,
        game_pin=state.game_pin,
        started=state.started,
        captcha_enabled=state.options.captcha_enabled,
        cover_image=state.quiz.cover_image,
        game_mode=state.options.game_mode,
        current_question=state.current,
        background_color=state.quiz.background_color,
        background_image=state.quiz.background_image,
        custom_field=state.options.custom_field,
        question_show=state.is_open(state.current),
        question_count=len(state.quiz.questions),
        language=state.quiz.language,
    )


def host_game(state: QuizState) -> PlayGame:
    """The game as its host knows it, solutions included (quiz.md 4.3)."""
    return PlayGame(
        quiz_id=state.quiz_id,
        description=state.quiz.description,
        user_id=state.user_id,
        title=state.quiz.title,
        questions=[solution(state, index) for index in range(len(state.quiz.questions))],
        game_id=state.game_id,
        game_pin=state.game_pin,
        started=state.started,
        captcha_enabled=state.options.captcha_enabled,
        cover_image=state.quiz.cover_image,
        game_mode=state.options.game_mode,
        current_question=state.current,
        background_color=state.quiz.background_color,
        background_image=state.quiz.background_image,
        custom_field=state.options.custom_field,
        question_show=state.is_open(state.current),
        language=state.quiz.language,
    )


def host_game_json(state: QuizState, *, deployed: bool = False) -> str:
    """The string that `registered_as_admin` carries, in the words of `/` if `deployed`. For the host only."""
    game = host_game(state)
    return (game.deployed() if deployed else game).json()


# ---- a question ------------------------------------------------------------------------------------------------------


def shown_question(state: QuizState, index: int) -> ShownQuestion:
    """A question without its solution. Not for slides: nobody but the host sees them."""
    question = state.shown_questions.get(index)
    if question is None:
        asked = state.quiz.questions[index]
        assert not isinstance(asked, SlideQuestion), "a slide is never shown to players"
        question = state.shown_questions[index] = shown(asked, state.shown_orders.get(index))
    return question


def set_question_number(state: QuizState, index: int, at: GameTime) -> SetQuestionNumber:
    """What tells that a question is on show, with what is left of its time."""
    if isinstance(state.quiz.questions[index], SlideQuestion):
        return SetQuestionNumber(index)
    is_open = state.is_open(index)
    return SetQuestionNumber(
        index,
        shown_question(state, index),
        remaining=state.remaining(at) if is_open else 0,
        open=is_open,
        language=state.quiz.language,
    )


def solution(state: QuizState, index: int) -> SolvedQuestion:
    """A whole question. For the host, and for everybody when the host shows the solution."""
    question = state.solutions.get(index)
    if question is None:
        question = state.solutions[index] = solved(state.quiz.questions[index])
    return question


# ---- answers and totals ----------------------------------------------------------------------------------------------


def question_results(state: QuizState, index: int) -> list[AnswerData]:
    """The answers to a question in the order of storing, empty while it is open or was never shown."""
    round_ = state.rounds.get(index)
    if round_ is None or round_.open:
        return []
    players = state.players
    return [
        AnswerData(player.username, given.answer, given.right, float(given.time_taken), given.score)
        for seat, given in round_.answers.items()
        if not (player := players[seat]).kicked
    ]


def final_results(state: QuizState) -> dict[str, list[AnswerData]]:
    """The answers to all closed questions by index; questions without answers are absent."""
    results = {str(index): question_results(state, index) for index in sorted(state.rounds)}
    return {index: answers for index, answers in results.items() if answers}


def ranking(state: QuizState) -> list[tuple[Seat, int]]:
    """Seats with their totals by the closed questions, best first."""
    return [(seat, state.players[seat].total) for seat in state.standings.seats]


def own_result(state: QuizState, seat: Seat, index: int) -> OwnResult:
    """What a player hears when a question is closed. The ranking is that of the closing last told."""
    standings = state.told_standings or state.standings
    player = state.players[seat]
    given = state.rounds[index].answers.get(seat)
    ahead = standings.ahead(player.total)
    return OwnResult(
        question_index=index,
        right=given is not None and given.right,
        score=0 if given is None else given.score,
        total=player.total,
        rank=standings.rank(player.total),
        players=len(standings.seats),
        behind=None
        if ahead is None
        else Behind(state.players[ahead].username, state.players[ahead].total - player.total),
    )


# ---- the whole view --------------------------------------------------------------------------------------------------


def view_for(state: QuizState, viewer: Seat, at: GameTime) -> GameState:
    """All that a viewer may see now: `game_state` of quiz.md 0.13."""
    return _host_view(state, at) if viewer == HOST else _player_view(state, viewer, at)


def names(state: QuizState, viewer: Seat, seat: Seat) -> bool:
    """Whether the view of a viewer names the player of a seat."""
    if viewer in (HOST, seat):
        return True
    standings = state.told_standings
    return state.screen.result and standings is not None and standings.ahead(state.players[viewer].total) == seat


def wire_phase(state: QuizState, viewer: Seat) -> str:
    """The phase as a viewer hears of it. When time was called, the question is closed for the host, not for phones."""
    if state.phase is Phase.CLOSING:
        return (Phase.CLOSED if viewer == HOST else Phase.QUESTION).value
    return state.phase.value


def _question_on_show(state: QuizState) -> ShownQuestion | None:
    question = state.question
    return None if question is None or isinstance(question, SlideQuestion) else shown_question(state, state.current)


def _player_view(state: QuizState, seat: Seat, at: GameTime) -> PlayerState:
    player = state.players[seat]
    round_ = state.round
    given = None if round_ is None else round_.answers.get(seat)
    return PlayerState(
        phase=wire_phase(state, seat),
        game=player_game(state),
        username=player.username,
        question_index=state.current,
        question=_question_on_show(state),
        open=state.is_open(state.current),
        remaining=state.remaining(at),
        answer=None if given is None or state.screen.again else given.answer,
        result=own_result(state, seat, state.current) if state.screen.result else None,
        solution=solution(state, state.current) if state.screen.solution else None,
        total=player.total,
        rank=None if state.told_standings is None else state.told_standings.rank(player.total),
        players=state.seats.count,
    )


def _host_view(state: QuizState, at: GameTime) -> HostState:
    round_ = state.round
    answers = {} if round_ is None else round_.answers
    is_open = state.phase is Phase.QUESTION
    return HostState(
        phase=wire_phase(state, HOST),
        game=msgspec.structs.replace(player_game(state), question_show=is_open),
        question_index=state.current,
        question=_question_on_show(state),
        open=is_open,
        remaining=state.remaining(at) if is_open else 0,
        answered=0 if round_ is None else round_.counted,
        players=state.seats.count,
        entries=[
            PlayerEntry(
                seat=player.seat,
                username=player.username,
                present=player.present,
                kicked=player.kicked,
                answered=player.seat in answers,
                total=player.total,
                custom_field=player.custom_field,
            )
            for player in state.players.values()
        ],
        solution=solution(state, state.current) if state.screen.solution else None,
        results=question_results(state, state.current) if state.screen.results else None,
        ranking=state.screen.ranking,
        final=final_results(state) if state.phase is Phase.FINAL else None,
        controls_visible=state.controls_visible,
        saved=state.saved,
    )
