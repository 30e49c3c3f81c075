"""The state of a running quiz, what others may ask of it, and the few moves that several rules share.

Only the rules (`playing`, `hosting`, `closing`, `game`) change it.
"""

from typing import Any, Final

from rumpus.hall.game import Audience, Effects, GameTime, Seat, Tell
from rumpus.quiz.content.question_shapes import ShownQuestion, SolvedQuestion
from rumpus.quiz.content.quiz_file import Question, Quiz, from_dict
from rumpus.quiz.rules.attendance import Attendance
from rumpus.quiz.rules.commands import Command, Open, Options
from rumpus.quiz.rules.dice import Dice
from rumpus.quiz.rules.facts import Refused
from rumpus.quiz.rules.phases import PHASES, Cause, Phase
from rumpus.quiz.rules.played import as_played, shown_order
from rumpus.quiz.rules.rounds import Round, Screen
from rumpus.quiz.rules.seats import Player, Seats
from rumpus.quiz.rules.standings import Standings

EXPORTS: Final = 100
"""Export tokens that a game remembers; the oldest go first."""


ALLOWED_NAMES: Final = 1_000
"""Names that a host may let through in one game."""


class QuizState:
    """A quiz that is being played.

    Attributes:
        quiz: the quiz as played: with its options shuffled if the host wanted that.
        options: what the host chose.
        opened_epoch: when the game was opened, epoch milliseconds.
        phase: where the game stands; `entered` is since when.
        started: whether the host has started it, over or not.
        current: index of the question on show, -1 before the first.
        rounds: what became of the questions shown so far.
        seats, attendance: who plays, and who of them is present. `host_here`: whether the host is.
        last_host_at: when the host did something last.
        pending: host commands that wait for an open slider to close, in their order.
        sync_at, echo_at: when the round trip is to be measured, when the echoes are due.
        allowed_names: names that the host lets through the filter, by what is compared of them.
        exports: keys of the export tokens given out, with the epoch milliseconds until which they hold.
        revision: goes up with everything that changes results; `final_revision` is that of the ranking last shown.
        screen: what was told about the question on show.
        told_standings: the ranking when a question closed last, which players were told of. None before.
        shown_questions, solutions: of the views, each made once.
    """

    __slots__ = (
        "_phase_ends",
        "_standings",
        "allowed_names",
        "attendance",
        "controls_visible",
        "current",
        "echo_at",
        "ended_at",
        "ended_reason",
        "entered",
        "exports",
        "final_revision",
        "game_id",
        "game_pin",
        "host_here",
        "last_host_at",
        "opened",
        "opened_epoch",
        "options",
        "pending",
        "phase",
        "public_id",
        "quiz",
        "quiz_id",
        "quiz_version",
        "revision",
        "rounds",
        "saved",
        "screen",
        "seats",
        "shown_orders",
        "shown_questions",
        "solutions",
        "started",
        "sync_at",
        "told_standings",
        "user_id",
    )

    quiz: Quiz
    options: Options
    game_id: str
    public_id: str
    game_pin: str
    user_id: str
    quiz_id: str
    quiz_version: int | None
    opened_epoch: int
    shown_orders: dict[int, tuple[int, ...]]

    def __init__(self) -> None:
        self.phase = Phase.NEW
        self.opened: GameTime = 0
        self.entered: GameTime = 0
        self.started = False
        self.current = -1
        self.rounds: dict[int, Round] = {}
        self.seats = Seats()
        self.attendance = Attendance()
        self.host_here = False
        self.last_host_at: GameTime = 0
        self.pending: list[Command] = []
        self.sync_at: GameTime | None = None
        self.echo_at: GameTime | None = None
        self.controls_visible = True
        self.saved = False
        self.allowed_names: dict[str, str] = {}
        self.exports: dict[bytes, int] = {}
        self.revision = 0
        self.final_revision = -1
        self.ended_at: GameTime | None = None
        self.ended_reason: str | None = None
        self.screen = Screen()
        self.told_standings: Standings | None = None
        self.shown_questions: dict[int, ShownQuestion] = {}
        self.solutions: dict[int, SolvedQuestion] = {}
        self._standings: Standings | None = None
        self._phase_ends: GameTime | None = None

    def open(self, command: Open, at: GameTime) -> None:
        """Become the game that the command describes."""
        dice = Dice(command.seed)
        self.quiz = as_played(from_dict(command.quiz), dice, shuffle=command.options.randomize_answers)
        self.shown_orders = {
            index: order
            for index, question in enumerate(self.quiz.questions)
            if (order := shown_order(question, dice)) is not None
        }
        self.options = command.options
        self.game_id = command.game_id
        self.public_id = command.public_id
        self.game_pin = command.game_pin
        self.user_id = command.user_id
        self.quiz_id = command.quiz_id
        self.quiz_version = command.quiz_version
        self.opened_epoch = command.opened
        self.opened = self.last_host_at = at
        self.enter(Cause.OPENED, at)

    # ---- what others may ask ----

    @property
    def players(self) -> dict[Seat, Player]:
        """Everybody who ever joined, kicked ones included."""
        return self.seats.players

    def seat_named(self, username: str) -> Seat | None:
        """The seat whose player has this name."""
        return self.seats.named(username)

    def seat_with_key(self, key: bytes) -> Seat | None:
        """The seat that the hash of a secret belongs to."""
        return self.seats.with_key(key)

    @property
    def question(self) -> Question | None:
        """The question on show."""
        return self.quiz.questions[self.current] if self.current >= 0 else None

    @property
    def round(self) -> Round | None:
        """The round of the question on show."""
        return self.rounds.get(self.current)

    def is_open(self, index: int) -> bool:
        """Whether this question takes answers."""
        return index == self.current and self.phase in (Phase.QUESTION, Phase.CLOSING)

    def is_closed(self, index: int) -> bool:
        """Whether this question was shown and takes no more answers."""
        return index in self.rounds and not self.is_open(index)

    def remaining(self, at: GameTime) -> int:
        """Milliseconds that are left of the time of the question on show, 0 if it is not open."""
        shown = self.round
        return 0 if shown is None else shown.remaining(at)

    def answered(self, seat: Seat, index: int) -> bool:
        """Whether this seat has answered this question."""
        shown = self.rounds.get(index)
        return shown is not None and seat in shown.answers

    def export_until(self, key: bytes) -> int | None:
        """Until when (epoch milliseconds) an export token with this hash holds."""
        return self.exports.get(key)

    @property
    def standings(self) -> Standings:
        """The ranking by the closed questions."""
        if self._standings is None:
            self._standings = Standings(self.players.values())
        return self._standings

    # ---- moves that several rules share ----

    def enter(self, cause: Cause, at: GameTime) -> None:
        """Go to the phase that follows from this cause."""
        self.phase = PHASES[self.phase].follows[cause]
        self.entered = at
        self._set_phase_end()

    def host_acted(self, at: GameTime) -> None:
        """The host did something: the game is not left alone."""
        self.last_host_at = at
        self._set_phase_end()

    def joined(self) -> None:
        """Somebody new is in the ranking."""
        self._standings = None

    def results_changed(self) -> None:
        """Totals or who is counted are not what they were."""
        self.revision += 1
        self._standings = None

    @property
    def phase_ends(self) -> GameTime | None:
        """When the phase ends by itself."""
        return self._phase_ends

    def _set_phase_end(self) -> None:
        lasts = PHASES[self.phase].lasts
        if lasts is None:
            self._phase_ends = None
            return
        since = {"entered": self.entered, "opening of the table": self.opened, "last host event": self.last_host_at}
        ends = since[lasts.since] + lasts.ms
        shown = self.round
        if shown is not None and self.is_open(self.current):
            # Calling time never makes a question longer.
            ends = shown.deadline if lasts.question else min(ends, shown.deadline)
        self._phase_ends = ends


def tell(effects: Effects, audience: Audience, fact: Any) -> None:
    """Tell the fact to the audience after all that was told before."""
    effects.tells.append(Tell(audience, fact))


def refuse(effects: Effects, event: str, code: str) -> None:
    """Tell the caller that nothing happened."""
    effects.changed = False
    effects.tells.append(Tell("caller", Refused(event, code)))


def ignore(effects: Effects) -> None:
    """Nothing happens and nobody is told."""
    effects.changed = False
