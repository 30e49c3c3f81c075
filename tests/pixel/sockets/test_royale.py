"""CopyCat Royale over real sockets. Nobody recorded one: the shapes are those that are written in pixel.md 6.4."""

import asyncio
from typing import Any

import pytest

from rumpus.hall import MemoryJournal
from rumpus.pixel.rules.commands import ROYALE
from tests.pixel.house import DEPLOYED, OURS, House, Person, house_of
from tests.until import until

SHAPES = {
    "royale-initial-drawing": ["duration", "endsAt"],
    "royale-show-reference": [
        "referenceImage", "imageCreator", "round", "totalRounds", "remainingPlayers", "duration", "endsAt",
    ],
    "royale-drawing": ["round", "duration", "endsAt"],
    "royale-round-results": [
        "round", "referenceImage", "results", "eliminated", "surviving", "eliminationThreshold", "duration", "endsAt",
    ],
    "royale-you-eliminated": ["round", "accuracy", "finalRank", "totalPlayers"],
    "royale-finale": ["finalists", "round"],
    "royale-winner": [
        "winner", "winnerId", "winnerPixels", "winningAccuracy", "totalRounds", "allResults", "duration", "endsAt",
    ],
}  # fmt: skip
PHASES = {
    "countdown": ["phase", "duration", "startsAt"],
    "royale-initial-drawing": ["phase", "duration", "endsAt"],
    "royale-show-reference": ["phase", "duration", "endsAt", "round", "totalRounds"],
    "royale-drawing": ["phase", "duration", "endsAt", "round"],
    "royale-results": ["phase", "duration", "endsAt", "round"],
    "royale-winner": ["phase", "duration", "endsAt"],
    "lobby": ["phase", "message"],
}
SCORE = ["playerId", "user", "pixels", "accuracy", "matchingPixels", "submitTime", "wasEliminated"]
STANDING = ["playerId", "user", "finalRank", "eliminatedInRound", "averageAccuracy", "totalRoundsPlayed"]


def initial(number: int) -> str:
    return f"{number:02x}" + "ab34" * 15 + "1f"


async def lobby_of(house: House, count: int = 10, namespace: str = OURS) -> list[Person]:
    return [await house.player(ROYALE, namespace) for _ in range(count)]


async def drew(house: House, people: list[Person]) -> dict[str, Any]:
    """The first picture of the game is shown; gives the message."""
    await house.passes(30_000 + 5_000)
    await people[0].hears("royale-initial-drawing")
    for number, person in enumerate(people, 1):
        person.say("royale-submit", {"pixels": initial(number)})
        await person.hears("submission-received")
    shown: dict[str, Any] = await people[0].hears("royale-show-reference")
    return shown


async def submit(house: House, people: list[Person], drawing: Any) -> None:
    """The picture is shown no more; everybody submits what `drawing` gives for their number."""
    await house.passes(5_000)
    for number, person in enumerate(people, 1):
        person.say("royale-submit", {"pixels": drawing(number)})
        await person.hears("submission-received")


