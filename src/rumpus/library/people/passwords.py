"""Passwords: hashed with Argon2id, off the loop, a few at a time."""

import msgspec


class PasswordCost(msgspec.Struct, frozen=True, kw_only=True):
    """What a hash costs: RFC 9106's second recommendation. Hashes of another cost are renewed at the next sign-in.

    Attributes:
        memory: KiB for each hash that is being made.
        rounds: passes over the memory.
        lanes: threads.
        at_once: hashes made at the same time; others wait.
    """

    memory: int = 64 * 1024
    rounds: int = 3
    lanes: int = 4
    at_once: int = 2
