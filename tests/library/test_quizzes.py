import asyncio

import pytest

from rumpus.library import ConflictError, CursorError, Library, NotFoundError, Quiz
from tests.library.builders import DAY, SetClock, draft, picture, save_game, teacher


async def test_quiz_comes_back_as_it_was_saved(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    document = {"title": "Flüsse", "n": [1, 2.5, None, True, "\u0000 <b> 😀"], "z": {"b": 1, "a": 2}}
    made = await library.quizzes.create(ada.id, draft("Flüsse", document=document, language="de"))
    assert await library.quizzes.get(made.quiz.id) == made
    assert made.document == document
    assert list(made.document) == list(document)
    quiz = made.quiz
    assert (quiz.title, quiz.language, quiz.owner_name, quiz.share, quiz.version) == (
        "Flüsse",
        "de",
        "Ada",
        "private",
        1,
    )
    assert (quiz.created_at, quiz.updated_at, quiz.plays, quiz.views, quiz.likes) == (clock.now, clock.now, 0, 0, 0)


async def test_every_save_is_a_version(library: Library, clock: SetClock) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    quiz_id = (await library.quizzes.create(ada.id, draft("one"))).quiz.id
    clock.advance(1000)
    saved = await library.quizzes.save(quiz_id, draft("two"), expected=1, saved_by=bob.id)
    assert (saved.version, saved.quiz.version, saved.quiz.title, saved.quiz.updated_at) == (2, 2, "two", clock.now)
    await library.quizzes.save(quiz_id, draft("three"), expected=None, saved_by=ada.id)
    first = await library.quizzes.version(quiz_id, 1)
    assert (first.version, first.document["title"], first.quiz.title) == (1, "one", "three")
    newest = await library.quizzes.versions(quiz_id, limit=2)
    rest = await library.quizzes.versions(quiz_id, cursor=newest.next)
    listed = [(one.number, one.title, one.saved_by) for one in newest.items + rest.items]
    assert listed == [(3, "three", ada.id), (2, "two", bob.id), (1, "one", ada.id)]
    for number in (0, 4, -1, 10**30):
        with pytest.raises(NotFoundError):
            await library.quizzes.version(quiz_id, number)


async def test_same_again_is_no_new_version(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    assert (await library.quizzes.save(quiz_id, draft(), expected=1, saved_by=ada.id)).version == 1
    assert (await library.quizzes.save(quiz_id, draft(language="de"), expected=1, saved_by=ada.id)).version == 2


async def test_two_tabs_never_overwrite_each_other(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    saves = [library.quizzes.save(quiz_id, draft(f"tab {n}"), expected=1, saved_by=ada.id) for n in range(6)]
    done = await asyncio.gather(*saves, return_exceptions=True)
    conflicts = [one for one in done if isinstance(one, ConflictError)]
    assert len(conflicts) == 5
    assert {one.current for one in conflicts} == {2}
    assert (await library.quizzes.look(quiz_id)).version == 2


async def test_saves_without_expectation_all_count(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    saves = [library.quizzes.save(quiz_id, draft(f"tab {n}"), expected=None, saved_by=ada.id) for n in range(6)]
    done = await asyncio.gather(*saves)
    assert sorted(one.version for one in done) == [2, 3, 4, 5, 6, 7]


async def test_sharing(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    assert (await library.quizzes.public()).items == []
    linked = await library.quizzes.set_share(quiz_id, "link")
    assert linked.link is not None
    assert (await library.quizzes.by_link(linked.link)).quiz == linked
    assert await library.quizzes.set_share(quiz_id, "link") == linked
    other = await library.quizzes.set_share(quiz_id, "link", new_link=True)
    assert other.link != linked.link
    with pytest.raises(NotFoundError):
        await library.quizzes.by_link(linked.link)
    public = await library.quizzes.set_share(quiz_id, "public")
    assert public.link is None
    assert (await library.quizzes.public()).items == (await library.quizzes.public(owner_id=ada.id)).items == [public]
    assert (await library.quizzes.public(owner_id="somebody")).items == []
    with pytest.raises(NotFoundError):
        await library.quizzes.by_link(other.link or "")
    await library.quizzes.set_share(quiz_id, "private")
    assert (await library.quizzes.public()).items == []


async def test_own_quizzes_last_changed_first(library: Library, clock: SetClock) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    await library.quizzes.create(bob.id, draft("not mine"))
    made = []
    for number in range(7):
        made.append(await library.quizzes.create(ada.id, draft(f"quiz {number}")))
        clock.advance(number % 2)
    clock.advance(1)
    await library.quizzes.save(made[3].quiz.id, draft("quiz 3 again"), expected=1, saved_by=ada.id)
    found: list[Quiz] = []
    cursor = None
    while True:
        page = await library.quizzes.of(ada.id, cursor=cursor, limit=3)
        found += page.items
        if (cursor := page.next) is None:
            break
    titles = ["quiz 3 again", "quiz 6", "quiz 5", "quiz 4", "quiz 2", "quiz 1", "quiz 0"]
    assert [quiz.title for quiz in found] == titles
    assert [quiz.title for quiz in (await library.quizzes.of(ada.id, limit=2, offset=4)).items] == titles[4:6]
    assert (await library.quizzes.of(ada.id, offset=10**20)).items == []
    assert await library.quizzes.count() == 8


@pytest.mark.parametrize("cursor", ["", "x", "====", "gaQ", "kwECAw", "\0", "ü", "kgGg" * 100])
async def test_cursor_that_is_none_of_ours(library: Library, cursor: str) -> None:
    ada = await teacher(library)
    with pytest.raises(CursorError):
        await library.quizzes.of(ada.id, cursor=cursor)


async def test_duplicate_is_the_users_own(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    file = await library.files.add(ada.id, picture(), alt_text="a red square")
    document = {"title": "Rivers", "questions": [{"image": file.id, "question": "Longest?"}]}
    first = await library.quizzes.create(
        ada.id, draft(document=document, files=(file.id,), cover_image=file.id), share="public", imported_from="kahoot"
    )
    await library.quizzes.rate(first.quiz.id, bob.id, True)
    copy = await library.quizzes.duplicate(first.quiz.id, bob.id, title="Rivers (copy)")
    assert (copy.quiz.owner_id, copy.quiz.share, copy.quiz.likes, copy.version) == (bob.id, "private", 0, 1)
    assert (copy.quiz.copied_from, copy.quiz.imported_from) == (first.quiz.id, "kahoot")
    assert copy.document["title"] == copy.quiz.title == "Rivers (copy)"
    # Its pictures stay when the other's are erased.
    own_id = copy.document["questions"][0]["image"]
    assert own_id not in (file.id, None)
    assert copy.quiz.cover_image == own_id
    await library.files.delete(file.id)
    own, data = await library.files.read(own_id)
    assert (own.owner_id, own.alt_text, len(data)) == (bob.id, "a red square", own.size)
    # It is found by the words of its questions.
    hits = await library.quizzes.search("longest copy", user_id=bob.id, scope="own")
    assert [hit.quiz.id for hit in hits.items] == [copy.quiz.id]


async def test_duplicate_of_ones_own_shares_pictures(library: Library) -> None:
    ada = await teacher(library)
    file = await library.files.add(ada.id, picture())
    first = await library.quizzes.create(ada.id, draft(document={"image": file.id}, files=(file.id,)))
    copy = await library.quizzes.duplicate(first.quiz.id, ada.id)
    assert copy.document == first.document
    assert len((await library.files.of(ada.id)).items) == 1


async def test_deleted_quiz_is_gone(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft(), share="public")).quiz.id
    await library.quizzes.delete(quiz_id)
    for attempt in (
        library.quizzes.get(quiz_id),
        library.quizzes.version(quiz_id, 1),
        library.quizzes.save(quiz_id, draft("x"), expected=None, saved_by=ada.id),
        library.quizzes.set_share(quiz_id, "public"),
        library.quizzes.rate(quiz_id, ada.id, True),
        library.quizzes.duplicate(quiz_id, ada.id),
        library.quizzes.delete(quiz_id),
    ):
        with pytest.raises(NotFoundError):
            await attempt
    assert (await library.quizzes.of(ada.id)).items == (await library.quizzes.public()).items == []
    assert (await library.quizzes.search("rivers")).items == []
    await library.quizzes.count_view(quiz_id)


async def test_deleted_quiz_stays_for_its_results(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft(), share="public")).quiz.id
    await save_game(library, ada, quiz_id=quiz_id, quiz_version=1)
    await save_game(library, ada, "game-2", quiz_id=quiz_id, quiz_version=1)
    await library.quizzes.delete(quiz_id)
    with pytest.raises(NotFoundError):
        await library.quizzes.get(quiz_id)
    assert (await library.quizzes.of(ada.id)).items == []
    assert (await library.quizzes.search("rivers")).items == []
    assert (await library.quizzes.version(quiz_id, 1)).document["title"] == "Rivers"
    await library.results.delete("game-1")
    assert (await library.quizzes.version(quiz_id, 1)).document["title"] == "Rivers"
    await library.results.delete("game-2")
    with pytest.raises(NotFoundError):
        await library.quizzes.version(quiz_id, 1)


async def test_one_rating_for_each_user(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    quiz_id = (await library.quizzes.create(ada.id, draft(), share="public")).quiz.id
    steps = [(ada, True, 1, 0), (ada, True, 1, 0), (bob, False, 1, 1), (ada, False, 0, 2), (ada, None, 0, 1)]
    for user, like, likes, dislikes in steps:
        quiz = await library.quizzes.rate(quiz_id, user.id, like)
        assert (quiz.likes, quiz.dislikes) == (likes, dislikes)
        assert await library.quizzes.rating_of(quiz_id, user.id) == like


async def test_ratings_at_once(library: Library) -> None:
    ada = await teacher(library)
    users = [await library.users.add(f"user {number}") for number in range(6)]
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    await asyncio.gather(*(library.quizzes.rate(quiz_id, user.id, True) for user in users for _ in range(3)))
    assert (await library.quizzes.look(quiz_id)).likes == 6


async def test_counters(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    made = (await library.quizzes.create(ada.id, draft())).quiz
    clock.advance(DAY)
    await asyncio.gather(*(library.quizzes.count_view(made.id) for _ in range(5)), library.quizzes.count_play(made.id))
    quiz = await library.quizzes.look(made.id)
    assert (quiz.views, quiz.plays, quiz.updated_at, quiz.version) == (5, 1, made.updated_at, 1)


async def test_quiz_of_nobody(library: Library) -> None:
    ada = await teacher(library)
    with pytest.raises(NotFoundError):
        await library.quizzes.create("nobody", draft())
    with pytest.raises(NotFoundError):
        await library.quizzes.create(ada.id, draft(), workspace_id="nowhere")
    for quiz_id in ("nothing", "", "\0", "x" * 5000, "☃"):
        with pytest.raises(NotFoundError):
            await library.quizzes.get(quiz_id)


async def test_a_save_may_set_who_sees_it(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft(), share="link")).quiz.id
    link = (await library.quizzes.look(quiz_id)).link

    same = await library.quizzes.save(quiz_id, draft("Lakes"), expected=1, saved_by=ada.id, share="link")
    public = await library.quizzes.save(quiz_id, draft("Lakes"), expected=2, saved_by=ada.id, share="public")
    with pytest.raises(ConflictError):
        await library.quizzes.save(quiz_id, draft("Seas"), expected=1, saved_by=ada.id, share="private")

    assert (same.quiz.share, same.quiz.link, same.version) == ("link", link, 2)
    assert (public.quiz.share, public.quiz.link, public.version) == ("public", None, 2)
    assert (await library.quizzes.look(quiz_id)).share == "public"


async def test_several_at_once_in_the_order_asked_for(library: Library) -> None:
    ada = await teacher(library)
    ids = [(await library.quizzes.create(ada.id, draft(f"Rivers {number}"))).quiz.id for number in range(4)]
    await library.quizzes.save(ids[2], draft("Lakes"), expected=1, saved_by=ada.id)
    await library.quizzes.delete(ids[1])
    found = await library.quizzes.get_all([ids[3], ids[1], ids[2], "nothing"])
    assert found == [await library.quizzes.get(ids[3]), await library.quizzes.get(ids[2])]
    assert await library.quizzes.get_all([]) == []


async def test_quizzes_that_show_a_picture_now(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    file, other = [await library.files.add(ada.id, picture(color=color)) for color in ("red", "blue")]
    once = (await library.quizzes.create(ada.id, draft("Once", files=(file.id,)))).quiz.id
    still = (await library.quizzes.create(ada.id, draft("Still", files=(file.id, other.id)))).quiz.id
    gone = (await library.quizzes.create(ada.id, draft("Gone", files=(file.id,)))).quiz.id
    assert {quiz.id for quiz in await library.quizzes.showing(file.id)} == {once, still, gone}
    clock.advance(1)
    await library.quizzes.save(once, draft("Once", document={}), expected=1, saved_by=ada.id)
    await library.quizzes.save(still, draft("Still", document={}, files=(file.id,)), expected=1, saved_by=ada.id)
    await library.quizzes.delete(gone)
    assert [quiz.id for quiz in await library.quizzes.showing(file.id)] == [still]
    assert await library.quizzes.showing(other.id) == []
