"""Results of a big game: whole for admins, for each player what concerns them."""

import asyncio
from typing import Any

import pytest

from rumpus.quiz.rules.commands import Join
from rumpus.quiz.sockets.company import ADMIN_OUTGOING_BOUND
from tests.quiz.house import DEPLOYED, OURS, House, Person, Played, house_of
from tests.quiz.story import abcd
from tests.until import until

PLAYERS = 900
"""Enough for more than 64 KiB of answers."""

DEPLOYED_PLAYERS = 300


@pytest.fixture
async def crowd() -> Any:
    async with house_of() as house:
        game = house.game(abcd(time=60))
        yield house, game


async def joined(house: House, game: Played, number: int) -> Person:
    namespace = DEPLOYED if number < DEPLOYED_PLAYERS else OURS
    person = await game.player(f"player {number:04}", namespace)
    person.told.clear()
    return person


async def test_above_64_kib_players_get_the_best_fifty_and_their_own(crowd: tuple[House, Played]) -> None:
    house, game = crowd
    host = await game.host(DEPLOYED)
    ours = await house.person(OURS)
    ours.say("register_as_remote", game.secret)
    await ours.hears("game_state")
    players: list[Person] = []
    for start in range(0, PLAYERS, 100):
        players += await asyncio.gather(*(joined(house, game, start + i) for i in range(100)))
    await host.asks("set_question_number", "0")
    for player in players:
        player.say("submit_answer", {"question_index": 0, "answer": "yes"})
    await asyncio.gather(*(player.hears("player_answer") for player in players))
    await host.hears("everyone_answered")

    host.say("get_question_results", {"question_number": 0})
    whole = await host.hears("question_results")
    assert len(whole) == PLAYERS
    assert await ours.hears("question_results") == whole
    scores = {answer["username"]: answer for answer in whole}
    told = await asyncio.gather(*(player.hears("question_results") for player in players[:DEPLOYED_PLAYERS]))
    for number, results in enumerate(told):
        name = f"player {number:04}"
        assert 50 <= len(results) <= 51
        assert scores[name] in results
        assert all(scores[answer["username"]] == answer for answer in results)
    shared = set.intersection(*({answer["username"] for answer in results} for results in told))
    lowest = min(scores[name]["score"] for name in shared)
    assert len(shared) == 50
    assert sum(answer["score"] > lowest for answer in whole) <= 50

    own = await asyncio.gather(*(player.hears("own_result") for player in players[DEPLOYED_PLAYERS:]))
    assert [result["total"] for result in own] == [
        scores[f"player {number:04}"]["score"] for number in range(DEPLOYED_PLAYERS, PLAYERS)
    ]
    assert all("question_results" not in player.events() for player in players[DEPLOYED_PLAYERS:])

    host.say("get_final_results", {})
    assert await host.hears("final_results") == {"0": whole}
    final = await players[0].hears("final_results")
    assert list(final) == ["0"]
    assert 50 <= len(final["0"]) <= 51
    state = await players[-1].hears("game_state")
    assert (state["phase"], state["total"]) == ("final", own[-1]["total"])

    admins = [
        house.server.namespaces[name].sockets[sid]
        for name, sid in ((DEPLOYED, host.client.sid), (OURS, ours.client.sid))
    ]
    assert {socket.connection.outgoing_bound for socket in admins} == {ADMIN_OUTGOING_BOUND}


@pytest.mark.parametrize("namespace", [DEPLOYED, OURS])
async def test_a_host_who_reloads_in_the_largest_game_is_shown_everybody(
    crowd: tuple[House, Played], namespace: str
) -> None:
    house, game = crowd
    host = await game.host()
    seats = 10_000
    [table] = house.hall.tables.values()
    for number in range(seats):
        table.handle(Join(f"{number:05}" + "\N{GRINNING FACE}" * 35, None, []))
    await host.asks("set_question_number", "0")
    host.cut()

    page = await house.person(namespace)
    page.say("register_as_admin", game.secret)
    await until(lambda: "set_question_number" in page.events() or page.client.lost is not None)

    assert page.client.lost is None
    assert page.events().count("player_joined") == seats
