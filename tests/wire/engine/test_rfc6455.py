"""RFC 6455, group by group as the Autobahn suite counts them: what we send back, frame by frame."""

from __future__ import annotations

import pytest

from tests.until import until
from tests.wire.clients import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, WebSocketClient, frame
from tests.wire.engine.conftest import Serve, Served
from tests.wire.engine.recorder import WEBSOCKET


async def echoing(serve: Serve, **settings: int) -> tuple[Served, WebSocketClient]:
    served = await serve(echo=True, **settings)
    client = await WebSocketClient.open(served.port, WEBSOCKET)
    assert (await client.text())[0] == "0"
    return served, client


async def works(client: WebSocketClient) -> None:
    client.send("4fine")
    assert await client.text() == "4fine"


async def fails(client: WebSocketClient, served: Served, code: int) -> None:
    assert await client.closing() == code
    await until(lambda: served.last.closed)
    assert served.last.closed == ["transport error"]


# 1: framing


@pytest.mark.parametrize("size", [0, 124, 125, 126, 127, 65_534, 65_535, 65_536])
async def test_text_and_binary_of_all_lengths(serve: Serve, size: int) -> None:
    _, client = await echoing(serve)
    client.send("4" + "*" * size)
    assert await client.text() == "4" + "*" * size
    client.send(b"\xfe" * size)
    assert await client.receive() == Frame(BINARY, b"\xfe" * size)


async def test_frames_that_come_octet_by_octet(serve: Serve) -> None:
    _, client = await echoing(serve)
    for octet in frame(TEXT, b"4slowly, \xe2\x82\xac by \xe2\x82\xac"):
        client.write(bytes((octet,)))
        await client.writer.drain()
    assert await client.text() == "4slowly, € by €"


async def test_many_frames_in_one_segment(serve: Serve) -> None:
    _, client = await echoing(serve)
    client.write(b"".join(frame(TEXT, b"4%d" % number) for number in range(500)))
    for number in range(500):
        assert await client.text() == f"4{number}"


# 2: pings and pongs


@pytest.mark.parametrize("payload", [b"", b"hello", b"\x00\xff\xfe", b"*" * 125])
async def test_a_ping_is_answered_with_its_payload(serve: Serve, payload: bytes) -> None:
    _, client = await echoing(serve)
    client.send_frame(PING, payload)
    assert await client.receive() == Frame(PONG, payload)


