"""Reading a row from plain objects, field by field, so that one wrong value costs no more than itself.

Plain objects are what a lenient parser makes of JSON or XML: mappings by wire name, text, numbers as text, None.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args

from msgspec import Struct, structs

Row = TypeVar("Row", bound=Struct)

UNREADABLE = "\udfff"
"""A lone surrogate stands in plain text where something could not be read; a shape's text has U+FFFD there."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE_NUMBER = re.compile(r"(-?\d{1,18})(?:\.0+)?")


def read_row(shape: type[Row], plain: object) -> tuple[Row | None, bool]:
    """What can be read of one row, and whether that is all of it; no row where `plain` is no mapping.

    A lone surrogate becomes U+FFFD, a value of a wrong type None. Numbers come as text already: one that stands where
    text is wanted is read as it was written.
    """
    if not isinstance(plain, Mapping):
        return None, False
    reader = _Reader()
    return reader.read_object(shape, plain), reader.is_intact


class _Reader:
    def __init__(self) -> None:
        self.is_intact = True

    def read_object(self, shape: type[Row], plain: Mapping[str, object]) -> Row:
        return shape(
            **{name: self._read(wanted, plain.get(wire_name)) for name, wire_name, wanted in _model_fields(shape)}
        )

    def _read(self, wanted: type, value: object) -> object:
        if value is None:
            return None
        if issubclass(wanted, Struct):
            if isinstance(value, Mapping):
                return self.read_object(wanted, value)
            if isinstance(value, str) and not value.strip():  # <Contact/>: an object without fields looks like text
                return wanted()
        elif isinstance(value, str):
            return self._read_whole_number(value) if wanted is int else self._read_text(value)
        self.is_intact = False
        return None

    def _read_text(self, value: str) -> str:
        text, replaced = _LONE_SURROGATE.subn("\ufffd", value)
        if replaced:
            self.is_intact = False
        return text

    def _read_whole_number(self, value: str) -> int | None:
        match = _WHOLE_NUMBER.fullmatch(value.strip())
        if match is None:
            self.is_intact = False
            return None
        return int(match[1])


@cache
def _model_fields(shape: type[Struct]) -> tuple[tuple[str, str, type[Any]], ...]:
    """Each field's name here, its name on the wire, and the one type that it wants besides None."""
    return tuple(
        (field.name, field.encode_name, next(kind for kind in get_args(field.type) if kind is not NoneType))
        for field in structs.fields(shape)
    )
