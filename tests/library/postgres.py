"""A real PostgreSQL for the tests: in a temporary folder, on a free port, gone with the tests."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FLAGS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "listen_addresses=127.0.0.1",
    "max_connections=60",
)


class NoPostgresError(Exception):
    """There is none here; the text says what to do."""


def binaries() -> Path:
    """The folder of initdb and postgres, the newest if there are several."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb")
    for folder in [*reversed(folders), *([Path(found).resolve().parent] if found else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresError("No PostgreSQL server is installed. On Debian: apt install postgresql")


@contextmanager
def running() -> Iterator[str]:
    """A server; gives the URL without the database's name."""
    tools = binaries()
    # It refuses to run as root.
    user = "postgres" if os.getuid() == 0 else None
    if user is not None and user not in {entry.pw_name for entry in pwd.getpwall()}:
        raise NoPostgresError("PostgreSQL does not run as root, and there is no user postgres to run it as.")
    folder = Path(tempfile.mkdtemp(prefix="rumpus-postgres-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        subprocess.run(
            [tools / "initdb", "-D", data, "-U", "rumpus", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        port = _free_port()
        flags = [part for flag in (*FLAGS, f"unix_socket_directories={folder}") for part in ("-c", flag)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [tools / "postgres", "-D", data, "-p", str(port), *flags],
                stdout=log,
                stderr=log,
                user=user,
                cwd=folder,
                preexec_fn=_end_with_the_tests,  # noqa: PLW1509 - no threads yet, and it only asks the kernel
            )
        try:
            _wait(tools, port, server, folder / "log")
            yield f"postgresql://rumpus@127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown
            server.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_with_the_tests() -> None:
    """The kernel stops the server if the tests are killed (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(tools: Path, port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while subprocess.run([tools / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")
        time.sleep(0.02)
