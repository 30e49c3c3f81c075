"""What is known of a client from its HTTP request, and whose word counts when it came through a proxy."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Iterable

Headers: TypeAlias = "Iterable[tuple[bytes, bytes]]"
"""Names in lower case, as ASGI gives them."""

_MOST_QUERY_FIELDS = 32


@dataclass(frozen=True, slots=True)
class Request:
    """The request that opened a connection.

    It lives as long as the connection does, so it keeps the head of the request as bytes and reads it when asked:
    a caller that needs several headers keeps the dict.

    Attributes:
        method: GET and so on.
        path: without the query.
        query_string: as it came.
        head: a line feed and `name:value` for each header, names in lower case.
        address: IP address of the client, after trusted proxies.
        secure: whether the client speaks TLS (to us, or to a trusted proxy).
        direct: whether our peer is the client itself, so that what the kernel knows of the socket is about the client.
    """

    method: str
    path: str
    query_string: bytes
    head: bytes
    address: str
    secure: bool
    direct: bool = True

    @property
    def query(self) -> dict[str, str]:
        """The fields of the query; of a repeated field the last one counts."""
        return parse_query(self.query_string)

    def header(self, name: str) -> str | None:
        """One header by its lower-case name, the first of several; None if there is none."""
        start = self.head.find(b"\n%b:" % name.encode())
        if start < 0:
            return None
        start += len(name) + 2
        end = self.head.find(b"\n", start)
        return self.head[start : end if end >= 0 else None].decode("latin-1")

    @property
    def headers(self) -> dict[str, str]:
        """Headers by lower-case name; values of a repeated header are joined by a comma."""
        headers: dict[str, str] = {}
        for line in self.head.split(b"\n"):
            name, colon, value = line.decode("latin-1").partition(":")
            if colon:
                headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return headers


def parse_query(query_string: bytes) -> dict[str, str]:
    """The fields of a query; nothing in it raises.

    A query with more fields than any client sends is read as empty, and so refused.
    """
    if b"%" not in query_string and b"+" not in query_string and query_string.count(b"&") < _MOST_QUERY_FIELDS:
        # What clients of Engine.IO send; five times as fast as reading it in general.
        pairs = [field.partition("=") for field in query_string.decode("latin-1").split("&")]
        return {name: value for name, _, value in pairs if name or value}
    try:
        return dict(
            parse_qsl(query_string.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_QUERY_FIELDS)
        )
    except ValueError:
        return {}


def head_of(headers: Headers) -> bytes:
    """Headers as the bytes that a `Request` keeps. A parsed value holds no line feed."""
    return b"".join([b"\n%b:%b" % header for header in headers])


class Proxies:
    """The proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.

    Args:
        trusted: addresses and networks ("10.0.0.0/8"). Empty: nobody is believed.

    Raises:
        ValueError: for what is neither.
    """

    __slots__ = ("_networks", "_trusts")

    def __init__(self, trusted: Iterable[str] = ()) -> None:
        self._networks = tuple(ipaddress.ip_network(network, strict=False) for network in trusted)
        self._trusts = lru_cache(maxsize=1024)(self._look_up)

    def __contains__(self, address: str) -> bool:
        return bool(self._networks) and len(address) < 64 and self._trusts(address)

    def _look_up(self, address: str) -> bool:
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(ip in network for network in self._networks)

    def client(self, peer: str, secure: bool, headers: Headers) -> tuple[str, bool]:
        """The address of the client and whether it speaks TLS, given our peer and what the request says.

        Every proxy appends the address it sees, so the last one that is not a trusted proxy is the client.
        """
        if peer not in self:
            return peer, secure
        hops: list[str] = []
        for name, value in headers:
            if name == b"x-forwarded-for":
                hops.extend(value.decode("latin-1").split(","))
            elif name == b"x-forwarded-proto":
                # The last word is that of the proxy next to us.
                secure = value.decode("latin-1").rpartition(",")[2].strip().lower() in ("https", "wss")
        for hop in reversed(hops):
            address = _address(hop.strip())
            if address is None:
                break
            if address not in self:
                return address, secure
            peer = address
        return peer, secure


def _address(hop: str) -> str | None:
    """An address from X-Forwarded-For, with or without a port; None if it is none."""
    if hop.startswith("["):
        hop = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        hop = hop.partition(":")[0]
    try:
        return str(ipaddress.ip_address(hop)) if len(hop) < 64 else None
    except ValueError:
        return None
