"""What the server says has the names, shapes and order of the deployed original; ours are added on `/quiz`."""

import json
from typing import Any

import msgspec
import pytest

from rumpus.quiz.content.question_shapes import (
    ShownOption,
    ShownQuestion,
    ShownRange,
    SolvedOption,
    SolvedQuestion,
    SolvedRange,
)
from rumpus.quiz.messages import server_messages as says
from rumpus.quiz.messages.server_messages import MESSAGES, SIGNALS, AnswerData, PlayerGame, PlayGame, ServerMessage

GAME = PlayerGame(
    description="One question of each type",
    title="All <b>types</b>",
    game_id="public",
    game_pin="536823",
    started=False,
    captcha_enabled=False,
    cover_image=None,
    game_mode="kahoot",
    current_question=-1,
    background_color="#abcdef",
    background_image=None,
    custom_field="Phone",
    question_show=False,
    question_count=7,
    language="en",
    seat="token",
)
SHOWN = ShownQuestion(
    "ABCD <i>q</i>", "20", "ABCD", [ShownOption("yes", color="#ff0000"), ShownOption("<img>")], id="q1", points=1000
)
SOLVED = SolvedQuestion(
    "ABCD <i>q</i>",
    "20",
    "ABCD",
    [SolvedOption(True, "yes", color="#ff0000", id="a"), SolvedOption(False, "<img>", color=None, id="b")],
    explanation="because",
)


def on_quiz(message: ServerMessage) -> Any:
    return json.loads(msgspec.json.encode(message.args()))


def deployed(message: ServerMessage) -> Any:
    return json.loads(msgspec.json.encode(message.deployed_args()))


def test_every_event_of_the_documentation_is_there() -> None:
    documented = {
        "session_id",
        "registered_as_admin",
        "already_registered_as_admin",
        "start_game",
        "set_question_number",
        "question_results",
        "solutions",
        "final_results",
        "kick",
        "results_saved_successfully",
        "export_token",
        "joined_game",
        "rejoined_game",
        "player_answer",
        "everyone_answered",
        "already_replied",
        "player_joined",
        "time_sync",
        "control_visibility",
        "error",
        "game_not_found",
        "game_already_started",
        "username_already_exists",
        "question_not_active",
    }
    ours = {
        "welcome",
        "game_state",
        "own_result",
        "answer_count",
        "slide_shown",
        "replaced",
        "game_ended",
        "player_left",
        "player_back",
        "player_kicked",
        "ranking_shown",
    }
    assert {message.event for message in MESSAGES if not message.ours} == documented
    assert {message.event for message in MESSAGES if message.ours} == ours


def test_signals_have_no_argument() -> None:
    assert set(SIGNALS) == {
        "game_not_found",
        "game_already_started",
        "username_already_exists",
        "kick",
        "already_registered_as_admin",
        "results_saved_successfully",
        "start_game",
        "slide_shown",
        "already_replied",
        "question_not_active",
        "replaced",
    }
    for event, signal in SIGNALS.items():
        assert signal.event == event
        assert signal.args() == signal.deployed_args() == ()


def test_joined_game_is_the_game_and_the_token_of_the_seat() -> None:
    documented = {
        "description": "One question of each type",
        "title": "All <b>types</b>",
        "game_id": "public",
        "game_pin": "536823",
        "started": False,
        "captcha_enabled": False,
        "cover_image": None,
        "game_mode": "kahoot",
        "current_question": -1,
        "background_color": "#abcdef",
        "background_image": None,
        "custom_field": "Phone",
        "question_show": False,
        "question_count": 7,
    }
    for message in (says.JoinedGame(GAME), says.RejoinedGame(GAME)):
        assert deployed(message) == [documented]
        assert list(deployed(message)[0]) == list(documented)
        assert on_quiz(message) == [documented | {"language": "en", "seat": "token"}]
    assert says.RejoinedGame.event == "rejoined_game"


