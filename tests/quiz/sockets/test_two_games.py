"""Two games side by side on one server: a recorder on every socket proves that nothing of one reaches the other."""

import asyncio
import re

from rumpus.quiz.sockets.answer_counts import EVERY_MS
from tests.quiz.house import DEPLOYED, OURS, House, Person, Played, house_of
from tests.quiz.story import abcd, quiz_of, slide, slider, text


class Recorded:
    """A game whose every name and text can be told from those of any other, and all who take part in it."""

    def __init__(self, house: House, mark: str) -> None:
        self.mark = mark
        questions = [
            abcd(f"{mark} yes", f"{mark} no", right=f"{mark} yes"), slider(question=f"{mark} how many?"),
            slide(question=f"{mark} look", content=f"{mark} slide"), text(f"{mark} Berlin"),
        ]  # fmt: skip
        assert quiz_of(*questions)
        self.game: Played = house.game(*questions, late_join=True)
        self.people: list[Person] = []
        self.players: list[Person] = []

    @property
    def record(self) -> str:
        """All that anybody of this game was ever told."""
        return "\n".join(repr(told) for person in self.people for told in person.ever)

    def listen(self, person: Person) -> Person:
        self.people.append(person)
        return person

    async def begin(self) -> None:
        self.host = self.listen(await self.game.host(DEPLOYED))
        remote = self.listen(await self.game.house.person(OURS))
        remote.say("register_as_remote", self.game.secret)
        await remote.hears("game_state")
        for number in range(8):
            namespace = (DEPLOYED, OURS)[number % 2]
            person = await self.game.player(f"{self.mark} player {number}", namespace)
            self.players.append(self.listen(person))
        await self.gather()

    async def gather(self) -> list[str]:
        """What was told since the last time, to anybody."""
        events: list[str] = []
        for person in self.people:
            if person.client.is_connected:
                await person.passes()
            events += person.forget()
        return events


async def play(one: Recorded, other: Recorded) -> None:
    """Do everything that can be told in a game, while the other one must hear nothing at all."""
    game, host, mark = one.game, one.host, one.mark
    answers: list[object] = [f"{mark} yes", 50, None, f"{mark} Berlin"]
    steps: list[tuple[str, list[object]]] = [("start_game", [""])]
    for index, answer in enumerate(answers):
        steps.append(("set_question_number", [str(index)]))
        if answer is not None:
            steps.append(("answers", [{"question_index": index, "answer": answer}]))
            steps += [("show_solutions", [{}]), ("get_question_results", [{"question_number": index}])]
    steps += [
        ("get_final_results", [{}]), ("set_control_visibility", [{"visible": True}]), ("save_quiz", []),
        ("get_export_token", []), ("kick_player", [{"username": f"{mark} player 0"}]),
        ("kick_player", [{"username": f"{other.mark} player 1"}]), ("kick_player", [{"username": "nobody"}]),
    ]  # fmt: skip
    for event, args in steps:
        if event == "answers":
            for player in one.players:
                player.say("submit_answer", *args)
        else:
            host.say(event, *args)
        told = await one.gather()
        assert told or event == "kick_player"  # one error a second
        # Only what its own clock brings: the time sync half a second after a question.
        assert set(await other.gather()) <= {"time_sync"}

    late = one.listen(await game.player(f"{mark} late", OURS))
    late.cut()
    again = one.listen(await game.house.person(OURS, late.client.recovery_auth()))
    await again.passes()
    second = one.listen(await game.house.person(OURS))
    second.say("take_over", other.game.secret | {"game_pin": game.pin})
    assert (await second.hears("error"))["code"] == "wrong_game_id"
    second.say("take_over", game.secret)
    await second.hears("registered_as_admin")
    second.say("let_back", {"seat": 1})
    await asyncio.sleep(2 * EVERY_MS / 1000)  # until the last count of answers was told
    await one.gather()
    assert set(await other.gather()) <= {"time_sync"}
    one.host = second


async def test_nothing_of_one_game_reaches_the_other() -> None:
    async with house_of() as house:
        one, other = Recorded(house, "alpha"), Recorded(house, "omega")
        await asyncio.gather(one.begin(), other.begin())
        await play(one, other)
        await play(other, one)
        one.host.say("end_game")
        await one.host.hears("game_ended")
        assert set(await other.gather()) <= {"time_sync"}
        other.host.say("end_game")
        await other.host.hears("game_ended")

        for game, stranger in ((one, other), (other, one)):
            whole = game.record
            assert game.mark in whole
            for secret in (stranger.mark, stranger.game.opened.game_id, stranger.game.opened.public_id):
                assert secret not in whole
            assert not re.search(rf"\b{stranger.game.pin}\b", whole)
            assert not any(person.client.sid in whole for person in stranger.people)
