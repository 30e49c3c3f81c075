"""Limits to the millisecond."""

from rumpus.pixel.sockets.allowance import Allowance


def test_a_block_ends_when_it_says() -> None:
    allowance = Allowance()
    for at in (0, 100, 200):
        assert allowance.takes("vote", at) is None
    assert allowance.takes("vote", 300) == 700
    assert allowance.takes("vote", 999) == 1
    assert allowance.takes("vote", 1_000) is None
    assert allowance.takes("vote", 1_000) == 100


def test_what_is_refused_for_another_reason_is_forgiven_where_that_is_said() -> None:
    allowance = Allowance()
    for at in range(20):
        assert allowance.takes("submit-drawing", at) is None
        allowance.give_back("submit-drawing")
    for at in range(5):
        assert allowance.takes("submit-drawing", 100 + at) is None
    assert allowance.takes("submit-drawing", 200) == 59_900
    for at in (5_000, 5_001, 5_002):
        assert allowance.takes("vote", at) is None
        allowance.give_back("vote")
    assert allowance.takes("vote", 5_003) is not None


def test_everything_together_is_limited() -> None:
    allowance = Allowance()
    for at in range(50):
        assert allowance.takes(f"event {at}", at) is None
    assert allowance.takes("another", 50) == 950
