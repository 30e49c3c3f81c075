"""Rumpus: a live-games server."""

__version__ = "0.1.0"
