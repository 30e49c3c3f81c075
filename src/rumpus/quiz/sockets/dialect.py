"""The two dialects in which a quiz is spoken: that of the deployed original on `/`, ours on `/quiz`."""

from collections.abc import Callable
from typing import Any

from rumpus.quiz.messages.server_messages import ServerMessage
from rumpus.wire import Namespace, Room, Socket

OnSent = Callable[[Socket, int], None]
"""Called with a socket and monotonic milliseconds when a message left for it."""


class Dialect:
    """A namespace and how messages are said there.

    Attributes:
        is_ours: whether it has the events and members that the deployed original does not know.
        namespace: the wire's; set when the server has it.
    """

    __slots__ = ("is_ours", "namespace")

    namespace: Namespace

    def __init__(self, *, is_ours: bool) -> None:
        self.is_ours = is_ours

    @property
    def name(self) -> str:
        """The namespace that speaks it."""
        return "/quiz" if self.is_ours else "/"

    def knows(self, message: type[ServerMessage] | ServerMessage) -> bool:
        """Whether the message exists in this dialect."""
        return self.is_ours or not message.ours

    def args(self, message: ServerMessage) -> tuple[Any, ...]:
        """The arguments of the message in this dialect."""
        return message.args() if self.is_ours else message.deployed_args()

    def room(self, name: str) -> Room:
        """A room of this namespace."""
        return self.namespace.room(name)

    def tell(self, socket: Socket, message: ServerMessage, on_sent: OnSent | None = None) -> None:
        """Say something to one socket of this dialect; what does not exist in it is left out."""
        if self.knows(message):
            socket.emit(message.event, *self.args(message), on_sent=on_sent)
