"""API keys: for overlays and scripts that look at one's running games."""

from typing import Annotated

import msgspec
from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from rumpus.library import ApiKey, Library, NewApiKey
from rumpus.web.who import Asker, signed_in


class KeyName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to call a key, for people."""

    name: Annotated[str, msgspec.Meta(max_length=200, examples=["overlay in the hall"])] = ""


class Keys(msgspec.Struct, frozen=True):
    """Keys, newest first."""

    items: list[ApiKey]


class KeysController(Controller):
    """One's own keys."""

    path = "/me/keys"
    guards = (signed_in,)
    tags = ("keys",)

    @get(summary="My keys")
    async def list(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> Keys:
        """Own keys, by their first characters: the rest is not kept."""
        return Keys(await library.keys.of(asker.user.id))

    @post(summary="Make a key")
    async def make(
        self, data: JSONBody[KeyName], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> NewApiKey:
        """The key is told only this once. It opens own running games and nothing else."""
        return await library.keys.make(asker.user.id, data.name)

    @delete("/{key_id:str}", summary="Delete a key")
    async def remove(
        self, key_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> None:
        """Deletes an own key. That of somebody else is not found."""
        await library.keys.delete(asker.user.id, key_id)
