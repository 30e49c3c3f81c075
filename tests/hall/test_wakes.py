import pytest

from rumpus.hall.game import Effects, GameTime, Presence
from rumpus.hall.wakes import StuckError, due_wakes


class Ticking:
    """Wants to be woken at these times, one after the other; notes when it was."""

    def __init__(self, *times: GameTime) -> None:
        self.times = list(times)
        self.woken: list[GameTime] = []

    @property
    def wake_at(self) -> GameTime | None:
        return self.times[0] if self.times else None

    def handle(self, command: object, at: GameTime) -> Effects:
        return Effects()

    def wake(self, at: GameTime) -> Effects:
        self.woken.append(at)
        self.times.pop(0)
        return Effects()

    def presence(self) -> Presence:
        return Presence(host=False, seats=set())


def test_a_game_is_woken_with_the_very_times_it_asked_for() -> None:
    game = Ticking(10, 20, 20, 30, 41)
    assert len(list(due_wakes(game, 40, 5))) == 4
    assert game.woken == [10, 20, 20, 30]


def test_a_game_may_ask_for_many_wakes_while_time_goes_on() -> None:
    game = Ticking(*range(10_000))
    assert len(list(due_wakes(game, 9_999, 5))) == 10_000


@pytest.mark.parametrize("times", [[7] * 100, [7, 6] * 100, list(range(100, 0, -1))])
def test_a_game_that_does_not_get_on_is_stopped(times: list[GameTime]) -> None:
    game = Ticking(*times)
    with pytest.raises(StuckError):
        list(due_wakes(game, 1_000, 5))
    assert len(game.woken) < 10
