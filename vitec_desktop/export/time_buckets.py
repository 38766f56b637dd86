"""Rows by month, week and weekday, as tables that charts can point at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitec_desktop.export.grid import Grid
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.statistics import Month, StatisticKey, Timeline, Week, statistic_name
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.webservice.models import ListKind

KINDS = (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING)
"""The columns of numbers, from left to right."""

_MIN_MONTHS = 3  # of fewer, weeks say more
_NUMBER_COLUMNS = (5, 7, 10)  # beside the label's column

_MONTH = QT_TRANSLATE_NOOP("Export", "Månad")
_WEEK = QT_TRANSLATE_NOOP("Export", "Vecka")
_WEEKDAY = QT_TRANSLATE_NOOP("Export", "Veckodag")
_LATEST = QT_TRANSLATE_NOOP("Export", "{title}, de senaste {count}")
_SUM = QT_TRANSLATE_NOOP("Export", "Summa")
_HEADINGS = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Leads in"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips"),
    ListKind.OUTGOING: QT_TRANSLATE_NOOP("Export", "Leads ut"),
}


@dataclass(frozen=True, slots=True)
class TimeBuckets:
    """Stretches of time: a title for all, what each is called, its rows by list, and which of them go on."""

    title: str
    head: str
    labels: Sequence[str]
    counts: Sequence[Mapping[ListKind, int]]
    running: frozenset[int] = frozenset()

    def numbers(self, kind: ListKind) -> list[int]:
        return [counts[kind] for counts in self.counts]


def is_shown_by_week(timeline: Timeline) -> bool:
    """Whether the period is of a month or two, of which its weeks say more."""
    return len(timeline.all_months) < _MIN_MONTHS


def summary_buckets(timeline: Timeline, language: Language) -> TimeBuckets:
    """The latest months, or the weeks of a short period."""
    if is_shown_by_week(timeline):
        return week_buckets(timeline.weeks, language)
    slots = month_buckets(timeline.months, language)
    if len(timeline.months) == len(timeline.all_months):
        return slots
    title = language.text("Export", _LATEST).format(title=slots.title, count=len(timeline.months))
    return TimeBuckets(title, slots.head, slots.labels, slots.counts, slots.running)


def month_buckets(months: Sequence[Month], language: Language) -> TimeBuckets:
    return TimeBuckets(
        statistic_name(StatisticKey.MONTHS, language),
        language.text("Export", _MONTH),
        [
            words.format_current_bucket(words.format_month(month, language, with_year=False), language)
            if month.is_current
            else words.format_month(month, language)
            for month in months
        ],
        [month.counts for month in months],
        frozenset(place for place, month in enumerate(months) if month.is_current),
    )


def week_buckets(weeks: Sequence[Week], language: Language) -> TimeBuckets:
    has_years = len({week.year for week in weeks}) > 1  # else no number stands twice
    texts = [words.format_week(week, language) for week in weeks]
    return TimeBuckets(
        statistic_name(StatisticKey.WEEKS, language),
        language.text("Export", _WEEK),
        [
            words.format_current_bucket(text, language)
            if week.is_current
            else f"{text} {week.year}"
            if has_years
            else text
            for week, text in zip(weeks, texts, strict=True)
        ],
        [week.counts for week in weeks],
        frozenset(place for place, week in enumerate(weeks) if week.is_current),
    )


def weekday_buckets(timeline: Timeline, language: Language) -> TimeBuckets:
    return TimeBuckets(
        statistic_name(StatisticKey.WEEKDAYS, language),
        language.text("Export", _WEEKDAY),
        [words.format_weekday(weekday, language) for weekday in timeline.weekdays],
        [weekday.counts for weekday in timeline.weekdays],
    )


def number_columns(column: int) -> dict[ListKind, int]:
    """Where each list's numbers stand in a table whose labels stand in `column`."""
    return {kind: column + offset for kind, offset in zip(KINDS, _NUMBER_COLUMNS, strict=True)}


def write_time_buckets(
    grid: Grid, row: int, column: int, slots: TimeBuckets, language: Language, first: int = 0, most: int | None = None
) -> int:
    """A table with its header in `row` and its labels in `column`; gives its last row.

    Of a long one `most` slots from the one numbered `first` on; the sum stands below the last slot of all.
    """
    last = len(slots.labels) if most is None else min(first + most, len(slots.labels))
    places = number_columns(column)
    last_column = max(places.values())
    grid.write_cell(row, column, "head", slots.head)
    for kind, place in places.items():
        grid.write_cell(row, place, "head right", language.text("Export", _HEADINGS[kind]))
    grid.style_cells(row, column, last_column, "head")
    for offset, number in enumerate(range(first, last), 1):
        grid.write_cell(row + offset, column, "text", slots.labels[number])
        for kind, place in places.items():
            grid.write_cell(row + offset, place, "number", slots.counts[number][kind])
        grid.style_cells(row + offset, column, last_column, "text")
    sum_row = row + last - first + 1
    if last < len(slots.labels):
        return sum_row - 1
    grid.write_cell(sum_row, column, "sum", language.text("Export", _SUM))
    for kind, place in places.items():
        grid.write_cell(sum_row, place, "sum number", sum(slots.numbers(kind)))
    grid.style_cells(sum_row, column, last_column, "sum")
    return sum_row
