"""The recordings of the deployed original, played here: the same, but for what section 0 wants different.

`DIFFERENCES` lists all of that, each with its reason. What is not listed must be as it was, and what is listed must be
different: so the table stays true.
"""

import gzip
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import aiohttp
import pytest

from tests.quiz.formats.workbooks import original
from tests.web.deployed import all_kinds, form, picture
from tests.web.play import Table
from tests.web.recording import ANY, differences, members_of, read, recorded
from tests.web.serving import PASSWORD, Served, served

NOTHING = "847c64d3-39f9-4bb7-8f13-fae913f67858"
ADDRESS = "t@example.com"

NOBODY_ELSES = "what is private is read by its owner alone, and keys open the games of their owner (0.12)"
NEVER_500 = "a file that is none is the fault of who sent it (0.12)"
NUMBERS = "numbers come as strings, ints or floats (0.1)"
KEPT_AS_FAR_AS_IT_GOES = "an import says what it changed instead of refusing a title or a time"

DIFFERENCES: dict[str, tuple[str, set[str]]] = {
    "rest: GET users/sessions/list": (
        "the keys of sessions are told to nobody, and nobody is nested in himself (0.12)",
        {"[].session_key is missing", "[].user is missing"},
    ),
    "rest: POST editor/finish?edit_id={token}": (NUMBERS, {"422 → 200"}),
    "rest: POST quiz/excel-import": ("a second quiz of the same title was a defect (0.12)", {"500 → 200"}),
    "imports: excel-import short description/title": (KEPT_AS_FAR_AS_IT_GOES, {"400 → 200"}),
    "imports: excel-import time 121": (KEPT_AS_FAR_AS_IT_GOES, {"400 → 200"}),
    "imports: excel-import bad time": (KEPT_AS_FAR_AS_IT_GOES, {"400 → 200"}),
    "imports: excel-import not excel": (NEVER_500, {"500 → 422"}),
    "imports: editor/finish image external url": ("one status for every quiz that cannot be played", {"400 → 422"}),
    "imports: editor/finish answers empty list": (NEVER_500, {"500 → 422"}),
    "imports: editor/finish ABCD without right": (
        "errors name question and field, and do not send back what was sent",
        {"detail[].ctx is missing", "detail[].input is missing"},
    ),
    "imports: editor/finish empty ABCD answer text": (
        "such a quiz could be saved and never be started: it is refused when it is saved",
        {"200 → 422"},
    ),
    "imports: kahoot import": ("there is none from Kahoot's server, only from its spreadsheet (0.12)", {"500 → 404"}),
    "live: live/ wrong key": ("a key that is none is told apart from a game that is none", {"404 → 401"}),
    "live: anonymous: PRIVATE quiz with solutions": (NOBODY_ELSES, {"200 → 404"}),
    "live: anonymous user_count": (NOBODY_ELSES, {"200 → 404"}),
    "live: other user exports my private quiz (.cqa)": (NOBODY_ELSES, {"200 → 404"}),
    "live: other user's API key reads my game's scores": (NOBODY_ELSES, {"200 → 404"}),
    "live: other user's API key reads my current question": (NOBODY_ELSES, {"200 → 404"}),
}
"""By recording and request: why, and what."""


class Player:
    """Sends what was sent then, with the ids of now, and notes what is different.

    Attributes:
        known: what requests name in braces.
        found: the differences, by recording and request.
    """

    def __init__(self, recording: str, browser: aiohttp.ClientSession) -> None:
        self.recording = recording
        self.browser = browser
        self.known: dict[str, str] = {"nothing": NOTHING}
        self.found: dict[str, set[str]] = {}
        self._left = recorded(recording)

    async def next(self, method: str, path: str, browser: aiohttp.ClientSession | None = None, **sent: Any) -> Any:
        """The next exchange: gives the body of our answer."""
        then = self._left.pop(0)
        asking = (browser or self.browser).request(
            method, f"/api/v1/{path.format_map(self.known)}", allow_redirects=False, **sent
        )
        async with asking as response:
            body = await read(response)
            found = differences(then, response.status, body)
        if found:
            self.found.setdefault(f"{self.recording}: {then.request}", set()).update(found)
        return body

    def check(self) -> None:
        assert not self._left, "all of it was played"
        listed = {name: what for name, (_, what) in DIFFERENCES.items() if name.startswith(f"{self.recording}: ")}
        assert self.found == listed


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path, registration="open") as one:
        yield one


