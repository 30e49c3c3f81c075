"""The wire's benchmark runs; what it measures is of no matter here."""

import json
import math
from dataclasses import astuple
from pathlib import Path

import pytest
from benchmarks.wire import __main__ as benchmark
from benchmarks.wire.run import Effort, run
from benchmarks.wire.server_process import Peer

TINY = Effort(deliveries=100, events=100, settle=0.05, idle=0.05)

needs_node = pytest.mark.skipif(
    not Path(benchmark.__file__).parents[1].joinpath("peers", "node_modules", "socket.io").exists(),
    reason="make bench-wire installs the peer of this benchmark",
)


@pytest.mark.parametrize("peer", ["rumpus", "python-socketio", pytest.param("node", marks=needs_node)])
def test_every_server_can_be_measured(peer: Peer) -> None:
    measured = run(peer, 20, TINY, recovery=peer != "python-socketio")
    assert all(math.isfinite(cost) for cost in astuple(measured))


@needs_node
def test_the_last_line_is_one_json_object(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(benchmark, "QUICK", TINY)
    arguments = ["benchmarks.wire", "--quick", "--clients", "20", "--runs", "1", "--recovery-runs", "0"]
    monkeypatch.setattr("sys.argv", [*arguments, "--python-socketio-up-to", "0"])
    benchmark.main()
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"delivery", "ack", "connect", "memory"} <= told.keys()
