"""The command line: `rumpus serve`, `rumpus rehearse` and `rumpus users`."""

import sys
from pathlib import Path

from cyclopts import App
from cyclopts.config import Env
from rich.console import Console

from rumpus import __version__, logs
from rumpus.app import Rumpus, Start, StartError, listen, quizzes_of
from rumpus.cli_users import users
from rumpus.library import LibraryError
from rumpus.quiz.content.quiz_file import QuizError
from rumpus.quiz.content.text import without_tags
from rumpus.reach import address_of, is_loopback, qr_lines
from rumpus.rehearse import RehearsalError, RehearsalOptions, rehearse
from rumpus.settings import Keys, SettingError, Settings

app = App(
    name="rumpus",
    help="A live-games server: a class plays a quiz on its phones, friends play pixel-art party games.",
    version=f"Rumpus {__version__}",
    config=Env("RUMPUS_", command=False),
)
app.command(users)
out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


@app.command
def serve(settings: Settings | None = None) -> int:
    """Serve games until Ctrl-C. Running games survive a restart; a second Ctrl-C ends at once."""
    settings = settings or Settings()
    logs.configure(settings.log_level, settings.log_format)
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        keys = Keys.of(settings)
        quizzes_of(settings)
        listener = listen(settings.host, settings.port)
    except QuizError as error:
        return _fail("The quiz can't be played:", *map(str, error.problems))
    except OSError as error:
        where = error.filename or f"{settings.host}:{settings.port}"
        return _fail(f"Rumpus can't start: {where}: {error.strerror or error}.")
    address = address_of(settings.host, listener.getsockname()[1], settings.public_url, settings.base_path)

    def announce(start: Start) -> None:
        _announce(settings, keys, address, start)

    try:
        Rumpus(settings, keys, announce).run(listener)
    except StartError as error:
        return _fail(f"Rumpus can't start: {error}")
    return 0


@app.command(name="rehearse")
def rehearse_command(
    *,
    players: int,
    game: str = "quiz",
    quiz: Path | None = None,
    url: str | None = None,
    key: str | None = None,
    polling: float = 0.0,
    json: Path | None = None,
) -> int:
    """Play a whole game with scripted players over real sockets, and count what was lost.

    Args:
        players: how many players; as many rooms of the pixel games as they need.
        game: quiz, pixel-battle, copy-cat, pixel-guesser, zombie-pixel or copycat-royale.
        quiz: quiz file to play; the demo quiz if not given.
        url: address of a running server; without it one is started for the rehearsal.
        key: the operator key that `rumpus serve` printed; needed with --url for a quiz.
        polling: share of players on long-polling, 0 to 1.
        json: write the report to this file as JSON, too.
    """
    if json is not None:
        try:
            json.open("a").close()  # better found out now than when a whole quiz has been played
        except OSError as error:
            return _fail(f"The report can't be written: {json}: {error.strerror or error}.")
    try:
        options = RehearsalOptions(players=players, game=game, quiz=quiz, url=url, key=key, polling=polling)
        report = rehearse(options, err)
    except RehearsalError as error:
        return _fail(str(error))
    report.render(out)
    if json is not None:
        json.write_text(report.to_json() + "\n")
    return 0 if report.is_clean else 1


def main() -> None:
    """Run the command line of this process."""
    try:
        result = app()
    except SettingError as error:
        result = _fail(f"{error}.")
    except LibraryError as error:
        result = _fail(str(error))
    sys.exit(result if isinstance(result, int) else 0)


def _announce(settings: Settings, keys: Keys, address: str, start: Start) -> None:
    out.print(f"[bold]Rumpus {__version__}[/] is running.\n")
    out.print(f"  Players go to  [bold]{address}[/]")
    out.print(f"  Sign in at     {address}{start.link}")
    out.print("                 (once, within 15 minutes; `rumpus users link` makes another)")
    out.print(f"  Operator key   {keys.operator}\n")
    for game in start.hosted:
        pin = game.opened.game_pin
        out.print("  " + without_tags(game.quiz.title), style="bold", markup=False)
        out.print(f"    pin          [bold]{pin}[/]")
        out.print(f"    host secret  {game.opened.game_id}")
        for line in qr_lines(f"{address}/play?pin={pin}"):
            out.print(f"    {line}", markup=False)
        out.print()
    if is_loopback(settings.host):
        err.print(
            "[yellow]Only this machine reaches the server: it listens on a loopback address. "
            "For phones start it with --host 0.0.0.0[/]"
        )
    out.print("Ctrl-C stops it; running games go on at the next start.")


def _fail(*sentences: str) -> int:
    for sentence in sentences:
        err.print(sentence, style="red", markup=False)
    return 1


if __name__ == "__main__":
    main()
