"""PixelGuesser: one after the other draws a word, and the others guess it."""

from typing import Final

from rumpus.hall.game import Effects, GameTime, Seat, ToSeat
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.pixels import BLANK
from rumpus.pixel.content.words import WORDS, Word
from rumpus.pixel.rules.commands import Draw, Guess, Picture, Play
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.guesser.facts import (
    GUESSERS,
    DrawingUpdated,
    Drawn,
    GuessChecked,
    NextArtist,
    Ranked,
    Revealed,
    RoundStarted,
    Score,
)
from rumpus.pixel.rules.guesser.phases import COUNTDOWN, GUESSING, PHASES, RESULTS, REVEAL
from rumpus.pixel.rules.guesser.round import Round
from rumpus.pixel.rules.guesser.view import GuesserView
from rumpus.pixel.rules.match import Match, ignore, refuse, tell
from rumpus.pixel.rules.people import Member
from rumpus.pixel.rules.phases import OVER

FEWEST: Final = 2
"""One to draw and one to guess."""

LEVELS: Final = ((WORDS.easy, 3), (WORDS.medium, 2), (WORDS.hard, 1))
"""How often games have words of which level. It is one for the whole game, so that every artist has the same chance."""

NOT_A_PLAYER: Final = Refused("NOT_ACTIVE_PLAYER", "Only active players can guess")


