"""The sheet Topplista: who sends and receives most, and how much of it was won."""

from collections.abc import Sequence

from vitec_desktop.export.sheet_layout import (
    COLUMN_COUNT,
    COLUMN_POINTS,
    FIRST_FREE_ROW,
    LEFT_HALF,
    LINE_LENGTH,
    RIGHT_HALF,
    Grid,
    SheetHeading,
    add_page_sheet,
)
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, horizontal_bars
from vitec_desktop.export.xlsx.text_fit import fit_line
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import Dimension, RankedValue, Ranking, StatisticKey, Statistics, statistic_name
from vitec_desktop.webservice.models import ListKind

TOPLIST_LENGTH = 10
"""Entries of each list."""

_PAIRS = (
    ((ListKind.TIPS, Dimension.SENDER), (ListKind.TIPS, Dimension.RECEIVER)),
    ((ListKind.INCOMING, Dimension.SENDER), (ListKind.INCOMING, Dimension.RECEIVER)),
    ((ListKind.OUTGOING, Dimension.SENT_BY), (ListKind.OUTGOING, Dimension.RECEIVER)),
    ((ListKind.INCOMING, Dimension.LEAD_TYPE), (ListKind.TIPS, Dimension.TIP_TYPE)),
    ((ListKind.INCOMING, Dimension.ESTATE_STATUS), (ListKind.TIPS, Dimension.ESTATE_STATUS)),
)
_NAME, _COUNT, _WON, _SHARE, _FIRST_BAR, _LAST_BAR = 1, 5, 7, 8, 9, 10  # columns, counted from that of the rank
_NAME_WIDTH = 4 * COLUMN_POINTS

_NAME_SIZE = 10.0  # points
_HEAD_HEIGHT, _ENTRY_HEIGHT, _GAP = 14.0, 13.5, 10.0  # points

_COUNT_HEAD = QT_TRANSLATE_NOOP("Export", "Antal")
_SHARE_HEAD = QT_TRANSLATE_NOOP("Export", "Andel")
_MISSING = QT_TRANSLATE_NOOP("Export", "(saknas)")
_NO_ROWS = QT_TRANSLATE_NOOP("Export", "Inga rader")


def write_toplist(book: XlsxWorkbook, name: str, statistics: Statistics, heading: SheetHeading) -> None:
    """Write the sheet: pairs of lists side by side, as many as fit on each page."""
    sheet, grid = add_page_sheet(book, name), Grid()
    heading.write(grid, book, name, COLUMN_COUNT, LINE_LENGTH)
    writer = _Toplists(book, grid, sheet)
    row, first_row = FIRST_FREE_ROW, 1
    for pair in _PAIRS:
        rankings = [statistics.lists[kind].rankings[dimension] for kind, dimension in pair]
        top = row
        row = max(
            writer.write(row, half[0], ranking) for half, ranking in zip((LEFT_HALF, RIGHT_HALF), rankings, strict=True)
        )
        if grid.total_height(first_row, row) > sheet.page_height:
            sheet.add_page_break(top - 1)
            first_row = top
        grid.set_row_height(row + 1, _GAP)
        row += 2
    grid.write_to(sheet)
    sheet.close()


class _Toplists:
    """Writes the lists of the sheet."""

    def __init__(self, book: XlsxWorkbook, grid: Grid, sheet: XlsxWorksheet) -> None:
        self._book = book
        self._grid = grid
        self._sheet = sheet
        self._language = book.language

    def write(self, row: int, column: int, ranking: Ranking) -> int:
        """Write a title, a header and the entries; return the last row."""
        grid = self._grid
        self._write_head(row, column, ranking)
        entries = ranking.top(TOPLIST_LENGTH)
        if not entries and ranking.missing_value is None:
            grid.write_cell(row + 2, column, "quiet", self._language.text("Export", _NO_ROWS), _LAST_BAR + 1)
            return row + 2
        for rank, entry in enumerate(entries, 1):
            self._write_entry(row + 1 + rank, column, entry, rank)
        last = row + 1 + len(entries)
        if entries:
            self._add_bars(row, column, entries, self._title(ranking))
        if ranking.missing_value is not None:
            last += 1
            self._write_entry(last, column, ranking.missing_value, None)
        return last

    def _write_head(self, row: int, column: int, ranking: Ranking) -> None:
        grid, language = self._grid, self._language
        dimension = statistic_name(StatisticKey(ranking.dimension.value), language)
        grid.write_title(row, column, self._title(ranking))
        grid.write_cell(row + 1, column + _NAME, "head", dimension)
        grid.write_cell(row + 1, column + _COUNT, "head right", language.text("Export", _COUNT_HEAD))
        if ranking.won is not None:
            grid.write_cell(row + 1, column + _WON, "head right", statistic_name(StatisticKey.WON, language))
            grid.write_cell(row + 1, column + _SHARE, "head right", language.text("Export", _SHARE_HEAD))
        grid.style_cells(row + 1, column, column + _LAST_BAR, "head")
        grid.set_row_height(row + 1, _HEAD_HEIGHT)

    def _title(self, ranking: Ranking) -> str:
        dimension = statistic_name(StatisticKey(ranking.dimension.value), self._language)
        return f"{self._language.text('Lists', LIST_NAMES[ranking.kind])}: {dimension.lower()}"

    def _write_entry(self, row: int, column: int, entry: RankedValue, rank: int | None) -> None:
        grid = self._grid
        name = self._name(entry)
        grid.write_cell(row, column, "rank", rank)
        # Not merged: a screen reader and a filter read a table cell by cell.
        grid.write_cell(row, column + _NAME, "text" if rank else "text quiet", name)
        grid.write_cell(row, column + _COUNT, "number strong", entry.count)
        if entry.won is not None:
            grid.write_cell(row, column + _WON, "number", entry.won)
            grid.write_share(row, column + _SHARE, entry.won_share)
        grid.style_cells(row, column, column + _LAST_BAR, "text")
        grid.set_row_height(row, _ENTRY_HEIGHT)

    def _name(self, entry: RankedValue) -> str:
        if entry.value is None:
            return self._language.text("Export", _MISSING)
        name = self._book.single_line_text(display_text(entry.column, entry.value, self._language))
        return fit_line(name, _NAME_WIDTH, _NAME_SIZE)

    def _add_bars(self, row: int, column: int, entries: Sequence[RankedValue], title: str) -> None:
        first, last = row + 2, row + 1 + len(entries)
        data = ChartData(
            self._sheet.title,
            first,
            column + _NAME,
            column + _COUNT,
            [self._name(entry) for entry in entries],
            [entry.count for entry in entries],
            heading=(row + 1, column + _COUNT),
            title=title,
        )
        self._sheet.add_chart(horizontal_bars(data, ChartBox(first, last, column + _FIRST_BAR, column + _LAST_BAR)))
