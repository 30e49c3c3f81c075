"""Whole zombie matches in milliseconds (pixel.md 8, 0.9)."""

from typing import Any

import pytest

from rumpus.hall.game import ToSeat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts as lobby_facts
from rumpus.pixel.rules.commands import ZOMBIE
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.body import Bot
from rumpus.pixel.rules.zombie.view import ZombieView
from tests.pixel.rules.zombie.arenas import Match
from tests.pixel.story import Story


def test_a_public_game_is_filled_with_bots() -> None:
    match = Match(3)
    bodies = match.arena.bodies
    assert len(bodies) == 100
    assert [body.who for body in bodies[:3]] == [1, 2, 3]
    bots = [body.who for body in bodies[3:] if isinstance(body.who, Bot)]
    assert len({bot.id for bot in bots}) == 97
    assert all(bot.id.startswith("bot_") and len(bot.id) == 12 for bot in bots)
    assert sum(body.is_zombie for body in bodies) == 10


def test_players_of_a_private_room_are_among_themselves() -> None:
    match = Match(12, private=True)
    assert [body.who for body in match.arena.bodies] == [*range(1, 13)]
    assert sum(body.is_zombie for body in match.arena.bodies) == 1


def test_a_private_room_waits_for_ten() -> None:
    story = Story(ZOMBIE, 9, private=True)
    story.waits(60_000)
    assert story.phases() == []
    assert story.refused(c.HostStart(1)) == "NOT_ENOUGH_PLAYERS"
    story.joins()
    story.until("active")


def test_everybody_is_told_a_role_before_the_phase() -> None:
    match = Match(2)
    kinds = [
        (audience, type(fact)) for audience, fact, _ in match.told
        if isinstance(fact, facts.RolesAssigned | facts.Opened | lobby_facts.Entered)
    ]  # fmt: skip
    assert kinds == [
        ("all", lobby_facts.Entered),
        (ToSeat(1), facts.RolesAssigned),
        (ToSeat(2), facts.RolesAssigned),
        ("all", lobby_facts.Entered),
        ("all", facts.Opened),
    ]
    role = match.facts(facts.RolesAssigned)[1]
    assert role.body == match.arena.view_of(match.body(2))
    assert (role.zombies, role.survivors) == (10, 90)


def test_nobody_begins_on_the_cell_of_another() -> None:
    for seed in range(20):
        cells = [(body.x, body.y) for body in Match(1, seed=seed).arena.bodies]
        assert len(set(cells)) == 100


def test_a_whole_game() -> None:
    match = Match(4, seed=3)
    match.plays(lambda: match.game.phase != "active")
    ended = match.ended
    assert match.phases() == ["countdown", "active", "results"]
    assert ended.infections == len(match.facts(facts.Infected))
    assert ended.winner is None
    assert match.arena.survivors == 0
    match.waits(10_000)
    assert match.game.phase == "lobby"
    assert match.facts(lobby_facts.TimerStarted)[1:], "the next game is near"


def test_the_game_ends_at_once_with_the_last_survivor_and_only_once() -> None:
    match = Match(10, private=True)
    match.place(zombies=[(index, 0) for index in range(9)], survivors=[(8, 0)])
    match.forget()
    match.ticks()
    kinds = [type(fact) for _, fact, _ in match.told]
    assert kinds == [facts.Infected, *[facts.Ticked] * 3, facts.GameEnded, lobby_facts.Entered]
    assert match.ended.winner is None
    match.ticks(150)
    assert len(match.facts(facts.GameEnded)) == 1


def test_active_lasts_a_minute_if_nobody_is_infected() -> None:
    match = Match(10, private=True)
    match.place(zombies=[(0, 0)], survivors=[(30, index) for index in range(9)])
    began = match.match.began
    match.plays(lambda: match.game.phase == "results")
    assert match.match.began - began == 60_000
    ended = match.ended
    assert ended.winner in range(2, 11)
    assert (ended.duration, ended.infections, ended.first, ended.most, ended.longest) == (60_000, 0, None, None, None)


def test_each_infection_is_a_second_more() -> None:
    match = Match(10, private=True)
    match.place(zombies=[(0, 0)], survivors=[(0, 0), *((30, index) for index in range(8))])
    began = match.match.began
    match.ticks()
    assert match.one(facts.Infected).extended == 1_000
    assert match.game.view_for(1).timer_ends == began + 61_000
    match.plays(lambda: match.game.phase == "results")
    assert match.ended.duration == 61_000
    assert match.ended.most == facts.Record(1, 1)
    assert match.ended.longest == facts.Record(2, 50)
    assert match.ended.first == 50


def test_but_never_more_than_two_and_a_half_minutes() -> None:
    match = Match(10, private=True)
    began = match.match.began
    for _ in range(100):
        match.place(zombies=[(0, 0)], survivors=[(0, 0), *((30, index) for index in range(8))])
        match.ticks()
    extended = [fact.extended for fact in match.facts(facts.Infected)]
    assert extended == [1_000] * 90 + [0] * 10
    assert match.match.ends == began + 150_000


