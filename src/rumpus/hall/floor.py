"""What all tables of a hall stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rumpus.hall.clock import Clock
from rumpus.hall.committer import Committer
from rumpus.hall.figures import Figures
from rumpus.hall.journal import Journal
from rumpus.hall.limits import HallLimits
from rumpus.hall.seating import Seating

if TYPE_CHECKING:
    from rumpus.hall.table import Table


@dataclass(frozen=True, slots=True)
class Floor:
    """Shared by the tables of one hall.

    Attributes:
        ending: called when a table is over or closed, to journal what follows from it.
        gone: called when that was said.
    """

    clock: Clock
    committer: Committer
    journal: Journal
    limits: HallLimits
    figures: Figures
    seating: Seating
    ending: "Callable[[Table], None]"
    gone: "Callable[[Table], None]"
