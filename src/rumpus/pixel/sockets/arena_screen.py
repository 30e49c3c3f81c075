"""An arena as its clients are shown it: whole states and deltas, made from what the rules tell after each tick."""

from collections.abc import Callable, Sequence
from typing import Final

from rumpus.hall.game import GameTime
from rumpus.pixel.content.power_ups import POWER_UPS, SPEED
from rumpus.pixel.messages.zombie_delta import KEY_EVERY, delta_of
from rumpus.pixel.messages.zombie_messages import ArenaEffect, ArenaItem, ArenaPlayer, ZombieGameState
from rumpus.pixel.rules.people import People, User
from rumpus.pixel.rules.zombie.body import BodyView, Bot, Who
from rumpus.pixel.rules.zombie.facts import Scene, Ticked
from rumpus.pixel.rules.zombie.things import Effect, Item

ALL_ZOMBIES: Final = "zombies"
"""In place of a player's id: an effect that all zombies share."""


def id_of(people: People, who: Who) -> str:
    """The id on the wire, also of who has left."""
    return who.id if isinstance(who, Bot) else people.id_of(who)


def name_of(people: People, who: Who) -> str:
    """How somebody is shown; Unknown#0000 if they have left."""
    return User.of(who.name, who.discriminator).full_name if isinstance(who, Bot) else people.user_of(who).full_name


class Screen:
    """The messages of one arena. Players are kept as messages from tick to tick: only who changed is made anew.

    Args:
        bodies: everybody, as the arena opens.
        people: of the instance.
        to_epoch: makes epoch milliseconds of a GameTime.
    """

    __slots__ = ("_bodies", "_delta", "_healers", "_names", "_people", "_players", "_seen", "_to_epoch", "_zombies")

    def __init__(self, bodies: Sequence[BodyView], people: People, to_epoch: Callable[[GameTime], int]) -> None:
        self._people = people
        self._to_epoch = to_epoch
        self._bodies = list(bodies)
        self._names = [self._name(body.who) for body in bodies]
        self._players = [self._player(body) for body in bodies]
        self._seen: Sequence[BodyView] = ()
        self._zombies = 0
        self._healers: list[str] = []
        self._delta = (0, b"")

    def state(self, at: GameTime, scene: Scene) -> ZombieGameState:
        """The whole arena, as it is at `at`."""
        self._update(scene.bodies)
        boost = _boost(at, scene.effects)
        return ZombieGameState(
            players=self._players,
            time_remaining=_seconds(at, scene),
            survivor_count=len(scene.bodies) - self._zombies,
            zombie_count=self._zombies,
            items=_items(scene.items),
            effects=self._effects(scene.effects),
            zombie_speed_boost_active=boost > 0,
            zombie_speed_boost_remaining=boost,
            players_with_healing_touch=self._healers,
        )

    def delta(self, tick: Ticked) -> bytes:
        """What changed in a tick."""
        scene = tick.scene
        is_key = tick.tick % KEY_EVERY == 0
        changed = range(len(scene.bodies)) if is_key else tick.changed
        seconds, boost = _seconds(tick.at, scene), _boost(tick.at, scene.effects)
        if is_key or tick.turned:
            things = _items(scene.items), self._effects(scene.effects)
            places = {player.id: index for index, player in enumerate(self._players)} if scene.effects else {}
            return delta_of(tick.tick, seconds, boost, scene.bodies, changed, things, places)
        # Without what only some may see it is the same for all groups.
        if self._delta[0] != tick.tick:
            self._delta = tick.tick, delta_of(tick.tick, seconds, boost, scene.bodies, changed, None, {})
        return self._delta[1]

    def _update(self, bodies: Sequence[BodyView]) -> None:
        if bodies is self._seen:
            return  # all groups see the same bodies
        self._seen = bodies
        # What was said before keeps its list.
        players = self._players = self._players.copy()
        for index, body in enumerate(bodies):
            name = self._name(body.who)
            if body is not self._bodies[index] or name != self._names[index]:
                self._bodies[index] = body
                self._names[index] = name
                players[index] = self._player(body)
        self._zombies = len([body for body in bodies if body.is_zombie])
        self._healers = [player.id for player in players if player.has_healing_item]

    def _name(self, who: Who) -> str | None:
        """What may change of how somebody is shown: the name that a member has now, None if they have left."""
        if isinstance(who, Bot):
            return who.name
        member = self._people.get(who)
        return None if member is None else member.name

    def _player(self, body: BodyView) -> ArenaPlayer:
        people, who = self._people, body.who
        return ArenaPlayer(
            id_of(people, who), name_of(people, who), body.x, body.y, body.is_zombie, isinstance(who, Bot), body.heals
        )

    def _effects(self, effects: Sequence[Effect]) -> list[ArenaEffect]:
        return [
            ArenaEffect(effect.id, effect.type, self.affected(effect), self.expires(effect), effect.uses)
            for effect in effects
        ]

    def affected(self, effect: Effect) -> str:
        """The id of who has it."""
        return ALL_ZOMBIES if effect.holder is None else id_of(self._people, effect.holder)

    def expires(self, effect: Effect) -> int | None:
        """When it ends, epoch ms; None if that is not known."""
        return None if effect.expires is None else self._to_epoch(effect.expires)


def _seconds(at: GameTime, scene: Scene) -> int:
    """Whole seconds that are left, rounded up."""
    return max(0, -((at - scene.ends) // 1000))


def _boost(at: GameTime, effects: Sequence[Effect]) -> int:
    """Milliseconds for which zombies are faster still."""
    ends = [effect.expires for effect in effects if effect.type == SPEED.type and effect.expires is not None]
    return max(0, max(ends) - at) if ends else 0


def _items(items: Sequence[Item]) -> list[ArenaItem]:
    return [
        ArenaItem(item.id, item.type, item.x, item.y, POWER_UPS[item.type].icon, POWER_UPS[item.type].color)
        for item in items
    ]
