"""Lobbies by their rules alone: timers, late comers, hosts, what is carried from game to game."""

import pytest

from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import BATTLE, COPYCAT, GUESSER, ROYALE, SOLO, ZOMBIE
from rumpus.pixel.rules.modes import SPECS
from rumpus.pixel.rules.phases import OVER, diagram
from rumpus.pixel.rules.state import INACTIVITY
from tests.pixel.story import Story
from tests.pixel.tiny import PHASES, TINY_MODES

DRAWING = "0" * 64


def story(mode: str, players: int = 0, *, private: bool = False) -> Story:
    return Story(mode, players, private=private, modes=TINY_MODES)


@pytest.mark.parametrize(
    ("mode", "private", "needed", "timer"),
    [
        (BATTLE, False, 5, 30_000),
        (COPYCAT, False, 2, 5_000),
        (COPYCAT, True, 2, 5_000),
        (GUESSER, False, 2, 30_000),
        (SOLO, False, 1, 0),
        (ZOMBIE, False, 1, 30_000),
        (ZOMBIE, True, 10, 30_000),
        (ROYALE, False, 10, 30_000),
        (ROYALE, True, 10, 30_000),
    ],
)
def test_the_timer_starts_with_enough_players(mode: str, private: bool, needed: int, timer: int) -> None:
    game = story(mode, needed - 1, private=private)
    assert game.facts(facts.TimerStarted) == []
    game.joins()
    assert game.facts(facts.TimerStarted) == [facts.TimerStarted(timer, timer)]
    game.waits(timer)
    assert game.phases() == ["countdown"]


@pytest.mark.parametrize("mode", [BATTLE, GUESSER])
def test_private_rooms_of_some_modes_wait_for_their_host(mode: str) -> None:
    game = story(mode, 5, private=True)
    game.waits(120_000)
    assert game.phases() == []
    game.does(c.HostStart(game.game.host or 0))
    assert game.phases() == ["countdown"]


def test_a_guessing_room_starts_with_two() -> None:
    game = story(GUESSER, 1, private=True)
    assert game.refused(c.HostStart(1)) == "NOT_ENOUGH_PLAYERS"
    game.joins()
    game.does(c.HostStart(1))
    assert game.phases() == ["countdown"]


@pytest.mark.parametrize(("mode", "most"), [(BATTLE, 100), (GUESSER, 5), (ROYALE, 100)])
def test_a_full_lobby_starts_at_once(mode: str, most: int) -> None:
    game = story(mode, most - 1)
    assert game.phases() == []
    game.joins()
    assert game.phases() == ["countdown"]
    last = [type(fact) for _, fact, _ in game.told][-3:]
    assert last == [facts.Entered, facts.Joined, facts.PlayerJoined], "who fills it learns of the start by joining"


def test_leaving_below_the_threshold_cancels_and_the_next_one_starts_anew() -> None:
    game = story(COPYCAT, 2)
    game.waits(4_000)
    game.does(c.Leave(2))
    assert game.facts(facts.TimerCancelled)
    game.waits(10_000)
    assert game.phases() == []
    game.joins()
    assert game.facts(facts.TimerStarted)[-1].ends == game.at + 5_000


def test_nobody_there_is_no_game_until_somebody_is_back() -> None:
    game = story(COPYCAT, 2)
    game.does(c.Away(1))
    game.does(c.Away(2))
    game.waits(6_000)
    assert game.phases() == []
    game.does(c.Here(1))
    game.waits(5_000)
    assert game.phases() == ["countdown"]


def test_who_comes_late_is_refused_or_watches() -> None:
    for spec in SPECS:
        for private in (False, True):
            if private and not spec.allow_private:
                continue
            game = story(spec.id, spec.needed(private=private), private=private)
            if spec.host_starts and private:
                game.does(c.HostStart(1))
            game.until("drawing")
            told = game.does(c.Join("late", "Late", "9999", b"late", 0))
            watches = spec.late == "spectator" or (spec.late == "private" and private)
            if watches:
                member = game.game.people.with_id("late")
                assert member is not None
                assert member.spectator
            else:
                assert [fact.code for fact in told] == ["JOIN_FAILED"]


