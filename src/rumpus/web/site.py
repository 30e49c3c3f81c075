"""The HTTP application: every route, how errors look, and the OpenAPI document at /api/docs."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeAlias

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ASGIApp

from rumpus import __version__
from rumpus.quiz.quizzes import Quizzes
from rumpus.web.metrics import Metrics
from rumpus.web.operator import OperatorController
from rumpus.web.problems import problem_details
from rumpus.web.public import export, greeting, health, metrics

Running: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]
"""What must be open while requests are served, such as the hall."""

MAX_BODY = 4 * 1024 * 1024
"""Bytes of a request's body."""


def site(*, quizzes: Quizzes, figures: Metrics, operator_key: str, running: Running) -> ASGIApp:
    """Put the HTTP side together.

    Args:
        quizzes: the quiz games of this server.
        figures: what /metrics shows.
        operator_key: who has it may start games.
        running: entered at start-up, left at shutdown after the last socket is gone.
    """

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with running():
            yield

    return Litestar(
        route_handlers=[greeting, health, metrics, export, OperatorController],
        dependencies={
            "quizzes": Provide(lambda: quizzes, sync_to_thread=False),
            "figures": Provide(lambda: figures, sync_to_thread=False),
        },
        state=State({"operator_key": operator_key}),
        lifespan=[lifespan],
        plugins=[problem_details()],
        request_max_body_size=MAX_BODY,
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="Rumpus",
            version=__version__,
            path="/api/docs",
            render_plugins=[JsonRenderPlugin()],
            components=Components(security_schemes={"operator": SecurityScheme(type="http", scheme="bearer")}),
        ),
    )
