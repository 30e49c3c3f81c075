"""Rehearse the demo quiz with 300 and with 5,000 players: `python -m benchmarks.rehearsal [PLAYERS …]`.

Server and players share the machine, so on two cores each has about one. The last line is one JSON object.
"""

import argparse
import json
import sys

from rich.console import Console
from rich.table import Table

from rumpus.rehearse import RehearsalOptions, Report, rehearse

SIZES = (300, 5_000)
QUESTION_OUT = "question out, after the host's command"
ACKNOWLEDGED = "answer acknowledged"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rehearsal", description=__doc__.partition("\n")[0])
    parser.add_argument("players", type=int, nargs="*", default=SIZES, help="default: 300 5000")
    parser.add_argument("--polling", type=float, default=0.0, metavar="SHARE", help="share on long-polling, 0 to 1")
    options = parser.parse_args()
    reports = []
    for players in options.players:
        report = rehearse(RehearsalOptions(players=players, polling=options.polling))
        report.render(Console(width=120))
        reports.append(report)
    Console(width=120).print(_table(reports))
    print(json.dumps({str(report.players): _summary(report) for report in reports}), flush=True)
    sys.exit(0 if all(report.is_clean for report in reports) else 1)


def _summary(report: Report) -> dict[str, float]:
    assert report.server is not None
    figures = {figure.name: figure for figure in report.figures}
    return {
        "answers": report.counted,
        "lost": report.lost,
        "cpu_per_answer_us": report.server.cpu_per_operation,
        "memory_mb": report.server.memory,
        "question_out_p50_ms": figures[QUESTION_OUT].p50,
        "question_out_p99_ms": figures[QUESTION_OUT].p99,
        "question_out_lag_ms": figures[QUESTION_OUT].lag,
        "acknowledged_p50_ms": figures[ACKNOWLEDGED].p50,
        "acknowledged_p99_ms": figures[ACKNOWLEDGED].p99,
    }


def _table(reports: list[Report]) -> Table:
    table = Table(title="Rehearsals of the demo quiz", title_justify="left")
    table.add_column("players", justify="right")
    summaries = [_summary(report) for report in reports]
    for name in summaries[0]:
        table.add_column(name.replace("_", " "), justify="right")
    for report, summary in zip(reports, summaries, strict=True):
        table.add_row(str(report.players), *(str(value) for value in summary.values()))
    return table


if __name__ == "__main__":
    main()
