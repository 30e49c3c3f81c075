"""What the HTTP side is told about running games, and what it may hear when it asks."""

from typing import Any, NamedTuple

import msgspec

from rumpus.hall.game import HOST, Seat
from rumpus.quiz.messages.views import wire_phase
from rumpus.quiz.sockets.company import Company


class WaitingGame(msgspec.Struct, frozen=True):
    """A game of a host that was not started (`GameInLobby` of quiz.md 4.3). `game_id` is the host's secret."""

    game_pin: str
    quiz_title: str
    game_id: str


class PlayingSeat(NamedTuple):
    """A player of a running game: whose game it is, its secret, the seat, whether the host removed the player."""

    user_id: str
    game_id: str
    seat: Seat
    removed: bool


class RunningGame(msgspec.Struct, frozen=True):
    """A running game, for its host: `game_id` is the secret.

    Attributes:
        title: of the quiz, HTML.
        quiz_id: of the quiz in the library, "" if it is in none.
        opened: epoch milliseconds.
        phase: as in `game_state` for the host: lobby, ready, question, closed, slide, final.
        question_index: of the question on show, -1 before the first.
        questions: how many the quiz has.
        players: how many have joined, kicked ones left out. `present`: of them, who is there now.
        paused: the server has started anew, and the game waits for those who were there.
    """

    game_pin: str
    game_id: str
    public_id: str
    table_id: str
    quiz_id: str
    title: str
    opened: int
    phase: str
    question_index: int
    questions: int
    players: int
    present: int
    paused: bool
    saved: bool


class JoinInfo(msgspec.Struct, frozen=True):
    """What a page must know before somebody joins (`check_captcha` of quiz.md 5.1, 0.8).

    Attributes:
        enabled: always false: deployed pages would load a third party.
        custom_field: the label of the extra field, None if there is none.
        proof_of_work: whether `join_game` needs a solved captcha (ours).
    """

    enabled: bool
    game_mode: str
    custom_field: str | None
    proof_of_work: bool

    def deployed(self) -> dict[str, Any]:
        """As the deployed original answers: the documented members alone."""
        return {"enabled": self.enabled, "game_mode": self.game_mode, "custom_field": self.custom_field}


class SeatedPlayer(msgspec.Struct, frozen=True):
    """A player as `live/players` tells it. `sid` is that of the socket on the seat, None if there is none."""

    username: str
    sid: str | None


class Names(msgspec.Struct, frozen=True):
    """What became of names at the filter: which the host lets through, and the last ones that were refused."""

    allowed: list[str]
    refused: list[str]


def waiting_game(company: Company) -> WaitingGame:
    """The game at a table, for its host."""
    game = company.game
    return WaitingGame(game.game_pin, game.quiz.title, game.game_id)


def running_game(company: Company) -> RunningGame:
    """The game at a table, for its host."""
    game = company.game
    return RunningGame(
        game_pin=game.game_pin,
        game_id=game.game_id,
        public_id=game.public_id,
        table_id=company.table.id,
        quiz_id=game.quiz_id,
        title=game.quiz.title,
        opened=game.opened_epoch,
        phase=wire_phase(game, HOST),
        question_index=game.current,
        questions=len(game.quiz.questions),
        players=game.seats.count,
        present=len(game.attendance.here),
        paused=company.table.paused,
        saved=game.saved,
    )


def join_info(company: Company) -> JoinInfo:
    """What a page must know before somebody joins this game."""
    options = company.game.options
    return JoinInfo(
        enabled=False,
        game_mode=options.game_mode,
        custom_field=options.custom_field,
        proof_of_work=options.proof_of_work,
    )


def seated_players(company: Company) -> list[SeatedPlayer]:
    """Who plays here, in the order of joining, kicked ones left out."""
    players = company.game.players.values()
    return [SeatedPlayer(player.username, company.sid_of(player.seat)) for player in players if not player.kicked]


def names_at_the_filter(company: Company) -> Names:
    """Names that were let through or refused in this game, the latest last."""
    return Names(list(company.game.allowed_names.values()), list(company.refused_names))
