"""A game of the deployed original, replayed: the same client frames, messages of the same shapes.

What we do differently, and why, stands in `DIFFERENCES`; each of them must happen, and nothing else may.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.sockets.allowance import ERROR_EVERY_MS
from tests.quiz.house import DEPLOYED, Person, Played, house_of

RECORDED = json.loads((Path(__file__).parent / "fixtures" / "full_game.json").read_text())

QUIZ: dict[str, Any] = {
    "rumpus_quiz": 1,
    "language": "en",
    "title": "All types",
    "description": "One question of each type",
    "background_color": "#abcdef",
    "questions": [
        {"kind": "ABCD", "question": "ABCD <i>q</i>", "time": 20, "options": [
            {"text": "yes", "right": True, "color": "#ff0000"}, {"text": "no"}, {"text": "maybe"}]},
        {"kind": "RANGE", "question": "RANGE q", "time": 20,
            "min": 0, "max": 100, "min_correct": 40, "max_correct": 60},
        {"kind": "VOTING", "question": "VOTING q", "time": 20, "options": [
            {"text": "a", "color": "#00ff00"}, {"text": "b"}]},
        {"kind": "SLIDE", "question": "SLIDE q", "time": 20, "content": "a picture"},
        {"kind": "TEXT", "question": "TEXT q", "time": 20, "accepted": [
            {"text": "Berlin"}, {"text": "KOELN", "case_sensitive": True}]},
        {"kind": "ORDER", "question": "ORDER q", "time": 20, "options": [
            {"text": "1", "color": "#111111"}, {"text": "2"}, {"text": "3"}]},
        {"kind": "CHECK", "question": "CHECK q", "time": 20, "hide_results": True, "options": [
            {"text": "c0", "right": True}, {"text": "c1"}, {"text": "c2", "right": True}]},
    ],
}  # fmt: skip

ACCEPTED = ["player_answer", [{"answered": "number", "players": "number"}]]
EVERYONE = ["everyone_answered", [{}]]
PEOPLE = ("admin", "anna", "berta", "carl")
PLAYERS = PEOPLE[1:]

DIFFERENCES = {
    "0.2 session_id goes to the new socket only": 6,
    "0.2 player_answer goes to its sender and the admins, with how many have answered": 15,
    "0.4 a wrong answer to RANGE counts, and so all have answered": 1,
    "0.4 what is no option of the question is an error": 2,
    "0.4 players are not told the accepted texts of a TEXT question": 1,
    "0.2 results_saved_successfully goes to the admins": 1,
    "0.10 saving twice is answered": 1,
}
"""What differs, and in how many steps (or to how many sockets, where it is counted by them)."""


class Expected:
    """What everybody is to be told at a step, and which differences that took."""

    def __init__(self) -> None:
        self.used: dict[str, int] = {}

    def _use(self, difference: str) -> None:
        [name] = [name for name in DIFFERENCES if name.startswith(difference)]
        self.used[name] = self.used.get(name, 0) + 1

    def told(self, step: dict[str, Any]) -> dict[str, list[Any]]:
        told = {who: [RECORDED["shapes"][number] for number in step["told"].get(who, [])] for who in PEOPLE}
        who = step["who"]
        if "connects" in step:
            for other in PEOPLE:
                if other != who and told[other]:
                    assert [event for event, _ in told.pop(other)] == ["session_id"]
                    self._use("0.2 session_id")
        elif step["says"] == "submit_answer":
            told = self._answered(step, told)
        elif step["says"] == "set_question_number" and step["args"] == ["4"]:
            self._use("0.4 players are not told")
            for events in told.values():
                events[0] = json.loads(json.dumps(events[0]))
                events[0][1][0]["question"]["answers"] = []
        elif step["says"] == "save_quiz":
            saved = ["results_saved_successfully", []]
            assert told["anna"] in ([], [saved])
            self._use("0.2 results" if told["anna"] else "0.10 saving")
            told = {"admin": [saved]}
        return {who: told.get(who, []) for who in PEOPLE}

    def _answered(self, step: dict[str, Any], told: dict[str, list[Any]]) -> dict[str, list[Any]]:
        who, answer = step["who"], step["args"][0]
        if (answer["question_index"], answer["answer"]) in ((2, "zzz"), (5, "a")) and "complex_answer" not in answer:
            # Not everybody has answered then, either.
            self._use("0.4 what is no option")
            return {who: [["error", []]]}
        if not told["admin"]:
            self._use("0.4 a wrong answer to RANGE")
            return {other: ([ACCEPTED] if other in ("admin", who) else []) + [EVERYONE] for other in PEOPLE}
        assert all(events[0][0] == "player_answer" for events in told.values())
        self._use("0.2 player_answer")
        return {other: ([ACCEPTED] if other in ("admin", who) else []) + told[other][1:] for other in PEOPLE}


def shape_of(value: Any) -> Any:
    """Keys and types of what was said; of a list the different shapes of its elements."""
    if isinstance(value, str) and value.startswith('{"quiz_id"'):
        return {"json text": shape_of(json.loads(value))}
    if isinstance(value, dict):
        if value and all(key.isdigit() for key in value):
            return {"by index": sorted(value), "each": shape_of(list(value.values()))}
        return {key: shape_of(item) for key, item in value.items()}
    if isinstance(value, list):
        shapes: list[Any] = []
        for item in value:
            shape = shape_of(item)
            if shape not in shapes:
                shapes.append(shape)
        return sorted(shapes, key=json.dumps)
    names: dict[type, str] = {type(None): "null", bool: "boolean", int: "number", float: "number", str: "string"}
    return names[type(value)]


def sent(step: dict[str, Any], game: Played, tokens: dict[str, str]) -> list[Any]:
    """The arguments as the client would say them in this game."""
    text = json.dumps(step["args"])
    places = {"PIN": game.pin, "SECRET": game.opened.game_id, "TOKEN": tokens.get(step["who"], "")}
    for place, value in places.items():
        text = text.replace(f'"{place}"', json.dumps(value))
    arguments: list[Any] = json.loads(text)
    return arguments


async def test_the_same_frames_give_messages_of_the_same_shapes() -> None:
    async with house_of() as house:
        options = Options(custom_field="Phone")
        opened = house.quizzes.open_game(parse_document(QUIZ), options, user_id="a user", quiz_id="a quiz")
        game = Played(house, opened)
        people: dict[str, Person] = {}
        tokens: dict[str, str] = {}
        expected = Expected()
        synchronised = 0
        for step in RECORDED["steps"]:
            who = step["who"]
            told_now = expected.told(step)
            if ["error", []] in told_now[who]:
                await asyncio.sleep(ERROR_EVERY_MS / 1000)  # no socket is told more errors than that
            if "connects" in step:
                people[who] = Person(house.url, DEPLOYED)
                people[who].echoes = False
                house.people.append(people[who])
                await people[who].connect()
            else:
                people[who].say(step["says"], *sent(step, game, tokens))
            for person in (people[who], *people.values()):
                await person.passes()
            for name, events in told_now.items():
                if name not in people:
                    assert events == []
                    continue
                told, people[name].told = people[name].told, []
                for event, args in told:
                    if event == "time_sync":
                        tokens[name] = args[0]
                if step.get("says") not in ("join_game", None):
                    # 0.5: half a second after a question, whatever is going on then.
                    before = len(told)
                    told = [(event, args) for event, args in told if event != "time_sync"]
                    synchronised += before - len(told)
                shapes = [[event, [shape_of(argument) for argument in args]] for event, args in told]
                assert shapes == events, f"{name} at {step}"
        assert expected.used == DIFFERENCES
        assert synchronised <= len(PLAYERS) * len(QUIZ["questions"])
