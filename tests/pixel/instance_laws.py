"""The four laws for instances: the lobby's part, to which every mode adds its own.

class BattleAdapter(InstanceAdapter):
    mode = BATTLE
    def mode_commands(self, game, now): ...        # what players may send now, sensible or not
    def fold(self, view, fact, viewer): ...        # the mode's view after a fact of the mode (or `facts.Entered`)
    def secrets(self, game, viewer): ...           # texts that must not occur in what this viewer sees

class TestLawsOfBattle(Laws):
    adapter = BattleAdapter()
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal, NamedTuple

import hypothesis
import msgspec
from hypothesis import strategies as st

from rumpus.hall.game import Effects, GameKind, GameTime, Seat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.match import MatchView
from rumpus.pixel.rules.modes import Modes
from rumpus.pixel.rules.phases import LOBBY
from rumpus.pixel.rules.registry import MODES
from rumpus.pixel.rules.views import InstanceView, MemberView
from tests.hall.laws import Adapter, Viewer
from tests.pixel.story import hears

NAMES = ["Anna", "Bert", "Anna"]
OUT = "out"
"""The view of who has left."""


class Said(NamedTuple):
    """A fact with what its message shows of the seat that it names, and of the instance if it shows all of it."""

    fact: Any
    member: MemberView | None
    view: InstanceView | None


def replace_member(view: InstanceView, seat: Seat, **changes: Any) -> InstanceView:
    members = [msgspec.structs.replace(member, **changes) if member.seat == seat else member for member in view.members]
    return msgspec.structs.replace(view, members=members)


class InstanceAdapter(Adapter):
    """An instance of one mode, public or private.

    Attributes:
        mode: its id.
        modes: those that there are.
        most: so many connections come at most.
        fewest: until so many are there they mostly come in, so that there is a game.
    """

    mode: ClassVar[str]
    modes: ClassVar[Modes] = MODES
    most: ClassVar[int] = 8
    fewest: ClassVar[int] = 3
    waits = st.one_of(
        st.just(0), st.integers(1, 2_000), st.sampled_from([3_000, 5_000, 15_000, 30_000]), st.integers(1, 40_000)
    )
    steps = 30
    settings = hypothesis.settings(max_examples=60, deadline=None)

    def __init__(self) -> None:
        modes = self.modes
        self.kind = GameKind("pixel", 1, c.Command, lambda: Instance(modes))

    # ---- what a mode adds

    @abstractmethod
    def mode_commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        """What may be sent in the game that is running (`game.match` is not None)."""

    @abstractmethod
    def fold(self, view: MatchView | None, fact: Any, viewer: Seat) -> MatchView | None:
        """The mode's view after a fact: of the mode, or `facts.Entered` of one of its phases (`view` may be None)."""

    def secrets(self, game: Instance, viewer: Seat | None) -> Iterable[str]:
        """Texts that must not occur in anything that this viewer is shown now."""
        return ()

    def seen(self, view: InstanceView) -> InstanceView:
        """What is compared of a view.

        Who is a spectator is told to nobody (5.3), so views alone have it; nor is a seat told that it lost its socket.
        """
        members = [
            msgspec.structs.replace(member, spectator=False, is_here=member.is_here or member.seat == view.you)
            for member in view.members
        ]
        return msgspec.structs.replace(view, members=members, gallery=0)

    # ---- the lobby's part

    def first(self) -> st.SearchStrategy[Any]:
        return st.builds(
            lambda seed, private: c.Open("instance", self.mode, seed, code="CODE" if private else None),
            st.integers(0, 1_000),
            st.booleans(),
        )

    def commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        join = st.builds(
            lambda number, name, browser: c.Join(
                f"player{number}", name, f"{number % 3:04}", b"key%d" % number, 1_000, browser
            ),
            st.integers(1, self.most),
            st.sampled_from(NAMES),
            st.sampled_from([None, None, None, b"browser"]),
        )
        if len(game.people) < self.fewest and game.match is None:
            return join
        lobby = self.lobby_commands(game, join)
        if game.match is None:
            return lobby
        return st.sampled_from([0, 1, 2, 3, 4]).flatmap(lambda die: self.mode_commands(game, now) if die else lobby)

    def lobby_commands(self, game: Instance, join: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        seat = st.sampled_from([*(member.seat for member in game.people), self.most + 1])
        ids = st.sampled_from([*(member.player_id for member in game.people), "nobody", None])
        host = st.just(game.host) if game.host is not None else seat
        return st.one_of(
            join,
            st.builds(c.Away, seat),
            st.builds(c.Here, seat),
            st.builds(c.Restore, seat, st.sampled_from([b"key1", b"new"]), st.just(2_000)),
            st.builds(c.Rename, seat, st.sampled_from(NAMES)),
            st.builds(c.Leave, seat),
            st.builds(c.HostStart, host),
            st.builds(c.HostKick, host, ids),
            st.builds(c.HostPassword, host, st.sampled_from([None, "hash"])),
            st.builds(c.Restarted, st.lists(seat, max_size=2, unique=True)),
        )

    def sender(self, command: Any) -> Viewer | None:
        return getattr(command, "seat", None)

    def repeats(self, command: Any) -> Literal["never", "at once", "ever"]:
        return "never" if isinstance(command, c.Tick | c.Restarted) else "at once"

    def viewers(self, game: Instance) -> Sequence[Seat]:
        return range(1, game.people.next_seat)

    def observe(self, game: Instance, viewer: Any, now: GameTime) -> Any:
        return self.seen(game.view_for(viewer)) if viewer in game.people else OUT

    def snapshot(self, game: Any, now: GameTime) -> Any:
        views = {viewer: game.view_for(viewer) for viewer in self.viewers(game) if viewer in game.people}
        return game.view_for(None), views, game.wake_at

    def told(self, game: Instance, effects: Effects, viewer: Any, sender: Any) -> Sequence[Any]:
        said = []
        for audience, fact in effects.tells:
            # Who comes in is no sender yet, but is told that it sits there; who left knows.
            if sender is None and isinstance(fact, facts.Joined | facts.NameChanged):
                sender = fact.seat
            if hears(game, audience, fact, viewer, sender) or (
                isinstance(fact, facts.PlayerLeft) and fact.seat == viewer
            ):
                member = next((one for one in game.view_for(None).members if one.seat == _seat_of(fact)), None)
                whole = isinstance(fact, facts.Joined | facts.Restored)
                said.append(Said(fact, member, self.seen(game.view_for(viewer)) if whole else None))
        return said

    def follow(self, view: Any, message: Said, viewer: Any) -> Any:
        fact = message.fact
        if message.view is not None:
            return message.view
        if view == OUT or (isinstance(fact, facts.PlayerLeft) and fact.seat == viewer):
            return OUT
        return self.seen(self._follow(view, fact, message.member, viewer))

    def _follow(  # noqa: C901 - a table in the shape of a match
        self, view: InstanceView, fact: Any, member: MemberView | None, viewer: Seat
    ) -> InstanceView:
        replace = msgspec.structs.replace
        match fact:
            case facts.PlayerJoined():
                assert member is not None
                return replace(view, members=[*view.members, member])
            case facts.PlayerLeft():
                return replace(view, members=[one for one in view.members if one.seat != fact.seat])
            case facts.NameChanged() | facts.PlayerUpdated():
                assert member is not None
                if isinstance(fact, facts.PlayerUpdated) and fact.is_host:
                    view = replace(view, host=fact.seat)
                return replace_member(view, fact.seat, user=member.user)
            case facts.PlayerLost():
                return replace_member(view, fact.seat, is_here=False)
            case facts.PlayerBack():
                return replace_member(view, fact.seat, is_here=True)
            case facts.TimerStarted():
                return replace(view, timer_ends=fact.ends)
            case facts.TimerCancelled():
                return replace(view, timer_ends=None)
            case facts.PasswordChanged():
                return replace(view, has_password=fact.has_password)
            case facts.WordsChanged():
                return replace(view, words=fact.count)
            case facts.Refused() | facts.RestoreFailed() | facts.Closing():
                return view
            case facts.Entered():
                if fact.phase == LOBBY:
                    return replace(view, phase=LOBBY, timer_ends=None, match=None)
                rule = self.modes[self.mode].begin.phases[fact.phase]
                view = replace(view, phase=fact.phase, timer_ends=fact.ends if rule.timed else None)
        return replace(view, match=self.fold(view.match, fact, viewer))

    def may_see(self, game: Instance, viewer: Any, shown: Any) -> bool:
        text = repr(shown)
        return not any(secret in text for secret in self.secrets(game, viewer))


class ReturnedAdapter(InstanceAdapter):
    """An instance to whose lobby so many have returned that a game may begin at once.

    Attributes:
        returned: how many.
        own_words: what private rooms may have brought.
    """

    returned: ClassVar[int]
    own_words: ClassVar[Sequence[list[tuple[str, str]]]] = ([],)

    def first(self) -> st.SearchStrategy[Any]:
        members = [
            c.Carried(number, f"player{number}", "Anna", f"{number:04}", {b"key%d" % number: 1_000}, None, False, None)
            for number in range(1, self.returned + 1)
        ]
        return st.builds(
            lambda seed, private, words: c.Open(
                "instance", self.mode, seed, "CODE" if private else None, host=1 if private else None,
                next_seat=self.returned + 1, members=members, returned=True, words=words if private else [],
            ),
            st.integers(0, 1_000),
            st.sampled_from([False, True, True, True]),
            st.sampled_from(self.own_words),
        )  # fmt: skip

    def commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        if game.match is None and game.host is not None:
            return st.one_of(st.just(c.HostStart(game.host)), super().commands(game, now))
        return super().commands(game, now)


def _seat_of(fact: Any) -> Seat | None:
    return getattr(fact, "seat", None)
