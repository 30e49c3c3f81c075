"""Games of PixelGuesser as their tests begin them, and what these ask of a game."""

from typing import Any

from rumpus.hall.game import Seat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import GUESSER
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.guesser.facts import Ranked, Revealed
from rumpus.pixel.rules.guesser.guesser import Guesser
from rumpus.pixel.rules.guesser.view import GuesserView
from tests.pixel.story import Story

SECOND = 1_000
PICTURE = "2" * 3 + "1" * 61
OWN = [("photosynthesis", "Photosynthese"), ("mitochondrion", "Mitochondrium")]
"""Words of a room, English and German."""


def guessing(
    players: int, *, private: bool = False, seed: int = 1, words: list[tuple[str, str]] | None = None
) -> Story:
    """A game in whose first round guessing has just begun."""
    story = Story(GUESSER, players, private=private, seed=seed)
    if words is not None:
        story.does(c.Words(1, words))
    if private:
        story.does(c.HostStart(1))
    story.until("guessing")
    return story


def match(story: Story) -> Guesser:
    assert isinstance(story.game.match, Guesser)
    return story.game.match


def view(story: Story, seat: Seat | None) -> GuesserView:
    seen = match(story).view_for(seat)
    assert isinstance(seen, GuesserView)
    return seen


def artist(story: Story) -> Seat:
    started = view(story, None).started
    assert started is not None
    return started.artist


def secret(story: Story) -> str:
    """The English word."""
    started = view(story, artist(story)).started
    assert started is not None
    assert started.secret is not None
    return started.secret.en


def guessers(story: Story) -> list[Seat]:
    """The players who do not draw, in the order in which they came."""
    return [member.seat for member in story.game.people.players if member.seat != artist(story)]


def solve(story: Story, *seats: Seat) -> None:
    for seat in seats:
        story.does(c.Guess(seat, secret(story)))


def refusal(story: Story, command: c.Command) -> tuple[str, str]:
    (fact,) = story.does(command)
    assert isinstance(fact, Refused)
    return fact.code, fact.message


def standing(story: Story, kind: type[Revealed | Ranked] = Ranked) -> dict[Seat, int]:
    shown: Any = story.facts(kind)[-1]
    return {one.seat: one.score for one in (shown.scores if isinstance(shown, Revealed) else shown.ranking)}
