"""What a process has used, from /proc; all its threads count."""

import os
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class ProcessUse(NamedTuple):
    """Processor time in seconds so far, resident memory in bytes now."""

    cpu: float
    memory: int


def use_of(pid: int) -> ProcessUse:
    """Look at a running process.

    Raises:
        OSError: there is none, or this system has no /proc.
    """
    # The name of the command stands in parentheses and may hold anything.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return ProcessUse((int(fields[11]) + int(fields[12])) / TICKS, resident * PAGE)
