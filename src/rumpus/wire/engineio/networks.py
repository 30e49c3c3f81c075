"""Networks by their addresses, to ask whether an address is in one of them."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Networks:
    """Some networks: `address in networks`. What is no address is in none.

    An IPv4 address counts as itself when it comes as an IPv6 address (`::ffff:192.0.2.1`).

    Args:
        networks: addresses and networks ("10.0.0.0/8").

    Raises:
        ValueError: for what is neither.
    """

    __slots__ = ("_has", "_networks")

    def __init__(self, networks: Iterable[str] = ()) -> None:
        self._networks = tuple(ipaddress.ip_network(network, strict=False) for network in networks)
        self._has = lru_cache(maxsize=4096)(self._look_up)

    def __contains__(self, address: str) -> bool:
        return self._has(address)

    def _look_up(self, address: str) -> bool:
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        return any(ip in network for network in self._networks)
