"""A namespace's side of a table: it turns effects into messages. The hall decides when they leave."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from rumpus.hall.game import Effects, Seat

if TYPE_CHECKING:
    from rumpus.hall.table import Table

CloseReason: TypeAlias = Literal["journal", "records", "restart", "rules", "version"]
"""Why the hall closed a table before its game was over:

journal: nothing could be committed for too long, or after a restart the table could not be read.
records: the table has more records than the limit.
restart: the server was restarted, and games of this kind are not journaled.
rules: the game's rules failed in a way that its journal cannot repair, at a wake or at the replay.
version: the journal was written by a version of the game, or holds a kind of game, that this server does not know.
"""


class Stage(Protocol):
    """What a namespace gives the hall for its tables. An exception in here is logged and harms nothing else."""

    def render(self, table: "Table", effects: Effects, caller: Any | None) -> Callable[[], None]:
        """Build the messages, from the state as it is now; called at handling time when there is something to tell.

        What is returned is called after the commit that covers the effects, and does the emitting. The caller is what
        was given to `Table.handle`, None for wakes. When `effects.over` is set, this is the last call for the table.
        Commands that follow from what is told belong into what is returned, not into this call.
        """

    def resumed(self, table: "Table", missing: frozenset[Seat]) -> None:
        """The clock goes on after a restart; `missing` were present before it and are not back (HOST for the host).

        Called with `table.paused` already False. Time for new end times of open phases (`Table.after`) and for commands
        that say who is absent (`Table.handle`).
        """

    def closed(self, table: "Table", reason: CloseReason) -> None:
        """The hall closed the table before its game was over. Say so to whoever sits there.

        Everything that was committed has been told; what was not is lost and was told to nobody. `table.game` is not to
        be relied on: for "version" and "restart" it is a game without state.
        """
