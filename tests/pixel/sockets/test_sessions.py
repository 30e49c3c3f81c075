"""Coming back: a lost socket, a new one, a restarted server (pixel.md 0.3, 4.8)."""

from rumpus.hall import MemoryJournal
from rumpus.pixel.rules.commands import BATTLE, COPYCAT, ZOMBIE
from tests.pixel.house import DEPLOYED, DRAWING, House, Person, house_of
from tests.pixel.tiny import TINY_MODES
from tests.until import until

SECOND = 1_000


async def back(house: House, lost: Person, namespace: str = "/pixel") -> Person:
    """A new socket with the session of another one."""
    person = await house.person(namespace)
    person.say("restore-session", {"sessionId": lost.session_id})
    return person


async def test_a_lost_seat_waits_and_is_taken_again() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT, DEPLOYED)
        await house.passes(10_000)
        two.cut()
        lost = await one.hears("player-disconnected")
        assert (lost["playerId"], lost["user"]) == (two.player_id, two.user)
        assert lost["timestamp"] > 0
        again = await back(house, two, DEPLOYED)
        restored = await again.hears("session-restored")
        assert {name: restored[name] for name in ("user", "phase", "isSpectator", "gameMode", "type", "isHost")} == {
            "user": two.user, "phase": "drawing", "isSpectator": False, "gameMode": "copy-cat", "type": "public",
            "isHost": False,
        }  # fmt: skip
        assert restored["playerId"] == two.player_id
        assert restored["players"] == [one.user, two.user]
        assert "phase-changed" not in again.events()
        assert (await one.hears("player-reconnected"))["playerId"] == two.player_id
        await house.passes(3_000)
        assert (await again.asks("submit-drawing", {"pixels": DRAWING}))[0] == (
            "submission-received",
            {"success": True, "submissionCount": 1},
        )


async def test_a_session_is_restored_again_and_again_with_the_newest_or_an_older_id() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        seen = host
        for _ in range(6):
            seen.cut()
            seen = await back(house, seen)
            restored = await seen.hears("session-restored")
            assert (restored["code"], restored["isHost"], restored["type"]) == (code, True, "private")
        seen.say("host-change-password", {"password": None})
        assert await seen.hears("password-changed") == {"hasPassword": False}


async def test_a_socket_that_still_looks_alive_gives_way() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        one.forget()
        again = await back(house, two)
        await again.hears("session-restored")
        await two.is_parted()
        assert await one.settles() == []
        assert await one.asks("leave-lobby") == [("lobby-timer-cancelled", {}), ("left-lobby", None)]
        assert (await again.hears("player-left"))["playerId"] == one.player_id


async def test_a_socket_may_restore_the_player_that_it_is() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.player(COPYCAT)
        assert [name for name, _ in await one.asks("restore-session", {"sessionId": one.session_id})] == [
            "session-restored"
        ]


async def test_what_is_no_session_says_why() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.player(COPYCAT)
        two = await house.player(COPYCAT)
        two.cut()
        await one.hears("player-disconnected")
        await house.passes(15_001)
        assert (await one.hears("player-left"))["playerId"] == two.player_id
        for payload, reason in (
            ({}, "Invalid session ID"),
            ({"sessionId": 5}, "Invalid session ID"),
            ({"sessionId": "nobody's"}, "Invalid session"),
            ({"sessionId": two.session_id}, "Session not found or expired"),
        ):
            person = await house.person()
            assert await person.asks("restore-session", payload) == [("session-restore-failed", {"reason": reason})]


async def test_a_host_has_more_time() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE)
        guest = await house.guest(code)
        host.cut()
        await guest.hears("player-disconnected")
        await house.passes(59_000)
        again = await back(house, host)
        assert (await again.hears("session-restored"))["isHost"] is True
        again.cut()
        await guest.hears("player-disconnected")
        await house.passes(60_001)
        assert (await guest.hears("player-updated"))["isHost"] is True


async def test_a_recovered_connection_keeps_its_seat_without_a_word() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        two.cut()
        await one.hears("player-disconnected")
        again = Person(house.url, "/pixel", two.client.recovery_auth())
        house.people.append(again)
        await again.connect()
        assert again.client.recovered
        await one.hears("player-reconnected")
        await house.passes(13_000)
        await again.asks("submit-drawing", {"pixels": DRAWING})
        assert "connected" not in again.events()


async def test_who_is_recovered_too_late_is_told_so() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        two.cut()
        await one.hears("player-disconnected")
        await house.passes(15_001)
        await one.hears("player-left")
        again = Person(house.url, "/pixel", two.client.recovery_auth())
        house.people.append(again)
        await again.connect()
        assert again.client.recovered
        await again.hears("session-restore-failed")
        assert (await again.refused("submit-drawing", {"pixels": DRAWING}))[0] == "NOT_IN_GAME"


