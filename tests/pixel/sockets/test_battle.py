"""Whole battles over real sockets."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rumpus.hall import MemoryJournal
from rumpus.pixel.rules.commands import BATTLE
from tests.pixel.house import DEPLOYED, OURS, House, Person, house_of
from tests.pixel.shapes import JOINED_DIFFERS, RESTORED_DIFFERS, SHAPES, heard, name_of

DIFFERENCES = JOINED_DIFFERS | RESTORED_DIFFERS

TOLD_IN_BATTLES = {
    "phase-changed:countdown", "phase-changed:drawing", "submission-received", "submission-count",
    "phase-changed:voting", "voting-round", "vote-received", "phase-changed:finale", "finale-start",
    "finale-vote-received", "phase-changed:results", "game-results", "phase-changed:lobby", "session-restored",
}  # fmt: skip
"""Everything of the recordings that belongs to battles."""


def drawing(number: int) -> str:
    return f"{number:03x}" + "a" * 61


async def draw(house: House, people: list[Person]) -> None:
    """The lobby's time is over, they draw, and voting begins."""
    await house.passes(30_000)
    await house.passes(5_000 + 3_000)
    for number, person in enumerate(people, 1):
        assert (await person.asks("submit-drawing", {"pixels": drawing(number)}))[0][0] == "submission-received"
    # It waits a little for others, and is dropped with its phase.
    await people[0].hears("submission-count", lambda figure: figure["count"] == len(people))
    await house.passes(27_000)


async def vote(person: Person) -> dict[str, Any]:
    """Vote for the first of one's pair."""
    pair = await person.hears("voting-round")
    person.say("vote", {"chosenId": pair["imageA"]["playerId"]})
    told: dict[str, Any] = await person.hears("vote-received")
    return told


async def back(house: House, lost: Person, namespace: str = OURS) -> tuple[Person, dict[str, Any]]:
    """Somebody comes back on a new socket; gives what it is told of the game, too."""
    lost.cut()
    person = await house.person(namespace)
    person.say("restore-session", {"sessionId": lost.session_id})
    return person, await person.hears("session-restored")


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_a_battle_over_sockets(namespace: str) -> None:
    async with house_of() as house:
        people = [await house.player(BATTLE, namespace) for _ in range(5)]
        one, two = people[:2]
        await house.passes(30_000)
        countdown = await one.hears("phase-changed")
        assert list(countdown) == ["phase", "prompt", "promptIndices", "duration", "startsAt"]
        await house.passes(5_000)
        began = await one.hears("phase-changed")
        assert began == {
            "phase": "drawing", "prompt": countdown["prompt"], "promptIndices": countdown["promptIndices"],
            "duration": 30_000, "endsAt": countdown["startsAt"] + 30_000,
        }  # fmt: skip
        await house.passes(3_000)
        for number, person in enumerate(people, 1):
            told = await person.asks("submit-drawing", {"pixels": drawing(number)})
            assert told[0] == ("submission-received", {"success": True, "submissionCount": number})
        assert await two.hears("submission-count", lambda it: it["count"] == 5) == {"count": 5, "total": 5}
        await house.passes(27_000)
        voting = await one.hears("phase-changed")
        assert voting == {
            "phase": "voting", "round": 1, "totalRounds": 2, "duration": 5_000, "endsAt": began["endsAt"] + 5_000,
        }  # fmt: skip
        pair = await one.hears("voting-round")
        assert list(pair) == ["round", "totalRounds", "imageA", "imageB", "timeLimit", "endsAt"]
        assert (pair["round"], pair["totalRounds"], pair["timeLimit"]) == (1, 2, 5_000)
        assert pair["endsAt"] == voting["endsAt"]
        by = {person.player_id: number for number, person in enumerate(people, 1)}
        for image in (pair["imageA"], pair["imageB"]):
            assert image == {"playerId": image["playerId"], "pixels": drawing(by[image["playerId"]]).upper()}
            assert image["playerId"] != one.player_id
        one.say("vote", {"chosenId": pair["imageB"]["playerId"]})
        assert await one.hears("vote-received") == {"success": True, "eloChange": {"winner": 16, "loser": -16}}
        for person in people[1:]:
            await vote(person)
        for person in people:
            await vote(person)
        finale = await one.hears("finale-start")
        assert (await one.hears("phase-changed")) == {"phase": "finale", "duration": 15_000, "endsAt": finale["endsAt"]}
        ever = [name_of(event, args) for event, args in one.ever]
        assert ever.index("phase-changed:finale") == ever.index("finale-start") + 1, "the one that is told before"
        assert len(finale["finalists"]) == 3
        first, second = finale["finalists"][:2]
        assert list(first) == ["playerId", "pixels", "user", "elo"]
        assert first["user"] == people[by[first["playerId"]] - 1].user
        for person in people:
            person.say(
                "finale-vote", {"playerId": (second if person.player_id == first["playerId"] else first)["playerId"]}
            )
            assert await person.hears("finale-vote-received") == {"success": True}
        assert await one.hears("phase-changed") == {"phase": "results", "duration": 15_000}
        results = await one.hears("game-results")
        assert list(results) == ["prompt", "promptIndices", "rankings", "totalParticipants"]
        assert (results["prompt"], results["promptIndices"]) == (countdown["prompt"], countdown["promptIndices"])
        assert results["totalParticipants"] == 5
        best = results["rankings"][0]
        assert list(best) == ["place", "playerId", "user", "pixels", "finalVotes", "elo"]
        assert (best["place"], best["playerId"], best["finalVotes"]) == (1, first["playerId"], 4)
        await house.passes(15_000)
        assert await one.hears("phase-changed") == {"phase": "lobby", "message": "Waiting for next round"}
        await one.hears("lobby-timer-started")


