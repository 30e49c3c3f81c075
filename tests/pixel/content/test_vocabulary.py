"""The words of Pixel Battle: exactly those of deployed clients."""

from hashlib import sha256
from itertools import chain

import pytest

from rumpus.pixel.content.prompt import Prompt, PromptIndices
from rumpus.pixel.content.vocabulary import VOCABULARY, Word, prompt_of

LISTS = [VOCABULARY.prefixes, VOCABULARY.subjects, VOCABULARY.suffixes]


def test_the_lists_are_as_long_as_those_of_deployed_clients() -> None:
    assert [len(words) for words in LISTS] == [27, 44, 24]


def test_the_words_stand_where_deployed_clients_have_them() -> None:
    text = "\n".join(f"{word.en}\t{word.de}" for word in chain(*LISTS))
    assert sha256(text.encode()).hexdigest() == "ac362e0de330a1e3645cec30518c7a22881824b5fa91afb36bc3f30f58b94aeb"


@pytest.mark.parametrize("words", LISTS)
def test_every_word_is_there_once_in_both_languages(words: tuple[Word, ...]) -> None:
    for texts in ([word.en for word in words], [word.de for word in words]):
        assert len(set(texts)) == len(texts)
        assert all(text and text == text.strip() and len(text) <= 20 for text in texts)


def test_a_prompt_is_the_words_of_its_numbers() -> None:
    assert prompt_of(PromptIndices(19, 29, None)) == Prompt("broken", "cat", "")
    assert prompt_of(PromptIndices(None, 23, 0)) == Prompt("", "fish", "on fire")
