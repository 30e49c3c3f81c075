"""A quiz and pixel games on one server, all on `/`: a recorder on every socket proves that none reaches another."""

from typing import Any

from rumpus.pixel.rules.commands import BATTLE, GUESSER, ZOMBIE
from rumpus.pixel.rules.registry import MODES
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.rules.commands import Options
from tests.pixel.house import DRAWING, Person
from tests.quiz.story import abcd, quiz_of
from tests.test_entrance import Hotel, hotel
from tests.until import until

WELCOMES = {"session_id", "game-modes", "connected", "online-count"}
"""What every socket of `/` is told before it has shown what it speaks."""


def record(people: list[Person]) -> str:
    """All that any of them was ever told, but for welcomes."""
    return "\n".join(repr(told) for person in people for told in person.ever if told[0] not in WELCOMES)


class Quiz:
    """A quiz with players whose names are its own."""

    def __init__(self, house: Hotel) -> None:
        self.house = house
        document = quiz_of(abcd("quiz yes", "quiz no", right="quiz yes"), abcd("quiz yes", "quiz no", right="quiz yes"))
        self.opened = house.quizzes.open_game(parse_document(document), Options(), user_id="a user")
        self.people: list[Person] = []

    async def begin(self) -> None:
        self.host = await self.house.person()
        self.host.say("register_as_admin", {"game_pin": self.opened.game_pin, "game_id": self.opened.game_id})
        await self.host.hears("registered_as_admin")
        self.players = [await self.house.person() for _ in range(5)]
        for number, player in enumerate(self.players):
            player.say("join_game", {"username": f"pupil {number}", "game_pin": self.opened.game_pin})
            await player.hears("joined_game")
        self.people = [self.host, *self.players]

    async def ask(self, index: int) -> None:
        """One question, from its showing to its results."""
        self.host.say("set_question_number", str(index))
        for player in self.players:
            await player.hears("set_question_number")
            player.say("submit_answer", {"question_index": index, "answer": "quiz yes"})
            await player.hears("player_answer")
        self.host.say("get_question_results", {"question_number": index})
        results = await self.host.hears("question_results")
        assert [entry["right"] for entry in results] == [True] * 5


async def room(house: Hotel, mode: str, count: int) -> list[Person]:
    """So many in a private room, the host first."""
    people = [await house.person() for _ in range(count)]
    people[0].say("create-room", {"gameMode": mode})
    code = (await people[0].hears("room-created"))["code"]
    for person in people[1:]:
        person.say("join-room", {"code": code})
    for person in people:
        await person.hears("lobby-joined")
        await until(lambda person=person: person.user)  # type: ignore[misc]
    return people


def names(people: list[Person]) -> list[str]:
    """What could be told of them."""
    return [word for person in people for word in (person.user["fullName"], person.player_id, person.client.sid)]


async def begins(people: list[Person]) -> None:
    people[0].say("host-start-game")
    for person in people:
        await person.hears("phase-changed")


async def test_games_of_both_kinds_on_one_server_do_not_hear_of_each_other() -> None:
    async with hotel(MODES) as house:
        quiz = Quiz(house)
        await quiz.begin()
        battle, other = await room(house, BATTLE, 5), await room(house, BATTLE, 5)
        guessers, zombies = await room(house, GUESSER, 3), await room(house, ZOMBIE, 10)
        rooms = [battle, other, guessers, zombies]
        quiz.host.say("start_game", "")
        for people in rooms:
            await begins(people)
        await quiz.ask(0)
        await house.clock.passes(8_000)
        for person in battle:
            person.say("submit-drawing", {"pixels": DRAWING})
            await person.hears("submission-received")
        # The quiz is asked by nobody whom it does not concern, and the other way round.
        battle[0].say("submit_answer", {"question_index": 0, "answer": "quiz no"})
        battle[1].say("kick_player", {"username": "pupil 0"})
        quiz.players[0].say("submit-drawing", {"pixels": DRAWING})
        quiz.players[1].say("leave-lobby")
        for person in (battle[0], battle[1]):
            await person.client.call("ping")
        await quiz.ask(1)
        for _ in range(27):
            await house.clock.passes(1_000)
        await battle[0].hears("phase-changed", lambda told: told["phase"] == "voting")
        await other[0].hears("phase-changed", lambda told: told["phase"] == "results")

        whole = {"quiz": record(quiz.people)} | {str(n): record(people) for n, people in enumerate(rooms)}
        assert "pupil 3" in whole["quiz"]
        assert "zombie-game-state" in whole["3"]
        marks: dict[str, list[Any]] = {"quiz": ["pupil", "quiz yes", quiz.opened.game_pin, quiz.opened.game_id]}
        marks |= {str(n): names(people) for n, people in enumerate(rooms)}
        for whose, told in whole.items():
            strange = [mark for owner, words in marks.items() if owner != whose for mark in words if mark in told]
            assert strange == [], f"{whose} heard of others"
        assert not [person for people in rooms for person in people if "error" in [event for event, _ in person.ever]]
        assert house.hall.figures.rule_errors == house.hall.figures.stage_errors == 0


async def test_who_has_decided_is_told_by_one_protocol_only() -> None:
    async with hotel(MODES) as house:
        quiz = Quiz(house)
        await quiz.begin()
        player, *_ = await room(house, BATTLE, 2)
        heard = {person: len(person.ever) for person in (*quiz.people, player)}
        await house.clock.passes(20_000)
        await until(lambda: "online-count" in [event for event, _ in player.ever[heard[player] :]])
        since = {person: {event for event, _ in person.ever[count:]} for person, count in heard.items()}
        assert "online-count" in since[player]
        assert all("online-count" not in since[person] for person in quiz.people)
        counts = [args[0]["count"] for event, args in player.ever if event == "online-count"]
        assert counts[-1] == 2, "those who play a quiz are not counted"
