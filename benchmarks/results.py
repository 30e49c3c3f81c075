"""Play a game with 2,000 players through sockets, keep it, and export its results: `python -m benchmarks.results`.

What is measured is memory at its most while the server answers: of its own process beyond what it used before, and of
the one that writes files in all. The last line is one JSON object. It fails if an answer is missing, or if the server's
own process takes more than `--limit` for an export: results go through it in pieces, however large they are.
"""

import argparse
import http.client
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from rumpus.rehearse import RehearsalOptions, rehearse
from rumpus.rehearse.server_process import ServerProcess

PIECE = 64 * 1024
SETTLED = 60.0
"""Seconds until the results must be in the library."""

console = Console(width=120)


@dataclass(frozen=True)
class Fetched:
    """What it took to answer.

    Attributes:
        seconds: for all of it.
        size: bytes of the body.
        server: bytes of memory of the server's own process, at the most, beyond what it used before.
        worker: bytes of memory of the process that writes files, in all, at the most; 0 if it was not needed.
    """

    seconds: float
    size: int
    server: int
    worker: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.results", description=__doc__.partition("\n")[0])
    parser.add_argument("--players", type=int, default=2_000, metavar="N")
    parser.add_argument("--limit", type=float, default=32.0, metavar="MB", help="of the server's own process")
    options = parser.parse_args()
    with ServerProcess(options.players * 2 + 1_000) as server:
        report = rehearse(RehearsalOptions(players=options.players, url=server.url, key=server.key))
        game = _kept(server)
        console.print(f"{game['player_count']} players, {game['answer_count']} answers, {report.lost} lost")
        fetched = {name: _fetched(server, path.format(game["id"])) for name, path in PATHS.items()}
    _print(fetched)
    large = [name for name, one in fetched.items() if one.server > options.limit * 1_000_000]
    console.print(
        f"[red]Over {options.limit:g} MB: {', '.join(large)}[/]" if large else f"All under {options.limit:g} MB."
    )
    figures: dict[str, Any] = {name: asdict(one) for name, one in fetched.items()}
    complete = report.is_clean and game["answer_count"] == report.counted
    print(json.dumps(figures | {"answers": game["answer_count"], "complete": complete, "large": large}), flush=True)
    sys.exit(0 if complete and not large else 1)


PATHS = {
    "results of the game": "/api/v2/results/{}",
    "all players, page by page": "/api/v2/results/{}/players?limit=100",
    "all answers as JSON": "/api/v2/results/{}/answers",
    "the game as the deployed client reads it": "/api/v1/results/{}",
    "spreadsheet": "/api/v2/results/{}/export?format=xlsx",
    "CSV of players": "/api/v2/results/{}/export?format=csv",
    "CSV of answers": "/api/v2/results/{}/export?format=csv_answers",
    "JSON": "/api/v2/results/{}/export?format=json",
}


def _kept(server: ServerProcess) -> dict[str, Any]:
    """The game that was played, when the library has all of it; kept as long as others."""
    until = time.monotonic() + SETTLED
    while True:
        listed = json.loads(b"".join(_asked(server, "GET", "/api/v2/results")))["items"]
        if listed and listed[0]["reason"] is not None:
            game: dict[str, Any] = listed[0]
            return json.loads(b"".join(_asked(server, "POST", f"/api/v2/results/{game['id']}/keep")))  # type: ignore[no-any-return]
        if time.monotonic() > until:
            raise SystemExit("the results did not come to the library")
        time.sleep(0.1)


def _fetched(server: ServerProcess, path: str) -> Fetched:
    before = _start_counting(server.pid)
    for worker in _children(server.pid):
        _start_counting(worker)
    begin, size = time.monotonic(), 0
    for target in _pages(server, path):
        size += sum(map(len, _asked(server, "GET", target)))
    seconds = time.monotonic() - begin
    return Fetched(round(seconds, 2), size, _most(server.pid) - before, sum(map(_most, _children(server.pid))))


def _pages(server: ServerProcess, path: str) -> Iterator[str]:
    yield path
    if "limit=" in path:
        cursor = json.loads(b"".join(_asked(server, "GET", path)))["next"]
        while cursor is not None:
            target = f"{path}&cursor={cursor}"
            yield target
            cursor = json.loads(b"".join(_asked(server, "GET", target)))["next"]


def _asked(server: ServerProcess, method: str, path: str) -> Iterator[bytes]:
    """The body in pieces, none of which is kept here."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=120)
    try:
        connection.request(method, path, headers={"Authorization": f"Bearer {server.key}"})
        response = connection.getresponse()
        if response.status != http.client.OK:
            raise SystemExit(f"{path}: {response.status} {response.read()[:300]!r}")
        while piece := response.read(PIECE):
            yield piece
    finally:
        connection.close()


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(one) for task in tasks for one in (task / "children").read_text().split()]


def _start_counting(pid: int) -> int:
    """Bytes of memory now, which is from now on the most."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return _most(pid)


def _most(pid: int) -> int:
    """Bytes of memory at the most since counting was started."""
    (line,) = [one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def _print(fetched: dict[str, Fetched]) -> None:
    table = Table(title="Results of one game", title_justify="left")
    table.add_column("what")
    for name in ("seconds", "MB", "server: MB more", "worker: MB in all"):
        table.add_column(name, justify="right")
    for name, one in fetched.items():
        sizes = (one.size, one.server, one.worker)
        table.add_row(name, f"{one.seconds:.2f}", *(f"{size / 1_000_000:.1f}" for size in sizes))
    console.print(table)


if __name__ == "__main__":
    main()