class Guesser(Match):
    """A game, from the first countdown to the end of the results."""

    phases = PHASES

    _artists: list[Seat]
    _words: list[Word]
    _scores: dict[Seat, int]
    _rounds: list[Round]
    _next: NextArtist | None
    _shown: Revealed | Ranked | None

    def start(self, at: GameTime, effects: Effects) -> None:
        """Throw the order of artists, and the words."""
        players = [member.seat for member in self.people.players]
        self._artists = self.dice.shuffled(players)
        self._words = self.dice.shuffled(self._list())
        self._scores = dict.fromkeys(players, 0)
        self._rounds = []
        self._shown = None
        self._count_down(at, effects)

    def _list(self) -> list[Word]:
        """The room's own words; without them ours, of one level."""
        own = self.setting.words
        return [Word(en, de) for en, de in dict.fromkeys(own)] if own else list(self.dice.weighted(LEVELS))

    @property
    def _round(self) -> Round:
        """The present round, or the last one."""
        return self._rounds[-1]

    # ---- phases

    def phase_over(self, at: GameTime, effects: Effects) -> None:
        """The time of the phase is over, or there is nobody left to wait for."""
        if self.phase == GUESSING:
            self._reveal(at, effects)
        elif self.phase == RESULTS:
            self.enter(OVER, at, effects)
        elif not self._goes_on():
            self._show_results(at, effects)
        elif self.phase == COUNTDOWN:
            self._begin_round(at, effects)
        else:
            self._count_down(at, effects)

    def _count_down(self, at: GameTime, effects: Effects) -> None:
        self._next = None
        self.enter(COUNTDOWN, at, effects)
        self._announce(effects)

    def _announce(self, effects: Effects) -> None:
        """Tell who draws next, if that is news."""
        if self.phase != COUNTDOWN or not self._goes_on():
            return
        number = len(self._rounds) + 1
        news = NextArtist(number, number + len(self._artists) - 1, self._next_artist())
        if news != self._next:
            self._next = news
            tell(effects, "all", news)

    def _goes_on(self) -> bool:
        """Whether there is another round: somebody who has not drawn yet, and somebody to guess."""
        self._artists = [seat for seat in self._artists if self.people.player(seat) is not None]
        return bool(self._artists) and len(self.people.players) >= FEWEST

    def _begin_round(self, at: GameTime, effects: Effects) -> None:
        number = len(self._rounds) + 1
        # A list of the room's own may be shorter than the game.
        word = self._words[(number - 1) % len(self._words)]
        artist = self._next_artist()
        self._artists.remove(artist)
        self._rounds.append(Round(number, artist, word, self._standing()))
        total = number + len(self._artists)
        self.enter(GUESSING, at, effects, round_=number, total_rounds=total)
        tell(effects, GUESSERS, self._started(total))
        tell(effects, ToSeat(self._round.artist), self._started(total, for_artist=True))

    def _next_artist(self) -> Seat:
        """Whoever is not here now draws later, if there is anybody else."""
        here = {member.seat for member in self.people.present}
        return next((seat for seat in self._artists if seat in here), self._artists[0])

    def _reveal(self, at: GameTime, effects: Effects) -> None:
        for seat in self._scores:
            self._scores[seat] += self._round.points_of(seat)
        self.enter(REVEAL, at, effects)
        last = self._round
        total = last.number + len(self._artists)
        scores = self._standing()
        self._show(Revealed(last.number, total, last.secret, last.artist, last.canvas, scores, *self.span()), effects)

    def _show_results(self, at: GameTime, effects: Effects) -> None:
        self.people.promote(self.setting.most_players)
        self.enter(RESULTS, at, effects)
        rounds = tuple(Drawn(one.secret, one.artist, one.canvas) for one in self._rounds)
        self._show(Ranked(self._standing(), len(rounds), *self.span(), rounds), effects)

    def _show(self, shown: Revealed | Ranked, effects: Effects) -> None:
        self._shown = shown
        tell(effects, "all", shown)

    # ---- what players do

    def play(self, command: Play, at: GameTime, effects: Effects) -> None:
        """A stroke or a guess."""
        match command:
            case Draw():
                self._draw(command, effects)
            case Guess():
                self._guess(command, at, effects)

    def _draw(self, command: Draw, effects: Effects) -> None:
        if command.seat != self._round.artist or command.pixels == self._round.canvas:
            ignore(effects)
            return
        current = self._round
        current.canvas = command.pixels
        shows = Caption(current.word.en, current.word.de)
        current.picture = None if command.pixels == BLANK else self.drawn(command.seat, command.pixels, shows)
        tell(effects, GUESSERS, self._drawing())

    def _guess(self, command: Guess, at: GameTime, effects: Effects) -> None:
        seat, current = command.seat, self._round
        if command.fault is not None:
            refuse(effects, command.fault)
        elif self.people.player(seat) is None:
            refuse(effects, NOT_A_PLAYER)
        elif seat == current.artist or seat in current.solutions:
            ignore(effects)
        elif not current.answers.takes(command.text):
            effects.changed = False
            close = current.answers.nearly_takes(command.text)
            tell(effects, "caller", GuessChecked(command.text, right=False, close=close))
        else:
            tell(effects, "caller", GuessChecked(command.text, right=True, close=False))
            remaining = len(self._searching()) - 1
            tell(effects, "all", current.solve(seat, command.text, at - self.began, remaining))
            self.end_early(at, effects)

    # ---- who comes and goes

    def _guessing(self) -> list[Member]:
        """The players of this round who do not draw."""
        return [member for member in self.people.players if member.seat != self._round.artist]

    def _searching(self) -> list[Member]:
        """Those who have not guessed it yet."""
        return [member for member in self._guessing() if member.seat not in self._round.solutions]

    def end_early(self, at: GameTime, effects: Effects) -> None:
        """Go on if all who are present have guessed it.

        Nobody present is no reason, they may all be back in a moment; nobody left to guess is.
        """
        if self.phase != GUESSING:
            return
        searching = self._searching()
        is_solved = any(member.is_here for member in self._guessing()) and not any(one.is_here for one in searching)
        if is_solved or not searching:
            self.phase_over(at, effects)

    def came(self, member: Member, at: GameTime, effects: Effects) -> None:
        """A spectator sees what everybody sees."""
        self.catch_up(member.seat, at, effects)

    def left(self, member: Member, at: GameTime, effects: Effects) -> None:
        """Perhaps it was this one whom the others waited for, or who should have drawn something."""
        if self.phase == GUESSING and member.seat == self._round.artist and self._round.canvas == BLANK:
            self.phase_over(at, effects)
        else:
            self.end_early(at, effects)
            self._announce(effects)

    def away(self, member: Member, at: GameTime, effects: Effects) -> None:
        """Perhaps it was this one who draws next."""
        super().away(member, at, effects)
        self._announce(effects)

    def here(self, member: Member, at: GameTime, effects: Effects) -> None:
        """Perhaps it is this one who draws next."""
        del member, at
        self._announce(effects)

    def catch_up(self, seat: Seat, at: GameTime, effects: Effects) -> None:
        """The phase as it is for this seat: the round with its drawing, who has guessed it, what is shown now."""
        del at
        view = self.view_for(seat)
        if view.next is not None:
            tell(effects, "caller", view.next)
        if view.started is not None:
            tell(effects, "caller", view.started)
            tell(effects, "caller", self._drawing())
            own = self._round.solutions.get(seat)
            if own is not None:
                tell(effects, "caller", GuessChecked(own.text, right=True, close=False))
            for told in view.right:
                tell(effects, "caller", told)
        elif self.phase in (REVEAL, RESULTS):
            tell(effects, "caller", self._shown)

    def group_of(self, seat: Seat) -> str | None:
        """Everybody but the artist hears of strokes."""
        is_artist = bool(self._rounds) and seat == self._round.artist
        return None if is_artist else GUESSERS.group

    # ---- what is seen

    def view_for(self, viewer: Seat | None) -> GuesserView:
        """What one viewer may see."""
        if self.phase == GUESSING:
            number, total = self._round.number, self._round.number + len(self._artists)
            is_artist = viewer == self._round.artist
            return GuesserView(
                round=number,
                total_rounds=total,
                started=self._started(total, for_artist=is_artist),
                drawing=None if is_artist else self._round.canvas,
                right=tuple(solution.told for solution in self._round.solutions.values()),
            )
        return GuesserView(
            next=self._next if self.phase == COUNTDOWN else None,
            shown=self._shown if self.phase in (REVEAL, RESULTS) else None,
        )

    def _started(self, total: int, *, for_artist: bool = False) -> RoundStarted:
        now = self._round
        secret = now.secret if for_artist else None
        return RoundStarted(now.number, total, now.artist, *self.span(), now.standing, secret)

    def _drawing(self) -> DrawingUpdated:
        return DrawingUpdated(self._round.number, self._round.canvas)

    def _standing(self) -> tuple[Score, ...]:
        """Those who are still there, the best first, equal ones in the order in which they came."""
        scores = [
            self._score(seat, score) for seat, score in self._scores.items() if self.people.player(seat) is not None
        ]
        return tuple(sorted(scores, key=lambda score: -score.score))

    def _score(self, seat: Seat, score: int) -> Score:
        if not self._rounds:
            return Score(seat, score, 0, was_artist=False, time=None)
        last = self._round
        return Score(seat, score, last.points_of(seat), was_artist=seat == last.artist, time=last.time_of(seat))

    def pictures(self) -> list[Picture]:
        """What was drawn, and what it should be."""
        return [one.picture for one in self._rounds if one.picture is not None]
