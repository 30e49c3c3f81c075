"""Our lists of words, and the languages in which there are any."""

import tomllib
from importlib.resources import files
from typing import Any, Literal, TypeAlias

Language: TypeAlias = Literal["en", "de"]


def language_of(tag: str) -> Language:
    """The language of our lists for a BCP 47 tag (`de-AT` …): English where we have none."""
    return "de" if tag.replace("_", "-").partition("-")[0].lower() == "de" else "en"


def document(name: str) -> dict[str, Any]:
    """A list of words as it stands in its file."""
    return tomllib.loads(files(__package__).joinpath("words", f"{name}.toml").read_text("utf-8"))
