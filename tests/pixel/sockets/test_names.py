"""Names over real sockets (pixel.md 2.5)."""

from rumpus.pixel.rules.commands import COPYCAT
from tests.pixel.house import DEPLOYED, house_of
from tests.pixel.tiny import TINY_MODES


async def test_a_name_is_kept_as_it_was_typed() -> None:
    async with house_of(TINY_MODES) as house:
        person = await house.person(DEPLOYED)
        name = 'O\'Neil "q" <>&'
        ((event, changed),) = await person.asks("change-name", {"name": f"  {name} "})
        assert event == "name-changed"
        assert changed["user"]["displayName"] == name
        assert changed["user"]["discriminator"] == person.user["discriminator"]


async def test_what_is_no_name_is_refused_in_the_words_of_the_original() -> None:
    async with house_of(TINY_MODES) as house:
        cases: list[tuple[object, str]] = [
            ({"name": ""}, "Cannot be empty"),
            ({"name": "   "}, "Cannot be empty after trim"),
            ({"name": "x" * 21}, "Max 20 characters"),
            ({"name": "🦄" * 11}, "Max 20 characters"),
            ({"name": "ADMIN"}, "This name is not allowed"),
            ({"name": "<script>"}, "Invalid characters"),
            ({"name": "onload=1"}, "Invalid characters"),
            ({"name": "JavaScript:x"}, "Invalid characters"),
            ({"name": 5}, "Expected string, received number"),
            ({"name": None}, "Expected string, received null"),
            ({}, "Required"),
            ("text", "Expected object, received string"),
        ]
        for payload, text in cases:
            person = await house.person()
            assert await person.refused("change-name", payload) == ("INVALID_NAME", text), payload


async def test_the_others_hear_of_a_new_name() -> None:
    async with house_of(TINY_MODES) as house:
        one, two = await house.player(COPYCAT), await house.player(COPYCAT)
        one.forget()
        await two.asks("change-name", {"name": "Zoë 🦄"})
        updated = await one.hears("player-updated")
        assert updated["playerId"] == two.player_id
        assert updated["user"]["displayName"] == "Zoë 🦄"


async def test_the_name_of_before_is_restored_in_silence_or_not_at_all() -> None:
    async with house_of(TINY_MODES) as house:
        person = await house.person()
        session, discriminator = person.session_id, person.user["discriminator"]
        ((event, connected),) = await person.asks("restore-user", {"displayName": "Tim & <b>"})
        assert event == "connected"
        assert connected["user"]["displayName"] == "Tim & <b>"
        assert (connected["sessionId"], connected["user"]["discriminator"]) == (session, discriminator)
        for payload in ({"displayName": "Admin"}, {}, None):
            assert await person.asks("restore-user", payload) == []


async def test_nobody_in_a_lobby_has_the_same_four_digits() -> None:
    async with house_of(TINY_MODES) as house:
        one = await house.player(COPYCAT)
        two = await house.person()
        (socket,) = [
            socket for socket in house.server.namespaces["/pixel"].sockets.values() if socket.sid == two.client.sid
        ]
        socket.data.discriminator = one.user["discriminator"]
        told = await two.asks("join-public", {"gameMode": COPYCAT})
        assert [name for name, _ in told] == ["name-changed", "lobby-joined"]
        assert told[0][1]["user"]["discriminator"] != one.user["discriminator"]
        assert told[1][1]["players"] == [one.user, told[0][1]["user"]]