def test_a_question_is_shown() -> None:
    message = says.SetQuestionNumber(0, SHOWN, remaining=20_000, open=True, language="en")
    assert deployed(message) == [
        {
            "question_index": 0,
            "question": {
                "question": "ABCD <i>q</i>",
                "time": "20",
                "type": "ABCD",
                "answers": [{"answer": "yes", "color": "#ff0000"}, {"answer": "<\u2060img>", "color": None}],
                "image": None,
                "hide_results": False,
            },
        }
    ]
    assert list(deployed(message)[0]["question"]) == ["question", "time", "type", "answers", "image", "hide_results"]
    ours = on_quiz(message)[0]
    assert (ours["remaining"], ours["open"], ours["language"]) == (20_000, True, "en")
    assert ours["question"]["answers"][1] == {"answer": "<img>", "color": None}
    assert ours["question"]["points"] == 1000


def test_a_slide_is_shown_as_its_index() -> None:
    assert deployed(says.SetQuestionNumber(3)) == on_quiz(says.SetQuestionNumber(3)) == [{"question_index": 3}]


def test_pictures_and_sliders_are_shown() -> None:
    picture = ShownOption("a", None, "#00ff00", image_alt="an apple")
    voting = ShownQuestion("VOTING q", "20", "VOTING", [picture])
    assert deployed(says.SetQuestionNumber(2, voting))[0]["question"]["answers"] == [
        {"answer": "a", "image": None, "color": "#00ff00"}
    ]
    slider = ShownQuestion("RANGE q", "20", "RANGE", ShownRange(0, 100))
    assert deployed(says.SetQuestionNumber(1, slider))[0]["question"]["answers"] == {"min": 0, "max": 100}


def test_deployed_pages_get_a_colour_for_every_option_past_the_fourth() -> None:
    options = [ShownOption(str(number)) for number in range(16)]
    answers = deployed(says.SetQuestionNumber(0, ShownQuestion("q", "20", "CHECK", options)))[0]["question"]["answers"]
    assert [one["color"] for one in answers[:4]] == [None] * 4
    assert all(one["color"] for one in answers[4:])
    solved = SolvedQuestion("q", "20", "CHECK", [SolvedOption(True, str(n), color=None) for n in range(5)]).deployed()
    assert msgspec.to_builtins(solved)["answers"][4]["color"] == answers[4]["color"]


def test_a_solution_is_the_question_itself() -> None:
    assert deployed(says.Solutions(SOLVED)) == [
        {
            "question": "ABCD <i>q</i>",
            "time": "20",
            "type": "ABCD",
            "answers": [
                {"right": True, "answer": "yes", "color": "#ff0000"},
                {"right": False, "answer": "<\u2060img>", "color": None},
            ],
            "image": None,
            "hide_results": False,
        }
    ]
    ours = on_quiz(says.Solutions(SOLVED))[0]
    assert ours["explanation"] == "because"
    assert ours["answers"][1] == {"right": False, "answer": "<img>", "color": None, "id": "b"}


def test_solutions_of_the_other_kinds() -> None:
    text = SolvedQuestion("q", "20", "TEXT", [SolvedOption(answer="Berlin", case_sensitive=False)])
    order = SolvedQuestion("q", "20", "ORDER", [SolvedOption(answer="1", image=None, color=None, id="a")])
    slider = SolvedQuestion("q", "20", "RANGE", SolvedRange(0, 100, 40, 60))
    slide = SolvedQuestion("q", "20", "SLIDE", "Two\nlines <b>")
    assert deployed(says.Solutions(text))[0]["answers"] == [{"answer": "Berlin", "case_sensitive": False}]
    assert deployed(says.Solutions(order))[0]["answers"] == [{"answer": "1", "image": None, "color": None}]
    assert deployed(says.Solutions(slider))[0]["answers"] == {
        "min": 0,
        "max": 100,
        "min_correct": 40,
        "max_correct": 60,
    }
    assert on_quiz(says.Solutions(slide))[0]["answers"] == "Two\nlines <b>"
    canvas = json.loads(deployed(says.Solutions(slide))[0]["answers"])
    assert set(canvas) == {"stage", "layer", "background", "shapes"}
    assert "Two\nlines <\u2060b>" in json.dumps(canvas, ensure_ascii=False).replace("\\n", "\n")


