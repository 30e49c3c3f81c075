"""The arena: who stands where, what lies about, what has an effect. One call of `tick` is 50 ms of it (pixel.md 8)."""

from collections.abc import Sequence
from typing import Final

from rumpus.hall.game import Effects, GameTime, Seat, ToGroup
from rumpus.pixel.content.names import FIRST_NAMES
from rumpus.pixel.content.power_ups import HEALING, POWER_UPS, SPEED, PowerUp
from rumpus.pixel.rules.commands import Direction, Move
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.match import tell
from rumpus.pixel.rules.people import DISCRIMINATORS
from rumpus.pixel.rules.zombie import bots, facts
from rumpus.pixel.rules.zombie.body import Body, BodyView, Bot, Who
from rumpus.pixel.rules.zombie.things import Effect, Item, new_id

COOLDOWN: Final = 100
BOOSTED_COOLDOWN: Final = 50
"""Milliseconds between two steps of a player; the second, of a zombie while its kind is boosted."""

SPAWNS_AFTER: Final = (5_000, 15_000)
"""Milliseconds between two items, at least and at most."""

TRIES: Final = 50
"""How often a free cell is looked for."""

ZOMBIES_IN: Final = 10
"""One in so many begins as a zombie."""

STEPS: Final[dict[Direction, bots.Step]] = {
    "up": bots.UP,
    "down": bots.DOWN,
    "left": bots.LEFT,
    "right": bots.RIGHT,
    "up-left": (-1, -1),
    "up-right": (1, -1),
    "down-left": (-1, 1),
    "down-right": (1, 1),
}


def new_bot(dice: Dice) -> Bot:
    """A bot, named as guests are."""
    return Bot(new_id("bot", dice), dice.choice(FIRST_NAMES), f"{dice.below(DISCRIMINATORS):04}")