async def test_rest(site: Served) -> None:
    browser = await site.browser()
    await site.user("first")  # whose account makes the second one a teacher
    then = Player("rest", browser)
    play, known = then.next, then.known
    created = await play("POST", "users/create", json={"email": ADDRESS, "password": PASSWORD, "username": "teacher"})
    known["user"] = created["id"]
    known["session"] = (await play("POST", "login/start", json={"email": ADDRESS}))["session_id"]
    step = "login/step/1?session_id={session}"
    await play("POST", step, json={"auth_type": "PASSWORD", "data": "wrong"})
    await play("POST", step, json={"auth_type": "PASSWORD", "data": PASSWORD})
    for path in ("users/check", "users/me", "users/session", "users/sessions/list"):
        await play("GET", path)
    await play("POST", "users/api_keys")
    await play("GET", "users/api_keys")
    known["token"] = (await play("POST", "editor/start?edit=false"))["token"]
    wrong = all_kinds()
    wrong["questions"][0]["time"] = 20
    await play("POST", "editor/finish?edit_id={token}", json=wrong)
    async with browser.post("/api/v1/editor/start?edit=false") as response:
        known["token"] = (await response.json())["token"]  # the first is used up: nothing was wrong for us
    for _ in range(2):
        await play("POST", "editor/finish?edit_id={token}", json=all_kinds())
    known["quiz"] = (await play("GET", "quiz/list?page_size=100"))[0]["id"]
    for path in ("quiz/get/{quiz}", "quiz/get/public/{quiz}", "quiz/get/xx", "quiz/get/{nothing}"):
        await play("GET", path)
    known["token"] = (await play("POST", "editor/start?edit=true&quiz_id={quiz}"))["token"]
    await play("POST", "editor/finish?edit_id={token}", json=all_kinds())
    await play("GET", "remote/game_waiting")
    options = "captcha_enabled=False&game_mode=kahoot&custom_field=Phone&cqcs_enabled=True&randomize_answers=False"
    known["pin"] = (await play("POST", "quiz/start/{quiz}?" + options))["game_pin"]
    for path in (
        "remote/game_waiting", "quiz/play/check_captcha/{pin}", "quiz/play/check_captcha/000000", "quiz/join/{pin}",
    ):  # fmt: skip
        await play("GET", path)
    await play("POST", "quiz/start/{quiz}?captcha_enabled=True&game_mode=normal&custom_field=&cqcs_enabled=False")
    for path in (
        "utils/qr/{pin}", "utils/qr/{pin}?dark_mode=true", "results/list?include_quiz=true", "results/{nothing}",
        "quiz/export_data/nope?game_pin=1",
    ):  # fmt: skip
        await play("GET", path)
    known["file"] = (await play("POST", "storage/", data=form(picture(), "red.png")))["id"]
    for path in ("storage/info/{file}", "storage/download/{file}", "storage/meta/{file}"):
        await play("GET", path)
    await play("HEAD", "storage/download/{file}")
    for path in ("storage/download/nope", "storage/list", "storage/list/last", "storage/limit", "eximport/{quiz}"):
        await play("GET", path)
    await play("POST", "eximport/", data=form(packed(), "sample.cqa"))
    await play("GET", "eximport/excel/{quiz}")
    await play("POST", "quiz/excel-import", data=form(SHEET, "sample-quiz.xlsx"))
    for path in (
        "quiz/list?page_size=0", "stats/combined", "community/user/{user}", "quiztivity/", "users/logout", "quiz/list",
    ):  # fmt: skip
        await play("GET", path)
    then.check()


