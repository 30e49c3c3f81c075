"""Places for bytes: what becomes of files when one fails, and what is told apart in each."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from rumpus.library import Library, NotFoundError, StoreError, UnusableError
from rumpus.library.files import object_store
from tests.library.builders import CHEAP, DAY, SetClock, picture, teacher
from tests.library.stores import Store, place_of


@asynccontextmanager
async def opened(folder: Path, clock: SetClock, files_at: str | None) -> AsyncIterator[Library]:
    library = Library(None, folder, files_at=files_at, passwords=CHEAP, clock=clock, full_sync=False)
    await library.open()
    try:
        yield library
    finally:
        await library.close()


@pytest.fixture
async def nobody() -> AsyncIterator[str]:
    """An address at which everybody is heard, and nobody is answered."""

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(1024):
            pass
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize("reason", ["refuses", "is silent", "does not know us"])
async def test_store_that_fails(
    reason: str, s3_store: Store, nobody: str, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, clock, s3_store.at) as library:
        ada = await teacher(library)
        kept = await library.files.add(ada.id, picture())
        erased = await library.files.add(ada.id, picture(color="green"))
    with monkeypatch.context() as broken:
        name, value = {
            "refuses": ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
            "is silent": ("AWS_ENDPOINT_URL", nobody),
            "does not know us": ("AWS_SECRET_ACCESS_KEY", "another"),
        }[reason]
        broken.setenv(name, value)
        broken.setattr(object_store, "PATIENCE", timedelta(milliseconds=200))
        async with opened(tmp_path, clock, s3_store.at) as library:
            for attempt in (
                library.files.check(),
                library.files.add(ada.id, picture(color="blue")),
                library.files.open(kept.id),
                library.files.read(kept.id),
            ):
                with pytest.raises(StoreError):
                    await attempt
            assert [file.id for file in (await library.files.of(ada.id)).items] == [erased.id, kept.id]
            await library.files.delete(erased.id)
            clock.advance(2 * DAY)
            assert (await library.expire()).files == 1, "what is known of a file goes all the same"
    async with opened(tmp_path, clock, s3_store.at) as library:
        await library.files.check()
        assert s3_store.names() == {place_of(kept.hash), place_of(erased.hash)}
        again = await library.files.add(ada.id, picture(color="blue"))
        await library.expire()
        assert s3_store.names() == {place_of(again.hash)}


async def test_folder_that_cannot_be_written(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "files").write_text("where the folder should be")
    async with opened(tmp_path, clock, None) as library:
        ada = await teacher(library)
        with pytest.raises(StoreError):
            await library.files.add(ada.id, picture())
        assert not (await library.files.of(ada.id)).items
        (tmp_path / "files").unlink()
        await library.files.add(ada.id, picture())


async def test_another_folder(tmp_path: Path, clock: SetClock) -> None:
    async with opened(tmp_path, clock, str(tmp_path / "elsewhere")) as library:
        ada = await teacher(library)
        file = await library.files.add(ada.id, picture())
        assert (tmp_path / "elsewhere" / place_of(file.hash)).is_file()


@pytest.mark.parametrize("address", ["s3://", "s3:///prefix", "s3://key:secret@bucket", "s3://b?x=1", "ftp://b/c"])
def test_address_that_is_none(address: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableError) as refused:
        Library(None, tmp_path, files_at=address)
    assert "secret" not in str(refused.value)


async def test_many_want_the_same_picture(s3_store: Store, tmp_path: Path, clock: SetClock) -> None:
    """It is fetched once; whoever gives up leaves it to the others; what is erased is forgotten."""
    async with opened(tmp_path, clock, s3_store.at) as library:
        ada = await teacher(library)
        file = await library.files.add(ada.id, picture(size=(900, 700)))
        readers = [asyncio.create_task(library.files.read(file.id)) for _ in range(50)]
        await asyncio.sleep(0)
        readers[0].cancel()
        read = await asyncio.gather(*readers, return_exceptions=True)
        assert {one[1] for one in read[1:] if not isinstance(one, BaseException)} == {s3_store.get(place_of(file.hash))}
        s3_store.lose(place_of(file.hash))
        assert len((await library.files.read(file.id))[1]) == file.size, "it is remembered"
        await library.files.delete(file.id)
        with pytest.raises(NotFoundError):
            await library.files.read(file.id)


async def test_little_is_remembered(
    s3_store: Store, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, clock, s3_store.at) as library:
        ada = await teacher(library)
        first, second = [await library.files.add(ada.id, picture(color=color)) for color in ("red", "green")]
        monkeypatch.setattr(object_store, "REMEMBERED", first.size + second.size - 1)
        for file in (first, second, first):
            assert len((await library.files.read(file.id))[1]) == file.size
        for file in (first, second):
            s3_store.lose(place_of(file.hash))
        await library.files.read(first.id)
        with pytest.raises(NotFoundError):
            await library.files.read(second.id)


async def test_what_others_have_under_the_same_prefix_stays(s3_store: Store, tmp_path: Path, clock: SetClock) -> None:
    async with opened(tmp_path, clock, s3_store.at) as library:
        s3_store.put("ab/notes.txt", b"x")
        s3_store.put("cd" + "0" * 62, b"x")
        await library.expire()
        assert s3_store.names() == {"ab/notes.txt", "cd" + "0" * 62}


async def test_unfinished_bytes_are_swept_away(folder_store: Store, tmp_path: Path, clock: SetClock) -> None:
    async with opened(tmp_path, clock, None) as library:
        folder_store.put(place_of("cd" + "0" * 62 + ".part"), b"x")
        await library.expire()
        assert folder_store.names() == set()
