"""The sheet Sammanfattning: one A4 page with the key figures, the months, and what became of tips and leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from vitec_desktop.export.comparison_table import write_comparison
from vitec_desktop.export.file_names import report_title
from vitec_desktop.export.funnel import FUNNEL_ROWS, write_funnel
from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, SheetHeading
from vitec_desktop.export.page import COLUMN_COUNT, LEFT_HALF, LINE_LENGTH, RIGHT_HALF, add_page_sheet, share_cell_value
from vitec_desktop.export.time_buckets import TimeBuckets, number_columns, summary_buckets, write_time_buckets
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, vertical_bars
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import CellValue, XlsxWorksheet
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.periods import previous_period, same_period_last_year
from vitec_desktop.report.statistics import Comparison, Outcome, StatisticKey, Statistics, statistic_name
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

    key: StatisticKey
    style: str
    value: CellValue
    line: str


def write_summary(
    book: XlsxWorkbook, name: str, figures: Statistics, heading: SheetHeading, comparison: Comparison | None
) -> None:
    """Write the sheet; with a comparison it goes on on a second page."""
    sheet, grid, language = add_page_sheet(book, name), Grid(), book.language
    heading.write(grid, book, report_title(language), COLUMN_COUNT, LINE_LENGTH)
    _put_tiles(grid, FIRST_FREE_ROW, _tiles(figures, comparison, language), language)
    row = _put_slots(grid, sheet, FIRST_FREE_ROW + 4, summary_buckets(figures.timeline, language), language)
    write_funnel(grid, sheet, row, LEFT_HALF[0], figures.tips.outcome, language)
    write_funnel(grid, sheet, row, RIGHT_HALF[0], figures.incoming.outcome, language)
    grid.set_row_height(row - 1, _GAP)
    row += FUNNEL_ROWS + 1
    grid.set_row_height(row - 1, _GAP)
    grid.write_cell(row, 1, "tile line", language.text("Export", _AS_OF_THE_FETCH))
    if comparison is None:
        sheet.fit_to_page()
    else:
        sheet.add_page_break(row + 1)
        write_comparison(grid, row + 2, comparison, language)
    grid.write_to(sheet)
    sheet.close()


def _tiles(figures: Statistics, comparison: Comparison | None, language: Language) -> Sequence[_Tile]:
    counts = (
        (StatisticKey.INCOMING, ListKind.INCOMING),
        (StatisticKey.TIPS, ListKind.TIPS),
        (StatisticKey.OUTGOING, ListKind.OUTGOING),
    )
    unhandled = figures.unhandled
    waiting = language.text("Export", _LEADS_AND_TIPS).format(
        leads=format_count(unhandled.leads.count, language), tips=format_count(unhandled.tips.count, language)
    )
    won = ((StatisticKey.TIPS_WON, figures.tips.outcome), (StatisticKey.LEADS_WON, figures.incoming.outcome))
    return (
        *(
            _Tile(key, "tile count", figures.lists[kind].count, _change_line(comparison, kind, language))
            for key, kind in counts
        ),
        _Tile(StatisticKey.UNHANDLED, "tile count", unhandled.total.count, waiting),
        *(_won_tile(key, outcome, comparison, language) for key, outcome in won if outcome),
    )


def _change_line(comparison: Comparison | None, kind: ListKind, language: Language) -> str:
    return words.format_change(comparison.count_change(kind), language, with_arrow=False) if comparison else ""


def _won_tile(key: StatisticKey, outcome: Outcome, comparison: Comparison | None, language: Language) -> _Tile:
    share = outcome.won.of_all
    line = words.format_count_of_base(share, language)
    compared = comparison.find(outcome.kind, StatisticKey.WON) if comparison else None
    if compared and compared.share_before:
        is_last_year = comparison is not None and _is_of_last_year(comparison)
        line += f" · {words.format_share_before(compared.share_before, language, is_last_year=is_last_year)}"
    return _Tile(key, "tile share", share_cell_value(share), line)


def _is_of_last_year(comparison: Comparison) -> bool:
    """Whether the other period is that of last year and not right before this one."""
    days = comparison.scope.first_day, comparison.scope.last_day
    before = comparison.scope_before.first_day, comparison.scope_before.last_day
    return before == same_period_last_year(*days) != previous_period(*days)


def _put_tiles(grid: Grid, row: int, tiles: Sequence[_Tile], language: Language) -> None:
    """Each figure stands in a cell of its own right under its name."""
    for number, tile in enumerate(tiles):
        column = 1 + number * _TILE_STEP
        grid.write_cell(row, column, "tile", statistic_name(tile.key, language), _TILE_WIDTH)
        grid.write_cell(row + 1, column, tile.style, tile.value, _TILE_WIDTH)
        grid.write_cell(row + 2, column, "tile line", tile.line or None)
    grid.set_row_height(row, 18)
    grid.set_row_height(row + 1, 32)
    grid.set_row_height(row + 3, _GAP)


def _put_slots(grid: Grid, sheet: XlsxWorksheet, row: int, slots: TimeBuckets, language: Language) -> int:
    """The rows by month, and two charts beside them; gives the first free row below."""
    grid.write_cell(row, LEFT_HALF[0], "section", slots.title)
    grid.set_row_height(row, 22)
    write_time_buckets(grid, row + 1, LEFT_HALF[0], slots, language)
    columns = number_columns(LEFT_HALF[0])
    last = row + 2 + _SLOT_ROWS
    middle = (row + last + 1) // 2
    places = ((row, middle - 1, ListKind.INCOMING), (middle, last, ListKind.TIPS))
    for title_row, last_row, kind in places:
        name = statistic_name(StatisticKey.INCOMING if kind is ListKind.INCOMING else StatisticKey.TIPS, language)
        grid.write_cell(title_row, RIGHT_HALF[0], "section", name)
        column = columns[kind]
        bars = ChartData(
            sheet.title, row + 2, LEFT_HALF[0], column, slots.labels, slots.numbers(kind), heading=(row + 1, column)
        )
        sheet.add_chart(vertical_bars(bars, ChartBox(title_row + 1, last_row, *RIGHT_HALF), slots.running))
    return last + 2
