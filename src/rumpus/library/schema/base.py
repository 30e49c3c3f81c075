"""What all tables have in common: names of constraints, types of columns."""

from typing import Annotated

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column


class _Text(TypeDecorator[str]):
    """Text without what databases do not take: NUL (PostgreSQL) and lone surrogates (both).

    What is asked for with one of them is not found, instead of an error.
    """

    impl: type[String] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the interface
        if value is None:
            return None
        if "\0" in value:
            value = value.replace("\0", "\ufffd")
        return value if value.isascii() else value.encode("utf-8", "replace").decode()


class _Short(_Text):
    """The same with a largest length."""

    impl = String
    cache_ok = True


class _Whole(TypeDecorator[int]):
    """A whole number of 32 bits. Larger ones become the largest: only who plays with addresses asks for them."""

    impl = Integer
    cache_ok = True
    bits = 32

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the interface
        if value is None:
            return None
        largest = (1 << self.bits - 1) - 1
        return max(-largest, min(largest, value))


class _Long(_Whole):
    """A whole number of 64 bits."""

    impl = BigInteger
    cache_ok = True
    bits = 64


Id = Annotated[str, mapped_column(_Short(64))]
"""A UUIDv7, or an id that the hall gave."""

Moment = Annotated[int, mapped_column(_Long)]
"""Epoch milliseconds."""

Large = Annotated[int, mapped_column(_Long)]
"""A number that may not fit into 32 bits."""

Whole = Annotated[int, mapped_column(_Whole)]
"""A number that fits into 32 bits."""

Short = Annotated[str, mapped_column(_Short(32))]
"""One of a few words."""

Words = Annotated[str, mapped_column(_Text)]
"""Text of people, or JSON. It is bounded by whoever writes it."""

Digest = Annotated[bytes, mapped_column(LargeBinary)]
"""A SHA-256, 32 bytes."""


class Base(DeclarativeBase):
    """A table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
