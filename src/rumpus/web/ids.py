"""Ids in paths. What cannot be one is refused before anything is looked up."""

from typing import Annotated, Final, TypeAlias

from litestar.params import PathParameter

UUID: Final = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"

Id: TypeAlias = Annotated[str, PathParameter(description="A UUID.", pattern=UUID)]

Index: TypeAlias = Annotated[int, PathParameter(description="Of a question, from 0.", ge=0, le=999)]

Seat: TypeAlias = Annotated[int, PathParameter(description="Of a player in a game.", ge=1, le=2**31 - 1)]
