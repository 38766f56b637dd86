"""What a column can be filtered by: some of its values, or a range of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vitec_desktop.report.columns import Value
from vitec_desktop.report.periods import Preset
from vitec_desktop.report.report import Row


@dataclass(frozen=True, slots=True)
class ValueFilter:
    """Rows whose value is one of `values`; with `is_excluding`, rows whose value is none of them. None is "missing"."""

    values: frozenset[Value]
    is_excluding: bool = False

    def matches(self, value: Value) -> bool:
        return (value in self.values) is not self.is_excluding

    def select_rows(self, rows: Sequence[Row], column: int, numbers: Sequence[int]) -> list[int]:
        """Those of `numbers` whose row passes, in their order."""
        values = self.values
        if self.is_excluding:
            return [number for number in numbers if rows[number][column] not in values]
        return [number for number in numbers if rows[number][column] in values]


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Rows of the days from `first` to `last`, both included; rows without a date never pass.

    `preset` is the name that the days were picked by; a saved view means the period, not the days it once was.
    """

    first_day: date
    last_day: date
    preset: Preset | None = None

    def matches(self, value: Value) -> bool:
        return isinstance(value, datetime) and self.first_day <= value.date() <= self.last_day

    def select_rows(self, rows: Sequence[Row], column: int, numbers: Sequence[int]) -> list[int]:
        """Those of `numbers` whose row passes, in their order."""
        lets_through = self.matches
        return [number for number in numbers if lets_through(rows[number][column])]


ColumnFilter = ValueFilter | DayFilter
