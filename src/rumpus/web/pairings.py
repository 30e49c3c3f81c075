"""One-time tokens that make a phone the remote of a game. In memory: after a restart another code is shown."""

import secrets
import time
from collections.abc import Callable
from typing import Final

from rumpus.quiz.sockets.secrets_out import key_of

LASTS: Final = 120
"""Seconds in which a code can be scanned."""


class Pairings:
    """The token that each game shows just now: one, so that there are never more of them than games.

    Args:
        now: monotonic seconds.
    """

    __slots__ = ("_now", "_shown")

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._shown: dict[str, tuple[bytes, float]] = {}

    def show(self, game_id: str) -> str:
        """A new token for the game with this secret; the one before holds no longer."""
        now = self._now()
        self._shown = {game: shown for game, shown in self._shown.items() if now < shown[1]}
        token = secrets.token_urlsafe(16)
        self._shown[game_id] = (key_of(token), now + LASTS)
        return token

    def spend(self, token: str) -> str | None:
        """The secret of the game that showed this token; None if none does, not any more, or it was spent."""
        key, now = key_of(token), self._now()
        for game_id, (shown, until) in self._shown.items():
            if secrets.compare_digest(shown, key):
                del self._shown[game_id]
                return game_id if now < until else None
        return None
