"""What the OpenAPI documents promise, tried with made-up requests by schemathesis on a running server.

Nothing may fail with 5xx, and every answer must be one that is described. Who asks is the operator, so that requests
get as far as they can; half of them name things that are there.
"""

import asyncio
import os
import threading
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rumpus.library import LibraryError
from tests.web.serving import KEY, Served, served
from tests.web.test_permissions import TABLE
from tests.web.walk import Cast, nothing

T = TypeVar("T")

EXAMPLES = int(os.environ.get("RUMPUS_TEST_EXAMPLES", "4"))
"""Requests for each route as described, and as many that are not. Who looks for trouble asks for 40, and waits."""

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PATIENTLY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="RUMPUS_TEST_EXAMPLES" not in os.environ,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Running:
    """A server in a thread of its own, since schemathesis waits for its answers."""

    site: Served
    loop: asyncio.AbstractEventLoop

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Have something done in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    ready: Future[tuple[Running, asyncio.Event]] = Future()
    thread = threading.Thread(target=_serve, args=(tmp_path_factory.mktemp("schemathesis"), ready))
    thread.start()
    one, stop = ready.result(30)
    yield one
    one.loop.call_soon_threadsafe(stop.set)
    thread.join(30)


def _serve(data: Path, ready: "Future[tuple[Running, asyncio.Event]]") -> None:
    async def main() -> None:
        async with served(data, registration="open") as site:
            stop = asyncio.Event()
            ready.set_result((Running(site, asyncio.get_running_loop()), stop))
            await stop.wait()

    try:
        asyncio.run(main())
    except BaseException as error:
        if not ready.done():
            ready.set_exception(error)
        raise


@pytest.mark.parametrize("document", ["v1.json", "v2.json"])
def test_every_answer_is_one_that_is_described(running: Running, document: str) -> None:
    schema = schemathesis.openapi.from_url(f"{running.site.url}/api/docs/{document}")
    cast = running.do(_cast(running.site))
    failures: list[str] = []
    count = 0
    for result in schema.get_all_operations():
        operation = result.ok() if isinstance(result, Ok) else pytest.fail(str(result.err()))
        count += 1
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            failures += _tried(running, cast, operation, mode)

    assert count > 20
    assert not failures, "\n\n".join(failures)


async def _cast(site: Served) -> Cast:
    operator = await site.library.users.operator()
    return Cast(site, operator, operator, operator)


def _tried(
    running: Running, cast: Cast, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode
) -> list[str]:
    try:
        things = running.do(_things(cast, operation.method, operation.path))
    except LibraryError:
        # The operator made as many of them as one may.
        things = {}
    failures: list[str] = []

    @PATIENTLY
    @given(case=operation.as_strategy(generation_mode=mode), known=st.booleans())
    def ask(case: schemathesis.Case[Any], known: bool) -> None:
        if known:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = things.get(name, case.path_parameters[name])
        response = case.call(headers={"Authorization": f"Bearer {KEY}"}, timeout=30, allow_redirects=False)
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as error:
            failures.append(f"{mode.value} {operation.method.upper()} {operation.path}: {error} {error.exceptions}")

    try:
        ask()
    except Unsatisfiable:
        # A request without parameters cannot be wrong.
        assert mode is GenerationMode.NEGATIVE, operation.path
    return failures[:1]


async def _things(cast: Cast, method: str, path: str) -> Mapping[str, str]:
    """What there is under the names in this path, as the walk makes it."""
    for row in TABLE:
        if (row.method, row.path) == (method.upper(), path) and row.things is not nothing:
            return await row.things(cast)
    return {}
