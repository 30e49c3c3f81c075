"""A Socket.IO server: Engine.IO protocol 4, Socket.IO protocol 5, WebSocket and long-polling. It knows no game.

Read `Server`, `NamespaceEvents`, `Socket` and `Room` to use it. `Engine` is usable by itself.
"""

from rumpus.wire.engineio.config import EngineConfig
from rumpus.wire.engineio.connection import Connection, ConnectionHandler
from rumpus.wire.engineio.engine import Engine
from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.engineio.request import Request
from rumpus.wire.engineio.serve import WireServer
from rumpus.wire.socketio.namespace import Namespace
from rumpus.wire.socketio.namespace_events import NamespaceEvents, Refused
from rumpus.wire.socketio.recovery import RecoveryMode
from rumpus.wire.socketio.room import Room
from rumpus.wire.socketio.server import Server
from rumpus.wire.socketio.socket import Socket
from rumpus.wire.socketio.trail import RecoveryLimits

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
