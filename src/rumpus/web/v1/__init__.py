"""/api/v1: the copied surface of quiz.md section 5, kept where a client of the original needs it."""

from collections.abc import Sequence
from typing import Final

from litestar.types import ControllerRouterHandler

from rumpus.web.v1.api_keys import ApiKeysController
from rumpus.web.v1.export import export
from rumpus.web.v1.login import LoginController
from rumpus.web.v1.sessions import SessionsController
from rumpus.web.v1.users import UsersController

ROUTES: Final[Sequence[ControllerRouterHandler]] = (
    UsersController,
    SessionsController,
    ApiKeysController,
    LoginController,
    export,
)
