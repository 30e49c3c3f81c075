"""Large things are read, sent and refused piece by piece, so that a game on the same server does not stand still."""

import asyncio
import io
import json
from typing import Any

import aiohttp
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from rumpus.library import Draft, PlayedAnswer, PlayedGame, PlayedPlayer, User
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.records.drafts import draft_of
from rumpus.web import bodies
from rumpus.web.v1.quizzes import CHUNK as QUIZZES_AT_ONCE
from rumpus.web.v2.results import CHUNK as ANSWERS_AT_ONCE
from tests.web.deployed import all_kinds
from tests.web.measuring import statements, watched_loop
from tests.web.serving import Served

QUESTIONS = 10


def large_quiz(questions: int = 100) -> dict[str, Any]:
    """A quiz with about as much in it as there may be."""
    options = [
        {"text": f"option {letter} " + "some word " * 5, "right": letter == "a"} for letter in "abcdefghijklmnop"
    ]
    one = {"question": "Which of these? " + "Wörter " * 40, "time": 20, "explanation": "why " * 100, "options": options}
    return {"rumpus_quiz": 1, "language": "en", "title": "Large", "questions": [one] * questions}


async def played(site: Served, owner: User, players: int) -> str:
    """Results in which everybody answered every question: the id of the game."""
    quiz = parse_document(large_quiz(QUESTIONS))
    game = PlayedGame(
        id=site.rumpus.hall.new_id(),
        owner_id=owner.id,
        quiz_id=None,
        quiz_version=None,
        title=quiz.title,
        description="",
        document=draft_of(quiz).document,
        options={},
        question_count=QUESTIONS,
        started_at=1_790_000_000_000,
        ended_at=1_790_000_600_000,
    )
    answers = [
        PlayedAnswer(
            seat=seat,
            question_index=index,
            question_id=quiz.questions[index].id,
            answer="option a " * 5,
            right=True,
            score=700,
            time_taken=6_000,
        )
        for index in range(QUESTIONS)
        for seat in range(1, players + 1)
    ]
    everybody = [PlayedPlayer(seat, f"player {seat}", "7b") for seat in range(1, players + 1)]
    await site.library.results.save_game(game, everybody, answers)
    return game.id


@pytest.fixture
async def teacher(site: Served) -> User:
    return await site.user("teacher")


@pytest.fixture
async def browser(site: Served, teacher: User) -> aiohttp.ClientSession:
    return await site.signed_in(teacher.name)


async def body_of(browser: aiohttp.ClientSession, path: str) -> bytes:
    async with browser.get(path) as response:
        assert response.status == 200
        return await response.read()


async def test_a_list_of_large_quizzes_is_read_some_at_a_time(
    site: Served, teacher: User, browser: aiohttp.ClientSession
) -> None:
    count = 2 * QUIZZES_AT_ONCE + 3
    draft = draft_of(parse_document(large_quiz()))
    for _ in range(count):
        await site.library.quizzes.create(teacher.id, draft)

    with statements(site.library) as said:
        async with watched_loop(f"a list of {count} large quizzes"):
            listed = await body_of(browser, "/api/v1/quiz/list?page_size=100")

    assert len([one for one in said if "quiz_versions.document" in one]) == 3
    rows = json.loads(listed)
    assert len({row["id"] for row in rows}) == count
    assert rows[1] == json.loads(await body_of(browser, f"/api/v1/quiz/get/{rows[1]['id']}"))


async def test_a_quiz_that_cannot_be_read_hides_no_other(
    site: Served, teacher: User, browser: aiohttp.ClientSession
) -> None:
    quiz = await site.library.quizzes.create(teacher.id, draft_of(parse_document(large_quiz())))
    old = Draft(title="?", description="", language="en", document={"rumpus_quiz": 0}, question_count=1)
    await site.library.quizzes.create(teacher.id, old)

    rows = json.loads(await body_of(browser, "/api/v1/quiz/list"))

    assert [row["id"] for row in rows] == [quiz.quiz.id]


async def test_a_body_with_too_many_values_is_refused_before_they_are_made(browser: aiohttp.ClientSession) -> None:
    flood: list[dict[str, Any]] = [{}] * 500_000
    for method, path, body in (
        ("POST", "/api/v2/quizzes", {"document": large_quiz() | {"questions": flood}}),
        ("POST", "/api/v1/editor/finish?edit_id=none", all_kinds(questions=flood)),
    ):
        sent = io.BytesIO(msgspec.json.encode(body))
        sending = browser.request(method, path, data=sent, headers={"Content-Type": "application/json"})
        async with watched_loop(f"500,000 empty questions to {path}"), sending as response:
            assert response.status == 413
            assert "values" in (await response.json(content_type=None))["detail"]


@pytest.mark.parametrize("depth", [300, 900, *range(940, 1_000, 3), 19_000])
async def test_a_body_with_too_many_levels_is_refused(browser: aiohttp.ClientSession, depth: int) -> None:
    levels = "[" * depth + "]" * depth
    question = '{"question": "?", "kind": "SLIDE", "content": %s}'
    drawing = json.dumps(f'{{"background":{levels}}}')
    for method, path, body in (
        ("POST", "/api/v2/quizzes", levels),
        ("POST", "/api/v2/quizzes", f'{{"document": {{"rumpus_quiz": 1, "title": {levels}, "questions": []}}}}'),
        ("POST", "/api/v2/quizzes", f'{{"document": {{"rumpus_quiz": 1, "questions": [{question % levels}]}}}}'),
        ("POST", "/api/v2/quizzes", f'{{"document": {{"rumpus_quiz": 1, "questions": [{question % drawing}]}}}}'),
        ("POST", "/api/v1/editor/finish?edit_id=none", f'{{"title": "?", "questions": [{{"answers": {levels}}}]}}'),
    ):
        async with browser.request(method, path, data=body, headers={"Content-Type": "application/json"}) as response:
            assert 400 <= response.status < 500, (path, body[:80])


