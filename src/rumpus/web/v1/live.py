"""Running games for overlays such as vMix (quiz.md 5.3): a key opens the games of its owner and no others."""

from typing import Annotated, Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from rumpus.quiz.quizzes import Quizzes, TooManyWrongPinsError
from rumpus.quiz.sockets.live import LiveGame
from rumpus.quiz.sockets.running import SeatedPlayer
from rumpus.web.problems import Problem
from rumpus.web.v1.games import too_many_pins
from rumpus.web.who import Asker, Visitor, key_holder, key_or_secret

GamePin = Annotated[str, QueryParameter(description="The pin, or the id of the quiz that is played.", max_length=64)]
AsArray = Annotated[bool, QueryParameter(description="Whether it is wrapped in a list.")]
HumanCount = Annotated[bool, QueryParameter(description="Whether questions count from 1.")]


def live_game(quizzes: Quizzes, asker: Asker, game_pin: str) -> LiveGame:
    """A running game of who asks. Raises a Problem."""
    found = quizzes.live.find(game_pin, asker.user.id)
    if found is None:
        raise Problem(404, "game_not_found", "Game not found or API key not found")
    return found


class LiveController(Controller):
    """Running games."""

    path = "/live"
    tags = ("live",)

    @get(summary="A running game", guards=[key_holder], sync_to_thread=False)
    def everything(
        self,
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        game_pin: GamePin,
        in_array: Annotated[bool, QueryParameter(description="Whether it is wrapped in a list.")] = False,
        in_human_count: HumanCount = False,
        player_count_as_a_string: Annotated[bool, QueryParameter()] = False,
    ) -> Any:
        """The quiz with its solutions, all answers so far, how many play."""
        live = live_game(quizzes, asker, game_pin)
        game = live.game() | {"total_questions": live.questions}
        game["current_question"] += in_human_count
        answers = [{"id": index, "answers": live.answers(index)} for index in range(live.questions)]
        told = {
            "quiz": game,
            "data": {"admin": live.admin_sid, "game_id": live.game_id, "answers": [a for a in answers if a["answers"]]},
            "players": {"count": str(live.players) if player_count_as_a_string else live.players},
        }
        return [told] if in_array else told

    @get("/user_count", summary="How many play", guards=[key_holder], sync_to_thread=False)
    def user_count(
        self,
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        game_pin: GamePin,
        as_string: Annotated[bool, QueryParameter()] = False,
        as_array: AsArray = False,
    ) -> Any:
        """Kicked players left out."""
        count = live_game(quizzes, asker, game_pin).players
        told = {"players": {"count": str(count) if as_string else count}}
        return [told] if as_array else told

    @get("/players", summary="Who plays", guards=[key_or_secret], sync_to_thread=False)
    def players(
        self,
        quizzes: NamedDependency[Quizzes],
        maybe: NamedDependency[Asker | None],
        visitor: NamedDependency[Visitor],
        game_pin: GamePin,
        game_id: Annotated[
            str | None, QueryParameter(description="The host's secret, in place of a key.", max_length=64)
        ] = None,
    ) -> list[SeatedPlayer]:
        """For who has the host's secret, or a key of the host. What is told opens no seat."""
        if game_id is None:
            if maybe is None:
                raise Problem(401, "not_signed_in", "Not authenticated")
            # Whoever hosts the game did not guess its pin.
            return live_game(quizzes, maybe, game_pin).seated()
        try:
            found = quizzes.players_of(game_pin, game_id, address=visitor.address)
        except TooManyWrongPinsError:
            raise too_many_pins() from None
        if found is None:
            raise Problem(401, "wrong_secret", "Game not found or API key not found")
        return found

    @post("/set_question", summary="Show a question", status_code=200, guards=[key_holder], sync_to_thread=False)
    def set_question(
        self,
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        game_pin: GamePin,
        question_number: Annotated[int, QueryParameter(description="From 0.", ge=0, le=1_000)],
    ) -> None:
        """As the host does; slides too."""
        if not live_game(quizzes, asker, game_pin).show(question_number):
            raise Problem(404, "question_not_found", "There is no such question")

    @get("/scores", summary="Who has how many points", guards=[key_holder], sync_to_thread=False)
    def scores(
        self, quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker], game_pin: GamePin
    ) -> list[dict[str, Any]]:
        """Best first."""
        live = live_game(quizzes, asker, game_pin)
        return [{"username": username, "score": score} for username, score in live.scores()]

    @get("/get_question/now", summary="The question on show", guards=[key_holder], sync_to_thread=False)
    def question_now(
        self,
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        game_pin: GamePin,
        in_human_count: HumanCount = False,
    ) -> list[dict[str, Any]]:
        """With its solution."""
        live = live_game(quizzes, asker, game_pin)
        question = live.question()
        told: dict[str, Any] = {"question": {}} if question is None else question
        current = max(live.current, 0) + in_human_count
        return [told | {"current_question": current, "total_questions": live.questions}]

    @get("/voting", summary="Votes so far", guards=[key_holder], sync_to_thread=False)
    def voting(
        self,
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        game_pin: GamePin,
        as_array: AsArray = False,
    ) -> Response[Any]:
        """Of the VOTING question on show; null for another kind, or before the first vote."""
        votes = live_game(quizzes, asker, game_pin).votes()
        return Response([votes] if as_array and votes is not None else votes, media_type="application/json")
