"""Whole games of PixelGuesser by their rules alone, in no time (pixel.md 7)."""

from collections import Counter

from rumpus.hall.game import ToSeat
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.pixels import BLANK
from rumpus.pixel.content.words import WORDS
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import GUESSER
from rumpus.pixel.rules.facts import Entered, Refused
from rumpus.pixel.rules.guesser.facts import (
    GUESSERS,
    DrawingUpdated,
    GuessChecked,
    GuessedRight,
    Ranked,
    Revealed,
    RoundStarted,
)
from tests.pixel.rules.guesser.builders import (
    OWN,
    PICTURE,
    SECOND,
    artist,
    guessers,
    guessing,
    refusal,
    secret,
    solve,
    standing,
    view,
)
from tests.pixel.story import Story

# ---- the course of a game


def test_a_game_from_lobby_to_lobby() -> None:
    story = Story(GUESSER, 3)
    story.until("lobby")
    around = ["countdown", "guessing", "reveal"]
    assert story.phases() == [*around, *around, *around, "results", "lobby"]
    entered = story.facts(Entered)
    assert [(fact.round, fact.total_rounds) for fact in entered if fact.phase == "guessing"] == [(1, 3), (2, 3), (3, 3)]
    assert {fact.duration for fact in entered if fact.phase == "countdown"} == {3 * SECOND}
    assert all(fact.round is None for fact in entered if fact.phase != "guessing")
    started = [fact for fact in story.facts(RoundStarted) if fact.secret is not None]
    assert sorted(fact.artist for fact in started) == [1, 2, 3], "everybody draws once"
    assert story.facts(Ranked)[0].total_rounds == 3


def test_the_order_of_artists_is_by_chance() -> None:
    orders = set()
    for seed in range(40):
        story = Story(GUESSER, 3, seed=seed)
        story.until("results")
        orders.add(tuple(fact.artist for fact in story.facts(RoundStarted) if fact.secret is None))
    assert len(orders) == 6


def test_the_word_is_told_to_the_artist_alone() -> None:
    story = guessing(4)
    for seat in story.seats:
        (told,) = [fact for fact in story.told_to(seat) if isinstance(fact, RoundStarted)]
        assert (told.secret is not None) is (seat == artist(story))
        assert told == view(story, seat).started
    assert view(story, None).started == view(story, guessers(story)[0]).started
    assert [audience for audience, fact, _ in story.told if isinstance(fact, RoundStarted)] == [
        GUESSERS, ToSeat(artist(story)),
    ]  # fmt: skip


def test_details_follow_their_phase() -> None:
    story = guessing(2)
    solve(story, *guessers(story))
    story.until("results")
    kinds = [fact.phase if isinstance(fact, Entered) else type(fact).__name__ for _, fact, _ in story.told]
    start = kinds.index("guessing")
    assert kinds[start - 2 : start + 9] == [
        "countdown", "NextArtist", "guessing", "RoundStarted", "RoundStarted", "GuessChecked", "GuessedRight",
        "reveal", "Revealed", "countdown", "NextArtist",
    ]  # fmt: skip
    assert kinds[-2:] == ["results", "Ranked"]


def test_a_public_game_starts_again() -> None:
    story = Story(GUESSER, 2)
    story.until("lobby")
    story.until("guessing")
    assert view(story, None).round == 1
    solve(story, *guessers(story))
    assert sorted(standing(story, Revealed).values()) == [24, 120], "points begin anew"


def test_five_players_of_a_public_game_start_at_once() -> None:
    assert Story(GUESSER, 5).game.phase == "countdown"


# ---- words


def test_a_game_has_words_of_one_level_and_none_twice() -> None:
    levels: Counter[str] = Counter()
    lists = {"easy": WORDS.easy, "medium": WORDS.medium, "hard": WORDS.hard}
    for seed in range(300):
        story = Story(GUESSER, 5, seed=seed)
        story.until("results")
        words = [fact.secret.en for fact in story.facts(Revealed)]
        assert len(set(words)) == 5
        (level,) = [name for name, words_ in lists.items() if {word.en for word in words_} >= set(words)]
        levels[level] += 1
    assert levels["easy"] > levels["medium"] > levels["hard"] > 20


