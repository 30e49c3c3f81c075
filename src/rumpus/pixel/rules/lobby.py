"""Coming, going and coming back, and the timer of the lobby (pixel.md 4, 0.3)."""

from typing import Final, Literal

from rumpus.hall.game import Effects, GameTime
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import Away, Here, Join, Leave, Rename, Restarted, Restore
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.match import ignore, refuse, tell
from rumpus.pixel.rules.people import Member
from rumpus.pixel.rules.state import GRACE, HOST_GRACE, RESTART_GRACE, InstanceState

DUPLICATE: Final = Refused("DUPLICATE_SESSION", "You are already in this game in another tab")
NOT_IN_GAME: Final = Refused("NOT_IN_GAME", "Not in a game")
NO_SEAT: Final = "Session not found or expired"


def join(state: InstanceState, command: Join, effects: Effects, at: GameTime) -> None:
    """Somebody comes in, as a player or a spectator, or back to the seat that this browser has lost."""
    sitting = state.people.with_id(command.player_id)
    if sitting is not None:
        effects.changed = False
        tell(effects, "caller", facts.Joined(sitting.seat))
        return
    same = state.people.with_browser(command.browser)
    if same is not None:
        if same.is_here:
            refuse(effects, DUPLICATE)
        else:
            _join_again(state, same, command, effects, at)
        return
    refused = why_not(state)
    if refused is not None:
        refuse(effects, refused)
        return
    member = _member(state, command)
    state.people.add(member)
    state.used = True
    state.active_at = at
    if state.private and state.host is None:
        state.host = member.seat
    check_timer(state, effects, at)
    if member.discriminator != command.discriminator:
        tell(effects, "caller", facts.NameChanged(member.seat))
    tell(effects, "caller", facts.Joined(member.seat))
    tell(effects, "all", facts.PlayerJoined(member.seat))
    if member.spectator and state.match is not None:
        state.match.came(member, at, effects)


def why_not(state: InstanceState) -> Refused | None:
    """Why nobody can come in now; None if somebody can."""
    spec, running = state.spec, state.match is not None
    watched = running and spec.late == "spectator"
    if len(state.people) >= 2 * state.room if watched else len(state.people.players) >= state.room:
        return Refused("JOIN_FAILED", spec.full or ("Room is full" if state.private else "Instance is full"))
    if running and (spec.late == "refused" or (spec.late == "private" and not state.private)):
        return Refused("JOIN_FAILED", spec.running)
    return None


def restore(state: InstanceState, command: Restore, effects: Effects, at: GameTime) -> None:
    """A new socket of the same player: everything is as before, the rights of the host included."""
    member = state.people.get(command.seat)
    if member is None:
        effects.changed = False
        tell(effects, "caller", facts.RestoreFailed(NO_SEAT))
        return
    member.add_key(command.key, command.made)
    _sit(state, member, effects, at)
    tell(effects, "caller", facts.Restored(member.seat))
    if state.match is not None:
        state.match.catch_up(member.seat, at, effects)


def here(state: InstanceState, command: Here, effects: Effects, at: GameTime) -> None:
    """The socket is back by itself and has been sent what it missed."""
    member = state.people.get(command.seat)
    if member is None or member.is_here:
        ignore(effects)
    else:
        _sit(state, member, effects, at)


def away(state: InstanceState, command: Away, effects: Effects, at: GameTime) -> None:
    """The socket of a seat is lost: the seat waits for a while."""
    member = state.people.get(command.seat)
    if member is None or not member.is_here:
        ignore(effects)
        return
    _lose(state, member, effects, at, HOST_GRACE if member.seat == state.host else GRACE)


def restarted(state: InstanceState, command: Restarted, effects: Effects, at: GameTime) -> None:
    """The server is back; so may be, a moment later, whoever was here."""
    for member in list(state.people):
        if member.away_until is not None:
            state.people.lose(member, max(member.away_until, at + RESTART_GRACE))
        elif member.seat in command.missing:
            _lose(state, member, effects, at, HOST_GRACE if member.seat == state.host else RESTART_GRACE)


def expire(state: InstanceState, effects: Effects, at: GameTime) -> None:
    """Seats whose grace is over are given up."""
    for member in list(state.people):
        if member.away_until is not None and member.away_until <= at:
            remove(state, member, effects, at, "lost")


