"""What is particular to long-polling."""

from __future__ import annotations

import asyncio

import pytest

from tests.until import until
from tests.wire.clients import HttpClient, request
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import PollingClient, binary, poll_waiting, post_begun, text

BAD_REQUEST = (400, {"code": 3, "message": "Bad request"})
UNKNOWN = (400, {"code": 1, "message": "Session ID unknown"})


async def test_a_post_holds_several_packets(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    answer = await client.post(b"4test1\x1e4test2\x1e4test3")
    assert (answer.status, answer.body) == (200, b"ok")
    poll = await client.poll()
    assert poll.body == b"4test1\x1e4test2\x1e4test3"
    assert poll.headers["content-type"] == "text/plain; charset=UTF-8"
    assert poll.headers["cache-control"] == "no-store"


async def test_text_and_binary_mix(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    await client.post(b"4hello\x1ebAQIDBA==")
    assert served.last.messages == ["hello", b"\x01\x02\x03\x04"]
    assert (await client.poll()).body == b"4hello\x1ebAQIDBA=="


async def test_a_poll_waits_for_the_first_message(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with poll_waiting(client, served.last.connection) as http:
        served.last.connection.send(text("one"))
        served.last.connection.send(binary(b"\x00"))
        assert (await http.answer()).body == b"4one\x1ebAA=="


async def test_packets_before_a_malformed_one_do_not_count(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    answer = await client.post(b"4fine\x1eabc")
    assert (answer.status, answer.json) == BAD_REQUEST
    assert served.last.messages == []
    assert served.last.closed == ["parse error"]
    answer = await client.poll()
    assert (answer.status, answer.json) == UNKNOWN


@pytest.mark.parametrize("body", [b"", b"4\xff\xfe", b"bAQI", b"b!!!!", b"\x1e", b"4a\x1e", "b\u00e4".encode()])
async def test_malformed_payloads_close_the_session(serve: Serve, body: bytes) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    answer = await client.post(body)
    assert (answer.status, answer.json) == BAD_REQUEST
    assert served.last.closed == ["parse error"]


async def test_a_second_poll_closes_the_session(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with poll_waiting(client, served.last.connection) as first:
        second = await client.poll()
        answer = await first.answer()
    assert (answer.status, answer.body) == (200, b"1")
    assert (second.status, second.json) == BAD_REQUEST
    assert served.last.closed == ["transport error"]
    assert (await client.poll()).status == 400


async def test_a_second_post_at_the_same_time_closes_the_session(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with post_begun(client, served.last.connection, 10) as first:
        second = await client.post(b"4quick")
        assert (second.status, second.json) == BAD_REQUEST
        first.write(b"owly..x")
        assert (await first.answer()).status == 400
    assert served.last.closed == ["transport error"]
    assert served.last.messages == []


async def test_a_poll_that_is_given_up_closes_the_session(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with poll_waiting(client, served.last.connection):
        pass
    await until(lambda: served.last.closed)
    assert served.last.closed == ["transport error"]


async def test_a_post_that_is_given_up_closes_the_session(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with post_begun(client, served.last.connection, 10):
        pass
    await until(lambda: served.last.closed)
    assert served.last.closed == ["transport error"]


async def test_a_client_that_closes_gets_its_poll_back(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with poll_waiting(client, served.last.connection) as http:
        await client.send("1")
        answer = await http.answer()
    assert (answer.status, answer.body) == (200, b"6")
    assert served.last.closed == ["transport close"]
    assert (await client.poll()).status == 400


async def test_nothing_after_a_close_packet_counts(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    assert (await client.post(b"4one\x1e1\x1e4two")).body == b"ok"
    assert served.last.messages == ["one"]


async def test_a_waiting_poll_hears_of_a_close(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with poll_waiting(client, served.last.connection) as http:
        served.last.connection.close()
        assert (await http.answer()).body == b"1"


async def test_a_waiting_poll_hears_of_a_ping_timeout(serve: Serve) -> None:
    served = await serve(ping_interval=40, ping_timeout=40)
    client = await PollingClient.open(served.port)
    assert (await client.poll()).body == b"2"
    assert (await client.poll()).body == b"1"
    assert served.last.closed == ["ping timeout"]


async def test_last_words_are_told_once(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    served.last.connection.send(text("bye"))
    served.last.connection.close()
    assert (await client.poll()).body == b"4bye\x1e1"
    answer = await client.poll()
    assert (answer.status, answer.json) == UNKNOWN


async def test_a_post_that_announces_too_much_is_refused_at_once(serve: Serve) -> None:
    served = await serve(max_payload=1_000)
    client = await PollingClient.open(served.port)
    async with await HttpClient.connect(served.port) as http:
        http.write(f"POST {client.target} HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n4".encode())
        answer = await http.answer()
    assert answer.status == 413
    assert answer.headers["connection"] == "close"
    assert served.last.closed == ["transport error"]


async def test_a_post_is_counted_while_it_is_read(serve: Serve) -> None:
    served = await serve(max_payload=1_000)
    client = await PollingClient.open(served.port)
    async with await HttpClient.connect(served.port) as http:
        http.write(f"POST {client.target} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(2):
            http.write(b"1f5\r\n" + b"4" * 501 + b"\r\n")  # no end in sight
        assert (await http.answer()).status == 413
    assert served.last.closed == ["transport error"]


async def test_a_post_of_just_the_right_size_passes(serve: Serve) -> None:
    served = await serve(max_payload=1_000)
    client = await PollingClient.open(served.port)
    assert (await client.post(b"4" * 1_000)).body == b"ok"
    assert served.last.messages == ["4" * 999]


async def test_a_post_that_never_ends_is_given_up(serve: Serve) -> None:
    served = await serve(body_timeout=50)
    client = await PollingClient.open(served.port)
    async with await HttpClient.connect(served.port) as http:
        http.write(f"POST {client.target} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n4sl".encode())
        assert (await http.answer()).status == 408
    assert served.last.closed == ["transport error"]


async def test_binary_bodies_belong_to_an_older_protocol(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    answer = await request(served.port, "POST", client.target, {"Content-Type": "application/octet-stream"}, b"4x")
    assert answer.status == 400
    assert served.last.closed == ["transport error"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_bad_requests(serve: Serve, method: str) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    answer = await request(served.port, method, client.target)
    assert (answer.status, answer.json) == BAD_REQUEST
    assert not served.last.closed


async def test_one_line_carries_polls_and_posts(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    async with await HttpClient.connect(served.port) as http:
        for number in range(10):
            assert (await http.request("POST", client.target, body=b"4%d" % number)).body == b"ok"
            assert (await http.request("GET", client.target)).body == b"4%d" % number


async def test_a_session_that_never_polls_times_out(serve: Serve) -> None:
    served = await serve(ping_interval=30, ping_timeout=30)
    await PollingClient.open(served.port)
    await until(lambda: served.last.closed)
    assert served.last.closed == ["ping timeout"]


async def test_hundreds_of_polls_wait_side_by_side(serve: Serve) -> None:
    served = await serve()
    clients = [await PollingClient.open(served.port) for _ in range(100)]
    polls = [asyncio.ensure_future(client.poll()) for client in clients]
    await until(lambda: not any(recorder.connection.is_stuck for recorder in served.recorders))
    message = text("everybody")
    for recorder in served.recorders:
        recorder.connection.send(message)
    assert {answer.body for answer in await asyncio.gather(*polls)} == {b"4everybody"}
