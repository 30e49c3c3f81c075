"""Names, plain text, HTML, and text as it is compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.quiz.content.text import (
    BadName,
    folded,
    guarded,
    html,
    lines,
    name_key,
    plain,
    player_name,
    unguarded,
    well_formed,
    without_tags,
)

ANY_TEXT = st.text(st.characters() | st.sampled_from("<>&\u2060\u202e\u200d\ud83d \t\n/!?\x00ﬁÅ"), max_size=60)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("anna", "anna"),
        ("  anna b  ", "anna b"),
        ("Zoe\u0308", "Zoë"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("<b>x</b>", "<b>x</b>"),
        ("\U0001fae8", "\U0001fae8"),
        ("x" * 40, "x" * 40),
        ("!", "!"),
    ],
)
def test_names_that_may_be(raw: str, name: str) -> None:
    assert player_name(raw) == name


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "name_empty"),
        ("   ", "name_empty"),
        ("\u200d\u200c", "name_empty"),
        ("\u3164", "name_empty"),
        ("\u2800\u115f", "name_empty"),
        ("\u0301", "name_empty"),
        ("x" * 41, "name_too_long"),
        ("ä" * 41, "name_too_long"),
        ("a\nb", "name_not_allowed"),
        ("a\x07", "name_not_allowed"),
        ("a\x7fb", "name_not_allowed"),
        ("a\u202eb", "name_not_allowed"),
        ("a\u2066b", "name_not_allowed"),
        ("a\u2028b", "name_not_allowed"),
        ("a\ud83d", "name_not_allowed"),
    ],
)
def test_names_that_nobody_may_have(raw: str, code: str) -> None:
    with pytest.raises(BadName) as bad:
        player_name(raw)
    assert bad.value.code == code


def test_names_that_look_alike_are_one() -> None:
    assert name_key("Anna") == name_key("ANNA") == name_key(" anna ") == name_key("\uff41nna")
    assert name_key("Straße") == name_key("STRASSE")
    assert name_key("ﬁn") == name_key("FIN")
    assert name_key("anna") != name_key("anne")


@given(ANY_TEXT)
def test_a_name_that_may_be_is_kept_as_it_is_and_can_be_encoded(raw: str) -> None:
    try:
        name = player_name(raw)
    except BadName:
        return
    name.encode()
    assert 1 <= len(name) <= 40
    assert player_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert name_key(name_key(name)) == name_key(name)


def test_plain_text_loses_controls_only() -> None:
    assert plain(" a\x00b\tc\u2028 <i> & ü ") == "abc <i> & ü"
    assert lines("one\r\n two\x07 \n\nthree\n") == "one\ntwo\n\nthree"


@given(ANY_TEXT)
def test_plain_text_stays_as_it_is(raw: str) -> None:
    text = plain(raw)
    text.encode()
    assert plain(text) == text
    assert lines(lines(raw)) == lines(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ABCD <i>q</i>", "ABCD <i>q</i>"),
        ("H<sub>2</sub>O<sup>+</sup>", "H<sub>2</sub>O<sup>+</sup>"),
        ('<b onclick="x()" style="color:red">b</b>', "<b>b</b>"),
        ("<script>alert(1)</script>hi", "hi"),
        ('<img src=x onerror="alert(1)">hi', "hi"),
        ('<a href="https://example.com">link</a>', "link"),
        ("<!-- secret -->hi", "hi"),
        ("2 < 3 & 4 > 1", "2 &lt; 3 &amp; 4 &gt; 1"),
        ("&lt;img onerror&gt;", "&lt;img onerror&gt;"),
        ("<b>open", "<b>open</b>"),
    ],
)
def test_html_keeps_a_few_tags(raw: str, clean: str) -> None:
    assert html(raw) == clean


@given(ANY_TEXT)
def test_clean_html_stays_as_it_is(raw: str) -> None:
    assert html(html(raw)) == html(raw)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("a<b", "a<\u2060b"),
        ("</i>", "<\u2060/i>"),
        ("<!--", "<\u2060!--"),
        ("<?x", "<\u2060?x"),
        ("1 < 2", "1 < 2"),
        ("<3", "<3"),
        ("plain", "plain"),
    ],
)
def test_no_option_opens_a_tag_on_the_deployed_page(text: str, sent: str) -> None:
    assert guarded(text) == sent
    assert unguarded(sent) == text


@given(ANY_TEXT)
def test_what_was_guarded_is_found_again(raw: str) -> None:
    assert unguarded(guarded(plain(raw))) == unguarded(plain(raw))


def test_typed_answers_are_compared_kindly() -> None:
    assert folded("  BERLIN ", case_sensitive=False) == folded("Berlin", case_sensitive=False)
    assert folded("\uff22\uff25\uff32\uff2c\uff29\uff2e", case_sensitive=False) == "berlin"
    assert folded("GROẞ", case_sensitive=False) == folded("gross", case_sensitive=False)
    assert folded("Zoe\u0308", case_sensitive=True) == folded("Zoë", case_sensitive=True)
    assert folded("Au", case_sensitive=True) != folded("AU", case_sensitive=True)


def test_half_an_emoji_can_be_encoded() -> None:
    assert well_formed("a\ud83d!") == "a\ufffd!"
    assert well_formed("😀 é") == "😀 é"
    assert well_formed("\ud83d\ude00") == "😀"


def test_a_title_without_its_tags_reads_as_it_was_meant() -> None:
    assert without_tags(html("A <b>first</b> quiz: 3 < 5 &amp; 5 > 3")) == "A first quiz: 3 < 5 & 5 > 3"


@pytest.mark.parametrize("raw", ["a&#1;b", "a&#x1;b", "a&#0000001;b", "&#1;ab", "a<b>&#1;</b>b"])
def test_controls_written_as_entities_are_no_text_either(raw: str) -> None:
    cleaned = html(raw)
    assert "\x01" not in cleaned
    assert html(cleaned) == cleaned
