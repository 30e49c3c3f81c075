"""What workers are given in the tests: slow, greedy, deadly and honest functions."""

import os
import time

from rumpus.quiz.formats import ImportFailed


def pid() -> int:
    return os.getpid()


def doubled(number: int) -> int:
    return 2 * number


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def sleep_long() -> None:
    time.sleep(60)


def spin() -> None:
    while True:
        pass


def greedy(megabytes: int) -> int:
    return len(bytes(megabytes * 1024 * 1024))


def die() -> None:
    os._exit(7)


def refuse() -> None:
    raise ImportFailed("too_many_rows", limit=3)


def break_down() -> None:
    raise ZeroDivisionError


def print_much() -> int:
    os.write(1, b"noise" * 1000)
    return 1


def lie() -> int:
    return "a text"  # type: ignore[return-value]


def variables() -> list[str]:
    return sorted(name for name in os.environ if name.startswith(("RUMPUS_", "AWS_")))
