"""Running games as overlays for streams see them (quiz.md 5.3): always through the account of their host."""

from collections.abc import Iterator
from typing import Any

import msgspec

from rumpus.quiz.content.questions import VotingQuestion
from rumpus.quiz.messages import views
from rumpus.quiz.rules.commands import Show
from rumpus.quiz.rules.rounds import Given
from rumpus.quiz.rules.seats import Player
from rumpus.quiz.sockets.companies import Companies
from rumpus.quiz.sockets.company import Company
from rumpus.quiz.sockets.running import SeatedPlayer, seated_players


class Live:
    """The running games of one process."""

    __slots__ = ("_companies",)

    def __init__(self, companies: Companies) -> None:
        self._companies = companies

    def find(self, game_pin: str, user_id: str) -> "LiveGame | None":
        """A running game of this user by its pin, or by the id of its quiz; of several the latest."""
        own = [one for one in self._companies.running() if one.game.user_id == user_id]
        for company in reversed(own):
            if game_pin in (company.game.game_pin, company.game.quiz_id):
                return LiveGame(company)
        return None


class LiveGame:
    """One running game. Everything is as of now; solutions are in it, for this is its host's own view."""

    __slots__ = ("_company",)

    def __init__(self, company: Company) -> None:
        self._company = company

    @property
    def admin_sid(self) -> str | None:
        """The id of the socket of the host's screen."""
        admin = self._company.admin
        return None if admin is None else admin.socket.sid

    @property
    def game_id(self) -> str:
        """The secret of the host."""
        return self._company.game.game_id

    @property
    def current(self) -> int:
        """Index of the question on show, -1 before the first."""
        return self._company.game.current

    @property
    def questions(self) -> int:
        """How many questions the quiz has."""
        return len(self._company.game.quiz.questions)

    @property
    def players(self) -> int:
        """How many play, kicked ones left out."""
        return self._company.game.seats.count

    def seated(self) -> list[SeatedPlayer]:
        """Who plays, in the order of joining."""
        return seated_players(self._company)

    def game(self) -> dict[str, Any]:
        """The game as its host knows it (PlayGame, quiz.md 4.3)."""
        built: dict[str, Any] = msgspec.to_builtins(views.host_game(self._company.game).deployed())
        return built

    def question(self) -> dict[str, Any] | None:
        """The question on show with its solution; None before the first."""
        if self.current < 0:
            return None
        built: dict[str, Any] = msgspec.to_builtins(views.solution(self._company.game, self.current).deployed())
        return built

    def answers(self, index: int) -> list[dict[str, Any]]:
        """The answers to a question so far, in the order in which they came."""
        return [
            {"username": player.username, "right": given.right, "answer": given.answer}
            for player, given in self._given(index)
        ]

    def scores(self) -> list[tuple[str, int]]:
        """Names and totals, best first; answers to the open question count already."""
        game = self._company.game
        totals = {player.seat: player.total for player in game.players.values() if not player.kicked}
        if game.round is not None and game.round.open:
            for player, given in self._given(game.current):
                totals[player.seat] += given.score
        best_first = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
        return [(game.players[seat].username, total) for seat, total in best_first]

    def votes(self) -> dict[str, int] | None:
        """How often each option of the VOTING question on show was chosen; None for another kind, or without votes."""
        question = self._company.game.question
        if not isinstance(question, VotingQuestion):
            return None
        votes = {option.text: 0 for option in question.options}
        for _, given in self._given(self.current):
            votes[given.answer] += 1
        return votes if any(votes.values()) else None

    def show(self, index: int) -> bool:
        """Show a question, as the host would. Returns False if there is none of this number."""
        if not 0 <= index < self.questions:
            return False
        self._company.table.handle(Show(index))
        return True

    def _given(self, index: int) -> Iterator[tuple[Player, Given]]:
        game = self._company.game
        round_ = game.rounds.get(index)
        if round_ is not None:
            for seat, given in round_.answers.items():
                player = game.players[seat]
                if not player.kicked:
                    yield player, given
