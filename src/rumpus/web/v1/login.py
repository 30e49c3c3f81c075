"""Signing in, in the two steps of deployed clients (quiz.md 5.6). Passwords only."""

from typing import Annotated

import msgspec
from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rumpus.library import Library, WrongPasswordError
from rumpus.web.access_token import AccessTokens
from rumpus.web.fields import NameOrEmail, Password
from rumpus.web.problems import Problem
from rumpus.web.signing_in import begin
from rumpus.web.v1.login_steps import LoginSteps
from rumpus.web.who import Visitor, everybody


class LoginName(msgspec.Struct, frozen=True):
    """Who wants in, by address or name."""

    email: NameOrEmail


class LoginBegun(msgspec.Struct, frozen=True):
    """How to go on. It is the same whether there is such an account or not."""

    step_1: list[str]
    step_2: list[str]
    session_id: str
    webauthn_data: str | None


class LoginProof(msgspec.Struct, frozen=True):
    """The password."""

    auth_type: Annotated[str, msgspec.Meta(max_length=20, examples=["PASSWORD"])]
    data: Password


class AccessGiven(msgspec.Struct, frozen=True):
    """An access token, for who does not use cookies."""

    access_token: str
    token_type: str


class LoginController(Controller):
    """Signing in."""

    path = "/login"
    guards = (everybody,)
    tags = ("login",)

    @post("/start", summary="Begin to sign in", status_code=200)
    async def start(self, data: JSONBody[LoginName], steps: NamedDependency[LoginSteps]) -> LoginBegun:
        """Names who wants in. The answer does not tell whether there is such an account."""
        return LoginBegun(["PASSWORD"], [], steps.begin(data.email), None)

    @post("/step/{step:int}", summary="Show the password", status_code=200)
    async def step(
        self,
        step: FromPath[int],
        session_id: Annotated[str, QueryParameter(description="As `login/start` gave it.", max_length=64)],
        data: JSONBody[LoginProof],
        steps: NamedDependency[LoginSteps],
        library: NamedDependency[Library],
        tokens: NamedDependency[AccessTokens],
        visitor: NamedDependency[Visitor],
    ) -> Response[AccessGiven]:
        """Sets the cookies `access_token` and `rememberme_token`. Too many attempts: 429 with `Retry-After`."""
        name = steps.named(session_id)
        if name is None or step != 1 or data.auth_type != "PASSWORD":
            raise _wrong()
        try:
            user = await library.users.sign_in(name, data.data, address=visitor.address)
        except WrongPasswordError:
            raise _wrong() from None
        steps.done(session_id)
        begun = await begin(library, tokens, user, visitor)
        return Response(AccessGiven(begun.access_token, "bearer"), cookies=begun.cookies)


def _wrong() -> Problem:
    return Problem(401, "wrong_password", "wrong credentials")
