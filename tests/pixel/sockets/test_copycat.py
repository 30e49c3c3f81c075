"""CopyCat and CopyCat Solo over real sockets, in both sets of events (pixel.md 6.1, 6.2, 0.1)."""

from typing import Any

import pytest

from rumpus.hall import MemoryJournal
from rumpus.pixel.content.pictures import MOTIFS
from rumpus.pixel.rules.commands import COPYCAT, SOLO
from tests.pixel.house import DEPLOYED, OURS, House, Person, house_of
from tests.pixel.shapes import JOINED_DIFFERS, RESTORED_DIFFERS, SHAPES, heard
from tests.until import until

NOTHING = "1" * 64
SCRIBBLE = "02" * 32

DIFFERENCES = {
    **JOINED_DIFFERS,
    **RESTORED_DIFFERS,
    "session-restored.prompt: missing": "the recordings are of battles, which have a prompt",
    "session-restored.promptIndices: missing": "the same",
    "copycat-image: new": "0.1: the published reference has it",
    "copycat-result: new": "0.1",
    "copycat-rematch-update: new": "0.1",
}

TOLD_IN_COPYCAT = {
    "phase-changed:countdown", "phase-changed:memorize", "copycat-reference", "phase-changed:drawing",
    "submission-received", "submission-count", "phase-changed:copycat-result", "copycat-results",
    "phase-changed:copycat-rematch", "copycat-rematch-prompt", "copycat-rematch-vote", "copycat-rematch-result",
    "phase-changed:lobby",
}  # fmt: skip
"""Everything of the recordings that belongs to CopyCat."""


async def draws(house: House, *people: Person) -> str:
    """The picture was shown, and may be drawn; gives it."""
    await house.passes(10_000)
    reference: str = (await people[0].hears("copycat-reference"))["referenceImage"]
    await house.passes(5_000 + 3_000)
    for person in people:
        await person.hears("phase-changed", lambda phase: phase["phase"] == "drawing")
        person.forget()
    return reference


