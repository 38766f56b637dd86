"""The sheet Per månad: all months of the period, its weeks and its weekdays."""

from vitec_desktop.export.charts import Bars, Box, upright_bars
from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, Heading
from vitec_desktop.export.page import CHARACTERS, COLUMN_COUNT, LEFT, RIGHT, start_page
from vitec_desktop.export.time_buckets import (
    KINDS,
    Slots,
    is_told_by_week,
    month_slots,
    put_slots,
    slot_columns,
    week_slots,
    weekday_slots,
)
from vitec_desktop.export.xlsx.workbook import Book
from vitec_desktop.export.xlsx.worksheet import Sheet
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import FigureKey, Figures, Timeline, figure_definition, figure_name
from vitec_desktop.report.statistics.timeline import MONTHS_SHOWN
from vitec_desktop.webservice.models import ListKind

_CHART_ROWS = 8  # its title among them
_WEEKS_OF_A_HALF = 32  # so many rows, a title and a header fit on a page


def write_months(book: Book, name: str, figures: Figures, heading: Heading) -> None:
    """Write the sheet: months and weekdays, charts beside them; a long period's weeks have pages of their own."""
    sheet, grid, language = start_page(book, name), Grid(), book.language
    timeline = figures.timeline
    heading.put(grid, book, name, COLUMN_COUNT, CHARACTERS)
    months, weeks = month_slots(timeline.all_months, language), week_slots(timeline.weeks, language)
    charted = weeks if is_told_by_week(timeline) else months
    row = FIRST_FREE_ROW
    for slots in (months, weeks) if charted is weeks else (months,):
        if slots is charted:
            _add_charts(grid, sheet, row, slots, language)
        row = _put_titled(grid, row, LEFT[0], slots, language) + 2
    row = _put_titled(grid, row, LEFT[0], weekday_slots(timeline, language), language) + 2
    row = max(row, FIRST_FREE_ROW + len(KINDS) * _CHART_ROWS + 1)
    if charted is months:
        row = _put_weeks(grid, sheet, row, weeks, language)
    _put_undated(grid, row, timeline, language)
    grid.write(sheet)
    sheet.close()


def _put_titled(grid: Grid, row: int, column: int, slots: Slots, language: Language, *part: int) -> int:
    """A table, or a part of it, under its title; gives the last row."""
    grid.put(row, column, "section", slots.title)
    grid.height(row, 22)
    return put_slots(grid, row + 1, column, slots, language, *part)


def _put_weeks(grid: Grid, sheet: Sheet, row: int, weeks: Slots, language: Language) -> int:
    """The weeks in two halves a page; gives the first free row."""
    for number, first in enumerate(range(0, len(weeks.labels), _WEEKS_OF_A_HALF)):
        column = (LEFT, RIGHT)[number % 2][0]
        if number % 2 == 0:
            sheet.break_page(row - 1)
        last = _put_titled(grid, row, column, weeks, language, first, _WEEKS_OF_A_HALF)
        if number % 2 or first + _WEEKS_OF_A_HALF >= len(weeks.labels):
            row = max(last, grid.last_row) + 2
    return row


def _add_charts(grid: Grid, sheet: Sheet, table_row: int, slots: Slots, language: Language) -> None:
    """A small chart a list beside the tables, each with its own scale, of the latest months or of all weeks."""
    columns = slot_columns(LEFT[0])
    shown = min(len(slots.labels), MONTHS_SHOWN)
    hidden = len(slots.labels) - shown
    running = {place - hidden for place in slots.running if place >= hidden}
    for number, (kind, column) in enumerate(columns.items()):
        top = FIRST_FREE_ROW + number * _CHART_ROWS
        grid.put(top, RIGHT[0], "section", language.text("Lists", LIST_NAMES[kind]))
        bars = Bars(
            sheet.title,
            table_row + 2 + hidden,
            LEFT[0],
            column,
            slots.labels[hidden:],
            slots.numbers(kind)[hidden:],
            heading=(table_row + 1, column),
        )
        sheet.add_chart(upright_bars(bars, Box(top + 1, top + _CHART_ROWS - 1, *RIGHT), running))


def _put_undated(grid: Grid, row: int, timeline: Timeline, language: Language) -> None:
    """What stands in none of the tables."""
    undated = {kind: count for kind, count in timeline.undated.items() if count}
    if not undated:
        return
    counts = ", ".join(_count(kind, count, language) for kind, count in undated.items())
    text = f"{figure_name(FigureKey.UNDATED, language)}: {counts}. {figure_definition(FigureKey.UNDATED, language)}"
    grid.put(row, LEFT[0], "tile line", text)


def _count(kind: ListKind, count: int, language: Language) -> str:
    return f"{format_count(count, language)} {language.text('Lists', LIST_NAMES[kind]).lower()}"
