"""A `rumpus serve` of its own: its data, its port, what it printed. It can be ended, killed and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

NAME = "rumpus.test"
"""Chromium resolves it to this machine. To the browser it is no secure context, as an address in a school's network."""

PATIENCE = 30
"""Seconds for the server to start or end."""

ROOT = Path(__file__).parents[2]
"""Of the checkout, where the modules of the tests are found."""

_PIN = re.compile(r"^\s*pin\s+(\d{6,8})\s*$", re.MULTILINE)
_SECRET = re.compile(r"^\s*host secret\s+(\S+)\s*$", re.MULTILINE)
_SIGN_IN = re.compile(r"^\s*Sign in at\s+(\S+)\s*$", re.MULTILINE)
_KEY = re.compile(r"^\s*Operator key\s+(\S+)\s*$", re.MULTILINE)


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class ServerProcess:
    """A server for one test.

    Attributes:
        data: its folder.
        options: further words on its command line.
        port: where it listens, the same after a restart.
    """

    data: Path
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _starts: int = field(default=0, init=False)

    @property
    def url(self) -> str:
        """Where the browsers of the tests reach it."""
        return f"http://{NAME}:{self.port}"

    @property
    def local(self) -> str:
        """Where the tests themselves reach it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def printed(self) -> str:
        """What it has said since its last start."""
        return (self.data / f"printed-{self._starts}.txt").read_text()

    @property
    def pins(self) -> list[str]:
        """The pins of the games that it hosts from its start."""
        return _PIN.findall(self.printed)

    @property
    def secrets(self) -> list[str]:
        """The host secrets of these games."""
        return _SECRET.findall(self.printed)

    @property
    def sign_in_link(self) -> str:
        """The link that signs the operator in, once, on the name that browsers know."""
        found = _SIGN_IN.search(self.printed)
        assert found, self.printed
        return self.url + "/" + found[1].split("/", 3)[3]

    @property
    def operator_key(self) -> str:
        """The key for the HTTP side: `Authorization: Bearer ...`."""
        found = _KEY.search(self.printed)
        assert found, self.printed
        return found[1]

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._starts += 1
        self.data.mkdir(exist_ok=True)
        command = [*self._command(), "serve"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data), *self.options]
        with (self.data / f"printed-{self._starts}.txt").open("wb") as said:
            environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT, env=environment
            )
        deadline = time.monotonic() + PATIENCE
        while "Ctrl-C stops it" not in self.printed or not self._answers():
            assert self._process.poll() is None, self.printed
            assert time.monotonic() < deadline, self.printed
            time.sleep(0.02)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """End it politely and start it again with the same data on the same port."""
        self.stop()
        self.start()

    def _command(self) -> list[str]:
        """What is run, without options."""
        return [str(Path(sys.executable).with_name("rumpus"))]

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        assert process.stdin is not None
        process.stdin.close()
        process.send_signal(how)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.local}/health", timeout=2) as response:
                return bool(response.status == 200)
        except OSError:
            return False
