"""The tables, as they are now. How they became so is in `migrations`.

The words of quizzes for searching are not here: they are kept by each database in its own way, see `quizzes/search`.
"""

from rumpus.library.schema.base import Base
from rumpus.library.schema.files import FileRow, VersionFileRow
from rumpus.library.schema.people import (
    ApiKeyRow,
    IdentityRow,
    InvitationRow,
    MembershipRow,
    SessionRow,
    SignInLinkRow,
    UserRow,
    WorkspaceRow,
)
from rumpus.library.schema.quizzes import QuizRow, RatingRow, VersionRow
from rumpus.library.schema.results import AnswerRow, CorrectionRow, GameRow, PlayerRow

__all__ = [
    "AnswerRow",
    "ApiKeyRow",
    "Base",
    "CorrectionRow",
    "FileRow",
    "GameRow",
    "IdentityRow",
    "InvitationRow",
    "MembershipRow",
    "PlayerRow",
    "QuizRow",
    "RatingRow",
    "SessionRow",
    "SignInLinkRow",
    "UserRow",
    "VersionFileRow",
    "VersionRow",
    "WorkspaceRow",
]
