"""Secrets that people carry: random, and kept as hashes only."""

import hashlib
import secrets
from typing import Final

_LONGEST: Final = 200


def new_token(digits: int) -> str:
    """A secret of this many hexadecimal digits."""
    return secrets.token_hex(digits // 2)


def hash_of(token: str) -> bytes:
    """What is kept of a secret. It is random, so a fast hash does."""
    return hashlib.sha256(token[:_LONGEST].encode("utf-8", "replace")).digest()
