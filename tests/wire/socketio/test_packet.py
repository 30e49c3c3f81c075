"""Socket.IO packets: what is understood, what is refused, and what ours look like."""

import contextlib
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rumpus.wire.socketio.packet import (
    MAX_NAMESPACE_LENGTH,
    Packet,
    PacketType,
    append_element,
    encode_array,
    encode_object,
    ends_in_string,
    parse,
    place_of,
)
from rumpus.wire.socketio.payload import MAX_DEPTH, PacketError, put_back


@pytest.mark.parametrize(
    ("text", "packet"),
    [
        ("0", Packet(PacketType.CONNECT, "/", None, {})),
        ('0{"token":"123"}', Packet(PacketType.CONNECT, "/", None, {"token": "123"})),
        ("0/quiz", Packet(PacketType.CONNECT, "/quiz", None, {})),
        ("0/quiz,", Packet(PacketType.CONNECT, "/quiz", None, {})),
        ('0/quiz,{"a":[1]}', Packet(PacketType.CONNECT, "/quiz", None, {"a": [1]})),
        ("1", Packet(PacketType.DISCONNECT, "/", None, None)),
        ("1/quiz,", Packet(PacketType.DISCONNECT, "/quiz", None, None)),
        ('2["foo"]', Packet(PacketType.EVENT, "/", None, ["foo"])),
        ('2/quiz,12["foo",1,null]', Packet(PacketType.EVENT, "/quiz", 12, ["foo", 1, None])),
        ('20["a"]', Packet(PacketType.EVENT, "/", 0, ["a"])),
        ("2[7,8]", Packet(PacketType.EVENT, "/", None, ["7", 8])),
        ("3/quiz,13[]", Packet(PacketType.ACK, "/quiz", 13, [])),
        ('4{"message":"no"}', Packet(PacketType.CONNECT_ERROR, "/", None, None)),
        (
            '52-["bin",{"_placeholder":true,"num":0}]',
            Packet(PacketType.BINARY_EVENT, "/", None, ["bin", {"_placeholder": True, "num": 0}], 2),
        ),
        (
            '61-/quiz,15[{"_placeholder":true,"num":0}]',
            Packet(PacketType.BINARY_ACK, "/quiz", 15, [{"_placeholder": True, "num": 0}], 1),
        ),
    ],
)
def test_packet_is_understood(text: str, packet: Packet) -> None:
    assert parse(text, 10) == packet


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "abc",
        "²",
        "0[]",
        "0null",
        "0{",
        "1{}",
        "2",
        "2{}",
        "2[]",
        "2[null]",
        "2[true]",
        '2["connect"]',
        '2["disconnecting"]',
        '2["newListener",1]',
        '2abc["a"]',
        '2-1["a"]',
        '21.5["a"]',
        '2²["a"]',
        '2["a"] ["b"]',
        '2["a",NaN]',
        '2["a",1e999]',
        '2["a",Infinity,"\\ud83d"]',
        '21234567890123456["a"]',
        "3[]",
        "31{}",
        '5["a"]',
        '50-["a"]',
        '5-["a"]',
        '5-1-["a"]',
        '51.0-["a"]',
        '511-["a"]',
        "5" + "9" * 5000 + '-["a"]',
        "0/" + "n" * MAX_NAMESPACE_LENGTH,
        '2["a",' + "9" * 5000 + "]",
        '2["a",' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "]",
        '2["a",' + '{"a":' * MAX_DEPTH + '"\\ud83d"' + "}" * MAX_DEPTH + "]",
        "2" + "[" * 50_000,
        "2" + "[" * 40_000 + '"\\ud83d"' + "]" * 40_000,
    ],
)
def test_packet_is_refused(text: str) -> None:
    with pytest.raises(PacketError):
        parse(text, 10)


def test_depth_counts_levels_and_not_brackets() -> None:
    deep = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    wide = "[],{}," * 500 + '"[[[[["'
    assert len(parse(f'2["a",{deep},{wide}]', 0).data) == 1003


