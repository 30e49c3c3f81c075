"""The facts of the lobby on the wire."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from msgspec import UNSET

from rumpus.hall.game import HOST, Audience, Seat
from rumpus.pixel.messages import server_messages as say
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.people import User
from rumpus.pixel.rules.phases import LOBBY
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.sockets.companies import error_of
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.saying.phase_states import phase_state
from rumpus.pixel.sockets.speech import Speech

NEXT_ROUND: Final = "Waiting for next round"


def _refused(speech: Speech, audience: Audience, fact: facts.Refused) -> None:
    if speech.caller is not None:
        speech.caller.refused = True
    speech.tell(audience, error_of(fact))


def _entered(speech: Speech, audience: Audience, fact: facts.Entered) -> None:
    if fact.phase == LOBBY:
        speech.tell(audience, say.PhaseChanged(LOBBY, message=NEXT_ROUND))
        return
    match = speech.game.match
    assert match is not None
    end_as = match.phases[fact.phase].end_as
    end = UNSET if fact.ends is None else speech.epoch(fact.ends)
    speech.tell(
        audience,
        say.PhaseChanged(
            fact.phase,
            prompt=UNSET if fact.prompt is None else fact.prompt,
            prompt_indices=UNSET if fact.prompt_indices is None else fact.prompt_indices,
            duration=UNSET if fact.duration is None else fact.duration,
            starts_at=end if end_as == "startsAt" else UNSET,
            ends_at=end if end_as == "endsAt" else UNSET,
            round=UNSET if fact.round is None else fact.round,
            total_rounds=UNSET if fact.total_rounds is None else fact.total_rounds,
        ),
    )


def _joined(speech: Speech, audience: Audience, fact: facts.Joined) -> None:
    _sit(speech, fact.seat)
    speech.tell(audience, lobby_joined(speech, fact.seat))
    speech.then(partial(_back, speech.company, fact.seat))


def _restored(speech: Speech, audience: Audience, fact: facts.Restored) -> None:
    _sit(speech, fact.seat)
    speech.tell(audience, session_restored(speech, fact.seat))
    speech.then(partial(_back, speech.company, fact.seat))


def _back(company: Company, seat: Seat) -> None:
    """Somebody is back after a restart, and has been told so: if they were waited for, time goes on."""
    company.table.back(seat)
    if seat == company.game.host:
        company.table.back(HOST)


def _sit(speech: Speech, seat: Seat) -> None:
    """The caller sits there from now on; a socket that sat there before is closed."""
    guest, company = speech.caller, speech.company
    member = speech.game.people.get(seat)
    if guest is None or member is None:
        return
    before = company.seat(guest, seat)
    guest.name, guest.discriminator, guest.player_id = member.name, member.discriminator, member.player_id
    guest.last_mode = speech.game.spec.id
    guest.viewing = None
    speech.companies.note_session(company, seat)
    if before is not None:
        before.is_replaced = True
        speech.then(partial(company.part, before))
        speech.then(partial(before.socket.disconnect, close=True))
    speech.then(partial(company.group, guest, company.groups_of(guest, seat)))


def _restore_failed(speech: Speech, audience: Audience, fact: facts.RestoreFailed) -> None:
    speech.tell(audience, say.SessionRestoreFailed(fact.reason))


def _player_joined(speech: Speech, audience: Audience, fact: facts.PlayerJoined) -> None:
    player_id = UNSET if speech.game.code is None else speech.player_id(fact.seat)
    speech.tell(audience, say.PlayerJoined(speech.user(fact.seat), player_id), but=fact.seat)


def _name_changed(speech: Speech, audience: Audience, fact: facts.NameChanged) -> None:
    member = speech.game.people.get(fact.seat)
    if member is None:
        return
    if speech.caller is not None:
        speech.caller.name, speech.caller.discriminator = member.name, member.discriminator
    speech.tell(audience, say.NameChanged(member.user))


def _player_updated(speech: Speech, audience: Audience, fact: facts.PlayerUpdated) -> None:
    is_host = UNSET if fact.is_host is None else fact.is_host
    message = say.PlayerUpdated(speech.player_id(fact.seat), speech.user(fact.seat), is_host)
    # A new host hears of it, too; who changed a name knows it already.
    speech.tell(audience, message, but=fact.seat if fact.is_host is None else None)


def _player_lost(speech: Speech, audience: Audience, fact: facts.PlayerLost) -> None:
    message = say.PlayerDisconnected(speech.player_id(fact.seat), speech.user(fact.seat), _now(speech))
    speech.tell(audience, message, but=fact.seat)


def _player_back(speech: Speech, audience: Audience, fact: facts.PlayerBack) -> None:
    message = say.PlayerReconnected(speech.player_id(fact.seat), speech.user(fact.seat), _now(speech))
    speech.tell(audience, message, but=fact.seat)


def _now(speech: Speech) -> int:
    return speech.companies.clock.epoch_ms()


def _player_left(speech: Speech, audience: Audience, fact: facts.PlayerLeft) -> None:
    company = speech.company
    guest = company.guests.get(fact.seat)
    kicked = fact.why == "kicked"
    user = User.of(fact.name, fact.discriminator)
    message = say.PlayerLeft(speech.player_id(fact.seat), user, kicked or UNSET)
    if guest is not None and kicked:
        speech.tell_guest(guest, say.Kicked())
    speech.tell(audience, message, but=fact.seat)
    speech.companies.end_session(company, fact.seat)
    if guest is None:
        return
    if fact.why == "left":
        speech.tell_guest(guest, say.LeftLobby())
    company.unseat(guest)
    guest.lost_seat = not guest.is_here
    speech.then(partial(company.part, guest))


def _timer_started(speech: Speech, audience: Audience, fact: facts.TimerStarted) -> None:
    speech.tell(audience, say.LobbyTimerStarted(fact.duration, speech.epoch(fact.ends)))


def _timer_cancelled(speech: Speech, audience: Audience, _fact: facts.TimerCancelled) -> None:
    speech.tell(audience, say.LobbyTimerCancelled())


def _password_changed(speech: Speech, audience: Audience, fact: facts.PasswordChanged) -> None:
    speech.tell(audience, say.PasswordChanged(fact.has_password))


def _words_changed(speech: Speech, audience: Audience, fact: facts.WordsChanged) -> None:
    speech.tell(audience, say.WordsChanged(fact.count))


def _submission_received(speech: Speech, audience: Audience, fact: facts.SubmissionReceived) -> None:
    speech.tell(audience, say.SubmissionReceived(fact.count))


def _submission_count(speech: Speech, audience: Audience, fact: facts.SubmissionCount) -> None:
    speech.figure(audience, "submission-count", say.SubmissionCount(fact.count, fact.total))


def _closing(speech: Speech, audience: Audience, fact: facts.Closing) -> None:
    speech.tell(audience, say.InstanceClosing(fact.reason))


SAYING: Final[Mapping[type[Any], Callable[[Speech, Audience, Any], None]]] = {
    facts.Refused: _refused,
    facts.Entered: _entered,
    facts.Joined: _joined,
    facts.PlayerJoined: _player_joined,
    facts.NameChanged: _name_changed,
    facts.PlayerUpdated: _player_updated,
    facts.PlayerLost: _player_lost,
    facts.PlayerBack: _player_back,
    facts.Restored: _restored,
    facts.RestoreFailed: _restore_failed,
    facts.PlayerLeft: _player_left,
    facts.TimerStarted: _timer_started,
    facts.TimerCancelled: _timer_cancelled,
    facts.PasswordChanged: _password_changed,
    facts.WordsChanged: _words_changed,
    facts.SubmissionReceived: _submission_received,
    facts.SubmissionCount: _submission_count,
    facts.Closing: _closing,
}


def lobby_joined(speech: Speech, seat: Seat) -> say.LobbyJoined:
    """The instance as somebody who comes in sees it."""
    view = speech.game.view_for(seat)
    you = next(member for member in view.members if member.seat == seat)
    private = view.code is not None
    match = view.match
    voting = match is not None and view.phase == "voting"
    return say.LobbyJoined(
        instance_id=view.instance_id,
        type="private" if private else "public",
        has_password=view.has_password,
        players=_players(view),
        spectator=you.spectator,
        game_mode=view.mode,
        player_id=you.player_id,
        code=UNSET if view.code is None else view.code,
        is_host=view.host == seat if private else UNSET,
        timer_ends_at=UNSET if view.timer_ends is None else speech.epoch(view.timer_ends),
        phase=UNSET if match is None else view.phase,
        prompt=UNSET if match is None or match.prompt is None else match.prompt,
        prompt_indices=UNSET if match is None or match.prompt_indices is None else match.prompt_indices,
        voting_round=match.round if voting and match is not None and match.round is not None else UNSET,
        voting_total_rounds=(
            match.total_rounds if voting and match is not None and match.total_rounds is not None else UNSET
        ),
        standing=_standing(speech, view),
    )


def session_restored(speech: Speech, seat: Seat) -> say.SessionRestored:
    """The instance as somebody who comes back sees it."""
    view = speech.game.view_for(seat)
    you = next(member for member in view.members if member.seat == seat)
    match = view.match
    return say.SessionRestored(
        instance_id=view.instance_id,
        user=you.user,
        phase=view.phase,
        players=_players(view),
        is_spectator=you.spectator,
        game_mode=view.mode,
        type="public" if view.code is None else "private",
        is_host=view.host == seat,
        player_id=you.player_id,
        code=UNSET if view.code is None else view.code,
        prompt=UNSET if match is None or match.prompt is None else match.prompt,
        prompt_indices=UNSET if match is None or match.prompt_indices is None else match.prompt_indices,
        phase_state=phase_state(speech, view),
        standing=_standing(speech, view),
    )


def _standing(speech: Speech, view: InstanceView) -> say.Standing:
    private, match = view.code is not None, view.match
    spectators = [member for member in view.members if member.spectator]
    everybody = [member for member in view.members if not member.spectator] + spectators
    round_, total_rounds = (None, None) if match is None else (match.round, match.total_rounds)
    return say.Standing(
        timer=speech.timer(),
        round=UNSET if round_ is None else round_,
        total_rounds=UNSET if total_rounds is None else total_rounds,
        spectators=[member.user for member in spectators],
        away=[member.user.full_name for member in everybody if not member.is_here],
        has_password=view.has_password,
        own_words=view.words,
        player_ids=[member.player_id for member in everybody] if private else UNSET,
        host_id=UNSET if view.host is None else speech.player_id(view.host),
    )


def _players(view: InstanceView) -> list[User]:
    return [member.user for member in view.members if not member.spectator]
