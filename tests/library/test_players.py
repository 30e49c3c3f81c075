import json

import msgspec
import pytest

from rumpus.library import Library, NamedPlayer, NotFoundError, PlayedPlayer, RefusedError, SeatedPlayer
from tests.library.builders import answer, played, save_game, teacher


async def names(library: Library, game_id: str) -> list[str]:
    return [one.name for one in (await library.results.players(game_id)).items]


async def test_held_about_one_player(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    await save_game(library, ada, "game-1")
    await save_game(library, bob, "game-2", ended_at=1_770_000_000_000)
    assert ada.workspace_id is not None
    held = await library.players.held(NamedPlayer(ada.workspace_id, " E\u0301MILE "))
    assert [one.game_id for one in held.games] == ["game-1", "game-2"]
    assert [one.host for one in held.games] == ["Ada", "Bob"]
    assert (held.name, held.games[0].custom_field_label, held.games[0].custom_field) == ("Émile", "Class", "4a")
    assert [(one.answer, one.score) for one in held.games[0].answers] == [("B", 0), ("Nile", 700)]
    # It is ready to be handed out, and names nobody else.
    told = msgspec.json.encode(held)
    assert json.loads(told)["rumpus_held"] == 1
    assert b"Zoe" not in told
    own = await library.players.held(NamedPlayer(ada.workspace_id, "Émile", owner_id=ada.id))
    assert [one.game_id for one in own.games] == ["game-1"]
    seated = await library.players.held(SeatedPlayer("game-2", 3))
    assert (seated.name, len(seated.games)) == ("Max", 1)


async def test_erase_everywhere(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    for game_id, owner in (("game-1", ada), ("game-2", ada), ("game-3", bob)):
        await save_game(library, owner, game_id)
    assert ada.workspace_id is not None
    assert await library.players.erase(NamedPlayer(ada.workspace_id, "émile", owner_id=ada.id)) == 2
    assert await names(library, "game-1") == await names(library, "game-2") == ["Zoe", "Max"]
    assert await names(library, "game-3") == ["Zoe", "Émile", "Max"]
    game = await library.results.look("game-1")
    assert (game.player_count, game.answer_count) == (2, 3)
    assert await library.players.erase(NamedPlayer(ada.workspace_id, "Émile")) == 1
    with pytest.raises(NotFoundError):
        await library.players.held(NamedPlayer(ada.workspace_id, "Émile"))
    with pytest.raises(NotFoundError):
        await library.players.erase(NamedPlayer(ada.workspace_id, "Émile"))


async def test_erased_from_the_file(library: Library, kind: str) -> None:
    if kind != "sqlite":
        pytest.skip("only SQLite overwrites what was erased; PostgreSQL vacuums")
    ada = await teacher(library)
    name = "Xanthippe-Unmistakable"
    await library.results.save_game(played(ada), [PlayedPlayer(1, name)], [answer(1, 0, "A")])
    assert ada.workspace_id is not None
    await library.players.erase(NamedPlayer(ada.workspace_id, name))
    file = library._database.file
    await library.close()
    assert name.encode() not in file.read_bytes()
    assert not file.with_name(file.name + "-wal").exists()


async def test_erase_one_seat(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada, "game-1")
    await save_game(library, ada, "game-2")
    assert await library.players.erase(SeatedPlayer("game-1", 1)) == 1
    assert await names(library, "game-1") == ["Émile", "Max"]
    assert await names(library, "game-2") == ["Zoe", "Émile", "Max"]
    with pytest.raises(NotFoundError):
        await library.players.erase(SeatedPlayer("game-1", 1))


async def test_rename(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada, "game-1")
    await save_game(library, ada, "game-2")
    assert ada.workspace_id is not None
    assert await library.players.rename(NamedPlayer(ada.workspace_id, "zoe"), "Player 1", keep_custom_field=False) == 2
    best = (await library.results.players("game-2")).items[0]
    assert (best.name, best.custom_field, best.total) == ("Player 1", None, 1400)
    assert (await library.players.held(NamedPlayer(ada.workspace_id, "player 1"))).name == "Player 1"
    assert await library.players.rename(SeatedPlayer("game-1", 3), "Moritz") == 1
    assert await names(library, "game-1") == ["Player 1", "Émile", "Moritz"]
    for name in ("", " ", "x" * 41, "a\nb"):
        with pytest.raises(RefusedError):
            await library.players.rename(SeatedPlayer("game-1", 3), name)
    with pytest.raises(NotFoundError):
        await library.players.rename(SeatedPlayer("game-1", 9), "Eve")


async def test_other_workspaces_are_not_concerned(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)
    school = await library.workspaces.create("School", owner_id=ada.id)
    with pytest.raises(NotFoundError):
        await library.players.erase(NamedPlayer(school.id, "Zoe"))
    assert "Zoe" in await names(library, "game-1")
