"""Decodes a row field by field, so that a wrong value loses that field only, and says whether the row is damaged.

A row is damaged if its `createdAt` is not a time, a value has another type than documented, a known name is written
otherwise (`CreatedAt`), or an object has only names that are unknown: the service then sends another format, and the
row must not look like one without content. Null, a missing field, an unknown further field and an unknown state or
type are no damage.
"""

import json
import re
from collections.abc import Mapping, Set
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args

from msgspec import Struct, structs

from vitec_desktop.webservice.models import DAMAGED_ROW_MODELS, ROW_MODELS, ListKind, WireRow
from vitec_desktop.webservice.timestamps import is_readable_time

Model = TypeVar("Model", bound=Struct)

UNREADABLE = "\udfff"
"""Replaces what could not be read in a text; becomes U+FFFD in the row, which is then damaged."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE_NUMBER = re.compile(r"(-?\d{1,18})(?:\.0+)?")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]")


class _JsonNumber(str):
    """A number of JSON as it was written."""

    __slots__ = ()


_JSON = json.JSONDecoder(parse_int=_JsonNumber, parse_float=_JsonNumber, strict=False)


def read_json_row(kind: ListKind, raw: bytes, is_valid: bool = True) -> WireRow:
    """Return what can be read of a row in JSON: a model of DAMAGED_ROW_MODELS unless that is all of it.

    An invalid byte and a lone surrogate become U+FFFD, a value of a wrong type None; a number where text is expected
    stays as it was written. A row that is not valid JSON is damaged in any case.
    """
    try:
        plain = _JSON.decode(raw.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        plain = None
    return _make_row(kind, plain, raw, _Reader(numbers=_JsonNumber, is_intact=is_valid))


def read_xml_row(kind: ListKind, plain: object) -> WireRow:
    """Return what can be read of a row in XML: a model of DAMAGED_ROW_MODELS unless that is all of it.

    `plain` is what the parser made of it: mappings by JSON name, text, None. UNREADABLE in a text becomes U+FFFD.
    """
    return _make_row(kind, plain, plain, _Reader(numbers=str))


def _make_row(kind: ListKind, plain: object, content: object, reader: "_Reader") -> WireRow:
    row = reader.read_row(ROW_MODELS[kind], plain)
    if reader.is_intact and is_readable_time(row.created_at):
        return row
    try:
        digest = hash(repr(content))
    except RecursionError:  # nested too deep
        digest = 0
    return DAMAGED_ROW_MODELS[kind](**structs.asdict(row), digest=digest)


class _Reader:
    """Reads one row; `numbers` is the type of the plain objects that are numbers."""

    def __init__(self, numbers: type[str], is_intact: bool = True) -> None:
        self.is_intact = is_intact
        self._numbers = numbers

    def read_row(self, model: type[Model], plain: object) -> Model:
        if isinstance(plain, Mapping) and plain:
            return self._read_object(model, plain)
        self.is_intact = False
        return self._read_object(model, {})

    def _read_object(self, model: type[Model], plain: Mapping[str, object]) -> Model:
        fields = _model_fields(model)
        known = {wire_name for _, wire_name, _ in fields}
        if not plain.keys() <= known:
            similar = _find_by_similar_names(plain, known)
            if similar or (plain.keys().isdisjoint(known)):
                self.is_intact = False
            plain = {**similar, **plain}
        return model(**{name: self._read(kind, plain.get(wire_name)) for name, wire_name, kind in fields})

    def _read(self, kind: type, value: object) -> object:
        if value is None:
            return None
        if issubclass(kind, Struct):
            if isinstance(value, Mapping):
                return self._read_object(kind, value)
            if self._numbers is str and isinstance(value, str) and not value.strip():  # <Contact/> in XML
                return self._read_object(kind, {})
        elif isinstance(value, str):
            return self._read_whole_number(value) if kind is int else self._read_text(value)
        self.is_intact = False
        return None

    def _read_text(self, value: str) -> str:
        text, replaced = _LONE_SURROGATE.subn("\ufffd", value)
        if replaced or isinstance(value, _JsonNumber):
            self.is_intact = False
        return text

    def _read_whole_number(self, value: str) -> int | None:
        match = _WHOLE_NUMBER.fullmatch(value.strip())
        if match is None or not isinstance(value, self._numbers):
            self.is_intact = False
        return int(match[1]) if match else None


def _find_by_similar_names(plain: Mapping[str, object], known: Set[str]) -> Mapping[str, object]:
    """Return the values of known names that `plain` has with another case or punctuation only, by the known name."""
    missing = {_fold(name): name for name in known - plain.keys()}
    return {missing[folded]: value for name, value in plain.items() if (folded := _fold(name)) in missing}


def _fold(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name.casefold())


@cache
def _model_fields(model: type[Struct]) -> tuple[tuple[str, str, type[Any]], ...]:
    """Return each field's name, its JSON name, and its type without None."""
    return tuple(
        (field.name, field.encode_name, next(kind for kind in get_args(field.type) if kind is not NoneType))
        for field in structs.fields(model)
    )
