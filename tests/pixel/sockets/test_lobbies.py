"""Public lobbies and private rooms over real sockets."""

import pytest

from rumpus.pixel.rules.commands import BATTLE, COPYCAT, SOLO
from tests.pixel.house import DEPLOYED, DRAWING, OURS, house_of
from tests.pixel.tiny import TINY_MODES
from tests.until import until


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_who_comes_is_welcomed_in_order(namespace: str) -> None:
    async with house_of(TINY_MODES) as house:
        person = await house.person(namespace)
        assert person.events()[:2] == ["game-modes", "connected"]
        modes = await person.hears("game-modes")
        assert modes["default"] == "pixel-battle"
        assert [mode["id"] for mode in modes["available"]] == [
            "pixel-battle", "copy-cat", "pixel-guesser", "copy-cat-solo", "zombie-pixel", "copycat-royale",
        ]  # fmt: skip
        assert modes["available"][0] == {
            "id": "pixel-battle", "displayName": "Pixel Battle", "i18nKey": "gameModes.pixelBattle",
            "players": {"min": 5, "max": 100}, "allowPrivate": True,
        }  # fmt: skip
        connected = await person.hears("connected")
        assert sorted(connected) == ["serverTime", "sessionId", "socketId", "user"]
        assert connected["socketId"] == person.client.sid
        assert len(connected["sessionId"]) == 32
        assert connected["user"]["fullName"] == "{displayName}#{discriminator}".format(**connected["user"])


async def test_two_meet_in_a_lobby_play_and_return() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.person()
        (joined,) = await one.asks("join-public", {"gameMode": COPYCAT})
        assert joined[0] == "lobby-joined"
        assert joined[1] == {
            "instanceId": joined[1]["instanceId"], "type": "public", "hasPassword": False, "players": [one.user],
            "spectator": False, "gameMode": "copy-cat", "playerId": one.player_id, "standing": {},
        }  # fmt: skip
        two = await house.person(DEPLOYED)
        (second,) = await two.asks("join-public", {"gameMode": COPYCAT})
        assert second[1]["timerEndsAt"] > house.clock.epoch_ms()
        assert second[1]["standing"] == {"timer": {"duration": 5000, "endsAt": second[1]["timerEndsAt"]}}
        assert [name for name, _ in one.told] == ["lobby-timer-started", "player-joined"]
        started = await one.hears("lobby-timer-started")
        assert started == {"duration": 5000, "startsAt": second[1]["timerEndsAt"]}
        await house.passes(5_000)
        assert await two.hears("phase-changed") == {
            "phase": "countdown", "duration": 5000, "startsAt": started["startsAt"] + 5_000,
        }  # fmt: skip
        await house.passes(5_000)
        assert (await two.hears("phase-changed"))["endsAt"]
        await house.passes(30_000)
        assert await two.hears("phase-changed") == {"phase": "results", "duration": 15000}
        await house.passes(15_000)
        assert await two.hears("phase-changed") == {"phase": "lobby", "message": "Waiting for next round"}
        await two.hears("lobby-timer-started")
        assert len(house.hall.tables) == 1


async def test_what_is_said_in_a_lobby_that_returned_counts() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.player(COPYCAT)
        two = await house.player(COPYCAT)
        await house.passes(55_000)
        await one.hears("phase-changed", lambda phase: phase["phase"] == "lobby")
        assert await one.asks("leave-lobby") == [("lobby-timer-cancelled", {}), ("left-lobby", None)]
        left = await two.hears("player-left")
        assert left == {"playerId": one.player_id, "user": one.user}


async def test_an_unknown_mode_is_refused() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.person()
        modes: list[object] = ["pixel-survivor", "nonsense", 7, {}, ["copy-cat"]]
        for mode in modes:
            code, _ = await one.refused("join-public", {"gameMode": mode})
            assert code == "INVALID_GAME_MODE"
        assert not house.hall.tables


async def test_a_mode_without_rules_is_refused() -> None:
    only = {COPYCAT: TINY_MODES[COPYCAT]}
    async with house_of(only) as house:
        one = await house.person()
        assert (await one.refused("join-public"))[0] == "INVALID_GAME_MODE"
        assert (await one.refused("create-room"))[0] == "INVALID_GAME_MODE"
        modes = await (await house.person()).hears("game-modes")
        assert [mode["id"] for mode in modes["available"]] == [COPYCAT]


async def test_who_is_in_a_game_joins_no_other_until_it_shows_results() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.player(COPYCAT)
        two = await house.player(COPYCAT)
        for event, payload in (("join-public", {}), ("create-room", {}), ("join-room", {"code": "ABCD"})):
            assert await one.refused(event, payload) == ("ALREADY_IN_GAME", "Already in a game")
        await house.passes(40_000)
        await one.hears("phase-changed", lambda phase: phase["phase"] == "results")
        two.forget()
        told = await one.asks("join-public")
        assert [name for name, _ in told] == ["lobby-joined"], "the mode played last, in another lobby"
        assert told[0][1]["gameMode"] == COPYCAT
        assert (await two.hears("player-left"))["playerId"]


