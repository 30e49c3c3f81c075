"""Zip and gzip files from outside, unpacked within bounds: a small file that grows to gigabytes is refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from rumpus.quiz.formats.limits import MIB, MOST_MEMBERS
from rumpus.quiz.formats.report import ImportFailed

_GZIP: Final = 16 + zlib.MAX_WBITS
_ENCRYPTED: Final = 0x1
# All that the reader of the standard library has been seen to raise for damaged files.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """A zip file. All that is read from it together may have so many bytes."""

    def __init__(self, data: bytes, unpacked: int) -> None:
        """Raises `ImportFailed` if it is none, or holds too many files."""
        self._left = unpacked
        self._limit = unpacked
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise ImportFailed("damaged") from None
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise ImportFailed("too_many_parts", limit=MOST_MEMBERS)
        # Of two with one name the last counts, as everywhere.
        self._members = {
            member.filename: member for member in members if member.filename and not member.filename.endswith("/")
        }

    def __contains__(self, name: object) -> bool:
        """Whether there is a file of this name."""
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """Names of all files, in the order of the archive."""
        return iter(self._members)

    def read(self, name: str, most: int) -> bytes:
        """One file of at most so many bytes.

        Raises:
            ImportFailed: if it is larger, damaged or protected.
        """
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise ImportFailed("encrypted")
        if member.compress_type not in _METHODS:
            raise ImportFailed("damaged")
        most = min(most, self._left)
        try:
            # What the archive says about sizes is not believed.
            with self._zip.open(member) as stream:
                data = stream.read(most + 1)
        except _BROKEN:
            raise ImportFailed("damaged") from None
        if len(data) > most:
            raise ImportFailed("unpacked_too_large", limit=max(1, self._limit // MIB))
        self._left -= len(data)
        return data


def gunzip(data: bytes, unpacked: int) -> tuple[bytes, bytes]:
    """The first gzip stream in `data`, and the bytes after it.

    Raises:
        ImportFailed: if it has more bytes than `unpacked`, or is damaged.
    """
    stream = zlib.decompressobj(_GZIP)
    try:
        plain = stream.decompress(data, unpacked + 1)
    except zlib.error:
        raise ImportFailed("damaged") from None
    if len(plain) > unpacked:
        raise ImportFailed("unpacked_too_large", limit=max(1, unpacked // MIB))
    if not stream.eof:
        raise ImportFailed("damaged")
    return plain, stream.unused_data
