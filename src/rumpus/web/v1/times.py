"""Moments as deployed clients read them."""

from datetime import UTC, datetime


def moment(epoch_ms: int) -> str:
    """ISO 8601 in UTC without saying so, with microseconds: `2026-11-21T22:38:30.759229`."""
    return datetime.fromtimestamp(epoch_ms / 1000, UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
