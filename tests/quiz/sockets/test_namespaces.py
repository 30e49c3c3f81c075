"""The quiz's namespaces: `/` may be opened by somebody else who hands sockets on."""

from collections.abc import Callable
from typing import Any

from rumpus.wire import NamespaceEvents, Socket
from tests.quiz.house import DEPLOYED, OURS, house_of
from tests.quiz.story import abcd
from tests.until import until


class Porch:
    """Stands before the quiz on `/`, and counts who is there."""

    def __init__(self, inside: NamespaceEvents) -> None:
        self.inside = inside
        self.there = 0

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:
        self.there += 1
        self.inside.connect(socket, auth)

    def recovered(self, socket: Socket) -> None:
        self.there += 1
        self.inside.recovered(socket)

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        self.inside.event(socket, name, args, ack)

    def disconnect(self, socket: Socket, reason: str) -> None:
        self.there -= 1
        self.inside.disconnect(socket, reason)

    def gone(self, socket: Socket) -> None:
        self.inside.gone(socket)


async def test_game_is_played_behind_an_entrance_of_somebody_else() -> None:
    porches: list[Porch] = []

    def entrance(inside: NamespaceEvents) -> Porch:
        porches.append(Porch(inside))
        return porches[0]

    async with house_of(entrance=entrance) as house:
        (porch,) = porches
        game = house.game(abcd())
        host, player = await game.host(DEPLOYED), await game.player("anna", DEPLOYED)
        await game.player("bert", OURS)
        assert porch.there == 2
        host.say("start_game").say("set_question_number", "0")
        assert (await player.hears("set_question_number"))["question_index"] == 0
        player.say("submit_answer", {"question_index": 0, "answer": "yes"})
        await host.hears("player_answer")
        player.cut()
        await until(lambda: porch.there == 1)
