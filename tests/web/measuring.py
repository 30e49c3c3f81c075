"""What a request costs the server: statements, and how long its loop stood still.

Statements are asserted. Times are only printed (`pytest -s`), since other programs use the machine too.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import event

from rumpus.library import Library


@contextmanager
def statements(library: Library) -> Iterator[list[str]]:
    """All SQL that the library says meanwhile."""
    said: list[str] = []
    engine = library._database.engine.sync_engine

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


@asynccontextmanager
async def watched_loop(what: str) -> AsyncIterator[None]:
    """Prints for how long the loop was held at most. The test's own work in it counts as well."""
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    try:
        yield
    finally:
        watching.cancel()
        sys.stdout.write(f"{what}: the loop was held for {1000 * longest:.1f} ms at most\n")
