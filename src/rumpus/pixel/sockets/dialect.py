"""The two namespaces on which the pixel games are spoken: `/`, where deployed clients are, and `/pixel`."""

from rumpus.pixel.messages.server_messages import ServerMessage
from rumpus.wire import Namespace, Room, Socket


class Dialect:
    """A namespace and what is said there.

    Attributes:
        is_ours: whether it has the events that the deployed original does not know.
        namespace: the wire's; set when the server has it.
    """

    __slots__ = ("is_ours", "namespace")

    namespace: Namespace

    def __init__(self, *, is_ours: bool) -> None:
        self.is_ours = is_ours

    def knows(self, message: type[ServerMessage] | ServerMessage) -> bool:
        """Whether the message exists here."""
        return self.is_ours or not message.ours

    def room(self, name: str) -> Room:
        """A room of this namespace."""
        return self.namespace.room(name)

    def tell(self, socket: Socket, message: ServerMessage) -> None:
        """Say something to one socket; what does not exist here is left out."""
        if self.knows(message):
            socket.emit(message.event, *message.args())
