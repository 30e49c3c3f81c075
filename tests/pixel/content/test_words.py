"""The words of PixelGuesser that come with us."""

from rumpus.pixel.content.names import is_markup, utf16_length
from rumpus.pixel.content.words import WORDS, Word
from rumpus.pixel.messages.decoding import LONGEST_GUESS
from rumpus.pixel.rules.guesser.guesses import Answers, spellings

LEVELS = {"easy": WORDS.easy, "medium": WORDS.medium, "hard": WORDS.hard}
ALL: list[Word] = [word for words in LEVELS.values() for word in words]

LONGEST = 20
"""A word that an artist reads at a glance."""


def test_there_are_enough_of_each_level() -> None:
    assert len(ALL) >= 300
    for level, words in LEVELS.items():
        assert len(words) >= 100, level


def test_every_word_is_there_in_both_languages() -> None:
    for word in ALL:
        for text in (word.en, word.de):
            assert text == text.strip()
            assert 1 <= len(text) <= LONGEST, text


def test_german_nouns_have_a_capital_and_english_ones_none_unless_they_are_names() -> None:
    assert all(word.de[0].isupper() for word in ALL)
    assert {word.en for word in ALL if word.en[0].isupper()} == {
        "Christmas", "Christmas tree", "Earth", "Easter", "Ferris wheel", "Halloween", "QR code", "T-shirt", "UFO",
    }  # fmt: skip


def test_every_answer_can_be_typed_as_a_guess() -> None:
    for word in ALL:
        for answer in word.answers:
            assert 1 <= utf16_length(answer) <= LONGEST_GUESS
            assert not is_markup(answer)
            assert all(spelt.isalnum() for spelt in spellings(answer)), answer
            assert Answers(word.answers).takes(answer)


def test_no_answer_is_right_for_two_words() -> None:
    owners: dict[str, str] = {}
    for word in ALL:
        for spelt in {spelt for answer in word.answers for spelt in spellings(answer)}:
            assert owners.setdefault(spelt, word.en) == word.en, f"{spelt}: {owners[spelt]} and {word.en}"
    assert len({word.en for word in ALL}) == len({word.de for word in ALL}) == len(ALL)


def test_no_further_answer_says_what_is_there_already() -> None:
    for word in ALL:
        texts = [answer.casefold() for answer in word.also]
        assert len(set(texts)) == len(texts), word.en
        assert not {word.en.casefold(), word.de.casefold()} & set(texts), word.en