async def test_a_private_room_has_a_host_a_code_and_a_password() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE, password="secret1")
        guest = await house.person(DEPLOYED)
        assert await guest.asks("join-room", {"code": code}) == [("password-required", {"code": code})]
        guest.say("join-room", {"code": code.lower(), "password": "bad0"})
        assert await guest.hears("error") == {"code": "WRONG_PASSWORD", "message": "Incorrect password"}
        guest.say("join-room", {"code": code.lower(), "password": "secret1"})
        joined = await guest.hears("lobby-joined")
        assert joined["type"] == "private"
        assert joined["hasPassword"] is True
        assert (joined["code"], joined["isHost"]) == (code, False)
        assert await host.hears("player-joined") == {"user": guest.user, "playerId": guest.player_id}


async def test_who_comes_into_a_private_room_hears_how_it_stands() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE, password="secret1")
        others = [await house.guest(code, password="secret1") for _ in range(4)]
        others[0].cut()
        await host.hears("player-disconnected")
        late = await house.person()
        late.say("join-room", {"code": code, "password": "secret1"})
        joined = await late.hears("lobby-joined")
        people = [host, *others, late]
        assert joined["players"] == [person.user for person in people]
        assert joined["standing"] == {
            "away": [others[0].user["fullName"]],
            "hasPassword": True,
            "playerIds": [person.player_id for person in people],
            "hostId": host.player_id,
        }
        begun = dict(await host.asks("host-start-game"))["phase-changed"]
        others[1].cut()
        back = await house.person()
        told = dict(await back.asks("restore-session", {"sessionId": others[1].session_id}))
        timer = {"duration": begun["duration"], "endsAt": begun["startsAt"]}
        assert told["session-restored"]["standing"] == {**joined["standing"], "timer": timer}


async def test_who_watches_is_named_to_those_who_come_and_come_back() -> None:
    """They play the next game, and nobody is told then."""
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        others = [await house.guest(code) for _ in range(4)]
        await host.asks("host-start-game")
        late = await house.person()
        joined = dict(await late.asks("join-room", {"code": code}))["lobby-joined"]
        others[0].cut()
        back = await house.person()
        restored = dict(await back.asks("restore-session", {"sessionId": others[0].session_id}))["session-restored"]
        for told in (joined, restored):
            assert told["players"] == [person.user for person in (host, *others)]
            assert told["standing"]["spectators"] == [late.user]
            assert told["standing"]["playerIds"] == [person.player_id for person in (host, *others, late)]


async def test_the_host_changes_the_password() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        guest = await house.guest(code)
        for bad, text in (("abc", "at least 4"), ("", "at least 4"), ("x" * 65, "at most 64"), (5, "a string")):
            refused = await host.refused("host-change-password", {"password": bad})
            assert refused[0] == "INVALID_PASSWORD"
            assert text in refused[1]
        host.say("host-change-password", {"password": "newpass"})
        assert await host.hears("password-changed") == {"hasPassword": True}
        assert await guest.hears("password-changed") == {"hasPassword": True}
        host.say("host-change-password", {"password": None})
        assert await guest.hears("password-changed") == {"hasPassword": False}
        assert await guest.refused("host-change-password", {}) == ("NOT_HOST", "Only the host can change password")


async def test_the_host_kicks_and_starts() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        assert await host.refused("host-start-game") == ("NOT_ENOUGH_PLAYERS", "Need at least 5 players")
        guests = [await house.guest(code) for _ in range(5)]
        assert (await guests[0].refused("host-start-game"))[0] == "NOT_HOST"
        assert (await guests[0].refused("host-kick-player", {"playerId": host.player_id}))[0] == "NOT_HOST"
        assert (await host.refused("host-kick-player", {}))[0] == "INVALID_PLAYER_ID"
        assert (await host.refused("host-kick-player", {"playerId": "nope"}))[0] == "PLAYER_NOT_FOUND"
        assert (await host.refused("host-kick-player", {"playerId": host.player_id}))[0] == "CANNOT_KICK_SELF"
        kicked = guests.pop()
        guests[0].forget()
        told = await host.asks("host-kick-player", {"playerId": kicked.player_id})
        left = {"playerId": kicked.player_id, "user": kicked.user, "kicked": True}
        assert told == [("player-left", left)]
        assert await kicked.hears("kicked") == {"reason": "Host kicked you"}
        assert await guests[0].hears("player-left") == left
        assert (await kicked.refused("submit-drawing", {"pixels": DRAWING}))[0] == "NOT_IN_GAME"
        assert [name for name, _ in await kicked.asks("join-room", {"code": code})] == ["lobby-joined"]
        host.say("host-start-game")
        assert (await guests[0].hears("phase-changed"))["phase"] == "countdown"
        assert (await host.refused("host-start-game"))[0] == "START_FAILED"
        assert (await host.refused("host-kick-player", {"playerId": "x"}))[0] == "GAME_IN_PROGRESS"


