"""The address that players are given is one their phones can reach."""

import pytest

from rumpus.reach import address_of, is_loopback, qr_lines


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.0.0.7", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("quiz", False)],
)
def test_a_loopback_address_is_told_from_others(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_the_public_address_wins() -> None:
    assert address_of("0.0.0.0", 8000, "https://quiz.example.org/") == "https://quiz.example.org"


def test_an_address_of_the_network_is_named_as_it_is() -> None:
    assert address_of("192.168.1.5", 8000, None) == "http://192.168.1.5:8000"
    assert address_of("fd00::5", 8000, None) == "http://[fd00::5]:8000"


def test_listening_everywhere_never_names_the_wildcard() -> None:
    assert "0.0.0.0" not in address_of("0.0.0.0", 8000, None)


def test_the_qr_code_is_square_enough_to_scan() -> None:
    lines = qr_lines("http://192.168.1.5:8000/play?pin=123456")

    assert len(lines) > 12
    assert not any("\n" in line for line in lines)
