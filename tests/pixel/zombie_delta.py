"""The reference decoder of `zombie-delta`: what docs/zombie-delta.md says, in the plainest words of Python."""

import struct
from typing import Any

TYPES = ["speed-boost", "healing-touch"]
LOOKS = {"speed-boost": ("zap", "#fbbf24"), "healing-touch": ("heart", "#ef4444")}


def applied(state: dict[str, Any], delta: bytes) -> tuple[int, dict[str, Any]]:
    """The number of the tick, and the state after it, made from any earlier state and what the tick told."""
    tick, seconds, boost, flags, count = struct.unpack_from("<HBHBB", delta)
    at = 7
    players = [dict(player) for player in state["players"]]
    assert count == len(players), "this is another arena"
    if flags & 1:
        told = list(range(count))
    else:
        length = (count + 7) // 8
        told = [i for i in range(count) if delta[at + i // 8] >> i % 8 & 1]
        at += length
    for i in told:
        (number,) = struct.unpack_from("<H", delta, at)
        at += 2
        players[i] |= {
            "x": number & 31,
            "y": number >> 5 & 31,
            "isZombie": bool(number >> 10 & 1),
            "hasHealingItem": bool(number >> 11 & 1),
        }
    items, effects = state["items"], state["effects"]
    if flags & 2:
        items, effects = [], []
        (length,), at = delta[at : at + 1], at + 1
        for _ in range(length):
            kind, cell, tail = struct.unpack_from("<BH8s", delta, at)
            at += 11
            icon, color = LOOKS[TYPES[kind]]
            items.append(
                {
                    "id": f"item_{tail.decode()}",
                    "type": TYPES[kind],
                    "x": cell & 31,
                    "y": cell >> 5,
                    "icon": icon,
                    "color": color,
                }
            )
        (length,), at = delta[at : at + 1], at + 1
        for _ in range(length):
            kind, holder, tail, uses, expires = struct.unpack_from("<BB8sBd", delta, at)
            at += 19
            effects.append(
                {
                    "id": f"effect_{tail.decode()}",
                    "type": TYPES[kind],
                    "affectedId": "zombies" if holder == 255 else players[holder]["id"],
                    "expiresAt": int(expires) or None,
                    "remainingUses": None if uses == 255 else uses,
                }
            )
    assert at == len(delta), "there is more than there should be"
    zombies = sum(player["isZombie"] for player in players)
    return tick, {
        "players": players,
        "timeRemaining": seconds,
        "survivorCount": count - zombies,
        "zombieCount": zombies,
        "items": items,
        "effects": effects,
        "zombieSpeedBoostActive": boost > 0,
        "zombieSpeedBoostRemaining": boost,
        "playersWithHealingTouch": [player["id"] for player in players if player["hasHealingItem"]],
    }
