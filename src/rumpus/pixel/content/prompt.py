"""What is to be drawn: a subject, perhaps with words before and behind it (pixel.md 5.2)."""

import msgspec


class Prompt(msgspec.Struct, frozen=True):
    """The words in English; an absent one is the empty string."""

    prefix: str
    subject: str
    suffix: str


class PromptIndices(msgspec.Struct, frozen=True, rename="camel"):
    """Where the words stand in the vocabulary. Deployed clients show their own words for these numbers."""

    prefix_idx: int | None
    subject_idx: int
    suffix_idx: int | None
