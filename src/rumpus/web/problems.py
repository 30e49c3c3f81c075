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
from litestar.plugins.problem_details import ProblemDetailsConfig, ProblemDetailsException, ProblemDetailsPlugin
from litestar.types import ExceptionHandlersMap

from rumpus.library import (
    ConflictError,
    CursorError,
    LastAdministratorError,
    LibraryError,
    NotFoundError,
    PictureError,
    RefusedError,
    RegistrationError,
    TakenError,
    TooManyAttemptsError,
    WrongPasswordError,
)

log = structlog.get_logger()

_PICTURE_STATUS: Final = {"too_large": 413, "too_many_pixels": 413, "unsupported": 415, "damaged": 422, "quota": 409}


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
        case LastAdministratorError():
            return Problem(409, "last_administrator", text)
        case WrongPasswordError():
            return Problem(401, "wrong_password", text)
        case TooManyAttemptsError(retry_after=wait):
            return Problem(429, "too_many_attempts", text, headers={"Retry-After": str(max(1, -(-wait // 1000)))})
        case CursorError():
            return Problem(400, "cursor_invalid", text)
        case PictureError(code=code):
            return Problem(_PICTURE_STATUS.get(code, 422), f"picture_{code}", text)
    log.error("the library refuses in a way that has no answer", error=type(error).__name__)
    return Problem(500, "internal_server_error", "something went wrong here")


def problem_details() -> ProblemDetailsPlugin:
    """Litestar's plugin, set up so that every error is a problem document."""
    return ProblemDetailsPlugin(
        ProblemDetailsConfig(
            exception_to_problem_detail_map={HTTPException: _from_http, LibraryError: problem_of},
        )
    )


def _from_http(error: HTTPException) -> ProblemDetailsException:
    status = HTTPStatus(error.status_code)
    extra: dict[str, Any] = {"code": _code_of(status)}
    if error.extra:
        extra["errors"] = error.extra
    detail = _without_request_line(error.detail) if isinstance(error, ValidationException) else error.detail
    return ProblemDetailsException(
        detail=detail, status_code=status, title=status.phrase, extra=extra, headers=error.headers
    )


def _code_of(status: HTTPStatus) -> str:
    return status.name.lower()


def _without_request_line(detail: str) -> str:
    # Litestar names method and address, query included; there may be a key in it.
    return re.sub(r" for [A-Z]+ \S+$", "", detail)


# ---- /api/v1


def _detail(error: Exception) -> Response[Detail]:
    if isinstance(error, LibraryError):
        error = problem_of(error)
    assert isinstance(error, HTTPException)
    if isinstance(error, ValidationException):
        # What FastAPI says of a request that is not as described.
        found = [
            {
                "loc": [one.get("source", "body"), one.get("key", "")],
                "msg": one.get("message", ""),
                "type": "value_error",
            }
            for one in error.extra or []
            if isinstance(one, dict)
        ]
        detail: Any = found or [{"loc": ["body"], "msg": _without_request_line(error.detail), "type": "value_error"}]
        return Response(Detail(detail), status_code=422)
    return Response(Detail(error.detail), status_code=error.status_code, headers=error.headers)


def _invalid(where: list[str], says: str) -> dict[str, Any]:
    return {"loc": where, "msg": says, "type": "value_error"}


def _on_error(_request: Request[Any, Any, Any], error: Exception) -> Response[Detail]:
    return _detail(error)


DEPLOYED: Final[ExceptionHandlersMap] = {
    ProblemDetailsException: _on_error,
    ValidationException: _on_error,
    LibraryError: _on_error,
    HTTPException: _on_error,
}
"""Exception handlers of the router of /api/v1."""