def test_a_room_may_bring_words_of_its_own() -> None:
    story = guessing(3, private=True, words=[*OWN, OWN[0]])
    first = secret(story)
    assert first in {en for en, _ in OWN}
    german = dict(OWN)[first]
    story.does(c.Guess(guessers(story)[0], german.lower()))
    assert story.facts(GuessedRight)
    story.until("results")
    words = [fact.secret.en for fact in story.facts(Revealed)]
    assert sorted(words[:2]) == sorted(en for en, _ in OWN), "each once"
    assert words[2] == words[0], "and from the beginning when there are too few"
    story.until("lobby")
    story.does(c.HostStart(1))
    story.until("guessing")
    assert secret(story) in {en for en, _ in OWN}, "they stay the room's"


# ---- strokes


def test_strokes_are_told_to_all_but_the_artist() -> None:
    story = guessing(3, private=True)
    late = story.joins()
    story.forget()
    drawer = artist(story)
    story.does(c.Draw(drawer, PICTURE))
    for seat in (*guessers(story), late):
        assert story.told_to(seat) == [DrawingUpdated(1, PICTURE)]
        assert view(story, seat).drawing == PICTURE
    assert story.told_to(drawer) == []
    assert view(story, drawer).drawing is None


def test_nobody_else_draws_and_nobody_hears_why() -> None:
    story = guessing(3, private=True)
    late = story.joins()
    story.forget()
    for seat in (*guessers(story), late):
        assert story.does(c.Draw(seat, PICTURE)) == []
    story.does(c.Draw(artist(story), BLANK))
    assert story.told == [], "nor does the same canvas again"
    drawer = artist(story)
    story.until("reveal")
    story.forget()
    assert story.does(c.Draw(drawer, PICTURE)) == []
    assert story.told == []


def test_each_round_begins_with_an_empty_canvas() -> None:
    story = guessing(2)
    story.does(c.Draw(artist(story), PICTURE))
    story.until("reveal")
    assert story.facts(Revealed)[-1].pixels == PICTURE
    story.until("guessing")
    assert view(story, None).drawing == BLANK
    story.until("reveal")
    assert story.facts(Revealed)[-1].pixels == BLANK


# ---- guesses


def test_a_right_guess_is_told_to_all_and_the_text_to_nobody_else() -> None:
    story = guessing(4)
    story.waits(1_270)
    story.forget()
    word = secret(story).upper()
    first, second, third = guessers(story)
    assert story.does(c.Guess(first, f" {word}!")) == [GuessChecked(f" {word}!", right=True, close=False)]
    told = GuessedRight(first, points=120, time=1_270, position=1, remaining=2)
    for seat in (artist(story), second, third):
        assert story.told_to(seat) == [told]
    assert view(story, second).right == (told,)


def test_a_wrong_guess_is_told_to_the_guesser_alone() -> None:
    story = guessing(3)
    story.forget()
    seat = guessers(story)[0]
    assert story.does(c.Guess(seat, "zzzzzz")) == [GuessChecked("zzzzzz", right=False, close=False)]
    assert len(story.told) == 1
    assert view(story, seat).right == ()


def test_a_close_guess_is_called_close() -> None:
    story = guessing(3, private=True, words=OWN)
    seat = guessers(story)[0]
    word = secret(story)
    assert story.does(c.Guess(seat, word[:-1])) == [GuessChecked(word[:-1], right=False, close=True)]


def test_the_artist_and_who_knows_it_guess_no_more() -> None:
    story = guessing(4)
    seat = guessers(story)[0]
    solve(story, seat)
    story.forget()
    for one in (artist(story), seat):
        assert story.does(c.Guess(one, secret(story))) == []
        assert story.does(c.Guess(one, "zzz")) == []
    assert story.told == []


