"""The WebSocket frames of the load client: what it sends can be read, what it reads may come in any pieces."""

import pytest

from rumpus.rehearse.errors import ProtocolError
from rumpus.rehearse.frames import FrameReader, Opcode, masked_frame, new_mask


def server_frame(opcode: int, payload: bytes, *, fin: bool = True) -> bytes:
    size = len(payload)
    if size < 126:
        length = bytes((size,))
    elif size < 65_536:
        length = b"\x7e" + size.to_bytes(2, "big")
    else:
        length = b"\x7f" + size.to_bytes(8, "big")
    return bytes((opcode | (0x80 if fin else 0),)) + length + payload


def read_all(chunks: list[bytes]) -> list[tuple[int, bytes]]:
    reader = FrameReader()
    return [message for chunk in chunks for message in reader.feed(chunk)]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_masked_frame_says_its_length_and_hides_its_payload(size: int) -> None:
    payload = bytes(index % 251 for index in range(size))
    mask = new_mask()
    frame = masked_frame(Opcode.TEXT, payload, mask)
    head = len(frame) - size
    assert head == (2 if size < 126 else 4 if size < 65_536 else 10) + 4
    assert frame[0] == 0x81
    assert frame[1] & 0x80
    assert frame[head - 4 : head] == mask
    assert bytes(byte ^ mask[index % 4] for index, byte in enumerate(frame[head:])) == payload


def test_a_mask_has_no_zero_byte() -> None:
    assert all(b"\0" not in new_mask() for _ in range(2_000))


@pytest.mark.parametrize("size", [0, 5, 126, 300, 70_000])
def test_messages_come_whole_however_they_are_cut(size: int) -> None:
    messages = [(1, b"a" * size), (2, b"b" * size), (9, b"ping")]
    stream = b"".join(server_frame(opcode, payload) for opcode, payload in messages)
    assert read_all([stream]) == messages
    cuts = range(1, len(stream)) if len(stream) < 1_000 else (1, 2, 3, 9, 10, 11, size, size + 10, len(stream) - 1)
    for cut in cuts:
        assert read_all([stream[:cut], stream[cut:]]) == messages
    step = max(1, len(stream) // 500)
    assert read_all([stream[start : start + step] for start in range(0, len(stream), step)]) == messages


def test_fragments_are_joined_around_a_ping() -> None:
    stream = (
        server_frame(1, b"one ", fin=False)
        + server_frame(9, b"alive?")
        + server_frame(0, b"two ", fin=False)
        + server_frame(0, b"three")
    )
    assert read_all([stream]) == [(9, b"alive?"), (1, b"one two three")]


@pytest.mark.parametrize(
    "stream",
    [
        server_frame(0, b"of nothing"),
        server_frame(1, b"begun", fin=False) + server_frame(1, b"again", fin=False),
        server_frame(9, b"half a ping", fin=False),
        masked_frame(Opcode.TEXT, b"x" * 10, b"mask"),
    ],
)
def test_what_no_server_may_send_is_told(stream: bytes) -> None:
    with pytest.raises(ProtocolError):
        read_all([stream])
