"""Who may what in the copied surface: quizzes, files, games, results, overlays."""

from collections.abc import Mapping

import aiohttp

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.formats import export_quiz
from tests.web.deployed import all_kinds, form, picture
from tests.web.things import NO_ID, a_picture, played_game, private_quiz, public_quiz, running_game
from tests.web.walk import Cast, Row


async def no_token(_: Cast) -> Mapping[str, str]:
    return {"token": "0" * 64}


async def any_id(_: Cast) -> Mapping[str, str]:
    return {"kahoot_id": NO_ID, "user_id": NO_ID}


async def no_edit(_: Cast) -> Mapping[str, str]:
    return {"edit_id": "00000000"}


def a_cqa(_: Cast, __: Mapping[str, str]) -> aiohttp.FormData:
    return form(export_quiz(demo_quiz("en"), "cqa").data, "demo.cqa")


def a_sheet(_: Cast, __: Mapping[str, str]) -> aiohttp.FormData:
    return form(export_quiz(demo_quiz("en"), "xlsx").data, "demo.xlsx")


def a_form(_: Cast, __: Mapping[str, str]) -> aiohttp.FormData:
    return form(picture(), "red.png")


def a_body(_: Cast, __: Mapping[str, str]) -> bytes:
    return picture()


PIN = "game_pin={game_pin}"

ROWS = [
    # method, path, nobody, other, owner, administrator
    Row("GET", "/api/v1/quiz/list", 401, 200, 200, 200),
    Row("GET", "/api/v1/quiz/get/{quiz_id}", 401, 404, 200, 404, things=private_quiz),
    Row("GET", "/api/v1/quiz/get/public/{quiz_id}", 404, 404, 200, 404, things=private_quiz),
    Row("GET", "/api/v1/quiz/get/public/{quiz_id}", 200, 200, 200, 200, things=public_quiz),
    Row("DELETE", "/api/v1/quiz/delete/{quiz_id}", 401, 404, 200, 404, things=private_quiz),
    Row("DELETE", "/api/v1/quiz/delete/{quiz_id}", 401, 403, 200, 403, things=public_quiz),
    Row("POST", "/api/v1/quiz/import/{kahoot_id}", 404, 404, 404, 404, things=any_id),
    Row("POST", "/api/v1/editor/start", 401, 200, 200, 200, query="edit=false"),
    Row("POST", "/api/v1/editor/start", 401, 404, 200, 404, things=private_quiz, query="edit=true&quiz_id={quiz_id}"),
    Row(
        "POST", "/api/v1/editor/finish", 401, 401, 401, 401, things=no_edit, query="edit_id={edit_id}", json=all_kinds()
    ),
    Row("GET", "/api/v1/community/user/{user_id}", 200, 200, 200, 200, things=public_quiz),
    Row("GET", "/api/v1/community/quizzes/{user_id}", 200, 200, 200, 200, things=public_quiz),
    Row("POST", "/api/v1/community/rate/{quiz_id}", 401, 200, 403, 200, things=public_quiz, json={"type": "LIKE"}),
    Row("POST", "/api/v1/community/rate/{quiz_id}", 401, 404, 403, 404, things=private_quiz, json={"type": "LIKE"}),
    Row("GET", "/api/v1/search", 200, 200, 200, 200, query="q=world"),
    Row("POST", "/api/v1/search", 200, 200, 200, 200, json={"q": "world"}),
    Row("GET", "/api/v1/stats/combined", 200, 200, 200, 200),
    Row("GET", "/api/v1/quiztivity", 401, 200, 200, 200),
    Row("GET", "/api/v1/eximport/{quiz_id}", 401, 404, 200, 404, things=private_quiz),
    Row("GET", "/api/v1/eximport/excel/{quiz_id}", 401, 404, 200, 404, things=private_quiz),
    Row("POST", "/api/v1/eximport", 401, 200, 200, 200, form=a_cqa),
    Row("POST", "/api/v1/quiz/excel-import", 401, 200, 200, 200, form=a_sheet),
    Row("POST", "/api/v1/storage", 401, 200, 200, 200, form=a_form),
    Row("POST", "/api/v1/storage/raw", 401, 200, 200, 200, form=a_body),
    Row("GET", "/api/v1/storage/download/{name}", 200, 200, 200, 200, things=a_picture),
    Row("HEAD", "/api/v1/storage/download/{name}", 200, 200, 200, 200, things=a_picture),
    Row("GET", "/api/v1/storage/info/{name}", 200, 200, 200, 200, things=a_picture),
    Row("GET", "/api/v1/storage/meta/{name}", 401, 404, 200, 404, things=a_picture),
    Row("PUT", "/api/v1/storage/meta/{name}", 401, 404, 200, 404, things=a_picture, json={"alt_text": "red"}),
    Row("DELETE", "/api/v1/storage/meta/{name}", 401, 404, 200, 404, things=a_picture),
    Row("GET", "/api/v1/storage/list", 401, 200, 200, 200),
    Row("GET", "/api/v1/storage/list/last", 401, 200, 200, 200),
    Row("GET", "/api/v1/storage/limit", 401, 200, 200, 200),
    Row("POST", "/api/v1/quiz/start/{quiz_id}", 401, 404, 200, 404, things=private_quiz, query="game_mode=kahoot"),
    Row("POST", "/api/v1/quiz/start/{quiz_id}", 401, 200, 200, 200, things=public_quiz, query="game_mode=kahoot"),
    Row("GET", "/api/v1/quiz/play/check_captcha/{game_pin}", 200, 200, 200, 200, things=running_game),
    Row("GET", "/api/v1/quiz/join/{game_pin}", 200, 200, 200, 200, things=running_game),
    Row("GET", "/api/v1/remote/game_waiting", 401, 404, 200, 404, things=running_game),
    Row("GET", "/api/v1/utils/qr/{game_pin}", 200, 200, 200, 200, things=running_game),
    Row("GET", "/api/v1/quiz/export_data/{token}", 404, 404, 404, 404, things=no_token),
    Row("GET", "/api/v1/results/list", 401, 200, 200, 200, things=played_game),
    Row("GET", "/api/v1/results/list/{quiz_id}", 401, 200, 200, 200, things=private_quiz),
    Row("GET", "/api/v1/results/{game_id}", 401, 404, 200, 404, things=played_game),
    Row(
        "POST",
        "/api/v1/results/set_note",
        401,
        404,
        200,
        404,
        things=played_game,
        query="id={game_id}",
        json={"note": "!"},
    ),
    Row("GET", "/api/v1/live", 401, 404, 200, 404, things=running_game, query=PIN),
    Row("GET", "/api/v1/live/user_count", 401, 404, 200, 404, things=running_game, query=PIN),
    Row("GET", "/api/v1/live/players", 401, 404, 200, 404, things=running_game, query=PIN),
    Row("GET", "/api/v1/live/players", 200, 200, 200, 200, things=running_game, query=PIN + "&game_id={game_id}"),
    Row("POST", "/api/v1/live/set_question", 401, 404, 200, 404, things=running_game, query=PIN + "&question_number=0"),
    Row("GET", "/api/v1/live/scores", 401, 404, 200, 404, things=running_game, query=PIN),
    Row("GET", "/api/v1/live/get_question/now", 401, 404, 200, 404, things=running_game, query=PIN),
    Row("GET", "/api/v1/live/voting", 401, 404, 200, 404, things=running_game, query=PIN),
]
