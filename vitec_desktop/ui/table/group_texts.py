"""What a group's heading says: its name, its rows, their office, how many are unhandled and how many were won."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_count, format_months
from vitec_desktop.report.language import Language
from vitec_desktop.report.outcome_counts import OutcomeCounter, OutcomeCounts, unhandled_text
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics import Share, StatisticKey, statistic_name
from vitec_desktop.report.statistics.formatting import format_count_of_base, format_share
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.tables import JoinedTable, TableKind
from vitec_desktop.webservice.models import ListKind

_ROWS_PER_STEP = 2000


class GroupTexts(Struct, frozen=True):
    """The texts of a group.

    Attributes:
        name: the value, or that it is missing.
        count: such as "12 tips".
        office: the office of a person; "" if there is none, or if there are several.
        unhandled: such as "3 obehandlade"; "" if the list has no states.
        unhandled_count: the number in it.
        won: how many of the rows have an estate that became an assignment; None if the list has no estates.
        percent: such as "33 %", or "–" for too few rows; "" without `won`.
        of_count: such as "4 av 12"; "" without `won`.
        won_name: what these rows are called, "→ Intag".
    """

    name: str
    count: str
    office: str
    unhandled: str
    unhandled_count: int
    won: Share | None
    percent: str
    of_count: str
    won_name: str = ""

    @property
    def has_percent(self) -> bool:
        return self.won is not None and self.won.percent is not None

    @property
    def parts(self) -> tuple[str, ...]:
        """All but the name, for a screen reader."""
        won = (self.won_name if not self.has_percent else f"{self.won_name} {self.percent}", self.of_count)
        won_parts = won if self.won else ()
        return tuple(part for part in (self.count, self.office, self.unhandled, *won_parts) if part)


class GroupDescriber:
    """Makes the texts of a list's groups."""

    def __init__(self, kind: TableKind, columns: Sequence[Column], language: Language) -> None:
        self._kind = kind
        self._columns = columns
        self._language = language
        self._counter = OutcomeCounter(columns)

    def describe_briefly(self, index: int, value: Value, count: int) -> GroupTexts:
        """Return the name and the number of a group's rows alone."""
        return GroupTexts(self.group_name(index, value), self.count_text(count), "", "", 0, None, "", "")

    def describe_steps(
        self, index: int, value: Value, rows: Sequence[Row], numbers: Sequence[int]
    ) -> Steps[GroupTexts]:
        """Return the texts of the group of the rows with these numbers, whose column `index` has this value."""
        office = self._office_index(index) if value is not None else None
        unhandled = won = 0
        offices: set[Value] = set()
        counts = OutcomeCounts(0, None, None)
        for start in range(0, len(numbers), _ROWS_PER_STEP):
            part = [rows[number] for number in numbers[start : start + _ROWS_PER_STEP]]
            counts = self._counter.count(part)
            unhandled += counts.unhandled or 0
            won += counts.won or 0
            if office is not None:
                offices.update([row[office] for row in part])
            yield
        offices.discard(None)
        share = None if counts.won is None else Share(won, len(numbers))
        return GroupTexts(
            self.group_name(index, value),
            self.count_text(len(numbers)),
            str(*offices) if len(offices) == 1 else "",
            "" if counts.unhandled is None else unhandled_text(unhandled, self._language),
            unhandled,
            share,
            "" if share is None else format_share(share, self._language),
            "" if share is None else format_count_of_base(share, self._language),
            statistic_name(StatisticKey.WON, self._language),
        )

    def group_name(self, index: int, value: Value) -> str:
        """Return the name of a group: a month as "Oktober 2026", a missing value as "Utan mottagare"."""
        column = self._columns[index]
        if value is None:
            text = QCoreApplication.translate("Groups", "Utan {column}")
            named = column_heading(column, self._language)
            if column.kind is ColumnKind.DATETIME:
                named = QCoreApplication.translate("Groups", "datum")
            return text.format(column=named[:1].lower() + named[1:])
        if isinstance(value, datetime):
            month = format_months(value, value, self._language, with_year=True)
            return month[:1].upper() + month[1:]
        return display_text(column, value, self._language)

    def count_text(self, count: int) -> str:
        """Return such as "1 lead" or "12 tips"."""
        translate = QCoreApplication.translate
        if isinstance(self._kind, JoinedTable):
            text = translate("Groups", "%n rader", "", count)
        elif self._kind is ListKind.TIPS:
            text = translate("Groups", "%n tips", "", count)
        else:
            text = translate("Groups", "%n leads", "", count)
        return text.replace(str(count), format_count(count, self._language))

    def _office_index(self, index: int) -> int | None:
        """Return the index of the column with the office of the persons whom column `index` names; None without one."""
        key = self._columns[index].key
        wanted = f"{key.removesuffix('.name')}.company.name" if key.endswith(".name") else ""
        return next((place for place, column in enumerate(self._columns) if column.key == wanted), None)
