"""Measure the library with many quizzes in it: `python -m benchmarks.library --help`.

A store with 10,000 quizzes of 50 hosts is made in a temporary folder (or in the database that is given, which must be
empty), then listing, searching, opening and saving are timed one after another, as a caller waits for them. The last
line is one JSON object: milliseconds at p50 and p95 of each.
"""

import argparse
import asyncio
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from rumpus.library import Draft, Library, PlayedAnswer, PlayedGame, PlayedPlayer, Share, User

HOSTS = 50
SHARES: tuple[Share, ...] = ("private", "private", "link", "public", "public")
SYLLABLES = re.findall("[^aeiou]*[aeiou]", "kalomiteravelodusonipagrebotishufealuwezinoque")

console = Console(highlight=False, width=120)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__.partition("\n")[0])
    parser.add_argument("--quizzes", type=int, default=10_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=300, metavar="N", help="of each kind of question")
    parser.add_argument("--database", metavar="URL", help="an empty database; default: SQLite in a temporary folder")
    parser.add_argument("--limit", type=float, default=50.0, metavar="MS", help="for listing and searching at p95")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rumpus-library-") as folder:
        figures = asyncio.run(_measure(Path(folder), options.database, options.quizzes, options.rounds))
    _print(figures, options.quizzes)
    slow = [name for name, (_, p95) in figures.items() if name.startswith(("list", "search")) and p95 > options.limit]
    console.print(
        f"[red]Over {options.limit:g} ms: {', '.join(slow)}[/]" if slow else f"All under {options.limit:g} ms."
    )
    last: dict[str, Any] = {name: {"p50": p50, "p95": p95} for name, (p50, p95) in figures.items()}
    print(json.dumps(last | {"quizzes": options.quizzes, "slow": slow}), flush=True)
    raise SystemExit(bool(slow))


async def _measure(folder: Path, url: str | None, count: int, rounds: int) -> dict[str, tuple[float, float]]:
    dice = random.Random(7)
    words = _words(dice)
    library = Library(url, folder)
    await library.open()
    begin = time.monotonic()
    hosts = [await library.users.add(f"host {number}") for number in range(HOSTS)]
    quizzes = []
    for number in range(count):
        # A few hosts have most of the quizzes, as in life.
        host = hosts[min(int(dice.expovariate(0.1)), HOSTS - 1)]
        draft = _draft(dice, words)
        quizzes.append((await library.quizzes.create(host.id, draft, share=SHARES[number % len(SHARES)])).quiz)
    console.print(f"Made {count} quizzes in {time.monotonic() - begin:.0f} s.")
    busiest = hosts[0]

    def rare() -> str:
        return dice.choice(words[1000:])

    def common() -> str:
        return dice.choice(words[:5])

    async def deep() -> None:
        page = await library.quizzes.of(busiest.id, limit=20)
        for _ in range(3):
            page = await library.quizzes.of(busiest.id, limit=20, cursor=page.next)

    everywhere: dict[str, Any] = {"scope": "all", "user_id": busiest.id}
    questions: dict[str, Callable[[], Awaitable[Any]]] = {
        "list own": lambda: library.quizzes.of(busiest.id, limit=100),
        "list own, fourth page of 20 (four questions)": deep,
        "list own, page 10 by number": lambda: library.quizzes.of(busiest.id, limit=20, offset=180),
        "list public": lambda: library.quizzes.public(limit=50),
        "search rare word": lambda: library.quizzes.search(rare(), **everywhere),
        "search two words": lambda: library.quizzes.search(f"{common()} {rare()}", **everywhere),
        "search beginning": lambda: library.quizzes.search(rare()[:3], **everywhere),
        "search common word": lambda: library.quizzes.search(common(), **everywhere),
        "search two letters": lambda: library.quizzes.search(dice.choice(SYLLABLES)[:2], **everywhere),
        "search own": lambda: library.quizzes.search(common(), scope="own", user_id=busiest.id),
        "open": lambda: library.quizzes.get(dice.choice(quizzes).id),
        "save": lambda: library.quizzes.save(
            dice.choice(quizzes).id, _draft(dice, words), expected=None, saved_by=busiest.id
        ),
    }
    figures = {name: await _time(ask, rounds) for name, ask in questions.items()}
    figures |= await _large_game(library, busiest)
    await library.close()
    return figures


async def _large_game(library: Library, host: User) -> dict[str, tuple[float, float]]:
    """A game of 2,000 players and 20 questions: saved, and read in chunks."""
    game = PlayedGame(
        id="large",
        owner_id=host.id,
        quiz_id=None,
        quiz_version=None,
        title="Large",
        description="",
        document={},
        question_count=20,
        started_at=0,
        ended_at=0,
    )
    players = [PlayedPlayer(seat, f"player {seat}") for seat in range(2000)]
    answers = [
        PlayedAnswer(seat=seat, question_index=index, question_id="q", answer="A", right=True, score=9, time_taken=9)
        for index in range(20)
        for seat in range(2000)
    ]

    async def save() -> None:
        await library.results.save_game(game, players, answers)

    async def read() -> None:
        async for _ in library.results.each_answer("large"):
            pass

    return {
        "save a game of 40,000 answers": await _time(save, 1),
        "read its answers": await _time(read, 1),
        "read its ranking": await _time(lambda: library.results.players("large"), 20),
        "read its questions": await _time(lambda: library.results.questions("large"), 20),
    }


async def _time(ask: Callable[[], Awaitable[Any]], rounds: int) -> tuple[float, float]:
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        await ask()
        taken.append((time.perf_counter() - begin) * 1000)
    if rounds == 1:
        return round(taken[0], 2), round(taken[0], 2)
    return round(statistics.median(taken), 2), round(statistics.quantiles(taken, n=20)[18], 2)


def _words(dice: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < 5000:
        found["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4)))] = None
    return list(found)


def _text(dice: random.Random, words: list[str], count: int) -> str:
    # Zipf's law, roughly: the first words are in every text.
    return " ".join(words[min(int(dice.paretovariate(0.6)) - 1, len(words) - 1)] for _ in range(count))


def _draft(dice: random.Random, words: list[str]) -> Draft:
    questions = [_text(dice, words, 9) for _ in range(10)]
    return Draft(
        title=_text(dice, words, 4),
        description=_text(dice, words, 12),
        language=dice.choice(["en", "de"]),
        document={"questions": [{"question": one, "options": [{"text": "A"}, {"text": "B"}]} for one in questions]},
        question_count=len(questions),
        texts=" ".join(questions),
    )


def _print(figures: dict[str, tuple[float, float]], count: int) -> None:
    table = Table("", "p50 ms", "p95 ms", title=f"{count} quizzes")
    for name, (p50, p95) in figures.items():
        table.add_row(name, f"{p50:.2f}", f"{p95:.2f}")
    console.print(table)


if __name__ == "__main__":
    main()
