"""Zombie matches over real sockets: what the original's client is told, and what ours is told instead."""

from typing import Any

import pytest

from rumpus.pixel.rules.commands import ZOMBIE
from rumpus.pixel.rules.zombie.arena import Arena
from rumpus.pixel.rules.zombie.things import Item
from rumpus.pixel.rules.zombie.zombie import Zombie
from rumpus.rehearse.frame_client import Transport
from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.packet import PacketType, encode_array, place_of
from tests.pixel.house import DEPLOYED, OURS, House, Person, house_of
from tests.pixel.shapes import JOINED_DIFFERS, SHAPES, heard
from tests.pixel.sockets.test_zombie_delta import HEADER, frame
from tests.pixel.zombie_delta import applied
from tests.until import until

LOBBY = 30_000
COUNTDOWN = 5_000


async def arena(house: House, *people: tuple[str, dict[str, Any]]) -> list[Person]:
    """These are in an arena that has just been opened."""
    players = [await house.player(ZOMBIE, namespace, **auth) for namespace, auth in people]
    await house.passes(LOBBY + COUNTDOWN)
    for player in players:
        await player.hears("zombie-roles-assigned")
    return players


def standing_still(house: House) -> Arena:
    """The arena of the only game, in which nobody moves any more."""
    (company,) = house.pixels._companies.running()
    assert isinstance(company.game.match, Zombie)
    scene = company.game.match._arena
    assert scene is not None
    for body in scene.bodies:
        body.moved_in = 1_000_000
    return scene


@pytest.mark.parametrize("namespace", [DEPLOYED, OURS])
async def test_roles_then_the_phase_then_states(namespace: str) -> None:
    async with house_of() as house:
        (player,) = await arena(house, (namespace, {}))
        phase = await player.hears("phase-changed")
        assert phase["phase"] == "active"
        state = await player.hears("zombie-game-state")
        assert len(state["players"]) == 100
        assert state["players"][0]["id"] == player.player_id
        assert state["players"][0]["name"] == player.user["fullName"]
        assert [one["isBot"] for one in state["players"]] == [False] + [True] * 99
        assert (state["zombieCount"], state["survivorCount"], state["timeRemaining"]) == (10, 90, 60)
        await player.hears("zombie-game-state")


def state_of(person: Person) -> dict[str, Any]:
    """The state that a client has now, from everything that it was ever told."""
    state: dict[str, Any] = {}
    for event, args in person.ever:
        if event == "zombie-game-state":
            state = args[0]
        elif event == "zombie-delta":
            _, state = applied(state, args[0])
    return state


def counted(person: Person, event: str) -> int:
    return [name for name, _ in person.ever].count(event)


async def ends(house: House, *people: Person) -> None:
    """The match is over, and these have heard so."""
    for _ in range(160):
        if any(event == "zombie-game-end" for event, _ in people[0].ever):
            break
        await house.passes(1_000)
    for person in people:
        await person.hears("zombie-game-end")


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_deltas_make_the_state_that_others_are_told(transport: Transport) -> None:
    async with house_of() as house:
        full = await house.player(ZOMBIE)
        delta = await house.person(OURS, {"zombie": "delta"}, transport)
        delta.say("join-public", {"gameMode": ZOMBIE})
        await delta.hears("lobby-joined")
        await house.passes(LOBBY + COUNTDOWN)
        await ends(house, full, delta)
        assert counted(delta, "zombie-game-state") == 1
        assert counted(delta, "zombie-delta") > 5
        assert counted(full, "zombie-delta") == 0
        # On a poll ticks are skipped: then the arena is as it was a moment ago.
        if transport == "websocket":
            mine, theirs = state_of(delta), state_of(full)
            assert {**mine, "items": []} == {**theirs, "items": []}


async def test_header_and_attachment_are_small() -> None:
    """In one write, see `Outgoing`; the attachment's size is bounded in `test_zombie_delta`."""
    text, attachments = encode_array(PacketType.EVENT, place_of(OURS), None, ("zombie-delta", b"attachment"))
    out = Outgoing(text, attachments)
    assert out.size == HEADER + frame(b"attachment")


async def test_there_are_no_deltas_on_the_old_namespace() -> None:
    async with house_of() as house:
        (player,) = await arena(house, (DEPLOYED, {"zombie": "delta"}))
        await house.passes(500)
        await player.hears("zombie-game-state")
        player.say("zombie-resync")
        await player.settles()
        assert counted(player, "zombie-delta") == 0