async def test_games_and_their_hosts_survive_the_server() -> None:
    journal = MemoryJournal()
    async with house_of(TINY_MODES, journal=journal) as house:
        host, code = await house.host(BATTLE, password="secret")
        guests = [await house.guest(code, password="secret") for _ in range(4)]
        host.say("host-start-game")
        await guests[0].hears("phase-changed")
        await house.passes(10_000)
        guests[0].say("submit-drawing", {"pixels": DRAWING})
        await guests[0].settles()
        after = journal.copy()
    async with house_of(TINY_MODES, journal=after) as house:
        (table,) = house.hall.tables.values()
        assert table.paused
        again = await back(house, host)
        restored = await again.hears("session-restored")
        assert (restored["isHost"], restored["phase"], restored["code"]) == (True, "drawing", code)
        returned = [await back(house, guest) for guest in guests[:3]]
        await until(lambda: house.pixels.figures().sockets == 4)
        assert table.paused
        last = await back(house, guests[3])
        await until(lambda: not table.paused)
        await last.hears("session-restored")
        assert (await returned[0].refused("submit-drawing", {"pixels": DRAWING}))[0] == "ALREADY_SUBMITTED"
        late = await house.person()
        assert (await late.asks("join-room", {"code": code}))[0][0] == "password-required"


async def test_who_is_not_back_after_a_restart_has_half_a_minute() -> None:
    journal = MemoryJournal()
    async with house_of(TINY_MODES, journal=journal) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        after = journal.copy()
    async with house_of(TINY_MODES, journal=after) as house:
        again = await back(house, one)
        await again.hears("session-restored")
        await house.passes(10_000)
        lost = await again.hears("player-disconnected")
        assert lost["playerId"] == two.player_id
        await again.hears("session-restored")
        await house.passes(29_000)
        assert "player-left" not in again.events()
        await house.passes(1_001)
        assert (await again.hears("player-left"))["playerId"] == two.player_id


async def test_games_that_are_not_journaled_end_with_the_server() -> None:
    journal = MemoryJournal()
    async with house_of(TINY_MODES, journal=journal) as house:
        one = await house.player(ZOMBIE)
        after = journal.copy()
    async with house_of(TINY_MODES, journal=after) as house:
        await until(lambda: not house.hall.tables)
        assert house.hall.figures.stage_errors == 0
        again = await back(house, one)
        assert await again.hears("session-restore-failed") == {"reason": "Invalid session"}
        again.say("join-public", {"gameMode": ZOMBIE})
        await again.hears("lobby-joined")


async def test_who_is_lost_in_the_moment_in_which_the_game_ends_is_lost_in_the_lobby() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        await house.passes(54_000)
        await one.hears("phase-changed", lambda phase: phase["phase"] == "results")
        house.clock.ahead += 1_000  # the loop is busy: the timer of the game is due, and has not been looked at
        two.cut()
        await one.hears("phase-changed", lambda phase: phase["phase"] == "lobby")
        await one.hears("player-disconnected")
        await house.passes(15_000)
        await one.hears("player-left")


async def test_what_is_said_in_the_moment_in_which_the_game_ends_is_answered() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        await house.passes(54_000)
        await one.hears("phase-changed", lambda phase: phase["phase"] == "results")
        await two.settles()
        house.clock.ahead += 1_000
        told = await two.asks("leave-lobby")
        events = [event for event, _ in told]
        assert events == ["phase-changed", "lobby-timer-started", "lobby-timer-cancelled", "left-lobby"]
        await one.hears("player-left")


async def test_the_last_one_back_after_a_restart_hears_who_is_missing() -> None:
    journal = MemoryJournal()
    async with house_of(TINY_MODES, journal=journal) as house:
        people = [await house.player(BATTLE) for _ in range(10)]
    async with house_of(TINY_MODES, journal=journal) as house:
        for person in people[:8]:
            await (await back(house, person)).hears("session-restored")
        last = await back(house, people[8])
        restored = await last.hears("session-restored")
        assert people[9].user in restored["players"]
        missing = await last.hears("player-disconnected")
        assert missing["user"] == people[9].user


async def test_who_waited_after_a_restart_is_told_the_details_anew_when_time_goes_on() -> None:
    journal = MemoryJournal()
    async with house_of(journal=journal) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        await house.passes(10_000)
        shown = await one.hears("copycat-reference")
    async with house_of(journal=journal) as house:
        first = await back(house, one)
        await first.hears("session-restored")
        assert (await first.hears("copycat-reference"))["referenceImage"] == shown["referenceImage"]
        await first.settles()
        await house.passes(2_000)
        before = house.clock.epoch_ms()
        await (await back(house, two)).hears("copycat-reference")
        await first.hears("session-restored")
        again = await first.hears("copycat-reference")
        assert again["referenceImage"] == shown["referenceImage"]
        assert again["endsAt"] > before


async def test_who_comes_back_in_the_moment_in_which_everything_ends_is_told_so() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.player(BATTLE)
        one.cut()
        await until(lambda: not house.pixels.figures().sockets)
        house.clock.ahead += 15_000  # the grace is over, and nobody has looked yet
        again = await back(house, one)
        assert await again.hears("session-restore-failed") == {"reason": "Instance no longer exists"}
        again.say("join-public", {"gameMode": BATTLE})
        await again.hears("lobby-joined")


async def test_who_joins_a_lobby_in_the_moment_in_which_it_ends_gets_another_one() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(BATTLE), await house.person()
        one.cut()
        await until(lambda: house.pixels.figures().sockets == 1)
        house.clock.ahead += 15_000
        two.say("join-public", {"gameMode": BATTLE})
        assert (await two.hears("lobby-joined"))["players"] == [two.user]
