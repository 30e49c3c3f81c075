"""/api/v2: ours. JSON bodies, problem documents as errors, cursors through lists, `If-Match` where two may write."""

from collections.abc import Sequence
from typing import Final

from litestar.types import ControllerRouterHandler

from rumpus.web.v2.games import GamesController

ROUTES: Final[Sequence[ControllerRouterHandler]] = (GamesController,)
