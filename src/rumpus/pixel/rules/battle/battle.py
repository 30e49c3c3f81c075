"""A Pixel Battle: everybody draws the same prompt, votes between pictures two by two, then for one of the best."""

from typing import Final

from rumpus.hall.game import Effects, GameTime, Seat, Tell, ToSeat
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.prompt import Prompt, PromptIndices
from rumpus.pixel.content.vocabulary import prompt_of
from rumpus.pixel.rules.battle.contest import Contest
from rumpus.pixel.rules.battle.facts import FinaleBegins, FinaleVoteCounted, PairDealt, Results, VoteCounted
from rumpus.pixel.rules.battle.pairing import FEWEST_TO_VOTE
from rumpus.pixel.rules.battle.phases import COUNTDOWN, DRAWING, FINALE, PHASES, RESULTS, VOTING
from rumpus.pixel.rules.battle.prompts import throw_prompt
from rumpus.pixel.rules.battle.view import BattleView
from rumpus.pixel.rules.commands import FinaleVote, Picture, Play, Submit, Vote
from rumpus.pixel.rules.facts import Refused, SubmissionCount, SubmissionReceived
from rumpus.pixel.rules.match import Match, refuse, tell
from rumpus.pixel.rules.people import Member
from rumpus.pixel.rules.phases import OVER
from rumpus.pixel.rules.submitting import why_not_submit

FEWEST_TO_COMPARE: Final = 2
"""One drawing has won already."""

VOTE_FOR_SELF: Final = Refused("CANNOT_VOTE_SELF", "Cannot vote for yourself")
NO_PAIR: Final = Refused("NO_ASSIGNMENT", "No voting assignment found")
NOT_IN_PAIR: Final = Refused("INVALID_TARGET", "Invalid vote target")
NO_FINALIST: Final = Refused("INVALID_TARGET", "Invalid finalist")
VOTED: Final = Refused("VOTE_FAILED", "Already voted in finale")


