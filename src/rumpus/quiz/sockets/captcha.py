"""The captcha: a proof of work for joining, without a third party and without anything about the one who joins.

The form is ALTCHA's second with plain SHA-256 (quiz.md 0.8). A challenge holds 128-bit `nonce` and `salt` and a
`keyPrefix`; to solve it is to count from 0 until SHA-256(salt + nonce + the count as 32 bits, big-endian) begins with
the prefix, at most `hashes` tries. The server put the solution there itself, so every challenge has one.
"""

import secrets
import time
from collections.abc import Callable
from typing import Any, Final

from altcha import Payload, create_challenge, verify_solution

HASHES: Final = 50_000
"""The most that a phone has to try (quiz.md 0.8)."""

HOLDS_MS: Final = 10 * 60 * 1000
"""For how long a challenge may be solved."""

REMEMBERED: Final = 50_000
"""Used solutions that are kept to be told again. Each was work for somebody and is some 150 bytes for us."""

_ALGORITHM: Final = "SHA-256"


def _epoch_ms() -> int:
    return time.time_ns() // 1_000_000


class Captcha:
    """Makes challenges and checks solutions; each counts once, for the game it was made for.

    What was made before this object is not taken, so that nothing is taken twice when the server restarts.

    Args:
        secret: signs challenges; at least 32 random bytes.
        now: epoch milliseconds.
    """

    __slots__ = ("_not_before", "_now", "_secret", "_used")

    def __init__(self, secret: bytes, now: Callable[[], int] = _epoch_ms) -> None:
        self._secret = b"captcha" + secret
        self._now = now
        self._used: dict[str, int] = {}
        self._not_before = now()

    def challenge(self, game_pin: str) -> dict[str, Any]:
        """A new challenge for a game: `{"parameters": {...}, "signature": ...}`, to be sent as JSON."""
        now = self._now()
        made = create_challenge(
            algorithm=_ALGORITHM,
            cost=1,
            counter=secrets.randbelow(HASHES),
            expires_at=(now + HOLDS_MS) // 1000 + 1,
            data={"game_pin": game_pin, "made": now, "hashes": HASHES},
            hmac_secret=self._secret,
        )
        return made.to_dict()

    def check(self, game_pin: str, solution: str) -> bool:
        """Whether this is the solution of a challenge for this game, in time and for the first time; it is used now.

        Args:
            game_pin: of the game.
            solution: base64 of the JSON `{"challenge": ..., "solution": {"counter": ..., "derivedKey": ...}}`, as
                widgets of ALTCHA make it. Anything else is none.
        """
        try:
            payload = Payload.from_base64(solution)
            if not verify_solution(payload, self._secret).verified:
                return False
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
            return False
        # From here on it is signed: ours, and as we made it.
        parameters = payload.challenge.parameters
        made = parameters.data if parameters.data is not None else {}
        if made["game_pin"] != game_pin:
            return False
        return self._use(parameters.nonce, made["made"])

    def _use(self, nonce: str, made: int) -> bool:
        now = self._now()
        if made < self._not_before or made + HOLDS_MS < now or nonce in self._used:
            return False
        self._used[nonce] = made
        self._forget(now)
        return True

    def _forget(self, now: int) -> None:
        """Forget what could not be used again anyway, and beyond the bound the one that was used first."""
        while self._used:
            first = next(iter(self._used))
            expired = self._used[first] + HOLDS_MS < now
            if not expired and len(self._used) <= REMEMBERED:
                return
            made = self._used.pop(first)
            if not expired:
                # It must not be taken again, so nothing made that early is.
                self._not_before = max(self._not_before, made + 1)