async def test_a_drawing_of_any_depth_does_not_keep_a_quiz_from_being_read(
    site: Served, teacher: User, browser: aiohttp.ClientSession
) -> None:
    questions = [{"kind": "SLIDE", "content": '{"a":' * depth + "1" + "}" * depth} for depth in range(900, 1_000, 4)]
    kept = await site.library.quizzes.create(
        teacher.id, draft_of(parse_document({"rumpus_quiz": 1, "title": "Deep", "questions": questions}))
    )
    for path in (f"/api/v1/quiz/get/{kept.quiz.id}", "/api/v1/quiz/list", f"/api/v2/quizzes/{kept.quiz.id}"):
        assert b"Deep" in await body_of(browser, path)


async def test_the_largest_quiz_is_taken(browser: aiohttp.ClientSession) -> None:
    quiz = large_quiz(98)
    quiz["questions"] += [{"kind": "SLIDE", "content": marks * (90_000 // len(marks))} for marks in ("[{,", "{}\n\\")]
    saving = browser.post("/api/v2/quizzes", json={"document": quiz})
    async with watched_loop("saving a large quiz"), saving as response:
        assert response.status == 201, await response.text()


TRICKY = st.text('[]{},:"\\ aé', max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TRICKY,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TRICKY, inner, max_size=5),
)


def marks_in(value: Any) -> int:
    """All values within; those that hold none count once themselves."""
    if not isinstance(value, list | dict):
        return 0
    inner = value if isinstance(value, list) else list(value.values())
    return max(1, len(inner)) + sum(map(marks_in, inner))


@given(JSON)
def test_values_are_counted_and_texts_are_not(value: Any) -> None:
    count = marks_in(value)
    with pytest.MonkeyPatch.context() as patched:
        for most in (count - 1, count, count + 1):
            if most < 1:
                continue
            patched.setattr(bodies, "MOST_VALUES", most)
            for encoded in (msgspec.json.encode(value), json.dumps(value, indent=1).encode()):
                assert bodies.has_too_many_values(encoded) is (count > most)


def levels_in(value: Any) -> int:
    if not isinstance(value, list | dict):
        return 0
    return 1 + max(map(levels_in, value if isinstance(value, list) else value.values()), default=0)


@given(JSON)
def test_levels_are_counted_and_texts_are_not(value: Any) -> None:
    levels = levels_in(value)
    with pytest.MonkeyPatch.context() as patched:
        for deepest in (levels - 1, levels, levels + 1):
            patched.setattr(bodies, "DEEPEST", deepest)
            for encoded in (msgspec.json.encode(value), json.dumps(value, indent=1).encode()):
                assert bodies.is_too_deep(encoded) is (levels > deepest)


async def test_answers_are_read_some_at_a_time(site: Served, teacher: User, browser: aiohttp.ClientSession) -> None:
    players = 300
    game_id = await played(site, teacher, players)

    with statements(site.library) as said:
        async with watched_loop(f"{players * QUESTIONS} answers"):
            sent = await body_of(browser, f"/api/v2/results/{game_id}/answers")
    reading = [one for one in said if "FROM game_answers" in one and "LIMIT" in one]
    assert len(json.loads(sent)) == players * QUESTIONS
    assert len(reading) == players * QUESTIONS // ANSWERS_AT_ONCE + 1

    async with watched_loop(f"{players * QUESTIONS} answers in the deployed shape"):
        sent = await body_of(browser, f"/api/v1/results/{game_id}")
    deployed = json.loads(sent)
    assert [len(one) for one in deployed["answers"]] == [players] * QUESTIONS
    async with watched_loop("a list of results"):
        sent = await body_of(browser, "/api/v1/results/list")
    (listed,) = json.loads(sent)
    assert listed["player_scores"] == deployed["player_scores"]
    assert len(listed["player_scores"]) == players


@pytest.mark.parametrize("path", ["/api/v2/results/{}/answers", "/api/v1/results/{}"])
async def test_results_that_are_erased_while_they_are_sent_are_cut_off(
    site: Served, teacher: User, browser: aiohttp.ClientSession, path: str
) -> None:
    game_id = await played(site, teacher, 3_000)
    with capture_logs() as logs:
        async with browser.get(path.format(game_id)) as response:
            assert response.status == 200
            await response.content.readany()
            async with browser.delete(f"/api/v2/results/{game_id}") as erased:
                assert erased.status == 204
            with pytest.raises(aiohttp.ClientPayloadError):
                await response.read()

    assert [one["log_level"] for one in logs if "cut off" in one["event"]] == ["warning"]
    assert not [one for one in logs if one["log_level"] == "error"]
    async with browser.get(path.format(game_id)) as response:
        assert response.status == 404


async def test_who_reads_slowly_keeps_nobody_from_the_library(
    site: Served, teacher: User, browser: aiohttp.ClientSession
) -> None:
    game_id = await played(site, teacher, 3_000)
    reading = [await browser.get(f"/api/v2/results/{game_id}/answers") for _ in range(12)]

    async with asyncio.timeout(10):
        await site.user("somebody else")
        assert json.loads(await body_of(browser, "/api/v2/results"))["items"]

    for response in reading:
        response.close()