async def test_every_message_of_a_battle_has_the_shape_of_the_original() -> None:
    async with house_of() as house:
        people = [await house.player(BATTLE, DEPLOYED) for _ in range(7)]
        await draw(house, people[:5])
        restored, _ = await back(house, people[5], DEPLOYED)
        voters = [*people[:5], people[6], restored]
        for _ in range(2):
            for person in voters:
                await vote(person)
        finale = await people[0].hears("finale-start")
        await people[6].refused("finale-vote", {})
        for person in voters:
            target = next(one for one in finale["finalists"] if one["playerId"] != person.player_id)
            person.say("finale-vote", {"playerId": target["playerId"]})
        await people[0].hears("game-results")
        await house.passes(15_000)
        await people[0].hears("lobby-timer-started")
        said, found = heard(house.people)
        # Numbers of words are null by chance; few prompts were recorded.
        found = {difference for difference in found if ".promptIndices." not in difference}
        assert found == set(DIFFERENCES), "something differs that is not listed"
        assert said & SHAPES.keys() >= TOLD_IN_BATTLES


async def test_everything_that_a_battle_refuses() -> None:
    async with house_of() as house:
        people = [await house.player(BATTLE) for _ in range(6)]
        one = people[0]
        assert await one.refused("submit-drawing", {"pixels": drawing(1)}) == ("WRONG_PHASE", "Not in drawing phase")
        assert await one.refused("vote", {"chosenId": "x"}) == ("WRONG_PHASE", "Not in voting phase")
        assert await one.refused("finale-vote", {"playerId": "x"}) == ("WRONG_PHASE", "Not in finale phase")
        await house.passes(35_000)
        assert await one.refused("submit-drawing", {"pixels": drawing(1)}) == ("TOO_FAST", "Submitted too quickly")
        await house.passes(3_000)
        for payload, answer in (
            ({}, ("INVALID_PIXELS", "Required")),
            ({"pixels": 5}, ("INVALID_PIXELS", "Expected string, received number")),
            ({"pixels": "A" * 63}, ("INVALID_PIXELS", "Must be exactly 64 characters")),
            ({"pixels": "G" * 64}, ("INVALID_PIXELS", "Only hex characters allowed")),
            (
                {"pixels": "1" * 61 + "abc"},
                ("TOO_FEW_PIXELS", "Need at least 5 non-background pixels (you have 3)"),
            ),
        ):
            assert await one.refused("submit-drawing", payload) == answer
        for number, person in enumerate(people[:5], 1):
            told = await person.asks("submit-drawing", {"pixels": drawing(number)})
            assert told[0][0] == "submission-received", "what was refused does not count against the limit"
        assert await one.refused("submit-drawing", {"pixels": drawing(1)}) == (
            "ALREADY_SUBMITTED", "You already submitted",
        )  # fmt: skip
        await house.passes(27_000)
        pair = await one.hears("voting-round")
        ids = {pair["imageA"]["playerId"], pair["imageB"]["playerId"]}
        outside = next(person.player_id for person in people[1:5] if person.player_id not in ids)
        for payload, answer in (
            ({}, ("INVALID_VOTE", "Required")),
            ({"chosenId": ""}, ("INVALID_VOTE", "Must choose an image")),
            ({"chosenId": "x" * 51}, ("INVALID_VOTE", "Invalid ID")),
            ({"chosenId": one.player_id}, ("CANNOT_VOTE_SELF", "Cannot vote for yourself")),
            ({"chosenId": outside}, ("INVALID_TARGET", "Invalid vote target")),
        ):
            await house.passes(400)
            assert await one.refused("vote", payload) == answer
        await house.passes(400)
        await one.asks("vote", {"chosenId": ids.pop()})
        await house.passes(400)
        assert await one.refused("vote", {"chosenId": ids.pop()}) == ("NO_ASSIGNMENT", "No voting assignment found")
        await house.passes(10_000)
        finale = await one.hears("finale-start")
        finalists = [entry["playerId"] for entry in finale["finalists"]]
        for payload, answer in (
            ({"playerId": 7}, ("INVALID_VOTE", "Expected string, received number")),
            ({"playerId": ""}, ("INVALID_VOTE", "Must choose a finalist")),
            ({"playerId": one.player_id}, ("CANNOT_VOTE_SELF", "Cannot vote for yourself")),
            ({"playerId": people[5].player_id}, ("INVALID_TARGET", "Invalid finalist")),
        ):
            assert await one.refused("finale-vote", payload) == answer
        target = next(player_id for player_id in finalists if player_id != one.player_id)
        assert await one.asks("finale-vote", {"playerId": target}) == [("finale-vote-received", {"success": True})]
        assert await one.refused("finale-vote", {"playerId": target}) == ("VOTE_FAILED", "Already voted in finale")
        stranger = await house.person()
        assert await stranger.refused("vote", {"chosenId": target}) == ("NOT_IN_GAME", "Not in a game")
        private, code = await house.host(BATTLE)
        assert await private.refused("host-start-game") == ("NOT_ENOUGH_PLAYERS", "Need at least 5 players")
        for _ in range(4):
            await house.guest(code)
        private.say("host-start-game")
        await private.hears("phase-changed")
        await house.passes(8_000)
        late = await house.guest(code)
        assert await late.refused("submit-drawing", {"pixels": drawing(9)}) == (
            "NOT_ACTIVE_PLAYER", "Only active players can submit",
        )  # fmt: skip


