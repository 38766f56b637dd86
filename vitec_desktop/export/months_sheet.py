"""The sheet Per månad: all months of the period, its weeks and its weekdays."""

from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.export.book import Book
from vitec_desktop.export.charts import Bars, Box, upright_bars
from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, Heading
from vitec_desktop.export.page import CHARACTERS, COLUMN_COUNT, LEFT, RIGHT, start_page
from vitec_desktop.export.sheet import Sheet
from vitec_desktop.export.slots import KINDS, Slots, month_slots, put_slots, slot_columns, week_slots, weekday_slots
from vitec_desktop.report.figures import FigureKey, Figures, Timeline, figure_definition, figure_name
from vitec_desktop.report.figures.timeline import MONTHS_SHOWN
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.texts import format_count

_CHART_ROWS = 8  # its title among them


def write_months(book: Book, name: str, figures: Figures, heading: Heading) -> None:
    """Write the sheet."""
    sheet, grid, language = start_page(book, name), Grid(), book.language
    timeline = figures.timeline
    heading.put(grid, book, name, COLUMN_COUNT, CHARACTERS)
    months = month_slots(timeline.all_months, language)
    row = _put_titled(grid, FIRST_FREE_ROW, LEFT[0], months, language)
    _add_charts(grid, sheet, months, language)
    row = max(row, FIRST_FREE_ROW + len(KINDS) * _CHART_ROWS) + 1
    sheet.break_page(row - 1)
    ends = (
        _put_titled(grid, row, LEFT[0], week_slots(timeline.weeks, language), language),
        _put_titled(grid, row, RIGHT[0], weekday_slots(timeline, language), language),
    )
    _put_undated(grid, max(ends) + 1, timeline, language)
    grid.write(sheet)
    sheet.close()


def _put_titled(grid: Grid, row: int, column: int, slots: Slots, language: Language) -> int:
    """A table under its title; gives the last row."""
    grid.put(row, column, "section", slots.title)
    grid.height(row, 22)
    put_slots(grid, row + 1, column, slots, language)
    return row + len(slots.labels) + 2


def _add_charts(grid: Grid, sheet: Sheet, months: Slots, language: Language) -> None:
    """A small chart a list beside the table, each with its own scale, of the latest months."""
    row, columns = FIRST_FREE_ROW, slot_columns(LEFT[0])
    shown = min(len(months.labels), MONTHS_SHOWN)
    hidden = len(months.labels) - shown
    running = {place - hidden for place in months.running if place >= hidden}
    for number, (kind, column) in enumerate(columns.items()):
        top = row + number * _CHART_ROWS
        grid.put(top, RIGHT[0], "section", language.text("Lists", LIST_NAMES[kind]))
        bars = Bars(
            sheet.title,
            row + 2 + hidden,
            LEFT[0],
            column,
            months.labels[hidden:],
            months.numbers(kind)[hidden:],
            heading=(row + 1, column),
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
