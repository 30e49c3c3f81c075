"""`rumpus users`: accounts from the server's own console, in a process of their own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import serving


def users(data: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rumpus.cli", "users", *arguments, "--data", str(data)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, check=False)


def test_an_account_is_added_with_a_password_made_up_and_listed(tmp_path: Path) -> None:
    added = users(tmp_path, "add", "Ada", "--email", "ada@school.example")
    again = users(tmp_path, "add", "ada")

    assert re.search(r"Password  \w{4}-\w{4}-\w{4}-\w{4}", added.stdout)
    assert (again.returncode, "has this name" in again.stderr) == (1, True)
    listed = users(tmp_path, "list").stdout
    assert "ada@school.example" in listed
    assert "administrator, owner" in listed


def test_a_password_is_reset_from_standard_input(tmp_path: Path) -> None:
    users(tmp_path, "add", "Ada")

    short = users(tmp_path, "reset-password", "Ada", "--password-stdin", typed="short\n")
    reset = users(tmp_path, "reset-password", "Ada", "--password-stdin", typed="correct horse battery\n")

    assert (short.returncode, "8 to 200" in short.stderr) == (1, True)
    assert reset.returncode == 0
    assert "correct horse" not in reset.stdout


@pytest.mark.parametrize("arguments", [("reset-password", "Bob"), ("link", "Bob")])
def test_somebody_who_is_not_there_is_told_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = users(tmp_path, *arguments)

    assert told.returncode == 1
    assert told.stderr == "Nobody is called Bob here.\n"


def test_a_folder_that_is_none_is_not_made(tmp_path: Path) -> None:
    told = users(tmp_path / "elsewhere", "list")

    assert (told.returncode, "--data" in told.stderr) == (1, True)
    assert not (tmp_path / "elsewhere").exists()


def test_a_fresh_link_is_had_while_the_server_runs(tmp_path: Path) -> None:
    with serving(tmp_path, "--public-url", "https://quiz.example.org") as (_, said):
        fresh = users(tmp_path, "link", "--public-url", "https://quiz.example.org/").stdout

    pattern = r"https://quiz\.example\.org/api/v2/session/link\?token=[0-9a-f]{64}"
    assert re.search(pattern, said)
    assert re.fullmatch(pattern, fresh.strip())


@pytest.mark.parametrize(
    ("database", "says"),
    [("mysql://somewhere", "use sqlite or postgresql"), ("postgresql://me:secret@127.0.0.1:1/x", "cannot be opened")],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path, database: str, says: str) -> None:
    command = [sys.executable, "-m", "rumpus.cli", "serve", "--port", "0", "--data", str(tmp_path)]
    told = subprocess.run([*command, "--database", database], capture_output=True, text=True, timeout=60, check=False)

    assert told.returncode == 1
    assert says in told.stderr
    assert "secret" not in told.stdout + told.stderr
    assert "Traceback" not in told.stderr
