"""The sheet Per kontor: what each office received and sent, and who sends to whom."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from vitec_desktop.export.grid import DEFAULT_ROW_HEIGHT, Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, SheetHeading
from vitec_desktop.export.page import write_share
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.columns import Value
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import Dimension, Matrix, RankedValue, StatisticKey, Statistics, statistic_name
from vitec_desktop.webservice.models import ListKind

MAX_OFFICES = 500
"""Of the first table: a chain has fewer, and who else sends is told by the lists."""

MAX_MATRIX_COLUMNS = 12
MAX_MATRIX_ROWS = 60
"""Of a matrix; what is beyond stands together as "Övriga", so that it fits on a page."""

_FIRST_WIDTH = 30.0
_WIDTH = 12.0
_TITLE_AND_HEAD = 22 + 52.0  # points
_LEAST_COLUMNS = 11  # the first table's
_CHARACTERS_A_COLUMN = 13
_LETTERS_OF_A_HEAD = 12
_LINE_OF_A_HEAD = 12.0  # points

_OFFICE = QT_TRANSLATE_NOOP("Export", "Kontor")
_MISSING = QT_TRANSLATE_NOOP("Export", "(saknas)")
_OTHERS = QT_TRANSLATE_NOOP("Export", "Övriga")
_SUM = QT_TRANSLATE_NOOP("Export", "Summa")
_SHARE = QT_TRANSLATE_NOOP("Export", "Andel")
_NO_ROWS = QT_TRANSLATE_NOOP("Export", "Inga rader")
_FROM = QT_TRANSLATE_NOOP("Export", "{list}: från (rad) till (kolumn)")

_GROUPS = (
    (QT_TRANSLATE_NOOP("Export", "Leads in"), ListKind.INCOMING, Dimension.RECEIVER_COMPANY),
    (QT_TRANSLATE_NOOP("Export", "Tips mottagna"), ListKind.TIPS, Dimension.RECEIVER_COMPANY),
    (QT_TRANSLATE_NOOP("Export", "Tips skickade"), ListKind.TIPS, Dimension.SENDER_COMPANY),
    (QT_TRANSLATE_NOOP("Export", "Leads ut"), ListKind.OUTGOING, Dimension.SENDER_COMPANY),
)
_MATRICES = (ListKind.TIPS, ListKind.INCOMING, ListKind.OUTGOING)


def write_offices(book: XlsxWorkbook, name: str, figures: Statistics, heading: SheetHeading) -> None:
    """Write the sheet."""
    count = max(_LEAST_COLUMNS, *(_column_count(figures.lists[kind].matrix) for kind in _MATRICES))
    sheet = book.add_sheet(name, [_FIRST_WIDTH, *[_WIDTH] * (count - 1)])
    sheet.hide_gridlines()
    grid = Grid()
    pages = _Pages(grid, sheet)
    heading.write(grid, book, name, count, count * _CHARACTERS_A_COLUMN)
    row = _OfficeTable(book, grid, pages, figures).write(FIRST_FREE_ROW)
    for kind in _MATRICES:
        row = _MatrixTable(book, grid, pages, figures.lists[kind].matrix).write(row + 2)
    grid.write_to(sheet)
    sheet.close()


class _Pages:
    """Knows how full the printed page is."""

    def __init__(self, grid: Grid, sheet: XlsxWorksheet) -> None:
        self._grid = grid
        self._sheet = sheet
        self._first_row = 1

    def has_room(self, row: int, points: float) -> bool:
        """Whether `points` more fit on the page below the rows before `row`."""
        return self._grid.total_height(self._first_row, row - 1) + points <= self._sheet.page_height

    def begin(self, row: int) -> None:
        """A page that begins with `row`."""
        self._sheet.add_page_break(row - 1)
        self._first_row = row


class _OfficeTable:
    """A row an office: what came in to it and went out from it, and what came of that."""

    def __init__(self, book: XlsxWorkbook, grid: Grid, pages: _Pages, figures: Statistics) -> None:
        self._book = book
        self._grid = grid
        self._pages = pages
        self._groups: list[tuple[str, Mapping[Value, RankedValue]]] = []
        for source, kind, dimension in _GROUPS:
            entries = figures.lists[kind].rankings[dimension].ranked_values
            self._groups.append((book.language.text("Export", source), {entry.value: entry for entry in entries}))

    def write(self, row: int) -> int:
        """A header on each page and the offices, the busiest first; gives the last row."""
        grid, language = self._grid, self._book.language
        self._put_head(row)
        offices = self._offices()
        if not offices:
            grid.write_cell(row + 1, 1, "quiet", language.text("Export", _NO_ROWS))
            return row + 1
        for office in offices:
            row += 1
            if not self._pages.has_room(row, DEFAULT_ROW_HEIGHT):
                self._pages.begin(row)
                self._put_head(row)
                row += 1
            grid.write_cell(row, 1, "text", self._book.single_line_text(str(office)))
            self._put_numbers(row, office)
        return row

    def _put_head(self, row: int) -> None:
        _put_heads(self._grid, row, self._book.language.text("Export", _OFFICE), list(self._heads()))

    def _heads(self) -> Iterator[str]:
        language = self._book.language
        for (name, _), (_, kind, _) in zip(self._groups, _GROUPS, strict=True):
            yield name
            if kind is not ListKind.OUTGOING:
                yield statistic_name(StatisticKey.WON, language)
                yield language.text("Export", _SHARE)

    def _offices(self) -> Sequence[Value]:
        counts: dict[Value, int] = {}
        for _, entries in self._groups:
            for office, entry in entries.items():
                counts[office] = counts.get(office, 0) + entry.count
        return sorted(counts, key=lambda office: -counts[office])[:MAX_OFFICES]

    def _put_numbers(self, row: int, office: Value) -> None:
        column = 2
        for (_, entries), (_, kind, _) in zip(self._groups, _GROUPS, strict=True):
            entry = entries.get(office)
            self._grid.write_cell(row, column, "number strong", entry.count if entry else 0)
            column += 1
            if kind is not ListKind.OUTGOING:
                self._grid.write_cell(row, column, "number", (entry.won or 0) if entry else 0)
                write_share(self._grid, row, column + 1, entry.won_share if entry else None)
                column += 2


class _MatrixTable:
    """The rows of one list from company (row) to company (column)."""

    def __init__(self, book: XlsxWorkbook, grid: Grid, pages: _Pages, matrix: Matrix) -> None:
        self._book = book
        self._grid = grid
        self._pages = pages
        self._matrix = matrix

    def write(self, row: int) -> int:
        """A title, a header on each page, the companies, the rest, the sum; gives the last row.

        It begins on a new page where it does not fit on what is left of this one.
        """
        grid, language, matrix = self._grid, self._book.language, self._matrix
        name = language.text("Lists", LIST_NAMES[matrix.kind])
        if not self._pages.has_room(
            row, _TITLE_AND_HEAD + DEFAULT_ROW_HEIGHT * (min(len(matrix.sender_totals), MAX_MATRIX_ROWS) + 2)
        ):
            self._pages.begin(row)
        grid.write_cell(row, 1, "section", language.text("Export", _FROM).format(list=name))
        grid.set_row_height(row, 22)
        if not matrix.total:
            grid.write_cell(row + 1, 1, "quiet", language.text("Export", _NO_ROWS))
            return row + 1
        senders = _Groups(matrix.sender_totals, MAX_MATRIX_ROWS)
        receivers = _Groups(matrix.receiver_totals, MAX_MATRIX_COLUMNS)
        self._put_head(row + 1, receivers)
        cells = Counter[tuple[int, int]]()
        for (sender, receiver), count in matrix.counts.items():
            cells[senders.places[sender], receivers.places[receiver]] += count
        row += 1
        for place, group in enumerate(senders.groups):
            row += 1
            if not self._pages.has_room(row, 2 * DEFAULT_ROW_HEIGHT):  # the sum never stands alone
                self._pages.begin(row)
                self._put_head(row, receivers)
                row += 1
            grid.write_cell(row, 1, "text", self._name(group))
            counts = [cells[place, column] for column in range(len(receivers.groups))]
            self._put_counts(row, counts, senders.counts[place], "number or dash", "number strong")
        row += 1
        grid.write_cell(row, 1, "sum", language.text("Export", _SUM))
        self._put_counts(row, receivers.counts, matrix.total, "sum number", "sum number")
        return row

    def _put_head(self, row: int, receivers: "_Groups") -> None:
        sum_text = self._book.language.text("Export", _SUM)
        _put_heads(self._grid, row, None, [*map(self._name, receivers.groups), sum_text])

    def _put_counts(self, row: int, counts: Sequence[int], total: int, style: str, total_style: str) -> None:
        for column, count in enumerate(counts, 2):
            self._grid.write_cell(row, column, style, count)
        self._grid.write_cell(row, len(counts) + 2, total_style, total)

    def _name(self, companies: Sequence[Value]) -> str:
        if len(companies) > 1:
            return f"{self._book.language.text('Export', _OTHERS)} ({len(companies)})"
        if companies[0] is None:
            return self._book.language.text("Export", _MISSING)
        return self._book.single_line_text(str(companies[0]))


class _Groups:
    """Each company by itself, and those beyond `most` together.

    `places` tells in which group a company is, `counts` how many rows each group has.
    """

    def __init__(self, totals: Mapping[Value, int], most: int) -> None:
        companies = list(totals)
        self.groups: list[Sequence[Value]] = [(company,) for company in companies]
        if len(companies) > most + 1:
            self.groups[most:] = [companies[most:]]
        self.places = {company: place for place, group in enumerate(self.groups) for company in group}
        self.counts = [sum(totals[company] for company in group) for group in self.groups]


def _put_heads(grid: Grid, row: int, first: str | None, heads: Sequence[str]) -> None:
    """A table's header, high enough for the longest name."""
    grid.write_cell(row, 1, "head low", first)
    for column, text in enumerate(heads, 2):
        grid.write_cell(row, column, "head wrapped", text)
    lines = max(len(textwrap.wrap(text, _LETTERS_OF_A_HEAD)) for text in heads)
    grid.set_row_height(row, 4 + _LINE_OF_A_HEAD * max(lines, 2))


def _column_count(matrix: Matrix) -> int:
    return 2 + min(len(matrix.receiver_totals), MAX_MATRIX_COLUMNS + 1)