async def test_late_comers_watch_from_the_first_moment() -> None:
    async with house_of() as house:
        host, code = await house.host(ZOMBIE)
        for _ in range(9):
            await house.guest(code)
        await house.passes(LOBBY + COUNTDOWN)
        await host.hears("zombie-game-state")
        for auth in ({}, {"zombie": "delta"}):
            late = await house.person(OURS, auth)
            late.say("join-room", {"code": code})
            joined = await late.hears("lobby-joined")
            assert (joined["spectator"], joined["phase"]) == (True, "active")
            assert joined["timerEndsAt"] > house.clock.epoch_ms()
            await late.hears("zombie-game-state")
            assert counted(late, "zombie-roles-assigned") == 0
            await house.passes(200)
            await late.hears("zombie-delta" if auth else "zombie-game-state")
            late.say("zombie-move", {"direction": "up"})
        assert len(state_of(host)["players"]) == 10, "people of a private room are among themselves"


async def test_nobody_is_told_of_things_that_are_not_for_their_role() -> None:
    async with house_of() as house:
        players = await arena(house, (OURS, {}), (DEPLOYED, {}), (OURS, {"zombie": "delta"}))
        await ends(house, *players)
        for player in players:
            see_no_more_than_their_role(player)


def see_no_more_than_their_role(player: Person) -> None:
    sees = ""
    state: dict[str, Any] = {}
    for event, args in player.ever:
        if event == "zombie-roles-assigned":
            sees = args[0]["yourRole"] + "s"
        elif event == "zombie-infection" and args[0]["victimId"] == player.player_id:
            sees = "zombies"
        elif event == "zombie-healed" and args[0]["healedId"] == player.player_id:
            sees = "survivors"
        elif event == "zombie-item-spawned":
            assert args[0]["visibility"] == sees
        elif event in ("zombie-game-state", "zombie-delta"):
            state = args[0] if event == "zombie-game-state" else applied(state, args[0])[1]
            assert {item["type"] for item in state["items"]} <= {
                "speed-boost" if sees == "zombies" else "healing-touch"
            }


async def test_a_new_role_sees_its_own_things_from_its_first_tick() -> None:
    async with house_of() as house:
        (player,) = await arena(house, (OURS, {"zombie": "delta"}))
        scene = standing_still(house)
        mine, zombie = scene.bodies[0], next(body for body in scene.bodies[1:] if body.is_zombie)
        if mine.is_zombie:
            mine.is_zombie, scene.survivors = False, scene.survivors + 1
            scene._turn(mine)
        scene.items += [Item("item_AAAAAAAA", "healing-touch", 0, 0), Item("item_BBBBBBBB", "speed-boost", 31, 31)]
        for body in scene.bodies:
            body.x = min(max(body.x, 1), 30)
        (company,) = house.pixels._companies.running()
        company.group(company.guests[1], company.groups_of(company.guests[1], 1))
        scene._turn(mine)
        await house.passes(60)
        await until(lambda: state_of(player).get("items"))
        assert [item["type"] for item in state_of(player)["items"]] == ["healing-touch"]
        mine.x, mine.y = zombie.x, zombie.y
        await house.passes(60)
        await player.hears("zombie-infection")
        await player.hears("zombie-delta")
        assert [item["type"] for item in state_of(player)["items"]] == ["speed-boost"]


async def test_who_comes_back_has_role_and_arena_again() -> None:
    async with house_of() as house:
        player, other = await arena(house, (OURS, {}), (OURS, {}))
        player.cut()
        await other.hears("player-disconnected")
        back = await house.person(OURS, {"zombie": "delta"})
        back.say("restore-session", {"sessionId": player.session_id})
        restored = await back.hears("session-restored")
        assert (restored["phase"], "phaseState" in restored) == ("active", False)
        role = await back.hears("zombie-roles-assigned")
        assert role["yourId"] == player.player_id
        state = await back.hears("zombie-game-state")
        assert state["players"][0]["id"] == player.player_id
        await house.passes(100)
        await back.hears("zombie-delta")
        assert counted(back, "phase-changed") == 0


async def test_a_resync_is_the_whole_state_but_not_all_the_time() -> None:
    async with house_of() as house:
        (player,) = await arena(house, (OURS, {"zombie": "delta"}))
        await player.hears("zombie-game-state")
        for _ in range(10):
            player.say("zombie-resync")
            state = await player.hears("zombie-game-state")
            assert len(state["players"]) == 100
        player.say("zombie-resync")
        assert (await player.hears("error"))["code"] == "RATE_LIMITED"


async def test_a_burst_of_moves_is_one_cell_and_nonsense_none() -> None:
    async with house_of() as house:
        (player,) = await arena(house, (DEPLOYED, {}))
        state = await player.hears("zombie-game-state")
        x = state["players"][0]["x"]
        way = 1 if x < 16 else -1
        for nonsense in ({}, {"direction": "north"}, {"direction": 3}, None, "up"):
            player.say("zombie-move", nonsense)
        for _ in range(20):
            player.say("zombie-move", {"direction": "right" if way > 0 else "left"})
        await player.settles()
        await house.passes(60)
        state = await player.hears("zombie-game-state")
        assert state["players"][0]["x"] == x + way
        assert counted(player, "error") == 0


