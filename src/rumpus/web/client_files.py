"""The built web client in memory: every file with what it is sent with. What is not in here is not served.

The build does not know under which path the server will be shown; it writes a placeholder, and the base path takes its
place when the files are read.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

PLACEHOLDER: Final = b"/__rumpus_base__"
"""Stands in the built files for the base path (frontend/vite.config.ts)."""

SHELL: Final = "200.html"
"""The one page; its script shows what belongs to the path."""

IMMUTABLE: Final = "/_app/immutable/"
"""What lies here has a hash of its content in its name."""

_TEXT: Final[Mapping[str, str]] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
_OTHER: Final[Mapping[str, str]] = {
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_LITTLE: Final = 512
"""Bytes under which compressing saves nothing: it all fits into one packet."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent.

    Attributes:
        body: its bytes.
        gzipped: the same compressed, if that is worth it.
        etag: of `body`, without quotes; a hash of it.
        media_type: what it is.
        cache_control: how long it stays true.
    """

    body: bytes
    gzipped: bytes | None
    etag: str
    media_type: str
    cache_control: str


@dataclass(frozen=True, slots=True)
class ClientFiles:
    """A built client.

    Attributes:
        files: by path, as it is asked for ("/_app/version.json").
        shell: the page.
    """

    files: Mapping[str, File]
    shell: File


def read_client(folder: Path, base: str) -> ClientFiles | None:
    """The built client in a folder, for a base path; None if none is there. Compressing takes long for the loop.

    Raises:
        OSError: it cannot be read.
    """
    if not (folder / SHELL).is_file():
        return None
    files = {
        f"/{path.relative_to(folder).as_posix()}": _read(path, path.relative_to(folder).as_posix(), base.encode())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    return ClientFiles(files, files.pop(f"/{SHELL}"))


def _read(path: Path, name: str, base: bytes) -> File:
    body = path.read_bytes()
    suffix = PurePosixPath(name).suffix
    gzipped = None
    if suffix in _TEXT:
        body = body.replace(PLACEHOLDER, base)
        smaller = gzip.compress(body, 9, mtime=0) if len(body) > _LITTLE else body
        gzipped = smaller if len(smaller) < len(body) else None
    is_immutable = f"/{name}".startswith(IMMUTABLE)
    return File(
        body,
        gzipped,
        hashlib.sha256(body).hexdigest()[:32],
        _TEXT.get(suffix) or _OTHER.get(suffix) or "application/octet-stream",
        "public, max-age=31536000, immutable" if is_immutable else "no-cache",
    )
