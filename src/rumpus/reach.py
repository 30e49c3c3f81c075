"""Where phones reach this server, and how that is told to the person at its console."""

import io
import ipaddress
import socket

import segno


def lan_address() -> str | None:
    """The address of this machine on its network, or None without one.

    Connecting a UDP socket sends nothing: the kernel only chooses the route it would take (192.0.2.1 is reserved for
    documentation, RFC 5737).
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address: str = probe.getsockname()[0]
        return None if ipaddress.ip_address(address).is_loopback else address


def is_loopback(host: str) -> bool:
    """Whether only this machine itself reaches a server that listens on this address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address_of(host: str, port: int, public_url: str | None, base_path: str = "") -> str:
    """The address to give to players, without a slash at its end. A public one has the base path in it."""
    if public_url is not None:
        return public_url.rstrip("/")
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not bound
        host = lan_address() or "localhost"
    if ":" in host:
        host = f"[{host}]"
    return f"http://{host}:{port}{base_path}"


def qr_lines(text: str) -> list[str]:
    """A QR code of text for a terminal, two rows of modules in a line."""
    out = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue().rstrip("\n").split("\n")
