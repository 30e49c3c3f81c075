"""Games: started, found by their pin, exported (quiz.md 5.1)."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, PathParameter, QueryParameter

from rumpus.library import Library
from rumpus.quiz.content.text import plain
from rumpus.quiz.formats import KeptResults, Worker, pack
from rumpus.quiz.qr import join_qr
from rumpus.quiz.quizzes import Quizzes, TooManyWrongPinsError
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.sockets.running import WaitingGame
from rumpus.web import shelf, starting
from rumpus.web.join_address import JoinAddress
from rumpus.web.problems import Problem
from rumpus.web.results_source import written
from rumpus.web.uploads import attachment
from rumpus.web.v1.quizzes import quiz_for
from rumpus.web.v1.shapes import quiz_row
from rumpus.web.who import Asker, Visitor, everybody, signed_in, teacher

LONGEST_MODE: Final = 50
LONGEST_LABEL: Final = 100
"""Characters of a game mode, and of the label of the extra field."""

LONGEST_URL: Final = 500
"""Characters in a QR code: what a phone still reads from some metres away."""

EXCEL: Final = "application/vnd.ms-excel"
"""What deployed clients are told a spreadsheet is."""

Pin = FromPath[str]


def no_game() -> Problem:
    """No running game has this pin."""
    return Problem(404, "game_not_found", "game not found")


def too_many_pins() -> Problem:
    """Somebody tries pins."""
    return Problem(
        429, "too_many_wrong_pins", "too many wrong pins: try again in a minute", headers={"Retry-After": "60"}
    )


@post("/quiz/start/{quiz_id:str}", tags=["games"], summary="Start a game", status_code=200, guards=[teacher])
async def start(
    quiz_id: FromPath[str],
    library: NamedDependency[Library],
    quizzes: NamedDependency[Quizzes],
    asker: NamedDependency[Asker],
    game_mode: Annotated[str, QueryParameter(max_length=LONGEST_MODE)],
    captcha_enabled: Annotated[bool, QueryParameter()] = True,
    custom_field: Annotated[str | None, QueryParameter(max_length=LONGEST_LABEL)] = None,
    cqcs_enabled: Annotated[bool, QueryParameter(description="Ignored.")] = False,  # noqa: ARG001
    randomize_answers: Annotated[bool, QueryParameter()] = False,
    proof_of_work: Annotated[bool, QueryParameter(description="Ours.")] = False,
    late_join: Annotated[bool, QueryParameter(description="Ours.")] = False,
) -> dict[str, Any]:
    """One's own quiz, or a public one. It waits for its host, who has the `game_id`, and its players."""
    full = await quiz_for(library, quiz_id, asker.user)
    options = Options(
        game_mode=plain(game_mode),
        custom_field=plain(custom_field or "") or None,
        late_join=late_join,
        randomize_answers=randomize_answers,
        captcha_enabled=captcha_enabled,
        proof_of_work=proof_of_work,
    )
    opened = await starting.start_kept(library, quizzes, asker.user, full, options)
    row = quiz_row(full, shelf.playable(full))
    del row["id"]
    live = quizzes.live.find(opened.game_pin, asker.user.id)
    return row | ({} if live is None else live.game()) | {"cqc_code": None}


@get("/quiz/play/check_captcha/{game_pin:str}", tags=["games"], summary="Before joining", guards=[everybody])
async def check_captcha(
    game_pin: Pin, quizzes: NamedDependency[Quizzes], visitor: NamedDependency[Visitor]
) -> dict[str, Any]:
    """What a page must know before somebody joins. `enabled` is always false: nobody needs a third party."""
    try:
        found = quizzes.check_captcha(game_pin, address=visitor.address)
    except TooManyWrongPinsError:
        raise too_many_pins() from None
    if found is None:
        raise no_game()
    return found.deployed()


@get("/quiz/join/{game_pin:str}", tags=["games"], summary="The public id of a game", guards=[everybody])
async def join(game_pin: Pin, quizzes: NamedDependency[Quizzes], visitor: NamedDependency[Visitor]) -> Response[bytes]:
    """The id that players may know, as a JSON string. It opens nothing."""
    try:
        public_id = quizzes.public_id_of(game_pin, address=visitor.address)
    except TooManyWrongPinsError:
        raise too_many_pins() from None
    if public_id is None:
        raise no_game()
    return Response(msgspec.json.encode(public_id), media_type="application/json")


@get("/remote/game_waiting", tags=["games"], summary="My game that waits", guards=[signed_in], sync_to_thread=False)
def waiting(quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker]) -> WaitingGame:
    """The game that one opened last and has not started."""
    found = quizzes.waiting_game(asker.user.id)
    if found is None:
        raise Problem(404, "no_game_waiting", "No game waiting")
    return found


@get("/utils/qr/{game_pin:str}", tags=["games"], summary="A QR code", guards=[everybody], media_type="image/svg+xml")
async def qr(
    game_pin: Annotated[str, PathParameter(pattern=r"^[0-9]{6,8}$")],
    request: Request[Any, Any, Any],
    visitor: NamedDependency[Visitor],
    join_address: NamedDependency[JoinAddress],
    dark_mode: Annotated[bool, QueryParameter()] = False,
) -> Response[str]:
    """It leads to the page where one joins. Whether there is such a game is not said."""
    url = join_address.play(request, visitor, game_pin) + "&ref=Qr"
    if len(url) > LONGEST_URL:
        raise Problem(400, "host_invalid", "the name of this server is too long for a QR code")
    return Response(
        join_qr(url, dark_mode=dark_mode),
        media_type="image/svg+xml",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        },
    )


@get(
    "/quiz/export_data/{token:str}",
    tags=["results"],
    summary="Results of a game as a spreadsheet",
    guards=[everybody],
    media_type=EXCEL,
)
async def export_data(
    token: FromPath[str], quizzes: NamedDependency[Quizzes], worker: NamedDependency[Worker]
) -> Response[bytes]:
    """Who has a token of `get_export_token` may, for two hours, as often as they like."""
    kept = await quizzes.kept.of_token(token)
    if kept is None:
        raise Problem(404, "export_not_found", "export token not found")
    packed = await asyncio.to_thread(lambda: pack(KeptResults(kept)))
    exported = await written(worker, kept.user_id, packed, "xlsx")
    day = datetime.fromtimestamp(kept.opened / 1000, UTC).strftime("%m-%d-%Y")
    return Response(
        exported.data,
        media_type=EXCEL,
        headers=attachment(f"{kept.quiz['title']}-{day}", exported.extension, before="Rumpus-"),
    )
