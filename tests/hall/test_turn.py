from rumpus.hall.turn import Claim, Closed, Kept, Opened, Packed, Turn


def test_turns_are_joined_and_the_last_word_counts() -> None:
    first, later = Turn(), Turn()
    first.opened["a"] = Opened("guessing", 1)
    first.records = {"a": Packed(1, 2, 10, b"one two "), "b": Packed(5, 1, 11, b"five")}
    first.clocks = {"a": 10, "b": 11}
    first.codes = {"1": Claim("a"), "2": Claim("a")}
    first.kept = {"c": Kept("guessing", b"", 9)}
    first.expired = 7
    later.records = {"a": Packed(3, 1, 20, b"three")}
    later.clocks = {"a": 20}
    later.codes = {"1": None}
    later.closed = {"a": Closed("done")}
    later.kept = {"c": None}
    both = Turn()
    both.add(first)
    both.add(later)
    assert both.opened == first.opened
    assert (both.records["a"].first, both.records["a"].count, both.records["a"].at) == (1, 3, 20)
    assert both.records["a"].data == b"one two three"
    assert both.records["b"].data == b"five"
    assert both.clocks == {"a": 20, "b": 11}
    assert both.codes == {"1": None, "2": Claim("a")}
    assert both.closed == later.closed
    assert both.kept == {"c": None}
    assert both.expired == 7
    assert first.records["a"].data == b"one two ", "what is added is not changed"


def test_a_turn_without_a_table_keeps_everything_else() -> None:
    turn = Turn()
    turn.records = {"a": Packed(1), "b": Packed(1)}
    turn.clocks = {"a": 1, "b": 2}
    turn.codes = {"1": Claim("a")}
    rest = turn.without("a")
    assert (set(rest.records), rest.clocks, rest.codes) == ({"b"}, {"b": 2}, {"1": Claim("a")})
    assert set(turn.records) == {"a", "b"}
