"""`rumpus serve` as a person starts it: in a process of its own, ended by signals."""

import contextlib
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.content.quiz_file import write_quiz


@contextlib.contextmanager
def serving(
    data: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, with what it printed up to its announcement's end."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("RUMPUS_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "rumpus.cli", "serve", "--port", "0", "--data", str(data), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=own | dict(environment or {}),
    )
    assert process.stdout is not None
    said = ""
    try:
        for line in process.stdout:
            said += line
            if "Ctrl-C stops it" in line:
                break
        yield process, said
    finally:
        process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
    """Status and everything that was printed since."""
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    return process.returncode, out, err


def test_the_operator_reads_where_players_go_and_the_pin(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--demo", "--public-url", "https://quiz.example.org/") as (process, said):
        _, _, err = stopped(process)

    assert "https://quiz.example.org" in said
    assert re.search(r"pin\s+\d{6}", said)
    assert "█" in said
    assert "Traceback" not in err


def test_a_stopped_server_goes_on_with_the_same_game(tmp_path: Path) -> None:
    pins = []
    for _ in range(2):
        with serving(tmp_path, "--demo", "--language", "de") as (process, said):
            stopped(process, signal.SIGINT)
            pins.append(re.findall(r"pin\s+(\d{6})", said))

    assert pins[0] == pins[1]
    assert len(pins[0]) == 1


def test_a_quiz_file_is_hosted(tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.json"
    quiz.write_bytes(write_quiz(demo_quiz("de")))

    with serving(tmp_path / "data", "--quiz", str(quiz)) as (_, said):
        assert len(re.findall(r"pin\s+\d{6}", said)) == 1


def test_every_option_is_an_environment_variable_too(tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.json"
    quiz.write_bytes(write_quiz(demo_quiz("de")))
    environment = {
        "RUMPUS_QUIZ": str(quiz),
        "RUMPUS_DEMO": "true",
        "RUMPUS_PUBLIC_URL": "https://quiz.example.org",
        "RUMPUS_OPERATOR_KEY": "open sesame",
    }

    with serving(tmp_path / "data", environment=environment) as (_, said):
        assert len(re.findall(r"pin\s+\d{6}", said)) == 2
        assert "https://quiz.example.org" in said
        assert "open sesame" in said


def test_the_soft_limit_of_open_files_is_raised_to_the_hard_one(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 1_024), hard))
    try:
        with serving(tmp_path) as (process, _):
            assert resource.prlimit(process.pid, resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_loopback_alone_is_warned_of(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "127.0.0.1") as (process, _):
        _, _, err = stopped(process)

    assert "--host 0.0.0.0" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--quiz", "no-such-file.json"), "no-such-file.json"),
        (("--max-connections", "0"), "--max-connections"),
        (("--host", "192.0.2.77"), "192.0.2.77"),
        (("--public-url", "quiz.example.org"), "http://"),
        (("--trusted-proxies", "my-proxy"), "my-proxy"),
    ],
)
def test_what_cannot_work_is_said_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "rumpus.cli", "serve", "--port", "0", "--data", str(tmp_path), *arguments],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert run.returncode == 1
    assert says in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_a_broken_quiz_file_is_refused_with_its_problems(tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.json"
    quiz.write_text('{"rumpus_quiz": 1, "title": "", "questions": []}')
    command = [sys.executable, "-m", "rumpus.cli", "serve", "--port", "0", "--data", str(tmp_path), "--quiz", str(quiz)]

    run = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert run.returncode == 1
    assert "title" in run.stderr
    assert "questions" in run.stderr


def test_a_report_that_cannot_be_written_is_told_before_anything_is_played(tmp_path: Path) -> None:
    report = tmp_path / "no such folder" / "report.json"
    command = [sys.executable, "-m", "rumpus.cli", "rehearse", "--players", "1000", "--json", str(report)]

    run = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert run.returncode == 1
    assert "report.json: No such file" in run.stderr
    assert "Traceback" not in run.stderr
