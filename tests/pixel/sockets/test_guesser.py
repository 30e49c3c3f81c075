"""PixelGuesser over real sockets, and what it says against recordings of the deployed original."""

from typing import Any

import pytest

from rumpus.hall import MemoryJournal
from rumpus.pixel.rules.commands import BATTLE, GUESSER
from tests.pixel.house import DEPLOYED, OURS, House, Person, house_of
from tests.pixel.shapes import JOINED_DIFFERS, RESTORED_DIFFERS, SHAPES, heard

DIFFERENCES = {
    **JOINED_DIFFERS,
    **RESTORED_DIFFERS,
    "session-restored.phaseState: missing": "4.8: there is none while they guess; the recording is of a battle",
    "session-restored.prompt: missing": "the same",
    "session-restored.promptIndices: missing": "the same",
    "pixelguesser-round-start.secretPromptByLanguage: new": "0.6: words of our own, in both languages",
    "pixelguesser-reveal.secretPromptByLanguage: new": "0.6",
    "pixelguesser-reveal.secretPromptIndices: missing": "0.6: clients would show their own words for the numbers",
    "pixelguesser-round-start.scores: new": "ours: who comes in the middle knows how it stands",
    "pixelguesser-reveal.round: new": "ours: the same",
    "pixelguesser-reveal.totalRounds: new": "ours: the same",
    "pixelguesser-final-results.rounds: new": "ours: all pictures of the game, also for who missed some",
    "pixelguesser-drawing-update.round: new": "0.5: only the latest counts, so one may come late",
}

TOLD_IN_GAMES = {
    "phase-changed:countdown", "phase-changed:guessing", "pixelguesser-round-start", "pixelguesser-drawing-update",
    "pixelguesser-guess-result", "pixelguesser-correct-guess", "phase-changed:reveal", "pixelguesser-reveal",
    "phase-changed:results", "pixelguesser-final-results", "phase-changed:lobby",
}  # fmt: skip
"""Everything of the recordings that belongs to this mode."""

PICTURE = "0123456789abcdef" * 4


async def begin(house: House, people: list[Person]) -> tuple[Person, list[Person], dict[str, Any]]:
    """The next round is begun. Gives the artist, the others, and what the artist was told."""
    await house.passes(3_000)
    starts = {person: await person.hears("pixelguesser-round-start") for person in people}
    (artist,) = [person for person, start in starts.items() if start["isYouArtist"]]
    return artist, [person for person in people if person is not artist], starts[artist]


