"""The chart over time: months, or weeks where the period is short."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import format_count, format_day, format_period
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import Month, StatisticKey, Statistics, Week, statistic_definition, statistic_name
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.ui.charts.models import AxisLabel, Bar, TimeChart, TimeRow
from vitec_desktop.webservice.models import ListKind

_TIME_KINDS = ((ListKind.INCOMING, 2.2), (ListKind.TIPS, 1.0), (ListKind.OUTGOING, 1.0))
_LEAST_MONTHS = 4
"""A shorter period is told by weeks: two or three bars are no chart over time."""


def build_time_chart(figures: Statistics, language: Language) -> TimeChart:
    """All lists over one axis, each with its own scale."""
    return _TimeChartBuilder(figures, language).chart()


class _TimeChartBuilder:
    def __init__(self, figures: Statistics, language: Language) -> None:
        self._figures = figures
        self._language = language

    def chart(self) -> TimeChart:
        timeline = self._figures.timeline
        is_by_month = len(timeline.all_months) >= _LEAST_MONTHS
        slots: Sequence[Month | Week] = timeline.months if is_by_month else timeline.weeks
        key = StatisticKey.MONTHS if is_by_month else StatisticKey.WEEKS
        hint = statistic_definition(key, self._language)
        title = statistic_name(key, self._language)
        if is_by_month and len(slots) < len(timeline.all_months):
            title = QCoreApplication.translate("Overview", "{title}, de {count} senaste").format(
                title=title, count=len(slots)
            )
        return TimeChart(
            title,
            hint,
            tuple(self._time_row(kind, weight, slots, hint) for kind, weight in _TIME_KINDS),
            tuple(self._axis_mark(slots, place) for place in range(len(slots))),
        )

    def _time_row(self, kind: ListKind, weight: float, slots: Sequence[Month | Week], hint: str) -> TimeRow:
        name = self._language.text("Lists", LIST_NAMES[kind])
        total = QCoreApplication.translate("Overview", "{count} totalt")
        bars = tuple(
            Bar(
                f"{name}, {self._slot_name(slot)}",
                slot.counts[kind],
                format_count(slot.counts[kind], self._language),
                hint,
                row_filter=slot.row_filter_for(kind),
                is_ongoing=slot.is_current,
            )
            for slot in slots
        )
        count = format_count(self._figures.lists[kind].count, self._language)
        return TimeRow(name, total.format(count=count), bars, weight)

    def _slot_name(self, slot: Month | Week) -> str:
        if isinstance(slot, Month):
            name = words.format_month(slot, self._language)
        else:
            days = format_period(slot.first_day, slot.last_day, self._language)
            name = f"{words.format_week(slot, self._language)}, {days}"
        return words.format_current_bucket(name, self._language) if slot.is_current else name

    def _axis_mark(self, slots: Sequence[Month | Week], place: int) -> AxisLabel:
        slot = slots[place]
        if isinstance(slot, Month):
            text = words.format_month(slot, self._language, with_year=False)
            below = str(slot.year) if place == 0 or slot.month == 1 else ""
        else:
            text = words.format_week(slot, self._language)
            below = format_day(slot.first_day, self._language, with_year=False)
        if slot.is_current:
            return AxisLabel(text, QCoreApplication.translate("Overview", "pågår"), is_strong=True)
        return AxisLabel(text, below)
