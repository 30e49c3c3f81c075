"""All messages of the server, for documents and tests: each file of messages is named here."""

from types import ModuleType
from typing import Final

from rumpus.pixel.messages import (
    battle_messages,
    copycat_messages,
    guesser_messages,
    royale_messages,
    server_messages,
    zombie_messages,
)
from rumpus.pixel.messages.server_messages import ServerMessage

FILES: Final[tuple[ModuleType, ...]] = (
    server_messages,
    battle_messages,
    copycat_messages,
    guesser_messages,
    royale_messages,
    zombie_messages,
)

SERVER_MESSAGES: Final[tuple[type[ServerMessage], ...]] = tuple(
    {
        kind.event: kind
        for file in FILES
        for kind in vars(file).values()
        if isinstance(kind, type) and issubclass(kind, ServerMessage) and hasattr(kind, "event")
    }.values()
)
"""One for each event, in the order of the files."""
