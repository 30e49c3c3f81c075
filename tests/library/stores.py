"""The two places in which the bytes of files may be, as tests look into them."""

from pathlib import Path
from typing import Protocol

import obstore

from tests.library import seaweed


class Store(Protocol):
    """A place for bytes. `at` is what `Library` is told of it."""

    at: str | None

    def names(self) -> set[str]:
        """All that is there, by its whole name."""

    def get(self, name: str) -> bytes:
        """What is there."""

    def put(self, name: str, data: bytes) -> None:
        """Put something there behind the library's back."""

    def lose(self, name: str) -> None:
        """Lose it."""


def place_of(digest: str) -> str:
    """Under which name the bytes with this hash are."""
    return f"{digest[:2]}/{digest}"


class FolderStore:
    """The folder `files` in the data folder."""

    at: str | None = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> set[str]:
        return {str(path.relative_to(self._folder)) for path in self._folder.rglob("*") if path.is_file()}

    def get(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def put(self, name: str, data: bytes) -> None:
        (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(data)

    def lose(self, name: str) -> None:
        (self._folder / name).unlink()


class BucketStore:
    """A prefix of a bucket. What is beside it in the bucket is there for the tests to see that it stays."""

    def __init__(self, store: seaweed.Seaweed, prefix: str) -> None:
        self.at: str | None = f"s3://rumpus/{prefix}"
        self._store = store.bucket(prefix)

    def names(self) -> set[str]:
        return {one["path"] for some in obstore.list(self._store) for one in some}

    def get(self, name: str) -> bytes:
        return obstore.get(self._store, name).bytes().to_bytes()

    def put(self, name: str, data: bytes) -> None:
        obstore.put(self._store, name, data)

    def lose(self, name: str) -> None:
        obstore.delete(self._store, name)
