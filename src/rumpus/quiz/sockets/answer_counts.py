"""How many have answered, for hosts on `/quiz`: the newest figure of each table, ten times a second at most."""

import asyncio

from rumpus.quiz.messages.server_messages import AnswerCount
from rumpus.quiz.sockets.company import ADMINS, Company
from rumpus.quiz.sockets.dialect import Dialect

EVERY_MS = 100


class AnswerCounts:
    """Gathers the figures of all tables and tells them on one timer."""

    __slots__ = ("_dialect", "_due", "_timer")

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._due: dict[Company, AnswerCount] = {}
        self._timer: asyncio.TimerHandle | None = None

    def note(self, company: Company, count: AnswerCount) -> None:
        """This is the figure now."""
        self._due[company] = count
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(EVERY_MS / 1000, self._tell)

    def _tell(self) -> None:
        self._timer = None
        due, self._due = self._due, {}
        for company, count in due.items():
            room = self._dialect.room(company.room(ADMINS))
            room.emit(count.event, *self._dialect.args(count), volatile=True)
