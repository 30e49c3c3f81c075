"""What PixelGuesser tells besides the original: who draws next, how it stands, and what was drawn in all rounds."""

from rumpus.pixel.content.pixels import BLANK
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import GUESSER
from rumpus.pixel.rules.guesser.facts import Drawn, NextArtist, Ranked, Revealed, RoundStarted
from tests.pixel.rules.guesser.builders import PICTURE, SECOND, artist, guessers, guessing, solve, view
from tests.pixel.story import Story


def counting_down(players: int) -> Story:
    story = Story(GUESSER, players)
    story.until("countdown")
    return story


def test_the_countdown_tells_who_draws_next() -> None:
    story = counting_down(3)
    for number in (1, 2, 3):
        told = story.facts(NextArtist)[-1]
        assert (told.round, told.total_rounds) == (number, 3)
        assert view(story, None).next == told
        story.until("guessing")
        assert artist(story) == told.artist
        assert view(story, None).next is None
        if number < 3:
            story.until("countdown")
    assert len(story.facts(NextArtist)) == 3, "once a round"


def test_another_one_draws_next_when_that_one_is_away() -> None:
    story = counting_down(3)
    (first,) = story.facts(NextArtist)
    story.does(c.Away(first.artist))
    second = story.facts(NextArtist)[-1]
    assert second.artist != first.artist
    story.does(c.Away(second.artist))
    third = story.facts(NextArtist)[-1]
    assert third.artist not in (first.artist, second.artist)
    story.does(c.Here(first.artist))
    assert story.facts(NextArtist)[-1] == first, "it is its turn again"
    story.until("guessing")
    assert artist(story) == first.artist


def test_it_is_told_again_when_there_are_fewer_rounds() -> None:
    story = counting_down(3)
    (first,) = story.facts(NextArtist)
    gone = next(seat for seat in story.seats if seat != first.artist)
    story.does(c.Leave(gone))
    assert story.facts(NextArtist)[-1] == NextArtist(1, 2, first.artist)
    story.forget()
    story.does(c.Leave(first.artist))
    assert story.facts(NextArtist) == [], "one alone draws for nobody"


def test_who_comes_in_the_countdown_hears_it_too() -> None:
    story = Story(GUESSER, 3, private=True)
    story.does(c.HostStart(1))
    (told,) = story.facts(NextArtist)
    story.forget()
    story.joins()
    assert story.facts(NextArtist) == [told]
    assert story.does(c.Restore(1, b"new", 2_000))[1:] == [told]


def test_a_round_begins_with_the_points_before_it() -> None:
    story = guessing(3)
    assert [(one.seat, one.score) for one in story.facts(RoundStarted)[-1].scores] == [(1, 0), (2, 0), (3, 0)]
    solve(story, *guessers(story))
    story.until("guessing")
    scores = story.facts(RoundStarted)[-1].scores
    assert scores == story.facts(Revealed)[-1].scores
    assert [one.score for one in scores] == [120, 110, 46]
    solve(story, guessers(story)[0])
    assert story.does(c.Restore(1, b"new", 2_000))[1].scores == scores, "what it brings comes with the reveal"


def test_a_reveal_tells_its_round() -> None:
    story = guessing(3)
    for number in (1, 2, 3):
        story.until("reveal")
        told = story.facts(Revealed)[-1]
        assert (told.round, told.total_rounds) == (number, 3)
        story.waits(5 * SECOND)


def test_the_results_show_what_was_drawn_in_all_rounds() -> None:
    story = guessing(2)
    story.does(c.Draw(artist(story), PICTURE))
    story.until("results")
    (ranked,) = story.facts(Ranked)
    first, second = story.facts(Revealed)
    assert ranked.rounds == (
        Drawn(first.secret, first.artist, PICTURE),
        Drawn(second.secret, second.artist, BLANK),
    )
    assert story.does(c.Restore(1, b"new", 2_000))[1] == ranked
