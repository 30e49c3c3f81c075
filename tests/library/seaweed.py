"""A real store that speaks S3 for the tests: SeaweedFS in a temporary folder, on free ports, gone with the tests."""

import ctypes
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import obstore
from obstore.store import S3Store

KEY = "the-key"
SECRET = "the-secret"
PORTS = ("s3", "s3.grpc", "master", "master.grpc", "filer", "filer.grpc", "volume", "volume.grpc")
FLAGS = ("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", "-s3.port.iceberg=0", "-s3.port.lance=0")
FLAGS_OF_SIZE = ("-master.volumeSizeLimitMB=8", "-volume.max=64", "-master.telemetry=false")


@dataclass(frozen=True)
class Seaweed:
    """A running store."""

    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        """What tells a program where it is, and lets it in."""
        return {"AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}

    def bucket(self, prefix: str, **options: Any) -> S3Store:
        """What begins with a prefix in the one bucket of the tests."""
        return S3Store(
            "rumpus",
            prefix=prefix,
            endpoint=self.endpoint,
            access_key_id=KEY,
            secret_access_key=SECRET,
            region="us-east-1",
            client_options={"allow_http": True},
            **options,
        )


@contextmanager
def running() -> Iterator[Seaweed]:
    """A store that takes signed requests only."""
    folder = Path(tempfile.mkdtemp(prefix="rumpus-seaweed-"))
    credentials = [{"accessKey": KEY, "secretKey": SECRET}]
    who = {"name": "rumpus", "credentials": credentials, "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [who]}))
    ports = _free_ports()
    flags = [
        f"-{name.replace('.grpc', '.port.grpc') if '.' in name else name + '.port'}={ports[name]}" for name in PORTS
    ]
    sockets = [f"-{name}.localSocket={folder}/{name}.sock" for name in ("s3", "filer")]
    command: list[str | Path] = [
        _binary(),
        "server",
        f"-dir={folder}",
        f"-s3.config={folder}/s3.json",
        *FLAGS,
        *FLAGS_OF_SIZE,
    ]
    try:
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [*command, *flags, *sockets],
                stdout=log,
                stderr=log,
                cwd=folder,
                preexec_fn=_end_with_the_tests,  # noqa: PLW1509 - it only asks the kernel
            )
        try:
            store = Seaweed(f"http://127.0.0.1:{ports['s3']}")
            _wait(store, server, folder / "log")
            yield store
        finally:
            server.kill()
            server.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binary() -> Path:
    return Path(sys.executable).parent / "weed"


def _end_with_the_tests() -> None:
    """The kernel stops the server if the tests are killed (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _free_ports() -> dict[str, int]:
    with ExitStack() as stack:
        listeners = [stack.enter_context(socket.socket()) for _ in PORTS]
        for listener in listeners:
            listener.bind(("127.0.0.1", 0))
        return {name: listener.getsockname()[1] for name, listener in zip(PORTS, listeners, strict=True)}


def _wait(store: Seaweed, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until a file can be written, which needs the master and a volume too."""
    deadline = time.monotonic() + 60
    while not _takes_a_file(store):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"SeaweedFS did not start: {log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.05)


def _takes_a_file(store: Seaweed) -> bool:
    try:
        obstore.put(store.bucket("start", retry_config={"max_retries": 0}), "is-it-there", b"x" * 4096)
    except obstore.exceptions.BaseError:
        return False
    return True
