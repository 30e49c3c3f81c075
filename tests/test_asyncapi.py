"""The AsyncAPI document is one, names every event, and describes what a real game says."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from tools import asyncapi
from tools.protocols import PROTOCOLS, Protocol

from rumpus.quiz.messages import client_messages
from tests.quiz.house import DEPLOYED, OURS, house_of
from tests.quiz.story import abcd, check, order, slide, slider, text, voting

SPECIFICATION = Path(__file__).parent / "js/node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json"

DOCUMENT = asyncapi.document(PROTOCOLS)


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object in it."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(one)


def resolved(reference: str) -> Any:
    found: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def test_it_is_an_asyncapi_document() -> None:
    jsonschema_rs.validator_for(json.loads(SPECIFICATION.read_bytes())).validate(DOCUMENT)


def test_whatever_is_referred_to_is_there() -> None:
    references = [one["$ref"] for one in objects(DOCUMENT) if "$ref" in one]
    assert references
    for reference in references:
        assert resolved(reference)


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.name)
def test_every_event_is_on_its_namespaces(protocol: Protocol) -> None:
    for channel, is_root in ((protocol.name, False), (f"{protocol.name}.root", True)):
        for verb, messages in (("hear", protocol.client), ("tell", protocol.server)):
            keys = [one["$ref"].rpartition("/")[2] for one in DOCUMENT["operations"][f"{channel}.{verb}"]["messages"]]
            names = [resolved(f"#/components/messages/{key}")["name"] for key in keys]
            assert names == [message.event for message in messages if not (is_root and message.ours)]


def test_two_types_of_one_name_are_refused() -> None:
    class Welcome(msgspec.Struct):
        event = "welcome_again"
        ours = True

        def args(self) -> tuple[Any, ...]:
            return (self,)

    quiz = PROTOCOLS[0]
    with pytest.raises(asyncapi.SameNameError, match="Welcome"):
        asyncapi.document([replace(quiz, server=(*quiz.server, Welcome))])


def checkers(channel: str, verb: str) -> dict[str, list[jsonschema_rs.Validator]]:
    """For each event what checks its arguments; members that the document does not have are not let pass."""
    schemas = {
        name: schema | {"additionalProperties": False} for name, schema in DOCUMENT["components"]["schemas"].items()
    }
    found: dict[str, list[jsonschema_rs.Validator]] = {}
    for one in DOCUMENT["operations"][f"{channel}.{verb}"]["messages"]:
        message = resolved(resolved(one["$ref"])["$ref"])
        arguments: dict[str, Any] = {"type": "array", "maxItems": 0}
        if "payload" in message:
            arguments = {"type": "array", "items": message["payload"], "maxItems": 1}
            arguments["minItems"] = 1 if message["x-argument"] == "required" else 0
        schema = arguments | {"components": {"schemas": schemas}}
        found.setdefault(message["name"], []).append(jsonschema_rs.validator_for(schema))
    return found


@pytest.mark.parametrize(("channel", "namespace"), [("quiz", OURS), ("quiz.root", DEPLOYED)])
async def test_what_is_told_in_a_game_is_as_described(channel: str, namespace: str) -> None:
    answers = ["yes", "0,2", "50", "Berlin", "cats", "in order"]
    async with house_of() as house:
        game = house.game(abcd(), check(), slider(), text(), voting(), order(), slide())
        host, anna = await game.host(namespace), await game.player("anna", namespace)
        await game.player("gone")
        lost = await house.person(namespace)
        lost.say("join_game", {"username": "lost", "game_pin": "000000"}).say("join_game", "nonsense")
        await host.asks("kick_player", {"username": "gone"})
        await host.asks("start_game", "")
        for index, answer in enumerate(answers):
            host.say("set_question_number", str(index))
            await anna.hears("set_question_number")
            more = {"complex_answer": ["one", "two", "three"]} if answer == "in order" else {}
            anna.say("submit_answer", {"question_index": index, "answer": answer} | more)
            await host.hears("everyone_answered")
            await host.asks("get_question_results", {"question_number": index})
            await host.asks("show_solutions", "")
        for event, argument in {
            "set_question_number": str(len(answers)),
            "set_control_visibility": {"visible": False},
            "get_final_results": "",
            "get_export_token": "",
            "save_quiz": "",
        }.items():
            await host.asks(event, argument)
        if namespace == OURS:
            await host.asks("show_ranking")
            await anna.asks("resync")
            await host.asks("resync")
            host.say("end_game")
            await anna.hears("game_ended")
        await lost.settles()

        events, described = set(), checkers(channel, "tell")
        for event, args in (heard for person in (host, anna, lost) for heard in person.ever):
            assert any(checker.is_valid(args) for checker in described[event]), f"{event} {args}"
            events.add(event)
        assert {"error", "game_not_found", "solutions", "final_results", "export_token"} <= events


def test_what_clients_say_is_as_described() -> None:
    described = checkers("quiz", "hear")
    examples: dict[str, list[list[Any]]] = {
        "join_game": [[{"username": "anna", "game_pin": "123456"}]],
        "start_game": [[], [{"request_id": "1"}]],
        "set_question_number": [[3], [{"question_number": 3, "request_id": "1"}]],
        "submit_answer": [[{"question_index": 0, "answer": "", "complex_answer": ["a", "b"], "tapped_after": 12}]],
        "echo_time_sync": [["token"]],
        "resync": [[]],
        "let_back": [[{"seat": 2}]],
    }
    for event, said in examples.items():
        for args in said:
            assert any(checker.is_valid(args) for checker in described[event]), f"{event} {args}"
            client_messages.decode(event, args)
    refused: dict[str, list[Any]] = {"join_game": [], "resync": ["something"], "let_back": [{"seat": "two"}]}
    for event, args in refused.items():
        assert not any(checker.is_valid(args) for checker in described[event]), f"{event} {args}"
