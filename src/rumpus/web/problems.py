"""Errors of the REST interface: RFC 9457 problem documents with a code that programs can compare.

Under /api/v1 they are `{"detail": …}`, as deployed clients read them (quiz.md 5). What the library refuses is
answered here for all routes: they let its errors pass.
"""

import re
from http import HTTPStatus
from typing import Any, Final

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.plugins.problem_details import ProblemDetailsException
from litestar.types import ExceptionHandlersMap

from rumpus.library import (
    BusyError,
    ConflictError,
    CursorError,
    LastAdministratorError,
    LibraryError,
    NotFoundError,
    PictureError,
    RefusedError,
    RegistrationError,
    StoreError,
    TakenError,
    TooManyAttemptsError,
    WrongPasswordError,
)

log = structlog.get_logger()

_PICTURE_STATUS: Final = {"too_large": 413, "too_many_pixels": 413, "unsupported": 415, "damaged": 422, "quota": 409}

_ALWAYS: Final[dict[type[LibraryError], tuple[int, str, int]]] = {
    CursorError: (400, "cursor_invalid", 0),
    WrongPasswordError: (401, "wrong_password", 0),
    LastAdministratorError: (409, "last_administrator", 0),
    StoreError: (503, "store_unavailable", 30),
    BusyError: (503, "busy", 5),
}
"""Refusals that are always answered the same way: status, code, seconds until it may be better (0: never)."""


class Problem(ProblemDetailsException):
    """A refusal of ours.

    Args:
        status: HTTP status.
        code: what went wrong, for programs; never changes.
        detail: what went wrong, for people.
        headers: of the response.
        extra: further members of the document.
    """

    def __init__(
        self, status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, **extra: Any
    ) -> None:
        super().__init__(
            detail=detail,
            status_code=status,
            title=HTTPStatus(status).phrase,
            extra={"code": code, **extra},
            headers=headers,
        )


class ProblemDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """An error (RFC 9457). `code` is for programs and never changes; `detail` is for people."""

    status: int
    title: str
    detail: str
    code: str
    errors: list[Any] | None = None
    field: str | None = None
    quizzes: list[Any] | None = None


class Detail(msgspec.Struct, frozen=True):
    """An error under /api/v1."""

    detail: Any


def problem_of(error: LibraryError) -> Problem:
    """How a refusal of the library is answered."""
    text = str(error)
    match error:
        case NotFoundError(what=what):
            return Problem(404, f"{what}_not_found", text)
        case ConflictError(current=current):
            return Problem(412, "changed_in_between", text, headers={"ETag": f'"{current}"'}, current=current)
        case TakenError(field=field):
            return Problem(409, f"{field}_taken", text, field=field)
        case RegistrationError(code=code):
            return Problem(403, f"registration_{code}", text)
        case RefusedError(field=field):
            return Problem(422, "refused", text, field=field)
        case TooManyAttemptsError(retry_after=wait):
            return Problem(429, "too_many_attempts", text, headers={"Retry-After": str(max(1, -(-wait // 1000)))})
        case PictureError(code=code):
            return Problem(_PICTURE_STATUS.get(code, 422), f"picture_{code}", text)
    if type(error) in _ALWAYS:
        status, code, retry_after = _ALWAYS[type(error)]
        return Problem(status, code, text, headers={"Retry-After": str(retry_after)} if retry_after else None)
    log.error("the library refuses in a way that has no answer", error=type(error).__name__)
    return Problem(500, "internal_server_error", "something went wrong here")


def _from_http(error: HTTPException) -> ProblemDetailsException:
    status = HTTPStatus(error.status_code)
    extra: dict[str, Any] = {"code": status.name.lower()}
    if error.extra:
        extra["errors"] = error.extra
    return ProblemDetailsException(
        detail=_said(error), status_code=status, title=status.phrase, extra=extra, headers=error.headers
    )


def _said(error: HTTPException) -> str:
    # Litestar names method and address of a request that is not as described, query included: a key may be in it.
    return re.sub(r" for [A-Z]+ \S+$", "", error.detail) if isinstance(error, ValidationException) else error.detail


def _deployed(error: HTTPException) -> Response[Detail]:
    """An error under /api/v1."""
    if not isinstance(error, ValidationException):
        return Response(Detail(error.detail), status_code=error.status_code, headers=error.headers)
    # What FastAPI says of a request that is not as described.
    found = [
        _invalid([one.get("source", "body"), one.get("key", "")], one.get("message", ""))
        for one in error.extra or []
        if isinstance(one, dict)
    ]
    return Response(Detail(found or [_invalid(["body"], _said(error))]), status_code=422)


def _invalid(where: list[str], says: str) -> dict[str, Any]:
    return {"loc": where, "msg": says, "type": "value_error"}


def _answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    if isinstance(error, LibraryError):
        error = problem_of(error)
    if isinstance(error, TimeoutError):
        log.error("a request waited for too long", method=request.method, route=_route(request))
        error = Problem(503, "not_now", "the server cannot write just now: try again", headers={"Retry-After": "5"})
    if not isinstance(error, HTTPException):
        # The route, not the address: there may be a key in it.
        log.error("a request failed", method=request.method, route=_route(request), exc_info=error)
        error = Problem(500, "internal_server_error", "something went wrong here; it is in the server's log")
    # Not `request.url`: it takes no address with a port that is none, and whoever asks chooses that.
    if request.scope["path"].startswith("/api/v1/"):
        return _deployed(error)
    if not isinstance(error, ProblemDetailsException):
        error = _from_http(error)
    return error.to_response(request)


def _route(request: Request[Any, Any, Any]) -> str:
    handler = request.scope.get("route_handler")
    return "" if handler is None else str(handler)


ANSWERS: Final[ExceptionHandlersMap] = {Exception: _answer, HTTPException: _answer, LibraryError: _answer}
"""Exception handlers of the application."""
