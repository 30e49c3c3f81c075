"""What the log must not hold."""

import subprocess
import sys

import pytest

PROGRAM = """
import logging, structlog
from rumpus import logs
logs.configure("info", {style!r})
def fails(secret):
    raise RuntimeError("broken")
for log in (structlog.get_logger(), logging.getLogger("library")):
    try:
        fails("nobody may read " + "this")
    except RuntimeError:
        log.exception("it failed")
"""


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_traceback_shows_no_local_variables(style: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(style=style)], capture_output=True, text=True, check=True, timeout=30
    )

    assert run.stderr.count("it failed") == 2
    assert run.stderr.count("RuntimeError") >= 2
    assert "nobody may read this" not in run.stderr