async def back(house: House, lost: Person, namespace: str = OURS) -> tuple[Person, dict[str, Any], list[Any]]:
    """Somebody comes back on a new socket; gives what it is told first, and all else."""
    lost.cut()
    person = await house.person(namespace)
    (_, restored), *more = await person.asks("restore-session", {"sessionId": lost.session_id})
    return person, restored, more


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_two_games_over_sockets(namespace: str) -> None:
    async with house_of() as house:
        one, two = await house.player(COPYCAT, namespace), await house.player(COPYCAT, namespace)
        await house.passes(5_000)
        countdown = await one.hears("phase-changed")
        assert list(countdown) == ["phase", "duration", "startsAt"]
        await house.passes(5_000)
        ends = countdown["startsAt"] + 5_000
        assert await one.hears("phase-changed") == {"phase": "memorize", "duration": 5_000, "endsAt": ends}
        shown = await one.hears("copycat-reference")
        reference = shown["referenceImage"]
        assert shown == {"referenceImage": reference, "duration": 5_000, "endsAt": ends}
        assert reference in {motif.pixels for motif in MOTIFS}
        assert await one.hears("copycat-image") == {"pixels": reference}
        await house.passes(5_000)
        assert await one.hears("phase-changed") == {"phase": "drawing", "duration": 30_000, "endsAt": ends + 30_000}
        await house.passes(3_000)
        assert (await one.asks("submit-drawing", {"pixels": reference.lower()}))[0] == (
            "submission-received",
            {"success": True, "submissionCount": 1},
        )
        assert await two.hears("submission-count") == {"count": 1, "total": 2}
        half = SCRIBBLE[:32] + reference[32:]
        two.say("submit-drawing", {"pixels": half})
        result = await two.hears("phase-changed", lambda phase: phase["phase"] == "copycat-result")
        assert list(result) == ["phase", "duration", "endsAt"]
        told = await one.hears("copycat-results")
        assert list(told) == ["referenceImage", "results", "winner", "isDraw", "duration", "endsAt"]
        assert (told["referenceImage"], told["isDraw"]) == (reference, False)
        assert (told["duration"], told["endsAt"]) == (10_000, result["endsAt"])
        best, worst = told["results"]
        assert list(best) == ["playerId", "user", "pixels", "accuracy", "matchingPixels", "submitTime"]
        assert told["winner"] == best
        assert (best["playerId"], best["user"], best["pixels"]) == (one.player_id, one.user, reference)
        assert (best["accuracy"], best["matchingPixels"]) == (100, 64)
        assert ends + 3_000 <= best["submitTime"] <= worst["submitTime"]
        percent = worst["accuracy"]
        assert await one.hears("copycat-result") == {
            "yourPixels": reference, "opponentPixels": half, "referencePixels": reference, "yourAccuracy": 100,
            "opponentAccuracy": percent, "winner": "you", "player": {"user": one.user, "accuracy": 100},
            "opponent": {"user": two.user, "accuracy": percent},
        }  # fmt: skip
        assert await two.hears("copycat-result") == {
            "yourPixels": half, "opponentPixels": reference, "referencePixels": reference, "yourAccuracy": percent,
            "opponentAccuracy": 100, "winner": "opponent", "player": {"user": two.user, "accuracy": percent},
            "opponent": {"user": one.user, "accuracy": 100},
        }  # fmt: skip
        await house.passes(10_000)
        ends = result["endsAt"] + 15_000
        assert await one.hears("phase-changed") == {"phase": "copycat-rematch", "duration": 15_000, "endsAt": ends}
        assert await one.hears("copycat-rematch-prompt") == {"duration": 15_000, "endsAt": ends}
        assert await one.hears("copycat-rematch-update") == {"votes": 0}
        assert await one.asks("copycat-rematch-vote", {"wantsRematch": True}) == [
            ("copycat-rematch-vote", {"playerId": one.player_id, "wantsRematch": True}),
            ("copycat-rematch-update", {"votes": 1}),
        ]
        told = await two.asks("copycat-rematch-vote", {"wantsRematch": True})
        assert [name for name, _ in told] == [
            "copycat-rematch-vote", "copycat-rematch-update", "copycat-rematch-result", "phase-changed",
        ]  # fmt: skip
        assert told[1][1] == {"votes": 2}
        assert told[2][1] == {"rematch": True, "reason": "both-yes"}
        assert told[3][1]["phase"] == "countdown"


async def test_who_draws_nothing_has_an_empty_canvas() -> None:
    async with house_of() as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        reference = await draws(house, one, two)
        await house.passes(27_000)
        told = await one.hears("copycat-results")
        assert (told["results"], told["winner"], told["isDraw"]) == ([], None, False)
        assert await one.hears("copycat-result") == {
            "yourPixels": NOTHING, "opponentPixels": NOTHING, "referencePixels": reference, "yourAccuracy": 0,
            "opponentAccuracy": 0, "winner": "draw", "player": {"user": one.user, "accuracy": 0},
            "opponent": {"user": two.user, "accuracy": 0},
        }  # fmt: skip


async def test_a_no_and_a_silence_end_the_match() -> None:
    async with house_of() as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        await draws(house, one, two)
        await house.passes(27_000 + 10_000)
        await one.asks("copycat-rematch-vote", {"wantsRematch": True})
        told = await two.asks("copycat-rematch-vote", {"wantsRematch": False})
        assert told[:2] == [
            ("copycat-rematch-vote", {"playerId": two.player_id, "wantsRematch": False}),
            ("copycat-rematch-update", {"votes": 1, "declined": True}),
        ]
        assert told[2:4] == [
            ("copycat-rematch-result", {"rematch": False, "reason": "declined"}),
            ("phase-changed", {"phase": "lobby", "message": "Waiting for next round"}),
        ]
        assert told[4][0] == "lobby-timer-started"
        await house.passes(5_000)
        await draws(house, one, two)
        await house.passes(27_000 + 10_000 + 15_000)
        assert await one.hears("copycat-rematch-result") == {"rematch": False, "reason": "timeout"}
        assert (await one.hears("phase-changed"))["phase"] == "lobby"


