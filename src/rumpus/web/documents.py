"""The OpenAPI documents: /api/docs/v1.json is the copied surface, /api/docs/v2.json is ours, openapi.json is both.

Who may use a route, and how errors look, is added here from what the routes are guarded by, so that it cannot drift.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from litestar import Litestar, Request
from litestar.enums import OpenAPIMediaType
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import Components, Reference, SecurityScheme
from litestar.routes import HTTPRoute

from rumpus import __version__
from rumpus.web.problems import Detail, ProblemDocument
from rumpus.web.who import RULES, Rule

V1: Final = "/api/v1"

_SCHEMES: Final[dict[str, SecurityScheme | Reference]] = {
    "cookie": SecurityScheme(
        type="apiKey", security_scheme_in="cookie", name="access_token", description="What signing in sets."
    ),
    "bearer": SecurityScheme(
        type="http",
        scheme="bearer",
        description="The access token that signing in gives, or the operator's key that `rumpus serve` prints.",
    ),
    "key": SecurityScheme(
        type="apiKey", security_scheme_in="query", name="api_key", description="A key that a host made."
    ),
}
OTHER_CONTENT: Final = "content"
"""A route says by this member of its `opt` what type its bytes are, where Litestar cannot know."""

_BYTES: Final = {"type": "string", "format": "binary"}
_BODILESS: Final = frozenset({"204", "302", "304"})
_REFERENCE: Final = re.compile(r'"#/components/schemas/([^"]+)"')


class UnguardedRouteError(Exception):
    """A route that does not say who may use it, or says it twice. A mistake of ours, found by the tests."""


def rule_of(handler: HTTPRouteHandler) -> Rule:
    """Who may use a route.

    Raises:
        UnguardedRouteError: it does not say.
    """
    guards = [guard for layer in handler.ownership_layers for guard in layer.guards or []]
    rules = [RULES[guard] for guard in guards if guard in RULES]
    if len(rules) != 1:
        raise UnguardedRouteError(f"{handler} has {len(rules)} guards of rumpus.web.who and needs one")
    return rules[0]


def routes_of(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """All described routes: method, path as in OpenAPI, handler."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                if handler.resolve_include_in_schema():
                    for method in handler.http_methods:
                        if method != "OPTIONS":
                            yield str(method), route.path_format, handler


def openapi_config(examples: Mapping[str, Any]) -> OpenAPIConfig:
    """What Litestar needs to make the documents. `examples` are bodies by the names of their schemas."""
    return OpenAPIConfig(
        title="Rumpus",
        version=__version__,
        path="/api/docs",
        render_plugins=[
            _Document("/openapi.json", examples),
            _Document("/v1.json", examples, V1),
            _Document("/v2.json", examples, V1, but=True),
        ],
        components=Components(security_schemes=_SCHEMES),
        use_handler_docstrings=True,
    )


class _Document(OpenAPIRenderPlugin):
    """One document.

    Args:
        path: where it is, under /api/docs.
        examples: bodies by the names of their schemas.
        prefix: only routes under it,
        but: or all but those.
    """

    def __init__(self, path: str, examples: Mapping[str, Any], prefix: str = "", *, but: bool = False) -> None:
        super().__init__(path=path, media_type=OpenAPIMediaType.OPENAPI_JSON)
        self._examples = examples
        self._prefix = prefix
        self._but = but
        self._made: bytes | None = None

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The document as JSON."""
        if self._made is None:
            paths = {path for path in openapi_schema["paths"] if path.startswith(self._prefix) is not self._but}
            # Through JSON once, so that what remains are plain objects.
            plain = msgspec.json.decode(self.render_json(request, openapi_schema))
            self._made = msgspec.json.encode(_finished(plain, paths, request.app, self._examples))
        return self._made


def _finished(document: dict[str, Any], paths: set[str], app: Litestar, examples: Mapping[str, Any]) -> dict[str, Any]:
    document = {**document, "paths": {path: document["paths"][path] for path in sorted(paths)}}
    schemas = document["components"].setdefault("schemas", {})
    _, errors = msgspec.json.schema_components((ProblemDocument, Detail), ref_template="#/components/schemas/{name}")
    schemas |= copy.deepcopy(errors)
    for method, path, handler in routes_of(app):
        if path not in paths:
            continue
        operation = document["paths"][path][method.lower()]
        rule = rule_of(handler)
        told = operation.get("description") or ""
        operation["description"] = f"{told.strip()}\n\n{rule.says}".strip()
        operation["security"] = list(rule.security)
        # Litestar describes its own form of a 400, which is none of ours.
        responses = operation["responses"]
        responses.pop("400", None)
        for status in _BODILESS.intersection(responses):
            responses[status].pop("content", None)
        if OTHER_CONTENT in handler.opt:
            content = handler.opt[OTHER_CONTENT]
            # Where any type may come, JSON may.
            _described(responses)["content"] = {content: {} if content == "*/*" else {"schema": _BYTES}}
        deployed = path.startswith(V1)
        responses["default"] = _error("Detail", "application/json") if deployed else _error("ProblemDocument")
    for name, example in examples.items():
        if name in schemas:
            schemas[name] = {**schemas[name], "examples": [example]}
    document["components"]["schemas"] = _needed(document["paths"], schemas)
    return document


def _described(responses: dict[str, Any]) -> dict[str, Any]:
    """What is described of a success."""
    return next(response for status, response in responses.items() if status.startswith("2"))


def _error(schema: str, media_type: str = "application/problem+json") -> dict[str, Any]:
    content = {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": "It was refused; the body says why.", "content": content}


def _needed(paths: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The schemas that are referred to, also by one another."""
    needed: set[str] = set()
    look_at: list[Any] = [paths]
    while look_at:
        for name in _REFERENCE.findall(msgspec.json.encode(look_at.pop()).decode()):
            if name in schemas and name not in needed:
                needed.add(name)
                look_at.append(schemas[name])
    return {name: schemas[name] for name in sorted(needed)}
