"""Arenas with bodies where a test wants them, and matches told in a few lines."""

from collections.abc import Callable
from typing import Any, TypeVar

from rumpus.hall.game import Effects, GameTime
from rumpus.pixel.rules.commands import ZOMBIE, Direction, Move, Tick
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.arena import Arena
from rumpus.pixel.rules.zombie.body import Body, Bot
from rumpus.pixel.rules.zombie.things import Item
from rumpus.pixel.rules.zombie.zombie import Zombie
from tests.pixel.story import Story

F = TypeVar("F")

TICK = 50


def bot(number: int) -> Bot:
    return Bot(f"bot_{number:08}", "Maker", f"{number:04}")


class Scene:
    """An arena of bots, or of players if `seats`, at cells of one's choice; a capital letter is a zombie.

    Scene("Z....s") has one row of six: a zombie (body 0) at 0, 0 and a survivor (body 1) at 5, 0.
    """

    def __init__(self, *rows: str, seats: bool = False, seed: int = 1) -> None:
        places = [
            (x, y, letter.isupper()) for y, row in enumerate(rows) for x, letter in enumerate(row) if letter.isalpha()
        ]
        whos = [index + 1 if seats else bot(index) for index in range(len(places))]
        self.at: GameTime = 0
        self.arena = Arena(whos, 32, 0, Dice(seed))
        self.bodies = self.arena.bodies
        for body, (x, y, is_zombie) in zip(self.bodies, places, strict=True):
            body.x, body.y, body.is_zombie = x, y, is_zombie
        self.arena.survivors = sum(not body.is_zombie for body in self.bodies)

    def tick(self, times: int = 1) -> "Scene":
        for _ in range(times):
            self.at += TICK
            self.arena.move([], self.at, Effects())
        return self

    def lie(self, kind: Any, x: int, y: int) -> Item:
        item = Item(f"item_{len(self.arena.items):08}", kind, x, y)
        self.arena.items.append(item)
        return item

    def cells(self) -> list[tuple[int, int]]:
        return [(body.x, body.y) for body in self.bodies]


class Match(Story):
    """A match whose arena is open."""

    def __init__(self, players: int = 1, *, private: bool = False, seed: int = 1) -> None:
        super().__init__(ZOMBIE, players, private=private, seed=seed)
        self._moves: list[Move] = []
        self.until("active")

    @property
    def match(self) -> Zombie:
        match = self.game.match
        assert isinstance(match, Zombie)
        return match

    @property
    def arena(self) -> Arena:
        arena = self.match._arena
        assert arena is not None
        return arena

    def body(self, seat: int) -> Body:
        body = self.arena.body_of(seat)
        assert body is not None
        return body

    def moves(self, seat: int, direction: Direction) -> None:
        """A player wants to make a step; it comes with the next tick."""
        self._moves.append(Move(seat, direction, self.at))

    def ticks(self, times: int = 1) -> None:
        for _ in range(times):
            self.waits(TICK)
            moves, self._moves = self._moves, []
            self.does(Tick(moves))

    def plays(self, until: Callable[[], object]) -> None:
        """Until something is true."""
        while not until():
            assert self.at < 300_000
            self.ticks()

    def place(self, **roles: list[tuple[int, int]]) -> None:
        """Put bodies on cells: `zombies=[(0, 0)]`, `survivors=[...]`; bodies in their order, all others far away."""
        cells = [(cell, True) for cell in roles.get("zombies", [])]
        cells += [(cell, False) for cell in roles.get("survivors", [])]
        for body in self.arena.bodies:
            body.x, body.y, body.is_zombie = 31, 31, False
            body.moved_in = 1_000_000
        for body, ((x, y), is_zombie) in zip(self.arena.bodies, cells, strict=False):
            body.x, body.y, body.is_zombie = x, y, is_zombie
        self.arena.survivors = sum(not body.is_zombie for body in self.arena.bodies)

    def one(self, kind: type[F]) -> F:
        """The only fact of a kind."""
        (fact,) = self.facts(kind)
        return fact

    @property
    def ended(self) -> facts.GameEnded:
        return self.one(facts.GameEnded)
