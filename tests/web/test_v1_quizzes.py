"""Quizzes as the deployed original's pages use them: editor, lists, community, search."""

import asyncio

import pytest

from tests.web.answers import answer
from tests.web.deployed import all_kinds, edited, made
from tests.web.measuring import statements
from tests.web.serving import Served

COLUMNS = {
    "id", "public", "title", "description", "created_at", "updated_at", "user_id", "questions", "imported_from_kahoot",
    "cover_image", "background_color", "background_image", "kahoot_id", "likes", "dislikes", "plays", "views",
    "mod_rating", "storageitems", "gameresultss", "ratings",
}  # fmt: skip
NO_ID = "847c64d3-39f9-4bb7-8f13-fae913f67858"


async def test_the_editor_makes_a_quiz_of_all_kinds(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    quiz_id = await made(browser)

    status, rows = await answer(browser.get("/api/v1/quiz/list", params={"page_size": "100"}))
    assert status == 200
    (row,) = rows
    assert row.keys() == COLUMNS
    assert row["id"] == quiz_id
    assert row["title"] == "All <b>kinds</b>"
    assert row["public"] is True
    assert [question["type"] for question in row["questions"]] == [
        "ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK",
    ]  # fmt: skip
    first = row["questions"][0]
    assert first["time"] == "20"
    assert [(answer["answer"], answer["right"], answer["color"]) for answer in first["answers"]] == [
        ("yes", True, "#ff0000"), ("no", False, None), ("maybe", False, None),
    ]  # fmt: skip
    assert row["questions"][1]["answers"] == {"min": 0, "max": 100, "min_correct": 40, "max_correct": 60}

    status, same = await answer(browser.get(f"/api/v1/quiz/get/{quiz_id}"))
    assert (status, same) == (200, row)


async def test_the_editor_changes_a_quiz_and_keeps_what_it_does_not_know(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    quiz_id = await made(browser)
    _, before = await answer(browser.get(f"/api/v1/quiz/get/{quiz_id}"))
    ids = [question["id"] for question in before["questions"]]

    status, row = await edited(browser, all_kinds(title="Another title", public=False), quiz_id)

    assert status == 200
    assert (row["title"], row["public"], row["id"]) == ("Another title", False, quiz_id)
    assert [question["id"] for question in row["questions"]] == ids


async def test_the_editor_saves_a_quiz_and_who_sees_it_at_once(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    quiz_id = await made(browser, public=False)

    async def shared(public: bool, title: str) -> str:
        with statements(site.library) as said:
            status, row = await edited(browser, all_kinds(title=title, public=public), quiz_id)
        assert (status, row["public"], row["title"]) == (200, public, title)
        assert len([one for one in said if one.startswith("BEGIN IMMEDIATE")]) == 1
        return (await site.library.quizzes.look(quiz_id)).share

    assert await shared(True, "One") == "public"
    assert await shared(False, "Two") == "private"
    link = (await site.library.quizzes.set_share(quiz_id, "link")).link
    assert await shared(False, "Three") == "link"
    assert (await site.library.quizzes.look(quiz_id)).link == link


async def test_what_is_wrong_is_said_for_each_field(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    quiz = all_kinds(title="")
    quiz["questions"][0]["answers"][1]["answer"] = ""
    quiz["questions"][1]["answers"]["min"] = "low"
    quiz["questions"][4]["answers"] = []

    status, body = await edited(browser, quiz)

    assert status == 422
    places = [error["loc"] for error in body["detail"]]
    assert ["body", "title"] in places
    assert ["body", "questions", 0, "answers", 1, "answer"] in places
    assert ["body", "questions", 1, "answers", "min"] in places
    assert ["body", "questions", 4, "answers"] in places


@pytest.mark.parametrize(
    "questions", [None, 5, [], [None], [{}], [{"type": "ABCD", "question": "q", "time": "5", "answers": []}]]
)
async def test_no_quiz_makes_the_editor_fail(site: Served, questions: object) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")

    status, body = await edited(browser, all_kinds(questions=questions))

    assert status == 422
    assert body["detail"]


async def test_a_picture_on_another_server_is_refused(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    assert (await edited(browser, all_kinds(cover_image="https://elsewhere.example/x.png")))[0] == 422
    assert await edited(browser, all_kinds(cover_image=NO_ID)) == (400, {"detail": "Image URL(s) aren't valid!"})


async def test_an_edit_is_finished_by_who_began_it_and_once(site: Served) -> None:
    for name in ("teacher", "other"):
        await site.user(name)
    browser, other = await site.signed_in("teacher"), await site.signed_in("other")
    _, begun = await answer(browser.post("/api/v1/editor/start", params={"edit": "false"}))
    query = {"edit_id": begun["token"]}

    for who in (await site.browser(), other):
        status, body = await answer(who.post("/api/v1/editor/finish", params=query, json=all_kinds()))
        assert status == 401
    assert body == {"detail": "Edit ID not found!"}
    status, _ = await answer(browser.post("/api/v1/editor/finish", params=query, json=all_kinds()))
    assert status == 200
    status, _ = await answer(browser.post("/api/v1/editor/finish", params=query, json=all_kinds()))
    assert status == 401


async def test_who_clicks_twice_makes_one_quiz(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    _, begun = await answer(browser.post("/api/v1/editor/start", params={"edit": "false"}))
    query = {"edit_id": begun["token"]}
    clicks = [answer(browser.post("/api/v1/editor/finish", params=query, json=all_kinds())) for _ in range(4)]
    statuses = [status for status, _ in await asyncio.gather(*clicks)]
    assert sorted(statuses) == [200, 401, 401, 401]
    _, listed = await answer(browser.get("/api/v1/quiz/list"))
    assert len(listed) == 1


async def test_solutions_are_for_those_who_are_signed_in(site: Served) -> None:
    for name in ("teacher", "other"):
        await site.user(name)
    browser, other, nobody = await site.signed_in("teacher"), await site.signed_in("other"), await site.browser()
    quiz_id = await made(browser)

    status, row = await answer(nobody.get(f"/api/v1/quiz/get/public/{quiz_id}"))
    assert status == 200
    assert row["user_id"]["username"] == "teacher"
    text = str(row)
    assert "right" not in text
    assert "Berlin" not in text
    assert "min_correct" not in text
    assert [answer["answer"] for answer in row["questions"][5]["answers"]] == ["one", "three", "two"]
    _, row = await answer(other.get(f"/api/v1/quiz/get/public/{quiz_id}"))
    assert row["questions"][0]["answers"][0]["right"] is True
    assert row["views"] == 1


async def test_a_private_quiz_is_there_for_its_owner_alone(site: Served) -> None:
    for name in ("teacher", "other"):
        await site.user(name)
    browser, other, nobody = await site.signed_in("teacher"), await site.signed_in("other"), await site.browser()
    quiz_id = await made(browser, public=False)

    for who in (other, nobody):
        assert (await answer(who.get(f"/api/v1/quiz/get/public/{quiz_id}")))[0] == 404
    for path in (f"quiz/get/{quiz_id}", f"eximport/{quiz_id}", f"eximport/excel/{quiz_id}"):
        assert (await answer(other.get(f"/api/v1/{path}")))[0] == 404, path
        assert (await answer(nobody.get(f"/api/v1/{path}")))[0] == 401, path
    assert (await answer(other.delete(f"/api/v1/quiz/delete/{quiz_id}")))[0] == 404
    assert await answer(browser.delete(f"/api/v1/quiz/delete/{quiz_id}")) == (200, None)
    assert (await answer(browser.get(f"/api/v1/quiz/get/{quiz_id}")))[0] == 404


async def test_bad_requests_are_answered_as_the_original_does(site: Served) -> None:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    assert await answer(browser.get("/api/v1/quiz/get/xx")) == (400, {"detail": "badly formed quiz id"})
    assert await answer(browser.get(f"/api/v1/quiz/get/{NO_ID}")) == (404, {"detail": "quiz not found"})
    status, body = await answer(browser.get("/api/v1/quiz/list", params={"page_size": "0"}))
    assert (status, body) == (400, {"detail": "Invalid page(size). page(size) have to be greater than 0."})
    nobody = await site.browser()
    assert await answer(nobody.get("/api/v1/quiz/list")) == (401, {"detail": "Not authenticated"})
    status, body = await answer(browser.post(f"/api/v1/quiz/import/{NO_ID}"))
    assert status == 404
    assert "spreadsheet" in body["detail"]
    assert await answer(browser.get("/api/v1/quiztivity/")) == (200, [])


async def test_public_quizzes_are_found_and_rated(site: Served) -> None:
    for name in ("teacher", "other"):
        await site.user(name)
    browser, other, nobody = await site.signed_in("teacher"), await site.signed_in("other"), await site.browser()
    quiz_id = await made(browser)
    await made(browser, public=False, title="Secret kinds")

    for searching in (
        nobody.get("/api/v1/search/", params={"q": "kinds"}), nobody.post("/api/v1/search/", json={"q": "kinds"}),
    ):  # fmt: skip
        status, found = await answer(searching)
        assert status == 200
        assert [hit["id"] for hit in found["hits"]] == [quiz_id]
        assert found.keys() == {"hits", "query", "limit", "offset", "processingTimeMs", "estimatedTotalHits"}
    status, rated = await answer(other.post(f"/api/v1/community/rate/{quiz_id}", json={"type": "LIKE"}))
    assert (status, rated["likes"]) == (200, 1)
    status, rated = await answer(other.post(f"/api/v1/community/rate/{quiz_id}", json={"type": "DISLIKE"}))
    assert (rated["likes"], rated["dislikes"]) == (0, 1)
    refused = await answer(browser.post(f"/api/v1/community/rate/{quiz_id}", json={"type": "LIKE"}))
    assert refused == (403, {"detail": "nobody rates a quiz of their own"})
    user = await site.library.users.find("teacher")
    assert user is not None
    status, author = await answer(nobody.get(f"/api/v1/community/user/{user.id}"))
    assert (status, author["username"]) == (200, "teacher")
    status, quizzes = await answer(nobody.get(f"/api/v1/community/quizzes/{user.id}"))
    assert [quiz["id"] for quiz in quizzes] == [quiz_id]
    status, counted = await answer(nobody.get("/api/v1/stats/combined"))
    assert counted["quiz_count"] == 2
