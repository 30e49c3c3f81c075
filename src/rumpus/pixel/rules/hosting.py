"""What the host of a private room may do (pixel.md 2.3)."""

from typing import Final

from rumpus.hall.game import Effects, GameTime
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import GUESSER, HostKick, HostPassword, HostStart, Words
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.lobby import remove, start
from rumpus.pixel.rules.match import refuse, tell
from rumpus.pixel.rules.state import InstanceState

IN_PROGRESS: Final = Refused("START_FAILED", "Game already in progress")


def not_host(what: str) -> Refused:
    """The refusal of everybody else."""
    return Refused("NOT_HOST", f"Only the host can {what}")


def host_start(state: InstanceState, command: HostStart, effects: Effects, at: GameTime) -> None:
    """The host starts the game."""
    needed = state.spec.needed(private=True)
    if command.seat != state.host or state.people.player(command.seat) is None:
        refuse(effects, not_host("start the game"))
    elif len(state.people.players) < needed:
        refuse(effects, Refused("NOT_ENOUGH_PLAYERS", f"Need at least {needed} players"))
    elif state.match is not None:
        refuse(effects, IN_PROGRESS)
    else:
        start(state, effects, at)


def host_kick(state: InstanceState, command: HostKick, effects: Effects, at: GameTime) -> None:
    """The host removes a player, who may come back."""
    if command.seat != state.host:
        refuse(effects, not_host("kick players"))
        return
    if state.match is not None:
        refuse(effects, Refused("GAME_IN_PROGRESS", "Cannot kick during game"))
        return
    if command.player_id is None:
        refuse(effects, Refused("INVALID_PLAYER_ID", "Invalid player ID"))
        return
    target = state.people.with_id(command.player_id)
    if target is None or target.spectator:
        refuse(effects, Refused("PLAYER_NOT_FOUND", "Player not found"))
    elif target.seat == command.seat:
        refuse(effects, Refused("CANNOT_KICK_SELF", "Cannot kick yourself"))
    else:
        remove(state, target, effects, at, "kicked")


def host_password(state: InstanceState, command: HostPassword, effects: Effects, at: GameTime) -> None:
    """The host sets or removes the password."""
    del at
    if command.seat != state.host:
        refuse(effects, not_host("change password"))
        return
    effects.changed = state.password != command.password
    state.password = command.password
    tell(effects, "all", facts.PasswordChanged(command.password is not None))


def host_words(state: InstanceState, command: Words, effects: Effects, at: GameTime) -> None:
    """The host gives the room words of its own; none are ours."""
    del at
    if command.seat != state.host:
        refuse(effects, not_host("choose the words"))
    elif state.spec.id != GUESSER:
        refuse(effects, Refused("WRONG_MODE", "Not in PixelGuesser mode"))
    elif state.match is not None:
        refuse(effects, Refused("GAME_IN_PROGRESS", "Cannot choose words during game"))
    else:
        words = tuple(command.words)
        effects.changed = state.words != words
        state.words = words
        tell(effects, "all", facts.WordsChanged(len(words)))
