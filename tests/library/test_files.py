"""Files of the library: the same in a folder and in a store that speaks S3."""

import asyncio
from pathlib import Path

import pytest

from rumpus.library import FileLimits, Library, NotFoundError, PictureError, RefusedError
from tests.library.builders import CHEAP, DAY, HOUR, SetClock, draft, picture, teacher
from tests.library.stores import Store, place_of


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest) -> Store:
    """Both of them."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


async def test_picture_is_kept_once(library: Library, store: Store) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    first = await library.files.add(ada.id, picture(), filename="C:\\home\\red\n.png", alt_text="red")
    again = await library.files.add(ada.id, picture(), credit="Ada")
    other = await library.files.add(bob.id, picture())
    assert (first.filename, first.mime_type, first.width, first.height) == ("red.png", "image/png", 8, 6)
    assert (again.id, again.alt_text, again.credit) == (first.id, "red", "Ada")
    assert other.id != first.id
    assert other.hash == first.hash
    assert store.names() == {place_of(first.hash)}
    file, data = await library.files.read(first.id)
    assert (file, len(data)) == (again, first.size)
    assert store.get(place_of(first.hash)) == data
    await library.files.delete(first.id)
    assert (await library.files.read(other.id))[1] == data
    await library.files.delete(other.id)
    assert store.names() == set()
    for attempt in (library.files.get(first.id), library.files.open(first.id), library.files.delete(first.id)):
        with pytest.raises(NotFoundError):
            await attempt


async def test_bytes_that_were_lost(library: Library, store: Store) -> None:
    ada = await teacher(library)
    file = await library.files.add(ada.id, picture())
    store.lose(place_of(file.hash))
    for attempt in (library.files.open(file.id), library.files.read(file.id)):
        with pytest.raises(NotFoundError):
            await attempt
    # Uploading again heals it.
    assert (await library.files.add(ada.id, picture())).id == file.id
    assert (await library.files.read(file.id))[0] == file


async def test_same_picture_at_once(library: Library) -> None:
    ada = await teacher(library)
    files = await asyncio.gather(*(library.files.add(ada.id, picture()) for _ in range(5)))
    assert len({file.id for file in files}) == 1


async def test_list_describe_and_own(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    files = [await library.files.add(ada.id, picture(color=color)) for color in ("red", "green", "blue")]
    other = await library.files.add(bob.id, picture())
    first = await library.files.of(ada.id, limit=2)
    rest = await library.files.of(ada.id, cursor=first.next)
    assert [one.id for one in first.items + rest.items] == [one.id for one in reversed(files)]
    await library.quizzes.create(ada.id, draft(files=(files[0].id, "nothing", files[0].id)))
    assert [one.id for one in (await library.files.of(ada.id, unused=False)).items] == [files[0].id]
    assert len((await library.files.of(ada.id, unused=True)).items) == 2
    described = await library.files.describe(files[0].id, alt_text="A square", credit=None, filename="square")
    assert (described.alt_text, described.credit, described.filename) == ("A square", None, "square")
    with pytest.raises(RefusedError):
        await library.files.describe(files[0].id, alt_text="x" * 1001, credit=None)
    assert await library.files.owned(ada.id, [files[0].id, other.id, "nothing"]) == {files[0].id}
    usage = await library.files.usage(ada.id)
    assert usage.used == sum(file.size for file in files)


async def test_users_store_is_bounded(database: str | None, tmp_path: Path) -> None:
    library = Library(database, tmp_path, passwords=CHEAP, files=FileLimits(quota=200))
    await library.open()
    ada, bob = await teacher(library), await teacher(library, "Bob")
    for color in ("red", "green"):
        await library.files.add(ada.id, picture(color=color))
    with pytest.raises(PictureError) as refused:
        await library.files.add(ada.id, picture(color="blue"))
    assert refused.value.code == "quota"
    await library.files.add(ada.id, picture(color="red"))
    await library.files.add(bob.id, picture(color="blue"))
    await library.close()


async def test_file_is_forgotten_a_day_after_the_last_quiz_let_go(
    library: Library, clock: SetClock, store: Store
) -> None:
    ada = await teacher(library)
    used, unused = [await library.files.add(ada.id, picture(color=color)) for color in ("red", "green")]
    first = (await library.quizzes.create(ada.id, draft(files=(used.id,)))).quiz.id
    second = (await library.quizzes.duplicate(first, ada.id)).quiz.id
    clock.advance(23 * HOUR)
    assert (await library.expire()).files == 0
    clock.advance(2 * HOUR)
    assert (await library.expire()).files == 1
    with pytest.raises(NotFoundError):
        await library.files.get(unused.id)
    await library.quizzes.delete(first)
    clock.advance(2 * DAY)
    assert (await library.expire()).files == 0
    await library.quizzes.delete(second)
    assert (await library.expire()).files == 0
    assert store.names() == {place_of(used.hash)}
    clock.advance(DAY + 1)
    assert (await library.expire()).files == 1
    assert store.names() == set()


async def test_upload_again_starts_the_day_anew(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    file = await library.files.add(ada.id, picture())
    clock.advance(23 * HOUR)
    assert (await library.files.add(ada.id, picture())).id == file.id
    clock.advance(23 * HOUR)
    assert (await library.expire()).files == 0


async def test_bytes_that_nobody_knows_are_swept_away(library: Library, store: Store) -> None:
    ada = await teacher(library)
    file = await library.files.add(ada.id, picture())
    store.put(place_of("ab" + "0" * 62), b"x")
    await library.expire()
    assert store.names() == {place_of(file.hash)}


async def test_files_of_a_deleted_account_go_at_once(library: Library, store: Store) -> None:
    await teacher(library)
    bob = await teacher(library, "Bob")
    await library.files.add(bob.id, picture())
    await library.users.delete(bob.id)
    assert store.names() == set()


async def test_file_that_a_deleted_account_used(library: Library, clock: SetClock) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    file = await library.files.add(ada.id, picture())
    await library.quizzes.create(bob.id, draft(files=(file.id,)))
    await library.users.delete(bob.id)
    assert (await library.expire()).files == 0
    clock.advance(DAY + 1)
    assert (await library.expire()).files == 1