async def game(house: House, count: int, namespace: str = OURS) -> list[Person]:
    """People in a public lobby whose time is up."""
    people = [await house.player(GUESSER, namespace) for _ in range(count)]
    await house.passes(30_000)
    return people


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_a_game_over_sockets(namespace: str) -> None:
    async with house_of() as house:
        people = await game(house, 3, namespace)
        by_id = {person.player_id: person for person in people}
        countdown = await people[0].hears("phase-changed")
        assert list(countdown) == ["phase", "duration", "startsAt"]
        assert (countdown["phase"], countdown["duration"]) == ("countdown", 3_000)
        following = [await person.hears("pixelguesser-next") for person in people if namespace == OURS]
        await house.passes(3_000)
        starts = {}
        for person in people:
            guessing = await person.hears("phase-changed", lambda it: it["phase"] == "guessing")
            assert guessing == {
                "phase": "guessing", "duration": 45_000, "endsAt": countdown["startsAt"] + 45_000,
                "round": 1, "totalRounds": 3,
            }  # fmt: skip
            starts[person] = await person.hears("pixelguesser-round-start")
        (artist,) = [person for person in people if starts[person]["isYouArtist"]]
        one, two = [person for person in people if person is not artist]
        word = starts[artist].pop("secretPromptByLanguage")
        assert list(word) == ["en", "de"]
        assert starts[artist].pop("secretPrompt") == word["en"]
        for person in people:
            scores = starts[person].pop("scores")
            assert [(row["playerId"], row["score"]) for row in scores] == [(one_id, 0) for one_id in by_id]
            assert starts[person] == {
                "round": 1, "totalRounds": 3, "artistId": artist.player_id, "artistUser": artist.user,
                "isYouArtist": person is artist, "duration": 45_000, "endsAt": guessing["endsAt"],
            }  # fmt: skip
        for told in following:
            assert told == {
                "round": 1, "totalRounds": 3, "artistId": artist.player_id, "artistUser": artist.user,
            }  # fmt: skip
        if namespace == DEPLOYED:
            assert "pixelguesser-next" not in [event for person in people for event, _ in person.ever]

        artist.say("pixelguesser-draw", {"pixels": PICTURE})
        for person in (one, two):
            assert await person.hears("pixelguesser-drawing-update") == {"pixels": PICTURE.upper(), "round": 1}

        assert await one.asks("pixelguesser-guess", {"guess": " zzzzzz "}) == [
            ("pixelguesser-guess-result", {"correct": False, "close": False, "guess": "zzzzzz"})
        ]
        await house.passes(4_000)
        (result, (told, right)) = await one.asks("pixelguesser-guess", {"guess": f" {word['de'].upper()}!! "})
        assert result == (
            "pixelguesser-guess-result", {"correct": True, "close": False, "guess": f"{word['de'].upper()}!!"},
        )  # fmt: skip
        assert told == "pixelguesser-correct-guess"
        assert list(right) == ["playerId", "user", "points", "timeMs", "position", "remainingGuessers"]
        assert right["playerId"] == one.player_id
        assert right["user"] == one.user
        assert (right["points"], right["position"], right["remainingGuessers"]) == (120, 1, 1)
        assert 4_000 <= right["timeMs"] < 10_000, "the clock starts with guessing, not with the countdown"
        for person in (artist, two):
            assert await person.hears("pixelguesser-correct-guess") == right
        assert await one.asks("pixelguesser-guess", {"guess": word["en"]}) == [], "once is enough"
        assert await artist.asks("pixelguesser-guess", {"guess": word["en"]}) == []

        two.say("pixelguesser-guess", {"guess": word["en"]})
        second = await two.hears("pixelguesser-correct-guess")
        assert (second["points"], second["position"], second["remainingGuessers"]) == (110, 2, 0)
        reveal = await two.hears("phase-changed")
        assert (reveal["phase"], reveal["duration"]) == ("reveal", 5_000)
        solution = await two.hears("pixelguesser-reveal")
        scores = solution.pop("scores")
        assert solution == {
            "secretPrompt": word["en"], "secretPromptByLanguage": word, "artistId": artist.player_id,
            "artistUser": artist.user, "artistPixels": PICTURE.upper(), "duration": 5_000, "endsAt": reveal["endsAt"],
            "round": 1, "totalRounds": 3,
        }  # fmt: skip
        rows = [
            (one, 120, {"wasArtist": False, "guessedCorrectly": True, "guessTime": right["timeMs"]}),
            (two, 110, {"wasArtist": False, "guessedCorrectly": True, "guessTime": second["timeMs"]}),
            (artist, 46, {"wasArtist": True, "guessedCorrectly": False}),
        ]
        assert scores == [
            {"playerId": person.player_id, "user": person.user, "score": points, "roundScore": points, **more}
            for person, points, more in rows
        ]

        artists = {artist.player_id}
        await house.passes(5_000)
        for number in (2, 3):
            artist, _, start = await begin(house, people)
            assert (start["round"], start["totalRounds"]) == (number, 3)
            artists.add(artist.player_id)
            await house.passes(45_000)
            await house.passes(5_000)
        assert artists == set(by_id)
        results = await one.hears("phase-changed", lambda it: it["phase"] == "results")
        final = await one.hears("pixelguesser-final-results")
        assert list(final) == ["rankings", "totalRounds", "duration", "endsAt", "rounds"]
        first = final["rounds"][0]
        assert (first["pixels"], first["secretPromptByLanguage"]) == (PICTURE.upper(), word)
        assert [by_id[row["artistId"]].user for row in final["rounds"]] == [
            row["artistUser"] for row in final["rounds"]
        ]
        assert (final["totalRounds"], final["duration"], final["endsAt"]) == (3, 15_000, results["endsAt"])
        assert [row["score"] for row in final["rankings"]] == [120, 110, 46]
        await house.passes(15_000)
        assert await one.hears("phase-changed") == {"phase": "lobby", "message": "Waiting for next round"}
        await one.hears("lobby-timer-started")


# ---- strokes