async def test_who_comes_back_knows_where_the_game_stands_and_goes_on() -> None:
    async with house_of() as house:
        people = [await house.player(BATTLE) for _ in range(5)]
        await house.passes(30_000)
        one, restored = await back(house, people[0])
        assert (restored["phase"], restored["phaseState"]) == ("countdown", {"phase": "countdown"})
        prompt = (restored["prompt"], restored["promptIndices"])
        await house.passes(5_000)
        await one.hears("phase-changed")
        await house.passes(3_000)
        await one.asks("submit-drawing", {"pixels": drawing(1)})
        one, restored = await back(house, one)
        ends = restored["phaseState"]["timer"]["endsAt"]
        assert restored["phaseState"] == {
            "phase": "drawing", "timer": {"duration": 30_000, "endsAt": ends}, "hasSubmitted": True,
            "submissionCount": 1,
        }  # fmt: skip
        assert (restored["prompt"], restored["promptIndices"]) == prompt
        assert await one.hears("submission-received") == {"success": True, "submissionCount": 1}
        assert (await one.refused("submit-drawing", {"pixels": drawing(1)}))[0] == "ALREADY_SUBMITTED"
        for number, person in enumerate(people[1:], 2):
            await person.asks("submit-drawing", {"pixels": drawing(number)})
        await house.passes(27_000)
        pair = await one.hears("voting-round")
        one, restored = await back(house, one)
        assert restored["phaseState"] == {
            "phase": "voting", "timer": {"duration": 5_000, "endsAt": pair["endsAt"]}, "currentRound": 1,
            "totalRounds": 2, "hasVoted": False,
            "votingAssignment": {"imageA": pair["imageA"], "imageB": pair["imageB"]},
        }  # fmt: skip
        assert await one.hears("voting-round") == pair
        assert (await one.asks("vote", {"chosenId": pair["imageA"]["playerId"]}))[0][0] == "vote-received"
        one, restored = await back(house, one)
        assert restored["phaseState"]["hasVoted"] is True
        assert "votingAssignment" not in restored["phaseState"]
        assert await one.settles() == [], "who has voted is not asked again"
        await house.passes(10_000)
        finale = await one.hears("finale-start")
        one, restored = await back(house, one)
        entries = [{name: entry[name] for name in ("playerId", "pixels", "elo")} for entry in finale["finalists"]]
        assert restored["phaseState"] == {
            "phase": "finale", "timer": {"duration": 15_000, "endsAt": finale["endsAt"]}, "finalists": entries,
            "finaleVoted": False,
        }  # fmt: skip
        assert await one.hears("finale-start") == finale, "with the names that the state of the phase has not"
        target = next(entry["playerId"] for entry in entries if entry["playerId"] != one.player_id)
        await one.asks("finale-vote", {"playerId": target})
        one, restored = await back(house, one)
        assert restored["phaseState"]["finaleVoted"] is True
        assert await one.refused("finale-vote", {"playerId": target}) == ("VOTE_FAILED", "Already voted in finale")
        await house.passes(15_000)
        results = await one.hears("game-results")
        one, restored = await back(house, one)
        assert (restored["phase"], restored["phaseState"]) == ("results", {"phase": "results"})
        assert await one.hears("game-results") == results
        assert "phase-changed" not in one.events()