class Battle(Match):
    """A battle, from the countdown to the end of the results."""

    phases = PHASES

    _prompt: Prompt
    _prompt_indices: PromptIndices
    _submitted: dict[Seat, str]
    _contest: Contest
    _kept: list[Picture]

    def start(self, at: GameTime, effects: Effects) -> None:
        """Say what is to be drawn."""
        self._prompt_indices = throw_prompt(self.dice)
        self._prompt = prompt_of(self._prompt_indices)
        self._submitted = {}
        self._kept = []
        self._contest = Contest(self._submitted)
        self._enter_with_prompt(COUNTDOWN, at, effects)

    def _enter_with_prompt(self, phase: str, at: GameTime, effects: Effects) -> None:
        self.enter(phase, at, effects, prompt=self._prompt, prompt_indices=self._prompt_indices)

    # ---- phases

    def phase_over(self, at: GameTime, effects: Effects) -> None:
        """The time of the phase is over, or there is nobody left to wait for."""
        if self.phase == COUNTDOWN:
            self._enter_with_prompt(DRAWING, at, effects)
        elif self.phase == DRAWING:
            self._end_drawing(at, effects)
        elif self.phase == RESULTS:
            self.enter(OVER, at, effects)
        elif self.phase == FINALE:
            self._show_results(at, effects)
        elif self._contest.round < self._contest.rounds:
            self._begin_round(at, effects)
        else:
            self._begin_finale(at, effects)

    def _end_drawing(self, at: GameTime, effects: Effects) -> None:
        count = len(self._submitted)
        self._contest = Contest(self._submitted)
        if count < FEWEST_TO_COMPARE:
            self._show_results(at, effects)
            return
        for member in self.people:
            if member.seat not in self._submitted:
                member.spectator = True
        if count < FEWEST_TO_VOTE:
            self._begin_finale(at, effects)
        else:
            self._begin_round(at, effects)

    def _begin_round(self, at: GameTime, effects: Effects) -> None:
        contest = self._contest
        contest.begin_round()
        self.enter(VOTING, at, effects, round_=contest.round, total_rounds=contest.rounds)
        self._deal(self._present(), effects)

    def _begin_finale(self, at: GameTime, effects: Effects) -> None:
        self._contest.begin_finale()
        self.enter(FINALE, at, effects)
        # Its details come first here, as nowhere else (3.3).
        effects.tells.insert(-1, Tell("all", self._finale()))

    def _show_results(self, at: GameTime, effects: Effects) -> None:
        self.people.promote(self.setting.most_players)
        self.enter(RESULTS, at, effects)
        tell(effects, "all", self._results())

    # ---- voters

    def _present(self) -> list[Seat]:
        """Who votes: players and spectators alike, if they have a socket."""
        return [member.seat for member in self.people if member.is_here]

    def _deal(self, voters: list[Seat], effects: Effects) -> None:
        """Give a pair to each of these who have none in this round."""
        for seat in self._contest.deal(voters, self.dice):
            pair = self._pair_of(seat)
            assert pair is not None
            tell(effects, ToSeat(seat), pair)

    def end_early(self, at: GameTime, effects: Effects) -> None:
        """Go on if all who are present have voted. Nobody present is no reason: they may all be back in a moment."""
        present = self._present()
        if present and all(self._has_voted(seat) for seat in present):
            self.phase_over(at, effects)

    def _has_voted(self, seat: Seat) -> bool:
        if self.phase == VOTING:
            return seat in self._contest.voted
        return self.phase == FINALE and seat in self._contest.final_votes

    # ---- what players do

    def play(self, command: Play, at: GameTime, effects: Effects) -> None:
        """A drawing, a vote, or a vote of the finale."""
        match command:
            case Submit():
                self._submit(command, at, effects)
            case Vote():
                self._vote(command, at, effects)
            case FinaleVote():
                self._vote_in_finale(command, at, effects)

    def _submit(self, command: Submit, at: GameTime, effects: Effects) -> None:
        refused = why_not_submit(self, command, at, submitted=command.seat in self._submitted)
        if refused is not None:
            refuse(effects, refused)
            return
        self._submitted[command.seat] = command.pixels
        self._kept.append(self.drawn(command.seat, command.pixels, Caption.of_prompt(self._prompt_indices)))
        count = len(self._submitted)
        tell(effects, "caller", SubmissionReceived(count))
        tell(effects, "all", SubmissionCount(count, len(self.people.players)))

    def _vote(self, command: Vote, at: GameTime, effects: Effects) -> None:
        author = self.people.seat_of_id(command.chosen_id)
        pair, picture = self._contest.pair_of(command.seat), self._contest.picture_of(author)
        if command.fault is not None:
            refuse(effects, command.fault)
        elif author == command.seat:
            refuse(effects, VOTE_FOR_SELF)
        elif pair is None:
            refuse(effects, NO_PAIR)
        elif picture is None or picture not in pair:
            refuse(effects, NOT_IN_PAIR)
        else:
            tell(effects, "caller", VoteCounted(self._contest.vote(command.seat, picture)))
            self.end_early(at, effects)

    def _vote_in_finale(self, command: FinaleVote, at: GameTime, effects: Effects) -> None:
        author = self.people.seat_of_id(command.player_id)
        picture = self._contest.picture_of(author)
        if command.fault is not None:
            refuse(effects, command.fault)
        elif author == command.seat:
            refuse(effects, VOTE_FOR_SELF)
        elif picture is None or picture not in self._contest.finalists:
            refuse(effects, NO_FINALIST)
        elif command.seat in self._contest.final_votes:
            refuse(effects, VOTED)
        else:
            self._contest.final_votes[command.seat] = picture
            tell(effects, "caller", FinaleVoteCounted())
            self.end_early(at, effects)

    # ---- who comes and goes

    def came(self, member: Member, at: GameTime, effects: Effects) -> None:
        """Spectators vote, too."""
        if self.phase == VOTING:
            self._contest.deal([member.seat], self.dice)
        self.catch_up(member.seat, at, effects)

    def here(self, member: Member, at: GameTime, effects: Effects) -> None:
        """Who was away when the round began gets a pair now."""
        del at
        if self.phase == VOTING:
            self._deal([member.seat], effects)

    def catch_up(self, seat: Seat, at: GameTime, effects: Effects) -> None:
        """What this seat was told in this phase and still needs; nothing that asks for a vote that was given."""
        del at
        view = self.view_for(seat)
        if self.phase == DRAWING and view.submitted:
            tell(effects, "caller", SubmissionReceived(view.submissions))
        elif view.pair is not None:
            tell(effects, "caller", view.pair)
        elif self.phase == FINALE and not view.finale_voted:
            tell(effects, "caller", self._finale())
        elif view.results is not None:
            tell(effects, "caller", view.results)

    # ---- what is seen

    def view_for(self, viewer: Seat | None) -> BattleView:
        """What one viewer may see."""
        contest = self._contest
        voting, finale = self.phase == VOTING, self.phase == FINALE
        return BattleView(
            prompt=self._prompt,
            prompt_indices=self._prompt_indices,
            round=contest.round if voting else None,
            total_rounds=contest.rounds if voting else None,
            submitted=viewer in self._submitted,
            submissions=len(self._submitted),
            pair=None if viewer is None else self._pair_of(viewer),
            voted=voting and viewer is not None and self._has_voted(viewer),
            finalists=tuple(contest.shown_finalists()) if finale else (),
            finale_voted=finale and viewer is not None and self._has_voted(viewer),
            results=self._results() if self.phase == RESULTS else None,
        )

    def _pair_of(self, voter: Seat) -> PairDealt | None:
        contest = self._contest
        pair = contest.pair_of(voter)
        if self.phase != VOTING or pair is None:
            return None
        first, second = (contest.drawings[picture] for picture in pair)
        return PairDealt(contest.round, contest.rounds, first, second, *self.span())

    def _finale(self) -> FinaleBegins:
        return FinaleBegins(self._contest.shown_finalists(), *self.span())

    def _results(self) -> Results:
        return Results(self._prompt, self._prompt_indices, self._contest.ranking())

    def pictures(self) -> list[Picture]:
        """All drawings, and what they should be."""
        return self._kept
