"""The facts of a zombie match on the wire. What is told in every tick is kept as messages, and only changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from rumpus.hall.game import Audience, GameTime, ToGroup
from rumpus.pixel.content.power_ups import POWER_UPS, SPEED
from rumpus.pixel.messages import zombie_messages as say
from rumpus.pixel.messages.zombie_delta import KEY_EVERY, delta_of
from rumpus.pixel.rules.people import People, User
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.body import BodyView, Bot, Who
from rumpus.pixel.rules.zombie.things import Effect, Item
from rumpus.pixel.sockets.speech import Speech

ALL_ZOMBIES: Final = "zombies"
"""In place of a player's id: an effect that all zombies share."""


class Screen:
    """The players of one arena as messages."""

    __slots__ = ("_bodies", "_names", "_players", "delta")

    def __init__(self, bodies: Sequence[BodyView], people: People) -> None:
        self._bodies: list[BodyView] = []
        self._names: list[str] = []
        self._players: list[say.ArenaPlayer] = []
        self.delta: tuple[int, bytes] = (0, b"")
        for body in bodies:
            name = name_of(people, body.who)
            self._bodies.append(body)
            self._names.append(name)
            self._players.append(_player(body, id_of(people, body.who), name))

    def players(self, bodies: Sequence[BodyView]) -> list[say.ArenaPlayer]:
        """Everybody as they are now."""
        for index, body in enumerate(bodies):
            if body is not self._bodies[index]:
                self._bodies[index] = body
                self._players[index] = _player(body, self._players[index].id, self._names[index])
        return self._players

    def rename(self, people: People) -> None:
        """See who is called otherwise now; bots, which come last, never are."""
        for index, body in enumerate(self._bodies):
            if isinstance(body.who, Bot):
                return
            name = name_of(people, body.who)
            if name != self._names[index]:
                self._names[index] = name
                self._players[index] = _player(body, self._players[index].id, name)


def id_of(people: People, who: Who) -> str:
    """The id on the wire, also of who has left."""
    return who.id if isinstance(who, Bot) else people.id_of(who)


def name_of(people: People, who: Who) -> str:
    """How somebody is shown; Unknown#0000 if they have left."""
    return User.of(who.name, who.discriminator).full_name if isinstance(who, Bot) else people.user_of(who).full_name


def _player(body: BodyView, id_: str, name: str) -> say.ArenaPlayer:
    return say.ArenaPlayer(id_, name, body.x, body.y, body.is_zombie, isinstance(body.who, Bot), body.heals)


# ---- the arena -------------------------------------------------------------------------------------------------------


def _state(speech: Speech, at: GameTime, scene: facts.Scene) -> say.ZombieGameState:
    screen = speech.company.screen
    assert isinstance(screen, Screen)
    players = screen.players(scene.bodies)
    zombies = sum(body.is_zombie for body in scene.bodies)
    boost = _boost(at, scene.effects)
    return say.ZombieGameState(
        players=players,
        time_remaining=_seconds(at, scene),
        survivor_count=len(players) - zombies,
        zombie_count=zombies,
        items=_items(scene.items),
        effects=_effects(speech, scene.effects),
        zombie_speed_boost_active=boost > 0,
        zombie_speed_boost_remaining=boost,
        players_with_healing_touch=[player.id for player in players if player.has_healing_item],
    )


