"""Whom a game of PixelGuesser waits for, and who comes late, leaves or comes back (pixel.md 7, 18)."""

from typing import Any

import pytest

from rumpus.hall.game import Seat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import GUESSER
from rumpus.pixel.rules.guesser.facts import (
    DrawingUpdated,
    GuessChecked,
    GuessedRight,
    Ranked,
    Revealed,
    RoundStarted,
)
from rumpus.pixel.rules.people import UNKNOWN
from tests.pixel.rules.guesser.builders import (
    PICTURE,
    SECOND,
    artist,
    guessers,
    guessing,
    match,
    secret,
    solve,
    standing,
    view,
)
from tests.pixel.story import Story

# ---- the end of a round


def test_a_round_is_over_when_all_know_it() -> None:
    story = guessing(3)
    one, two = guessers(story)
    solve(story, one)
    assert story.game.phase == "guessing"
    story.waits(500)
    solve(story, two)
    assert story.game.phase == "reveal"
    assert match(story).ends == story.at + 5 * SECOND


def test_nobody_waits_for_who_is_away_or_gone() -> None:
    story = guessing(4)
    one, two, three = guessers(story)
    solve(story, one)
    story.does(c.Leave(two))
    assert story.game.phase == "guessing"
    story.does(c.Away(three))
    assert story.game.phase == "reveal"


def test_a_moment_without_guessers_ends_no_round() -> None:
    story = guessing(3)
    one, two = guessers(story)
    story.does(c.Away(one))
    story.does(c.Away(two))
    assert story.game.phase == "guessing"
    story.does(c.Here(one))
    solve(story, one)
    assert story.game.phase == "reveal"


def test_one_right_guess_is_not_enough_when_the_artist_has_left() -> None:
    """In the original it was: the artist was taken off once more."""
    story = guessing(3)
    drawer = artist(story)
    one, two = guessers(story)
    story.does(c.Draw(drawer, PICTURE))
    word = secret(story)
    story.does(c.Leave(drawer))
    story.does(c.Guess(one, word))
    assert story.facts(GuessedRight)[-1].remaining == 1
    assert story.game.phase == "guessing"
    story.does(c.Guess(two, word))
    assert story.game.phase == "reveal"
    (revealed,) = story.facts(Revealed)
    assert (revealed.artist, revealed.pixels) == (drawer, PICTURE)
    assert drawer not in standing(story, Revealed)
    assert story.game.people.user_of(drawer) == UNKNOWN


def test_nobody_guesses_at_an_empty_canvas_whose_artist_is_gone() -> None:
    story = guessing(3)
    drawer = artist(story)
    story.does(c.Away(drawer))
    assert story.game.phase == "guessing", "the artist may be back in a moment"
    story.waits(15 * SECOND)
    assert story.game.phase == "reveal"


# ---- artists who are not there


def test_departed_artists_are_skipped() -> None:
    story = guessing(4)
    drew = [artist(story)]
    gone = next(seat for seat in story.seats if seat != drew[0])
    story.does(c.Leave(gone))
    story.until("reveal")
    story.until("guessing")
    assert view(story, None).total_rounds == 3
    drew.append(artist(story))
    story.until("results")
    drew = [fact.artist for fact in story.facts(RoundStarted) if fact.secret is not None]
    assert sorted(drew) == sorted({1, 2, 3, 4} - {gone})
    assert story.facts(Ranked)[0].total_rounds == 3


def test_an_artist_who_is_away_draws_later() -> None:
    story = Story(GUESSER, 3)
    story.until("countdown")
    first = match(story)._artists[0]
    story.does(c.Away(first))
    story.until("guessing")
    assert artist(story) != first
    story.does(c.Here(first))
    story.until("results")
    drew = [fact.artist for fact in story.facts(RoundStarted) if fact.secret is not None]
    assert sorted(drew) == [1, 2, 3]


def test_the_last_artist_is_waited_for() -> None:
    story = guessing(2)
    (second,) = guessers(story)
    story.until("countdown")
    story.does(c.Away(second))
    story.until("guessing")
    assert artist(story) == second
    told = story.does(c.Restore(second, b"new", 2_000))
    assert isinstance(told[1], RoundStarted)
    assert told[1].secret is not None