def test_players_win_before_bots() -> None:
    winners = set()
    for seed in range(30):
        match = Match(3, seed=seed)
        match.place(zombies=[(0, 0)], survivors=[(30, 0), (30, 1)])
        match.until("results")
        winners.add(match.ended.winner)
    assert winners == {2, 3}


def test_a_bot_wins_before_somebody_who_has_left() -> None:
    match = Match(2)
    match.place(zombies=[(0, 0)], survivors=[(30, 0)])
    match.does(c.Leave(2))
    match.until("results")
    assert isinstance(match.ended.winner, Bot)


def test_most_infections_are_those_of_the_first_to_reach_them() -> None:
    match = Match(6)
    match.place(zombies=[(0, 0), (5, 5)], survivors=[(0, 0), (5, 5)])
    match.ticks()
    match.until("results")
    assert match.ended.most == facts.Record(1, 1)
    assert match.ended.longest == facts.Record(3, 50)


# ---- coming and going


def test_who_leaves_stays_as_a_body_that_does_not_move() -> None:
    match = Match(2)
    match.place(zombies=[(0, 0)], survivors=[(20, 20)])
    match.does(c.Leave(2))
    match.moves(2, "up")
    match.ticks(40)
    body = match.arena.bodies[1]
    assert (body.who, body.x, body.y) == (2, 20, 20)
    assert len(match.arena.bodies) == 100


def test_who_comes_back_after_leaving_only_watches() -> None:
    match = Match(2)
    match.place(zombies=[(0, 0)], survivors=[(20, 20)])
    match.does(c.Leave(2))
    seat = match.joins(player_id="player2")
    assert seat == 2
    match.moves(2, "up")
    match.ticks()
    assert match.arena.bodies[1].y == 20
    assert match.match.group_of(2) == "watchers"


def test_late_comers_watch_and_see_the_arena_at_once() -> None:
    match = Match(1)
    match.forget()
    seat = match.joins()
    assert [type(fact) for audience, fact, _ in match.told if audience == "caller"] == [lobby_facts.Joined, facts.Shown]
    assert match.match.group_of(seat) == "watchers"
    match.moves(seat, "up")
    match.until("results")
    member = match.game.people.get(seat)
    assert member is not None
    assert not member.spectator, "they play the next game"


def test_who_comes_back_is_told_role_and_arena() -> None:
    match = Match(2)
    match.does(c.Away(1))
    match.ticks()
    told = match.does(c.Restore(1, b"new", 2_000))
    assert [type(fact) for fact in told] == [lobby_facts.Restored, facts.RolesAssigned, facts.Shown]


def test_who_comes_back_to_the_results_is_told_them() -> None:
    match = Match(2)
    match.until("results")
    match.does(c.Away(1))
    told = match.does(c.Restore(1, b"new", 2_000))
    assert [type(fact) for fact in told] == [lobby_facts.Restored, facts.GameEnded]


def test_a_resync_shows_what_the_role_may_see_and_changes_nothing() -> None:
    match = Match(2)
    match.ticks()
    before = match.game.view_for(1)
    (shown,) = match.does(c.Resync(1))
    view = match.game.view_for(1)
    assert view == before
    assert isinstance(view.match, ZombieView)
    assert shown.scene == view.match.scene


def test_the_game_goes_on_while_nobody_has_a_socket() -> None:
    match = Match(1)
    match.does(c.Away(1))
    match.ticks(20)
    assert match.game.phase == "active"
    match.waits(15_000)
    assert match.over == "empty"


@pytest.mark.parametrize("phase", ["lobby", "countdown", "results"])
def test_moves_out_of_season_are_dropped_silently(phase: str) -> None:
    story = Story(ZOMBIE, 1)
    if phase != "lobby":
        story.until(phase)
    for command in (c.Resync(1), c.Tick([c.Move(1, "up", story.at)])):
        effects = story.game.handle(command, story.at)
        assert not effects.changed
        assert effects.tells == []


def test_the_host_cannot_start_a_running_game_again() -> None:
    match = Match(10, private=True)
    assert match.refused(c.HostStart(1)) == "START_FAILED"
    assert match.phases() == ["countdown", "active"]


def test_a_room_whose_players_left_in_the_countdown_plays_an_empty_game() -> None:
    story = Story(ZOMBIE, 10, private=True)
    story.until("countdown")
    watcher = story.joins()
    for seat in range(1, 11):
        story.does(c.Leave(seat))
    story.until("active")
    story.does(c.Tick())
    (ended,) = story.facts(facts.GameEnded)
    assert (ended.winner, ended.infections) == (None, 0)
    assert story.game.people.player(watcher) is not None


def test_the_same_seed_is_the_same_game() -> None:
    def record(seed: int) -> list[Any]:
        match = Match(2, seed=seed)
        match.plays(lambda: match.game.phase != "active")
        return match.told

    assert record(7) == record(7)
    assert record(7) != record(8)
