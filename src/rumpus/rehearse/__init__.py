"""A thin frame client and scripted players: rehearsals, load and benchmarks.

`rehearse(RehearsalOptions(players=300))` plays a whole quiz and gives a `Report`; `FrameClient` is one client of many.
"""

from rumpus.rehearse.errors import HandshakeError, NoConnectionError, ProtocolError, RefusedError, RehearsalError
from rumpus.rehearse.frame_client import FrameClient
from rumpus.rehearse.options import RehearsalOptions
from rumpus.rehearse.rehearsal import rehearse
from rumpus.rehearse.report import Report

__all__ = [
    "FrameClient",
    "HandshakeError",
    "NoConnectionError",
    "ProtocolError",
    "RefusedError",
    "RehearsalError",
    "RehearsalOptions",
    "Report",
    "rehearse",
]
