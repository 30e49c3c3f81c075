"""Ids of everything that is kept: UUIDs of version 7, which sort by the time they were made."""

import secrets
from threading import Lock

_lock = Lock()
_last = (0, 0)


def new_id(epoch_ms: int) -> str:
    """A UUID of version 7, as RFC 9562 section 5.7 lays it out: 48 bits of epoch milliseconds, 74 random bits.

    Those that this process makes in the same millisecond sort as they were made, too (section 6.2, method 2).
    """
    global _last  # noqa: PLW0603 - one order for the process
    with _lock:
        moment, random = _last
        # Half a range to begin in leaves room for more in one millisecond than any machine makes.
        random = random + 1 + secrets.randbits(32) if moment == epoch_ms else secrets.randbits(73)
        _last = (epoch_ms, random)
    value = (epoch_ms & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (random >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | random & (1 << 62) - 1
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
