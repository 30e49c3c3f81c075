"""The record of processing says what the code does, in both languages."""

import re
from pathlib import Path

import pytest

from rumpus.hall import HallLimits
from rumpus.library.retention import Retention
from rumpus.pixel.rules.state import GALLERY_KEPT, GRACE, HOST_GRACE, INACTIVE
from rumpus.quiz.quizzes import PIN_HELD_MS
from rumpus.quiz.rules.phases import HOUR, MINUTE, PHASES, Phase
from rumpus.quiz.sockets.company import REFUSED_NAMES_KEPT

DOCS = Path(__file__).parents[3] / "docs"
DAY = 24 * HOUR
PAGES = pytest.mark.parametrize(
    ("page", "days", "hours", "minutes"),
    [("privacy.md", "days", "hours", "minutes"), ("datenschutz.md", "Tage", "Stunden", "Minuten")],
)


def lasts(phase: Phase) -> int:
    rule = PHASES[phase].lasts
    assert rule is not None
    return rule.ms


@PAGES
def test_the_times_are_those_of_the_code(page: str, days: str, hours: str, minutes: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    retention = Retention()
    assert f"| {retention.results_days} {days} " in text
    assert f"| {retention.unsaved_days} {days} " in text
    assert f"{retention.versions_days} {days}, " in text
    assert f"{retention.files_hours} {hours} |" in text
    assert HallLimits().keep == retention.unsaved_days * DAY
    assert f"{lasts(Phase.FINAL) // MINUTE} {minutes} " in text
    assert f"{lasts(Phase.CLOSED) // HOUR} {hours} " in text
    assert f"{lasts(Phase.LOBBY) // HOUR} {hours} " in text
    assert f"{PIN_HELD_MS // HOUR} {hours}" in text
    assert re.search(rf"(last|letzten) {REFUSED_NAMES_KEPT}\b", text)


@PAGES
def test_the_times_of_the_pixel_games_are_those_of_the_code(page: str, days: str, hours: str, minutes: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    assert re.search(rf"(up to|bis zu) {GALLERY_KEPT} (pictures|Bilder)", text)
    assert re.search(rf"{GRACE // 1000} (seconds|Sekunden), .*{HOST_GRACE // 1000}[;:]", text)
    assert INACTIVE == HOUR
    assert re.search(r"an hour in which nobody|einer Stunde, in der niemand", text)


def test_both_languages_say_the_same_in_the_same_places() -> None:
    english, german = ((DOCS / page).read_text("utf-8") for page in ("privacy.md", "datenschutz.md"))
    for mark in (r"^## \d", r"^\| ", r"^\* \[ \]", r"^\* ", r"Art(?:icle|\.) \d+", r"\d+(?= (?:days|Tage))"):
        counts = [len(re.findall(mark, text, re.MULTILINE)) for text in (english, german)]
        assert counts[0] == counts[1], mark
