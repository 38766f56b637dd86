"""How a table is laid out, as plain values for the settings file and back.

Whatever in a file makes no sense (another program's hand, an older or newer version) is read as None or left out, and
the caller keeps its default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter, ValueFilter
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.webservice.timestamps import swedish_today

MIN_COLUMN_WIDTH, MAX_COLUMN_WIDTH = 40, 4_000
DEFAULT_WIDTH = 0
"""Stands for a column's width at first sight, which is not the same in every language and text size."""
_MAX_SEARCH_LENGTH = 1_000


@dataclass(frozen=True, slots=True)
class ColumnState:
    """One column, by number: how wide it is (DEFAULT_WIDTH where nobody changed that), and whether it is in sight."""

    column: int
    width: int
    is_shown: bool


def columns_to_json(places: Sequence[ColumnState], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Columns from left to right, by key."""
    return [{"key": columns[place.column].key, "width": place.width, "shown": place.is_shown} for place in places]


def columns_from_json(values: Any, columns: Sequence[Column]) -> list[ColumnState] | None:
    """Columns from left to right; those that the file does not know come last, as at first sight."""
    numbers = _column_numbers(columns)
    places: dict[int, ColumnState] = {}
    for value in values if isinstance(values, list) else ():
        number = numbers.get(_text(value, "key"))
        width = value.get("width") if isinstance(value, dict) else None
        if number is None or isinstance(width, bool) or not isinstance(width, int):
            continue
        if (width == DEFAULT_WIDTH or MIN_COLUMN_WIDTH <= width <= MAX_COLUMN_WIDTH) and isinstance(
            value.get("shown"), bool
        ):
            places[number] = ColumnState(number, width, value["shown"])
    if not any(place.is_shown for place in places.values()):
        return None
    rest = [number for number in range(len(columns)) if number not in places]
    unknown = [ColumnState(number, DEFAULT_WIDTH, columns[number].is_shown) for number in rest]
    return [*places.values(), *unknown]


def sort_to_json(keys: Sequence[SortKey], columns: Sequence[Column]) -> list[dict[str, Any]]:
    return [{"key": columns[key.column].key, "descending": key.is_descending} for key in keys]


def sort_from_json(values: Any, columns: Sequence[Column]) -> tuple[SortKey, ...] | None:
    """None where the file does not name a sort order; an empty one is the report's own order."""
    if not isinstance(values, list):
        return None
    numbers = _column_numbers(columns)
    keys: dict[int, SortKey] = {}
    for value in values:
        number = numbers.get(_text(value, "key"))
        if number is None or not isinstance(value.get("descending"), bool):
            return None
        keys.setdefault(number, SortKey(number, value["descending"]))
    return tuple(keys.values())


def filters_to_json(
    filters: Mapping[int, ColumnFilter], columns: Sequence[Column], *, with_personal: bool
) -> list[dict[str, Any]]:
    """Filters by key; those on values that name or describe a person only if `with_personal`."""
    return [
        {"key": columns[number].key} | _filter_to_json(condition)
        for number, condition in filters.items()
        if with_personal or not columns[number].is_personal
    ]


def filters_from_json(values: Any, columns: Sequence[Column]) -> dict[int, ColumnFilter]:
    """Filters by number; named periods are those of today."""
    numbers = _column_numbers(columns)
    filters: dict[int, ColumnFilter] = {}
    for value in values if isinstance(values, list) else ():
        number = numbers.get(_text(value, "key"))
        condition = _filter_from_json(value, columns[number].kind) if number is not None else None
        if number is not None and condition is not None:
            filters[number] = condition
    return filters


def search_text_from_json(value: Any) -> str:
    return value[:_MAX_SEARCH_LENGTH] if isinstance(value, str) else ""


def _filter_to_json(condition: ColumnFilter) -> dict[str, Any]:
    if isinstance(condition, ValueFilter):
        plain = [value.isoformat() if isinstance(value, datetime) else value for value in condition.values]
        return {"values": sorted(plain, key=str), "excluding": condition.is_excluding}
    if condition.preset is not None:
        return {"period": condition.preset.value}
    return {"first": condition.first_day.isoformat(), "last": condition.last_day.isoformat()}


def _filter_from_json(value: Mapping[str, Any], kind: ColumnKind) -> ColumnFilter | None:
    if kind is ColumnKind.DATETIME:
        return _date_filter_from_json(value)
    values = value.get("values")
    if not isinstance(values, list) or not isinstance(value.get("excluding"), bool):
        return None
    wanted: type[int] | type[str] = int if kind is ColumnKind.NUMBER else str
    if not all(item is None or (isinstance(item, wanted) and not isinstance(item, bool)) for item in values):
        return None
    kept: frozenset[Value] = frozenset(values)
    return ValueFilter(kept, value["excluding"])


def _date_filter_from_json(value: Mapping[str, Any]) -> DayFilter | None:
    if _text(value, "period") in set(Preset):
        preset = Preset(value["period"])
        return DayFilter(*preset_days(preset, swedish_today()), preset)
    try:
        first, last = date.fromisoformat(_text(value, "first")), date.fromisoformat(_text(value, "last"))
    except ValueError:
        return None
    return DayFilter(first, last) if first <= last else None


def _column_numbers(columns: Sequence[Column]) -> dict[str, int]:
    return {column.key: number for number, column in enumerate(columns)}


def _text(value: Any, key: str) -> str:
    text = value.get(key) if isinstance(value, dict) else None
    return text if isinstance(text, str) else ""
