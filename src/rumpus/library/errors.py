"""What the library refuses, each with a sentence for people and what a caller needs to answer well."""


class LibraryError(Exception):
    """Anything that the library refuses. The text is a sentence in English."""


class UnusableError(LibraryError):
    """The database cannot be used: it is not reachable, damaged, or not ours. Said when opening."""


class SchemaError(UnusableError):
    """The database was written by a newer Rumpus."""


class NotFoundError(LibraryError):
    """There is no such thing (any more).

    Attributes:
        what: "user", "quiz", "game", "player", "file", "session", "key", "invitation", "workspace" or "question".
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")
        self.what = what


class ConflictError(LibraryError):
    """Somebody else saved in between.

    Attributes:
        current: the version that is there now.
    """

    def __init__(self, current: int) -> None:
        super().__init__(f"It was changed in between: version {current} is there now.")
        self.current = current


class TakenError(LibraryError):
    """Another account has it.

    Attributes:
        field: "name" or "email".
    """

    def __init__(self, field: str) -> None:
        super().__init__(f"Another account has this {field}.")
        self.field = field


class RegistrationError(LibraryError):
    """Registering is not open to this person.

    Attributes:
        code: "closed", "invitation_needed" or "invitation_invalid".
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class RefusedError(LibraryError):
    """A value that cannot be taken.

    Attributes:
        field: the one that is wrong.
    """

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


class LastAdministratorError(LibraryError):
    """The last administrator can be neither removed nor disabled."""

    def __init__(self) -> None:
        super().__init__("This is the last administrator.")


class WrongPasswordError(LibraryError):
    """No account with this name and password. It does not say which of both is wrong."""

    def __init__(self) -> None:
        super().__init__("Name or password is wrong.")


class TooManyAttemptsError(LibraryError):
    """Too many wrong passwords for this account or from this address.

    Attributes:
        retry_after: milliseconds until the next attempt is looked at.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many attempts. Try again in {-(-retry_after // 1000)} s.")
        self.retry_after = retry_after


class CursorError(LibraryError):
    """This cursor is none of ours."""

    def __init__(self) -> None:
        super().__init__("This cursor is none of ours.")


class StoreError(LibraryError):
    """The bytes of files cannot be read or kept just now."""

    def __init__(self) -> None:
        super().__init__("The store of files does not answer. Try again in a moment.")


class BusyError(LibraryError):
    """There is too much to do just now."""

    def __init__(self) -> None:
        super().__init__("Too many files at once. Try again in a moment.")


class PictureError(LibraryError):
    """A file that is not taken.

    Attributes:
        code: "too_large", "too_many_pixels", "unsupported", "damaged" or "quota".
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