async def test_a_ping_of_126_bytes_is_an_error(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.send_frame(PING, b"*" * 126)
    await fails(client, served, 1002)


@pytest.mark.parametrize("payload", [b"", b"unsolicited"])
async def test_a_pong_that_nobody_asked_for_is_nothing(serve: Serve, payload: bytes) -> None:
    _, client = await echoing(serve)
    client.send_frame(PONG, payload)
    await works(client)


async def test_ten_pings_get_ten_pongs_in_order(serve: Serve) -> None:
    _, client = await echoing(serve)
    client.write(b"".join(frame(PING, b"%d" % number) for number in range(10)))
    assert [await client.receive() for _ in range(10)] == [Frame(PONG, b"%d" % number) for number in range(10)]


# 3: reserved bits


@pytest.mark.parametrize("rsv", range(1, 8))
@pytest.mark.parametrize("opcode", [TEXT, BINARY, PING, PONG, CLOSE])
async def test_reserved_bits_are_an_error(serve: Serve, rsv: int, opcode: int) -> None:
    served, client = await echoing(serve)
    client.send_frame(opcode, b"\x03\xe8" if opcode == CLOSE else b"4x", rsv=rsv)
    await fails(client, served, 1002)
    assert served.last.messages == []


# 4: reserved opcodes


@pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
async def test_reserved_opcodes_are_an_error(serve: Serve, opcode: int) -> None:
    served, client = await echoing(serve)
    await works(client)
    client.send_frame(opcode, b"x")
    await fails(client, served, 1002)


# 5: fragmentation


async def test_a_message_in_fragments(serve: Serve) -> None:
    served, client = await echoing(serve)
    for opcode, payload, fin in ((TEXT, b"4frag", False), (CONTINUATION, b"", False), (CONTINUATION, b"ment", True)):
        client.send_frame(opcode, payload, fin=fin)
    assert await client.text() == "4fragment"
    client.send_frame(BINARY, b"\x00", fin=False)
    client.send_frame(CONTINUATION, b"\x01")
    assert await client.receive() == Frame(BINARY, b"\x00\x01")
    assert served.last.messages == ["fragment", b"\x00\x01"]


async def test_pings_between_fragments_are_answered_at_once(serve: Serve) -> None:
    _, client = await echoing(serve)
    client.send_frame(TEXT, b"4frag", fin=False)
    client.send_frame(PING, b"one")
    assert await client.receive() == Frame(PONG, b"one")
    client.send_frame(CONTINUATION, b"men", fin=False)
    client.send_frame(PING, b"two")
    client.send_frame(PONG, b"nothing")
    client.send_frame(CONTINUATION, b"t")
    assert await client.receive() == Frame(PONG, b"two")
    assert await client.text() == "4fragment"


@pytest.mark.parametrize("opcode", [PING, PONG, CLOSE])
async def test_control_frames_are_not_fragmented(serve: Serve, opcode: int) -> None:
    served, client = await echoing(serve)
    client.send_frame(opcode, b"\x03\xe8", fin=False)
    await fails(client, served, 1002)


@pytest.mark.parametrize("fin", [True, False])
async def test_a_continuation_of_nothing_is_an_error(serve: Serve, fin: bool) -> None:
    served, client = await echoing(serve)
    client.send_frame(CONTINUATION, b"4x", fin=fin)
    await fails(client, served, 1002)


async def test_a_continuation_after_the_end_is_an_error(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.send_frame(TEXT, b"4a", fin=False)
    client.send_frame(CONTINUATION, b"b")
    assert await client.text() == "4ab"
    client.send_frame(CONTINUATION, b"c")
    await fails(client, served, 1002)


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
@pytest.mark.parametrize("fin", [True, False])
async def test_a_message_inside_another_is_an_error(serve: Serve, opcode: int, fin: bool) -> None:
    served, client = await echoing(serve)
    client.send_frame(TEXT, b"4a", fin=False)
    client.send_frame(opcode, b"4b", fin=fin)
    await fails(client, served, 1002)
    assert served.last.messages == []


# 6: UTF-8

INVALID = [
    b"\xff",
    b"\x80",
    b"\xc0\xaf",  # overlong
    b"\xe0\x80\xaf",
    b"\xf0\x80\x80\xaf",
    b"\xed\xa0\x80",  # surrogate
    b"\xed\xbf\xbf",
    b"\xf4\x90\x80\x80",  # above U+10FFFF
    b"\xf8\x88\x80\x80\x80",
    b"\xc3",  # cut short
    b"\xe2\x82",
    b"\xf0\x9f\x98",
]


@pytest.mark.parametrize("text", ["\u00e9\u20ac\U0001f600", "\ufffe\uffff", "\U0010ffff", "\x00", "κόσμε"])
async def test_valid_text_of_all_planes(serve: Serve, text: str) -> None:
    _, client = await echoing(serve)
    client.send("4" + text)
    assert await client.text() == "4" + text


@pytest.mark.parametrize("invalid", INVALID)
async def test_invalid_text_is_an_error(serve: Serve, invalid: bytes) -> None:
    served, client = await echoing(serve)
    client.send_frame(TEXT, b"4ok " + invalid)
    await fails(client, served, 1007)
    assert served.last.messages == []


@pytest.mark.parametrize("invalid", INVALID)
async def test_invalid_text_in_fragments_is_an_error(serve: Serve, invalid: bytes) -> None:
    served, client = await echoing(serve)
    client.send_frame(TEXT, b"4ok", fin=False)
    for octet in invalid:
        client.send_frame(CONTINUATION, bytes((octet,)), fin=False)
    client.send_frame(CONTINUATION, b"")
    await fails(client, served, 1007)


async def test_a_character_may_be_torn_between_fragments(serve: Serve) -> None:
    _, client = await echoing(serve)
    encoded = "4\U0001f600\u20ac".encode()
    client.send_frame(TEXT, encoded[:1], fin=False)
    for position in range(1, len(encoded)):
        client.send_frame(CONTINUATION, encoded[position : position + 1], fin=position == len(encoded) - 1)
    assert await client.text() == "4\U0001f600\u20ac"


async def test_binary_may_be_anything(serve: Serve) -> None:
    _, client = await echoing(serve)
    client.send(b"\xff\xc0\x80")
    assert await client.receive() == Frame(BINARY, b"\xff\xc0\x80")


# 7: closing


@pytest.mark.parametrize(
    "code", [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999]
)
async def test_a_close_is_answered_with_its_code(serve: Serve, code: int) -> None:
    served, client = await echoing(serve)
    client.send_frame(CLOSE, code.to_bytes(2) + "bye €".encode())
    assert await client.closing() == code
    assert served.last.closed == ["transport close"]


async def test_a_close_without_a_code_is_answered(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.send_frame(CLOSE)
    assert await client.closing() == 1000
    assert served.last.closed == ["transport close"]


@pytest.mark.parametrize("code", [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999])
async def test_codes_that_must_not_be_on_the_wire_are_an_error(serve: Serve, code: int) -> None:
    served, client = await echoing(serve)
    client.send_frame(CLOSE, code.to_bytes(2))
    await fails(client, served, 1002)


async def test_a_close_of_one_byte_is_an_error(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.send_frame(CLOSE, b"\x03")
    await fails(client, served, 1002)


async def test_a_close_reason_is_utf8(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.send_frame(CLOSE, b"\x03\xe8\xff\xfe")
    await fails(client, served, 1007)


@pytest.mark.parametrize(("size", "is_fine"), [(125, True), (126, False)])
async def test_a_close_holds_125_bytes(serve: Serve, size: int, is_fine: bool) -> None:
    _, client = await echoing(serve)
    client.send_frame(CLOSE, b"\x03\xe8" + b"*" * (size - 2))
    assert await client.closing() == (1000 if is_fine else 1002)


async def test_what_comes_after_a_close_does_not_count(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.write(frame(TEXT, b"4before") + frame(CLOSE, b"\x03\xe8") + frame(TEXT, b"4after") + frame(PING, b"after"))
    assert await client.text() == "4before"
    assert await client.receive() == Frame(CLOSE, b"\x03\xe8")
    assert await client.ended() == b""
    assert served.last.messages == ["before"]


async def test_a_message_that_is_not_finished_dies_with_a_close(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.send_frame(TEXT, b"4half", fin=False)
    client.send_frame(CLOSE, b"\x03\xe8")
    assert await client.closing() == 1000
    assert served.last.messages == []


async def test_a_client_that_does_not_answer_our_close_is_cut_off(serve: Serve) -> None:
    served, client = await echoing(serve)
    served.last.connection.close()
    assert await client.receive() == Frame(CLOSE, b"\x03\xe8")
    assert await client.ended() == b""
    assert served.last.closed == ["forced close"]


# 8: masks and lengths (not in Autobahn)


async def test_a_frame_without_a_mask_is_an_error(serve: Serve) -> None:
    served, client = await echoing(serve)
    client.send_frame(TEXT, b"4x", mask=None)
    await fails(client, served, 1002)


@pytest.mark.parametrize(
    "head",
    [
        b"\x81\xfe\x00\x05",  # five bytes told in sixteen bits
        b"\x81\xff\x00\x00\x00\x00\x00\x00\xff\xff",
        b"\x81\xff\x80\x00\x00\x00\x00\x00\x00\x00",
    ],
)
async def test_lengths_are_minimal_and_positive(serve: Serve, head: bytes) -> None:
    served, client = await echoing(serve)
    client.write(head + b"\x00\x00\x00\x00")
    await fails(client, served, 1002)


# 9: limits


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
async def test_a_frame_that_announces_too_much_is_refused_from_its_head(serve: Serve, opcode: int) -> None:
    served, client = await echoing(serve, max_payload=1_000)
    client.send_frame(opcode, b"4" * 1_000)
    assert await client.receive() == Frame(opcode, b"4" * 1_000)
    client.write(frame(opcode, b"4" * 1_001)[:8])
    await fails(client, served, 1009)


async def test_fragments_count_together(serve: Serve) -> None:
    served, client = await echoing(serve, max_payload=1_000)
    client.send_frame(TEXT, b"4" * 600, fin=False)
    client.send_frame(CONTINUATION, b"4" * 400)
    assert await client.text() == "4" * 1_000
    client.send_frame(TEXT, b"4" * 600, fin=False)
    client.send_frame(CONTINUATION, b"4" * 401, fin=False)
    await fails(client, served, 1009)


async def test_fragments_are_counted(serve: Serve) -> None:
    served, client = await echoing(serve, max_fragments=100)
    client.send_frame(TEXT, b"4", fin=False)
    client.write(frame(CONTINUATION, fin=False) * 98)
    client.send_frame(CONTINUATION, b"x")
    assert await client.text() == "4x"
    client.send_frame(TEXT, b"4", fin=False)
    client.write(frame(CONTINUATION, fin=False) * 100)
    await fails(client, served, 1008)
