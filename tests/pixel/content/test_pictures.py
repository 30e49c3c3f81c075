"""The pictures that come with us."""

from itertools import combinations

from rumpus.pixel.content.pictures import MOTIFS
from rumpus.pixel.content.pixels import BACKGROUND, drawn, matching, picture

LEAST_PAINTED = 16
"""Pixels; with fewer an almost empty canvas would be a good copy."""

MOST_ALIKE = 54
"""Pixels that two pictures have in common at most: nobody should win with another one."""


def test_there_are_enough_and_all_are_whole() -> None:
    assert len(MOTIFS) >= 60
    for motif in MOTIFS:
        assert picture(motif.pixels) == motif.pixels, motif.en


def test_all_are_worth_drawing() -> None:
    for motif in MOTIFS:
        assert drawn(motif.pixels) >= LEAST_PAINTED, motif.en
        colours = set(motif.pixels) - {BACKGROUND}
        assert 1 <= len(colours) <= 6, f"nobody remembers so many colours: {motif.en}"


def test_each_has_a_name_of_its_own_in_both_languages() -> None:
    for names in ([motif.en for motif in MOTIFS], [motif.de for motif in MOTIFS]):
        assert all(name == name.strip() and 1 <= len(name) <= 30 for name in names)
        assert len({name.casefold() for name in names}) == len(names)
    # German nouns have a capital, English ones have none unless they are names.
    assert all(motif.de[0].isupper() for motif in MOTIFS)
    assert {motif.en for motif in MOTIFS if motif.en[0].isupper()} == {"Christmas tree", "Earth", "T-shirt", "UFO"}


def test_no_two_are_nearly_the_same() -> None:
    for one, other in combinations(MOTIFS, 2):
        assert matching(one.pixels, other.pixels) <= MOST_ALIKE, f"{one.en}, {other.en}"
