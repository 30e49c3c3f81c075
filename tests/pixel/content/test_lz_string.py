"""Compression, against the library that deployed clients have."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumpus.pixel.content.lz_string import compress_to_utf16

ROOT = Path(__file__).parents[3]

Library = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """What the library makes of a text, and of our compressed form of it."""
    node = subprocess.run(
        [ROOT / "tools/node", Path(sys.prefix)], check=True, capture_output=True, text=True
    ).stdout.strip()
    process = subprocess.Popen(
        [node, "lz_string.mjs"], cwd=ROOT / "tests/js", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def ask(text: str, packed: str) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"text": text, "packed": packed}) + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    yield ask
    process.stdin.close()
    process.wait(5)
    process.stdout.close()


def check(library: Library, text: str) -> None:
    packed = compress_to_utf16(text)
    assert library(text, packed) == {"packed": packed, "text": text}


@settings(max_examples=400)
@given(text=st.one_of(st.text(max_size=200), st.text("ab1", max_size=400), st.text("é\U0001f600x", max_size=60)))
def test_any_text_is_compressed_as_by_the_library(library: Library, text: str) -> None:
    check(library, text)


@pytest.mark.parametrize("length", range(48))
def test_any_length_fills_the_last_character_as_the_library_does(library: Library, length: int) -> None:
    check(library, "0123456789ABCDEF" * 3 if length == 0 else "0123456789ABCDEF"[: length % 16] + "A" * (length // 2))


@pytest.mark.parametrize("seed", range(3))
def test_rankings_of_a_hundred_are_compressed_as_by_the_library(library: Library, seed: int) -> None:
    dice = random.Random(seed)
    rankings = [
        {
            "place": place,
            "playerId": f"{dice.getrandbits(96):024x}",
            "user": {
                "displayName": dice.choice(["Ada", "Löwe", "Ж😀"]),
                "discriminator": f"{dice.randrange(10_000):04}",
            },
            "pixels": "".join(dice.choices("0123456789ABCDEF", k=64)),
            "elo": dice.randrange(800, 1200),
        }
        for place in range(100)
    ]
    text = json.dumps(rankings, ensure_ascii=False, separators=(",", ":"))
    check(library, text)
    assert len(compress_to_utf16(text)) < len(text) / 3


def test_the_compressed_form_is_well_formed_text_without_control_characters() -> None:
    packed = compress_to_utf16("".join(map(chr, range(0, 0xD800, 7))))
    assert packed.endswith(" ")
    assert all(0x20 <= ord(character) < 0xD800 for character in packed)
