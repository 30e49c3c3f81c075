"""Where the bytes of files are, from what people write in a setting."""

from pathlib import Path

from rumpus.library.files.blobs import BlobFolder, Blobs
from rumpus.library.files.object_store import ObjectStore


def blobs_at(given: str | None, usual: Path) -> Blobs:
    """What the setting means: `s3://bucket/prefix`, another folder, or None for the usual one.

    Raises:
        UnusableError: it is an address that we cannot use.
    """
    if not given:
        return BlobFolder(usual)
    return ObjectStore(given) if "://" in given else BlobFolder(Path(given))
