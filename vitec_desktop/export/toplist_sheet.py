"""The sheet Topplista: who sends most and who receives most, and what came of it."""

from collections.abc import Sequence

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, SheetHeading
from vitec_desktop.export.page import COLUMN_COUNT, LEFT_HALF, LINE_LENGTH, RIGHT_HALF, add_page_sheet, write_share
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, horizontal_bars
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import Dimension, RankedValue, Ranking, StatisticKey, Statistics, statistic_name
from vitec_desktop.webservice.models import ListKind

TOPLIST_LENGTH = 10
"""So many stand in each list."""

_PAIRS = (
    ((ListKind.TIPS, Dimension.SENDER), (ListKind.TIPS, Dimension.RECEIVER)),
    ((ListKind.INCOMING, Dimension.SENDER), (ListKind.INCOMING, Dimension.RECEIVER)),
    ((ListKind.OUTGOING, Dimension.SENT_BY), (ListKind.OUTGOING, Dimension.RECEIVER)),
    ((ListKind.INCOMING, Dimension.LEAD_TYPE), (ListKind.TIPS, Dimension.TIP_TYPE)),
    ((ListKind.INCOMING, Dimension.ESTATE_STATUS), (ListKind.TIPS, Dimension.ESTATE_STATUS)),
)
_PAIRS_OF_A_PAGE = 2
_NAME, _COUNT, _WON, _SHARE, _FIRST_BAR, _LAST_BAR = 1, 5, 6, 7, 8, 10  # columns beside the place's
_NAME_WIDTH = 4

_COUNT_HEAD = QT_TRANSLATE_NOOP("Export", "Antal")
_SHARE_HEAD = QT_TRANSLATE_NOOP("Export", "Andel")
_MISSING = QT_TRANSLATE_NOOP("Export", "(saknas)")
_NO_ROWS = QT_TRANSLATE_NOOP("Export", "Inga rader")


def write_toplist(book: XlsxWorkbook, name: str, figures: Statistics, heading: SheetHeading) -> None:
    """Write the sheet: two lists abreast, again and again."""
    sheet, grid = add_page_sheet(book, name), Grid()
    heading.write(grid, book, name, COLUMN_COUNT, LINE_LENGTH)
    writer = _Toplists(book, grid, sheet)
    row = FIRST_FREE_ROW
    for number, pair in enumerate(_PAIRS):
        if number and number % _PAIRS_OF_A_PAGE == 0:
            sheet.add_page_break(row - 1)
        rankings = [figures.lists[kind].rankings[dimension] for kind, dimension in pair]
        ends = [
            writer.write(row, half[0], ranking) for half, ranking in zip((LEFT_HALF, RIGHT_HALF), rankings, strict=True)
        ]
        row = max(ends) + 2
    grid.write_to(sheet)
    sheet.close()


class _Toplists:
    """Puts one list after the other on the sheet."""

    def __init__(self, book: XlsxWorkbook, grid: Grid, sheet: XlsxWorksheet) -> None:
        self._book = book
        self._grid = grid
        self._sheet = sheet
        self._language = book.language

    def write(self, row: int, column: int, ranking: Ranking) -> int:
        """A title, a header, and the entries; gives the last row."""
        grid = self._grid
        self._put_head(row, column, ranking)
        entries = ranking.top(TOPLIST_LENGTH)
        if not entries and ranking.missing_value is None:
            grid.write_cell(row + 2, column, "quiet", self._language.text("Export", _NO_ROWS), _LAST_BAR + 1)
            return row + 2
        for place, entry in enumerate(entries, 1):
            self._put_entry(row + 1 + place, column, entry, place)
        last = row + 1 + len(entries)
        if entries:
            self._add_bars(row, column, entries)
        if ranking.missing_value is not None:
            last += 1
            self._put_entry(last, column, ranking.missing_value, None)
        return last

    def _put_head(self, row: int, column: int, ranking: Ranking) -> None:
        grid, language = self._grid, self._language
        by_whom = statistic_name(StatisticKey(ranking.dimension.value), language)
        grid.write_cell(
            row, column, "section", f"{language.text('Lists', LIST_NAMES[ranking.kind])}: {by_whom.lower()}"
        )
        grid.set_row_height(row, 22)
        grid.write_cell(row + 1, column + _NAME, "head", by_whom)
        grid.write_cell(row + 1, column + _COUNT, "head right", language.text("Export", _COUNT_HEAD))
        if ranking.won is not None:
            grid.write_cell(row + 1, column + _WON, "head right", statistic_name(StatisticKey.WON, language))
            grid.write_cell(row + 1, column + _SHARE, "head right", language.text("Export", _SHARE_HEAD))
        grid.style_cells(row + 1, column, column + _LAST_BAR, "head")

    def _put_entry(self, row: int, column: int, entry: RankedValue, place: int | None) -> None:
        grid = self._grid
        name = self._name(entry)
        grid.write_cell(row, column, "place", place)
        grid.write_cell(row, column + _NAME, "text" if place else "text quiet", name, _NAME_WIDTH)
        grid.write_cell(row, column + _COUNT, "number strong", entry.count)
        if entry.won is not None:
            grid.write_cell(row, column + _WON, "number", entry.won)
            write_share(grid, row, column + _SHARE, entry.won_share)
        grid.style_cells(row, column, column + _LAST_BAR, "text")

    def _name(self, entry: RankedValue) -> str:
        if entry.value is None:
            return self._language.text("Export", _MISSING)
        return self._book.single_line_text(display_text(entry.column, entry.value, self._language))

    def _add_bars(self, row: int, column: int, entries: Sequence[RankedValue]) -> None:
        first, last = row + 2, row + 1 + len(entries)
        bars = ChartData(
            self._sheet.title,
            first,
            column + _NAME,
            column + _COUNT,
            [self._name(entry) for entry in entries],
            [entry.count for entry in entries],
            heading=(row + 1, column + _COUNT),
        )
        self._sheet.add_chart(horizontal_bars(bars, ChartBox(first, last, column + _FIRST_BAR, column + _LAST_BAR)))
