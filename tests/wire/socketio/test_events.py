"""Events and acknowledgements in both directions: order, binary, time limits, and text that cannot be trusted."""

import asyncio
from typing import Any

import msgspec
import pytest

from rumpus.wire import Server, Socket
from tests.until import until
from tests.wire.socketio.conftest import Open
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.raw_client import RawClient


async def one_client(open_raw: Open, transport: str, owner: Owner, name: str = "/") -> tuple[RawClient, Socket]:
    server = Server()
    server.namespace(name, owner)
    client = await open_raw(server, transport)
    await client.connect({}, name)
    return client, owner.sockets[0]


async def test_events_are_heard_and_answered_in_order(open_raw: Open, transport: str) -> None:
    owner = Owner()
    client, _ = await one_client(open_raw, transport, owner)
    for start in range(0, 300, 30):
        await client.send(*[f'2{number}["echo",{number}]' for number in range(start, start + 30)])
    assert [await client.receive() for _ in range(300)] == [f"3{number}[{number}]" for number in range(300)]
    assert [entry for entry in owner.log if entry[0] == "echo"] == [("echo", number) for number in range(300)]


async def test_binary_and_text_keep_their_order(open_raw: Open, transport: str) -> None:
    owner = Owner()
    client, _ = await one_client(open_raw, transport, owner)
    packet = '51-["echo",{"_placeholder":true,"num":0}]'
    await client.send('2["echo",1]', packet, b"\x00\xff", '2["echo",2]', packet, b"", '2["echo",3]')
    said = [await client.receive() for _ in range(7)]
    assert said == ['2["echo",1]', packet, b"\x00\xff", '2["echo",2]', packet, b"", '2["echo",3]']
    assert owner.log[1:] == [("echo", 1), ("echo", b"\x00\xff"), ("echo", 2), ("echo", b""), ("echo", 3)]


async def test_namespace_ends_with_a_comma(open_raw: Open, transport: str) -> None:
    client, _ = await one_client(open_raw, transport, Owner(), "/quiz")
    await client.send('2/quiz,0["echo"]', '2/quiz,999999999999999["echo",[]]')
    assert [await client.receive(), await client.receive()] == ["3/quiz,0[]", "3/quiz,999999999999999[[]]"]
    await client.send('2/quiz["echo",{}]')
    await client.closed()


async def test_answer_is_sent_once(open_raw: Open, transport: str) -> None:
    def twice(_: Socket, ack: Any) -> None:
        ack("first")
        ack("second")

    client, _ = await one_client(open_raw, transport, Owner(twice=twice))
    await client.send('25["twice"]')
    assert await client.receive() == '35["first"]'
    assert await client.silent()


async def test_answer_that_cannot_be_encoded_can_be_given_again(open_raw: Open, transport: str) -> None:
    def stumble(_: Socket, ack: Any) -> None:
        with pytest.raises(TypeError):
            ack(object())
        ack("now")

    client, _ = await one_client(open_raw, transport, Owner(stumble=stumble))
    await client.send('25["stumble"]')
    assert await client.receive() == '35["now"]'


async def test_client_answers(open_raw: Open, transport: str) -> None:
    answers: list[Any] = []
    client, socket = await one_client(open_raw, transport, Owner(), "/quiz")
    socket.emit("a", ack=lambda answer: answers.append(("a", answer)))
    socket.emit("b", ack=lambda answer: answers.append(("b", answer)))
    socket.emit("c", ack=lambda answer: answers.append(("c", answer)))
    for number, question in ((1, "a"), (2, "b"), (3, "c")):
        assert await client.receive() == f'2/quiz,{number}["{question}"]'
    await client.send('3/quiz,2["two",2]', "3/quiz,1[]", "3/quiz,2[2]", "3/quiz,99[]")
    await client.send('61-/quiz,3[{"_placeholder":true,"num":0}]', b"3")
    await until(lambda: len(answers) == 3)
    assert answers == [("b", ["two", 2]), ("a", []), ("c", [b"3"])]
    assert not socket.namespace.server.timeouts


async def test_client_does_not_answer(open_raw: Open, transport: str) -> None:
    answers: list[Any] = []
    client, socket = await one_client(open_raw, transport, Owner())
    socket.emit("quick", ack=answers.append, timeout=100)
    socket.emit("slow", ack=answers.append, timeout=60_000)
    await until(lambda: answers == [None])
    assert await client.expect("21") == '["quick"]'
    assert await client.expect("22") == '["slow"]'
    await client.send('31["too late"]')
    assert await client.silent()
    await client.send("1")
    await until(lambda: answers == [None, None])
    socket.emit("gone", ack=answers.append, timeout=60_000)
    await until(lambda: answers == [None, None, None])


async def test_everything_json_can_say(open_raw: Open, transport: str) -> None:
    class Score(msgspec.Struct):
        name: str
        points: int

    client, socket = await one_client(open_raw, transport, Owner())
    socket.emit("all", Score("Zoë 🎲", 3), msgspec.Raw(b'{"raw":[1]}'), [None, True, 1.5, {"a": {}}], ())
    assert await client.receive() == '2["all",{"name":"Zoë 🎲","points":3},{"raw":[1]},[null,true,1.5,{"a":{}}],[]]'
    socket.emit("bytes", {"deep": [b"\x01", bytearray(b"\x02")]})
    assert (
        await client.expect("52-") == '["bytes",{"deep":[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]}]'
    )
    assert [await client.receive(), await client.receive()] == [b"\x01", b"\x02"]


async def test_what_cannot_be_sent(open_raw: Open, transport: str) -> None:
    client, socket = await one_client(open_raw, transport, Owner())
    socket.join("hall")
    room = socket.namespace.room("hall")
    for emit in (socket.emit, room.emit):
        with pytest.raises(ValueError, match="reserved"):
            emit("disconnect")
        with pytest.raises(TypeError):
            emit("a", object())
        with pytest.raises(ValueError, match="surrogates"):
            emit("a", "\ud83d")
        with pytest.raises(ValueError, match="either"):
            emit("a", volatile=True, latest="a")
    assert await client.silent()


async def test_half_an_emoji_comes_back_whole(open_raw: Open, transport: str) -> None:
    client, _ = await one_client(open_raw, transport, Owner())
    await client.send('2["echo","\\ud83d"]')
    assert await client.event() == ["echo", "\ufffd"]


async def test_large_event_within_the_limit(open_raw: Open, transport: str) -> None:
    client, _ = await one_client(open_raw, transport, Owner())
    text = "ä" * 40_000
    await client.send(f'2["echo","{text}"]')
    assert await client.event() == ["echo", text]


async def test_sent_is_told_with_its_time(open_raw: Open, transport: str) -> None:
    told: list[tuple[Any, int]] = []
    client, socket = await one_client(open_raw, transport, Owner())
    loop = asyncio.get_running_loop()
    before = loop.time() * 1000
    socket.emit("timed", on_sent=lambda *args: told.append(args))
    assert await client.event() == ["timed"]
    await until(lambda: len(told) == 1)
    assert told[0][0] is socket
    assert before - 1 <= told[0][1] <= loop.time() * 1000