def test_everybody_plays_the_next_game_and_keeps_what_they_are() -> None:
    game = story(BATTLE, 5, private=True)
    game.does(c.HostStart(1))
    game.until("drawing")
    late = game.joins("Late")
    game.does(c.Restore(2, b"newer", 5))
    game.does(c.Away(3))
    before = {member.seat: (member.player_id, member.user, member.keys) for member in game.game.people}
    game.waits(4_000)
    game.does(c.Submit(1, DRAWING))
    game.until("results")
    game.waits(10_000)
    game.until("lobby")
    people = game.game.people
    assert {member.seat: (member.player_id, member.user, member.keys) for member in people if member.seat != 3} == {
        seat: who for seat, who in before.items() if seat != 3
    }
    assert not people.players[-1].spectator
    assert people.players[-1].seat == late
    assert (game.game.host, game.game.code) == (1, "CODE")
    assert [picture.name for picture in game.game.gallery] == ["Name1#0001"]
    assert game.joins() == late + 1, "no seat is given out twice"


def test_what_is_left_of_a_grace_is_carried_over() -> None:
    game = story(COPYCAT, 2)
    game.until("results")
    game.waits(5_000)
    game.does(c.Away(2))
    game.until("lobby")
    member = game.game.people.get(2)
    assert member is not None
    assert member.away_until == 5_000
    game.waits(5_000)
    assert game.game.people.get(2) is None


def test_the_longest_present_becomes_host() -> None:
    game = story(BATTLE, 4, private=True)
    game.does(c.Away(2))
    game.does(c.Leave(1))
    assert game.game.host == 3
    assert game.facts(facts.PlayerUpdated) == [facts.PlayerUpdated(3, is_host=True)]


def test_a_host_in_grace_stays_host() -> None:
    game = story(BATTLE, 2, private=True)
    game.does(c.Away(1))
    game.waits(59_999)
    assert game.game.host == 1
    game.waits(1)
    assert game.game.host == 2


def test_after_a_restart_all_have_half_a_minute() -> None:
    game = story(BATTLE, 3, private=True)
    game.does(c.Away(2))
    game.waits(10_000)
    game.does(c.Restarted([1, 3]))
    graces = {member.seat: member.away_until for member in game.game.people}
    assert graces == {1: 70_000, 2: 40_000, 3: 40_000}


def test_the_last_one_gone_is_the_end_in_any_phase() -> None:
    for phase in PHASES:
        game = story(COPYCAT, 2)
        game.until(phase)
        game.does(c.Leave(1))
        game.does(c.Leave(2))
        assert game.over == "empty"


def test_an_unused_instance_is_given_up() -> None:
    game = story(COPYCAT)
    game.waits(60_000)
    assert game.over == INACTIVITY


def test_hosts_bring_words_for_guessing_only() -> None:
    game = story(GUESSER, 2, private=True)
    game.does(c.Words(1, [("cat", "Katze")]))
    assert game.facts(facts.WordsChanged) == [facts.WordsChanged(1)]
    assert game.refused(c.Words(2, [])) == "NOT_HOST"
    game.does(c.HostStart(1))
    assert game.refused(c.Words(1, [])) == "GAME_IN_PROGRESS"
    game.until("lobby")
    assert game.game.words == (("cat", "Katze"),)
    other = story(BATTLE, 1, private=True)
    assert other.refused(c.Words(1, [])) == "WRONG_MODE"


def test_commands_of_other_modes_and_phases_are_refused_in_their_words() -> None:
    game = story(COPYCAT, 2)
    cases: list[tuple[c.Command, str]] = [
        (c.Submit(1, DRAWING), "WRONG_PHASE"),
        (c.Vote(1, "x"), "WRONG_PHASE"),
        (c.FinaleVote(1, "x"), "WRONG_PHASE"),
        (c.RematchVote(1, wants=True), "WRONG_PHASE"),
        (c.Guess(1, "cat"), "WRONG_MODE"),
        (c.RoyaleSubmit(1, DRAWING), "INVALID_GAME_MODE"),
        (c.Submit(9, DRAWING), "NOT_IN_GAME"),
    ]
    for command, code in cases:
        assert game.refused(command) == code
    assert game.does(c.Resync(1)) == []
    assert game.does(c.Draw(1, DRAWING)) == []


def test_a_player_who_comes_back_has_the_seat_of_before() -> None:
    game = story(BATTLE, 5, private=True)
    game.does(c.HostStart(1))
    game.until("drawing")
    game.does(c.Leave(3))
    game.does(c.Join("player3", "Name3", "0003", b"key3", 0))
    member = game.game.people.get(3)
    assert member is not None
    assert member.spectator


def test_the_diagram_names_every_phase() -> None:
    text = diagram(PHASES)
    assert all(phase in text for phase in PHASES)
    assert OVER not in text
