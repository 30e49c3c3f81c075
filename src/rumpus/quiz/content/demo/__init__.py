"""The demo quiz: all seven kinds of question in ten minutes, written for Rumpus, in English and German."""

from importlib.resources import files
from typing import Final

from rumpus.quiz.content.quiz_file import Quiz, parse_quiz

LANGUAGES: Final = ("en", "de")


def demo_quiz(language: str = "en") -> Quiz:
    """The demo quiz in this language (`de`, `de-CH` …), in English if there is none."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    chosen = primary if primary in LANGUAGES else "en"
    return parse_quiz(files(__name__).joinpath(f"{chosen}.json").read_bytes())
