"""The four laws, shown on the sample game, and that they notice a game that breaks them."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st

from rumpus.hall.game import HOST, Effects, GameKind, GameTime, ToGroup, ToSeat
from tests.hall.guessing import (
    HIGHEST,
    KIND,
    ROUNDS,
    Ask,
    Away,
    Begin,
    Command,
    Ended,
    Guess,
    Guessed,
    Guessing,
    Join,
    Joined,
    Presences,
    RoundClosed,
    RoundOpened,
    SecretNumber,
    View,
)
from tests.hall.laws import Adapter, Laws, Viewer

NAMES = ["ada", "bob", "cleo"]


class GuessingAdapter(Adapter):
    kind = KIND

    def first(self) -> st.SearchStrategy[Command]:
        return st.builds(Begin, st.integers(0, 1_000))

    def commands(self, game: Guessing, now: GameTime) -> st.SearchStrategy[Command]:
        seats = st.integers(0, len(game.names))
        likely: st.SearchStrategy[Command]
        if len(game.names) < 2:
            likely = st.builds(Join, st.sampled_from(NAMES))
        elif game.ends_at is None:
            likely = st.just(Ask(game.round + 1))
        else:
            numbers = st.sampled_from([game.number or 1, HIGHEST])
            likely = st.builds(Guess, seats, st.just(game.round), numbers, st.just(now))
        return st.one_of(
            likely,
            likely,
            st.builds(Join, st.sampled_from(NAMES)),
            st.builds(Away, seats, st.booleans()),
            st.builds(Ask, st.integers(1, ROUNDS)),
            st.builds(Guess, seats, st.integers(0, ROUNDS), st.integers(1, HIGHEST), st.just(now)),
        )

    def sender(self, command: Any) -> Viewer | None:
        return command.seat if isinstance(command, Guess | Away) else HOST if isinstance(command, Ask) else None

    def repeats(self, command: Any) -> Any:
        return "at once" if isinstance(command, Away) else "ever"

    def viewers(self, game: Guessing) -> Sequence[Viewer]:
        return [HOST, *game.names]

    def observe(self, game: Guessing, viewer: Any, now: GameTime) -> View:
        return game.view_for(viewer)

    def told(self, game: Guessing, effects: Effects, viewer: Viewer, sender: Viewer | None) -> list[Any]:
        facts = []
        for audience, fact in effects.tells:
            match audience:
                case ToSeat(seat):
                    hears = viewer == seat
                case ToGroup("host"):
                    hears = viewer == HOST
                case "caller":
                    hears = viewer == sender
                case _:
                    hears = True
            if hears:
                facts.append(fact)
        return facts

    def follow(self, view: View, message: Any, viewer: Viewer) -> View:
        match message:
            case Joined(seat, name):
                return msgspec.structs.replace(view, names=view.names | {seat: name}, points=view.points | {seat: 0})
            case Presences(seat, away):
                return msgspec.structs.replace(view, away=view.away | {seat} if away else view.away - {seat})
            case RoundOpened(round_, ends_at):
                return msgspec.structs.replace(view, round=round_, ends_at=ends_at, number=None, guesses={})
            case SecretNumber(_, number):
                return msgspec.structs.replace(view, number=number)
            case Guessed(seat, _, number):
                return msgspec.structs.replace(view, guesses=view.guesses | {seat: number})
            case RoundClosed(_, number, points):
                return msgspec.structs.replace(view, ends_at=None, number=number, points=points)
            case Ended(points):
                return msgspec.structs.replace(view, over=True, points=points)
        return view

    def may_see(self, game: Guessing, viewer: Viewer, shown: Any) -> bool:
        if viewer == HOST:
            return True
        if isinstance(shown, SecretNumber):
            return False
        if isinstance(shown, Guessed):
            return shown.seat == viewer
        if isinstance(shown, View) and game.ends_at is not None:
            return shown.number is None and shown.guesses.keys() <= {viewer}
        return True


class TestLawsOfGuessing(Laws):
    adapter = GuessingAdapter()


class Leaky(Guessing):
    """Tells all players every guess."""

    def _guess(self, guess: Guess) -> Effects:
        effects = super()._guess(guess)
        if effects.changed:
            effects.tells[1] = effects.tells[1]._replace(audience="all")
        return effects


class Mute(Guessing):
    """Forgets to tell that somebody is away."""

    def handle(self, command: Command, at: GameTime) -> Effects:
        effects = super().handle(command, at)
        return Effects() if isinstance(command, Away) and effects.changed else effects


class Unwritten(Guessing):
    """Says that a guess changes nothing, so it is not journaled."""

    def _guess(self, guess: Guess) -> Effects:
        effects = super()._guess(guess)
        effects.changed = False
        return effects


class DoubleJoin(Guessing):
    """Gives a name that joins twice two seats."""

    def _join(self, name: str) -> Effects:
        return super()._join(name + "'" * (name in self.names.values()))


@pytest.mark.parametrize(
    ("game", "law"),
    [
        (Leaky, "test_silence"),
        (Mute, "test_rejoin"),
        (Unwritten, "test_replay"),
        (Unwritten, "test_replay_shows_all_that_was_told"),
        (DoubleJoin, "test_once"),
    ],
)
def test_a_law_notices_a_game_that_breaks_it(game: type[Guessing], law: str) -> None:
    broken = Laws()
    broken.adapter = GuessingAdapter()
    broken.adapter.kind = GameKind("guessing", version=2, command=Command, new=game)
    broken.adapter.settings = settings(deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        getattr(broken, law)()
