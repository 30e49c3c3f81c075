"""One game of a mode, from its first phase to the return to the lobby: what every mode is to the instance."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from rumpus.hall.game import Audience, Effects, GameTime, Seat, Tell
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.prompt import Prompt, PromptIndices
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import Move, Picture, Play
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.people import Member, People
from rumpus.pixel.rules.phases import OVER, PhaseTable


def tell(effects: Effects, audience: Audience, fact: Any) -> None:
    """Add a fact."""
    effects.tells.append(Tell(audience, fact))


def refuse(effects: Effects, refused: Refused) -> None:
    """Nothing happens, and the caller is told why."""
    effects.changed = False
    tell(effects, "caller", refused)


def ignore(effects: Effects) -> None:
    """Nothing happens, and nobody is told."""
    effects.changed = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a game is played with.

    Attributes:
        mode: id of the mode; one class may serve several.
        private: whether it is a private room.
        most_players: for how many there is room.
        words: the room's own words, English and German; empty for ours.
    """

    mode: str
    private: bool
    most_players: int
    words: tuple[tuple[str, str], ...] = ()


class MatchView(msgspec.Struct, frozen=True, kw_only=True):
    """What one viewer may see of a game. Modes add what is theirs; the phase is the instance's to say.

    Attributes:
        prompt: what is to be drawn, for modes that tell everybody.
        prompt_indices: the same in numbers.
        round: the present round, for modes that count.
        total_rounds: how many there are.
    """

    prompt: Prompt | None = None
    prompt_indices: PromptIndices | None = None
    round: int | None = None
    total_rounds: int | None = None


class Match(ABC):
    """A game of a mode. It lives in an instance, which sends it the commands that its phases take.

    The instance journals what came in, so a game of the same commands must be the same game: no clock, no chance but
    `dice`, no sets whose order shows. Whatever is told goes through `effects`.

    Attributes:
        phases: the table of this mode.
        people: who is there; a mode may make players spectators and spectators players.
        dice: of the instance.
        setting: what it is played with.
        phase: where it stands; `OVER` when it is over. Empty before `start`.
        began, ends: when the phase began and ends; `ends` is None if it is no fixed time.
    """

    phases: ClassVar[PhaseTable]

    def __init__(self, people: People, dice: Dice, setting: Setting) -> None:
        self.people = people
        self.dice = dice
        self.setting = setting
        self.phase = ""
        self.began: GameTime = 0
        self.ends: GameTime | None = None

    # ---- what a mode does

    @abstractmethod
    def start(self, at: GameTime, effects: Effects) -> None:
        """Begin with the first phase. `people.players` play."""

    @abstractmethod
    def play(self, command: Play, at: GameTime, effects: Effects) -> None:
        """A command that the phase takes; its seat is in `people`, perhaps a spectator's.

        What is refused is refused with `refuse` or `ignore`, having changed nothing and thrown no dice.
        """

    @abstractmethod
    def phase_over(self, at: GameTime, effects: Effects) -> None:
        """The time of the phase is over."""

    @abstractmethod
    def view_for(self, viewer: Seat | None) -> MatchView:
        """All that this viewer may see of the game, a spectator without a seat for None: the only way out.

        It does not change with the game. Times in it are GameTimes.
        """

    def tick(self, moves: Sequence[Move], at: GameTime, effects: Effects) -> None:
        """50 ms of the shared ticker have passed, in which players made moves; for modes that are not journaled."""
        del moves, at
        ignore(effects)

    def came(self, member: Member, at: GameTime, effects: Effects) -> None:  # noqa: B027 - a mode may care
        """A spectator came in the middle of the game; `facts.Joined` to the caller is told already."""

    def left(self, member: Member, at: GameTime, effects: Effects) -> None:
        """A member has left for good and is in `people` no more. Nobody waits for it."""
        del member
        self.end_early(at, effects)

    def away(self, member: Member, at: GameTime, effects: Effects) -> None:
        """A member lost its socket: nobody should wait for it now (12.2, 18)."""
        del member
        self.end_early(at, effects)

    def end_early(self, at: GameTime, effects: Effects) -> None:  # noqa: B027 - a mode may wait for nobody
        """Go on if nobody is waited for any more; asked when somebody is away or has left."""

    def here(self, member: Member, at: GameTime, effects: Effects) -> None:  # noqa: B027 - a mode may care
        """A member has a socket again."""

    def catch_up(self, seat: Seat, at: GameTime, effects: Effects) -> None:  # noqa: B027 - a mode may care
        """Tell the caller the details of the phase again, after `facts.Restored`; never `facts.Entered` (0.3)."""

    def group_of(self, seat: Seat) -> str | None:
        """A group of the table that this seat hears besides its own, by name; see `Speech.regroup`."""
        del seat
        return None

    def pictures(self) -> list[Picture]:
        """What was drawn, for the gallery of a private room; asked when the game is over."""
        return []

    @property
    def wake_at(self) -> GameTime | None:
        """When `wake` must be called; a mode with timers of its own gives the earliest."""
        return self.ends

    def wake(self, at: GameTime, effects: Effects) -> None:
        """Do what is due at `at`."""
        if self.ends is not None and self.ends <= at:
            self.phase_over(at, effects)

    # ---- what a mode uses

    def enter(
        self,
        phase: str,
        at: GameTime,
        effects: Effects,
        *,
        lasts: int | None = None,
        round_: int | None = None,
        total_rounds: int | None = None,
        prompt: Prompt | None = None,
        prompt_indices: PromptIndices | None = None,
    ) -> None:
        """Go to another phase and tell everybody; `OVER` is told by the instance.

        Args:
            phase: a phase that may follow the present one by the table.
            at: now.
            effects: where it is told.
            lasts: milliseconds, if the table says none.
            round_: of the phase-changed message, like the rest; None leaves it out.
            total_rounds: see there.
            prompt: see there.
            prompt_indices: see there.
        """
        assert not self.phase or phase in self.phases[self.phase].then.values(), f"{self.phase} -> {phase}"
        self.phase = phase
        self.began = at
        if phase == OVER:
            self.ends = None
            return
        rule = self.phases[phase]
        duration = rule.lasts if lasts is None else lasts
        self.ends = None if duration is None else at + duration
        tell(
            effects,
            "all",
            facts.Entered(phase, duration, self.ends, round_, total_rounds, prompt, prompt_indices),
        )

    def span(self) -> tuple[int, GameTime]:
        """How long the phase lasts, and until when; for phases of a fixed time."""
        assert self.ends is not None
        return self.ends - self.began, self.ends

    def drawn(self, seat: Seat, pixels: str, shows: Caption | None = None) -> Picture:
        """What a seat has just drawn, for `pictures`: by the name that it has now."""
        return Picture(pixels, self.people.user_of(seat).full_name, self.setting.mode, shows)

    @property
    def is_over(self) -> bool:
        """Whether the instance returns to its lobby now."""
        return self.phase == OVER
