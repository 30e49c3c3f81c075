"""What a picture shows, in words of both languages: a gallery outlives the game in which it was said."""

import msgspec

from rumpus.pixel.content.prompt import PromptIndices
from rumpus.pixel.content.vocabulary import prompt_of


class Caption(msgspec.Struct, frozen=True):
    """What a picture should be.

    Attributes:
        en: in English.
        de: in German; null for a prompt of Pixel Battle, whose German words change beside each other: clients put
            these together, as they do while it is drawn.
        prompt: where the words of such a prompt stand in the vocabulary.
    """

    en: str
    de: str | None
    prompt: PromptIndices | None = None

    @classmethod
    def of_prompt(cls, indices: PromptIndices) -> "Caption":
        """What a prompt of Pixel Battle asks for."""
        prompt = prompt_of(indices)
        return cls(" ".join(filter(None, (prompt.prefix, prompt.subject, prompt.suffix))), None, indices)
