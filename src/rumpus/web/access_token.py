"""Access tokens: short-lived JWTs in the form that deployed clients read (quiz.md 5.6, 6.2)."""

import time
from typing import Final

import jwt

LASTS: Final = 30 * 60
"""Seconds."""

_ALGORITHM: Final = "HS256"
_LONGEST: Final = 2_000


class AccessTokens:
    """Makes and reads access tokens. They name a session, so they end with it.

    Args:
        key: the secret of this server, at least 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, session_id: str, subject: str) -> str:
        """A token.

        Args:
            session_id: the session that it stands for.
            subject: e-mail address of the user, or the name without one: pages show it.
        """
        claims = {"sub": subject, "exp": int(time.time()) + LASTS, "sid": session_id}
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)

    def read(self, token: str) -> str | None:
        """The id of the session that a token stands for; None if it is none of ours, or too old."""
        if len(token) > _LONGEST:
            return None
        try:
            claims = jwt.decode(token, self._key, algorithms=[_ALGORITHM], options={"require": ["exp", "sub", "sid"]})
        except (jwt.InvalidTokenError, ValueError):
            return None
        session_id = claims["sid"]
        return session_id if isinstance(session_id, str) else None
