from rumpus.hall.game_clock import GameClock
from tests.hall.manual_clock import ManualClock


def test_it_runs_from_0() -> None:
    clock = ManualClock()
    time = GameClock(clock)
    clock.skip(1_234)
    assert time.now == 1_234
    assert time.to_epoch(2_000) == clock.epoch_ms() + 766
    assert time.to_monotonic(2_000) == clock.monotonic_ms() + 766
    assert time.from_monotonic(clock.monotonic_ms() - 34) == 1_200


def test_it_stands_still_and_goes_on_from_there() -> None:
    clock = ManualClock()
    time = GameClock(clock)
    time.stop_at(10_000)
    clock.skip(3_000)
    assert time.now == 10_000
    assert time.from_monotonic(clock.monotonic_ms()) == 10_000
    time.go_on()
    clock.skip(5)
    assert time.now == 10_005


def test_what_happened_before_it_ran_happened_where_it_stood() -> None:
    clock = ManualClock()
    time = GameClock(clock)
    assert time.from_monotonic(clock.monotonic_ms() - 1) == 0
    time.stop_at(10_000)
    clock.skip(3_000)
    time.go_on()
    assert time.from_monotonic(clock.monotonic_ms() - 1) == 10_000


def test_a_time_has_one_number_even_if_a_millisecond_begins_meanwhile() -> None:
    class Slipping(ManualClock):
        slips = 0

        def epoch_ms(self) -> int:
            epoch = super().epoch_ms()
            if self.slips:
                self.slips -= 1
                self.skip(1)
            return epoch

    clock = Slipping()
    time = GameClock(clock)
    before = time.to_epoch(5_000)
    clock.slips = 2
    assert time.to_epoch(5_000) == before
