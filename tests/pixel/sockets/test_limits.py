"""How often, how many, how long: limits, the queue, silence (pixel.md 0.4, 1.5-1.9, 2.1, 4.9)."""

from typing import Any

import pytest

from rumpus.pixel.rules.commands import BATTLE, COPYCAT, SOLO
from rumpus.pixel.sockets.limits import PixelLimits
from rumpus.pixel.sockets.passwords import MOST_WAITING
from rumpus.rehearse.errors import RefusedError
from tests.pixel.house import DEPLOYED, DRAWING, House, Person, house_of
from tests.pixel.tiny import TINY_MODES
from tests.until import until

LIMITED = "Too many requests. Please slow down."


PUBLISHED: list[tuple[str, Any, int, int]] = [
    ("change-name", {"name": "Bob"}, 5, 60_000),
    ("join-room", {"code": "ZZZZ"}, 5, 10_000),
    ("create-room", {"gameMode": SOLO}, 3, 60_000),
    ("vote", {}, 3, 1_000),
    ("copycat-rematch-vote", {}, 2, 10_000),
]


@pytest.mark.parametrize(("event", "payload", "most", "window"), PUBLISHED)
async def test_the_published_limits_hold_and_say_for_how_long(event: str, payload: Any, most: int, window: int) -> None:
    async with house_of(TINY_MODES) as house:
        person = await house.person()
        await person.settles()
        for _ in range(most + 1):
            person.say(event, payload)
        await person.client.call("activity-ping")
        limited = [args[0] for name, args in person.told if name == "error" and args[0]["code"] == "RATE_LIMITED"]
        assert limited == [{"code": "RATE_LIMITED", "message": LIMITED, "retryAfter": limited[0]["retryAfter"]}]
        assert window // 2 < limited[0]["retryAfter"] <= window
        await house.passes(limited[0]["retryAfter"])
        person.forget()
        person.say(event, payload)
        await person.client.call("activity-ping")
        assert not [args for name, args in person.told if name == "error" and args[0]["code"] == "RATE_LIMITED"]


async def test_fifty_events_in_a_second_are_enough() -> None:
    async with house_of(TINY_MODES) as house:
        person = await house.person()
        person.forget()
        for _ in range(60):
            person.say("activity-ping")
        await until(lambda: len(person.told) == 10)
        assert {args[0]["code"] for _, args in person.told} == {"RATE_LIMITED"}


async def test_drawings_refused_for_another_reason_do_not_count() -> None:
    async with house_of(TINY_MODES) as house:
        person = await house.player(SOLO)
        await house.passes(5_001)
        for _ in range(12):
            assert (await person.refused("submit-drawing", {"pixels": DRAWING}))[0] == "TOO_FAST"
            await house.passes(100)
        await house.passes(3_000)
        for pixels, text in (("1" * 64, "Need at least 5"), ("x" * 64, "Only hex"), ("1", "Must be exactly 64")):
            assert text in (await person.refused("submit-drawing", {"pixels": pixels}))[1]
        assert [name for name, _ in await person.asks("submit-drawing", {"pixels": DRAWING})] == [
            "submission-received",
            "phase-changed",
        ]


async def test_an_address_has_so_many_sockets() -> None:
    limits = PixelLimits(sockets_per_address=2, new_sockets_per_address=4)
    async with house_of(TINY_MODES, limits=limits, unlimited=()) as house:
        one = await house.person()
        await house.person(DEPLOYED, {"browserId": "b"})
        with pytest.raises(RefusedError, match="TOO_MANY_CONNECTIONS"):
            await house.person()
        one.cut()
        await until(lambda: house.pixels.figures().sockets == 1)
        await house.person()
        with pytest.raises(RefusedError, match="TOO_MANY_CONNECTIONS"):
            await house.person()


async def test_a_full_server_turns_sockets_away() -> None:
    async with house_of(TINY_MODES, limits=PixelLimits(sockets=1)) as house:
        await house.person()
        with pytest.raises(RefusedError, match="SERVER_FULL"):
            await house.person()


async def test_wrong_passwords_are_blocked_for_the_browser_not_for_the_class() -> None:
    async with house_of(TINY_MODES) as house:
        _, code = await house.host(BATTLE, password="secret1")
        guest = await house.person(auth={"browserId": "one"})
        for _ in range(5):
            guest.say("join-room", {"code": code, "password": "wrong"})
            assert (await guest.hears("error"))["code"] == "WRONG_PASSWORD"
            await house.passes(3_000)
        guest.say("join-room", {"code": code, "password": "secret1"})
        blocked = await guest.hears("error")
        assert blocked["code"] == "PASSWORD_BLOCKED"
        assert blocked["message"] == "Too many failed attempts. Try again in 15 minutes."
        assert 14 * 60_000 < blocked["retryAfter"] <= 15 * 60_000
        neighbour = await house.person(auth={"browserId": "two"})
        neighbour.say("join-room", {"code": code, "password": "secret1"})
        await neighbour.hears("lobby-joined")


async def test_who_tries_codes_is_stopped() -> None:
    async with house_of(TINY_MODES, limits=PixelLimits(wrong_codes_per_address=2)) as house:
        person = await house.person()
        for _ in range(2):
            assert (await person.refused("join-room", {"code": "ZZZZ"}))[0] == "ROOM_NOT_FOUND"
        told = await person.asks("join-room", {"code": "ZZZZ"})
        assert told[0][1]["code"] == "RATE_LIMITED"
        assert 0 < told[0][1]["retryAfter"] <= 60_000


