"""Where players go: never to localhost, which on a phone is the phone itself (quiz.md 0.12)."""

from typing import Any

from litestar import Request

from rumpus.reach import address_of, is_loopback
from rumpus.web.who import Visitor


class JoinAddress:
    """The address for players.

    Args:
        public_url: what the settings say; None: the name by which the teacher reached this server, and if that was
            localhost, the address of this machine in its network.
        base_path: the path under which a proxy shows this server; the public address has it in it.
    """

    def __init__(self, public_url: str | None, base_path: str = "") -> None:
        self._public_url = public_url
        self._base_path = base_path

    def of(self, request: Request[Any, Any, Any], visitor: Visitor) -> str:
        """Without a slash at its end."""
        if self._public_url is not None:
            return self._public_url.rstrip("/")
        try:
            host, port = request.url.hostname or "", request.url.port
        except ValueError:
            # A port that is none.
            host, port = "", None
        scheme = "https" if visitor.secure else "http"
        if not host or is_loopback(host) or host.endswith(".localhost"):
            default = 443 if visitor.secure else 80
            return address_of("0.0.0.0", port or default, None, self._base_path)  # noqa: S104 - this machine
        if ":" in host:
            host = f"[{host}]"
        return f"{scheme}://{host}" + (f":{port}" if port else "") + self._base_path

    def play(self, request: Request[Any, Any, Any], visitor: Visitor, game_pin: str) -> str:
        """Where a player joins this game."""
        return f"{self.of(request, visitor)}/play?pin={game_pin}"

    def room(self, request: Request[Any, Any, Any], visitor: Visitor, code: str) -> str:
        """Where somebody comes into this private room of the pixel games."""
        return f"{self.of(request, visitor)}/pixel/room/{code}"
