"""The facts of a zombie match on the wire."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.hall.game import Audience, ToGroup
from rumpus.pixel.content.power_ups import POWER_UPS
from rumpus.pixel.messages import zombie_messages as say
from rumpus.pixel.messages.server_messages import PhaseState
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.body import Bot, Who
from rumpus.pixel.rules.zombie.phases import ACTIVE
from rumpus.pixel.sockets.arena_screen import Screen, id_of, name_of
from rumpus.pixel.sockets.speech import Speech


def zombie_state(_speech: Speech, view: InstanceView) -> PhaseState | UnsetType:
    """What somebody who comes back is told of the phase (4.8); of a running match tell its own events."""
    return UNSET if view.phase == ACTIVE else PhaseState(view.phase)


def _screen(speech: Speech) -> Screen:
    screen = speech.company.screen
    assert isinstance(screen, Screen)
    return screen


# ---- the arena -------------------------------------------------------------------------------------------------------


def _opened(speech: Speech, audience: Audience, fact: facts.Opened) -> None:
    screen = speech.company.screen = Screen(fact.scene.bodies, speech.game.people, speech.company.table.to_epoch)
    speech.tell(audience, screen.state(fact.at, fact.scene))
    speech.then(partial(speech.companies.ticker.add, speech.company))


def _shown(speech: Speech, audience: Audience, fact: facts.Shown) -> None:
    speech.tell(audience, _screen(speech).state(fact.at, fact.scene))


def _ticked(speech: Speech, audience: Audience, fact: facts.Ticked) -> None:
    assert isinstance(audience, ToGroup)
    full, delta = f"{audience.group}:full", f"{audience.group}:delta"
    # Whoever has another role since this tick is in its group when this is said, but not yet.
    if fact.turned or speech.company.is_heard(full):
        state = msgspec.Raw(msgspec.json.encode(_screen(speech).state(fact.at, fact.scene)))
        speech.tell_raw(full, say.ZombieGameState.event, state, volatile=True)
    if fact.turned or speech.company.is_heard(delta):
        speech.tell_raw(delta, say.ZombieDelta.event, _screen(speech).delta(fact), volatile=True)


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
            _screen(speech).affected(effect),
            _screen(speech).expires(effect),
            effect.uses,
            effect.holder is None,
            kind.icon,
            kind.color,
        ),
    )


def _effect_ended(speech: Speech, audience: Audience, fact: facts.EffectEnded) -> None:
    effect = fact.effect
    speech.tell(audience, say.ZombieEffectEnded(effect.id, effect.type, _screen(speech).affected(effect)))


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
    if audience == "all":
        speech.company.screen = None
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
