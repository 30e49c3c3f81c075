"""The secrets that the quiz hands out: pins, ids, tokens of seats, and the hashes by which they are known again."""

import hmac
import secrets
import uuid
from hashlib import sha256

PIN_DIGITS = 6


def new_pin() -> str:
    """Six digits, the first not a zero: people leave it out."""
    return str(secrets.randbelow(9 * 10 ** (PIN_DIGITS - 1)) + 10 ** (PIN_DIGITS - 1))


def new_id() -> str:
    """A random UUID: the secret of a host, or the public id of a game."""
    return str(uuid.uuid4())


def new_seat_token() -> str:
    """128 bits with which a player comes back on `/quiz`."""
    return secrets.token_urlsafe(16)


def new_seed() -> int:
    """What the dice of a game start from."""
    return secrets.randbits(63)


def key_of(secret: str) -> bytes:
    """The hash under which a sid or token is kept. They are long and random, so a plain hash is enough."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def is_same(given: str, secret: str) -> bool:
    """Compare without telling by the time taken how much of it was right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


def new_session_id() -> str:
    """32 hex characters without a meaning, as deployed clients expect them."""
    return secrets.token_hex(16)


def new_export_token(table_id: str) -> str:
    """64 hex characters: which table, and 128 bits that only the host gets."""
    return uuid.UUID(table_id).hex + secrets.token_hex(16)


def table_of(export_token: str) -> str | None:
    """The id of the table that an export token belongs to, None if it is no token."""
    if len(export_token) != 64 or not export_token.isascii():
        return None
    try:
        return str(uuid.UUID(hex=export_token[:32]))
    except ValueError:
        return None