def _seconds(at: GameTime, scene: facts.Scene) -> int:
    return max(0, -((at - scene.ends) // 1000))


def _boost(at: GameTime, effects: Sequence[Effect]) -> int:
    """Milliseconds for which zombies are faster still."""
    ends = [effect.expires for effect in effects if effect.type == SPEED.type and effect.expires is not None]
    return max(0, max(ends) - at) if ends else 0


def _items(items: Sequence[Item]) -> list[say.ArenaItem]:
    return [
        say.ArenaItem(item.id, item.type, item.x, item.y, POWER_UPS[item.type].icon, POWER_UPS[item.type].color)
        for item in items
    ]


def _effects(speech: Speech, effects: Sequence[Effect]) -> list[say.ArenaEffect]:
    return [
        say.ArenaEffect(effect.id, effect.type, _affected(speech, effect), _expires(speech, effect), effect.uses)
        for effect in effects
    ]


def _affected(speech: Speech, effect: Effect) -> str:
    return ALL_ZOMBIES if effect.holder is None else id_of(speech.game.people, effect.holder)


def _expires(speech: Speech, effect: Effect) -> int | None:
    return None if effect.expires is None else speech.epoch(effect.expires)


def _opened(speech: Speech, audience: Audience, fact: facts.Opened) -> None:
    speech.company.screen = Screen(fact.scene.bodies, speech.game.people)
    speech.tell(audience, _state(speech, fact.at, fact.scene))
    speech.then(partial(speech.companies.ticker.add, speech.company))


def _shown(speech: Speech, audience: Audience, fact: facts.Shown) -> None:
    speech.tell(audience, _state(speech, fact.at, fact.scene))


def _ticked(speech: Speech, audience: Audience, fact: facts.Ticked) -> None:
    assert isinstance(audience, ToGroup)
    screen = speech.company.screen
    assert isinstance(screen, Screen)
    states, deltas = f"{audience.group}:full", f"{audience.group}:delta"
    if speech.is_heard(states):
        screen.rename(speech.game.people)
        state = msgspec.Raw(msgspec.json.encode(_state(speech, fact.at, fact.scene)))
        speech.tell_raw(states, say.ZombieGameState.event, state, volatile=True)
    if speech.is_heard(deltas):
        speech.tell_raw(deltas, say.ZombieDelta.event, _delta(speech, screen, fact), volatile=True)


def _delta(speech: Speech, screen: Screen, fact: facts.Ticked) -> bytes:
    scene = fact.scene
    is_key = fact.tick % KEY_EVERY == 0
    changed = range(len(scene.bodies)) if is_key else fact.changed
    seconds, boost = _seconds(fact.at, scene), _boost(fact.at, scene.effects)
    if is_key or fact.turned:
        things = _items(scene.items), _effects(speech, scene.effects)
        players = screen.players(scene.bodies)
        places = {player.id: index for index, player in enumerate(players)} if things[1] else {}
        return delta_of(fact.tick, seconds, boost, scene.bodies, changed, things, places)
    # Without what only some may see it is the same for all groups.
    if screen.delta[0] != fact.tick:
        screen.delta = fact.tick, delta_of(fact.tick, seconds, boost, scene.bodies, changed, None, {})
    return screen.delta[1]


# ---- what happens in it ----------------------------------------------------------------------------------------------


def _roles_assigned(speech: Speech, audience: Audience, fact: facts.RolesAssigned) -> None:
    body = fact.body
    speech.tell(
        audience,
        say.ZombieRolesAssigned(
            id_of(speech.game.people, body.who),
            "zombie" if body.is_zombie else "survivor",
            say.Cell(body.x, body.y),
            fact.zombies,
            fact.survivors,
        ),
    )


def _infected(speech: Speech, audience: Audience, fact: facts.Infected) -> None:
    victim, zombie = _named(speech, fact.victim), _named(speech, fact.zombie)
    speech.tell(audience, say.ZombieInfection(*victim, *zombie, fact.survivors, fact.extended))
    _regroup(speech, fact.victim)


def _healed(speech: Speech, audience: Audience, fact: facts.Healed) -> None:
    speech.tell(audience, say.ZombieHealed(*_named(speech, fact.healed), *_named(speech, fact.healer)))
    _regroup(speech, fact.healed)


def _named(speech: Speech, who: Who) -> tuple[str, str]:
    people = speech.game.people
    return id_of(people, who), name_of(people, who)


def _regroup(speech: Speech, who: Who) -> None:
    """Somebody has another role: from here on they hear what it may hear."""
    if isinstance(who, Bot):
        return
    company = speech.company
    guest = company.guests.get(who)
    if guest is not None:
        speech.then(partial(company.group, guest, company.groups_of(guest, who)))


def _item_spawned(speech: Speech, audience: Audience, fact: facts.ItemSpawned) -> None:
    item, kind = fact.item, POWER_UPS[fact.item.type]
    speech.tell(
        audience,
        say.ZombieItemSpawned(item.id, item.type, item.x, item.y, kind.icon, kind.color, kind.visibility),
    )


def _item_collected(speech: Speech, audience: Audience, fact: facts.ItemCollected) -> None:
    finder = _named(speech, fact.who)
    speech.tell(audience, say.ZombieItemCollected(fact.item.id, *finder, fact.item.type, fact.is_zombie))


def _effect_started(speech: Speech, audience: Audience, fact: facts.EffectStarted) -> None:
    effect, kind = fact.effect, POWER_UPS[fact.effect.type]
    speech.tell(
        audience,
        say.ZombieEffectStarted(
            effect.id,
            effect.type,
            _affected(speech, effect),
            _expires(speech, effect),
            effect.uses,
            effect.holder is None,
            kind.icon,
            kind.color,
        ),
    )


def _effect_ended(speech: Speech, audience: Audience, fact: facts.EffectEnded) -> None:
    effect = fact.effect
    speech.tell(audience, say.ZombieEffectEnded(effect.id, effect.type, _affected(speech, effect)))


def _game_ended(speech: Speech, audience: Audience, fact: facts.GameEnded) -> None:
    winner, most, longest = fact.winner, fact.most, fact.longest
    stats = say.ZombieStats(
        fact.infections,
        fact.duration,
        fact.first,
        None if most is None else say.MostInfections(*_named(speech, most.who), most.value),
        None if longest is None else say.LongestSurvivor(*_named(speech, longest.who), longest.value),
    )
    won = None if winner is None else say.ArenaWinner(*_named(speech, winner), isinstance(winner, Bot))
    speech.tell(audience, say.ZombieGameEnd(won, winner is None, fact.duration, stats))
    speech.then(partial(speech.companies.ticker.remove, speech.company))


SAYING: Final[Mapping[type[Any], Callable[[Speech, Audience, Any], None]]] = {
    facts.RolesAssigned: _roles_assigned,
    facts.Opened: _opened,
    facts.Shown: _shown,
    facts.Ticked: _ticked,
    facts.Infected: _infected,
    facts.Healed: _healed,
    facts.ItemSpawned: _item_spawned,
    facts.ItemCollected: _item_collected,
    facts.EffectStarted: _effect_started,
    facts.EffectEnded: _effect_ended,
    facts.GameEnded: _game_ended,
}
