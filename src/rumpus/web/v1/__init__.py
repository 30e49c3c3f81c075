"""/api/v1: the copied surface of quiz.md section 5, kept where a client of the original needs it."""

from collections.abc import Sequence
from typing import Final

from litestar.types import ControllerRouterHandler

from rumpus.web.v1.api_keys import ApiKeysController
from rumpus.web.v1.community import CommunityController, SearchController, combined, quiztivities
from rumpus.web.v1.editor import EditorController
from rumpus.web.v1.eximport import ExImportController, import_sheet
from rumpus.web.v1.games import check_captcha, export_data, join, qr, start, waiting
from rumpus.web.v1.live import LiveController
from rumpus.web.v1.login import LoginController
from rumpus.web.v1.quizzes import QuizzesController
from rumpus.web.v1.results import ResultsController
from rumpus.web.v1.sessions import SessionsController
from rumpus.web.v1.storage import StorageController
from rumpus.web.v1.users import UsersController

ROUTES: Final[Sequence[ControllerRouterHandler]] = (
    UsersController,
    SessionsController,
    ApiKeysController,
    LoginController,
    QuizzesController,
    EditorController,
    CommunityController,
    SearchController,
    combined,
    quiztivities,
    ExImportController,
    import_sheet,
    StorageController,
    start,
    check_captcha,
    join,
    waiting,
    qr,
    export_data,
    ResultsController,
    LiveController,
)
