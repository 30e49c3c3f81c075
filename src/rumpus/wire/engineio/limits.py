"""How many connections are allowed: in all, from one address, and newly from one address."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import TYPE_CHECKING

from rumpus.wire.engineio.errors import too_many
from rumpus.wire.engineio.networks import Networks

if TYPE_CHECKING:
    from collections.abc import Iterable

WINDOW = 10_000
"""Milliseconds in which new connections are counted."""


@lru_cache(maxsize=4096)
def address_key(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 address (one household or phone has that)."""
    if ":" not in address:
        return address
    try:
        ip = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(ip) >> 64 << 64, 64)))


class Limits:
    """Counts connections and refuses what is too much.

    Args:
        most: connections in all.
        per_address: connections of one address at the same time.
        new_per_address: connections that one address opens within `WINDOW`.
        unlimited: networks whose addresses only count in all.
    """

    __slots__ = (
        "_new",
        "_open",
        "_unlimited",
        "_window_ends",
        "most",
        "new_per_address",
        "per_address",
        "total",
    )

    def __init__(self, most: int, per_address: int, new_per_address: int, unlimited: Iterable[str] = ()) -> None:
        self.most = most
        self.per_address = per_address
        self.new_per_address = new_per_address
        self._unlimited = Networks(unlimited)
        self.total = 0
        self._open: dict[str, int] = {}
        self._new: dict[str, int] = {}
        self._window_ends = 0

    def admit(self, address: str, now: int) -> None:
        """Count a new connection of an address at a time in milliseconds.

        Raises:
            Refusal: it is one too many. Nothing is counted then but the attempt.
        """
        if self.total >= self.most:
            raise too_many(503)
        if address not in self._unlimited:
            key = address_key(address)
            if now >= self._window_ends:
                self._new.clear()
                self._window_ends = now + WINDOW
            new = self._new[key] = self._new.get(key, 0) + 1
            count = self._open.get(key, 0)
            if count >= self.per_address or new > self.new_per_address:
                raise too_many(429)
            self._open[key] = count + 1
        self.total += 1

    def release(self, address: str) -> None:
        """A connection that was admitted is gone."""
        self.total -= 1
        if address in self._unlimited:
            return
        key = address_key(address)
        left = self._open.get(key, 0) - 1
        if left > 0:
            self._open[key] = left
        else:
            self._open.pop(key, None)