async def test_too_many_passwords_at_once_are_refused_and_not_hashed() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE, password="secret1")
        house.pixels._reception.joining.passwords._waiting = MOST_WAITING
        assert (await host.refused("host-change-password", {"password": "another"}))[0] == "PASSWORD_CHANGE_FAILED"
        guest = await house.person()
        refused = await guest.refused("join-room", {"code": code, "password": "secret1"})
        assert refused == ("PASSWORD_VERIFICATION_FAILED", "Password verification failed")
        assert (await guest.refused("create-room", {"password": "secret1"}))[0] == "CREATE_FAILED"


async def full(house: House) -> tuple[Person, Person]:
    """Two play, and there is no more room."""
    return await house.player(COPYCAT), await house.player(COPYCAT)


async def test_who_finds_no_room_waits_in_an_honest_queue() -> None:
    async with house_of(TINY_MODES, limits=PixelLimits(players=2)) as house:
        one, _ = await full(house)
        third, fourth = await house.person(), await house.person()
        assert await third.asks("join-public", {"gameMode": COPYCAT}) == [
            ("queued", {"position": 1, "estimatedWait": 30_000}),
            ("server-status", {"status": "critical", "currentPlayers": 2, "maxPlayers": 2}),
        ]
        assert (await third.refused("join-public"))[0] == "ALREADY_QUEUED"
        assert (await fourth.asks("join-public"))[0] == ("queued", {"position": 2, "estimatedWait": 60_000})
        one.say("leave-lobby")
        await one.hears("left-lobby")
        await house.passes(1_100)
        assert (await third.hears("queue-ready"))["message"]
        update = await fourth.hears("queue-update")
        assert update["position"] == 1
        assert update["estimatedWait"] < 30_000, "as long as the one before has waited"
        assert (await fourth.refused("join-public"))[0] == "ALREADY_QUEUED", "the place is the third one's"
        assert [name for name, _ in await third.asks("join-public", {"gameMode": COPYCAT})] == ["lobby-joined"]
        assert await fourth.asks("leave-queue") == [("queue-removed", {"reason": "manual"})]
        assert await fourth.asks("leave-queue") == []


async def test_a_place_that_is_not_taken_goes_to_the_next() -> None:
    async with house_of(TINY_MODES, limits=PixelLimits(players=2)) as house:
        one, _ = await full(house)
        third, fourth = await house.person(), await house.person()
        await third.asks("join-public")
        await fourth.asks("join-public")
        await one.asks("leave-lobby")
        await house.passes(2_000)
        await third.hears("queue-ready")
        await house.passes(31_000)
        await fourth.hears("queue-ready")


async def test_nobody_waits_for_ever() -> None:
    async with house_of(TINY_MODES, limits=PixelLimits(players=2, idle_end=10**9, idle_warning=10**9)) as house:
        await full(house)
        third = await house.person()
        await third.asks("join-public")
        await house.passes(302_000)
        assert await third.hears("queue-removed") == {"reason": "timeout"}


async def test_silence_is_warned_and_then_ended() -> None:
    async with house_of(TINY_MODES) as house:
        silent, lively = await house.person(), await house.person(DEPLOYED)
        await house.passes(239_000)
        await lively.client.call("ping")
        await house.passes(2_000)
        assert await silent.hears("idle-warning") in ({"timeLeft": 60}, {"timeLeft": 59})
        await house.passes(90_000)
        assert await silent.hears("idle-disconnect") == {"reason": "Inactivity"}
        await silent.is_parted()
        assert "idle-warning" not in lively.events()


async def test_who_was_warned_and_is_recovered_is_warned_again_before_the_end() -> None:
    async with house_of(TINY_MODES) as house:
        warned = await house.person()
        await house.passes(241_000)
        await warned.hears("idle-warning")
        warned.cut()
        await until(lambda: not len(house.pixels._reception.online))
        again = Person(house.url, "/pixel", warned.client.recovery_auth())
        house.people.append(again)
        await again.connect()
        assert again.client.recovered
        await house.passes(271_000)
        await again.hears("idle-warning")


async def test_ping_is_answered_with_the_time() -> None:
    async with house_of(TINY_MODES) as house:
        person = await house.person()
        (answer,) = await person.client.call("ping")
        assert abs(answer - house.clock.epoch_ms()) < 1_000


async def test_everybody_hears_who_is_online() -> None:
    async with house_of(TINY_MODES) as house:
        counts: list[dict[str, Any]] = []
        person = await house.player(COPYCAT)
        person.client.on("online-count", lambda args: counts.append(args[0]))
        viewer = await house.person(DEPLOYED)
        await viewer.asks("view-mode", {"gameMode": BATTLE})
        await viewer.asks("view-mode", {"gameMode": "made up"})
        await house.passes(5_100)
        await until(lambda: counts)
        assert counts[-1]["count"] == counts[-1]["total"] == 2
        assert counts[-1]["byMode"] == {
            "pixel-battle": 1, "copy-cat": 1, "pixel-guesser": 0, "copy-cat-solo": 0, "zombie-pixel": 0,
            "copycat-royale": 0,
        }  # fmt: skip
        await viewer.asks("leave-mode")
        await house.passes(5_100)
        await until(lambda: counts[-1]["byMode"]["pixel-battle"] == 0)
