"""What hosts say, as commands of the game. Who may say it was checked before."""

from collections.abc import Callable
from typing import ClassVar, Final

from rumpus.quiz.messages import client_messages as said
from rumpus.quiz.messages.client_messages import ClientMessage, HostMessage
from rumpus.quiz.rules import commands
from rumpus.quiz.rules.commands import Command
from rumpus.quiz.sockets.guest import Guest
from rumpus.quiz.sockets.secrets_out import key_of, new_export_token

EXPORT_HOLDS_MS: Final = 2 * 60 * 60 * 1000

_ALONE: Final[dict[type[HostMessage], Command]] = {
    said.StartGame: commands.Start(),
    said.ShowSolutions: commands.ShowSolution(),
    said.ShowRanking: commands.ShowRanking(),
    said.GetFinalResults: commands.ShowFinal(),
    said.SaveQuiz: commands.Save(),
    said.EndGame: commands.EndGame(),
}
"""What needs nothing but to be said."""


class HostCommands:
    """Carries out what a host says, once for each `request_id`. `epoch` gives epoch milliseconds."""

    __slots__ = ("_epoch",)

    MESSAGES: ClassVar[tuple[type[ClientMessage], ...]] = (
        said.StartGame,
        said.SetQuestionNumber,
        said.ShowSolutions,
        said.GetQuestionResults,
        said.ShowRanking,
        said.GetFinalResults,
        said.GetExportToken,
        said.SaveQuiz,
        said.KickPlayer,
        said.SetControlVisibility,
        said.LetBack,
        said.EndGame,
    )

    def __init__(self, epoch: Callable[[], int]) -> None:
        self._epoch = epoch

    def carry_out(self, guest: Guest, message: HostMessage) -> None:
        """Hand the command to the table."""
        company = guest.company
        if company is None:
            return
        if message.request_id is not None and guest.dialect.is_ours and not company.is_new(message.request_id):
            return
        company.table.handle(self._command(message, company.table.id), caller=guest)

    def _command(self, message: HostMessage, table_id: str) -> Command:
        alone = _ALONE.get(type(message))
        if alone is not None:
            return alone
        match message:
            case said.SetQuestionNumber(index=index):
                return commands.Show(index)
            case said.GetQuestionResults(question_number=index):
                return commands.ShowResults(index)
            case said.GetExportToken():
                token = new_export_token(table_id)
                return commands.GrantExport(token, key_of(token), self._epoch() + EXPORT_HOLDS_MS)
            case said.KickPlayer(username=username):
                return commands.Kick(username)
            case said.SetControlVisibility(visible=visible):
                return commands.SetControls(visible)
            case said.LetBack(seat=seat):
                return commands.LetBack(seat)
        raise AssertionError(f"no command for {type(message).__name__}")
