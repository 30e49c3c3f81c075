"""/api/v1: the copied surface of quiz.md section 5, kept where a client of the original needs it."""

from collections.abc import Sequence
from typing import Final

from litestar.types import ControllerRouterHandler

from rumpus.web.v1.export import export

ROUTES: Final[Sequence[ControllerRouterHandler]] = (export,)
