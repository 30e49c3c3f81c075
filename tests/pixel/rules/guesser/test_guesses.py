"""What is right, what is close, and what is neither."""

import pytest

from rumpus.pixel.content.words import WORDS
from rumpus.pixel.rules.guesser.guesses import Answers, spellings

RIGHT = [
    # Upper and lower case, blanks, signs.
    ("dog", "DOG!!"), ("dog", "  d o g "), ("ice cream", "icecream"), ("ice cream", "Ice-Cream"),
    ("T-Shirt", "t shirt"), ("witch's hat", "witchs hat"), ("witch's hat", "witch\u2019s hat"), ("U-Boot", "uboot"),
    ("salt & pepper", "salt pepper"),
    # Articles, but not if nothing is left.
    ("dog", "a dog"), ("apple", "An Apple"), ("Hund", "der Hund"), ("Katze", "eine katze"), ("The End", "end"),
    ("die", "die"), ("die", "the die"),
    # Umlauts, sharp s and accents, however the keyboard writes them.
    ("Schlüssel", "schluessel"), ("Schlüssel", "schlussel"), ("Schlüssel", "SCHLÜSSEL"), ("Schlussel", "schlüssel"),
    ("Schlüssel", "schlu\u0308ssel"), ("Fuß", "fuss"), ("Fuß", "FUSS"), ("café", "cafe"), ("cafe", "Café"),
    ("doener", "Döner"),
    # Words that somebody brings.
    ("кошка", "Кошка"), ("猫", "猫"), ("🐱", "🐱"), ("42", " 42 "), ("...", "..."), ("\uff35\uff26\uff2f", "ufo"),
]  # fmt: skip

WRONG = [
    ("dog", "a dog thing"), ("star", "sta"), ("star", "cat dog star sun"), ("star", "sun,star"), ("cat", "catdog"),
    ("dog", ""), ("dog", "\x1c"), ("dog", "!!!"), ("dog", "a"), ("🐱", "🐶"), ("Bär", "bier"),
    ("rock 'n' roll", "rock&amp;roll"), ("it's", "itx27s"),
]  # fmt: skip

CLOSE = [
    # Misspelt: one of every four letters.
    ("dog", "do"), ("dog", "dogs"), ("dog", "dgo"), ("star", "sta"), ("Hund", "hnud"), ("apple", "aple"),
    ("elephant", "elephent"), ("giraffe", "girafe"), ("Schmetterling", "schmeterlink"),
    ("Schlüssel", "schlüsel"), ("pumpkin", "bumpkin"),
    # A part.
    ("Weihnachtsbaum", "Baum"), ("Baum", "Apfelbaum"), ("sailing boat", "a boat"), ("star", "starfish"),
    ("hot-air balloon", "balloon"), ("Feuerwehrauto", "Feuerwehr"),
]  # fmt: skip

FAR = [
    ("dog", "zzzzzz"), ("dog", "dqq"), ("dog", "ab"), ("dog", ""), ("dog", "\x1c"), ("dog", "!?"), ("dog", "d"),
    # Other words that are one letter away.
    ("cat", "hat"), ("cat", "bat"), ("Hund", "Mund"), ("house", "mouse"), ("Tasse", "Kasse"), ("horse", "house"),
    ("goal", "goat"), ("Kirsche", "Kirche"),
    # Parts by chance.
    ("car", "carrot"), ("carrot", "car"), ("Ei", "Polizei"), ("Ei", "E"), ("Ei", "Eis"), ("ice cream", "ice"),
    # Not the same letters in any order, which the original called close.
    ("star", "rats"), ("lemon", "melon soup"), ("banana", "bandana band"), ("flower", "tower"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "guess"), RIGHT)
def test_right(answer: str, guess: str) -> None:
    assert Answers([answer]).takes(guess)


@pytest.mark.parametrize(("answer", "guess"), WRONG)
def test_wrong(answer: str, guess: str) -> None:
    assert not Answers([answer]).takes(guess)


@pytest.mark.parametrize(("answer", "guess"), CLOSE)
def test_close(answer: str, guess: str) -> None:
    assert not Answers([answer]).takes(guess)
    assert Answers([answer]).nearly_takes(guess)


@pytest.mark.parametrize(("answer", "guess"), FAR)
def test_neither(answer: str, guess: str) -> None:
    assert not Answers([answer]).takes(guess)
    assert not Answers([answer]).nearly_takes(guess)


def test_any_language_and_any_name_of_the_thing_is_right() -> None:
    plane = Answers(next(word for word in WORDS.easy if word.en == "aeroplane").answers)
    for guess in ("aeroplane", "Flugzeug", "airplane", "a plane", "Flieger"):
        assert plane.takes(guess)
    assert plane.nearly_takes("Flugzug")
    assert not plane.takes("rocket")


def test_no_word_of_ours_is_a_misspelling_of_another() -> None:
    """Or the hint would say nothing: house is not nearly horse."""
    words = [*WORDS.easy, *WORDS.medium, *WORDS.hard]
    for word in words:
        answers = Answers(word.answers)
        for other in words:
            for text in (other.en, other.de):
                if other is not word and answers.nearly_takes(text):
                    assert any(is_part(text, answer) for answer in word.answers), (text, word.en)


def is_part(one: str, other: str) -> bool:
    pairs = ((spelt, answer) for spelt in spellings(one) for answer in spellings(other))
    return any(
        long.startswith(short) or long.endswith(short) for short, long in (sorted(pair, key=len) for pair in pairs)
    )
