"""Waiting until what a table has handled would survive a crash."""

import asyncio
from typing import Final

from rumpus.hall import Table

PATIENCE: Final = 15
"""Seconds to wait for the journal; a table closes before if it cannot be written."""


async def committed(table: Table) -> None:
    """Done when everything handled so far is in the journal. Raises TimeoutError."""
    done = asyncio.Event()
    table.after(done.set)
    async with asyncio.timeout(PATIENCE):
        await done.wait()
