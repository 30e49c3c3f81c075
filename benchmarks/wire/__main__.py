"""Measure the wire against Socket.IO on Node and python-socketio: `python -m benchmarks.wire --help`.

Costs are the server's processor time from /proc (all its threads), less that of the idle server; memory is resident
memory. The server has one core, the load another. Runs alternate, so that a noisy minute meets both; a ratio is the
median of the ratios of neighbouring runs. The last line is one JSON object.
"""

import argparse
import json
import statistics
import time
from dataclasses import fields

from rich.console import Console
from rich.table import Table

from benchmarks.wire.run import QUICK, Effort, Run, run
from benchmarks.wire.server_process import Peer, cores
from rumpus.rehearse.worker import raise_file_limit

MEASURES = [field.name for field in fields(Run)]
UNITS = {"delivery": "µs", "ack": "µs", "connect": "µs", "memory": "bytes", "reconnect": "µs"}

console = Console(highlight=False, soft_wrap=True, width=120)


def main() -> None:
    options = _options()
    raise_file_limit()
    effort = QUICK if options.quick else Effort()
    if len(set.union(*cores())) < 2:
        console.print("[yellow]This machine gives us one core only: server and load share it.[/]")
    begin = time.monotonic()
    compared = {count: _compare(count, options.runs, effort) for count in options.clients}
    for count in options.clients:
        if options.recovery_runs:
            _compare(count, options.recovery_runs, effort, recovery=True)
        if count <= options.python_socketio_up_to:
            _table(f"{count} clients", {"python-socketio": [_run("python-socketio", count, effort)]})
    console.print(f"Took {time.monotonic() - begin:.0f} s.")
    # The figure of a measure is the median over all pairs of runs, whatever their number of clients; those of each
    # number stand beside it.
    last: dict[str, object] = {
        name: _median([ratio for found in compared.values() for ratio in found[name]]) for name in MEASURES
    }
    last["runs"] = options.runs
    last["clients"] = {
        str(count): {name: _median(ratios) for name, ratios in found.items()} for count, found in compared.items()
    }
    print(json.dumps(last), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wire", description=__doc__.partition("\n")[0])
    parser.add_argument("--clients", type=int, nargs="+", metavar="N", help="default: 1000 5000")
    parser.add_argument("--runs", type=int, help="runs of each server; default: 5")
    parser.add_argument("--recovery-runs", type=int, help="runs with connection state recovery; default: 1")
    parser.add_argument("--python-socketio-up-to", type=int, default=1000, metavar="N", help="0: not at all")
    parser.add_argument("--quick", action="store_true", help="1000 clients, fewer runs, less of each: two minutes")
    options = parser.parse_args()
    options.clients = options.clients or ([1000] if options.quick else [1000, 5000])
    options.runs = options.runs or (3 if options.quick else 5)
    if options.recovery_runs is None:
        options.recovery_runs = 1
    return options


def _compare(count: int, runs: int, effort: Effort, *, recovery: bool = False) -> dict[str, list[float]]:
    """Ours and Node's in turn; gives the ratios of neighbouring runs."""
    found: dict[str, list[Run]] = {"rumpus": [], "node": []}
    for _ in range(runs):
        found["rumpus"].append(_run("rumpus", count, effort, recovery=recovery))
        found["node"].append(_run("node", count, effort, recovery=recovery))
    ratios = {name: _ratios(name, found["rumpus"], found["node"]) for name in MEASURES}
    medians = {name: _median(values) for name, values in ratios.items()}
    _table(f"{count} clients{', recovery on' if recovery else ''}", found, medians)
    return ratios


def _ratios(name: str, ours: list[Run], theirs: list[Run]) -> list[float]:
    """Our cost divided by Node's, pair by pair; without the pairs in which Node's was too small to be seen."""
    pairs = [(getattr(mine, name), getattr(other, name)) for mine, other in zip(ours, theirs, strict=True)]
    return [mine / other for mine, other in pairs if other > 0]


def _median(ratios: list[float]) -> float | None:
    return round(statistics.median(ratios), 3) if ratios else None


def _run(peer: Peer, count: int, effort: Effort, *, recovery: bool = False) -> Run:
    console.print(f"{peer}, {count} clients{', recovery on' if recovery else ''} …", end=" ")
    result = run(peer, count, effort, recovery=recovery)
    console.print("  ".join(f"{name} {getattr(result, name):.1f}" for name in MEASURES))
    return result


def _table(title: str, found: dict[str, list[Run]], ratios: dict[str, float | None] | None = None) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("median (least-most)")
    for name in MEASURES:
        table.add_column(f"{name}, {UNITS[name]}", justify="right")
    for server, runs in found.items():
        cells = []
        for name in MEASURES:
            values = sorted(getattr(each, name) for each in runs)
            places = 1 if values[-1] < 100 else 0
            cells.append(f"{statistics.median(values):.{places}f} ({values[0]:.{places}f}-{values[-1]:.{places}f})")
        table.add_row(server, *cells)
    if ratios is not None:
        table.add_row("ours / Node's, median", *(str(ratios[name]) for name in MEASURES), style="bold")
    console.print(table)


if __name__ == "__main__":
    main()
