"""Who may what of quizzes, files, games, results and players."""

from collections.abc import Mapping
from typing import Any

import aiohttp

from rumpus.library import Answer, Verdict
from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.formats import export_quiz
from rumpus.quiz.records.drafts import draft_of
from tests.web.deployed import form, picture
from tests.web.things import a_picture, played_game, private_quiz, public_quiz, running_game
from tests.web.walk import Cast, Row


async def no_token(_: Cast) -> Mapping[str, str]:
    return {"token": "0" * 64}


async def a_code(_cast: Cast) -> Mapping[str, str]:
    return {"code": "AB2C"}


async def a_shared_quiz(cast: Cast) -> Mapping[str, str]:
    full = await cast.library.quizzes.create(cast.owner.id, draft_of(demo_quiz("en")), share="link")
    return {"quiz_id": full.quiz.id, "link": full.quiz.link or ""}


async def an_old_version(cast: Cast) -> Mapping[str, str]:
    return {**await private_quiz(cast), "number": "1"}


async def a_question(cast: Cast) -> Mapping[str, str]:
    return {**await played_game(cast), "index": "1"}


async def a_correction(cast: Cast) -> Mapping[str, str]:
    things = await a_question(cast)
    await cast.library.results.rescore(things["game_id"], 1, _nothing_right, corrected_by=cast.owner.id)
    return things


def _nothing_right(_: Answer) -> Verdict:
    return Verdict(right=False, score=0)


def a_quiz(_: Cast, __: Mapping[str, str]) -> dict[str, Any]:
    return {"document": draft_of(demo_quiz("de")).document}


def a_game(_: Cast, things: Mapping[str, str]) -> dict[str, Any]:
    return {"quiz_id": things["quiz_id"]}


def a_csv(_: Cast, __: Mapping[str, str]) -> aiohttp.FormData:
    return form(export_quiz(demo_quiz("en"), "csv").data, "demo.csv")


def a_form(_: Cast, __: Mapping[str, str]) -> aiohttp.FormData:
    return form(picture(), "red.png")


IF_MATCH = {"If-Match": '"1"'}
QUIZ = "/api/v2/quizzes/{quiz_id}"
GAME = "/api/v2/games/{game_id}"
RESULT = "/api/v2/results/{game_id}"