def leave(state: InstanceState, command: Leave, effects: Effects, at: GameTime) -> None:
    """A member leaves, in any phase."""
    member = state.people.get(command.seat)
    if member is None:
        ignore(effects)
    else:
        remove(state, member, effects, at, "quietly" if command.quietly else "left")


def remove(
    state: InstanceState,
    member: Member,
    effects: Effects,
    at: GameTime,
    why: Literal["left", "quietly", "kicked", "lost"],
) -> None:
    """Take a member out."""
    state.people.remove(member.seat)
    state.active_at = at
    check_timer(state, effects, at)
    tell(effects, "all", facts.PlayerLeft(member.seat, why, member.name, member.discriminator))
    if member.seat == state.host:
        state.pass_on_host(effects)
    if state.match is not None:
        state.match.left(member, at, effects)


def rename(state: InstanceState, command: Rename, effects: Effects, at: GameTime) -> None:
    """A member has another name from now on."""
    del at
    member = state.people.get(command.seat)
    if member is None:
        ignore(effects)
        return
    effects.changed = member.name != command.name
    member.name = command.name
    tell(effects, "caller", facts.NameChanged(member.seat))
    if effects.changed:
        tell(effects, "all", facts.PlayerUpdated(member.seat))


# ---- the timer -----------------------------------------------------------------------------------------------------


def check_timer(state: InstanceState, effects: Effects, at: GameTime) -> None:
    """Start, cancel or leave the timer of the lobby, for as many players as there are now (4.2)."""
    if state.match is not None:
        return
    spec, count = state.spec, len(state.people.players)
    if spec.host_starts and state.private:
        return
    fills = spec.full_starts == "always" or (spec.full_starts == "public" and not state.private)
    needed = spec.needed(private=state.private)
    if fills and count >= state.room:
        start(state, effects, at)
    elif count < needed and state.timer_ends is not None:
        state.timer_ends = None
        tell(effects, "all", facts.TimerCancelled())
    elif count >= needed and state.timer_ends is None:
        state.timer_ends = at + spec.timer
        tell(effects, "all", facts.TimerStarted(spec.timer, state.timer_ends))


def timer_over(state: InstanceState, effects: Effects, at: GameTime) -> None:
    """The lobby has waited long enough."""
    state.timer_ends = None
    # With nobody there the game would be played by absent people; who comes back starts the timer anew.
    if state.people.present and len(state.people.players) >= state.spec.needed(private=state.private):
        start(state, effects, at)
    else:
        tell(effects, "all", facts.TimerCancelled())


def start(state: InstanceState, effects: Effects, at: GameTime) -> None:
    """Begin a game."""
    state.timer_ends = None
    state.active_at = at
    state.match = state.mode.begin(state.people, state.dice, state.setting())
    state.match.start(at, effects)


# ---- parts ---------------------------------------------------------------------------------------------------------


def _member(state: InstanceState, command: Join) -> Member:
    people = state.people
    before = people.seat_of_id(command.player_id)
    member = Member(
        people.next_seat if before is None else before,
        command.player_id,
        command.name,
        people.free_discriminator(command.discriminator, state.dice),
        command.browser,
    )
    member.spectator = state.match is not None
    member.add_key(command.key, command.made)
    return member


def _join_again(state: InstanceState, member: Member, command: Join, effects: Effects, at: GameTime) -> None:
    """The same browser, perhaps after its page was loaded anew: it gets its seat back, under the name of the seat."""
    member.add_key(command.key, command.made)
    _sit(state, member, effects, at)
    tell(effects, "caller", facts.NameChanged(member.seat))
    tell(effects, "caller", facts.Joined(member.seat))
    if state.match is not None:
        state.match.catch_up(member.seat, at, effects)


def _sit(state: InstanceState, member: Member, effects: Effects, at: GameTime) -> None:
    if member.is_here:
        return
    state.people.regain(member)
    tell(effects, "all", facts.PlayerBack(member.seat))
    if state.match is None:
        check_timer(state, effects, at)
    else:
        state.match.here(member, at, effects)


def _lose(state: InstanceState, member: Member, effects: Effects, at: GameTime, grace: int) -> None:
    state.people.lose(member, at + grace)
    tell(effects, "all", facts.PlayerLost(member.seat))
    if state.match is not None:
        state.match.away(member, at, effects)
