"""Errors of the REST interface: RFC 9457 problem documents with a code that programs can compare."""

from http import HTTPStatus
from typing import Any

from litestar.exceptions import HTTPException
from litestar.plugins.problem_details import ProblemDetailsConfig, ProblemDetailsException, ProblemDetailsPlugin


class Problem(ProblemDetailsException):
    """A refusal of ours.

    Args:
        status: HTTP status.
        code: what went wrong, for programs; never changes.
        detail: what went wrong, for people.
        extra: further members of the document.
    """

    def __init__(self, status: int, code: str, detail: str, **extra: Any) -> None:
        super().__init__(
            detail=detail, status_code=status, title=HTTPStatus(status).phrase, extra={"code": code, **extra}
        )


def _from_http(error: HTTPException) -> ProblemDetailsException:
    status = HTTPStatus(error.status_code)
    extra: dict[str, Any] = {"code": status.name.lower()}
    if error.extra:
        extra["errors"] = error.extra
    return ProblemDetailsException(
        detail=error.detail, status_code=status, title=status.phrase, extra=extra, headers=error.headers
    )


def problem_details() -> ProblemDetailsPlugin:
    """Litestar's plugin, set up so that every error is a problem document."""
    return ProblemDetailsPlugin(ProblemDetailsConfig(exception_to_problem_detail_map={HTTPException: _from_http}))