def test_half_an_emoji_is_replaced() -> None:
    packet = parse('2["a","x\\ud83d",{"\\uD83Dk":["\\udE00","\\ud83d\\ude00"]}]', 0)
    assert packet.data == ["a", "x\ufffd", {"\ufffdk": ["\ufffd", "😀"]}]
    msgspec.json.encode(packet.data)


def test_attachments_come_back_to_their_places() -> None:
    data = parse(
        '52-["a",{"_placeholder":true,"num":1},[{"_placeholder":true,"num":0}],{"_placeholder":false}]', 10
    ).data
    assert put_back(data, [b"x", b"y"]) == ["a", b"y", [b"x"], {"_placeholder": False}]


@pytest.mark.parametrize("number", ["2", "-1", "0.5", '"0"', "null", "true"])
def test_placeholder_without_attachment_is_refused(number: str) -> None:
    data = parse(f'52-["a",{{"_placeholder":true,"num":{number}}}]', 10).data
    with pytest.raises(PacketError):
        put_back(data, [b"x", b"y"])


def test_event_of_ours() -> None:
    class Answer(msgspec.Struct):
        points: int

    text, attachments = encode_array(PacketType.EVENT, b"", None, ("scored", Answer(3), msgspec.Raw(b'{"q":1}'), "é"))
    assert text == '2["scored",{"points":3},{"q":1},"é"]'.encode()
    assert attachments == ()
    assert encode_array(PacketType.EVENT, b"/quiz,", 7, ("a",))[0] == b'2/quiz,7["a"]'
    assert encode_array(PacketType.ACK, b"", 7, ())[0] == b"37[]"
    assert encode_object(PacketType.DISCONNECT, place_of("/quiz")) == b"1/quiz,"
    assert encode_object(PacketType.CONNECT_ERROR, place_of("/"), {"message": "no"}) == b'4{"message":"no"}'


def test_binary_event_of_ours() -> None:
    text, attachments = encode_array(
        PacketType.EVENT, b"/quiz,", 4, ("pic", b"a", [{"x": bytearray(b"b")}], memoryview(b"c"))
    )
    assert text.startswith(b'53-/quiz,4["pic",{"_placeholder":true,"num":0},[{"x":{"_placeholder":true,"num":1}}],')
    assert attachments == (b"a", b"b", b"c")
    assert encode_array(PacketType.ACK, b"", 0, (b"a",))[0] == b'61-0[{"_placeholder":true,"num":0}]'


@pytest.mark.parametrize(
    ("args", "string"),
    [
        ((), True),
        (("x",), True),
        (('x"',), True),
        (("",), True),
        ((1,), False),
        ((["x"],), False),
        (({"x": "y"},), False),
        (("x", None), False),
        ((b"x",), False),
        ((msgspec.Raw(b'"x" '),), True),
        ((msgspec.Raw(b'["x" ]'),), False),
    ],
)
def test_what_a_client_would_take_for_an_offset(args: tuple[Any, ...], string: bool) -> None:
    text, _ = encode_array(PacketType.EVENT, b"", None, ("name", *args))
    assert ends_in_string(text) is string
    longer = parse(append_element(text, b'"o.1"').decode(), 10).data
    assert longer == [*parse(text.decode(), 10).data, "o.1"]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(
    name=st.text(),
    args=st.lists(json_values | st.binary(max_size=20), max_size=4),
    ack=st.none() | st.integers(0, 2**49),
)
def test_round_trip(name: str, args: list[Any], ack: int | None) -> None:
    text, attachments = encode_array(PacketType.EVENT, b"/n,", ack, ("." + name, *args))
    packet = parse(text.decode(), 100)
    assert packet.attachments == len(attachments)
    assert packet.id == ack
    assert put_back(packet.data, attachments) == ["." + name, *args]


@given(st.text() | st.from_regex(r"\A[0-7](\d{0,3}-)?(/[a-z]{0,4},?)?\d{0,3}[\[{\"\\,\]}a-z0-9ud]*\Z"))
@example("20[")
def test_anything_is_a_packet_or_refused(text: str) -> None:
    with contextlib.suppress(PacketError):
        parse(text, 10)
