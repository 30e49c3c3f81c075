"""A binary packet that waits for its attachments."""

from __future__ import annotations

from rumpus.wire.socketio.packet import Packet
from rumpus.wire.socketio.payload import PacketError, put_back


class Assembly:
    """A binary packet and those of its attachments that are there.

    Args:
        packet: a BINARY_EVENT or BINARY_ACK.
        room: bytes its attachments may have together.
    """

    __slots__ = ("_attachments", "_packet", "_room")

    def __init__(self, packet: Packet, room: int) -> None:
        self._packet = packet
        self._room = room
        self._attachments: list[bytes] = []

    def add(self, attachment: bytes) -> Packet | None:
        """Add the next attachment; returns the packet when it is complete.

        Raises:
            PacketError: the attachments are too large, or a placeholder names none of them.
        """
        self._room -= len(attachment)
        if self._room < 0:
            raise PacketError("attachments too large")
        self._attachments.append(attachment)
        if len(self._attachments) < self._packet.attachments:
            return None
        return self._packet._replace(data=put_back(self._packet.data, self._attachments), attachments=0)
