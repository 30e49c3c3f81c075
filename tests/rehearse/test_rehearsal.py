"""Whole rehearsals over real sockets, against a server process of their own; and what people read who try in vain."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rumpus.rehearse import FrameClient, RehearsalError, RehearsalOptions, rehearse
from rumpus.rehearse.address import Address
from rumpus.rehearse.options import Task
from rumpus.rehearse.quiz.play import Rehearsal, open_game
from rumpus.rehearse.rehearsal import read_quiz
from rumpus.rehearse.server_process import ServerProcess

from .wire_server import echo_server

QUIZ: dict[str, Any] = {
    "rumpus_quiz": 1,
    "language": "en",
    "title": "Short <b>and</b> quick",
    "questions": [
        {"kind": "ABCD", "question": "A", "time": 5, "options": [{"text": "<b", "right": True}, {"text": "no"}]},
        {"kind": "CHECK", "question": "B", "time": 5, "options": [{"text": "x", "right": True}, {"text": "y"}]},
        {"kind": "VOTING", "question": "C", "time": 5, "options": [{"text": "this"}, {"text": "that"}]},
        {"kind": "SLIDE", "question": "Look", "time": 5, "content": "at the screen"},
        {"kind": "RANGE", "question": "D", "time": 5, "min": 0, "max": 9, "min_correct": 4, "max_correct": 5},
        {"kind": "TEXT", "question": "E", "time": 5, "accepted": [{"text": "Straße"}]},
        {"kind": "ORDER", "question": "F", "time": 5, "options": [{"text": "1"}, {"text": "2"}, {"text": "3"}]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[ServerProcess]:
    with ServerProcess(1_000) as running:
        yield running


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.json"
    path.write_bytes(msgspec.json.encode(QUIZ))
    return path


async def test_no_number_of_a_rehearsal_is_an_offence(server: ServerProcess) -> None:
    """Some numbers stand for words that the filter for names refuses; 5,000 players have all of them."""
    game = await open_game(Address.parse(server.url), server.key, msgspec.Raw(msgspec.json.encode(QUIZ)))
    client = await FrameClient.connect(server.url)
    client.emit("join_game", {"username": "rehearsal 1488", "game_pin": game.game_pin})
    await client.wait_for("joined_game", within=10)
    client.abort()


def test_a_rehearsal_starts_its_own_server_and_plays_every_kind_of_question(quiz: Path) -> None:
    report = rehearse(RehearsalOptions(players=12, quiz=quiz, think=0.4, polling=0.5))
    assert report.problems == []
    assert report.is_clean
    assert (report.joined, report.polling, report.questions) == (12, 6, 6)
    assert (report.sent, report.acknowledged, report.counted, report.lost) == (72, 72, 72, 0)
    assert report.server is not None
    assert report.server.memory > 10
    assert {figure.name for figure in report.figures if figure.count} >= {"connect", "join", "answer acknowledged"}


def test_a_rehearsal_plays_on_a_running_server_and_ends_its_game_there(server: ServerProcess, quiz: Path) -> None:
    report = rehearse(RehearsalOptions(players=1, quiz=quiz, think=0.3, url=server.url, key=server.key))
    assert report.is_clean
    assert report.sent == 6
    assert report.server is None


async def test_players_who_lose_their_connection_come_back_and_lose_nothing(server: ServerProcess) -> None:
    """Half of the players are cut in the middle of each question: while they think, or just after their answer."""
    task = Task(
        url=server.url, key=server.key, quiz=msgspec.Raw(msgspec.json.encode(QUIZ)), players=16, polling=0.25,
        think=0.6, in_flight=8,
    )  # fmt: skip
    cuts = 0

    def cut_some(phase: str, done: int, of: int) -> None:
        nonlocal cuts
        if phase == "Questions" and 0 < done < of:
            for player in rehearsal.players[done % 2 :: 2]:
                player.cut()
                cuts += 1

    rehearsal = Rehearsal(task, cut_some)
    report = await rehearsal.run()
    assert cuts > 0
    assert 0 < report.reconnects <= cuts
    assert [problem for problem in report.problems if "everyone_answered" not in problem] == []
    assert (report.joined, report.lost, report.agree) == (16, 0, True)


async def test_a_wrong_key_is_told(server: ServerProcess, quiz: Path) -> None:
    options = RehearsalOptions(players=3, quiz=quiz, url=server.url, key="not this one")
    with pytest.raises(RehearsalError, match=r"does not accept the key.*--key"):
        rehearse(options)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (RehearsalOptions(players=0), "at least one player"),
        (RehearsalOptions(players=3, polling=30), "from 0 to 1"),
        (RehearsalOptions(players=3, url="http://127.0.0.1:1"), "needs --key"),
        (RehearsalOptions(players=3, url="http://127.0.0.1:1", key="k"), "Nobody answers at http://127.0.0.1:1"),
        (RehearsalOptions(players=3, url="ftp://school", key="k"), "is no address of a server"),
        (RehearsalOptions(players=3, url="http://school:many", key="k"), "no valid port number"),
        (RehearsalOptions(players=3, url="http://no.such.host.invalid", key="k"), "is not known"),
        (RehearsalOptions(players=3, quiz=Path("/nowhere.json")), r"/nowhere.json can't be read: No such file"),
        (RehearsalOptions(players=10_000_000), "open connections"),
    ],
)
def test_what_cannot_be_rehearsed_is_told_in_a_sentence(options: RehearsalOptions, sentence: str) -> None:
    with pytest.raises(RehearsalError, match=sentence):
        rehearse(options)


def test_a_bad_quiz_is_told_with_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    path.write_text('{"rumpus_quiz": 1, "language": "en", "title": "", "questions": []}')
    with pytest.raises(RehearsalError, match="title") as told:
        read_quiz(path)
    assert str(path) in str(told.value)


async def test_another_server_is_told_from_ours() -> None:
    async with echo_server() as (url, _):
        with pytest.raises(RehearsalError, match="is no Rumpus server"):
            await open_game(Address.parse(url), "key", msgspec.Raw(b"{}"))


def test_an_interrupted_rehearsal_leaves_nothing_running(tmp_path: Path) -> None:
    code = "from rumpus.rehearse import *; rehearse(RehearsalOptions(players=4))"
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, env=environment)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not list(tmp_path.glob("*/data/*")):
        time.sleep(0.02)
    [folder] = tmp_path.iterdir()
    process.send_signal(signal.SIGTERM)
    assert process.stderr is not None
    process.stderr.read()
    process.stderr.close()
    assert process.wait(20) == 128 + signal.SIGTERM
    assert not folder.exists()


def test_a_server_that_does_not_start_is_told_with_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr("rumpus.rehearse.server_process._free_port", lambda: taken.getsockname()[1])
        with (
            pytest.raises(RehearsalError, match=r"did not start\. It said:\n.*[Aa]ddress already in use"),
            ServerProcess(10),
        ):
            pass