def test_one_player_alone_comes_to_the_results() -> None:
    story = guessing(2)
    drawer = artist(story)
    (guesser,) = guessers(story)
    solve(story, guesser)
    story.does(c.Leave(drawer))
    story.waits(5 * SECOND)
    assert story.game.phase == "results"
    assert standing(story) == {guesser: 120}
    assert story.facts(Ranked)[0].total_rounds == 1


@pytest.mark.parametrize("leaver", ["artist", "guesser"])
def test_a_round_without_artist_or_guessers_is_over(leaver: str) -> None:
    story = guessing(2)
    story.does(c.Leave(artist(story) if leaver == "artist" else guessers(story)[0]))
    assert story.game.phase == "reveal"
    story.waits(5 * SECOND)
    assert story.game.phase == "results"


def test_a_game_that_nobody_could_begin() -> None:
    story = Story(GUESSER, 2)
    story.until("countdown")
    story.does(c.Leave(1))
    story.until("results")
    (ranked,) = story.facts(Ranked)
    assert (ranked.total_rounds, [one.seat for one in ranked.ranking]) == (0, [2])


# ---- coming late, coming back


def test_who_comes_late_sees_the_round_and_plays_next_time() -> None:
    story = guessing(3, private=True)
    story.does(c.Draw(artist(story), PICTURE))
    solve(story, guessers(story)[0])
    (right,) = story.facts(GuessedRight)
    story.forget()
    late = story.joins()
    told = [fact for audience, fact, _ in story.told if audience == "caller"]
    assert told[1:] == [view(story, None).started, DrawingUpdated(1, PICTURE), right]
    assert view(story, late) == view(story, None)
    story.until("reveal")
    story.forget()
    story.joins()
    assert isinstance(story.told[-1][1], Revealed)
    story.until("results")
    assert {member.seat for member in story.game.people.players} == {1, 2, 3, late, late + 1}
    assert set(standing(story)) == {1, 2, 3}, "who has not played has no place"
    story.joins()
    assert isinstance(story.told[-1][1], Ranked)


def test_who_comes_back_is_told_what_it_may_know() -> None:
    story = guessing(3)
    drawer = artist(story)
    one, two = guessers(story)
    story.does(c.Draw(drawer, PICTURE))
    word = secret(story)
    story.does(c.Guess(one, word))
    (right,) = story.facts(GuessedRight)
    told: dict[Seat, list[Any]] = {}
    for seat in (drawer, one, two):
        if seat != two:
            story.does(c.Away(seat))
        told[seat] = story.does(c.Restore(seat, b"new%d" % seat, 2_000))[1:]
    drawing = DrawingUpdated(1, PICTURE)
    assert told[drawer] == [view(story, drawer).started, drawing, right], "its own drawing, too"
    assert told[drawer][0].secret.en == word
    assert told[one] == [view(story, None).started, drawing, GuessChecked(word, right=True, close=False), right]
    assert told[two] == [view(story, None).started, drawing, right]
    story.until("reveal")
    assert story.does(c.Restore(two, b"newer", 2_000))[1:] == story.facts(Revealed)[:1]
    story.until("results")
    assert story.does(c.Restore(two, b"newest", 2_000))[1:] == story.facts(Ranked)[:1]


def test_who_leaves_and_returns_watches_and_keeps_the_points() -> None:
    story = guessing(4, private=True)
    host_first = next(seat for seat in guessers(story) if seat != 1)
    solve(story, host_first)
    story.does(c.Leave(host_first))
    number = host_first
    story.does(c.Join(f"player{number}", f"Name{number}", f"{number:04}", b"again", 1_000))
    member = story.game.people.get(host_first)
    assert member is not None
    assert member.spectator
    story.until("reveal")
    assert host_first not in standing(story, Revealed)
    story.until("results")
    assert standing(story)[host_first] == 120
    drew = [fact.artist for fact in story.facts(RoundStarted) if fact.secret is not None]
    assert host_first not in drew
