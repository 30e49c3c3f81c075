"""Who may do what with what is in the library: the rules, all in one place. None stands for nobody, not signed in."""

from rumpus.library.people.records import User
from rumpus.library.quizzes.records import Quiz
from rumpus.library.results.records import Game


def may_make(user: User | None, workspace_id: str | None = None) -> bool:
    """Make quizzes, upload pictures and host games: owners and teachers of the workspace (of any, if None)."""
    if user is None or user.is_disabled:
        return False
    return any(
        one.role in ("owner", "teacher")
        for one in user.memberships
        if workspace_id is None or one.workspace_id == workspace_id
    )


def may_see_quiz(user: User | None, quiz: Quiz, *, link: str | None = None) -> bool:
    """See and host a quiz: who may change it; who has its link while it is shared so; everybody if it is public."""
    if quiz.share == "public" or may_change_quiz(user, quiz):
        return True
    return quiz.share == "link" and quiz.link is not None and link == quiz.link


def may_see_solutions(user: User | None, quiz: Quiz, *, link: str | None = None) -> bool:
    """See the right answers: who may see the quiz and is signed in."""
    return user is not None and not user.is_disabled and may_see_quiz(user, quiz, link=link)


def may_change_quiz(user: User | None, quiz: Quiz) -> bool:
    """Edit, share and delete a quiz, see its old versions: its owner only."""
    return user is not None and not user.is_disabled and user.id == quiz.owner_id


def may_rate_quiz(user: User | None, quiz: Quiz, *, link: str | None = None) -> bool:
    """Like or dislike a quiz: who may see it and is signed in, but never its owner."""
    return may_see_solutions(user, quiz, link=link) and not may_change_quiz(user, quiz)


def may_see_game(user: User | None, game: Game) -> bool:
    """See, note, correct, export and delete results: who hosted the game only."""
    return user is not None and not user.is_disabled and user.id == game.owner_id


def may_look_after(user: User | None, workspace_id: str) -> bool:
    """Members, invitations, and players in games of all hosts: owners of the workspace and administrators."""
    if user is None or user.is_disabled:
        return False
    return user.is_administrator or user.role_in(workspace_id) == "owner"


def may_administrate(user: User | None) -> bool:
    """All accounts of the server: administrators."""
    return user is not None and not user.is_disabled and user.is_administrator
