"""The sheet Sammanfattning: one A4 page with the key figures, the months, and what became of tips and leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from vitec_desktop.export.charts import Bars, Box, upright_bars
from vitec_desktop.export.comparison_table import put_comparison
from vitec_desktop.export.funnel import FUNNEL_ROWS, put_funnel
from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, Heading
from vitec_desktop.export.names import report_name
from vitec_desktop.export.page import CHARACTERS, COLUMN_COUNT, LEFT, RIGHT, share_value, start_page
from vitec_desktop.export.time_buckets import Slots, put_slots, slot_columns, summary_slots
from vitec_desktop.export.xlsx.workbook import Book
from vitec_desktop.export.xlsx.worksheet import CellValue, Sheet
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.statistics import (
    Comparison,
    FigureKey,
    Figures,
    Outcome,
    figure_name,
    period_before,
    same_period_last_year,
)
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.webservice.models import ListKind

_TILE_STEP = 4
_TILE_WIDTH = 3
_SLOT_ROWS = 13
_GAP = 8.0  # points: with a comparison below, the page has no more to give

_LEADS_AND_TIPS = QT_TRANSLATE_NOOP("Export", "{leads} leads, {tips} tips")
_AS_OF_THE_FETCH = QT_TRANSLATE_NOOP(
    "Export",
    "Läget räknas den dag rapporten hämtades: ett återtaget uppdrag är inte längre ett intag. "
    "Så räknas varje siffra: se bladet Om rapporten.",
)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A key figure, and the line that says more about it."""

    key: FigureKey
    style: str
    value: CellValue
    line: str


def write_summary(book: Book, name: str, figures: Figures, heading: Heading, comparison: Comparison | None) -> None:
    """Write the sheet; with a comparison it goes on on a second page."""
    sheet, grid, language = start_page(book, name), Grid(), book.language
    heading.put(grid, book, report_name(language), COLUMN_COUNT, CHARACTERS)
    _put_tiles(grid, FIRST_FREE_ROW, _tiles(figures, comparison, language), language)
    row = _put_slots(grid, sheet, FIRST_FREE_ROW + 4, summary_slots(figures.timeline, language), language)
    put_funnel(grid, sheet, row, LEFT[0], figures.tips.outcome, language)
    put_funnel(grid, sheet, row, RIGHT[0], figures.incoming.outcome, language)
    grid.height(row - 1, _GAP)
    row += FUNNEL_ROWS + 1
    grid.height(row - 1, _GAP)
    grid.put(row, 1, "tile line", language.text("Export", _AS_OF_THE_FETCH))
    if comparison is None:
        sheet.fit_one_page()
    else:
        sheet.break_page(row + 1)
        put_comparison(grid, row + 2, comparison, language)
    grid.write(sheet)
    sheet.close()


def _tiles(figures: Figures, comparison: Comparison | None, language: Language) -> Sequence[_Tile]:
    counts = (
        (FigureKey.INCOMING, ListKind.INCOMING),
        (FigureKey.TIPS, ListKind.TIPS),
        (FigureKey.OUTGOING, ListKind.OUTGOING),
    )
    unhandled = figures.unhandled
    waiting = language.text("Export", _LEADS_AND_TIPS).format(
        leads=format_count(unhandled.leads.count, language), tips=format_count(unhandled.tips.count, language)
    )
    won = ((FigureKey.TIPS_WON, figures.tips.outcome), (FigureKey.LEADS_WON, figures.incoming.outcome))
    return (
        *(
            _Tile(key, "tile count", figures.lists[kind].count, _change_line(comparison, kind, language))
            for key, kind in counts
        ),
        _Tile(FigureKey.UNHANDLED, "tile count", unhandled.everything.count, waiting),
        *(_won_tile(key, outcome, comparison, language) for key, outcome in won if outcome),
    )


def _change_line(comparison: Comparison | None, kind: ListKind, language: Language) -> str:
    return words.change_text(comparison.count(kind), language, with_arrow=False) if comparison else ""


def _won_tile(key: FigureKey, outcome: Outcome, comparison: Comparison | None, language: Language) -> _Tile:
    share = outcome.won.of_all
    line = words.count_of_base_text(share, language)
    compared = comparison.figure(outcome.kind, FigureKey.WON) if comparison else None
    if compared and compared.share_before:
        is_last_year = comparison is not None and _is_of_last_year(comparison)
        line += f" · {words.share_before_text(compared.share_before, language, is_last_year=is_last_year)}"
    return _Tile(key, "tile share", share_value(share), line)


def _is_of_last_year(comparison: Comparison) -> bool:
    """Whether the other period is that of last year and not right before this one."""
    days = comparison.scope.first_day, comparison.scope.last_day
    before = comparison.scope_before.first_day, comparison.scope_before.last_day
    return before == same_period_last_year(*days) != period_before(*days)


def _put_tiles(grid: Grid, row: int, tiles: Sequence[_Tile], language: Language) -> None:
    """Each figure stands in a cell of its own right under its name."""
    for number, tile in enumerate(tiles):
        column = 1 + number * _TILE_STEP
        grid.put(row, column, "tile", figure_name(tile.key, language), _TILE_WIDTH)
        grid.put(row + 1, column, tile.style, tile.value, _TILE_WIDTH)
        grid.put(row + 2, column, "tile line", tile.line or None)
    grid.height(row, 18)
    grid.height(row + 1, 32)
    grid.height(row + 3, _GAP)


def _put_slots(grid: Grid, sheet: Sheet, row: int, slots: Slots, language: Language) -> int:
    """The rows by month, and two charts beside them; gives the first free row below."""
    grid.put(row, LEFT[0], "section", slots.title)
    grid.height(row, 22)
    put_slots(grid, row + 1, LEFT[0], slots, language)
    columns = slot_columns(LEFT[0])
    last = row + 2 + _SLOT_ROWS
    middle = (row + last + 1) // 2
    places = ((row, middle - 1, ListKind.INCOMING), (middle, last, ListKind.TIPS))
    for title_row, last_row, kind in places:
        name = figure_name(FigureKey.INCOMING if kind is ListKind.INCOMING else FigureKey.TIPS, language)
        grid.put(title_row, RIGHT[0], "section", name)
        column = columns[kind]
        bars = Bars(sheet.title, row + 2, LEFT[0], column, slots.labels, slots.numbers(kind), heading=(row + 1, column))
        sheet.add_chart(upright_bars(bars, Box(title_row + 1, last_row, *RIGHT), slots.running))
    return last + 2
