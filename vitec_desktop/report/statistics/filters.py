"""Which filter shows exactly the rows behind a figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from vitec_desktop.report.columns import Value
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.columns import column_index
from vitec_desktop.webservice.models import ListKind

CREATED_KEY = "createdAt"


@dataclass(frozen=True, slots=True)
class ValueCondition:
    """Rows whose value in a column is one of `values`; with `is_excluding`, none of them. None is "missing"."""

    column_key: str
    values: frozenset[Value]
    is_excluding: bool = False

    def matches(self, value: Value) -> bool:
        return (value in self.values) is not self.is_excluding


@dataclass(frozen=True, slots=True)
class DayCondition:
    """Rows created on the days from `first_day` to `last_day`, both included; rows without a date never pass."""

    first_day: date
    last_day: date
    column_key: str = CREATED_KEY

    def matches(self, value: Value) -> bool:
        return isinstance(value, datetime) and self.first_day <= value.date() <= self.last_day


Condition = ValueCondition | DayCondition


@dataclass(frozen=True, slots=True)
class RowFilter:
    """The table to go to, and what its rows must fulfil: at most one condition a column, all of them at once.

    It narrows the rows that the figure was counted from: where a column is filtered already, both conditions hold.
    """

    kind: ListKind
    conditions: tuple[Condition, ...] = ()

    def matches(self, row: Row) -> bool:
        return all(
            condition.matches(row[column_index(self.kind, condition.column_key)]) for condition in self.conditions
        )

    def select_rows(self, rows: Iterable[Row]) -> list[Row]:
        """Those of the list's rows that are behind the figure, in their order."""
        return [row for row in rows if self.matches(row)]


def value_row_filter(kind: ListKind, column_key: str, *values: Value) -> RowFilter:
    """Rows that hold one of `values`."""
    return RowFilter(kind, (ValueCondition(column_key, frozenset(values)),))
