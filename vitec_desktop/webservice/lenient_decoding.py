"""Decodes a row from plain objects field by field, so that a wrong value loses that field only.

Plain objects are what a lenient parser makes of JSON or XML: mappings by JSON name, text, numbers as text, None.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args

from msgspec import Struct, structs

Row = TypeVar("Row", bound=Struct)

UNREADABLE = "\udfff"
"""Replaces what could not be read in the text of a plain object; becomes U+FFFD in a model."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE_NUMBER = re.compile(r"(-?\d{1,18})(?:\.0+)?")


def read_row(model: type[Row], plain: object) -> tuple[Row | None, bool]:
    """Return what can be read of one row, and True if that is all of it; no row if `plain` is not a mapping.

    A lone surrogate becomes U+FFFD, a value of a wrong type None. Numbers are text in `plain`; in a text field they
    stay as they were written.
    """
    if not isinstance(plain, Mapping):
        return None, False
    reader = _Reader()
    return reader.read_object(model, plain), reader.is_intact


class _Reader:
    def __init__(self) -> None:
        self.is_intact = True

    def read_object(self, model: type[Row], plain: Mapping[str, object]) -> Row:
        return model(**{name: self._read(kind, plain.get(wire_name)) for name, wire_name, kind in _model_fields(model)})

    def _read(self, kind: type, value: object) -> object:
        if value is None:
            return None
        if issubclass(kind, Struct):
            if isinstance(value, Mapping):
                return self.read_object(kind, value)
            if isinstance(value, str) and not value.strip():  # <Contact/>: an empty XML element is text
                return kind()
        elif isinstance(value, str):
            return self._read_whole_number(value) if kind is int else self._read_text(value)
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
def _model_fields(model: type[Struct]) -> tuple[tuple[str, str, type[Any]], ...]:
    """Return each field's name, its JSON name, and its type without None."""
    return tuple(
        (field.name, field.encode_name, next(kind for kind in get_args(field.type) if kind is not NoneType))
        for field in structs.fields(model)
    )
