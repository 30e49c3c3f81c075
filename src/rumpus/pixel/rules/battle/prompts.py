"""What is to be drawn in a battle, thrown by dice (pixel.md 5.2)."""

from typing import Final

from rumpus.pixel.content.prompt import PromptIndices
from rumpus.pixel.content.vocabulary import VOCABULARY
from rumpus.pixel.rules.dice import Dice

EXTRA_WORDS: Final = 0.49
"""How likely there are words before the subject, and how likely behind it."""


def throw_prompt(dice: Dice) -> PromptIndices:
    """A prompt by chance."""
    return PromptIndices(
        dice.below(len(VOCABULARY.prefixes)) if dice.happens(EXTRA_WORDS) else None,
        dice.below(len(VOCABULARY.subjects)),
        dice.below(len(VOCABULARY.suffixes)) if dice.happens(EXTRA_WORDS) else None,
    )
