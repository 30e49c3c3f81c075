"""What a rehearsal found, as JSON and for reading."""

import msgspec
from rich.console import Console
from rich.table import Table

from rumpus.rehearse.figures import Figure
from rumpus.rehearse.loop_lag import TOO_LATE


class ServerUse(msgspec.Struct, frozen=True):
    """What the rehearsal's own server used.

    Attributes:
        cpu_seconds: processor time of the whole game, joining included.
        cpu_per_answer: microseconds of processor time while questions were open and closed, per answer: everything that
            follows from a question counts, also telling it to all.
        memory: megabytes that it held at the end.
    """

    cpu_seconds: float
    cpu_per_answer: float
    memory: float


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        players: that were to play.
        joined: that got a seat.
        polling: of these, on long-polling.
        questions: that were played, slides not counted.
        sent, acknowledged, counted, lost: answers; `lost` were sent and not counted, or never acknowledged.
        agree: whether players, host, remote control and results all tell the same.
        reconnects: how often a player lost its connection and came back.
        problems: sentences about everything that was not as it should be.
        seconds: how long the game took, connecting included.
        figures: times, with the lag of the rehearsal itself.
        server: None if the server was somebody else's.
    """

    players: int
    joined: int
    polling: int
    questions: int
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
        counts = Table(title=f"Rehearsal with {self.players} players, {self.questions} questions", title_justify="left")
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
                f"{self.server.cpu_per_answer:.0f} µs per answer, and {self.server.memory:.0f} MB of memory."
            )
        for problem in self.problems:
            console.print(f"- {problem}", style="yellow", markup=False)
        console.print(self._verdict(), style="bold green" if self.is_clean else "bold red")

    def _verdict(self) -> str:
        if self.is_clean:
            return "Nothing was lost, and all totals agree."
        parts = []
        if self.joined < self.players:
            parts.append(f"{self.players - self.joined} of {self.players} players could not join")
        if self.lost:
            parts.append(f"{self.lost} answers were lost")
        if not self.agree:
            parts.append("not everybody was told the same")
        return f"Not ready: {'; '.join(parts)}."
