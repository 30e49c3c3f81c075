"""A server that is measured: its own process on a core of its own, and what it uses."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Literal

from rumpus.rehearse.process_use import ProcessUse, use_of

Peer = Literal["rumpus", "node", "python-socketio"]

ROOT = Path(__file__).parents[2]


def cores() -> tuple[set[int], set[int]]:
    """The cores for the server and for the load; the same ones on a machine that has one only."""
    mine = sorted(os.sched_getaffinity(0))
    return ({mine[0]}, {mine[1]}) if len(mine) > 1 else (set(mine), set(mine))


def node() -> str:
    """The path of a Node.js: what the environment variable NODE says, else one that is new enough."""
    if chosen := os.environ.get("NODE"):
        return chosen
    found = subprocess.run([ROOT / "tools" / "node", sys.prefix], check=True, stdout=subprocess.PIPE, text=True)
    return found.stdout.strip()


def command(peer: Peer, *, recovery: bool) -> list[str]:
    """How to start a peer."""
    extra = ["recovery"] if recovery else []
    if peer == "node":
        return [node(), str(ROOT / "benchmarks" / "peers" / "server.mjs"), *extra]
    module = {"rumpus": "rumpus_wire", "python-socketio": "python_socketio"}[peer]
    return [sys.executable, "-m", f"benchmarks.wire.servers.{module}", *extra]


class MeasuredServer:
    """Use it as a context: inside, the server runs, pinned to its core with all its threads."""

    def __init__(self, peer: Peer, *, recovery: bool = False) -> None:
        self._command = command(peer, recovery=recovery)
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> "MeasuredServer":
        mine = os.sched_getaffinity(0)
        os.sched_setaffinity(0, cores()[0])
        try:
            # It inherits the core; so do the threads that Node makes before anybody could pin them.
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        finally:
            os.sched_setaffinity(0, mine)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"This server did not start: {' '.join(self._command)}")
        self.url = f"http://127.0.0.1:{json.loads(line)['port']}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.communicate()

    def use(self) -> ProcessUse:
        """What it has used so far."""
        assert self._process is not None
        return use_of(self._process.pid)
