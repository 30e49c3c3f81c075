"""Names and texts in the form in which they are compared."""

import unicodedata


def folded(text: str) -> str:
    """A name as it is compared: NFKC, without case, without space around it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).strip()
