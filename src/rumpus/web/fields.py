"""What people type, bounded before anything looks at it. The library says what of it can be taken."""

from typing import Annotated, TypeAlias

from msgspec import Meta

Name: TypeAlias = Annotated[str, Meta(max_length=200, examples=["Ms Marple"])]
"""The name of an account."""

NameOrEmail: TypeAlias = Annotated[str, Meta(min_length=1, max_length=254, examples=["marple@school.example"])]

Email: TypeAlias = Annotated[str, Meta(max_length=254, examples=["marple@school.example"])]

Password: TypeAlias = Annotated[str, Meta(max_length=1000, examples=["four words are fine"])]
"""8 to 200 characters, any of them."""

Code: TypeAlias = Annotated[str, Meta(max_length=200, examples=["3f0b4a6d5be4a1b68c3a4d0dbb2fd8ba5c5d0ff8f4e3a2b1"])]
"""The code of an invitation."""
