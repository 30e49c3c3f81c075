"""The list of modes that every new socket is told (pixel.md 1.4)."""

from msgspec import UNSET

from rumpus.pixel.messages.server_messages import GameModes, ModeEntry, ModePlayers
from rumpus.pixel.rules.commands import BATTLE
from rumpus.pixel.rules.modes import Modes


def menu_of(modes: Modes) -> GameModes:
    """The modes that can be played."""
    entries = [
        ModeEntry(
            spec.id,
            spec.display_name,
            i18n_key=spec.i18n_key,
            players=ModePlayers(
                spec.least,
                spec.most,
                UNSET if spec.private_least is None else spec.private_least,
                UNSET if spec.private_most is None else spec.private_most,
            ),
            allow_private=spec.allow_private,
        )
        for spec in (mode.spec for mode in modes.values())
    ]
    return GameModes(entries, BATTLE)
