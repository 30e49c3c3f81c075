"""Ids of everything that is kept: UUIDs of version 7, which sort by the time they were made."""

import secrets


def new_id(epoch_ms: int) -> str:
    """A UUID of version 7, as RFC 9562 section 5.7 lays it out: 48 bits of epoch milliseconds, 74 random bits."""
    random = secrets.randbits(74)
    value = (epoch_ms & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (random >> 62) << 64
    value |= 0b10 << 62 | random & (1 << 62) - 1
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
