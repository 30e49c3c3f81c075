"""The Socket.IO protocols that Rumpus speaks, as what is generated from their messages needs to know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, Union

import msgspec

from rumpus.pixel.messages import client_messages as pixel_client
from rumpus.pixel.messages.catalogue import SERVER_MESSAGES as PIXEL_SERVER_MESSAGES
from rumpus.quiz.messages import client_messages as quiz_client
from rumpus.quiz.messages import server_messages as quiz_server

Message: TypeAlias = type[Any]
"""A message's class. All have `event` and `ours`; what clients say has `host` and `payload` (none, bare, object), what
the server says has `args()` and `deployed_args()`."""


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One protocol.

    Attributes:
        name: in the names of what is generated.
        title: for people.
        page: file of its event reference in docs/.
        namespace: the namespace of ours; on `/` only what is not marked `ours` exists.
        client: what clients say.
        server: what the server says.
        inner: further types that messages of the server carry as JSON text.
    """

    name: str
    title: str
    page: str
    namespace: str
    client: Sequence[Message]
    server: Sequence[Message]
    inner: Sequence[type[msgspec.Struct]] = ()


PROTOCOLS: Final = (
    Protocol(
        name="quiz",
        title="the live quiz",
        page="events.md",
        namespace="/quiz",
        client=tuple(quiz_client.EVENTS.values()),
        server=quiz_server.MESSAGES,
        inner=(quiz_server.PlayGame,),
    ),
    Protocol(
        name="pixel",
        title="the pixel games",
        page="pixel-events.md",
        namespace="/pixel",
        client=pixel_client.MESSAGES,
        server=PIXEL_SERVER_MESSAGES,
    ),
)


def argument_said(message: Message) -> Any:
    """The type of the one argument with which a client says this; None if it has none."""
    fields = msgspec.structs.fields(message)
    if message.payload == "none":
        return message if fields else None
    if message.payload == "bare":
        (value,) = (field.type for field in fields if field.required)
        # By itself, or in an object where something else may be said with it.
        return Union[value, message] if len(fields) > 1 else value  # noqa: UP007 - of values
    return message


def argument_told(message: Message) -> Any:
    """The type of the one argument with which the server says this on its own namespace; None if it has none.

    Asked of the message itself, since it may be the message, one of its fields or nothing.
    """
    arguments = _filled(message).args()
    if not arguments:
        return None
    (argument,) = arguments
    return argument.type if isinstance(argument, _Value) else type(argument)


def has_argument_on_root(message: Message) -> bool:
    """Whether the server says this with an argument on the namespace `/`, too."""
    return bool(_filled(message).deployed_args())


class _Value:
    """Stands for the value of a field, to see whether a message sends it."""

    def __init__(self, field: msgspec.structs.FieldInfo) -> None:
        self.type = field.type

    def deployed(self) -> "_Value":
        """The same value, as the namespace `/` says it."""
        return self

    def __iter__(self) -> Any:
        """Nothing: a value that is a list."""
        return iter(())

    def items(self) -> tuple[()]:
        """Nothing: a value that is a dict."""
        return ()


def _filled(message: Message) -> Any:
    return message(**{field.name: _Value(field) for field in msgspec.structs.fields(message)})
