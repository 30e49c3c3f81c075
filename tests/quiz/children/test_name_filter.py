"""The filter of names: sees through disguises, and lets people have their names."""

import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.quiz.children.name_filter import Level, NameFilter, refuses

ENGLISH = """
fuck|FUCK|FuCk|fuuuuck|fuckkk|xXfuckXx|fucker99|MotherFucker|f u c k|f.u.c.k|f-u-c-k|fu ck|fuc k|f_u_c_k|f*ck|fvck
fück|phuck|sh1t|5h1t|$h!t|shiiiit|s h i t|b1tch|b!tch|biiitch|BITCHES|b*tch|BigAss|big_ass|a$$|a55|ass|asshole|a55h0le
@sshole|dick|D1CK|dick69|Mr Dick!|d*ck|n1gger|n.i.g.g.e.r|NIGGA|cunt|C*NT|Adolf H1tler|H1TL3R|Sieg Heil|SiegHeil
s1eg he1l|nazi|N4z1|p0rn|penis|P3N1S|sexy|s3x|retard|whore|wh0re|kkk|User 1488|cock|c0ck|wanker|fag|f@g|pussy
"""
GERMAN = """
Arschloch|4rschloch|ARSCHLOCH|a r s c h l o c h|Arsch Loch|arsch|Ärsch|Scheiße|SCHEISSE|scheisse|Sche1sse|Hurensohn
HuReNs0hn|hurensohn123|Wichser|Wixxer|W1XXER|Fotze|F0tze|Möse|Moese|Nutte|NuTT3|ficken|F1CKEN|Fick dich|fickdich
Missgeburt|Schlampe|Schwuchtel|Kanake|Hure|Spast|Hitler|fuck|Bitch|Nazi|Sieg Heil
"""
LOOK_ALIKES = [
    "\uff46\uff55\uff43\uff4b",  # full width
    "\U0001d58b\U0001d59a\U0001d588\U0001d590",  # bold Fraktur
    "\u24d5\u24e4\u24d2\u24da",  # in circles
    "\U0001f175\U0001f184\U0001f172\U0001f17a",  # in squares
    "\U0001f1eb\U0001f1fa\U0001f1e8\U0001f1f0",  # halves of flags
    "\ua730\u1d1c\u1d04\u1d0b",  # small capitals
    "fu\u0441k",  # a Cyrillic es
    "f\u03c5\u0441\u03ba",  # Greek and Cyrillic
    "f\u0336u\u0336c\u0336k\u0336",  # struck through
    "f\u200bu\u200cc\u00adk",  # with what shows nothing in between
    "f\U0001f600u\U0001f600c\U0001f600k",  # with faces in between
    "\u0192\u00fb\u00e7k",
]

# People, places, words and habits that contain something, or look as if.
INNOCENT = """
Assunta|Assia|Hass|Hassan|Bassam|Cassandra|Cassius|Massimo|Lass|Klasse 5b|Essex|Sussex|Middlesex|Sexton|Wessex
Scunthorpe|Penistone|Dickens|Dickinson|Benedick|Hancock|Hitchcock|Cockburn|Cocker|Babcock|Woodcock|Peacock|Shuttlecock
Cumberland|Cumulus|Titus|Titania|Constantin|Constanze|Kuntz|Kunta Kinte|Moses|Niger|Nigeria|Snigger|Fickle|Fagott
Faggio|Raccoon|Tycoon|Assistent|Arsenal|Parsec|Pissarro|Spica|Spencer|Butterfly|Buttercup|Grape|Drape|Therapist
Analytiker|Kanal|Banal|Analena|Ana-Lena|Ana L|Ana L.|Uranus|Janus|Manuel|Annus|Bonner|Pussycat|Harshita|Rakshita
Ishita|Nishita|Matsushita|Yoshito|Toshi Tanaka|James Hitchcock|Josh Italy|Swastika|Isil|Nazim|Nazir|Nazia|Nazli
Ignazio|Pornthip|Siriporn|Fukuda|Fukushima|Phuc|Bich|Dong|Jude|Mohammed|Fanny|Willy|Dildora|Shital|Arschin|Arschawin
Arschak|Marsch|Marschall|Barsch|Warschau|Karscher|Wichtel|Schwanitz|Raps|Scheidt|Eichel|Glied|König Gerhard
KönigGerhard|Konig Gabi|Zwickel|Pfiffikus|Nutella|Mongolei|Hurrikan|Hurra|Anna***|***|Max*1|455|T17|Lea 2011|R2D2|4you
A1|Li Wu|Jo Ed|Özgür|Łukasz|Søren|Γιώργος|Дмитрий|李小龙|محمد|🦊🦊|J. R. R.
"""