async def test_a_page_that_is_loaded_anew_is_shown_what_it_needs() -> None:
    """It joins its room again, as the same browser, within the grace of its lost socket."""
    async with house_of() as house:
        host, code = await house.host(BATTLE)
        guests = [await house.guest(code) for _ in range(3)]
        reloaded = await house.person(auth={"browserId": "a browser"})
        reloaded.say("join-room", {"code": code})
        await reloaded.hears("lobby-joined")
        host.say("host-start-game")
        await host.hears("phase-changed")
        await house.passes(8_000)
        for number, person in enumerate((host, *guests, reloaded), 1):
            await person.asks("submit-drawing", {"pixels": drawing(number)})
        await house.passes(27_000)
        pair = await reloaded.hears("voting-round")
        reloaded.cut()
        await host.hears("player-disconnected")
        again = await house.person(auth={"browserId": "a browser"})
        again.say("join-room", {"code": code})
        joined = await again.hears("lobby-joined")
        assert (joined["phase"], joined["spectator"]) == ("voting", False)
        assert (joined["votingRound"], joined["votingTotalRounds"]) == (1, 2)
        assert joined["timerEndsAt"] == pair["endsAt"]
        assert await again.hears("voting-round") == pair
        assert (await again.asks("vote", {"chosenId": pair["imageB"]["playerId"]}))[0][0] == "vote-received"


