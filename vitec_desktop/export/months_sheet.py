"""The sheet Per månad: months, weeks and weekdays of the period, and what became of its leads and tips."""

from collections.abc import Iterable

from vitec_desktop.export.outcome_tables import write_outcomes
from vitec_desktop.export.sheet_layout import (
    COLUMN_COUNT,
    FIRST_FREE_ROW,
    LEFT_HALF,
    LINE_LENGTH,
    RIGHT_HALF,
    Grid,
    SheetHeading,
    add_page_sheet,
)
from vitec_desktop.export.time_buckets import (
    KINDS,
    TimeBuckets,
    month_buckets,
    number_columns,
    week_buckets,
    weekday_buckets,
    write_time_buckets,
)
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, vertical_bars
from vitec_desktop.export.xlsx.row_writer import TextRun
from vitec_desktop.export.xlsx.styles import TEXT, TEXT2
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.error_messages import join_texts
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import StatisticKey, Statistics, Timeline, statistic_definition, statistic_name
from vitec_desktop.report.statistics.timeline import MONTHS_SHOWN, is_by_week_in_workbook
from vitec_desktop.webservice.models import ListKind

_HATCHED = QT_TRANSLATE_NOOP("Export", "streckad: {days}")

_CHART_ROWS = 6  # title included
_WEEKS_PER_COLUMN = 32  # with a title and a header they fill a page


def write_months(book: XlsxWorkbook, name: str, statistics: Statistics, heading: SheetHeading) -> None:
    """Write the sheet: months and weekdays with charts beside them; a long period's weeks follow on their own pages."""
    sheet, grid, language = add_page_sheet(book, name), Grid(), book.language
    timeline = statistics.timeline
    heading.write(grid, book, name, COLUMN_COUNT, LINE_LENGTH)
    fetched_on = statistics.unhandled.fetched_on
    months = month_buckets(timeline.all_months, fetched_on, language)
    weeks = week_buckets(timeline.weeks, fetched_on, language)
    charted = weeks if is_by_week_in_workbook(statistics.scope) else months
    row = FIRST_FREE_ROW
    for buckets in (months, weeks) if charted is weeks else (months,):
        if buckets is charted:
            _add_charts(grid, sheet, row, buckets, language)
        row = _write_titled(grid, row, LEFT_HALF[0], buckets, language) + 2
    outcomes_row = FIRST_FREE_ROW + len(KINDS) * _CHART_ROWS + 1
    weekdays = weekday_buckets(timeline, language)
    last = _write_titled(grid, row, LEFT_HALF[0], weekdays, language)
    if grid.total_height(1, last) > sheet.page_height:  # they share the next page with the outcomes
        sheet.add_page_break(row - 1)
        outcomes_row = row
    row = max(last, write_outcomes(grid, outcomes_row, RIGHT_HALF[0], statistics, language)) + 2
    if charted is months:
        row = _write_weeks(grid, sheet, row, weeks, language)
    _write_undated(grid, row, timeline, language)
    grid.write_to(sheet)
    sheet.close()


def _write_titled(grid: Grid, row: int, column: int, buckets: TimeBuckets, language: Language, *part: int) -> int:
    """Write a table, or the `part` of it that `write_time_buckets` takes, below its title; return its last row."""
    grid.write_title(row, column, buckets.title)
    return write_time_buckets(grid, row + 1, column, buckets, language, *part)


def _write_weeks(grid: Grid, sheet: XlsxWorksheet, row: int, weeks: TimeBuckets, language: Language) -> int:
    """Write the weeks in two columns a page; return the first free row."""
    for number, first in enumerate(range(0, len(weeks.labels), _WEEKS_PER_COLUMN)):
        column = (LEFT_HALF, RIGHT_HALF)[number % 2][0]
        if number % 2 == 0:
            sheet.add_page_break(row - 1)
        last = _write_titled(grid, row, column, weeks, language, first, _WEEKS_PER_COLUMN)
        if number % 2 or first + _WEEKS_PER_COLUMN >= len(weeks.labels):
            row = max(last, grid.last_row) + 2
    return row


def _add_charts(grid: Grid, sheet: XlsxWorksheet, table_row: int, buckets: TimeBuckets, language: Language) -> None:
    """Add a chart for each list beside the tables, each with its own scale: the latest months, or all weeks."""
    columns = number_columns(LEFT_HALF[0])
    shown = min(len(buckets.labels), MONTHS_SHOWN)
    hidden = len(buckets.labels) - shown
    hatched = {index - hidden: note for index, note in buckets.notes.items() if index >= hidden}
    for number, (kind, column) in enumerate(columns.items()):
        top = FIRST_FREE_ROW + number * _CHART_ROWS
        name = language.text("Lists", LIST_NAMES[kind])
        key = f"   {language.text('Export', _HATCHED).format(days=_join(hatched.values(), language))}"
        runs = TextRun(name, 12, TEXT, is_bold=True), TextRun(key, 9, TEXT2)
        grid.write_cell(top, RIGHT_HALF[0], "section", runs if hatched else name)
        data = ChartData(
            sheet.title,
            table_row + 2 + hidden,
            LEFT_HALF[0],
            column,
            buckets.labels[hidden:],
            buckets.numbers(kind)[hidden:],
            heading=(table_row + 1, column),
            title=name,
        )
        sheet.add_chart(vertical_bars(data, ChartBox(top + 1, top + _CHART_ROWS - 1, *RIGHT_HALF), hatched))


def _join(notes: Iterable[str], language: Language) -> str:
    """Return the different ones of some notes: "4 av 7 dagar och 6 av 7 dagar"."""
    return join_texts(list(dict.fromkeys(notes)) or [""], language)


def _write_undated(grid: Grid, row: int, timeline: Timeline, language: Language) -> None:
    """Write the number of rows without a date, which no table includes."""
    undated = {kind: count for kind, count in timeline.undated.items() if count}
    if not undated:
        return
    counts = ", ".join(_count(kind, count, language) for kind, count in undated.items())
    name = statistic_name(StatisticKey.UNDATED, language)
    definition = statistic_definition(StatisticKey.UNDATED, language)
    grid.write_cell(row, LEFT_HALF[0], "tile line", f"{name}: {counts}. {definition}")


def _count(kind: ListKind, count: int, language: Language) -> str:
    return f"{format_count(count, language)} {language.text('Lists', LIST_NAMES[kind]).lower()}"
