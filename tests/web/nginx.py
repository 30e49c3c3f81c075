"""A real nginx in front of a server: in a temporary folder, on a free port, gone with the test."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 10.0

_CONFIGURATION = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {locations}
    }}
}}
"""


def binary() -> str | None:
    """nginx, if it is here. It is not on everybody's path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def nginx(folder: Path, locations: str) -> Iterator[str]:
    """A proxy with these locations; gives its URL."""
    folder.mkdir()
    program = binary()
    assert program is not None
    port = _free_port()
    configuration = folder / "nginx.conf"
    # Else its workers are somebody who may not look into this folder.
    user = "user root;\n" if os.getuid() == 0 else ""
    configuration.write_text(user + _CONFIGURATION.format(folder=folder, port=port, locations=locations))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "-p", folder, "-c", configuration], stdout=log, stderr=log)
    try:
        _wait(port, process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"nginx does not answer: {log.read_text()}")
