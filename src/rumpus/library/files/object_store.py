"""The bytes of files in an object store that speaks S3, under the same names as in a folder: `prefix/ab/abcd...`.

The blocking side of obstore is used, in threads of our own: a store that does not answer holds up nobody else.
"""

import asyncio
import os
import re
from asyncio import Task
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

import structlog

from rumpus.library.errors import StoreError, UnusableError
from rumpus.library.files.blobs import CHUNK

if TYPE_CHECKING:
    from obstore.store import S3Store

T = TypeVar("T")

SCHEME: Final = "s3"

AT_ONCE: Final = 16
"""Requests to the store at the same time; others wait."""

CONNECTING: Final = timedelta(seconds=3)
PATIENCE: Final = timedelta(seconds=5)
"""For one request, and for trying it again. After both whoever asked is told to come later."""

REMEMBERED: Final = 64 * 1024 * 1024
"""Bytes that were read last and are kept: all phones of a school want the same picture in the same second."""

_NAME: Final = re.compile(r"[0-9a-f]{64}")

_log = structlog.get_logger(__name__)


class ObjectStore:
    """A bucket, or what begins with a prefix in one.

    Args:
        url: `s3://bucket` or `s3://bucket/prefix`. Where the store is and who asks stands in the usual environment
            variables (`AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`).

    Raises:
        UnusableError: it is no such address, or the environment says nothing that can be used.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != SCHEME or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
            raise UnusableError("The place for files is no address such as s3://bucket/prefix.")
        self._store = _store_of(parts.netloc, parts.path.strip("/") or None)
        self._threads = ThreadPoolExecutor(AT_ONCE, "object-store")
        self._recent: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._coming: dict[str, Task[bytes]] = {}

    async def check(self) -> None:
        """Ask the store for something. Raises StoreError if it cannot be reached, or lets us not in."""
        await self._run(lambda: next(iter(_obstore().list(self._store, chunk_size=1)), None))

    async def put(self, name: str, data: bytes) -> None:
        """Keep these bytes; they are safe when this returns. Again, it counts as new. Raises StoreError."""
        await self._run(lambda: _obstore().put(self._store, _path(name), data, use_multipart=False))

    async def open(self, name: str) -> AsyncIterator[bytes]:
        """The bytes in chunks. Raises FileNotFoundError, StoreError; nothing any more once it has returned."""
        return _cut(await self._whole(name))

    async def drop(self, name: str) -> None:
        """Erase; what is not there is no error. Raises StoreError."""
        self._size -= len(self._recent.pop(name, b""))
        try:
            await self._run(lambda: _obstore().delete(self._store, _path(name)))
        except FileNotFoundError:
            # Some stores say so, most don't.
            return

    async def older_than(self, moment: int) -> list[str]:
        """Names of what was put before this moment (epoch milliseconds). Raises StoreError.

        Nothing but what has a name of ours: others may keep something under the same prefix.
        """
        return await self._run(lambda: list(self._older_than(datetime.fromtimestamp(moment / 1000, UTC))))

    async def close(self) -> None:
        """Let go of the store."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _whole(self, name: str) -> bytes:
        data = self._recent.get(name)
        if data is not None:
            self._recent.move_to_end(name)
            return data
        coming = self._coming.get(name)
        if coming is None:
            coming = self._coming[name] = asyncio.create_task(self._fetch(name), name=f"fetch {name}")
            coming.add_done_callback(partial(self._came, name))
        # Whoever goes away leaves it to the others who wait for the same.
        return await asyncio.shield(coming)

    def _came(self, name: str, task: Task[bytes]) -> None:
        del self._coming[name]
        if not task.cancelled():
            # Perhaps nobody waits any more who would look at it.
            task.exception()

    async def _fetch(self, name: str) -> bytes:
        data: bytes = await self._run(lambda: _obstore().get(self._store, _path(name)).bytes().to_bytes())
        if len(data) <= REMEMBERED:
            self._recent[name] = data
            self._size += len(data)
        while self._size > REMEMBERED:
            _, oldest = self._recent.popitem(last=False)
            self._size -= len(oldest)
        return data

    async def _run(self, request: Callable[[], T]) -> T:
        obstore = _obstore()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, request)
        except FileNotFoundError:
            raise
        except (obstore.exceptions.BaseError, OSError, ValueError) as error:
            # What it says has the address and sometimes headers: for the log, not for whoever asked.
            _log.error("the store of files fails", reason=_first_line(error))
            raise StoreError from error

    def _older_than(self, moment: datetime) -> Iterator[str]:
        for some in _obstore().list(self._store):
            for one in some:
                name = one["path"].rpartition("/")[2]
                if one["last_modified"] < moment and _NAME.fullmatch(name) and one["path"] == _path(name):
                    yield name


def _obstore() -> Any:
    # Its code is 16 MB, and most servers keep their files in a folder.
    import obstore  # noqa: PLC0415

    return obstore


def _store_of(bucket: str, prefix: str | None) -> "S3Store":
    store = _obstore().store
    environment = os.environ
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL") or ""
    config: dict[str, Any] = {}
    if endpoint:
        # Where a store of one's own is, buckets are seldom names of hosts; on AWS they are.
        style = environment.get("AWS_VIRTUAL_HOSTED_STYLE_REQUEST", "false")
        config = {"endpoint": endpoint, "virtual_hosted_style_request": style.lower() in ("1", "true", "yes")}
        if not environment.get("AWS_REGION") and not environment.get("AWS_DEFAULT_REGION"):
            config["region"] = "us-east-1"
    try:
        made: S3Store = store.S3Store(
            bucket,
            prefix=prefix,
            client_options={
                "allow_http": endpoint.startswith("http://"),
                "connect_timeout": CONNECTING,
                "timeout": PATIENCE,
            },
            retry_config={
                "max_retries": 2,
                "retry_timeout": PATIENCE,
                "backoff": {
                    "init_backoff": timedelta(milliseconds=100),
                    "max_backoff": timedelta(seconds=1),
                    "base": 2,
                },
            },
            **config,
        )
    except (_obstore().exceptions.BaseError, ValueError) as error:
        raise UnusableError(f"The store of files cannot be used: {_first_line(error)}") from None
    return made


def _path(name: str) -> str:
    return f"{name[:2]}/{name}"


def _cut(data: bytes) -> AsyncIterator[bytes]:
    async def chunks() -> AsyncIterator[bytes]:
        for begin in range(0, len(data), CHUNK):
            yield data[begin : begin + CHUNK]

    return chunks()


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