async def test_of_quick_strokes_the_first_and_the_last_are_told() -> None:
    async with house_of() as house:
        people = await game(house, 3)
        artist, (one, two), _ = await begin(house, people)
        records = house.hall.figures.records
        for number in range(20):
            artist.say("pixelguesser-draw", {"pixels": f"{number:064x}"})
        two.say("pixelguesser-draw", {"pixels": "333"})
        await artist.client.call("ping")
        await house.passes(50)
        for person in (one, two):
            last = await person.hears("pixelguesser-drawing-update", lambda it: it["pixels"] == f"{19:064X}")
            assert last["round"] == 1
            heard = [args[0]["pixels"] for event, args in person.ever if event == "pixelguesser-drawing-update"]
            assert heard[0] == f"{0:064X}"
            assert len(heard) < 20
        assert house.hall.figures.records - records < 20
        await house.passes(50)
        artist.say("pixelguesser-draw", {"pixels": "f"})
        assert (await one.hears("pixelguesser-drawing-update"))["pixels"] == "F" + "1" * 63
        assert "pixelguesser-drawing-update" not in [event for event, _ in artist.ever]


async def test_strokes_that_wait_when_their_artist_leaves_are_forgotten() -> None:
    async with house_of() as house:
        people = await game(house, 3)
        artist, (one, _), _ = await begin(house, people)
        artist.say("pixelguesser-draw", {"pixels": "2"}).say("pixelguesser-draw", {"pixels": "3"})
        await artist.asks("leave-lobby")
        await house.passes(100)
        await one.settles()
        heard = [args[0]["pixels"][0] for event, args in one.ever if event == "pixelguesser-drawing-update"]
        assert heard == ["2"]
        assert "error" not in [event for event, _ in artist.ever]


async def test_what_is_wrong_with_a_stroke_is_told_to_nobody() -> None:
    async with house_of() as house:
        people = await game(house, 2)
        stranger = await house.person()
        for person in (*people, stranger):
            assert await person.asks("pixelguesser-draw", {"pixels": "2"}) == []
        artist, (one,), _ = await begin(house, people)
        wrongs: list[Any] = [
            {"pixels": ""}, {"pixels": "q"}, {"pixels": "2" * 65}, {"pixels": 2}, {}, None, "22", [],
        ]  # fmt: skip
        for wrong in wrongs:
            assert await artist.asks("pixelguesser-draw", wrong) == []
        assert await artist.asks("pixelguesser-draw") == []
        assert await one.asks("pixelguesser-draw", {"pixels": "333"}) == []
        battle = await house.player(BATTLE)
        assert await battle.asks("pixelguesser-draw", {"pixels": "2"}) == []
        await house.passes(100)
        assert "pixelguesser-drawing-update" not in [event for event, _ in one.ever]


# ---- what is refused


async def test_every_code_with_which_a_guess_is_refused() -> None:
    async with house_of() as house:
        host, code = await house.host(GUESSER)
        stranger = await house.person()
        assert await stranger.refused("pixelguesser-guess", {"guess": "dog"}) == ("NOT_IN_GAME", "Not in a game")
        battle = await house.player(BATTLE)
        assert await battle.refused("pixelguesser-guess", {}) == ("WRONG_MODE", "Not in PixelGuesser mode")
        assert await host.refused("pixelguesser-guess", {}) == ("WRONG_PHASE", "Not in guessing phase")
        assert await host.refused("host-start-game") == ("NOT_ENOUGH_PLAYERS", "Need at least 2 players")
        guests = [await house.guest(code) for _ in range(2)]
        host.say("host-start-game")
        await host.hears("phase-changed")
        assert await host.refused("pixelguesser-guess", {}) == ("WRONG_PHASE", "Not in guessing phase")
        _, (one, _), _ = await begin(house, [host, *guests])
        for wrong, text in (
            ({"guess": ""}, "Cannot be empty"),
            ({"guess": "x" * 51}, "Max 50 characters"),
            ({"guess": "   "}, "Cannot be empty after trim"),
            ({"guess": "<script>"}, "Invalid characters"),
            ({"guess": 1}, "Expected string, received number"),
            ({"guess": None}, "Expected string, received null"),
            ({}, "Required"),
            ("dog", "Expected object, received string"),
        ):
            assert await one.refused("pixelguesser-guess", wrong) == ("INVALID_GUESS", text)
        assert await one.refused("pixelguesser-guess") == ("INVALID_GUESS", "Required")
        late = await house.guest(code)
        assert await late.refused("pixelguesser-guess", {"guess": "dog"}) == (
            "NOT_ACTIVE_PLAYER", "Only active players can guess",
        )  # fmt: skip
        for _ in range(50):
            one.say("pixelguesser-guess", {"guess": "zzz"})
        error = await one.hears("error", lambda it: it["code"] == "RATE_LIMITED")
        assert 0 < error["retryAfter"] <= 1_000


