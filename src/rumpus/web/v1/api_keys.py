"""Keys of the live API, as deployed clients make them (quiz.md 5.3, 5.6). Nobody deletes those of others."""

from typing import Annotated

import msgspec
from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from rumpus.library import Library
from rumpus.web.v1.times import moment
from rumpus.web.who import Asker, signed_in


class MadeKey(msgspec.Struct, frozen=True):
    """A key, which is told only this once."""

    key: str


class KnownKey(msgspec.Struct, frozen=True):
    """A key without the key: `hint` is how it begins."""

    id: str
    hint: str
    created_at: str


class ApiKeysController(Controller):
    """One's own keys."""

    path = "/users/api_keys"
    guards = (signed_in,)
    tags = ("users",)

    @get(summary="My keys")
    async def list(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> list[KnownKey]:
        """Own keys, newest first."""
        return [KnownKey(key.id, key.hint, moment(key.created_at)) for key in await library.keys.of(asker.user.id)]

    @post(summary="Make a key", status_code=200)
    async def make(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> MadeKey:
        """A key that opens own running games and nothing else."""
        return MadeKey((await library.keys.make(asker.user.id)).key)

    @delete(summary="Delete a key", status_code=200)
    async def remove(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        key: Annotated[str, QueryParameter(name="api_key", description="The key, or its id.", max_length=64)],
    ) -> None:
        """Deletes an own key. That of somebody else is not found."""
        own = await library.keys.of(asker.user.id)
        if any(one.id == key for one in own):
            await library.keys.delete(asker.user.id, key)
        else:
            await library.keys.delete_key(asker.user.id, key)
