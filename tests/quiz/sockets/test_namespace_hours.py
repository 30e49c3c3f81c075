"""What holds for hours by the wall clock: pins of games that are over, tokens for results."""

from typing import Final

from rumpus.hall import LoopClock
from tests.quiz.house import house_of
from tests.quiz.story import abcd
from tests.until import until

SECOND: Final = 1_000
HOUR: Final = 60 * 60 * SECOND


class Tomorrow(LoopClock):
    """A clock whose date can be set forward. Its monotonic time knows nothing of that."""

    __slots__ = ("ahead",)

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0

    def epoch_ms(self) -> int:
        return super().epoch_ms() + self.ahead


async def test_nobody_gets_the_pin_of_a_game_within_a_day_of_its_end() -> None:
    clock = Tomorrow()
    async with house_of(clock=clock) as house:
        game = house.game(abcd())
        host = await game.host()
        host.say("end_game")
        await host.hears("game_ended")
        await until(lambda: not house.hall.tables)
        clock.ahead = 24 * HOUR - 10 * SECOND
        assert house.hall.directory.is_taken(game.pin)
        clock.ahead = 24 * HOUR + SECOND
        assert not house.hall.directory.is_taken(game.pin)


async def test_a_token_for_the_results_holds_for_two_hours() -> None:
    clock = Tomorrow()
    async with house_of(clock=clock) as house:
        host = await house.game(abcd()).host()
        host.say("get_export_token")
        token = await host.hears("export_token")
        clock.ahead = 2 * HOUR - 10 * SECOND
        assert await house.quizzes.export(token) is not None
        clock.ahead = 2 * HOUR + SECOND
        assert await house.quizzes.export(token) is None
