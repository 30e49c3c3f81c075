"""What clients say is decoded as the documentation and the deployed clients mean it; the rest is refused, no worse."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.quiz.messages import client_messages as says
from rumpus.quiz.messages.client_messages import EVENTS, HOST_EVENTS, BadMessage, ClientMessage, UnknownEvent, decode

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
MEMBERS = st.sampled_from(
    [
        "username",
        "game_pin",
        "game_id",
        "captcha",
        "custom_field",
        "old_sid",
        "seat",
        "question_index",
        "answer",
        "complex_answer",
        "tapped_after",
        "question_number",
        "visible",
        "request_id",
    ]
)


def refusal(event: str, *args: Any) -> str:
    with pytest.raises(BadMessage) as refused:
        decode(event, list(args))
    return refused.value.code


def test_every_event_of_the_documentation_is_known() -> None:
    documented = [
        "register_as_admin",
        "start_game",
        "set_question_number",
        "get_question_results",
        "show_solutions",
        "get_final_results",
        "kick_player",
        "save_quiz",
        "get_export_token",
        "join_game",
        "rejoin_game",
        "submit_answer",
        "echo_time_sync",
        "register_as_remote",
        "set_control_visibility",
    ]
    assert {name for name, message in EVENTS.items() if not message.ours} == set(documented)
    ours = {"let_back", "show_ranking", "take_over", "end_game", "resync"}
    assert {name for name, message in EVENTS.items() if message.ours} == ours


def test_events_of_ours_do_not_exist_on_the_deployed_namespace() -> None:
    assert decode("resync", []) == says.Resync()
    for event in ("let_back", "show_ranking", "take_over", "end_game", "resync", "no_such_event", "connect"):
        with pytest.raises(UnknownEvent):
            decode(event, [{}], ours=False)


def test_host_events_are_told_apart() -> None:
    assert {"kick_player", "set_control_visibility", "end_game", "let_back", "set_question_number"} <= HOST_EVENTS
    assert HOST_EVENTS.isdisjoint({"join_game", "submit_answer", "register_as_admin", "take_over", "resync"})


@pytest.mark.parametrize("args", [[], [""], [{}], [None], [7], [[]], [{"unknown": 1}, "more"]])
@pytest.mark.parametrize(
    ("event", "message"),
    [
        ("start_game", says.StartGame()),
        ("show_solutions", says.ShowSolutions()),
        ("get_final_results", says.GetFinalResults()),
        ("get_export_token", says.GetExportToken()),
        ("save_quiz", says.SaveQuiz()),
        ("show_ranking", says.ShowRanking()),
        ("end_game", says.EndGame()),
        ("resync", says.Resync()),
    ],
)
def test_an_ignored_argument_may_be_anything(event: str, message: ClientMessage, args: list[Any]) -> None:
    assert decode(event, args) == message


def test_host_commands_may_carry_a_request_id() -> None:
    assert decode("end_game", [{"request_id": "a1"}]) == says.EndGame(request_id="a1")
    assert decode("save_quiz", [{"request_id": 7}]) == says.SaveQuiz(request_id="7")
    assert decode("let_back", [{"seat": 3, "request_id": "x"}]) == says.LetBack(seat=3, request_id="x")
    assert decode("set_question_number", [{"question_number": "4", "request_id": "x"}]) == says.SetQuestionNumber(
        index=4, request_id="x"
    )
    assert refusal("end_game", {"request_id": "x" * 65}) == "bad_request_id"
    assert refusal("end_game", {"request_id": ""}) == "bad_request_id"
    assert refusal("end_game", {"request_id": ["x"]}) == "bad_request_id"


@pytest.mark.parametrize(
    ("sent", "index"),
    [
        ("0", 0),
        (1, 1),
        ("0.0", 0),
        (2.0, 2),
        (2.5, 2),
        ("2.5", 2),
        (" 3 ", 3),
        ("99", 99),
        ("-1", -1),
        (-0.5, -1),
        ("", -1),
        (None, -1),
        ("abc", -1),
        ({}, -1),
        ([], -1),
        (True, -1),
        ("nan", -1),
        ("inf", -1),
        (1e300, -1),
        (10**400, -1),
        ("9" * 200, -1),
    ],
)
def test_the_number_of_a_question(sent: Any, index: int) -> None:
    assert decode("set_question_number", [sent]) == says.SetQuestionNumber(index=index)


def test_no_number_of_a_question_at_all() -> None:
    assert decode("set_question_number", []) == says.SetQuestionNumber(index=-1)


def test_joining_as_the_deployed_page_does() -> None:
    payload = {"username": " anna ", "game_pin": "536823", "captcha": None, "custom_field": "0151"}
    assert decode("join_game", [payload]) == says.JoinGame("anna", "536823", None, "0151")
    assert decode("join_game", [{"username": "anna", "game_pin": "536823"}]) == says.JoinGame("anna", "536823")
    assert decode("join_game", [payload | {"custom_field": "", "x": 1}]) == says.JoinGame("anna", "536823")
    assert decode("join_game", [payload | {"custom_field": " a\x00b "}]) == says.JoinGame("anna", "536823", None, "ab")


def test_a_pin_may_be_a_number() -> None:
    for pin in ("187217", 187217, 187217.0, " 187217 "):
        assert decode("join_game", [{"username": "x", "game_pin": pin}]) == says.JoinGame("x", "187217")


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (None, "bad_payload"),
        ("", "bad_payload"),
        ([], "bad_payload"),
        ({"username": "x"}, "bad_game_pin"),
        ({"username": "x", "game_pin": True}, "bad_game_pin"),
        ({"username": "x", "game_pin": {"$ne": 1}}, "bad_game_pin"),
        ({"username": "x", "game_pin": "1" * 33}, "bad_game_pin"),
        ({"game_pin": "187217"}, "bad_username"),
        ({"username": 5, "game_pin": "187217"}, "bad_username"),
        ({"username": "  ", "game_pin": "187217"}, "name_empty"),
        ({"username": "x" * 41, "game_pin": "187217"}, "name_too_long"),
        ({"username": "x" * 100_000, "game_pin": "187217"}, "name_too_long"),
        ({"username": "a\u202eb", "game_pin": "187217"}, "name_not_allowed"),
        ({"username": "x", "game_pin": "187217", "captcha": 1}, "bad_captcha"),
        ({"username": "x", "game_pin": "187217", "custom_field": "x" * 201}, "bad_custom_field"),
    ],
)
def test_joining_that_is_refused(payload: Any, code: str) -> None:
    assert refusal("join_game", payload) == code


def test_coming_back_by_sid_or_by_seat() -> None:
    by_sid = {"old_sid": "abc", "game_pin": "187217", "username": "p2"}
    assert decode("rejoin_game", [by_sid]) == says.RejoinGame("187217", "p2", "abc")
    by_seat = {"seat": "t0ken", "game_pin": 187217}
    assert decode("rejoin_game", [by_seat]) == says.RejoinGame("187217", seat="t0ken")
    assert refusal("rejoin_game", {"game_pin": "187217"}) == "bad_username"
    assert refusal("rejoin_game", {"game_pin": "187217", "username": "p2", "old_sid": None}) == "bad_old_sid"


def test_registering() -> None:
    secret = {"game_pin": "187217", "game_id": "7180827c"}
    assert decode("register_as_admin", [secret]) == says.RegisterAsAdmin("187217", "7180827c")
    assert decode("register_as_remote", [secret]) == says.RegisterAsRemote("187217", "7180827c")
    assert decode("take_over", [secret | {"request_id": "r"}]) == says.TakeOver("187217", "7180827c", "r")
    assert refusal("register_as_admin", {"game_pin": "187217"}) == "bad_game_id"


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ("yes", "yes"),
        (50, "50"),
        (2.5, "2.5"),
        (50.0, "50"),
        ("60.9", "60.9"),
        ("", ""),
        ([0, 2], "0,2"),
        (["0", 2.0, "11"], "0,2,11"),
        ([10], "10,"),
        ([], ""),
        ("half a smile \ud83d", "half a smile \ufffd"),
    ],
)
def test_answers_become_strings(sent: Any, answer: str) -> None:
    assert decode("submit_answer", [{"question_index": 0, "answer": sent}]) == says.SubmitAnswer(0, answer)


@pytest.mark.parametrize("sent", [None, True, {}, {"a": 1}, [[0]], ["x"], [0.5], [None], list(range(65)), float("inf")])
def test_answers_that_are_none(sent: Any) -> None:
    assert refusal("submit_answer", {"question_index": 0, "answer": sent}) == "bad_answer"


def test_an_answer_that_is_a_book() -> None:
    assert refusal("submit_answer", {"question_index": 0, "answer": "x" * 501}) == "answer_too_long"


def test_the_question_of_an_answer() -> None:
    for index in (1, "1", 1.0, "1.0"):
        assert decode("submit_answer", [{"question_index": index, "answer": "a"}]) == says.SubmitAnswer(1, "a")
    nonsense: list[Any] = [None, "x", 1.5, True, [], 10**30]
    for index in nonsense:
        assert refusal("submit_answer", {"question_index": index, "answer": "a"}) == "bad_question_index"


def test_the_order_of_an_answer() -> None:
    payload = {"question_index": 5, "answer": "a", "complex_answer": [{"answer": "2", "id": 7}, {"answer": "1"}]}
    assert decode("submit_answer", [payload]) == says.SubmitAnswer(5, "a", ["2", "1"])
    assert decode("submit_answer", [payload | {"complex_answer": ["2", "1"]}]) == says.SubmitAnswer(5, "a", ["2", "1"])
    assert decode("submit_answer", [payload | {"complex_answer": None}]) == says.SubmitAnswer(5, "a")
    nonsense: list[Any] = ["21", [1], [{}], [{"answer": 2}], [{"answer": "x" * 501}], [{"answer": "x"}] * 65]
    for order in nonsense:
        assert refusal("submit_answer", payload | {"complex_answer": order}) == "bad_complex_answer"


@pytest.mark.parametrize(
    ("sent", "tapped_after"), [(812, 812), (812.6, 812), ("812", 812), (-1, None), ("soon", None), (1e99, None)]
)
def test_a_tap_that_makes_no_sense_never_loses_an_answer(sent: Any, tapped_after: int | None) -> None:
    payload = {"question_index": 0, "answer": "a", "tapped_after": sent}
    assert decode("submit_answer", [payload]) == says.SubmitAnswer(0, "a", None, tapped_after)


def test_other_events_of_the_host() -> None:
    results = {"game_id": "76eff41a", "question_number": 0}
    assert decode("get_question_results", [results]) == says.GetQuestionResults(question_number=0)
    assert decode("get_question_results", [{"question_number": "3"}]) == says.GetQuestionResults(question_number=3)
    assert refusal("get_question_results", {}) == "bad_question_number"
    assert decode("kick_player", [{"username": " p1"}]) == says.KickPlayer(username="p1")
    assert refusal("kick_player", {}) == "bad_username"
    assert decode("set_control_visibility", [{"visible": False}]) == says.SetControlVisibility(visible=False)
    assert refusal("set_control_visibility", {}) == "bad_visible"
    assert refusal("set_control_visibility", {"visible": "no"}) == "bad_visible"
    assert decode("let_back", [{"seat": "3"}]) == says.LetBack(seat=3)
    assert refusal("let_back", {"seat": "anna"}) == "bad_seat"


@pytest.mark.parametrize(("sent", "token"), [("gAAAAA==", "gAAAAA=="), (None, ""), ({}, ""), (5, ""), ("x" * 513, "")])
def test_an_echo_is_a_string_or_nothing(sent: Any, token: str) -> None:
    assert decode("echo_time_sync", [sent]) == says.EchoTimeSync(token)


@given(st.sampled_from(sorted(EVENTS)), st.lists(ANYTHING | st.dictionaries(MEMBERS, ANYTHING), max_size=2))
def test_whatever_comes_is_a_message_or_bad(event: str, args: list[Any]) -> None:
    try:
        message = decode(event, args)
    except BadMessage:
        return
    assert message.event == event
    # The journal and logs can hold every text.
    json.dumps([getattr(message, field) for field in message.__struct_fields__], ensure_ascii=False).encode()