def test_what_is_wrong_with_a_guess_is_said_in_the_order_of_the_original() -> None:
    story = Story(GUESSER, 3, private=True)
    fault = Refused("INVALID_GUESS", "Cannot be empty")
    assert refusal(story, c.Guess(1, "", fault)) == ("WRONG_PHASE", "Not in guessing phase")
    story.does(c.HostStart(1))
    assert refusal(story, c.Guess(1, "", fault)) == ("WRONG_PHASE", "Not in guessing phase")
    story.until("guessing")
    late = story.joins()
    assert refusal(story, c.Guess(late, "", fault)) == ("INVALID_GUESS", "Cannot be empty")
    assert refusal(story, c.Guess(late, "dog")) == ("NOT_ACTIVE_PLAYER", "Only active players can guess")
    assert refusal(story, c.Guess(artist(story), "", fault)) == ("INVALID_GUESS", "Cannot be empty")
    assert refusal(story, c.Guess(77, "dog")) == ("NOT_IN_GAME", "Not in a game")
    assert refusal(story, c.Submit(1, PICTURE)) == ("WRONG_PHASE", "Not in drawing phase")
    other = Story("pixel-battle", 5)
    assert refusal(other, c.Guess(1, "dog")) == ("WRONG_MODE", "Not in PixelGuesser mode")


# ---- points


def test_points_fall_with_time_and_place() -> None:
    story = guessing(5)
    first, second, third, fourth = guessers(story)
    drawer = artist(story)
    for wait, seat in ((5_000, first), (6_000, second), (11_000, third), (11_000, fourth)):
        story.waits(wait)
        solve(story, seat)
    right = [(fact.seat, fact.points, fact.time, fact.position, fact.remaining) for fact in story.facts(GuessedRight)]
    assert right == [
        (first, 120, 5_000, 1, 3), (second, 85, 11_000, 2, 2), (third, 55, 22_000, 3, 1), (fourth, 25, 33_000, 4, 0),
    ]  # fmt: skip
    (revealed,) = story.facts(Revealed)
    assert [(one.seat, one.score) for one in revealed.scores] == [
        (first, 120), (second, 85), (drawer, 57), (third, 55), (fourth, 25),
    ]  # fmt: skip
    scores = {one.seat: one for one in revealed.scores}
    assert (scores[drawer].was_artist, scores[drawer].round_score, scores[drawer].time) == (True, 57, None)
    assert (scores[first].was_artist, scores[first].round_score, scores[first].time) == (False, 120, 5_000)


def test_points_of_rounds_add_up_and_the_last_round_is_told() -> None:
    story = guessing(2)
    first = artist(story)
    (second,) = guessers(story)
    solve(story, second)
    assert standing(story, Revealed) == {second: 120, first: 24}
    story.until("guessing")
    assert artist(story) == second
    story.waits(12_000)
    solve(story, first)
    story.until("results")
    (ranked,) = story.facts(Ranked)
    assert [(one.seat, one.score, one.round_score, one.was_artist, one.time) for one in ranked.ranking] == [
        (second, 139, 19, True, None), (first, 119, 95, False, 12_000),
    ]  # fmt: skip


def test_equal_ones_stand_in_the_order_in_which_they_came() -> None:
    story = Story(GUESSER, 4)
    story.until("results")
    assert list(standing(story)) == [1, 2, 3, 4]


# ---- the gallery


def test_a_room_keeps_what_was_drawn_in_it() -> None:
    story = guessing(3, private=True)
    first = artist(story)
    name = story.game.people.user_of(first).full_name
    (word,) = (word for words in (WORDS.easy, WORDS.medium, WORDS.hard) for word in words if word.en == secret(story))
    story.does(c.Draw(first, PICTURE))
    story.until("reveal")
    story.does(c.Leave(first))
    story.until("lobby")
    shows = Caption(word.en, word.de)
    assert story.game.gallery == [c.Picture(PICTURE, name, GUESSER, shows)], "by whoever left, and no empty canvas"


def test_a_canvas_that_was_cleared_is_no_picture() -> None:
    story = guessing(2, private=True)
    story.does(c.Draw(artist(story), PICTURE))
    story.does(c.Draw(artist(story), BLANK))
    story.until("lobby")
    assert story.game.gallery == []