def heard(people: list[Person], event: str) -> list[Any]:
    return [args[0] for person in people for name, args in person.ever if name == event]


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_a_royale_over_sockets(namespace: str) -> None:
    async with house_of() as house:
        people = await lobby_of(house, 10, namespace)
        by_id = {person.player_id: person for person in people}
        left, shown = people, await drew(house, people)
        for number, (stays, remaining) in enumerate([(6, 10), (3, 6), (2, 3), (1, 2)], 1):
            reference = shown["referenceImage"]
            assert (shown["round"], shown["totalRounds"], shown["remainingPlayers"]) == (number, 4, remaining)
            creator = people[int(reference[:2], 16) - 1]
            assert shown["imageCreator"] == creator.user["displayName"]
            assert reference == initial(int(reference[:2], 16)).upper()
            # The first ones make the better copies.
            await submit(house, left, lambda place, whole=reference: "C" * (2 * place - 2) + whole[2 * place - 2 :])
            results = await people[0].hears("royale-round-results")
            assert [score["playerId"] for score in results["results"]] == [person.player_id for person in left]
            assert results["surviving"] == [person.player_id for person in left[:stays]]
            assert results["eliminated"] == [person.player_id for person in reversed(left[stays:])]
            assert results["eliminationThreshold"] == results["results"][stays - 1]["accuracy"]
            for rank, person in enumerate(left[stays:], stays + 1):
                assert await person.hears("royale-you-eliminated") == {
                    "round": number, "accuracy": results["results"][rank - 1]["accuracy"], "finalRank": rank,
                    "totalPlayers": 10,
                }  # fmt: skip
            left = [by_id[player_id] for player_id in results["surviving"]]
            if 1 < stays <= 3:
                finale = await people[0].hears("royale-finale")
                assert finale == {"finalists": [person.user for person in left], "round": number + 1}
            await house.passes(8_000)
            if stays > 1:
                shown = await people[0].hears("royale-show-reference")
        won = await people[9].hears("royale-winner")
        assert (won["winner"], won["winnerId"]) == (people[0].user, people[0].player_id)
        assert (won["winnerPixels"], won["winningAccuracy"], won["totalRounds"]) == (shown["referenceImage"], 100, 4)
        assert [standing["finalRank"] for standing in won["allResults"]] == list(range(1, 11))
        assert [standing["playerId"] for standing in won["allResults"]] == [person.player_id for person in people]
        assert won["allResults"][0]["eliminatedInRound"] is None
        assert [standing["totalRoundsPlayed"] for standing in won["allResults"]] == [4, 4, 3, 2, 2, 2, 1, 1, 1, 1]
        await house.passes(15_000)
        await people[9].hears("lobby-timer-started")


async def test_every_message_of_a_royale_has_the_members_that_it_should() -> None:
    async with house_of() as house:
        people = await lobby_of(house, 10, DEPLOYED)
        await drew(house, people)
        await house.passes(120_000)
        await house.passes(60_000)
        await people[0].hears("phase-changed", lambda phase: phase["phase"] == "lobby")
        for event, members in SHAPES.items():
            told = heard(people, event)
            assert told, event
            assert all(list(message) == members for message in told), event
        for phase in heard(people, "phase-changed"):
            assert list(phase) == PHASES[phase["phase"]]
        assert {phase["phase"] for phase in heard(people, "phase-changed")} == set(PHASES)
        for results in heard(people, "royale-round-results"):
            for score in results["results"]:
                assert list(score) == ([*SCORE, "finalRank"] if score["wasEliminated"] else SCORE)
                assert (score["pixels"], score["accuracy"], score["matchingPixels"]) == ("", 0, 0)
        for won in heard(people, "royale-winner"):
            assert all(list(standing) == STANDING for standing in won["allResults"])
        assert heard(people, "copycat-result") == heard(people, "copycat-image") == []
        assert heard(people, "submission-count") == []
        assert len(heard(people, "royale-you-eliminated")) == 9
        assert len(heard(people[:1], "royale-finale")) == 2


async def test_everything_that_a_royale_refuses() -> None:
    async with house_of() as house:
        people = await lobby_of(house)
        one = people[0]
        stranger = await house.person()
        assert await stranger.refused("royale-submit", {"pixels": initial(1)}) == (
            "NOT_IN_GAME", "You are not in a game",
        )  # fmt: skip
        assert await one.refused("royale-submit", {"pixels": initial(1)}) == ("WRONG_PHASE", "Not in drawing phase")
        assert await one.refused("submit-drawing", {"pixels": initial(1)}) == ("WRONG_PHASE", "Not in drawing phase")
        await house.passes(35_000)
        late = await house.player(ROYALE)
        assert late.player_id not in [person.player_id for person in people]
        for payload, text in (
            ({}, "Required"),
            ({"pixels": 1}, "Expected string, received number"),
            ({"pixels": "0" * 65}, "Must be exactly 64 characters"),
            ({"pixels": "g" * 64}, "Only hex characters allowed"),
        ):
            assert await one.refused("royale-submit", payload) == ("INVALID_PIXELS", text)
        assert (await one.asks("royale-submit", {"pixels": "1" * 64}))[0] == (
            "submission-received",
            {"success": True, "submissionCount": 1},
        )
        assert await one.refused("royale-submit", {"pixels": initial(1)}) == (
            "SUBMISSION_FAILED", "Failed to process submission",
        )  # fmt: skip
        assert (await one.refused("submit-drawing", {"pixels": initial(1)}))[0] == "WRONG_PHASE"


