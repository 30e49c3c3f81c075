"""The bytes of `zombie-delta`: what changed in one tick of the arena. The format is told in docs/zombie-delta.md."""

import struct
from collections.abc import Sequence
from typing import Final

from rumpus.pixel.content.power_ups import POWER_UPS
from rumpus.pixel.messages.zombie_messages import ArenaEffect, ArenaItem
from rumpus.pixel.rules.zombie.body import BodyView

ALL: Final = 1
THINGS: Final = 2
"""Flags: every body is told, not only those that changed; items and effects follow."""

KEY_EVERY: Final = 20
"""Every so many ticks everything is told, so that who missed a tick sees right again within a second."""

ZOMBIE: Final = 1 << 10
HEALS: Final = 1 << 11
"""In the number of a body, above five bits of x and five of y."""

SHARED: Final = 255
"""In place of the index of a body: an effect for all zombies."""

_HEAD: Final = struct.Struct("<HBHBB")
_ITEM: Final = struct.Struct("<BH8s")
_EFFECT: Final = struct.Struct("<BB8sBd")
_TYPES: Final = {name: number for number, name in enumerate(POWER_UPS)}
_NONE: Final = 255


def delta_of(
    tick: int,
    seconds: int,
    boost: int,
    bodies: Sequence[BodyView],
    changed: Sequence[int],
    things: tuple[Sequence[ArenaItem], Sequence[ArenaEffect]] | None,
    places: dict[str, int],
) -> bytes:
    """Put a tick into bytes.

    Args:
        tick: its number.
        seconds: what is left of the game.
        boost: milliseconds that are left of the speed boost.
        bodies: everybody, as they are.
        changed: indices of those who are told, ascending.
        things: items and effects, if they are told.
        places: the index of each player by its id, for effects.
    """
    is_all = len(changed) == len(bodies)
    flags = (ALL if is_all else 0) | (THINGS if things is not None else 0)
    parts = [_HEAD.pack(tick & 0xFFFF, seconds, boost, flags, len(bodies))]
    if not is_all:
        mask = 0
        for index in changed:
            mask |= 1 << index
        parts.append(mask.to_bytes((len(bodies) + 7) // 8, "little"))
    parts.append(struct.pack(f"<{len(changed)}H", *[_number(bodies[index]) for index in changed]))
    if things is not None:
        items, effects = things
        parts.append(bytes((len(items),)))
        parts += [_ITEM.pack(_TYPES[item.type], item.x | item.y << 5, _tail(item.id)) for item in items]
        parts.append(bytes((len(effects),)))
        parts += [_effect(effect, places) for effect in effects]
    return b"".join(parts)


def _number(body: BodyView) -> int:
    number = body.x | body.y << 5
    if body.is_zombie:
        number |= ZOMBIE
    return number | HEALS if body.heals else number


def _effect(effect: ArenaEffect, places: dict[str, int]) -> bytes:
    return _EFFECT.pack(
        _TYPES[effect.type],
        places.get(effect.affected_id, SHARED),
        _tail(effect.id),
        _NONE if effect.remaining_uses is None else effect.remaining_uses,
        effect.expires_at or 0,
    )


def _tail(id_: str) -> bytes:
    """The eight letters behind `item_` or `effect_`."""
    return id_[-8:].encode()
