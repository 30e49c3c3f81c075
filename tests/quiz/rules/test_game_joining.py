"""Joining, leaving, coming back, being kicked and let back (quiz.md 0.3, 0.4, 0.6, 0.7)."""

import pytest

from rumpus.hall.game import HOST, ToSeat
from rumpus.quiz.rules import commands, facts
from rumpus.quiz.rules.facts import ADMINS, Refused
from rumpus.quiz.rules.seats import KEYS
from tests.quiz.story import Story, abcd, slider
from tests.quiz.story import facts as told


def refusal(story: Story, command: commands.Command) -> Refused:
    (fact,) = told(story.do(command), "caller")
    assert isinstance(fact, Refused)
    assert not story.changed()
    return fact


def test_seats_count_from_one_and_the_host_hears_of_them() -> None:
    story = Story.of()
    joined = story.do(commands.Join(" anna ", "7b", [b"key"]))
    assert joined == [("caller", facts.Joined(1)), (ADMINS, facts.PlayerJoined(1))]
    story.do(commands.Join("bert", "", [b"other"]))
    anna, bert = story.game.players[1], story.game.players[2]
    assert (anna.username, anna.custom_field, anna.present) == ("anna", "7b", True)
    assert (bert.username, bert.custom_field) == ("bert", None)
    assert story.game.seat_with_key(b"other") == 2
    assert story.game.seat_with_key(b"unknown") is None


@pytest.mark.parametrize(
    ("taken", "asked"), [("Anna", "anna"), ("straße", "STRASSE"), ("ﬁx", "fix"), ("a", " \uff41 ")]
)
def test_a_name_is_taken_however_it_is_written(taken: str, asked: str) -> None:
    story = Story.of().join(taken)
    assert refusal(story, commands.Join(asked, None, [])).event == "username_already_exists"
    assert story.game.seat_named(asked) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "name_empty"), ("  ", "name_empty"), ("x" * 41, "name_too_long"), ("a\u202eb", "name_not_allowed")],
)
def test_no_name_is_no_player(name: str, code: str) -> None:
    story = Story.of()
    assert refusal(story, commands.Join(name, None, [])) == Refused("error", code)
    assert story.game.players == {}


def test_after_the_start_nobody_joins() -> None:
    story = Story.of().join("anna")
    story.do(commands.Start())
    assert refusal(story, commands.Join("late", None, [])).event == "game_already_started"


def test_late_joining_shows_the_open_question_while_a_second_is_left() -> None:
    story = Story.of(abcd(time=10), late_join=True).join("anna")
    story.show(0)
    story.wait(9_000)
    late = story.do(commands.Join("late", None, []))
    assert told(late, "caller") == [facts.Joined(2), facts.QuestionShown(0, is_open=True)]
    story.wait(1)
    later = story.do(commands.Join("later", None, []))
    assert told(later, "caller") == [facts.Joined(3)]


def test_everybody_waits_for_who_joins_late() -> None:
    story = Story.of(late_join=True).join("anna")
    story.show(0)
    story.join("late")
    story.answer("anna", "yes")
    assert story.game.is_open(0)
    assert facts.EveryoneAnswered(0, early=False) in told(story.answer("late", "no"), "all")


def test_a_full_game_is_full_until_somebody_is_kicked() -> None:
    story = Story.of(max_players=2).join("anna", "bert")
    assert refusal(story, commands.Join("carl", None, [])) == Refused("error", "full")
    story.do(commands.Kick("anna"))
    story.join("carl")
    assert story.game.players[3].username == "carl"


def test_away_for_a_moment_is_not_gone() -> None:
    story = Story.of().join("anna")
    assert story.away("anna") == []
    assert story.wait(4_999) == []
    assert story.back("anna") == [("caller", facts.Rejoined(1))]
    assert story.wait(60_000) == []
    assert story.is_present("anna")


def test_away_for_five_seconds_is_gone_and_may_come_back() -> None:
    story = Story.of().join("anna", "bert")
    story.away("anna")
    story.wait(2_000)
    story.away("bert")
    assert story.wait(3_000) == [(ADMINS, facts.PlayerLeft(1))]
    assert not story.is_present("anna")
    assert story.game.presence().seats == {2}
    assert story.back("anna") == [("caller", facts.Rejoined(1)), (ADMINS, facts.PlayerBack(1))]
    assert story.wait(2_000) == [(ADMINS, facts.PlayerLeft(2))]
    assert story.game.presence().seats == {1}


def test_losing_the_socket_again_starts_the_five_seconds_again() -> None:
    story = Story.of().join("anna")
    story.away("anna")
    story.wait(4_000)
    story.back("anna")
    story.away("anna")
    assert story.wait(4_999) == []
    assert story.wait(1) == [(ADMINS, facts.PlayerLeft(1))]


def test_repeated_presence_is_not_written_down() -> None:
    story = Story.of().join("anna")
    story.back("anna")
    assert not story.changed(), "a socket is there already"
    story.back("anna", b"new key")
    assert story.changed()
    story.away("anna")
    assert story.changed()
    story.away("anna")
    assert not story.changed()
    story.do(commands.Away(HOST))
    assert not story.changed()
    story.host()
    assert story.changed()
    assert story.game.presence().host
    story.host()
    assert not story.changed()


def test_a_new_socket_on_a_seat_whose_echo_is_due_is_written_down() -> None:
    story = Story.of().join("anna")
    story.echo("anna", -1)
    story.show(0)
    story.back("anna")
    assert story.changed()
    story.back("anna")
    assert not story.changed()


