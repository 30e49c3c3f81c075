"""/api/v2: ours. JSON bodies, problem documents as errors, cursors through lists, `If-Match` where two may write."""

from collections.abc import Sequence
from typing import Final

from litestar.types import ControllerRouterHandler

from rumpus.web.v2.accounts import look_at_invitation, register
from rumpus.web.v2.files import FilesController
from rumpus.web.v2.games import GamesController
from rumpus.web.v2.imports import import_file
from rumpus.web.v2.invitations import InvitationsController
from rumpus.web.v2.joining import captcha, export, join_info, nicknames
from rumpus.web.v2.keys import KeysController
from rumpus.web.v2.me import MeController
from rumpus.web.v2.pixel import gallery, modes, room_door
from rumpus.web.v2.players import PlayersController, SeatsController
from rumpus.web.v2.quiz_parts import QuizPartsController
from rumpus.web.v2.quizzes import QuizzesController
from rumpus.web.v2.remotes import WaysInController, become_remote
from rumpus.web.v2.results import ResultsController
from rumpus.web.v2.session import SessionController
from rumpus.web.v2.sessions import SessionsController
from rumpus.web.v2.users import UsersController
from rumpus.web.v2.workspaces import WorkspacesController

ROUTES: Final[Sequence[ControllerRouterHandler]] = (
    SessionController,
    SessionsController,
    register,
    look_at_invitation,
    InvitationsController,
    MeController,
    KeysController,
    UsersController,
    WorkspacesController,
    QuizzesController,
    QuizPartsController,
    import_file,
    FilesController,
    GamesController,
    WaysInController,
    become_remote,
    join_info,
    captcha,
    nicknames,
    export,
    ResultsController,
    SeatsController,
    PlayersController,
    modes,
    room_door,
    gallery,
)