def test_a_drawn_slide_goes_out_as_it_is() -> None:
    drawn = '{"stage":{},"layer":{},"background":{"image":{"attrs":{}},"overlay":{"attrs":{}}},"shapes":[]}'
    assert SolvedQuestion("q", "20", "SLIDE", drawn).deployed().answers == drawn


def test_results_are_lists_and_objects() -> None:
    answer = AnswerData("anna", "<b", True, 309.517, 984)
    shape = {"username": "anna", "answer": "<b", "right": True, "time_taken": 309.517, "score": 984}
    assert on_quiz(says.QuestionResults([answer])) == [[shape]]
    assert deployed(says.QuestionResults([answer])) == [[shape | {"answer": "<\u2060b"}]]
    assert deployed(says.QuestionResults([])) == [[]]
    assert on_quiz(says.FinalResults({"0": [answer]})) == [{"0": [shape]}]
    assert deployed(says.FinalResults({"0": [answer]})) == [{"0": [shape | {"answer": "<\u2060b"}]}]
    assert deployed(says.FinalResults({})) == [{}]


def test_bare_strings_and_small_objects() -> None:
    assert deployed(says.TimeSync("token")) == ["token"]
    assert deployed(says.ExportToken("cb01")) == ["cb01"]
    assert deployed(says.SessionId("eb09")) == [{"session_id": "eb09"}]
    assert deployed(says.EveryoneAnswered()) == [{}]
    assert deployed(says.PlayerAnswer(2, 3)) == [{"answered": 2, "players": 3}]
    assert deployed(says.ControlVisibility(False)) == [{"visible": False}]
    assert deployed(says.PlayerJoined("anna", "sid", 1)) == [{"username": "anna", "sid": "sid"}]
    assert on_quiz(says.PlayerJoined("anna", "sid", 1)) == [{"username": "anna", "sid": "sid", "seat": 1}]
    assert on_quiz(says.Error("kicked", "You were removed.")) == [{"code": "kicked", "message": "You were removed."}]
    assert deployed(says.Error("kicked", "You were removed.")) == []


def test_the_host_gets_the_whole_game_as_a_json_string() -> None:
    game = PlayGame(
        quiz_id="quiz",
        description="d",
        user_id="user",
        title="t",
        questions=[SOLVED],
        game_id="secret",
        game_pin="536823",
        started=False,
        captcha_enabled=False,
        cover_image=None,
        game_mode="kahoot",
        current_question=-1,
        background_color=None,
        background_image=None,
        custom_field=None,
        question_show=False,
        language="en",
    )
    (payload,) = deployed(says.RegisteredAsAdmin("secret", game.deployed().json()))
    assert payload["game_id"] == "secret"
    assert list(json.loads(payload["game"])) == (
        [
            "quiz_id",
            "description",
            "user_id",
            "title",
            "questions",
            "game_id",
            "game_pin",
            "started",
            "captcha_enabled",
            "cover_image",
            "game_mode",
            "current_question",
            "background_color",
            "background_image",
            "custom_field",
            "question_show",
        ]
    )
    assert json.loads(payload["game"])["questions"] == [json.loads(msgspec.json.encode(SOLVED.deployed()))]
    assert json.loads(game.json())["language"] == "en"


def test_states_say_whose_they_are() -> None:
    state = says.PlayerState(
        phase="lobby",
        game=GAME,
        username="anna",
        question_index=-1,
        question=None,
        open=False,
        remaining=0,
        answer=None,
        result=None,
        solution=None,
        total=0,
        rank=None,
        players=1,
    )
    assert state.event == "game_state"
    assert on_quiz(state)[0]["role"] == "player"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_a_schema_can_be_made_of_every_message(message: type[ServerMessage]) -> None:
    """The event reference and the types of the web client come from these."""
    schema = msgspec.json.schema(message)
    assert schema
