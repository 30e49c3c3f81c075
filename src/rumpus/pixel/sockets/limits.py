"""Every number that bounds what the sockets of the pixel games may do, in one place."""

from dataclasses import dataclass

SECOND = 1_000
MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelLimits:
    """Bounds and waits; times in milliseconds. The defaults suit a class behind one address (pixel.md 0.4).

    Attributes:
        sockets: connected at the same time.
        sockets_per_address: of one client address, at the same time.
        new_sockets_per_address: of one client address, within ten seconds.
        players: in all games together; who comes then waits in the queue.
        wrong_passwords: of one browser for one room within `password_window`; then it waits until that is over.
        wrong_passwords_per_address: of one address for one room.
        wrong_codes_per_address: room codes that are none, within a minute.
        password_window: see `wrong_passwords`.
        idle_check: how often a socket is looked at.
        idle_warning: a socket that was silent for so long is warned.
        idle_end: one that was silent for so long is closed.
        queue_patience: who has waited for so long is sent away.
        place_held: for how long a free place is kept for the socket that was called.
    """

    sockets: int = 15_000
    sockets_per_address: int = 300
    new_sockets_per_address: int = 100
    players: int = 10_000
    wrong_passwords: int = 5
    wrong_passwords_per_address: int = 50
    wrong_codes_per_address: int = 100
    password_window: int = 15 * MINUTE
    idle_check: int = 30 * SECOND
    idle_warning: int = 4 * MINUTE
    idle_end: int = 5 * MINUTE
    queue_patience: int = 5 * MINUTE
    place_held: int = 30 * SECOND