def listed(text: str) -> list[str]:
    return [name for line in text.split("\n") for name in line.split("|") if name]


@pytest.mark.parametrize("name", listed(ENGLISH) + LOOK_ALIKES)
def test_it_sees_through_disguises_in_english(name: str) -> None:
    assert refuses(name, level="normal", language="en")
    assert refuses(name, level="strict", language="en-US")


@pytest.mark.parametrize("name", listed(GERMAN) + LOOK_ALIKES)
def test_it_sees_through_disguises_in_german(name: str) -> None:
    assert refuses(name, level="normal", language="de")
    assert refuses(name, level="strict", language="de-CH")


@pytest.mark.parametrize("level", ["normal", "strict"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_people_have_their_names(level: Level, language: str) -> None:
    assert [name for name in listed(INNOCENT) if refuses(name, level=level, language=language)] == []


def test_what_contains_an_innocent_word_is_not_innocent_for_it() -> None:
    assert refuses("Scunthorpe cunt", level="normal", language="en")
    assert refuses("Arschin Arsch", level="normal", language="de")


@pytest.mark.parametrize(("name", "language"), [("Stupid", "en"), ("idi0t", "en"), ("Dummkopf", "de"), ("Blödi", "de")])
def test_milder_words_are_refused_by_the_strict_level_alone(name: str, language: str) -> None:
    assert refuses(name, level="strict", language=language)
    assert not refuses(name, level="normal", language=language)


@pytest.mark.parametrize("name", ["fuck", "Arschloch", "Hitler", "anna"])
def test_switched_off_it_refuses_nothing(name: str) -> None:
    assert not refuses(name, level="off", language="en")


def test_words_of_one_language_are_left_alone_in_the_other() -> None:
    assert not refuses("Dick", level="normal", language="de"), "a German word for thick"
    assert not refuses("Ass", level="strict", language="de"), "a German ace"
    assert refuses("Arsch", level="normal", language="de")
    assert not refuses("Arsch", level="strict", language="en")


def test_a_language_without_a_list_has_that_of_english() -> None:
    assert refuses("asshole", level="normal", language="fr")


@pytest.mark.parametrize("language", ["any", "en", "de"])
def test_a_list_is_as_its_readers_expect_it(language: str) -> None:
    source = files("rumpus.quiz.children").joinpath("words", f"refused_{language}.toml").read_text("utf-8")
    words = [word for section in ("normal", "strict") for word in _words(source, section)]
    assert len(words) == len(set(words)), "a word stands in a list once"
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
    assert all(any(refuses(word, level="strict", language=tag) for tag in ("en", "de")) for word in words)


def _words(source: str, section: str) -> list[str]:
    listed_there: dict[str, str] = tomllib.loads(source)[section]
    return [word for words in listed_there.values() for word in words.split()]


@given(st.text(max_size=40))
def test_any_name_gets_an_answer(name: str) -> None:
    for language in ("en", "de"):
        normal = refuses(name, level="normal", language=language)
        assert refuses(name, level="strict", language=language) >= normal


@pytest.mark.parametrize(
    "name", ["a" * 40, "f u " * 10, "*" * 40, "1" * 40, "$!|" * 13, "AbAb" * 10, "ä" * 40, "fuc" * 13]
)
def test_no_name_takes_long(name: str) -> None:
    """Not even the first one, for which patterns are made: no pattern tries the same letters in ever more ways."""
    fresh = NameFilter("de", "strict")
    started = time.thread_time()
    fresh.refuses(name)
    assert time.thread_time() - started < 2, "milliseconds are usual; what explodes takes minutes"
