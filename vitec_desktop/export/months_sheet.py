"""The sheet Per månad: all months of the period, its weeks and its weekdays."""

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, SheetHeading
from vitec_desktop.export.page import COLUMN_COUNT, LEFT_HALF, LINE_LENGTH, RIGHT_HALF, add_page_sheet
from vitec_desktop.export.time_buckets import (
    KINDS,
    TimeBuckets,
    is_shown_by_week,
    month_buckets,
    number_columns,
    week_buckets,
    weekday_buckets,
    write_time_buckets,
)
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, vertical_bars
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import StatisticKey, Statistics, Timeline, statistic_definition, statistic_name
from vitec_desktop.report.statistics.timeline import MONTHS_SHOWN
from vitec_desktop.webservice.models import ListKind

_CHART_ROWS = 8  # its title among them
_WEEKS_OF_A_HALF = 32  # so many rows, a title and a header fit on a page


def write_months(book: XlsxWorkbook, name: str, figures: Statistics, heading: SheetHeading) -> None:
    """Write the sheet: months and weekdays, charts beside them; a long period's weeks have pages of their own."""
    sheet, grid, language = add_page_sheet(book, name), Grid(), book.language
    timeline = figures.timeline
    heading.write(grid, book, name, COLUMN_COUNT, LINE_LENGTH)
    months, weeks = month_buckets(timeline.all_months, language), week_buckets(timeline.weeks, language)
    charted = weeks if is_shown_by_week(timeline) else months
    row = FIRST_FREE_ROW
    for slots in (months, weeks) if charted is weeks else (months,):
        if slots is charted:
            _add_charts(grid, sheet, row, slots, language)
        row = _put_titled(grid, row, LEFT_HALF[0], slots, language) + 2
    row = _put_titled(grid, row, LEFT_HALF[0], weekday_buckets(timeline, language), language) + 2
    row = max(row, FIRST_FREE_ROW + len(KINDS) * _CHART_ROWS + 1)
    if charted is months:
        row = _put_weeks(grid, sheet, row, weeks, language)
    _put_undated(grid, row, timeline, language)
    grid.write_to(sheet)
    sheet.close()


def _put_titled(grid: Grid, row: int, column: int, slots: TimeBuckets, language: Language, *part: int) -> int:
    """A table, or a part of it, under its title; gives the last row."""
    grid.write_cell(row, column, "section", slots.title)
    grid.set_row_height(row, 22)
    return write_time_buckets(grid, row + 1, column, slots, language, *part)


def _put_weeks(grid: Grid, sheet: XlsxWorksheet, row: int, weeks: TimeBuckets, language: Language) -> int:
    """The weeks in two halves a page; gives the first free row."""
    for number, first in enumerate(range(0, len(weeks.labels), _WEEKS_OF_A_HALF)):
        column = (LEFT_HALF, RIGHT_HALF)[number % 2][0]
        if number % 2 == 0:
            sheet.add_page_break(row - 1)
        last = _put_titled(grid, row, column, weeks, language, first, _WEEKS_OF_A_HALF)
        if number % 2 or first + _WEEKS_OF_A_HALF >= len(weeks.labels):
            row = max(last, grid.last_row) + 2
    return row


def _add_charts(grid: Grid, sheet: XlsxWorksheet, table_row: int, slots: TimeBuckets, language: Language) -> None:
    """A small chart a list beside the tables, each with its own scale, of the latest months or of all weeks."""
    columns = number_columns(LEFT_HALF[0])
    shown = min(len(slots.labels), MONTHS_SHOWN)
    hidden = len(slots.labels) - shown
    running = {place - hidden for place in slots.running if place >= hidden}
    for number, (kind, column) in enumerate(columns.items()):
        top = FIRST_FREE_ROW + number * _CHART_ROWS
        grid.write_cell(top, RIGHT_HALF[0], "section", language.text("Lists", LIST_NAMES[kind]))
        bars = ChartData(
            sheet.title,
            table_row + 2 + hidden,
            LEFT_HALF[0],
            column,
            slots.labels[hidden:],
            slots.numbers(kind)[hidden:],
            heading=(table_row + 1, column),
        )
        sheet.add_chart(vertical_bars(bars, ChartBox(top + 1, top + _CHART_ROWS - 1, *RIGHT_HALF), running))


def _put_undated(grid: Grid, row: int, timeline: Timeline, language: Language) -> None:
    """What stands in none of the tables."""
    undated = {kind: count for kind, count in timeline.undated.items() if count}
    if not undated:
        return
    counts = ", ".join(_count(kind, count, language) for kind, count in undated.items())
    name, definition = (read(StatisticKey.UNDATED, language) for read in (statistic_name, statistic_definition))
    text = f"{name}: {counts}. {definition}"
    grid.write_cell(row, LEFT_HALF[0], "tile line", text)


def _count(kind: ListKind, count: int, language: Language) -> str:
    return f"{format_count(count, language)} {language.text('Lists', LIST_NAMES[kind]).lower()}"
