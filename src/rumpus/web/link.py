"""The path of a link that signs somebody in."""

from typing import Final
from urllib.parse import urlencode

PATH: Final = "/api/v2/session/link"


def sign_in_path(token: str) -> str:
    """Where a browser goes to be signed in with a token of `Library.links`."""
    return f"{PATH}?{urlencode({'token': token})}"
