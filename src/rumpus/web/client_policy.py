"""What the page of the client may load and do, as its Content-Security-Policy says it.

Its inline scripts are allowed by their hashes. Nothing in here needs https: a school's network is plain http.
"""

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from typing import Final

_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


class Policy:
    """The policy of one page.

    Args:
        page: its HTML, as it is served.
    """

    def __init__(self, page: str) -> None:
        scripts = _InlineScripts()
        scripts.feed(page)
        scripts.close()
        hashes = "".join(f" 'sha256-{_hash(script)}'" for script in scripts.found)
        self._before = f"default-src 'self'; script-src 'self'{hashes}; connect-src 'self'"
        self._after = (
            "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' data: blob:"
            "; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
        )

    def text(self, host: str) -> str:
        """The policy for who reached the server under this name (the request's Host).

        Safari before 15.4 does not take 'self' to mean sockets of the same host, so they are named.
        """
        sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
        return self._before + sockets + self._after


class _InlineScripts(HTMLParser):
    """Finds what stands between the tags of scripts that are not loaded from an address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_in = tag == "script" and all(name != "src" for name, _ in attrs)
        if self._is_in:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._is_in:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._is_in = False


def _hash(script: str) -> str:
    # Browsers hash what they parsed, where every line ends with a line feed.
    return b64encode(hashlib.sha256(script.replace("\r\n", "\n").encode()).digest()).decode()