class Arena:
    """A square of cells and everybody in it.

    Nothing that can be seen changes between two ticks.

    Args:
        whos: whose bodies there are: players as they came, then bots.
        size: cells of a side.
        at: when it opens.
        dice: of the instance.

    Attributes:
        bodies: in the order of `whos`, for good: who leaves stays as a body that does not move.
        items: what lies about, the oldest first.
        effects: what has an effect, the oldest first.
        survivors: how many there are; all others are zombies.
        ticks: how many there were.
    """

    __slots__ = (
        "_bots", "_by_seat", "_changed", "_dice", "_size", "_spawns_at", "_turned", "_views", "bodies", "effects",
        "items", "survivors", "ticks",
    )  # fmt: skip

    def __init__(self, whos: Sequence[Who], size: int, at: GameTime, dice: Dice) -> None:
        zombies = set(dice.shuffled(range(len(whos)))[: max(1, len(whos) // ZOMBIES_IN)])
        # Nobody begins on the cell of another, as long as there are cells enough.
        cells = dice.shuffled(range(size * size))
        self.bodies: list[Body] = []
        for index, who in enumerate(whos):
            y, x = divmod(cells[index % len(cells)], size)
            body = Body(index, who, x, y, is_zombie=index in zombies)
            # Bots are not all ready in the same tick.
            body.moved_in = -dice.below(bots.SURVIVOR_EVERY)
            self.bodies.append(body)
        self.items: list[Item] = []
        self.effects: list[Effect] = []
        self.survivors = len(whos) - len(zombies)
        self.ticks = 0
        self._size = size
        self._dice = dice
        self._bots = [body for body in self.bodies if isinstance(body.who, Bot)]
        self._by_seat = {body.who: body for body in self.bodies if not isinstance(body.who, Bot)}
        self._views = [body.view() for body in self.bodies]
        self._changed: set[int] = set()
        self._turned = False
        self._spawns_at = at + dice.between(*SPAWNS_AFTER)

    # ---- what may be asked

    def body_of(self, seat: Seat) -> Body | None:
        """The body of a player who is in the game."""
        return self._by_seat.get(seat)

    def scene(self, group: ToGroup, ends: GameTime) -> facts.Scene:
        """What a group sees."""
        return self._scene(tuple(self._views), group, ends)

    def view_of(self, body: Body) -> BodyView:
        """How a body is seen."""
        return self._views[body.index]

    # ---- what happens

    def leave(self, seat: Seat) -> None:
        """A player has left: the body stays where it is, and nobody moves it any more."""
        self._by_seat.pop(seat, None)

    def move(self, moves: Sequence[Move], at: GameTime, effects: Effects) -> None:
        """Begin a tick: players make their steps, effects end, bots make theirs. What comes too soon is dropped."""
        self.ticks += 1
        for move in moves:
            body = self._by_seat.get(move.seat)
            if body is not None and move.at - body.moved_at >= self._cooldown(body, move.at):
                body.moved_at = move.at
                self._move(body, STEPS[move.direction])
        self._end_effects(at, effects)
        self._move_bots(at)

    def supply(self, at: GameTime, effects: Effects) -> None:
        """Things appear, and are collected by who stands there."""
        if at >= self._spawns_at:
            self._spawns_at = at + self._dice.between(*SPAWNS_AFTER)
            self._spawn(effects)
        if not self.items:
            return
        lying = {(item.x, item.y): item for item in self.items}
        for body in self.bodies:
            item = lying.get((body.x, body.y))
            if item is not None and (POWER_UPS[item.type].visibility == "zombies") is body.is_zombie:
                del lying[body.x, body.y]
                self._collect(item, body, at, effects)

    def meetings(self) -> list[tuple[Body, Body]]:
        """Survivors and the zombies on their cells, in the order of the bodies; as they are now, whatever follows."""
        zombies: dict[tuple[int, int], list[Body]] = {}
        for body in self.bodies:
            if body.is_zombie:
                zombies.setdefault((body.x, body.y), []).append(body)
        return [
            (body, zombie)
            for body in self.bodies
            if not body.is_zombie and (body.x, body.y) in zombies
            for zombie in zombies[body.x, body.y]
        ]

    def infect(self, victim: Body) -> None:
        """A survivor is a zombie from now on."""
        victim.is_zombie = True
        self.survivors -= 1
        self._turn(victim)

    def heal(self, zombie: Body, healer: Body, effects: Effects) -> None:
        """A zombie is a survivor again; the healer has used a touch."""
        zombie.is_zombie = False
        self.survivors += 1
        healer.touches -= 1
        self._turn(zombie)
        self._turn(healer)
        for index, effect in enumerate(self.effects):
            if effect.type == HEALING.type and effect.holder == healer.who and effect.uses:
                self.effects[index] = Effect(effect.id, effect.type, effect.holder, effect.expires, effect.uses - 1)
                break
        tell(effects, "all", facts.Healed(zombie.who, healer.who))

    def show(self, at: GameTime, ends: GameTime, effects: Effects) -> None:
        """End a tick: tell every group what it sees now."""
        changed = tuple(sorted(self._changed))
        for index in changed:
            self._views[index] = self.bodies[index].view()
        turned = self._turned
        self._changed.clear()
        self._turned = False
        views = tuple(self._views)
        for group in (facts.ZOMBIES, facts.SURVIVORS, facts.WATCHERS):
            tell(effects, group, facts.Ticked(at, self.ticks, self._scene(views, group, ends), changed, turned))

    # ---- parts

    def _scene(self, views: tuple[BodyView, ...], group: ToGroup, ends: GameTime) -> facts.Scene:
        return facts.Scene(views, ends, self._items_for(group), tuple(self.effects))

    def _items_for(self, group: ToGroup) -> tuple[Item, ...]:
        if group == facts.WATCHERS:
            return tuple(self.items)
        return tuple(item for item in self.items if POWER_UPS[item.type].visibility == group.group)

    def _is_boosted(self, at: GameTime) -> bool:
        for effect in self.effects:
            if effect.type == SPEED.type and effect.expires is not None and effect.expires > at:
                return True
        return False

    def _cooldown(self, body: Body, at: GameTime) -> int:
        return BOOSTED_COOLDOWN if body.is_zombie and self._is_boosted(at) else COOLDOWN

    def _turn(self, body: Body) -> None:
        self._changed.add(body.index)
        self._turned = True

    def _move(self, body: Body, step: bots.Step) -> None:
        x, y = bots.moved(body, step, self._size)
        if x != body.x or y != body.y:
            body.x, body.y = x, y
            self._changed.add(body.index)

    def _move_bots(self, at: GameTime) -> None:
        tick, boosted = self.ticks, self._is_boosted(at)
        zombies = [body for body in self.bodies if body.is_zombie]
        survivors = [body for body in self.bodies if not body.is_zombie]
        for_zombies, for_survivors = self._items_for(facts.ZOMBIES), self._items_for(facts.SURVIVORS)
        for body in self._bots:
            if not bots.is_ready(body, tick, boosted=boosted):
                continue
            if body.is_zombie:
                step = bots.step_of(body, survivors, for_zombies, self._size, self._dice)
            else:
                step = bots.step_of(body, zombies, for_survivors, self._size, self._dice)
            if step is not None:
                body.moved_in = tick
                self._move(body, step)

    def _end_effects(self, at: GameTime, effects: Effects) -> None:
        for effect in [one for one in self.effects if one.uses == 0 or (one.expires is not None and one.expires <= at)]:
            self.effects.remove(effect)
            self._turned = True
            tell(effects, "all", facts.EffectEnded(effect))

    def _spawn(self, effects: Effects) -> None:
        dice = self._dice
        taken = {(body.x, body.y) for body in self.bodies} | {(item.x, item.y) for item in self.items}
        for _ in range(TRIES):
            x, y = dice.below(self._size), dice.below(self._size)
            if (x, y) not in taken:
                kind = dice.weighted([(kind, kind.weight) for kind in POWER_UPS.values()])
                item = Item(new_id("item", dice), kind.type, x, y)
                self.items.append(item)
                self._turned = True
                _tell_who_sees(kind, effects, facts.ItemSpawned(item))
                return

    def _collect(self, item: Item, body: Body, at: GameTime, effects: Effects) -> None:
        kind = POWER_UPS[item.type]
        self.items.remove(item)
        shared = kind.lasts is not None
        effect = Effect(
            new_id("effect", self._dice),
            item.type,
            None if shared else body.who,
            None if kind.lasts is None else at + kind.lasts,
            kind.uses,
        )
        self.effects.append(effect)
        if not shared:
            body.touches += 1
        self._turn(body)
        tell(effects, "all", facts.EffectStarted(effect))
        _tell_who_sees(kind, effects, facts.ItemCollected(item, body.who, body.is_zombie))


def _tell_who_sees(kind: PowerUp, effects: Effects, fact: facts.ItemSpawned | facts.ItemCollected) -> None:
    for group in (facts.ZOMBIES, facts.SURVIVORS, facts.WATCHERS):
        if group == facts.WATCHERS or group.group == kind.visibility:
            tell(effects, group, fact)
