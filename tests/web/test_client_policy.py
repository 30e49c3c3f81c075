"""What the page may do: its own scripts, sockets to its own host, and nothing that needs https."""

import base64
import hashlib

import pytest

from rumpus.web.client_policy import Policy


def hash_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def directive(policy: str, name: str) -> list[str]:
    [words] = [words for words in (part.split() for part in policy.split(";")) if words[0] == name]
    return words[1:]


def test_inline_scripts_are_allowed_by_their_hashes_and_no_others() -> None:
    page = '<script>one("&amp;<b>")</script><SCRIPT type="module">\n\ttwo()\n</SCRIPT><script src="/three.js"></script>'

    assert directive(Policy(page).text("a"), "script-src") == [
        "'self'", hash_of('one("&amp;<b>")'), hash_of("\n\ttwo()\n"),
    ]  # fmt: skip


def test_lines_are_hashed_as_browsers_read_them() -> None:
    assert directive(Policy("<script>a()\r\nb()</script>").text("a"), "script-src")[1:] == [hash_of("a()\nb()")]


@pytest.mark.parametrize("host", ["quiz.example.org", "192.168.1.20:8000", "[2001:db8::1]:8000", "localhost"])
def test_sockets_of_the_own_host_are_named(host: str) -> None:
    assert directive(Policy("").text(host), "connect-src") == ["'self'", f"ws://{host}", f"wss://{host}"]


@pytest.mark.parametrize("host", ["", "a; script-src *", "a b", "a,b", "*", "a:b", "ü.example", "[::1"])
def test_a_host_that_is_none_is_not_named(host: str) -> None:
    assert directive(Policy("").text(host), "connect-src") == ["'self'"]
    assert Policy("").text(host) == Policy("").text("")


def test_nothing_needs_https() -> None:
    policy = Policy("").text("a")

    assert "upgrade" not in policy
    assert "block-all" not in policy
    assert "'unsafe-inline'" not in directive(policy, "script-src")
    assert "'unsafe-eval'" not in policy
    assert directive(policy, "frame-ancestors") == ["'self'"]
