"""The OpenAPI documents: apart for the copied surface and ours, and every route says who may."""

from typing import Any

import pytest

from rumpus.quiz.content.quiz_file import parse_document
from rumpus.web.documents import routes_of
from rumpus.web.examples import QUIZ, examples
from rumpus.web.who import RULES
from tests.web.serving import Served


async def document(site: Served, name: str) -> dict[str, Any]:
    browser = await site.browser()
    async with browser.get(f"/api/docs/{name}") as response:
        assert response.status == 200
        told: dict[str, Any] = await response.json(content_type=None)
        return told


def references(value: object) -> set[str]:
    if isinstance(value, dict):
        found = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return found.union(*(references(one) for one in value.values()))
    return set().union(*(references(one) for one in value)) if isinstance(value, list) else set()


async def test_both_interfaces_are_described_apart(site: Served) -> None:
    v1, v2, both = [await document(site, name) for name in ("v1.json", "v2.json", "openapi.json")]

    assert all(path.startswith("/api/v1/") for path in v1["paths"])
    assert not any(path.startswith("/api/v1/") for path in v2["paths"])
    assert set(v1["paths"]) | set(v2["paths"]) == set(both["paths"])
    assert set(both["paths"]) == {path for _, path, _ in routes_of(site.rumpus.http)}


@pytest.mark.parametrize("name", ["v1.json", "v2.json"])
async def test_every_route_says_who_may_and_what_a_refusal_looks_like(site: Served, name: str) -> None:
    told = await document(site, name)
    sentences = [rule.says for rule in RULES.values()]

    for path, item in told["paths"].items():
        for method, operation in item.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert any(operation["description"].endswith(sentence) for sentence in sentences), where
            assert operation["security"], where
            assert "default" in operation["responses"], where


@pytest.mark.parametrize("name", ["v1.json", "v2.json", "openapi.json"])
async def test_whatever_is_referred_to_is_there(site: Served, name: str) -> None:
    told = await document(site, name)

    schemas = {f"#/components/schemas/{schema}" for schema in told["components"]["schemas"]}
    assert references(told) == schemas
    for operation in (operation for item in told["paths"].values() for operation in item.values()):
        for requirement in operation["security"]:
            assert set(requirement) <= set(told["components"]["securitySchemes"])


async def test_bodies_come_with_examples(site: Served) -> None:
    told = await document(site, "openapi.json")

    shown = {name: schema["examples"] for name, schema in told["components"]["schemas"].items() if "examples" in schema}
    assert shown == {name: [example] for name, example in examples().items()}
    assert parse_document(QUIZ).title == "Around the world"
