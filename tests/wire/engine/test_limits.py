"""Counting connections, without I/O."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.wire.engineio.errors import Refusal
from rumpus.wire.engineio.limits import WINDOW, Limits, address_key


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
        ("fe80::1%eth0", "fe80::/64"),
        ("not:an:address", "not:an:address"),
    ],
)
def test_what_counts_as_one_address(address: str, key: str) -> None:
    assert address_key(address) == key


def refused(limits: Limits, address: str, now: int = 0) -> int:
    with pytest.raises(Refusal) as refusal:
        limits.admit(address, now)
    return refusal.value.status


def test_one_address_may_have_so_many() -> None:
    limits = Limits(10, 2, 100)
    limits.admit("1.1.1.1", 0)
    limits.admit("1.1.1.1", 0)
    assert refused(limits, "1.1.1.1") == 429
    limits.admit("2.2.2.2", 0)
    limits.release("1.1.1.1")
    limits.admit("1.1.1.1", 0)
    assert limits.total == 3


def test_an_ipv6_household_counts_as_one() -> None:
    limits = Limits(10, 2, 100)
    limits.admit("2001:db8::1", 0)
    limits.admit("2001:db8::2", 0)
    assert refused(limits, "2001:db8::3") == 429


def test_all_together_may_be_so_many() -> None:
    limits = Limits(2, 10, 100)
    limits.admit("1.1.1.1", 0)
    limits.admit("2.2.2.2", 0)
    assert refused(limits, "3.3.3.3") == 503
    limits.release("1.1.1.1")
    limits.admit("3.3.3.3", 0)


def test_one_address_may_open_so_many_in_a_while() -> None:
    limits = Limits(10, 10, 2)
    for _ in range(2):
        limits.admit("1.1.1.1", 5)
        limits.release("1.1.1.1")
    assert refused(limits, "1.1.1.1", WINDOW + 4) == 429
    limits.admit("1.1.1.1", WINDOW + 5)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_unlimited_addresses_count_in_all_only(address: str) -> None:
    limits = Limits(3, 1, 1, ("127.0.0.0/8", "::1/128"))
    for _ in range(3):
        limits.admit(address, 0)
    assert refused(limits, address) == 503
    limits.release(address)
    assert limits.total == 2


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["1.1.1.1", "2.2.2.2", "::1", "rubbish", ""]))))
def test_counts_come_back_to_nothing(steps: list[tuple[bool, str]]) -> None:
    limits = Limits(5, 3, 1000)
    inside: list[str] = []
    for comes, address in steps:
        if comes:
            try:
                limits.admit(address, 0)
            except Refusal:
                assert len(inside) == 5 or inside.count(address) == 3
            else:
                inside.append(address)
        elif address in inside:
            inside.remove(address)
            limits.release(address)
    assert limits.total == len(inside)
    for address in inside:
        limits.release(address)
    assert limits.total == 0
    assert not limits._open
