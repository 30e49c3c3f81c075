"""Whether a request that changes something was made by a page of ours, or by no page at all.

A browser sends cookies with what a foreign page asks for (less so with SameSite=lax, but old ones do not know that),
and says whose page it is: in `Sec-Fetch-Site` where the connection is secure, in `Origin` everywhere. Other clients
say neither.
"""

from collections.abc import Mapping, Sequence

from rumpus.wire.engineio.origin import is_same_origin

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_ours(headers: Mapping[str, str], allowed: Sequence[str]) -> bool:
    """Whether no foreign page asks.

    Args:
        headers: of the request, by lower-case name.
        allowed: further origins whose pages may; "*" allows nobody here.
    """
    origin = headers.get("origin")
    if origin is not None and origin.rstrip("/").lower() in allowed:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or is_same_origin(origin, headers.get("host", ""))
