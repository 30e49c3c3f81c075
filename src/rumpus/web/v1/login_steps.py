"""Logins that were begun by name and wait for the password. In memory: after a restart one types the name again."""

import secrets
import time
from collections import OrderedDict
from typing import Final

LASTS: Final = 600.0
"""Seconds."""

MOST: Final = 10_000
"""Logins that wait; beyond that the oldest is forgotten."""


class LoginSteps:
    """Who was named, by the id of a login. Whether there is such an account is not looked at here."""

    def __init__(self) -> None:
        self._named: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def begin(self, name_or_email: str) -> str:
        """The id of a login that has begun: 32 hexadecimal digits."""
        login = secrets.token_hex(16)
        self._named[login] = (name_or_email, time.monotonic() + LASTS)
        if len(self._named) > MOST:
            self._named.popitem(last=False)
        return login

    def named(self, login: str) -> str | None:
        """Who was named; None if the login is none, or too old."""
        name, until = self._named.get(login, ("", 0.0))
        return name if time.monotonic() < until else None

    def done(self, login: str) -> None:
        """Signed in: the id holds no longer."""
        self._named.pop(login, None)
