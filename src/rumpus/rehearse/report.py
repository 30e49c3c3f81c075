"""What a rehearsal found, as JSON and for reading."""

import msgspec
from rich.console import Console
from rich.table import Table

from rumpus.rehearse.figures import Figure
from rumpus.rehearse.loop_lag import TOO_LATE
from rumpus.rehearse.server_use import ServerUse


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        game: "quiz", or the mode of the pixel games.
        players: that were to play.
        joined: that got a seat.
        polling: of these, on long-polling.
        questions: that were played, slides not counted; 0 in other games.
        rooms: in which was played.
        sent, acknowledged, counted, lost: answers (or drawings, votes, guesses, moves); `lost` were sent and not
            counted, or never acknowledged.
        agree: whether everybody was told the same, and it is what follows from what they did.
        reconnects: how often a player lost its connection and came back.
        problems: sentences about everything that was not as it should be.
        seconds: how long the game took, connecting included.
        figures: times, with the lag of the rehearsal itself.
        server: None if the server was somebody else's.
    """

    game: str = "quiz"
    players: int
    joined: int
    polling: int
    questions: int = 0
    rooms: int = 1
    sent: int
    acknowledged: int
    counted: int
    lost: int
    agree: bool
    reconnects: int
    problems: list[str]
    seconds: float
    figures: list[Figure]
    server: ServerUse | None = None

    @property
    def is_clean(self) -> bool:
        """Whether everybody played, nothing was lost and everybody agrees."""
        return self.joined == self.players and not self.lost and self.agree

    def to_json(self) -> str:
        """One JSON object."""
        return msgspec.json.format(msgspec.json.encode(self)).decode()

    def render(self, console: Console) -> None:
        """Print it for people."""
        what = f"{self.questions} questions" if self.questions else f"{self.game}, rooms: {self.rooms}"
        counts = Table(title=f"Rehearsal with {self.players} players, {what}", title_justify="left")
        for name in ("joined", "sent", "acknowledged", "counted", "lost"):
            counts.add_column(name, justify="right")
        counts.add_row(str(self.joined), str(self.sent), str(self.acknowledged), str(self.counted), str(self.lost))
        console.print(counts)
        times = Table(title="Times in milliseconds", title_justify="left")
        times.add_column("what")
        for name in ("count", "p50", "p99", "max", "own lag"):
            times.add_column(name, justify="right")
        for each in self.figures:
            lag = f"{each.lag:.1f}{' (!)' if each.lagged else ''}"
            times.add_row(each.name, str(each.count), f"{each.p50:.1f}", f"{each.p99:.1f}", f"{each.max:.1f}", lag)
        console.print(times)
        if any(each.lagged for each in self.figures):
            console.print(
                f"(!) The rehearsal itself was late by more than {TOO_LATE:g} ms then: the server was faster than that."
            )
        if self.server is not None:
            console.print(
                f"The server used {self.server.cpu_seconds:.1f} s of processor time, "
                f"{self.server.cpu_per_operation:.0f} µs per {self._operation}, "
                f"and {self.server.memory:.0f} MB of memory."
            )
        for problem in self.problems:
            console.print(f"- {problem}", style="yellow", markup=False)
        console.print(self._verdict(), style="bold green" if self.is_clean else "bold red")

    @property
    def _operation(self) -> str:
        return "answer" if self.game == "quiz" else "operation"

    def _verdict(self) -> str:
        if self.is_clean:
            return "Nothing was lost, and everybody was told the same."
        parts = []
        if self.joined < self.players:
            parts.append(f"{self.players - self.joined} of {self.players} players could not join")
        if self.lost:
            parts.append(f"{self.lost} {self._operation}s were lost")
        if not self.agree:
            parts.append("not everybody was told the same")
        return f"Not ready: {'; '.join(parts)}."