async def test_signs_in_a_guess_stay_as_they_are() -> None:
    async with house_of() as house:
        _, (one,), _ = await begin(house, await game(house, 2))
        ((_, result),) = await one.asks("pixelguesser-guess", {"guess": " <rock & 'roll'> "})
        assert result["guess"] == "<rock & 'roll'>"


# ---- rooms


async def test_a_room_brings_words_of_its_own() -> None:
    async with house_of() as house:
        host, code = await house.host(GUESSER)
        guest = await house.guest(code)
        words = [{"en": "photosynthesis", "de": "Photosynthese"}, {"de": "Osmose"}]
        host.say("host-set-words", {"words": words})
        assert await guest.hears("words-changed") == {"count": 2}
        host.say("host-start-game")
        _, (guesser,), start = await begin(house, [host, guest])
        assert start["secretPromptByLanguage"] in ({**words[0]}, {"en": "Osmose", "de": "Osmose"})
        close = start["secretPrompt"][:-1]
        assert await guesser.asks("pixelguesser-guess", {"guess": close}) == [
            ("pixelguesser-guess-result", {"correct": False, "close": True, "guess": close, "message": "Close!"})
        ]
        guesser.say("pixelguesser-guess", {"guess": start["secretPrompt"]})
        assert (await guesser.hears("pixelguesser-reveal"))["secretPrompt"] == start["secretPrompt"]


async def test_who_comes_late_sees_what_is_drawn() -> None:
    async with house_of() as house:
        host, code = await house.host(GUESSER)
        guests = [await house.guest(code) for _ in range(2)]
        host.say("host-start-game")
        artist, _, start = await begin(house, [host, *guests])
        artist.say("pixelguesser-draw", {"pixels": PICTURE})
        await guests[0 if artist is not guests[0] else 1].hears("pixelguesser-drawing-update")
        late = await house.person(DEPLOYED)
        late.say("join-room", {"code": code})
        joined = await late.hears("lobby-joined")
        assert (joined["spectator"], joined["phase"], joined["timerEndsAt"]) == (True, "guessing", start["endsAt"])
        told = await late.hears("pixelguesser-round-start")
        assert not {"secretPrompt", "secretPromptByLanguage"} & told.keys()
        assert told["isYouArtist"] is False
        assert (await late.hears("pixelguesser-drawing-update"))["pixels"] == PICTURE.upper()
        await house.passes(100)
        artist.say("pixelguesser-draw", {"pixels": "2"})
        assert (await late.hears("pixelguesser-drawing-update"))["pixels"][0] == "2"


# ---- coming back


async def restored(house: House, person: Person) -> tuple[Person, dict[str, Any]]:
    """The same player on another socket."""
    back = await house.person(DEPLOYED)
    back.say("restore-session", {"sessionId": person.session_id})
    told: dict[str, Any] = await back.hears("session-restored")
    return back, told