async def test_one_end_then_the_results_and_no_more_ticks() -> None:
    async with house_of() as house:
        (player,) = await arena(house, (OURS, {}))
        ticker = house.pixels._companies.ticker
        (company,) = house.pixels._companies.running()
        assert company in ticker
        await ends(house, player)
        assert (await player.hears("phase-changed"))["phase"] == "results"
        assert company not in ticker
        states = counted(player, "zombie-game-state")
        await house.passes(9_000)
        assert counted(player, "zombie-game-state") == states
        assert counted(player, "zombie-game-end") == 1
        await house.passes(1_000)
        assert (await player.hears("phase-changed"))["phase"] == "lobby"
        await house.passes(LOBBY + COUNTDOWN)
        await player.hears("zombie-roles-assigned")
        assert company in ticker


async def test_an_arena_that_everybody_has_left_is_no_more() -> None:
    async with house_of() as house:
        (player,) = await arena(house, (OURS, {}))
        (company,) = house.pixels._companies.running()
        await player.asks("leave-lobby")
        assert list(house.pixels._companies.running()) == []
        await house.passes(100)
        assert company not in house.pixels._companies.ticker


async def test_a_new_name_is_seen_in_the_arena() -> None:
    async with house_of() as house:
        player, other = await arena(house, (OURS, {}), (OURS, {}))
        player.say("change-name", {"name": "Ada"})
        user = (await other.hears("player-updated"))["user"]
        await house.passes(100)
        state = await other.hears("zombie-game-state", lambda state: state["players"][0]["name"] == user["fullName"])
        assert state["players"][0]["id"] == player.player_id


async def test_who_has_left_is_a_body_without_a_name() -> None:
    async with house_of() as house:
        player, other = await arena(house, (OURS, {}), (OURS, {}))
        await player.asks("leave-lobby")
        await other.hears("player-left")
        await house.passes(100)
        state = await other.hears("zombie-game-state", lambda state: state["players"][0]["name"] == "Unknown#0000")
        assert (len(state["players"]), state["players"][0]["id"]) == (100, player.player_id)


@pytest.mark.parametrize("phase", ["countdown", "results"])
async def test_who_comes_back_before_or_after_the_match_is_told_the_phase(phase: str) -> None:
    async with house_of() as house:
        player, other = [await house.player(ZOMBIE) for _ in range(2)]
        await house.passes(LOBBY)
        if phase == "results":
            await house.passes(COUNTDOWN)
            await ends(house, other)
        player.cut()
        await other.hears("player-disconnected")
        back = await house.person()
        back.say("restore-session", {"sessionId": player.session_id})
        restored = await back.hears("session-restored")
        assert restored["phaseState"] == {"phase": phase}
        if phase == "results":
            await back.hears("zombie-game-end")


# ---- against the recordings of the original --------------------------------------------------------------------------

OURS_DIFFERS = {
    **JOINED_DIFFERS,
    "zombie-healed: new": "8.5: nobody was healed in the recording",
    "zombie-effect-started.expiresAt: null": "8.5: nor was there a healing touch",
    "zombie-effect-started.remainingUses: number": "8.5: the same",
    "zombie-game-state.effects[].expiresAt: null": "8.5: the same",
    "zombie-game-state.effects[].remainingUses: number": "8.5: the same",
    "zombie-game-end.winner: object": "8.5: nobody survived in it",
}
"""All of them, and why."""

RECORDED = {name for name in SHAPES if name.startswith("zombie-")} | {
    "phase-changed:countdown", "phase-changed:active", "phase-changed:results", "phase-changed:lobby",
}  # fmt: skip


async def test_every_message_has_the_shape_of_the_original() -> None:
    async with house_of() as house:
        players = await arena(house, (DEPLOYED, {}), (DEPLOYED, {}))
        scene = standing_still(house)
        # Everything happens at once.
        zombie = next(body for body in scene.bodies if body.is_zombie)
        healer, victim = [body for body in scene.bodies if not body.is_zombie][:2]
        scene.items.append(Item("item_AAAAAAAA", "speed-boost", zombie.x, zombie.y))
        scene.items.append(Item("item_BBBBBBBB", "healing-touch", healer.x, healer.y))
        await house.passes(60)
        healer.x, healer.y = zombie.x, zombie.y
        await house.passes(60)
        zombie.is_zombie, scene.survivors = True, scene.survivors - 1
        victim.x, victim.y = zombie.x, zombie.y
        await ends(house, *players)
        await house.passes(10_000)
        for player in players:
            await player.hears("phase-changed", lambda phase: phase["phase"] == "lobby")
        said, found = heard(players)
        assert said >= RECORDED
        assert found == set(OURS_DIFFERS)
