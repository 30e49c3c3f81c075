"""Made-up nicknames: friendly, short, different from each other, and the same for the same dice."""

import random
from collections import Counter
from collections.abc import Callable

import pytest

from rumpus.quiz.children.name_filter import refuses
from rumpus.quiz.children.nicknames import LONGEST, NicknameMaker, Nicknames, nicknames_of
from rumpus.quiz.content.text import name_key, player_name

LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])


def dice(seed: int) -> Callable[[int], int]:
    generator = random.Random(seed)
    return lambda count: int(generator.random() * count)


def nobody(_name: str) -> bool:
    return False


def every(language: str) -> Nicknames:
    return nicknames_of("de" if language == "de" else "en")


@LANGUAGES
def test_there_are_many(language: str) -> None:
    nicknames = list(every(language))
    adjectives = {nickname.split(" ")[0] for nickname in nicknames}
    nouns = {nickname.split(" ")[1] for nickname in nicknames}
    assert len(adjectives) >= 150
    assert len(nouns) >= 150
    assert len(nicknames) == len(every(language)) >= 150 * 150


@LANGUAGES
def test_all_are_short_and_no_two_are_one_name(language: str) -> None:
    nicknames = list(every(language))
    assert max(map(len, nicknames)) <= LONGEST
    assert len({name_key(nickname) for nickname in nicknames}) == len(nicknames)


@LANGUAGES
def test_every_one_is_a_name_as_it_stands(language: str) -> None:
    assert all(player_name(nickname) == nickname for nickname in every(language))


@LANGUAGES
@pytest.mark.parametrize("quiz", ["en", "de"])
def test_none_is_refused_by_the_strictest_filter_of_any_language(language: str, quiz: str) -> None:
    assert [name for name in every(language) if refuses(name, level="strict", language=quiz)] == []


@pytest.mark.parametrize(("noun", "ending"), [("Otter", "er"), ("Möwe", "e"), ("Pony", "es")])
def test_a_german_adjective_agrees_with_the_gender_of_its_noun(noun: str, ending: str) -> None:
    adjectives = {nickname.split(" ")[0] for nickname in every("de") if nickname.endswith(f" {noun}")}
    assert f"Mutig{ending}" in adjectives
    assert all(adjective.endswith(ending) for adjective in adjectives)


@LANGUAGES
def test_a_noun_stands_there_once_with_one_gender(language: str) -> None:
    nouns = [nickname.split(" ")[1] for nickname in every(language)]
    assert set(Counter(nouns).values()) == {len(nouns) // len(set(nouns))}


@LANGUAGES
def test_the_same_dice_make_the_same_nicknames(language: str) -> None:
    makers = [NicknameMaker(language, nobody, dice(7)) for _ in range(2)]
    first, second = ([maker.make() for _ in range(20)] for maker in makers)
    assert first == second
    assert len(set(first)) == 20
    assert first != [NicknameMaker(language, nobody, dice(8)).make() for _ in range(20)]


def test_a_nickname_that_somebody_has_is_not_made() -> None:
    free = "Brave Otter"
    maker = NicknameMaker("en", lambda name: name != free, dice(1))
    assert maker.make() == free
    assert maker.make() is None, "all are taken, this one by our offer"


def test_a_whole_school_gets_different_nicknames() -> None:
    maker = NicknameMaker("de", nobody, dice(3))
    made = {maker.make() for _ in range(10_000)}
    assert len(made) == 10_000


@pytest.mark.parametrize(
    ("tag", "language"), [("de", "de"), ("de-AT", "de"), ("DE_ch", "de"), ("en-GB", "en"), ("fr", "en"), ("", "en")]
)
def test_the_language_is_that_of_the_quiz_and_english_where_we_have_none(tag: str, language: str) -> None:
    assert NicknameMaker(tag, nobody, dice(5)).make() == NicknameMaker(language, nobody, dice(5)).make()
