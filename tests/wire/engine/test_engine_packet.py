"""Engine.IO packets, without I/O."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.wire.engineio.errors import ProtocolError
from rumpus.wire.engineio.outgoing import NOOP, Outgoing, frame_head
from rumpus.wire.engineio.packet import Packet, PacketType, decode_packet, decode_payload
from tests.wire.clients import BINARY, TEXT, frame


@pytest.mark.parametrize("kind", PacketType)
def test_every_type_is_known_by_its_digit(kind: PacketType) -> None:
    assert decode_packet(f"{kind}content") == Packet(kind, "content")
    assert decode_packet(kind) == Packet(kind, "")


@pytest.mark.parametrize("text", ["", "7", "x", "b", "\x00", "\u0664", "44"[2:]])
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(ProtocolError):
        decode_packet(text)


def test_a_payload_holds_packets_of_both_kinds() -> None:
    message = PacketType.MESSAGE
    assert decode_payload(b"4a\x1ebAQIDBA==\x1e3\x1eb") == [
        Packet(message, "a"),
        Packet(message, b"\x01\x02\x03\x04"),
        Packet(PacketType.PONG, ""),
        Packet(message, b""),
    ]


@given(st.binary(max_size=200))
def test_no_payload_raises_anything_else(body: bytes) -> None:
    try:
        packets = decode_payload(body)
    except ProtocolError:
        return
    assert len(packets) == body.count(b"\x1e") + 1


@given(st.lists(st.one_of(st.text(st.characters(exclude_characters="\x1e", codec="utf-8")), st.binary()), min_size=1))
def test_what_is_encoded_for_polling_is_decoded_again(messages: list[str | bytes]) -> None:
    outgoing = [Outgoing(m.encode()) if isinstance(m, str) else Outgoing(None, (m,)) for m in messages]
    body = b"\x1e".join(out.polling for out in outgoing)
    assert [packet.data for packet in decode_payload(body)] == messages


@given(st.one_of(st.none(), st.binary(max_size=300)), st.lists(st.binary(max_size=300), max_size=3))
def test_an_outgoing_message_is_the_same_on_both_transports(text: bytes | None, attachments: list[bytes]) -> None:
    out = Outgoing(text, tuple(attachments))
    frames = b"" if text is None else frame(TEXT, b"4" + text, mask=None)
    assert out.websocket == frames + b"".join(frame(BINARY, attachment, mask=None) for attachment in attachments)
    assert out.size == len(out.websocket)
    packets = [] if text is None else [b"4" + text]
    assert out.polling == b"\x1e".join(packets + [b"b" + b64encode(attachment) for attachment in attachments])
    assert out.polling is out.polling, "it is encoded once"


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 1 << 32])
def test_the_head_of_a_frame(length: int) -> None:
    head = frame_head(0x81, length)
    assert head[0] == 0x81
    assert len(head) == (2 if length < 126 else 4 if length < 65_536 else 10)
    assert (head[1] if length < 126 else int.from_bytes(head[2:])) == length


def test_a_control_packet() -> None:
    assert (NOOP.websocket, NOOP.polling) == (b"\x81\x016", b"6")