async def test_spectators_of_a_private_room_vote() -> None:
    async with house_of() as house:
        host, code = await house.host(BATTLE)
        people = [host, *[await house.guest(code) for _ in range(4)]]
        host.say("host-start-game")
        await host.hears("phase-changed")
        watcher = await house.person(DEPLOYED)
        watcher.say("join-room", {"code": code})
        joined = await watcher.hears("lobby-joined")
        assert (joined["spectator"], joined["phase"], len(joined["players"])) == (True, "countdown", 5)
        assert joined["promptIndices"]
        assert "timerEndsAt" not in joined
        await house.passes(8_000)
        for number, person in enumerate(people, 1):
            await person.asks("submit-drawing", {"pixels": drawing(number)})
        await house.passes(27_000)
        assert (await vote(watcher))["success"] is True
        await house.passes(10_000)
        finale = await watcher.hears("finale-start")
        watcher.say("finale-vote", {"playerId": finale["finalists"][0]["playerId"]})
        await watcher.hears("finale-vote-received")
        await house.passes(15_000)
        results = await watcher.hears("game-results")
        assert results["rankings"][0]["finalVotes"] == 1
        await house.passes(15_000)
        await watcher.hears("phase-changed", lambda phase: phase["phase"] == "lobby")


async def test_a_battle_goes_on_after_a_restart_of_the_server() -> None:
    journal = MemoryJournal()
    async with house_of(journal=journal) as house:
        people = [await house.player(BATTLE) for _ in range(5)]
        await draw(house, people)
        pairs = [await person.hears("voting-round") for person in people]
    async with house_of(journal=journal) as house:
        restored = []
        for lost, pair in zip(people, pairs, strict=True):
            person = await house.person()
            person.say("restore-session", {"sessionId": lost.session_id})
            state = (await person.hears("session-restored"))["phaseState"]
            assert state["votingAssignment"] == {"imageA": pair["imageA"], "imageB": pair["imageB"]}
            restored.append(person)
        for person, pair in zip(restored, pairs, strict=True):
            person.say("vote", {"chosenId": pair["imageA"]["playerId"]})
            await person.hears("vote-received")
        await restored[0].hears("phase-changed", lambda phase: phase.get("round") == 2)
        await house.passes(20_000)
        assert (await restored[0].hears("game-results"))["totalParticipants"] == 5


async def test_from_fifty_drawings_on_the_ranking_is_compressed() -> None:
    async with house_of() as house:
        people = await asyncio.gather(*[house.player(BATTLE, DEPLOYED) for _ in range(51)])
        late = people.pop()
        await draw(house, people)
        await house.passes(6 * 5_000 + 15_000)
        results = await late.hears("game-results")
        assert (results["rankings"], results["totalParticipants"]) == ([], 50)
        rankings = unpacked(results["compressedRankings"])
        assert [rank["place"] for rank in rankings] == [1] * 50
        assert {rank["playerId"] for rank in rankings} == {person.player_id for person in people}
        assert list(rankings[0]) == ["place", "playerId", "user", "pixels", "finalVotes", "elo"]
        assert rankings[0]["user"] in [person.user for person in people]


def unpacked(packed: str) -> list[dict[str, Any]]:
    """What the library of deployed clients finds in it."""
    root = Path(__file__).parents[3]
    node = subprocess.run(
        [root / "tools/node", Path(sys.prefix)], check=True, capture_output=True, text=True
    ).stdout.strip()
    answer = subprocess.run(
        [node, "lz_string.mjs"], cwd=root / "tests/js", check=True, capture_output=True, text=True,
        input=json.dumps({"text": "", "packed": packed}) + "\n",
    ).stdout  # fmt: skip
    rankings: list[dict[str, Any]] = json.loads(json.loads(answer)["text"])
    return rankings
