"""Whole rehearsals of the pixel games against a server process of their own, and what they find."""

import io
from collections.abc import Iterator

import msgspec
import pytest
from rich.console import Console

from rumpus.rehearse import RehearsalError, RehearsalOptions, rehearse
from rumpus.rehearse.options import Task
from rumpus.rehearse.pixel.play import PixelRehearsal
from rumpus.rehearse.server_process import ServerProcess


@pytest.fixture(scope="module")
def server() -> Iterator[ServerProcess]:
    with ServerProcess(1_000) as running:
        yield running


def test_a_rehearsal_starts_its_own_server_and_plays_copy_cat() -> None:
    report = rehearse(RehearsalOptions(game="copy-cat", players=4, think=0.2, polling=0.5))
    assert report.problems == []
    assert report.is_clean
    assert (report.game, report.rooms, report.joined, report.polling) == ("copy-cat", 2, 4, 2)
    assert report.sent == report.acknowledged == report.counted
    # Two copies each, and their answers to two questions, of which the last need not be heard.
    assert 4 * 2 + 4 + 2 <= report.sent <= 4 * 4
    assert report.server is not None
    assert report.server.memory > 10
    assert {figure.name for figure in report.figures if figure.count} >= {
        "connect", "join", "new phase, after the first player", "drawing acknowledged", "vote acknowledged",
    }  # fmt: skip
    text = io.StringIO()
    report.render(Console(file=text, width=120))
    assert "4 players, copy-cat, rooms: 2" in text.getvalue()
    assert "µs per operation" in text.getvalue()
    assert msgspec.json.decode(report.to_json())["game"] == "copy-cat"


async def test_players_who_lose_their_connection_come_back_and_lose_nothing(server: ServerProcess) -> None:
    """Everybody is cut when they have just drawn, or voted: what was not acknowledged is said again."""
    task = Task(
        url=server.url, key="", game="pixel-battle", players=6, polling=0.25, think=0.3, in_flight=8,
    )  # fmt: skip
    rehearsal = PixelRehearsal(task, lambda *_: None)
    [room] = rehearsal.rooms
    cuts = 0

    def entered(phase: str, occasion: int, now: float) -> None:
        nonlocal cuts
        known(phase, occasion, now)
        if (phase, occasion) in (("drawing", 1), ("voting", 1), ("voting", 2), ("finale", 1)) and phase not in seen:
            seen.add(phase)
            for number, player in enumerate(rehearsal.players):
                player.after(3.2 if phase == "drawing" else 0.1 + number * 0.05, phase, player.cut)
                cuts += 1

    known, seen = room.entered, set[str]()
    room.entered = entered  # type: ignore[method-assign]
    report = await rehearsal.run()
    assert cuts == 18
    assert 0 < report.reconnects <= cuts
    assert report.problems == []
    assert (report.joined, report.lost, report.agree) == (6, 0, True)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (RehearsalOptions(game="chess", players=3), "'chess' is no game that can be rehearsed. These are: quiz, pixel"),
        (RehearsalOptions(game="pixel-battle", players=3), "needs at least 5 players"),
        (
            RehearsalOptions(game="copy-cat", players=2, url="http://127.0.0.1:1"),
            "Nobody answers at http://127.0.0.1:1",
        ),
    ],
)
def test_what_cannot_be_rehearsed_is_told_in_a_sentence(options: RehearsalOptions, sentence: str) -> None:
    with pytest.raises(RehearsalError, match=sentence):
        rehearse(options)
