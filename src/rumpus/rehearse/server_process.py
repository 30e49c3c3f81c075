"""A server of the rehearsal's own: `rumpus serve` on a free port, with a data folder that is deleted afterwards."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

from rumpus.rehearse.errors import RehearsalError

START_TIME = 30.0
"""Seconds until the server must answer."""

STOP_TIME = 10.0
"""Seconds until it must have ended."""

LIMITS = ("MAX_CONNECTIONS", "CONNECTIONS_PER_ADDRESS", "NEW_CONNECTIONS_PER_ADDRESS", "PIXEL_PLAYERS")
"""Settings that are raised to what is needed; limits per address of the pixel games don't hold on loopback."""

TOLD_LINES = 15
"""Of what a server that did not start wrote, so many lines are shown."""


class ServerProcess:
    """Use it as a context: inside, the server runs; it can be killed and started again there.

    Attributes:
        url: where it answers.
        key: its operator key.
        pid: of its process.
    """

    def __init__(self, connections: int) -> None:
        self.key = secrets.token_urlsafe(24)
        self.url = ""
        self.pid = 0
        self._connections = connections
        self._port = 0
        self._folder = tempfile.TemporaryDirectory(prefix="rumpus-rehearsal-")
        self._output = Path(self._folder.name) / "output.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "ServerProcess":
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        try:
            self.start()
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def start(self) -> None:
        """Start the process, or start it again on the same port with the same data, and wait until it answers.

        Raises:
            RehearsalError: it does not; the text tells what it said.
        """
        folder = Path(self._folder.name)
        # The machine's own settings are for its real server.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("RUMPUS_")}
        for limit in LIMITS:
            environment[f"RUMPUS_{limit}"] = str(self._connections)
        environment["RUMPUS_OPERATOR_KEY"] = self.key
        command = [sys.executable, "-m", "rumpus.cli", "serve", "--host", "127.0.0.1", "--port", str(self._port)]
        command += ["--data", str(folder / "data"), "--log-level", "warning"]
        with self._output.open("wb") as file:
            self._process = subprocess.Popen(  # noqa: S603 - our own command line
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                env=environment,
                # Ctrl-C is for the players first, who end their game; the server is stopped after them.
                start_new_session=True,
            )
        self.pid = self._process.pid
        try:
            self._await_answer()
        except BaseException:
            self._end()
            raise

    @property
    def said(self) -> str:
        """What it has written since it was started last: warnings and worse."""
        return self._output.read_text(errors="replace")

    def kill(self) -> None:
        """End it in the middle of whatever it does, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._folder.cleanup()

    def _await_answer(self) -> None:
        assert self._process is not None
        until = time.monotonic() + START_TIME
        while self._process.poll() is None and time.monotonic() < until:
            if _is_well(self._port):
                return
            time.sleep(0.05)
        told = "\n".join(self.said.splitlines()[-TOLD_LINES:])
        why = "did not start" if self._process.poll() is not None else f"did not answer within {START_TIME:g} s"
        raise RehearsalError(f"The server for the rehearsal {why}. It said:\n{told or 'nothing'}")

    def _end(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_TIME)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _is_well(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2.0)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