def test_who_comes_back_is_shown_the_open_question_and_whether_it_is_answered() -> None:
    story = Story.of(abcd(), abcd(time=3)).join("anna", "bert")
    story.show(0)
    story.answer("bert", "no")
    story.away("anna")
    story.away("bert")
    assert told(story.back("anna"), "caller") == [facts.Rejoined(1), facts.QuestionShown(0, is_open=True)]
    assert told(story.back("bert"), "caller")[1:] == [
        facts.QuestionShown(0, is_open=True),
        facts.AlreadyReplied(0),
    ]
    story.answer("anna", "no")
    story.away("anna")
    assert told(story.back("anna"), "caller") == [facts.Rejoined(1)], "the question is closed"
    story.show(1)
    story.wait(2_500)
    assert told(story.back("anna"), "caller") == [facts.Rejoined(1)], "less than a second is left"


def test_who_comes_back_while_time_is_called_hears_that_too() -> None:
    story = Story.of(slider()).join("anna", "bert")
    story.show(0)
    story.do(commands.ShowSolution())
    assert told(story.back("anna"), "caller")[1:] == [
        facts.QuestionShown(0, is_open=True),
        facts.EveryoneAnswered(0, early=True),
    ]


def test_a_seat_that_nobody_took() -> None:
    story = Story.of()
    assert refusal(story, commands.Back(7)) == Refused("error", "unknown_player")
    story.do(commands.Away(7))
    assert not story.changed()
    story.do(commands.Echoed(7, -1))
    assert not story.changed()


def test_every_secret_brings_a_player_back_and_the_first_ones_for_good() -> None:
    story = Story.of()
    story.do(commands.Join("anna", None, [b"sid", b"token"]))
    for number in range(2 * KEYS):
        story.do(commands.Back(1, [b"sid %d" % number]))
    keys = story.game.players[1].keys
    assert len(keys) == KEYS
    assert story.game.seat_with_key(b"sid") == story.game.seat_with_key(b"token") == 1
    assert story.game.seat_with_key(b"sid %d" % (2 * KEYS - 1)) == 1
    assert story.game.seat_with_key(b"sid 0") is None


def test_a_secret_of_another_seat_changes_nothing() -> None:
    story = Story.of().join("anna", "bert")
    story.back("bert", b"anna")
    assert story.game.seat_with_key(b"anna") == 1
    assert b"anna" not in story.game.players[2].keys


# ---- kicked ----------------------------------------------------------------------------------------------------------


def test_a_kicked_player_hears_it_and_the_name_is_free() -> None:
    story = Story.of().join("anna")
    assert story.do(commands.Kick("ANNA")) == [
        (ToSeat(1), facts.Kicked(1)),
        (ADMINS, facts.PlayerKicked(1)),
    ]
    assert story.game.players[1].kicked
    assert story.game.presence().seats == set()
    assert refusal(story, commands.Kick("anna")) == Refused("error", "unknown_player")
    story.join("Anna")
    assert story.game.seat_named("anna") == 2
    assert story.game.seat_with_key(b"anna") == 1, "so that the namespace knows who is kept out"


def test_a_kicked_player_does_nothing_any_more() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    story.do(commands.Kick("anna"))
    assert refusal(story, commands.Back(1)) == Refused("error", "kicked")
    assert refusal(story, commands.Answer(1, 0, "yes")) == Refused("error", "kicked")
    story.away("anna")
    assert not story.changed()
    story.echo("anna")
    assert not story.changed()
    assert story.wait(10_000) == [(facts.PLAYERS, facts.TimeSyncDue(0))]


def test_nobody_waits_for_a_kicked_player() -> None:
    story = Story.of().join("anna", "bert")
    story.show(0)
    story.answer("bert", "yes")
    after = story.do(commands.Kick("anna"))
    assert told(after, "all") == [facts.EveryoneAnswered(0, early=False), facts.QuestionClosed(0)]


def test_answers_of_kicked_players_leave_the_count_and_return_with_them() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert", "carl")
    story.show(0)
    story.answer("anna", "yes")
    story.do(commands.Kick("anna"))
    assert facts.Answered(2, 0, 1, 2) in told(story.answer("bert", "yes"), "caller")
    assert story.do(commands.LetBack(1)) == [(ADMINS, facts.PlayerLetBack(1))]
    assert facts.Answered(3, 0, 3, 3) in told(story.answer("carl", "no"), "caller")
    assert story.totals() == {"anna": 1000, "bert": 1000, "carl": 0}
    assert not story.is_present("anna")
    assert told(story.back("anna"), ADMINS) == [facts.PlayerBack(1)]


def test_points_earned_before_a_kick_are_kept_for_the_return() -> None:
    story = Story.of(abcd(), abcd()).join("anna", "bert")
    story.show(0)
    story.answer("anna", "yes")
    story.do(commands.Kick("anna"))
    story.answer("bert", "yes")
    assert story.totals() == {"bert": 1000}
    story.do(commands.LetBack(1))
    assert story.totals() == {"anna": 1000, "bert": 1000}


def test_a_name_that_somebody_else_has_by_now_keeps_a_player_out() -> None:
    story = Story.of().join("anna")
    story.do(commands.Kick("anna"))
    story.join("anna")
    assert refusal(story, commands.LetBack(1)) == Refused("error", "name_taken")
    story.do(commands.Kick("anna"))
    assert story.do(commands.LetBack(1)) == [(ADMINS, facts.PlayerLetBack(1))]


def test_letting_back_who_is_in() -> None:
    story = Story.of().join("anna")
    assert story.do(commands.LetBack(1)) == [("caller", facts.PlayerLetBack(1))]
    assert not story.changed()
    assert refusal(story, commands.LetBack(2)) == Refused("error", "unknown_player")