async def test_solo_on_the_wire() -> None:
    async with house_of() as house:
        one = await house.person(DEPLOYED)
        one.say("join-public", {"gameMode": SOLO})
        joined = await one.hears("lobby-joined")
        memorize = await one.hears("phase-changed")
        assert memorize == {"phase": "memorize", "duration": 5_000, "endsAt": joined["timerEndsAt"] + 5_000}
        reference = (await one.hears("copycat-reference"))["referenceImage"]
        assert await one.hears("copycat-image") == {"pixels": reference}
        await house.passes(8_000)
        await one.hears("phase-changed")
        told = await one.asks("submit-drawing", {"pixels": reference})
        assert [name for name, _ in told] == [
            "submission-received", "phase-changed", "copycat-results", "copycat-result",
        ]  # fmt: skip
        results, result = told[2][1], told[3][1]
        assert (results["winner"], results["duration"]) == (results["results"][0], 8_000)
        assert result == {
            "yourPixels": reference, "opponentPixels": NOTHING, "referencePixels": reference, "yourAccuracy": 100,
            "opponentAccuracy": 0, "winner": "you", "player": {"user": one.user, "accuracy": 100},
            "opponent": {"user": one.user, "accuracy": 100},
        }  # fmt: skip
        await house.passes(8_000)
        await until(lambda: "copycat-image" in one.events())
        timer = next(args[0] for event, args in one.told if event == "lobby-timer-started")
        assert timer["duration"] == 0
        assert one.forget() == [
            "phase-changed", "lobby-timer-started", "phase-changed", "copycat-reference", "copycat-image",
        ]  # fmt: skip
        assert await one.asks("leave-lobby") == [("left-lobby", None)]


async def test_every_message_of_copycat_has_the_shape_of_the_original() -> None:
    async with house_of() as house:
        one, two = await house.player(COPYCAT, DEPLOYED), await house.player(COPYCAT, DEPLOYED)
        reference = await draws(house, one, two)
        two, _, _ = await back(house, two, DEPLOYED)
        for person in (one, two):
            await person.asks("submit-drawing", {"pixels": reference})
            if person is one:
                await two.hears("submission-count")
        await house.passes(10_000)
        await one.refused("copycat-rematch-vote", {"wantsRematch": "yes"})
        for person in (one, two):
            await person.asks("copycat-rematch-vote", {"wantsRematch": True})
        await house.passes(5_000 + 5_000 + 3_000)
        await one.asks("submit-drawing", {"pixels": SCRIBBLE})
        await house.passes(27_000 + 10_000 + 15_000)
        await one.hears("lobby-timer-started")
        said, found = heard(house.people)
        assert found == set(DIFFERENCES), "something differs that is not listed"
        assert said & SHAPES.keys() >= TOLD_IN_COPYCAT


async def test_everything_that_copycat_refuses() -> None:
    async with house_of() as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        third = await house.person()
        vote = {"wantsRematch": True}
        for event, payload in (("submit-drawing", {"pixels": SCRIBBLE}), ("copycat-rematch-vote", vote)):
            assert await third.refused(event, payload) == ("NOT_IN_GAME", "Not in a game")
        assert await one.refused("submit-drawing", {}) == ("WRONG_PHASE", "Not in drawing phase")
        assert await one.refused("copycat-rematch-vote", {}) == ("WRONG_PHASE", "Not in copycat-rematch phase")
        assert await one.refused("royale-submit", {"pixels": SCRIBBLE}) == (
            "INVALID_GAME_MODE", "Not a CopyCat Royale game",
        )  # fmt: skip
        await house.passes(15_000)
        assert await one.refused("submit-drawing", {"pixels": SCRIBBLE}) == ("TOO_FAST", "Submitted too quickly")
        await house.passes(3_000)
        for payload, answer in (
            ({}, ("INVALID_PIXELS", "Required")),
            ({"pixels": "0" * 63}, ("INVALID_PIXELS", "Must be exactly 64 characters")),
            ({"pixels": "x" * 64}, ("INVALID_PIXELS", "Only hex characters allowed")),
            ({"pixels": NOTHING}, ("TOO_FEW_PIXELS", "Need at least 5 non-background pixels (you have 0)")),
        ):
            assert await one.refused("submit-drawing", payload) == answer
        assert (await one.asks("submit-drawing", {"pixels": SCRIBBLE}))[0][0] == "submission-received"
        assert await one.refused("submit-drawing", {"pixels": SCRIBBLE}) == (
            "ALREADY_SUBMITTED", "You already submitted",
        )  # fmt: skip
        await house.passes(27_000 + 10_000)
        wrong: list[tuple[Person, Any, str]] = [
            (one, {}, "Required"),
            (one, {"wantsRematch": "yes"}, "Expected boolean, received string"),
            (two, {"wantsRematch": None}, "Expected boolean, received null"),
            (two, None, "Expected object, received null"),
        ]
        for person, what, text in wrong:
            assert await person.refused("copycat-rematch-vote", what) == ("INVALID_VOTE", text)


