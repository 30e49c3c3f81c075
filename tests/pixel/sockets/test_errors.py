"""Every error code of the protocol (pixel.md, appendix A): provoked once over a socket, or listed as unreachable."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest

from rumpus.pixel.rules.commands import BATTLE, COPYCAT, GUESSER, ROYALE, SOLO
from rumpus.pixel.sockets.limits import PixelLimits
from rumpus.pixel.sockets.passwords import MOST_WAITING
from rumpus.rehearse.errors import RefusedError
from rumpus.wire.engineio.networks import Networks
from tests.pixel.house import DRAWING, House, Person, house_of

Said: TypeAlias = tuple[str, str]
"""Code and text."""

LIMITS = PixelLimits(players=40, sockets=60, new_sockets_per_address=50)
EMPTY = "1" * 64

UNREACHABLE = {
    "INSTANCE_NOT_FOUND": "an instance that ends lets its sockets go in the same moment: NOT_IN_GAME",
    "TIME_EXPIRED": "the phase ends in the moment in which its time is over: WRONG_PHASE",
    "SUBMIT_FAILED": "a failure of ours, not of a client; what it did is undone, logged, and not answered",
    "GUESS_FAILED": "the original never sends it either",
    "VOTING_NOT_ACTIVE": "there is no voting phase without its pairs, and no finale without its finalists",
    "NOT_PRIVATE_ROOM": "only private rooms have a host, so others are told NOT_HOST before",
    "TOO_MANY_SESSIONS": "a class behind one address is welcome (0.4): sockets are counted, not sessions",
    "CONNECTION_REJECTED": "the original's fallback; all our refusals have a code of their own",
    "KICKED": "made by the client, never on the wire",
    "IDLE_DISCONNECT": "made by the client",
    "INSTANCE_CLOSED": "made by the client",
}


# ---- scenes ----------------------------------------------------------------------------------------------------------


async def private(house: House, mode: str, count: int) -> list[Person]:
    """So many in a private room, the host first."""
    host, code = await house.host(mode)
    return [host, *[await house.guest(code) for _ in range(count - 1)]]


async def playing(house: House, mode: str, count: int, phase: str) -> list[Person]:
    """So many in a private game that is in this phase."""
    people = await private(house, mode, count)
    people[0].say("host-start-game")
    await people[0].hears("phase-changed")
    for _ in range(60):
        seen = [args[0]["phase"] for event, args in people[0].ever if event == "phase-changed"]
        if seen[-1] == phase:
            return people
        await house.passes(1_000)
    raise AssertionError(f"it did not come to {phase}")


async def drawn(house: House, phase: str = "voting") -> list[Person]:
    """Five of six in a battle have submitted a drawing, and voting or the finale has begun; the sixth watches."""
    people = await playing(house, BATTLE, 6, "drawing")
    await house.passes(3_000)
    for number, person in enumerate(people[:5]):
        await person.asks("submit-drawing", {"pixels": f"{number}{DRAWING[1:]}"})
    await house.passes(27_000)
    if phase == "finale":
        await house.passes(10_000)
    return people


async def room(house: House, **members: str) -> tuple[Person, str]:
    return await house.host(BATTLE, **members)


async def busy(house: House) -> None:
    """So many passwords wait to be hashed that no more is taken."""
    house.pixels._reception.joining.passwords._waiting = MOST_WAITING


# ---- one for each code -----------------------------------------------------------------------------------------------


async def rate_limited(house: House) -> Said:
    person = await house.person()
    for _ in range(5):
        await person.asks("change-name", {"name": "Bob"})
    return await person.refused("change-name", {"name": "Bob"})


async def already_in_game(house: House) -> Said:
    return await (await house.player(BATTLE)).refused("join-public", {"gameMode": BATTLE})


async def already_queued(house: House) -> Said:
    for _ in range(LIMITS.players):
        await house.player(BATTLE)
    person = await house.person()
    await person.asks("join-public", {"gameMode": BATTLE})
    return await person.refused("join-public", {"gameMode": BATTLE})


async def duplicate_session(house: House) -> Said:
    await house.player(BATTLE, browserId="a browser")
    return await (await house.person(auth={"browserId": "a browser"})).refused("join-public", {"gameMode": BATTLE})


async def join_failed(house: House) -> Said:
    _, code = await house.host(COPYCAT)
    await house.guest(code)
    return await (await house.person()).refused("join-room", {"code": code})


async def invalid_password(house: House) -> Said:
    return await (await house.person()).refused("create-room", {"gameMode": BATTLE, "password": "abc"})


async def create_failed(house: House) -> Said:
    return await (await house.person()).refused("create-room", {"gameMode": SOLO})


async def invalid_code(house: House) -> Said:
    return await (await house.person()).refused("join-room", {"code": 7})


async def room_not_found(house: House) -> Said:
    return await (await house.person()).refused("join-room", {"code": "ZZZZ"})


async def wrong_password(house: House, tries: int = 1) -> Said:
    _, code = await room(house, password="secret1")
    person = await house.person()
    for _ in range(tries):
        person.say("join-room", {"code": code, "password": "wrong"})
        told = await person.hears("error")
        await house.passes(3_000)
    return told["code"], told["message"]


async def password_blocked(house: House) -> Said:
    return await wrong_password(house, tries=LIMITS.wrong_passwords + 1)


async def password_verification_failed(house: House) -> Said:
    _, code = await room(house, password="secret1")
    await busy(house)
    return await (await house.person()).refused("join-room", {"code": code, "password": "secret1"})


async def password_change_failed(house: House) -> Said:
    host, _ = await room(house)
    await busy(house)
    return await host.refused("host-change-password", {"password": "secret1"})


async def invalid_name(house: House) -> Said:
    return await (await house.person()).refused("change-name", {"name": "system"})


async def not_in_game(house: House) -> Said:
    return await (await house.person()).refused("royale-submit", {"pixels": DRAWING})


async def wrong_phase(house: House) -> Said:
    return await (await house.player(BATTLE)).refused("submit-drawing", {"pixels": DRAWING})


async def wrong_mode(house: House) -> Said:
    return await (await house.player(BATTLE)).refused("pixelguesser-guess", {"guess": "star"})


async def invalid_game_mode(house: House) -> Said:
    return await (await house.player(BATTLE)).refused("royale-submit", {"pixels": DRAWING})


async def unknown_game_mode(house: House) -> Said:
    return await (await house.person()).refused("join-public", {"gameMode": "pixel-survivor"})


async def too_fast(house: House) -> Said:
    host, *_ = await playing(house, BATTLE, 5, "drawing")
    return await host.refused("submit-drawing", {"pixels": DRAWING})


async def submitted(house: House, *drawings: str) -> Said:
    """The host of a battle submits one drawing after the other."""
    host, *_ = await playing(house, BATTLE, 5, "drawing")
    await house.passes(3_000)
    for pixels in drawings[:-1]:
        await host.asks("submit-drawing", {"pixels": pixels})
    return await host.refused("submit-drawing", {"pixels": drawings[-1]})


async def invalid_pixels(house: House) -> Said:
    return await submitted(house, "G" * 64)


async def too_few_pixels(house: House) -> Said:
    return await submitted(house, EMPTY)


async def already_submitted(house: House) -> Said:
    return await submitted(house, DRAWING, DRAWING)


async def not_active_player(house: House) -> Said:
    host, code = await house.host(BATTLE)
    for _ in range(4):
        await house.guest(code)
    host.say("host-start-game")
    await host.hears("phase-changed")
    watcher = await house.guest(code)
    await house.passes(8_000)
    return await watcher.refused("submit-drawing", {"pixels": DRAWING})


async def submission_failed(house: House) -> Said:
    host, *_ = await playing(house, ROYALE, 10, "royale-initial-drawing")
    await host.asks("royale-submit", {"pixels": DRAWING})
    return await host.refused("royale-submit", {"pixels": DRAWING})


async def invalid_vote(house: House) -> Said:
    host, *_ = await drawn(house)
    return await host.refused("vote", {"chosenId": ""})


async def cannot_vote_self(house: House) -> Said:
    host, *_ = await drawn(house)
    return await host.refused("vote", {"chosenId": host.player_id})


async def no_assignment(house: House) -> Said:
    host, *_ = await drawn(house)
    pair = await host.hears("voting-round")
    await host.asks("vote", {"chosenId": pair["imageA"]["playerId"]})
    return await host.refused("vote", {"chosenId": pair["imageB"]["playerId"]})


async def invalid_target(house: House) -> Said:
    host, *_ = await drawn(house)
    return await host.refused("vote", {"chosenId": "nobody"})


async def vote_failed(house: House) -> Said:
    *_, watcher = await drawn(house, "finale")
    finalist = (await watcher.hears("finale-start"))["finalists"][0]["playerId"]
    await watcher.asks("finale-vote", {"playerId": finalist})
    return await watcher.refused("finale-vote", {"playerId": finalist})


async def invalid_guess(house: House) -> Said:
    host, *_ = await playing(house, GUESSER, 2, "guessing")
    return await host.refused("pixelguesser-guess", {"guess": "   "})


async def not_host(house: House) -> Said:
    _, guest = await private(house, BATTLE, 2)
    return await guest.refused("host-start-game")


async def not_enough_players(house: House) -> Said:
    host, *_ = await private(house, BATTLE, 4)
    return await host.refused("host-start-game")


async def start_failed(house: House) -> Said:
    host, *_ = await playing(house, BATTLE, 5, "countdown")
    return await host.refused("host-start-game")


async def game_in_progress(house: House) -> Said:
    host, guest, *_ = await playing(house, BATTLE, 5, "countdown")
    return await host.refused("host-kick-player", {"playerId": guest.player_id})


async def invalid_player_id(house: House) -> Said:
    host, _ = await room(house)
    return await host.refused("host-kick-player", {"playerId": 7})


async def player_not_found(house: House) -> Said:
    host, _ = await room(house)
    return await host.refused("host-kick-player", {"playerId": "nobody"})


async def cannot_kick_self(house: House) -> Said:
    host, _ = await room(house)
    return await host.refused("host-kick-player", {"playerId": host.player_id})


async def connects(house: House, count: int) -> Said:
    """The last one of so many sockets is one too many."""
    for _ in range(count - 1):
        await house.person()
    with pytest.raises(RefusedError) as refused:
        await house.person()
    return refused.value.message, ""


async def too_many_connections(house: House) -> Said:
    house.pixels._reception.door._unlimited = Networks()
    return await connects(house, LIMITS.new_sockets_per_address + 1)


async def server_full(house: House) -> Said:
    return await connects(house, LIMITS.sockets + 1)


PROVOKED: list[tuple[Callable[[House], Awaitable[Said]], str, str]] = [
    (rate_limited, "RATE_LIMITED", "Too many requests. Please slow down."),
    (already_in_game, "ALREADY_IN_GAME", "Already in a game"),
    (already_queued, "ALREADY_QUEUED", "Already in queue"),
    (duplicate_session, "DUPLICATE_SESSION", "You are already in this game in another tab"),
    (join_failed, "JOIN_FAILED", "Game is full (1v1 only)"),
    (invalid_password, "INVALID_PASSWORD", "Password must be at least 4 characters"),
    (create_failed, "CREATE_FAILED", "Failed to create room"),
    (invalid_code, "INVALID_CODE", "Invalid room code"),
    (room_not_found, "ROOM_NOT_FOUND", "Room not found"),
    (wrong_password, "WRONG_PASSWORD", "Incorrect password"),
    (password_blocked, "PASSWORD_BLOCKED", "Too many failed attempts. Try again in 15 minutes."),
    (password_verification_failed, "PASSWORD_VERIFICATION_FAILED", "Password verification failed"),
    (password_change_failed, "PASSWORD_CHANGE_FAILED", "Password change failed"),
    (invalid_name, "INVALID_NAME", "This name is not allowed"),
    (not_in_game, "NOT_IN_GAME", "You are not in a game"),
    (wrong_phase, "WRONG_PHASE", "Not in drawing phase"),
    (wrong_mode, "WRONG_MODE", "Not in PixelGuesser mode"),
    (invalid_game_mode, "INVALID_GAME_MODE", "Not a CopyCat Royale game"),
    (unknown_game_mode, "INVALID_GAME_MODE", ""),
    (too_fast, "TOO_FAST", "Submitted too quickly"),
    (not_active_player, "NOT_ACTIVE_PLAYER", "Only active players can submit"),
    (invalid_pixels, "INVALID_PIXELS", "Only hex characters allowed"),
    (too_few_pixels, "TOO_FEW_PIXELS", "Need at least 5 non-background pixels (you have 0)"),
    (already_submitted, "ALREADY_SUBMITTED", "You already submitted"),
    (submission_failed, "SUBMISSION_FAILED", "Failed to process submission"),
    (invalid_vote, "INVALID_VOTE", "Must choose an image"),
    (cannot_vote_self, "CANNOT_VOTE_SELF", "Cannot vote for yourself"),
    (no_assignment, "NO_ASSIGNMENT", "No voting assignment found"),
    (invalid_target, "INVALID_TARGET", "Invalid vote target"),
    (vote_failed, "VOTE_FAILED", "Already voted in finale"),
    (invalid_guess, "INVALID_GUESS", "Cannot be empty after trim"),
    (not_host, "NOT_HOST", "Only the host can start the game"),
    (not_enough_players, "NOT_ENOUGH_PLAYERS", "Need at least 5 players"),
    (start_failed, "START_FAILED", "Game already in progress"),
    (game_in_progress, "GAME_IN_PROGRESS", "Cannot kick during game"),
    (invalid_player_id, "INVALID_PLAYER_ID", "Invalid player ID"),
    (player_not_found, "PLAYER_NOT_FOUND", "Player not found"),
    (cannot_kick_self, "CANNOT_KICK_SELF", "Cannot kick yourself"),
    (too_many_connections, "TOO_MANY_CONNECTIONS", ""),
    (server_full, "SERVER_FULL", ""),
]

APPENDIX = """
    RATE_LIMITED ALREADY_IN_GAME ALREADY_QUEUED DUPLICATE_SESSION JOIN_FAILED INVALID_PASSWORD CREATE_FAILED
    INVALID_CODE ROOM_NOT_FOUND PASSWORD_BLOCKED WRONG_PASSWORD PASSWORD_VERIFICATION_FAILED INVALID_NAME NOT_IN_GAME
    INSTANCE_NOT_FOUND WRONG_PHASE WRONG_MODE INVALID_GAME_MODE TIME_EXPIRED TOO_FAST NOT_ACTIVE_PLAYER INVALID_PIXELS
    TOO_FEW_PIXELS ALREADY_SUBMITTED SUBMIT_FAILED SUBMISSION_FAILED INVALID_VOTE CANNOT_VOTE_SELF VOTING_NOT_ACTIVE
    NO_ASSIGNMENT INVALID_TARGET VOTE_FAILED INVALID_GUESS GUESS_FAILED NOT_HOST NOT_ENOUGH_PLAYERS START_FAILED
    GAME_IN_PROGRESS INVALID_PLAYER_ID PLAYER_NOT_FOUND CANNOT_KICK_SELF NOT_PRIVATE_ROOM PASSWORD_CHANGE_FAILED
    TOO_MANY_CONNECTIONS SERVER_FULL TOO_MANY_SESSIONS CONNECTION_REJECTED KICKED IDLE_DISCONNECT INSTANCE_CLOSED
"""


@pytest.mark.parametrize(("provoke", "code", "text"), PROVOKED, ids=[one[0].__name__ for one in PROVOKED])
async def test_the_code_comes_with_its_text(provoke: Callable[[House], Awaitable[Said]], code: str, text: str) -> None:
    async with house_of(limits=LIMITS) as house:
        told = await provoke(house)
        assert told[0] == code
        assert not text or told[1] == text


def test_no_code_is_missing() -> None:
    provoked = {code for _, code, _ in PROVOKED}
    assert not provoked & UNREACHABLE.keys()
    assert provoked | UNREACHABLE.keys() == set(APPENDIX.split())
