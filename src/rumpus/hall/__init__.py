"""Hosts running games: tables, their clocks, timers, journal and outbox. Knows no rule and no socket."""

from rumpus.hall.clock import Clock, LoopClock, Timer
from rumpus.hall.directory import Directory, NoFreeCodeError
from rumpus.hall.figures import Figures
from rumpus.hall.hall import Hall
from rumpus.hall.journal import Journal, JournalError
from rumpus.hall.kept import KeptGames
from rumpus.hall.limits import HallLimits
from rumpus.hall.memory_journal import MemoryJournal
from rumpus.hall.sqlite_journal import SqliteJournal
from rumpus.hall.stage import CloseReason, Stage
from rumpus.hall.table import Table
from rumpus.hall.turn import Kept

__all__ = [
    "Clock",
    "CloseReason",
    "Directory",
    "Figures",
    "Hall",
    "HallLimits",
    "Journal",
    "JournalError",
    "Kept",
    "KeptGames",
    "LoopClock",
    "MemoryJournal",
    "NoFreeCodeError",
    "SqliteJournal",
    "Stage",
    "Table",
    "Timer",
]