async def test_rooms_that_do_not_exist_and_modes_that_have_none() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.person()
        assert await one.refused("join-room", {"code": "ZZZZ"}) == ("ROOM_NOT_FOUND", "Room not found")
        assert await one.refused("join-room", {}) == ("INVALID_CODE", "Invalid room code")
        assert await one.refused("create-room", {"gameMode": SOLO}) == ("CREATE_FAILED", "Failed to create room")
        assert (await one.refused("create-room", {"password": "abc"}))[0] == "INVALID_PASSWORD"


async def test_full_and_running_games_refuse() -> None:
    async with house_of(TINY_MODES) as house:
        _, code = await house.host(COPYCAT)
        await house.guest(code)
        third = await house.person()
        assert await third.refused("join-room", {"code": code}) == ("JOIN_FAILED", "Game is full (1v1 only)")


async def test_a_late_guest_of_a_private_room_watches_and_plays_next() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        for _ in range(4):
            await house.guest(code)
        host.say("host-start-game")
        await host.hears("phase-changed")
        await house.passes(5_000)
        late = await house.person()
        ((name, joined),) = await late.asks("join-room", {"code": code})
        assert name == "lobby-joined"
        assert (joined["spectator"], joined["phase"]) == (True, "drawing")
        assert joined["timerEndsAt"] > house.clock.epoch_ms()
        assert len(joined["players"]) == 5
        await house.passes(3_000)
        refused = await late.refused("submit-drawing", {"pixels": DRAWING})
        assert refused == ("NOT_ACTIVE_PLAYER", "Only active players can submit")
        await house.passes(60_000)
        await late.hears("phase-changed", lambda phase: phase["phase"] == "lobby")
        assert (await late.refused("submit-drawing", {"pixels": DRAWING}))[0] == "WRONG_PHASE"


async def test_play_again_in_a_private_room_keeps_the_host() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        for _ in range(4):
            await house.guest(code)
        host.say("host-start-game")
        await house.passes(35_001)
        await host.hears("phase-changed", lambda phase: phase["phase"] == "results")
        ((name, joined),) = await host.asks("join-room", {"code": code})
        assert (name, joined["isHost"], joined["spectator"]) == ("lobby-joined", True, False)


async def test_the_next_one_is_host_when_the_host_leaves() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        heir, other = await house.guest(code), await house.guest(code)
        host.say("leave-lobby")
        for person in (heir, other):
            updated = await person.hears("player-updated")
            assert updated == {"playerId": heir.player_id, "user": heir.user, "isHost": True}
        assert (await heir.refused("host-start-game"))[0] == "NOT_ENOUGH_PLAYERS"


async def test_the_same_browser_does_not_play_against_itself() -> None:
    async with house_of(TINY_MODES) as house:
        await house.player(COPYCAT, browserId="a browser")
        again = await house.person(auth={"browserId": "a browser"})
        code, text = await again.refused("join-public", {"gameMode": COPYCAT})
        assert (code, text) == ("DUPLICATE_SESSION", "You are already in this game in another tab")


async def test_a_page_loaded_anew_gets_its_seat_back() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        guest = await house.person(auth={"browserId": "a browser"})
        guest.say("join-room", {"code": code})
        await guest.hears("lobby-joined")
        guest.cut()
        await host.hears("player-disconnected")
        again = await house.person(auth={"browserId": "a browser"})
        told = await again.asks("join-room", {"code": code})
        assert [name for name, _ in told] == ["name-changed", "lobby-joined"]
        assert told[1][1]["players"] == [host.user, guest.user]
        assert (await host.hears("player-reconnected"))["user"] == guest.user


async def test_everybody_gone_is_the_end() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        host.cut()
        await until(lambda: house.pixels.figures().sockets == 0)
        await house.passes(59_000)
        assert len(house.hall.tables) == 1
        await house.passes(2_000)
        await until(lambda: not house.hall.tables)
        assert (await (await house.person()).refused("join-room", {"code": code}))[0] == "ROOM_NOT_FOUND"


async def test_an_instance_where_nothing_happens_is_closed_and_strands_nobody() -> None:
    async with house_of(TINY_MODES) as house:
        host, _ = await house.host(BATTLE)
        for _ in range(15):
            await house.passes(239_000)
            await host.client.call("ping")
        await house.passes(60_000)
        assert await host.hears("instance-closing") == {"reason": "inactivity"}
        assert [name for name, _ in await host.asks("create-room")] == ["room-created", "lobby-joined"]
