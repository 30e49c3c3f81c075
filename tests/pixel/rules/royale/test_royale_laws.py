"""The four laws for CopyCat Royale, with small fields so that a random game comes to its end."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import msgspec
from hypothesis import strategies as st

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import ROYALE
from rumpus.pixel.rules.facts import Entered, Refused, SubmissionReceived
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.match import MatchView
from rumpus.pixel.rules.modes import Mode, Modes
from rumpus.pixel.rules.registry import MODES
from rumpus.pixel.rules.royale import facts
from rumpus.pixel.rules.royale.phases import DRAWING, INITIAL
from rumpus.pixel.rules.royale.royale import Royale
from rumpus.pixel.rules.royale.view import RoyaleView
from tests.hall.laws import Laws
from tests.pixel.instance_laws import InstanceAdapter

SMALL = MODES[ROYALE].spec._replace(start_at=4, private_least=4, timer=5_000)

COPIES = ["01" * 32, "1" * 60 + "0000", "2" * 64]
BAD = Refused("INVALID_PIXELS", "Required")


def initial(seat: Seat) -> str:
    """A picture that nobody draws by chance."""
    return f"{seat:02X}" + "AB34" * 15 + "1F"


class RoyaleAdapter(InstanceAdapter):
    mode = ROYALE
    modes: ClassVar[Modes] = {ROYALE: Mode(SMALL, Royale)}
    most = 6
    fewest = 4
    steps = 35

    def mode_commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        match = game.match
        assert isinstance(match, Royale)
        seats = [member.seat for member in game.people]
        copies: list[str | None] = [*COPIES, match._shown.pixels] if match.phase == DRAWING else [None]
        submit = st.builds(
            lambda seat, pixels, fault: c.RoyaleSubmit(seat, pixels or initial(seat), fault),
            st.sampled_from([*seats, 99]),
            st.sampled_from(copies),
            st.sampled_from([None, None, BAD]),
        )
        late = st.builds(c.Join, st.just("late"), st.just("Late"), st.just("9999"), st.just(b"late"), st.just(1))
        gone = st.one_of(st.builds(c.Away, st.sampled_from(seats)), st.builds(c.Leave, st.sampled_from(seats)))
        return st.sampled_from([submit, submit, submit, late, gone]).flatmap(lambda kind: kind)

    def fold(self, view: MatchView | None, fact: Any, viewer: Seat) -> MatchView | None:
        if isinstance(fact, Entered):
            before = view if isinstance(view, RoyaleView) else RoyaleView()
            if fact.total_rounds is not None:
                return RoyaleView(round=fact.round, total_rounds=fact.total_rounds, played=before.played)
            return RoyaleView(round=before.round, total_rounds=before.total_rounds, played=before.played)
        assert isinstance(view, RoyaleView)
        replace = msgspec.structs.replace
        match fact:
            case facts.ReferenceShown():
                return replace(view, shown=fact)
            case SubmissionReceived():
                return replace(view, submitted=True)
            case facts.RoundResults():
                before_it = [] if view.played is None else view.played.rounds
                rounds = [one for one in before_it if one.round < fact.round]
                return replace(view, results=fact, played=facts.RoundsPlayed([*rounds, fact]))
            case facts.RoundsPlayed():
                return replace(view, played=fact)
            case facts.Eliminated():
                return replace(view, out=fact)
            case facts.Finale():
                return replace(view, finale=fact)
            case facts.Won():
                return replace(view, won=fact)
        return view

    def secrets(self, game: Instance, viewer: Seat | None) -> Iterable[str]:
        match = game.match
        if not isinstance(match, Royale):
            return
        # Somebody may copy what is no picture of this round, but will be one, or send the same in every round.
        seen = {pixels for one in match._played for pixels in (one.reference, *(score.pixels for score in one.scores))}
        yield from (pixels for pixels in _hidden(match) if pixels not in seen)


def _hidden(match: Royale) -> Iterator[str]:
    """What nobody has shown to anybody yet."""
    if match.phase in (INITIAL, DRAWING):
        for copy in match._copies.values():
            yield copy.pixels
        if match.phase == DRAWING:
            yield match._shown.pixels
    if match._field.round:
        for reference in match._pool._drawings:
            yield reference.pixels


class TestLawsOfRoyale(Laws):
    adapter = RoyaleAdapter()