async def test_rematch_votes_are_limited_as_published() -> None:
    async with house_of() as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        await draws(house, one, two)
        await house.passes(27_000 + 10_000)
        for _ in range(2):
            await one.asks("copycat-rematch-vote", {"wantsRematch": True})
        assert (await one.refused("copycat-rematch-vote", {"wantsRematch": True}))[0] == "RATE_LIMITED"


async def test_who_comes_back_is_told_only_what_the_phase_shows() -> None:
    async with house_of() as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT, DEPLOYED)
        await house.passes(5_000)
        one, restored, more = await back(house, one)
        assert (restored["phase"], restored["phaseState"]) == ("countdown", {"phase": "countdown"})
        assert more == []
        await house.passes(5_000)
        one, restored, more = await back(house, one)
        assert restored["phase"] == "memorize"
        assert "phaseState" not in restored
        assert [name for name, _ in more] == ["copycat-reference", "copycat-image"]
        ends = more[0][1]["endsAt"]
        await house.passes(5_000 + 3_000)
        one, restored, more = await back(house, one)
        assert restored["phaseState"] == {
            "phase": "drawing", "timer": {"duration": 30_000, "endsAt": ends + 30_000}, "hasSubmitted": False,
            "submissionCount": 0,
        }  # fmt: skip
        assert more == []
        await one.asks("submit-drawing", {"pixels": SCRIBBLE})
        one, restored, more = await back(house, one)
        assert (restored["phaseState"]["hasSubmitted"], restored["phaseState"]["submissionCount"]) == (True, 1)
        assert more == [("submission-received", {"success": True, "submissionCount": 1})]
        await two.asks("submit-drawing", {"pixels": SCRIBBLE})
        one, restored, more = await back(house, one)
        assert [name for name, _ in more] == ["copycat-results", "copycat-result"]
        await house.passes(10_000)
        await one.asks("copycat-rematch-vote", {"wantsRematch": True})
        one, restored, more = await back(house, one)
        assert [name for name, _ in more] == [
            "copycat-rematch-prompt", "copycat-rematch-update", "copycat-rematch-vote", "copycat-rematch-update",
        ]  # fmt: skip
        assert more[-1][1] == {"votes": 1}
        assert (await two.asks("copycat-rematch-vote", {"wantsRematch": True}))[-1][0] == "phase-changed"


async def test_a_game_of_copycat_survives_the_server() -> None:
    journal = MemoryJournal()
    async with house_of(journal=journal) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        reference = await draws(house, one, two)
        await one.asks("submit-drawing", {"pixels": SCRIBBLE})
        after = journal.copy()
    async with house_of(journal=after) as house:
        returned = []
        for lost in (one, two):
            person = await house.person()
            person.say("restore-session", {"sessionId": lost.session_id})
            restored = await person.hears("session-restored")
            assert restored["phase"] == "drawing"
            returned.append(person)
        (table,) = house.hall.tables.values()
        await until(lambda: not table.paused)
        assert (await returned[0].refused("submit-drawing", {"pixels": SCRIBBLE}))[0] == "ALREADY_SUBMITTED"
        returned[1].say("submit-drawing", {"pixels": reference})
        results = await returned[0].hears("copycat-results")
        assert results["winner"]["playerId"] == two.player_id