async def test_who_comes_back_goes_on() -> None:
    async with house_of() as house:
        people = await game(house, 3, DEPLOYED)
        artist, (one, two), start = await begin(house, people)
        artist.say("pixelguesser-draw", {"pixels": PICTURE})
        await two.hears("pixelguesser-drawing-update")
        artist.cut()
        await two.hears("player-disconnected")
        back, told = await restored(house, artist)
        assert (told["phase"], told.get("phaseState")) == ("guessing", None)
        assert await back.hears("pixelguesser-round-start") == start
        assert (await back.hears("pixelguesser-drawing-update"))["pixels"] == PICTURE.upper()
        await house.passes(100)
        back.say("pixelguesser-draw", {"pixels": "2"})
        assert (await two.hears("pixelguesser-drawing-update"))["pixels"][0] == "2", "with all rights"
        one.say("pixelguesser-guess", {"guess": start["secretPrompt"]})
        right = await one.hears("pixelguesser-correct-guess")
        one.cut()
        await two.hears("player-disconnected")
        again, _ = await restored(house, one)
        told = await again.hears("pixelguesser-round-start")
        assert "secretPrompt" not in told
        assert (await again.hears("pixelguesser-guess-result"))["correct"] is True
        assert await again.hears("pixelguesser-correct-guess") == right
        assert "phase-changed" not in [event for event, _ in again.ever], "it would clear what there is"
        await house.passes(45_000)
        await again.hears("pixelguesser-reveal")
        await house.passes(5_000)
        await again.hears("phase-changed", lambda it: it["phase"] == "countdown")
        _, told = await restored(house, again)
        assert told["phaseState"] == {"phase": "countdown"}


async def test_a_round_goes_on_after_a_restart() -> None:
    journal = MemoryJournal()
    async with house_of(journal=journal) as house:
        people = await game(house, 2)
        artist, (one,), start = await begin(house, people)
        artist.say("pixelguesser-draw", {"pixels": PICTURE})
        await one.hears("pixelguesser-drawing-update")
    async with house_of(journal=journal) as house:
        drawer, guesser = await restored(house, artist), await restored(house, one)
        told = await drawer[0].hears("pixelguesser-round-start")
        assert told["secretPrompt"] == start["secretPrompt"]
        assert (await guesser[0].hears("pixelguesser-drawing-update"))["pixels"] == PICTURE.upper()
        guesser[0].say("pixelguesser-guess", {"guess": start["secretPrompt"]})
        assert (await guesser[0].hears("pixelguesser-reveal"))["artistPixels"] == PICTURE.upper()


# ---- shapes


async def test_every_message_of_a_game_has_the_shape_of_the_original() -> None:
    async with house_of() as house:
        people = await game(house, 3, DEPLOYED)
        artist, (one, two), start = await begin(house, people)
        artist.say("pixelguesser-draw", {"pixels": "222"})
        await one.hears("pixelguesser-drawing-update")
        for guess in ("zzzzzz", start["secretPrompt"] + "s", ""):
            one.say("pixelguesser-guess", {"guess": guess})
        two.cut()
        await one.hears("player-disconnected")
        back, _ = await restored(house, two)
        await back.hears("pixelguesser-drawing-update")
        one.say("pixelguesser-guess", {"guess": start["secretPrompt"]})
        await one.hears("pixelguesser-correct-guess")
        await house.passes(45_000)
        await one.hears("pixelguesser-reveal")
        await house.passes(5_000)
        artist, others, _ = await begin(house, [artist, one, back])
        artist.say("leave-lobby")
        await others[0].hears("pixelguesser-reveal")
        for _ in range(3):
            await house.passes(30_000)
        await others[0].hears("phase-changed", lambda it: it["phase"] == "lobby")
        said, found = heard(house.people)
        assert found == set(DIFFERENCES), "something differs that is not listed"
        assert said & SHAPES.keys() >= TOLD_IN_GAMES


async def test_a_departed_artist_is_told_as_nobody() -> None:
    async with house_of() as house:
        people = await game(house, 3)
        artist, (one, two), start = await begin(house, people)
        artist.say("pixelguesser-draw", {"pixels": "222"})
        await one.hears("pixelguesser-drawing-update")
        artist.say("leave-lobby")
        await one.hears("player-left")
        one.say("pixelguesser-guess", {"guess": start["secretPrompt"]})
        assert (await one.hears("pixelguesser-correct-guess"))["remainingGuessers"] == 1
        two.say("pixelguesser-guess", {"guess": start["secretPrompt"]})
        reveal = await one.hears("pixelguesser-reveal")
        assert reveal["artistUser"] == {"displayName": "Unknown", "discriminator": "0000", "fullName": "Unknown#0000"}
        assert reveal["artistId"] == artist.player_id
        assert [row["playerId"] for row in reveal["scores"]] == [one.player_id, two.player_id]
        await house.passes(5_000)
        _, _, told = await begin(house, [one, two])
        assert (told["round"], told["totalRounds"]) == (2, 3)
