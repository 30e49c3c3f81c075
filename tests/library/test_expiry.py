import os
from pathlib import Path

import pytest

from rumpus.library import Expired, Library, NotFoundError
from tests.library.builders import ANSWERS, DAY, PLAYERS, SetClock, draft, picture, played, save_game, teacher


async def test_nothing_is_old_yet(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    file = await library.files.add(ada.id, picture())
    quiz = await library.quizzes.create(ada.id, draft(files=(file.id,)))
    await save_game(library, ada, ended_at=clock.now, quiz_id=quiz.quiz.id, quiz_version=1)
    await library.sessions.open(ada.id)
    clock.advance(29 * DAY)
    assert await library.expire() == Expired()
    assert (await library.results.look("game-1")).player_count == 3
    assert (await library.files.read(file.id))[0] == file


async def test_results_are_erased_when_their_time_is_over(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    await save_game(library, ada, "saved", ended_at=clock.now)
    await library.results.save_game(played(ada, "unsaved", ended_at=clock.now), PLAYERS, ANSWERS, saved=False)
    game = await library.results.look("unsaved")
    assert game.expires_at == clock.now + 30 * DAY
    clock.advance(30 * DAY + 1)
    assert (await library.expire()).games == 1
    with pytest.raises(NotFoundError):
        await library.results.look("unsaved")
    saved = await library.results.look("saved")
    assert (await library.expire(saved.expires_at)).games == 0
    assert (await library.expire(saved.expires_at + 1)).games == 1
    assert (await library.results.of(ada.id)).items == []


async def test_many_old_games(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    for number in range(45):
        await library.results.save_game(played(ada, f"game-{number}", ended_at=0), [], [])
    assert (await library.expire()).games == 45


async def test_deleted_quiz_goes_with_its_last_result(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    file = await library.files.add(ada.id, picture())
    quiz_id = (await library.quizzes.create(ada.id, draft(files=(file.id,)))).quiz.id
    await save_game(library, ada, ended_at=clock.now, quiz_id=quiz_id, quiz_version=1)
    await library.quizzes.delete(quiz_id)
    clock.advance(400 * DAY)
    assert (await library.expire()) == Expired()
    clock.advance(1)
    expired = await library.expire()
    assert (expired.games, expired.quizzes, expired.files) == (1, 1, 0)
    with pytest.raises(NotFoundError):
        await library.quizzes.version(quiz_id, 1)
    clock.advance(DAY + 1)
    assert (await library.expire()).files == 1


async def test_old_versions_that_nobody_played(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    file = await library.files.add(ada.id, picture())
    quiz_id = (await library.quizzes.create(ada.id, draft("one", files=(file.id,)))).quiz.id
    for title in ("two", "three", "four"):
        await library.quizzes.save(quiz_id, draft(title), expected=None, saved_by=ada.id)
    await save_game(library, ada, quiz_id=quiz_id, quiz_version=2, ended_at=clock.now)
    clock.advance(91 * DAY)
    assert (await library.expire()).versions == 2
    assert [one.number for one in (await library.quizzes.versions(quiz_id)).items] == [4, 2]
    clock.advance(2 * DAY)
    assert (await library.expire()).files == 1


async def test_ways_in_that_are_over(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    await library.sessions.open(ada.id)
    await library.links.make(ada.id)
    await library.invitations.make(created_by=ada.id)
    clock.advance(31 * DAY)
    expired = await library.expire()
    assert (expired.sessions, expired.links, expired.invitations) == (1, 1, 1)


async def test_old_backups(library: Library, clock: SetClock, tmp_path: Path) -> None:
    for name, age in (("old", 31 * DAY), ("new", 29 * DAY)):
        backup = tmp_path / "backups" / f"{name}.sqlite3"
        backup.parent.mkdir(exist_ok=True)
        backup.touch()
        os.utime(backup, ((clock.now - age) / 1000,) * 2)
    assert (await library.expire()).backups == 1
    assert [file.name for file in (tmp_path / "backups").iterdir()] == ["new.sqlite3"]
