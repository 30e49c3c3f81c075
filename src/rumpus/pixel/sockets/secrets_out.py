"""The secrets and ids that the pixel games hand out, and the hashes by which they are known again."""

import secrets
from hashlib import sha256
from typing import Final

CODE_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH: Final = 4


def new_id() -> str:
    """16 characters: the id of a player or an instance."""
    return secrets.token_urlsafe(12)


def new_session_id() -> str:
    """32 characters, a secret of 192 bits."""
    return secrets.token_urlsafe(24)


def new_code() -> str:
    """A room code, without letters and digits that look alike."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def new_seed() -> int:
    """What the dice of an instance start from."""
    return secrets.randbits(53)


def new_discriminator() -> str:
    """Four digits."""
    return f"{secrets.randbelow(10_000):04}"


def key_of(secret: str) -> bytes:
    """The hash under which a session or a browser is kept. They are long and random, so a plain hash is enough."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
