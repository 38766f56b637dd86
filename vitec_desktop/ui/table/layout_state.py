"""Columns, sort order and filters of a table as JSON values of the settings file, and back.

An invalid value is read as None or left out; the caller keeps its default.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter, TextFilter, ValueFilter
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.report.row_groups import GROUPED_KINDS
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.webservice.timestamps import swedish_today

MIN_COLUMN_WIDTH, MAX_COLUMN_WIDTH = 40, 4_000
GROUP_NAME = "group"
DEFAULT_WIDTH = 0
"""Means a column's default width, which depends on language and text size."""
_MAX_SEARCH_LENGTH = 1_000


class ColumnState(Struct, frozen=True):
    """A column by number, its width in pixels (DEFAULT_WIDTH unless the user changed it), and whether it is shown."""

    column: int
    width: int
    is_shown: bool


def columns_to_json(states: Sequence[ColumnState], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the columns from left to right, by key."""
    return [{"key": columns[state.column].key, "width": state.width, "shown": state.is_shown} for state in states]


def columns_from_json(values: Any, columns: Sequence[Column]) -> list[ColumnState] | None:
    """Return the columns from left to right; None if no column is shown.

    A column that the file lacks, since it is newer, stands after the one that is declared before it.
    """
    numbers = _column_numbers(columns)
    states: dict[int, ColumnState] = {}
    for value in values if isinstance(values, list) else ():
        number = numbers.get(_text(value, "key"))
        width = value.get("width") if isinstance(value, dict) else None
        if number is None or isinstance(width, bool) or not isinstance(width, int):
            continue
        if (width == DEFAULT_WIDTH or MIN_COLUMN_WIDTH <= width <= MAX_COLUMN_WIDTH) and isinstance(
            value.get("shown"), bool
        ):
            states[number] = ColumnState(number, width, value["shown"])
    if not any(state.is_shown for state in states.values()):
        return None
    found = list(states.values())
    for number in range(len(columns)):
        if number not in states:
            places = (place for place, state in enumerate(found, 1) if state.column == number - 1)
            found.insert(next(places, 0), ColumnState(number, DEFAULT_WIDTH, columns[number].is_shown))
    return found


def sort_to_json(keys: Sequence[SortKey], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the columns to sort by, by key."""
    return [{"key": columns[key.column].key, "descending": key.is_descending} for key in keys]


def sort_from_json(values: Any, columns: Sequence[Column]) -> tuple[SortKey, ...] | None:
    """Return the columns to sort by; () for the report's order, None if the file has no valid sort order."""
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


def group_to_json(column: int | None, columns: Sequence[Column]) -> dict[str, str]:
    """Return the key of the column that the rows are grouped by, under its name; nothing without groups."""
    return {} if column is None else {GROUP_NAME: columns[column].key}


def group_from_json(value: Any, columns: Sequence[Column]) -> int | None:
    """Return the number of the column to group by; None if there is none, or if rows cannot be grouped by it."""
    number = _column_numbers(columns).get(value) if isinstance(value, str) else None
    return number if number is not None and columns[number].kind in GROUPED_KINDS else None


def filters_to_json(
    filters: Mapping[int, ColumnFilter], columns: Sequence[Column], *, with_personal: bool
) -> list[dict[str, Any]]:
    """Return the filters by column key; those of columns with personal data only if `with_personal`."""
    return [
        {"key": columns[number].key} | _filter_to_json(column_filter)
        for number, column_filter in filters.items()
        if with_personal or not columns[number].is_personal
    ]


def filters_from_json(values: Any, columns: Sequence[Column]) -> dict[int, ColumnFilter]:
    """Return the filters by column number; a named period means its days as of today."""
    numbers = _column_numbers(columns)
    filters: dict[int, ColumnFilter] = {}
    for value in values if isinstance(values, list) else ():
        number = numbers.get(_text(value, "key"))
        column_filter = _filter_from_json(value, columns[number].kind) if number is not None else None
        if number is not None and column_filter is not None:
            filters[number] = column_filter
    return filters


def search_text_from_json(value: Any) -> str:
    """Return the search text, at most 1,000 characters; "" if the value is no text."""
    return value[:_MAX_SEARCH_LENGTH] if isinstance(value, str) else ""


def _filter_to_json(column_filter: ColumnFilter) -> dict[str, Any]:
    if isinstance(column_filter, ValueFilter):
        plain = [value.isoformat() if isinstance(value, datetime) else value for value in column_filter.values]
        return {"values": sorted(plain, key=str), "excluding": column_filter.is_excluding}
    if isinstance(column_filter, TextFilter):
        return {"contains": column_filter.text}
    if column_filter.preset is not None:
        return {"period": column_filter.preset.value}
    return {"first": column_filter.first_day.isoformat(), "last": column_filter.last_day.isoformat()}


def _filter_from_json(value: Mapping[str, Any], kind: ColumnKind) -> ColumnFilter | None:
    if kind is ColumnKind.DATETIME:
        return _date_filter_from_json(value)
    contained = search_text_from_json(value.get("contains")).strip()
    if contained:
        return TextFilter(contained)
    values = value.get("values")
    if not isinstance(values, list) or not isinstance(value.get("excluding"), bool):
        return None
    expected: type[int] | type[str] = int if kind in (ColumnKind.NUMBER, ColumnKind.AGE) else str
    if not all(item is None or (isinstance(item, expected) and not isinstance(item, bool)) for item in values):
        return None
    filter_values: frozenset[Value] = frozenset(values)
    return ValueFilter(filter_values, value["excluding"])


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
