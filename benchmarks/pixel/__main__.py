"""Measure the pixel games: `python -m benchmarks.pixel --help`.

Costs are the server's processor time from /proc (all its threads), in percent of a core more than the empty server
uses. The server has one core, the load another. Node gets the same traffic without any rules. The last line is one JSON
object.
"""

import argparse
import json
import statistics
import sys
from dataclasses import asdict

import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks.pixel import arena, rush
from benchmarks.pixel.servers import node_arenas, rumpus
from rumpus.rehearse import RehearsalOptions, Report, rehearse
from rumpus.rehearse.worker import raise_file_limit

console = Console(highlight=False, soft_wrap=True, width=120)

COST = 7.0
COST_OF_DELTAS = 5.0
"""Percent of a core for one arena."""

TICK_P99 = 55.0
"""Milliseconds."""

DELTA = 300.0
"""Bytes of a tick, both frames."""

RUSH = 1.5
"""Seconds until the last one of a rush of a second has a place."""

SPARE = 1_000


def main() -> None:
    options = _options()
    raise_file_limit()
    load = arena.Load(options.seconds, options.moves)
    runs: dict[str, list[arena.Run]] = {"full states": [], "Node, the same traffic": [], "deltas": []}
    for number in range(options.runs):
        console.print(f"One arena of {options.size}, run {number + 1} of {options.runs} …")
        runs["full states"].append(_ours(1, options.size, load))
        runs["Node, the same traffic"].append(_node(1, options.size, load))
        runs["deltas"].append(_ours(1, options.size, load, deltas=True))
    medians = {name: _median(found) for name, found in runs.items()}
    _table(f"One arena of {options.size}, medians of {options.runs}", medians)
    found: dict[str, object] = {name: asdict(run) | {"cost": round(run.cost, 2)} for name, run in medians.items()}
    ratio = medians["full states"].cost / max(0.01, medians["Node, the same traffic"].cost)
    found["full states / Node"] = round(ratio, 3)
    console.print(f"Full states cost {ratio:.2f} of what the same traffic costs Node.")
    if options.arenas:
        many = {
            "full states": _ours(options.arenas, options.size, load),
            "Node, the same traffic": _node(options.arenas, options.size, load),
            "deltas": _ours(options.arenas, options.size, load, deltas=True),
        }
        _table(f"{options.arenas} arenas of {options.size}", many)
        found["arenas"] = {name: asdict(run) | {"cost": round(run.cost, 2)} for name, run in many.items()}
    came = _rush(options.rush)
    console.print(f"{options.rush} sockets join lobbies in a second: {came}")
    found["rush"] = asdict(came)
    battle = rehearse(RehearsalOptions(game="pixel-battle", players=options.battle))
    battle.render(console)
    found["battle"] = _summary(battle)
    missed = _missed(medians, came, battle) if options.size >= 100 else []
    for sentence in missed:
        console.print(f"[yellow]{sentence}")
    print(json.dumps(found), flush=True)
    sys.exit(1 if missed else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pixel", description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=100, help="players of an arena; default: 100")
    parser.add_argument("--arenas", type=int, default=5, help="how many at the same time; 0: only one; default: 5")
    parser.add_argument("--rush", type=int, default=1_000, help="sockets that join in a second; default: 1000")
    parser.add_argument("--battle", type=int, default=100, help="players of a battle; default: 100")
    parser.add_argument("--seconds", type=float, default=20.0, help="of a match that are measured; default: 20")
    parser.add_argument("--moves", type=float, default=5.0, help="of each player a second; default: 5")
    parser.add_argument("--runs", type=int, default=3, help="of each server; default: 3")
    parser.add_argument("--quick", action="store_true", help="only to see that it runs")
    options = parser.parse_args()
    if options.quick:
        options.size, options.arenas, options.rush, options.battle, options.seconds, options.runs = 10, 2, 50, 5, 2.0, 1
    return options


def _ours(arenas: int, size: int, load: arena.Load, *, deltas: bool = False) -> arena.Run:
    with rumpus(arenas * size + SPARE) as server:
        return uvloop.run(arena.measure(server, arenas, size, load, deltas=deltas))


def _node(arenas: int, size: int, load: arena.Load) -> arena.Run:
    with node_arenas(size) as server:
        return uvloop.run(arena.measure(server, arenas, size, load, peer=True))


def _rush(count: int) -> rush.Rush:
    with rumpus(count + SPARE) as server:
        return uvloop.run(rush.measure(server, count))


def _median(found: list[arena.Run]) -> arena.Run:
    """The run with the median cost, so that its figures belong together."""
    middle = statistics.median_low(run.cost for run in found)
    return next(run for run in found if run.cost == middle)


def _table(title: str, runs: dict[str, arena.Run]) -> None:
    table = Table(title=title, title_justify="left")
    for column in (
        "",
        "cost, % of a core",
        "empty, %",
        "tick p50, ms",
        "p99",
        "max",
        "bytes",
        "MB/s",
        "missing, %",
    ):
        table.add_column(column, justify="right" if column else "left")
    for name, run in runs.items():
        figures = (run.cost, run.idle, run.p50, run.p99, run.longest, run.bytes, run.rate, run.missing)
        table.add_row(name, *(f"{figure:.1f}" for figure in figures))
    console.print(table)


def _summary(report: Report) -> dict[str, float]:
    assert report.server is not None
    figures = {figure.name: figure for figure in report.figures}
    phase, drawing, vote = (
        figures[name] for name in ("new phase, after the first player", "drawing acknowledged", "vote acknowledged")
    )
    return {
        "players": report.joined, "operations": report.counted, "lost": report.lost,
        "cpu_seconds": report.server.cpu_seconds, "cpu_per_operation_us": report.server.cpu_per_operation,
        "memory_mb": report.server.memory, "phase_p99_ms": phase.p99, "drawing_p50_ms": drawing.p50,
        "drawing_p99_ms": drawing.p99, "vote_p50_ms": vote.p50, "vote_p99_ms": vote.p99,
    }  # fmt: skip


def _missed(medians: dict[str, arena.Run], came: rush.Rush, battle: Report) -> list[str]:
    """Aims that were not reached."""
    full, deltas = medians["full states"], medians["deltas"]
    aims = {
        f"full states cost {full.cost:.1f} % of a core, more than {COST:g}": full.cost > COST,
        f"deltas cost {deltas.cost:.1f} % of a core, more than {COST_OF_DELTAS:g}": deltas.cost > COST_OF_DELTAS,
        f"the p99 of ticks is {full.p99:.1f} ms, more than {TICK_P99:g}": full.p99 > TICK_P99,
        f"a delta has {deltas.bytes:.0f} bytes, more than {DELTA:g}": deltas.bytes > DELTA,
        f"the rush took {came.seconds} s, more than {RUSH:g}": came.seconds > RUSH or came.missing > 0,
        "the battle lost something": not battle.is_clean,
    }
    return [sentence for sentence, is_missed in aims.items() if is_missed]


if __name__ == "__main__":
    main()
