"""A Socket.IO server: Engine.IO protocol 4, Socket.IO protocol 5, WebSocket and long-polling. It knows no game.

Read `Server`, `NamespaceEvents`, `Socket` and `Room` to use it. `Engine` is usable by itself.
"""

from rumpus.wire.connection import Connection, ConnectionHandler
from rumpus.wire.engine import Engine
from rumpus.wire.engine_config import EngineConfig
from rumpus.wire.namespace import Namespace
from rumpus.wire.namespace_events import NamespaceEvents, Refused
from rumpus.wire.outgoing import Outgoing
from rumpus.wire.recovery import RecoveryMode
from rumpus.wire.request import Request
from rumpus.wire.room import Room
from rumpus.wire.serve import WireServer
from rumpus.wire.server import Server
from rumpus.wire.socket import Socket
from rumpus.wire.trail import RecoveryLimits

__all__ = [
    "Connection",
    "ConnectionHandler",
    "Engine",
    "EngineConfig",
    "Namespace",
    "NamespaceEvents",
    "Outgoing",
    "RecoveryLimits",
    "RecoveryMode",
    "Refused",
    "Request",
    "Room",
    "Server",
    "Socket",
    "WireServer",
]
