"""Children's data: what is held about one player, told, renamed or erased in one action."""

from rumpus.library.results.records import Held, NamedPlayer, SeatedPlayer

STUB = "not filled in yet"


class Players:
    """Players across games."""

    async def held(self, which: NamedPlayer | SeatedPlayer) -> Held:
        """All that is held about this player. Raises NotFoundError ("player") if nothing is."""
        raise NotImplementedError(STUB)

    async def erase(self, which: NamedPlayer | SeatedPlayer) -> int:
        """Erase this player with all answers. Returns in how many games. Raises NotFoundError if in none."""
        raise NotImplementedError(STUB)

    async def rename(self, which: NamedPlayer | SeatedPlayer, name: str, *, keep_custom_field: bool = True) -> int:
        """Give this player another name; the answers stay. Returns in how many games.

        Raises: NotFoundError, RefusedError.
        """
        raise NotImplementedError(STUB)
