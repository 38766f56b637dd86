"""Tables of row counts by month, week and weekday, with a column for each list. Charts refer to their cells."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from vitec_desktop.export.sheet_layout import Grid
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.statistics import Month, StatisticKey, TimeBucket, Timeline, Week, formatting, statistic_name
from vitec_desktop.webservice.models import ListKind

KINDS = (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING)
"""The lists, in the order of the number columns."""

_NUMBER_COLUMNS = (5, 7, 10)  # counted from the label column

_NOTE_COLUMN = 2  # counted from the label column too

_MONTH = QT_TRANSLATE_NOOP("Export", "Månad")
_WEEK = QT_TRANSLATE_NOOP("Export", "Vecka")
_WEEKDAY = QT_TRANSLATE_NOOP("Export", "Veckodag")
_SUM = QT_TRANSLATE_NOOP("Export", "Summa")
_HEADINGS = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Leads in"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips"),
    ListKind.OUTGOING: QT_TRANSLATE_NOOP("Export", "Leads ut"),
}


class TimeBuckets(Struct, frozen=True):
    """The rows of one table.

    Attributes:
        title: the table's title.
        head: heading of the label column.
        labels: the label of each bucket.
        counts: the row counts of each bucket, by list.
        notes: by index, how many days are known of each bucket that is not known as a whole: "6 av 7 dagar".
    """

    title: str
    head: str
    labels: Sequence[str]
    counts: Sequence[Mapping[ListKind, int]]
    notes: Mapping[int, str] = field(default_factory=dict)

    def numbers(self, kind: ListKind) -> list[int]:
        """Return the list's row count of each bucket."""
        return [counts[kind] for counts in self.counts]


def month_buckets(months: Sequence[Month], fetched_on: date, language: Language) -> TimeBuckets:
    """Return the buckets of months."""
    return TimeBuckets(
        statistic_name(StatisticKey.MONTHS, language),
        language.text("Export", _MONTH),
        [formatting.format_month(month, language) for month in months],
        [month.counts for month in months],
        _notes(months, fetched_on, language),
    )


def week_buckets(weeks: Sequence[Week], fetched_on: date, language: Language) -> TimeBuckets:
    """Return the buckets of weeks, with the year if they cover more than one."""
    has_years = len({week.year for week in weeks}) > 1  # else the week numbers are unique
    texts = [formatting.format_week(week, language) for week in weeks]
    return TimeBuckets(
        statistic_name(StatisticKey.WEEKS, language),
        language.text("Export", _WEEK),
        [f"{text} {week.year}" if has_years else text for week, text in zip(weeks, texts, strict=True)],
        [week.counts for week in weeks],
        _notes(weeks, fetched_on, language),
    )


def _notes(buckets: Sequence[TimeBucket], fetched_on: date, language: Language) -> dict[int, str]:
    return {
        index: formatting.format_days_of(known, bucket.whole_days, language)
        for index, bucket in enumerate(buckets)
        if (known := bucket.known_days(fetched_on)) < bucket.whole_days
    }


def weekday_buckets(timeline: Timeline, language: Language) -> TimeBuckets:
    """Return the buckets from Monday to Sunday."""
    return TimeBuckets(
        statistic_name(StatisticKey.WEEKDAYS, language),
        language.text("Export", _WEEKDAY),
        [formatting.format_weekday(weekday, language) for weekday in timeline.weekdays],
        [weekday.counts for weekday in timeline.weekdays],
    )


def number_columns(column: int) -> dict[ListKind, int]:
    """Return the column of each list's numbers in a table with its labels in `column`."""
    return {kind: column + offset for kind, offset in zip(KINDS, _NUMBER_COLUMNS, strict=True)}


def write_time_buckets(
    grid: Grid,
    row: int,
    column: int,
    buckets: TimeBuckets,
    language: Language,
    first: int = 0,
    max_count: int | None = None,
) -> int:
    """Write a table with its header in `row` and its labels in `column`; return its last row.

    A long table can be split: this writes at most `max_count` buckets from index `first` on. The sum follows the last
    bucket of all.
    """
    last = len(buckets.labels) if max_count is None else min(first + max_count, len(buckets.labels))
    columns = number_columns(column)
    last_column = max(columns.values())
    grid.write_cell(row, column, "head", buckets.head)
    for kind, number_column in columns.items():
        grid.write_cell(row, number_column, "head right", language.text("Export", _HEADINGS[kind]))
    grid.style_cells(row, column, last_column, "head")
    for offset, index in enumerate(range(first, last), 1):
        grid.write_cell(row + offset, column, "text", buckets.labels[index])
        if index in buckets.notes:
            grid.write_cell(row + offset, column + _NOTE_COLUMN, "text note", buckets.notes[index])
        for kind, number_column in columns.items():
            grid.write_cell(row + offset, number_column, "number", buckets.counts[index][kind])
        grid.style_cells(row + offset, column, last_column, "text")
    sum_row = row + last - first + 1
    if last < len(buckets.labels):
        return sum_row - 1
    grid.write_cell(sum_row, column, "sum", language.text("Export", _SUM))
    for kind, number_column in columns.items():
        grid.write_cell(sum_row, number_column, "sum number", sum(buckets.numbers(kind)))
    grid.style_cells(sum_row, column, last_column, "sum")
    return sum_row
