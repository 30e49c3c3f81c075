"""The HTTP application: every route, who is asking, and how errors look."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

from litestar import Litestar, Router
from litestar.di import Provide

from rumpus.library import Library, Registration
from rumpus.pixel.pixels import Pixels
from rumpus.quiz.formats import Worker
from rumpus.quiz.quizzes import Quizzes
from rumpus.quiz.records.archive import Archive
from rumpus.web import v1, v2
from rumpus.web.access_token import AccessTokens
from rumpus.web.bodies import BoundedRequest
from rumpus.web.cut_off import CutOff
from rumpus.web.documents import openapi_config
from rumpus.web.examples import examples
from rumpus.web.identify import Identify
from rumpus.web.join_address import JoinAddress
from rumpus.web.metrics import Metrics
from rumpus.web.pairings import Pairings
from rumpus.web.problems import ANSWERS
from rumpus.web.public import about_links, greeting, health, metrics
from rumpus.web.registrations import Registrations
from rumpus.web.turns import Turns
from rumpus.web.v1.editor import Edits
from rumpus.web.v1.login_steps import LoginSteps
from rumpus.web.who import provide_asker, provide_maybe, provide_visitor
from rumpus.wire.engineio.request import Proxies

Running: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]
"""What must be open while requests are served, such as the hall."""

MAX_BODY = 4 * 1024 * 1024
"""Bytes of a request's body."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the routes are about.

    Attributes:
        library: what is kept.
        quizzes: the quiz games of this server.
        pixels: its pixel games.
        archive: takes their results over into the library.
        figures: what /metrics shows.
        tokens: access tokens of those who are signed in.
        registration: who may make an account.
        operator_key: who has it is the operator.
        proxies: whose word about a client counts.
        worker: reads and writes files.
        public_url: where players reach this server, if the settings say so.
        base_path: the path under which a proxy shows this server; empty, or like `/rumpus`.
        allowed_origins: further origins whose pages may change things.
    """

    library: Library
    quizzes: Quizzes
    pixels: Pixels
    archive: Archive
    figures: Metrics
    tokens: AccessTokens
    registration: Registration
    operator_key: str
    proxies: Proxies
    worker: Worker
    public_url: str | None = None
    base_path: str = ""
    allowed_origins: Sequence[str] = ()


def site(parts: Parts, running: Running) -> Litestar:
    """Put the HTTP side together.

    Args:
        parts: what the routes are about.
        running: entered at start-up, left at shutdown after the last socket is gone.
    """

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with running():
            yield

    steps = LoginSteps()
    registrations = Registrations()
    turns = Turns()
    pairings = Pairings()
    edits = Edits()
    join_address = JoinAddress(parts.public_url, parts.base_path)
    identify = Identify(
        parts.library,
        parts.tokens,
        operator_key=parts.operator_key,
        proxies=parts.proxies,
        allowed_origins=parts.allowed_origins,
    )
    return Litestar(
        route_handlers=[
            greeting,
            about_links,
            health,
            metrics,
            Router("/api/v1", route_handlers=v1.ROUTES),
            Router("/api/v2", route_handlers=v2.ROUTES),
        ],
        dependencies={
            "library": Provide(lambda: parts.library, sync_to_thread=False),
            "quizzes": Provide(lambda: parts.quizzes, sync_to_thread=False),
            "pixels": Provide(lambda: parts.pixels, sync_to_thread=False),
            "archive": Provide(lambda: parts.archive, sync_to_thread=False),
            "figures": Provide(lambda: parts.figures, sync_to_thread=False),
            "tokens": Provide(lambda: parts.tokens, sync_to_thread=False),
            "worker": Provide(lambda: parts.worker, sync_to_thread=False),
            "join_address": Provide(lambda: join_address, sync_to_thread=False),
            "edits": Provide(lambda: edits, sync_to_thread=False),
            "registrations": Provide(lambda: registrations, sync_to_thread=False),
            "turns": Provide(lambda: turns, sync_to_thread=False),
            "pairings": Provide(lambda: pairings, sync_to_thread=False),
            "steps": Provide(lambda: steps, sync_to_thread=False),
            "registration": Provide(lambda: parts.registration, sync_to_thread=False),
            "asker": Provide(provide_asker, sync_to_thread=False),
            "maybe": Provide(provide_maybe, sync_to_thread=False),
            "visitor": Provide(provide_visitor, sync_to_thread=False),
        },
        middleware=[CutOff(), identify],
        request_class=BoundedRequest,
        lifespan=[lifespan],
        exception_handlers=ANSWERS,
        request_max_body_size=MAX_BODY,
        logging_config=None,
        openapi_config=openapi_config(examples()),
    )
