"""The words of Pixel Battle's prompts, `vocabulary.json`, in English and German.

Deployed clients have the same lists and show their own words for the numbers of a prompt, so the lists stay exactly as
they are (pixel.md 5.2, 0.6).
"""

from importlib.resources import files
from typing import Final

import msgspec

from rumpus.pixel.content.prompt import Prompt, PromptIndices


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word, or a few, in both languages."""

    en: str
    de: str


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before a subject, the subjects, and what stands behind them."""

    prefixes: tuple[Word, ...]
    subjects: tuple[Word, ...]
    suffixes: tuple[Word, ...]


VOCABULARY: Final = msgspec.json.decode((files(__package__) / "vocabulary.json").read_bytes(), type=Vocabulary)


def prompt_of(indices: PromptIndices) -> Prompt:
    """The words of a prompt, in English."""
    prefix, suffix = indices.prefix_idx, indices.suffix_idx
    return Prompt(
        "" if prefix is None else VOCABULARY.prefixes[prefix].en,
        VOCABULARY.subjects[indices.subject_idx].en,
        "" if suffix is None else VOCABULARY.suffixes[suffix].en,
    )