ROWS = [
    # method, path, nobody, other, owner, administrator
    Row("GET", "/api/v2/quizzes", 401, 200, 200, 200),
    Row("POST", "/api/v2/quizzes", 401, 201, 201, 201, json=a_quiz),
    Row("GET", "/api/v2/quizzes/public", 200, 200, 200, 200),
    Row("GET", "/api/v2/quizzes/search", 200, 200, 200, 200, query="q=world"),
    Row("GET", "/api/v2/quizzes/search", 401, 200, 200, 200, query="q=world&scope=own"),
    Row("GET", "/api/v2/quizzes/by-link/{link}", 200, 200, 200, 200, things=a_shared_quiz),
    Row("GET", QUIZ, 404, 404, 200, 404, things=private_quiz),
    Row("GET", QUIZ, 200, 200, 200, 200, things=public_quiz),
    Row("GET", QUIZ, 404, 404, 200, 404, things=a_shared_quiz),
    Row("GET", QUIZ, 200, 200, 200, 200, things=a_shared_quiz, query="link={link}"),
    Row("PUT", QUIZ, 401, 404, 200, 404, things=private_quiz, json=a_quiz, headers=IF_MATCH),
    Row("PUT", QUIZ, 401, 403, 200, 403, things=public_quiz, json=a_quiz, headers=IF_MATCH),
    Row("PATCH", QUIZ, 401, 404, 200, 404, things=private_quiz, json={"title": "new"}, headers=IF_MATCH),
    Row("DELETE", QUIZ, 401, 404, 204, 404, things=private_quiz),
    Row("DELETE", QUIZ, 401, 403, 204, 403, things=public_quiz),
    Row("GET", QUIZ + "/versions", 401, 404, 200, 404, things=private_quiz),
    Row("GET", QUIZ + "/versions", 401, 403, 200, 403, things=public_quiz),
    Row("GET", QUIZ + "/versions/{number}", 401, 404, 200, 404, things=an_old_version),
    Row("POST", QUIZ + "/versions/{number}/restore", 401, 404, 200, 404, things=an_old_version, headers=IF_MATCH),
    Row("PUT", QUIZ + "/share", 401, 404, 200, 404, things=private_quiz, json={"share": "link"}),
    Row("POST", QUIZ + "/duplicate", 401, 404, 201, 404, things=private_quiz, json={}),
    Row("POST", QUIZ + "/duplicate", 401, 201, 201, 201, things=public_quiz, json={}),
    Row("PUT", QUIZ + "/rating", 401, 200, 403, 200, things=public_quiz, json={"like": True}),
    Row("PUT", QUIZ + "/rating", 401, 404, 403, 404, things=private_quiz, json={"like": True}),
    Row("GET", QUIZ + "/export", 401, 404, 200, 404, things=private_quiz, query="format=json"),
    Row("POST", "/api/v2/imports", 401, 201, 201, 201, form=a_csv),
    Row("POST", "/api/v2/files", 401, 201, 201, 201, form=a_form),
    Row("GET", "/api/v2/files", 401, 200, 200, 200),
    Row("GET", "/api/v2/files/usage", 401, 200, 200, 200),
    Row("GET", "/api/v2/files/{file_id}", 401, 404, 200, 404, things=a_picture),
    Row("GET", "/api/v2/files/{file_id}/content", 200, 200, 200, 200, things=a_picture),
    Row("PATCH", "/api/v2/files/{file_id}", 401, 404, 200, 404, things=a_picture, json={"credit": "me"}),
    Row("DELETE", "/api/v2/files/{file_id}", 401, 404, 204, 404, things=a_picture),
    Row("POST", "/api/v2/games", 401, 404, 201, 404, things=private_quiz, json=a_game),
    Row("GET", "/api/v2/games", 401, 200, 200, 200, things=running_game),
    Row("GET", GAME, 401, 404, 200, 404, things=running_game),
    Row("POST", GAME + "/end", 401, 404, 204, 404, things=running_game),
    Row("GET", GAME + "/names", 401, 404, 200, 404, things=running_game),
    Row("POST", GAME + "/names", 401, 404, 200, 404, things=running_game, json={"name": "anna"}),
    Row("GET", GAME + "/door", 401, 404, 200, 404, things=running_game),
    Row("POST", GAME + "/remote-code", 401, 404, 201, 404, things=running_game),
    Row("POST", "/api/v2/remotes", 404, 404, 404, 404, json={"token": "none"}),
    Row("GET", "/api/v2/join/{game_pin}", 200, 200, 200, 200, things=running_game),
    Row("GET", "/api/v2/captcha", 200, 200, 200, 200, things=running_game, query="game_pin={game_pin}"),
    Row("GET", "/api/v2/nicknames", 200, 200, 200, 200, things=running_game, query="game_pin={game_pin}"),
    Row("GET", "/api/v2/pixel/modes", 200, 200, 200, 200),
    Row("GET", "/api/v2/pixel/rooms/{code}/door", 200, 200, 200, 200, things=a_code),
    Row("GET", "/api/v2/pixel/gallery", 404, 404, 404, 404, headers={"Session-Id": "none"}),
    Row("GET", "/api/v2/exports/{token}", 404, 404, 404, 404, things=no_token),
    Row("GET", "/api/v2/results", 401, 200, 200, 200, things=played_game),
    Row("GET", RESULT, 401, 404, 200, 404, things=played_game),
    Row("DELETE", RESULT, 401, 404, 204, 404, things=played_game),
    Row("GET", RESULT + "/questions/{index}", 401, 404, 200, 404, things=a_question),
    Row("PUT", RESULT + "/questions/{index}/key", 401, 404, 200, 404, things=a_question, json={"all_right": True}),
    Row("DELETE", RESULT + "/questions/{index}/key", 401, 404, 204, 404, things=a_correction),
    Row("GET", RESULT + "/players", 401, 404, 200, 404, things=played_game),
    Row("GET", RESULT + "/answers", 401, 404, 200, 404, things=played_game),
    Row("PUT", RESULT + "/note", 401, 404, 200, 404, things=played_game, json={"note": "well"}),
    Row("POST", RESULT + "/keep", 401, 404, 200, 404, things=played_game),
    Row("GET", RESULT + "/export", 401, 404, 200, 404, things=played_game, query="format=csv"),
    Row("GET", RESULT + "/players/{seat}", 401, 404, 200, 404, things=played_game),
    Row("PUT", RESULT + "/players/{seat}", 401, 404, 200, 404, things=played_game, json={"name": "berta"}),
    Row("DELETE", RESULT + "/players/{seat}", 401, 404, 200, 404, things=played_game),
    # An administrator looks after the players of every workspace.
    Row("GET", "/api/v2/players", 401, 404, 200, 200, things=played_game, query="name={name}"),
    Row("PUT", "/api/v2/players", 401, 404, 200, 200, things=played_game, query="name={name}", json={"name": "berta"}),
    Row("DELETE", "/api/v2/players", 401, 404, 200, 200, things=played_game, query="name={name}"),
]
