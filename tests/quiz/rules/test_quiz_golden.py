"""Journals of earlier versions are understood: each is replayed and gives the results that it gave then.

A golden journal is made once, with the version it is named after, and never changed: it may be on somebody's disk. If a
rule changes on purpose so that an old game would end otherwise, the version of the kind of game goes up. A new one is
written by `python -m tests.quiz.rules.test_quiz_golden VERSION`.
"""

import sys
from pathlib import Path
from typing import Final

import msgspec
import pytest

from rumpus.hall.game import Effects, GameTime
from rumpus.quiz.rules import commands as c
from rumpus.quiz.rules.commands import Command
from rumpus.quiz.rules.game import QUIZ
from rumpus.quiz.rules.kept import decode_kept, export_of
from tests.quiz.story import Story, abcd, check, open_of, order, slide, slider, text, voting

GOLDEN: Final = Path(__file__).parent / "golden"


class Record(msgspec.Struct, frozen=True):
    """A line of a golden journal."""

    at: GameTime
    version: int
    command: Command


def replayed(journal: Path) -> tuple[Effects, bytes]:
    """The end of the game and its results as JSON."""
    game = QUIZ.new()
    ended = []
    records = [msgspec.json.decode(line, type=Record) for line in journal.read_bytes().splitlines()]
    for record in records:
        while (due := game.wake_at) is not None and due <= record.at:
            ended.append(game.wake(due))
        assert record.version == QUIZ.version or record.version in QUIZ.older
        command = msgspec.msgpack.decode(msgspec.msgpack.encode(record.command), type=QUIZ.command)
        ended.append(game.handle(command, record.at))
    (end,) = [effects for effects in ended if effects.over is not None]
    assert end.keep is not None
    results = msgspec.json.encode(export_of(decode_kept(end.keep)), order="sorted")
    return end, msgspec.json.format(results, indent=1) + b"\n"


@pytest.mark.parametrize("journal", sorted(GOLDEN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_golden_journal_gives_the_results_it_gave(journal: Path) -> None:
    end, results = replayed(journal)
    assert end.over == "host"
    assert results == journal.with_suffix(".results.json").read_bytes()


def test_there_is_a_golden_journal_with_every_command_of_today() -> None:
    tags = set()
    for journal in GOLDEN.glob("*.jsonl"):
        tags |= {msgspec.json.decode(line)["command"]["type"] for line in journal.read_bytes().splitlines()}
    assert tags == {kind.__struct_config__.tag for kind in c.Command.__args__}


def a_game() -> Story:
    """A game with every kind of question and every command."""
    story = Story()
    questions = [
        abcd("yes", "no", "maybe"), check(), text("Berlin", "Bärlin"), slider(time=10), order(), slide(),
        voting(points=500), abcd(points=2_000, time=5),
    ]  # fmt: skip
    story.do(
        open_of(*questions, seed=42, custom_field="Class", randomize_answers=True, late_join=True, name_filter="strict")
    )
    story.do(c.AllowName("Çelik"))
    story.host().join("anna", "Bert", "Çelik", "dora")
    for name in ("anna", "Bert", "Çelik"):
        story.echo(name, -1)
    story.wait(5_000)
    story.do(c.Start())
    story.show(0)
    story.wait(1_234)
    story.answer("anna", "yes", sent=story.now - 1_200, latency=40)
    story.echo("anna")
    story.answer("Bert", "no", latency=80, tapped_after=1_100)
    story.wait(6_000)
    story.answer("dora", "yes")
    story.do(c.ShowSolution())
    story.do(c.ShowResults(0))
    story.do(c.ShowRanking())
    story.do(c.Rename(4, "Dora B."))
    story.show(1)
    right = [place for place, option in enumerate(story.game.quiz.questions[1].options) if option.right]  # type: ignore[union-attr]
    story.wait(3_210)
    story.answer("anna", "".join(map(str, right)))
    story.away("dora")
    story.do(c.Kick("bert"))
    story.wait(5_500)
    story.do(c.LetBack(2))
    story.back("Bert", b"another key")
    story.answer("Bert", str(right[0]))
    story.answer("Çelik", "".join(map(str, right)))
    story.join("eve")
    story.show(2)
    story.wait(700)
    story.answer("anna", " BÄRLIN ")
    story.answer("eve", "Paris")
    story.wait(25_000)
    story.show(3)
    story.wait(2_000)
    story.answer("anna", "50.5")
    story.do(c.ShowResults(3))
    story.answer("eve", "7")
    story.show(4)
    story.wait(1_500)
    story.answer("anna", "a", order=["one", "two", "three"])
    story.answer("eve", "a", order=["two", "one", "three"])
    story.show(5)
    story.wait(9_000)
    story.show(6)
    story.answer("anna", "cats")
    story.do(c.SetControls(visible=False))
    story.do(c.ShowFinal())
    story.show(7)
    story.wait(2_500)
    story.answer("eve", "yes")
    story.do(c.Kick("Çelik"))
    story.do(c.ShowFinal())
    story.do(c.Save())
    story.do(c.GrantExport("token", b"hash of the token", 1_800_000_007_200_000))
    story.do(c.EndGame())
    return story


def main(version: str) -> None:
    journal = GOLDEN / f"{version}.jsonl"
    assert not journal.exists(), "a golden journal is never changed"
    lines = [msgspec.json.encode(Record(at, QUIZ.version, command)) for at, command in a_game().done]
    journal.write_bytes(b"\n".join(lines) + b"\n")
    journal.with_suffix(".results.json").write_bytes(replayed(journal)[1])


if __name__ == "__main__":
    main(sys.argv[1])
