"""The captcha: a proof of work that counts once, for one game, for ten minutes."""

import base64
import hashlib
import json
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from hypothesis import given
from hypothesis import strategies as st

from rumpus.quiz.messages.payload import LONGEST_CAPTCHA
from rumpus.quiz.sockets import captcha as module
from rumpus.quiz.sockets.captcha import HASHES, HOLDS_MS, Captcha

SECRET = b"a secret of at least thirty-two bytes"
PIN = "123456"
NOW = 4_000_000_000_000
"""Long after these tests, for the altcha package looks at the machine's clock."""


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


def solved(challenge: dict[str, Any]) -> str:
    asked = Challenge.from_dict(challenge)
    solution = solve_challenge(asked)
    assert solution is not None
    return Payload(asked, solution).to_base64()


def by_hand(challenge: dict[str, Any]) -> str:
    """As a page solves it, without the package."""
    parameters = challenge["parameters"]
    start = bytes.fromhex(parameters["salt"]) + bytes.fromhex(parameters["nonce"])
    for counter in range(HASHES):
        key = hashlib.sha256(start + counter.to_bytes(4, "big")).hexdigest()
        if key.startswith(parameters["keyPrefix"]):
            solution = {"challenge": challenge, "solution": {"counter": counter, "derivedKey": key}}
            return base64.b64encode(json.dumps(solution).encode()).decode()
    raise AssertionError("no solution within the promised number of hashes")


def test_a_solution_counts_once() -> None:
    captcha = Captcha(SECRET, Clock())
    solution = solved(captcha.challenge(PIN))
    assert captcha.check(PIN, solution)
    assert not captcha.check(PIN, solution)


def test_a_page_solves_it_with_nothing_but_sha_256() -> None:
    captcha = Captcha(SECRET, Clock())
    for _ in range(5):
        challenge = json.loads(json.dumps(captcha.challenge(PIN)))
        assert captcha.check(PIN, by_hand(challenge))


def test_what_is_sent_fits_into_the_message() -> None:
    captcha = Captcha(SECRET, Clock())
    assert len(solved(captcha.challenge("12345678"))) < LONGEST_CAPTCHA / 2


def test_a_solution_counts_for_its_own_game_only_and_is_not_used_up_by_another() -> None:
    captcha = Captcha(SECRET, Clock())
    solution = solved(captcha.challenge(PIN))
    assert not captcha.check("654321", solution)
    assert captcha.check(PIN, solution)


def test_a_solution_counts_for_ten_minutes() -> None:
    captcha = Captcha(SECRET, clock := Clock())
    in_time, late = solved(captcha.challenge(PIN)), solved(captcha.challenge(PIN))
    clock.now += HOLDS_MS
    assert captcha.check(PIN, in_time)
    clock.now += 1
    assert not captcha.check(PIN, late)


def test_the_time_by_which_it_must_be_solved_is_told_and_was_not_long_ago() -> None:
    captcha = Captcha(SECRET)
    past = Captcha(SECRET, lambda: 1_600_000_000_000)
    assert not past.check(PIN, solved(past.challenge(PIN))), "the package looks at the clock as well"
    assert captcha.check(PIN, solved(captcha.challenge(PIN)))


def test_a_challenge_of_somebody_else_does_not_count() -> None:
    clock = Clock()
    captcha, other = Captcha(SECRET, clock), Captcha(b"another secret of thirty-two bytes...", clock)
    assert not captcha.check(PIN, solved(other.challenge(PIN)))


def test_after_a_restart_nothing_of_before_counts_again() -> None:
    clock = Clock()
    captcha = Captcha(SECRET, clock)
    solution = solved(captcha.challenge(PIN))
    clock.now += 1
    assert not Captcha(SECRET, clock).check(PIN, solution)


@pytest.mark.parametrize(
    "change",
    [
        {"keyPrefix": ""}, {"keyPrefix": "00"}, {"cost": 0}, {"keyLength": 1}, {"expiresAt": None},
        {"algorithm": "SCRYPT"}, {"data": None}, {"data": {"game_pin": PIN}}, {"nonce": "0" * 32}, {"nonce": "A" * 32},
        {"salt": ""}, {"more": 1},
    ],
)  # fmt: skip
def test_a_challenge_that_was_changed_does_not_count(change: dict[str, Any]) -> None:
    captcha = Captcha(SECRET, Clock())
    challenge = captcha.challenge(PIN)
    solution = json.loads(base64.b64decode(solved(challenge)))
    solution["challenge"]["parameters"] |= change
    changed = base64.b64encode(json.dumps(solution).encode()).decode()
    # A member that nobody knows is not signed and changes nothing.
    assert captcha.check(PIN, changed) == ("more" in change)


@pytest.mark.parametrize("counter", [-1, HASHES, 2**32, 1.5, "1", None, True])
def test_a_wrong_solution_does_not_count(counter: Any) -> None:
    captcha = Captcha(SECRET, Clock())
    solution = json.loads(base64.b64decode(solved(captcha.challenge(PIN))))
    solution["solution"]["counter"] = counter
    assert not captcha.check(PIN, base64.b64encode(json.dumps(solution).encode()).decode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["challenge", "solution", "parameters", "signature", "counter", "derivedKey", "data", "salt"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_anything_else_is_no_solution(document: Any) -> None:
    captcha = Captcha(SECRET, Clock())
    assert not captcha.check(PIN, base64.b64encode(json.dumps(document).encode()).decode())


@given(JSON, st.sampled_from(["algorithm", "nonce", "salt", "cost", "data", "expiresAt", "keyPrefix", "keySignature"]))
def test_a_strange_member_makes_no_solution(value: Any, member: str) -> None:
    captcha = Captcha(SECRET, Clock())
    challenge = captcha.challenge(PIN)
    challenge["parameters"][member] = value
    strange = {"challenge": challenge, "solution": {"counter": 1, "derivedKey": "00"}}
    assert not captcha.check(PIN, base64.b64encode(json.dumps(strange).encode()).decode())


@given(st.text(max_size=100) | st.binary(max_size=100).map(lambda raw: base64.b64encode(raw).decode()))
def test_any_text_is_no_solution(text: str) -> None:
    assert not Captcha(SECRET, Clock()).check(PIN, text)


def test_deeply_nested_nonsense_is_no_solution() -> None:
    nested = base64.b64encode(b"[" * 3_000).decode()
    assert not Captcha(SECRET, Clock()).check(PIN, nested)


def test_what_is_remembered_is_bounded_and_nothing_forgotten_counts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 5)
    captcha = Captcha(SECRET, clock := Clock())
    used = []
    for _ in range(20):
        clock.now += 1
        used.append(solved(captcha.challenge(PIN)))
        assert captcha.check(PIN, used[-1])
        assert len(captcha._used) <= 5
    assert not any(captcha.check(PIN, solution) for solution in used)


def test_what_could_not_be_used_again_anyway_is_forgotten() -> None:
    captcha = Captcha(SECRET, clock := Clock())
    for _ in range(3):
        assert captcha.check(PIN, solved(captcha.challenge(PIN)))
    clock.now += HOLDS_MS + 1
    assert captcha.check(PIN, solved(captcha.challenge(PIN)))
    assert len(captcha._used) == 1