async def test_imports(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    then = Player("imports", browser)
    play, known = then.next, then.known

    rows = ("Q one", "a", "b", "c", None, "20", "1,3"), ("Q two", "x", "y", None, None, "15", "2")
    first = await play("POST", "quiz/excel-import", data=form(original(*rows, title="Two rows"), "a.xlsx"))
    assert [question["time"] for question in first["questions"]] == ["20", "15"]
    assert [[answer["right"] for answer in question["answers"]] for question in first["questions"]] == [
        [True, False, True], [False, True],
    ]  # fmt: skip
    again = await play("POST", "quiz/excel-import", data=form(original(*rows, title="Two rows"), "a.xlsx"))
    assert (again["id"], len(again["questions"])) == (first["id"], 4)
    assert (again["title"], again["public"]) == ("Two rows", False)
    for sheet in (
        original(*rows, title="x", description="y"),
        original(("Q", "a", "b", None, None, "121", "1"), title="Long"),
        original(("Q", "a", "b", None, None, "soon", "1"), title="Soon"),
        b"no spreadsheet",
    ):
        await play("POST", "quiz/excel-import", data=form(sheet, "a.xlsx"))

    known["file"] = (await play("POST", "storage/", data=form(picture(), "red.png")))["id"]
    await play("POST", "storage/", data=form(b"plain text", "a.txt"))
    await play("PUT", "storage/meta/{file}", json={"alt_text": "red", "filename": "red.png"})

    quiz = all_kinds(title="With image", cover_image=known["file"])
    quiz["questions"][0]["image"] = known["file"]
    known["quiz"] = await edited(browser, quiz)
    await play("GET", "eximport/{quiz}")
    pictures = {0: picture("blue"), -1: picture("green")}
    question = all_kinds()["questions"][0] | {"image": 0}
    data = packed(questions=[question], title="With image", cover_image="-1", pictures=pictures)
    imported = await play("POST", "eximport/", data=form(data, "sample-image.cqa"))
    for name in (imported["questions"][0]["image"], imported["cover_image"]):
        async with browser.get(f"/api/v1/storage/download/{name}") as response:
            assert (response.status, response.headers["Content-Type"]) == (200, "image/png")
    assert imported["questions"][0]["image"] != imported["cover_image"]

    broken = all_kinds()["questions"][0]
    changes: list[dict[str, Any]] = [
        {"image": "https://example.org/a.png"}, {"answers": []}, {"answers": [{"answer": "y"}]}, {"type": None},
        {"answers": [{"right": True, "answer": ""}, {"right": False, "answer": "n"}]},
        {"question": "<script>alert(1)</script>Is it?"},
    ]  # fmt: skip
    for changed in changes:
        async with browser.post("/api/v1/editor/start?edit=false") as response:
            known["token"] = (await response.json())["token"]
        await play("POST", "editor/finish?edit_id={token}", json=all_kinds(questions=[broken | changed]))
    async with browser.get("/api/v1/quiz/list?page_size=100") as response:
        assert "<script" not in await response.text()
    await play("POST", "quiz/import/{nothing}")
    then.check()


async def test_overlays_and_who_may(site: Served) -> None:
    await site.user("teacher")
    await site.user("other")
    browser, other, nobody = await site.signed_in("teacher"), await site.signed_in("other"), await site.browser()
    then = Player("live", nobody)
    play, known = then.next, then.known
    for name, whose in (("key", browser), ("foreign", other)):
        async with whose.post("/api/v1/users/api_keys") as response:
            known[name] = (await response.json())["key"]
    two = [one for one in all_kinds()["questions"] if one["type"] in ("ABCD", "VOTING")]
    known["quiz"] = await edited(browser, all_kinds(public=False, questions=two))
    async with browser.post("/api/v1/quiz/start/{quiz}?game_mode=kahoot".format_map(known)) as response:
        game = await response.json()
    known["pin"] = game["game_pin"]
    table = await Table.opened(site.url, game["game_pin"], game["game_id"])
    await table.join("solo")
    mine, foreign = "?game_pin={pin}&api_key={key}", "?game_pin={pin}&api_key={foreign}"

    await play("GET", "live/get_question/now" + mine)
    await table.ask(0, solo="yes")
    told = await play("GET", "live/" + mine + "&player_count_as_a_string=true")
    assert told["data"]["answers"] == [{"id": 0, "answers": [{"username": "solo", "right": True, "answer": "yes"}]}]
    await play("GET", "live/get_question/now" + mine)
    table.host.emit("set_question_number", "1")
    await table.players["solo"].wait_for("set_question_number", within=5)
    await play("GET", "live/voting" + mine)
    table.players["solo"].emit("submit_answer", {"question_index": 1, "answer": "b"})
    await table.players["solo"].wait_for("player_answer", within=5)
    assert await play("GET", "live/voting" + mine) == {"a": 0, "b": 1}
    await play("GET", "live/?game_pin={pin}&api_key=" + "0" * 48)
    await play("GET", "live/get_question/now" + mine)
    await play("GET", "quiz/get/public/{quiz}")
    await play("DELETE", "quiztivity/{nothing}")
    await play("GET", "quiz/get/{quiz}")
    await play("GET", "live/user_count" + foreign)
    await play("GET", "eximport/{quiz}", other)
    await play("GET", "live/scores" + foreign)
    await play("GET", "live/get_question/now" + foreign)
    await play("GET", "live/" + foreign)
    await play("DELETE", "quiz/delete/{quiz}", browser)
    table.leave()
    then.check()


def test_differences_are_found() -> None:
    (then,) = [one for one in recorded("rest") if one.request == "GET users/me"]
    body = {name: value for name, value in members_of_example().items() if name != "email"}
    assert differences(then, 200, body) == {"email is missing"}
    assert differences(then, 404, body) == {"200 → 404"}
    assert differences(then, 200, members_of_example() | {"verified": "yes", "more": 1}) == {"verified: bool → str"}
    assert differences(then, 200, ANY) == set()


def members_of_example() -> dict[str, Any]:
    (then,) = [one for one in recorded("rest") if one.request == "GET users/me"]
    examples = {"str": "x", "bool": True, "null": None, "int": 1, "list": []}
    body = {path: examples[next(iter(kinds))] for path, kinds in (then.members or {}).items() if path != "body"}
    assert members_of(body) == then.members
    return body


async def edited(browser: aiohttp.ClientSession, quiz: dict[str, Any]) -> str:
    """Make a quiz with the editor's two steps: its id."""
    async with browser.post("/api/v1/editor/start?edit=false") as response:
        token = (await response.json())["token"]
    async with browser.post("/api/v1/editor/finish", params={"edit_id": token}, json=quiz) as response:
        assert response.status == 200, await response.text()
    async with browser.get("/api/v1/quiz/list?page_size=1") as response:
        newest: str = (await response.json())[0]["id"]
    return newest


def packed(*, pictures: Mapping[int, bytes] = MappingProxyType({}), **changed: Any) -> bytes:
    """A `.cqa` as the original writes it: every column of the quiz, then its pictures."""
    now = "2026-11-21T22:38:31.660007"
    columns = {
        "created_at": now,
        "updated_at": now,
        "imported_from_kahoot": False,
        "kahoot_id": None,
        "mod_rating": None,
    }
    counts = dict.fromkeys(("likes", "dislikes", "plays", "views"), 0)
    relations: dict[str, list[Any]] = {"storageitems": [], "gameresultss": [], "ratings": []}
    quiz = json.dumps(all_kinds(**changed) | columns | counts | relations)
    parts = [b"\xc6\xc6\xc6\x00%d\xc5\xc5\x00%b" % (index, data) for index, data in pictures.items()]
    return gzip.compress(quiz.encode()) + b"\xc7\xc7\xc7\x00" + b"".join(parts)


SHEET = original(
    ("ABCD <i>q</i>", "yes", "no", "maybe", None, "20", "1"), (None,), ("VOTING q", "a", "b", None, None, "20", None),
    title="All <b>kinds</b>",
)  # fmt: skip
"""As the original writes a quiz of all kinds: other kinds leave an empty row, opinions have no right answer."""
