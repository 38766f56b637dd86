"""How a table is laid out, as plain values for the settings file and back.

Whatever in a file makes no sense (another program's hand, an older or newer version) is read as None or left out, and
the caller keeps its default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vitec_desktop.report.columns import Column, Kind, Value
from vitec_desktop.report.filters import DayFilter, Filter, ValueFilter
from vitec_desktop.report.periods import Preset, days
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.webservice.timestamps import swedish_today

NARROWEST, WIDEST = 40, 4_000
FIRST_WIDTH = 0
"""Stands for a column's width at first sight, which is not the same in every language and text size."""
_LONGEST_QUERY = 1_000


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """One column, by number: how wide it is (FIRST_WIDTH where nobody changed that), and whether it is in sight."""

    column: int
    width: int
    is_shown: bool


def columns_to_values(places: Sequence[ColumnPlace], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Columns from left to right, by key."""
    return [{"key": columns[place.column].key, "width": place.width, "shown": place.is_shown} for place in places]


def columns_from_values(values: Any, columns: Sequence[Column]) -> list[ColumnPlace] | None:
    """Columns from left to right; those that the file does not know come last, as at first sight."""
    numbers = _numbers(columns)
    places: dict[int, ColumnPlace] = {}
    for value in values if isinstance(values, list) else ():
        number = numbers.get(_text(value, "key"))
        width = value.get("width") if isinstance(value, dict) else None
        if number is None or isinstance(width, bool) or not isinstance(width, int):
            continue
        if (width == FIRST_WIDTH or NARROWEST <= width <= WIDEST) and isinstance(value.get("shown"), bool):
            places[number] = ColumnPlace(number, width, value["shown"])
    if not any(place.is_shown for place in places.values()):
        return None
    rest = [number for number in range(len(columns)) if number not in places]
    unknown = [ColumnPlace(number, FIRST_WIDTH, columns[number].is_shown) for number in rest]
    return [*places.values(), *unknown]


def sort_to_values(keys: Sequence[SortKey], columns: Sequence[Column]) -> list[dict[str, Any]]:
    return [{"key": columns[key.column].key, "descending": key.is_descending} for key in keys]


def sort_from_values(values: Any, columns: Sequence[Column]) -> tuple[SortKey, ...] | None:
    """None where the file does not name a sort order; an empty one is the report's own order."""
    if not isinstance(values, list):
        return None
    numbers = _numbers(columns)
    keys: dict[int, SortKey] = {}
    for value in values:
        number = numbers.get(_text(value, "key"))
        if number is None or not isinstance(value.get("descending"), bool):
            return None
        keys.setdefault(number, SortKey(number, value["descending"]))
    return tuple(keys.values())


def filters_to_values(
    filters: Mapping[int, Filter], columns: Sequence[Column], *, with_personal: bool
) -> list[dict[str, Any]]:
    """Filters by key; those on values that name or describe a person only if `with_personal`."""
    return [
        {"key": columns[number].key} | _filter_to_values(condition)
        for number, condition in filters.items()
        if with_personal or not columns[number].is_personal
    ]


def filters_from_values(values: Any, columns: Sequence[Column]) -> dict[int, Filter]:
    """Filters by number; named periods are those of today."""
    numbers = _numbers(columns)
    filters: dict[int, Filter] = {}
    for value in values if isinstance(values, list) else ():
        number = numbers.get(_text(value, "key"))
        condition = _filter_from_values(value, columns[number].kind) if number is not None else None
        if number is not None and condition is not None:
            filters[number] = condition
    return filters


def query_from_values(value: Any) -> str:
    return value[:_LONGEST_QUERY] if isinstance(value, str) else ""


def _filter_to_values(condition: Filter) -> dict[str, Any]:
    if isinstance(condition, ValueFilter):
        plain = [value.isoformat() if isinstance(value, datetime) else value for value in condition.values]
        return {"values": sorted(plain, key=str), "excluding": condition.is_excluding}
    if condition.preset is not None:
        return {"period": condition.preset.value}
    return {"first": condition.first.isoformat(), "last": condition.last.isoformat()}


def _filter_from_values(value: Mapping[str, Any], kind: Kind) -> Filter | None:
    if kind is Kind.MOMENT:
        return _days_from_values(value)
    values = value.get("values")
    if not isinstance(values, list) or not isinstance(value.get("excluding"), bool):
        return None
    wanted: type[int] | type[str] = int if kind is Kind.NUMBER else str
    if not all(item is None or (isinstance(item, wanted) and not isinstance(item, bool)) for item in values):
        return None
    kept: frozenset[Value] = frozenset(values)
    return ValueFilter(kept, value["excluding"])


def _days_from_values(value: Mapping[str, Any]) -> DayFilter | None:
    if _text(value, "period") in set(Preset):
        preset = Preset(value["period"])
        return DayFilter(*days(preset, swedish_today()), preset)
    try:
        first, last = date.fromisoformat(_text(value, "first")), date.fromisoformat(_text(value, "last"))
    except ValueError:
        return None
    return DayFilter(first, last) if first <= last else None


def _numbers(columns: Sequence[Column]) -> dict[str, int]:
    return {column.key: number for number, column in enumerate(columns)}


def _text(value: Any, key: str) -> str:
    text = value.get(key) if isinstance(value, dict) else None
    return text if isinstance(text, str) else ""
