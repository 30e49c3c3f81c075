"""What scripted players know by themselves: how many make a room, what a copy is worth, what stands in a delta."""

import json
import struct
from random import Random

import pytest

from rumpus.pixel.content.lz_string import compress_to_utf16
from rumpus.rehearse.errors import ProtocolError, RehearsalError
from rumpus.rehearse.pixel.drawings import accuracy, copy_of, drawing
from rumpus.rehearse.pixel.games import GAMES, sizes
from rumpus.rehearse.pixel.lz_string import decompress_from_utf16
from rumpus.rehearse.pixel.zombie import cell_in, ways_from


@pytest.mark.parametrize(
    ("mode", "players", "rooms"),
    [
        ("pixel-battle", 5, [5]),
        ("pixel-battle", 101, [51, 50]),
        ("copy-cat", 6, [2, 2, 2]),
        ("pixel-guesser", 7, [4, 3]),
        ("zombie-pixel", 500, [100] * 5),
        ("zombie-pixel", 1, [1]),
        ("copycat-royale", 100, [100]),
    ],
)
def test_players_are_divided_into_rooms(mode: str, players: int, rooms: list[int]) -> None:
    assert sizes(mode, players) == rooms


@pytest.mark.parametrize(
    ("mode", "players", "sentence"),
    [
        ("pixel-battle", 4, "needs at least 5 players, --players 5"),
        ("copy-cat", 3, "is played by 2: give a multiple of that, --players 4"),
        ("copycat-royale", 9, "needs at least 10 players"),
    ],
)
def test_who_can_make_no_room_is_told_how_many_can(mode: str, players: int, sentence: str) -> None:
    with pytest.raises(RehearsalError, match=sentence):
        sizes(mode, players)


def test_drawings_and_copies_are_taken_by_every_mode() -> None:
    dice = Random(1)
    assert GAMES
    for _ in range(200):
        for pixels in (drawing(dice), copy_of("1" * 64, dice), copy_of(drawing(dice), dice)):
            assert len(pixels) == 64
            assert sum(color != "1" for color in pixels) >= 5
            int(pixels, 16)


def test_the_accuracy_of_a_copy() -> None:
    assert accuracy("a" * 64, "A" * 64) == 100
    assert accuracy("a" * 63 + "b", "a" * 64) == 98
    assert accuracy("", "1" * 32 + "0" * 32) == 50
    assert accuracy("0" * 8, "0" * 8 + "A" * 56) == 13, "halves go up"


@pytest.mark.parametrize("text", ["", "a", "aaaaaaaa", json.dumps([{"user": "Ü🦄", "place": n} for n in range(99)])])
def test_what_the_server_compresses_is_read(text: str) -> None:
    assert decompress_from_utf16(compress_to_utf16(text)) == text


@pytest.mark.parametrize("packed", ["", " ", "abc", "ÿÿÿ"])
def test_what_is_no_compressed_text_is_an_error(packed: str) -> None:
    with pytest.raises(ProtocolError):
        decompress_from_utf16(packed)


def test_a_step_from_a_corner_leads_into_the_arena() -> None:
    assert sorted(direction for direction, _ in ways_from((0, 0))) == ["down", "down-right", "right"]
    assert len(ways_from((5, 5))) == 8


def test_a_player_finds_itself_in_a_delta() -> None:
    head = bytes((1, 0, 60, 0, 0))
    everybody = (
        head + bytes((1, 2)) + (3 | 4 << 5).to_bytes(2, "little") + (31 | 30 << 5 | 1 << 10).to_bytes(2, "little")
    )
    assert [cell_in(everybody, index) for index in (0, 1)] == [(3, 4), (31, 30)]
    changed = head + bytes((0, 9, 0b10, 0b1)) + struct.pack("<HH", 7, 8 | 1 << 5)
    assert [cell_in(changed, index) for index in (0, 1, 8)] == [None, (7, 0), (8, 1)]