async def test_honest_players_are_not_locked_out_by_the_limit() -> None:
    async with house_of() as house:
        people = await lobby_of(house)
        shown = await drew(house, people)
        left = people
        for stays in (6, 3, 2):
            await submit(house, left, lambda _place, whole=shown["referenceImage"]: whole)
            left = left[:stays]
            await house.passes(8_000)
            shown = await people[0].hears("royale-show-reference")
        await submit(house, left, lambda _place: shown["referenceImage"])
        assert heard(people, "error") == []


async def test_who_comes_late_watches_the_game() -> None:
    async with house_of() as house:
        host, code = await house.host(ROYALE)
        people = [host, *[await house.guest(code) for _ in range(9)]]
        shown = await drew(house, people)
        late = await house.person()
        late.say("join-room", {"code": code})
        joined = await late.hears("lobby-joined")
        assert (joined["spectator"], joined["phase"]) == (True, "royale-show-reference")
        assert "timerEndsAt" not in joined
        assert await late.hears("royale-show-reference") == shown
        await house.passes(5_000)
        assert (await late.hears("royale-drawing"))["round"] == 1
        assert await late.refused("royale-submit", {"pixels": initial(1)}) == (
            "SUBMISSION_FAILED", "Failed to process submission",
        )  # fmt: skip


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_who_comes_back_is_told_the_rounds_that_are_over(namespace: str) -> None:
    async with house_of() as house:
        people = await lobby_of(house, 10, namespace)
        shown = await drew(house, people)
        await submit(house, people, lambda _place: shown["referenceImage"])
        results = await people[0].hears("royale-round-results")
        await house.passes(8_000)
        person = await house.person(namespace)
        person.say("restore-session", {"sessionId": people[0].session_id})
        assert (await person.hears("royale-show-reference"))["round"] == 2
        told = heard([person], "royale-rounds")
        first = {"round": 1, "referenceImage": shown["referenceImage"], "results": results["results"]}
        assert told == ([{"rounds": [first]}] if namespace == OURS else [])


async def test_a_royale_survives_the_server() -> None:
    journal = MemoryJournal()
    async with house_of(journal=journal) as house:
        people = await lobby_of(house)
        shown = await drew(house, people)
        await submit(house, people[:3], lambda _place: shown["referenceImage"])
        after = journal.copy()
    async with house_of(journal=after) as house:
        returned = []
        for lost in people:
            person = await house.person()
            person.say("restore-session", {"sessionId": lost.session_id})
            restored = await person.hears("session-restored")
            assert (restored["phase"], restored["isSpectator"]) == ("royale-drawing", False)
            assert "phaseState" not in restored
            assert (await person.hears("royale-drawing"))["round"] == 1
            returned.append(person)
        (table,) = house.hall.tables.values()
        await until(lambda: not table.paused)
        assert await returned[0].refused("royale-submit", {"pixels": initial(1)}) == (
            "SUBMISSION_FAILED", "Failed to process submission",
        )  # fmt: skip
        await house.passes(25_000)
        results = await returned[0].hears("royale-round-results")
        assert set(results["surviving"]) >= {person.player_id for person in people[:3]}
        assert len(results["surviving"]) == 6


async def test_a_hundred_play_and_leave_as_they_like() -> None:
    async with house_of() as house:
        people = list(await asyncio.gather(*(house.player(ROYALE, (OURS, DEPLOYED)[n % 2]) for n in range(100))))
        await people[0].hears("phase-changed", lambda phase: phase["phase"] == "countdown")
        await house.passes(5_000)
        for number, person in enumerate(people, 1):
            person.say("royale-submit", {"pixels": initial(number)})
        shown = await people[0].hears("royale-show-reference")
        assert (shown["totalRounds"], shown["remainingPlayers"]) == (8, 100)
        for person in people[50:]:
            person.say("leave-lobby")
        await people[99].hears("left-lobby")
        await house.passes(5_000)
        for person in people[:50]:
            person.say("royale-submit", {"pixels": shown["referenceImage"]})
        results = await people[0].hears("royale-round-results")
        assert len(results["results"]) == 50
        assert len(results["eliminated"]) == 44
        assert len(results["surviving"]) == 6
