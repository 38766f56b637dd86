"""The sheet Per kontor: what each office received and sent, and who sends to whom."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from vitec_desktop.archive.handling_time import HandlingTime, HandlingTimes, interval_text
from vitec_desktop.export.office_names import marked_office
from vitec_desktop.export.sheet_layout import DEFAULT_ROW_HEIGHT, FIRST_FREE_ROW, Grid, SheetHeading
from vitec_desktop.export.xlsx.text_fit import fit_line
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import CellValue, XlsxWorksheet
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import Value
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import Dimension, Matrix, RankedValue, StatisticKey, Statistics, statistic_name
from vitec_desktop.report.statistics.formatting import NO_VALUE
from vitec_desktop.report.statistics.meeting import GroupCounts, Missing
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.webservice.models import ListKind

MAX_OFFICES = 500
"""Rows of the first table. A chain has fewer offices; the lists have the others that send."""

MAX_MATRIX_COLUMNS = 9
MAX_MATRIX_ROWS = 60
"""Companies of a matrix that get a row or column of their own; the rest share "Övriga", so that it fits on a page."""

_FIRST_WIDTH = 30.0
_FIRST_POINTS = 157.0
_SIZE = 10.0  # points
_WIDTH = 12.0
_MAX_SHRINKING = 1.2
"""How much more than a page is printed on one."""

_TITLE_HEIGHT = 22.0  # points
_TITLE_AND_HEAD_HEIGHT = _TITLE_HEIGHT + 52.0
_MIN_COLUMNS = 11  # of the first table
_CHARACTERS_PER_COLUMN = 13
_HEAD_LINE_LENGTH = 12
_HEAD_LINE_HEIGHT = 12.0  # points

_OFFICE = QT_TRANSLATE_NOOP("Columns", "Kontor")
_WITHOUT_OFFICE = QT_TRANSLATE_NOOP("Export", "utan kontor")
_MISSING = QT_TRANSLATE_NOOP("Export", "(saknas)")
_OTHERS = QT_TRANSLATE_NOOP("Export", "Övriga")
_SUM = QT_TRANSLATE_NOOP("Export", "Summa")
_SHARE = QT_TRANSLATE_NOOP("Export", "Andel")
_NO_ROWS = QT_TRANSLATE_NOOP("Export", "Inga rader")
_TIMES = QT_TRANSLATE_NOOP("Export", "Tid till hantering")
_TIMES_NOTE = QT_TRANSLATE_NOOP(
    "Export", "Median från att raden skapades: sågs obehandlad så länge minst, hanterad senast. Allt som hämtades."
)
_TIME = QT_TRANSLATE_NOOP("Export", "Minst–högst")
_HANDLED = QT_TRANSLATE_NOOP("Export", "Hanterade")
_WAITING = QT_TRANSLATE_NOOP("Export", "Väntar ännu")
_FROM = QT_TRANSLATE_NOOP("Export", "{list}: från (rad) till (kolumn)")

_GROUPS = (
    (QT_TRANSLATE_NOOP("Export", "Leads in"), ListKind.INCOMING, Dimension.RECEIVER_COMPANY),
    (QT_TRANSLATE_NOOP("Export", "Tips mottagna"), ListKind.TIPS, Dimension.RECEIVER_COMPANY),
    (QT_TRANSLATE_NOOP("Export", "Tips skickade"), ListKind.TIPS, Dimension.SENDER_COMPANY),
    (QT_TRANSLATE_NOOP("Export", "Leads ut"), ListKind.OUTGOING, Dimension.SENDER_COMPANY),
)
_MATRICES = (ListKind.TIPS, ListKind.INCOMING, ListKind.OUTGOING)


def write_offices(
    book: XlsxWorkbook,
    name: str,
    statistics: Statistics,
    matrices: Mapping[ListKind, Matrix],
    heading: SheetHeading,
    offices: Sequence[GroupCounts],
    times: HandlingTimes | None = None,
) -> None:
    """Write the sheet: a table of offices, how long handling took where that was observed, a matrix for each list.

    `offices` are listed although they can be without rows.
    """
    count = max(_MIN_COLUMNS, *(_column_count(matrices[kind]) for kind in _MATRICES))
    sheet = book.add_sheet(name, [_FIRST_WIDTH, *[_WIDTH] * (count - 1)])
    sheet.hide_gridlines()
    grid = Grid()
    pages = _Pages(grid, sheet)
    heading.write(grid, book, name, count, count * _CHARACTERS_PER_COLUMN)
    row = _OfficeTable(book, grid, pages, statistics, offices).write(FIRST_FREE_ROW)
    if times is not None and not times.is_empty:
        row = _TimesTable(book, grid, pages, times).write(row + 2)
    for kind in _MATRICES:
        row = _MatrixTable(book, grid, pages, matrices[kind]).write(row + 2)
    pages.finish()
    grid.write_to(sheet)
    sheet.close()


class _Pages:
    """Tracks how full the current printed page is, and breaks the sheet into pages unless one is nearly enough."""

    def __init__(self, grid: Grid, sheet: XlsxWorksheet) -> None:
        self._grid = grid
        self._sheet = sheet
        self._first_rows = [1]
        self._has_long_table = False

    def has_room(self, row: int, points: float) -> bool:
        """Whether rows of `points` in all fit on the current page from `row` on."""
        return self._grid.total_height(self._first_rows[-1], row - 1) + points <= self._sheet.page_height

    def start_page(self, row: int, *, within_table: bool = False) -> None:
        """Start a page with `row`; within a table it repeats the header."""
        self._first_rows.append(row)
        self._has_long_table |= within_table

    def finish(self) -> None:
        """Break the sheet into its pages, or print a little more than a page on one, somewhat smaller."""
        height = self._grid.total_height(1, self._grid.last_row)
        if not self._has_long_table and height <= _MAX_SHRINKING * self._sheet.page_height:
            self._sheet.fit_to_page()
            return
        for row in self._first_rows[1:]:
            self._sheet.add_page_break(row - 1)


class _OfficeTable:
    """A row for each office: what it received and sent, and how much of that was won."""

    def __init__(
        self, book: XlsxWorkbook, grid: Grid, pages: _Pages, statistics: Statistics, offices: Sequence[GroupCounts]
    ) -> None:
        self._book = book
        self._grid = grid
        self._pages = pages
        self._groups: list[tuple[str, ListKind, Mapping[Value, RankedValue]]] = []
        """The offices of each group, by their folded names: two lists can spell them differently."""
        for source, kind, dimension in _GROUPS:
            ranking = statistics.lists[kind].rankings[dimension]
            by_office = {group_key(entry.column, entry.value): entry for entry in ranking.ranked_values}
            if ranking.missing_value is not None:
                by_office[None] = ranking.missing_value
            self._groups.append((book.language.text("Export", source), kind, by_office))
        column = statistics.incoming.rankings[Dimension.RECEIVER_COMPANY].column
        self._known = {group_key(column, name): group for group in offices for name in group.names}

    def write(self, row: int) -> int:
        """Write a header on each page, the offices in Swedish order, and rows without one last; return the last row."""
        grid, language = self._grid, self._book.language
        self._write_head(row)
        offices = self._offices()
        if not offices:
            grid.write_cell(row + 1, 1, "quiet", language.text("Export", _NO_ROWS))
            return row + 1
        for office, name in offices.items():
            row += 1
            if not self._pages.has_room(row, DEFAULT_ROW_HEIGHT):
                self._pages.start_page(row, within_table=True)
                self._write_head(row)
                row += 1
            text = language.text("Export", _WITHOUT_OFFICE) if name is None else self._book.single_line_text(str(name))
            missing = self._known[office].missing if office in self._known else Missing.NOTHING
            shown = marked_office(text, missing, _FIRST_POINTS, _SIZE, language)
            grid.write_cell(row, 1, "text quiet" if name is None else "text", shown)
            self._write_numbers(row, office)
        return row

    def _write_head(self, row: int) -> None:
        _write_head(self._grid, row, self._book.language.text("Columns", _OFFICE), list(self._heads()))

    def _heads(self) -> Iterator[str]:
        language = self._book.language
        for name, kind, _ in self._groups:
            yield name
            if kind is not ListKind.OUTGOING:
                yield statistic_name(StatisticKey.WON, language)
                yield language.text("Export", _SHARE)

    def _offices(self) -> Mapping[Value, Value]:
        """Return the name of each office, in the order of the overview; of very many the busiest ones."""
        counts = Counter[Value]()
        names: dict[Value, Value] = {}
        for _, _, by_office in self._groups:
            for office, entry in by_office.items():
                counts[office] += entry.count
                names.setdefault(office, entry.value)
        for office, group in self._known.items():
            counts[office] += 0
            names.setdefault(office, group.names[0])
        busiest = sorted(counts, key=lambda office: -counts[office])[:MAX_OFFICES]
        ordered = sorted(busiest, key=lambda office: (office is None, SWEDISH.key(str(names[office] or ""))))
        return {office: names[office] for office in ordered}

    def _write_numbers(self, row: int, office: Value) -> None:
        column = 2
        for _, kind, by_office in self._groups:
            entry = by_office.get(office)
            zero: CellValue = 0 if office not in self._known or self._known[office].is_known(0) else NO_VALUE
            self._grid.write_cell(row, column, "number strong", entry.count if entry else zero)
            column += 1
            if kind is not ListKind.OUTGOING:
                self._grid.write_cell(row, column, "number", (entry.won or 0) if entry else zero)
                self._grid.write_share(row, column + 1, entry.won_share if entry else None)
                column += 2


class _TimesTable:
    """How long it took until rows were handled, a row for each office; below it its people, if they are told."""

    def __init__(self, book: XlsxWorkbook, grid: Grid, pages: _Pages, times: HandlingTimes) -> None:
        self._book = book
        self._grid = grid
        self._pages = pages
        self._lines: list[HandlingTime] = []
        for office in times.offices:
            self._lines.append(office)
            self._lines += [one for one in times.people if one.office == office.office]

    def write(self, row: int) -> int:
        """Write a title, what it means, a header on each page and the offices; return the last row."""
        grid, language = self._grid, self._book.language
        lines = self._lines[:MAX_OFFICES]
        if not self._pages.has_room(row, _TITLE_AND_HEAD_HEIGHT + DEFAULT_ROW_HEIGHT * (len(lines) + 1)):
            self._pages.start_page(row)
        grid.write_title(row, 1, language.text("Export", _TIMES))
        row += 1
        grid.write_cell(row, 1, "quiet line", language.text("Export", _TIMES_NOTE))
        row += 1
        self._write_head(row)
        for line in lines:
            row += 1
            if not self._pages.has_room(row, DEFAULT_ROW_HEIGHT):
                self._pages.start_page(row, within_table=True)
                self._write_head(row)
                row += 1
            grid.write_cell(row, 1, "text", fit_line(self._name(line), _FIRST_POINTS, _SIZE))
            grid.write_cell(row, 2, "number", interval_text(line, language) or "–")
            grid.write_cell(row, 3, "number", line.handled)
            grid.write_cell(row, 4, "number strong", line.waiting)
        return row

    def _write_head(self, row: int) -> None:
        language = self._book.language
        heads = [language.text("Export", source) for source in (_TIME, _HANDLED, _WAITING)]
        _write_head(self._grid, row, language.text("Columns", _OFFICE), heads)

    def _name(self, line: HandlingTime) -> str:
        missing = self._book.language.text("Export", _MISSING)
        if line.person is None:
            return self._book.single_line_text(line.office) or missing
        return "    " + (self._book.single_line_text(line.person) or missing)


class _MatrixTable:
    """The row counts of one list by sending company (row) and receiving company (column)."""

    def __init__(self, book: XlsxWorkbook, grid: Grid, pages: _Pages, matrix: Matrix) -> None:
        self._book = book
        self._grid = grid
        self._pages = pages
        self._matrix = matrix

    def write(self, row: int) -> int:
        """Write a title, a header on each page, the companies, the others and the sum; return the last row.

        The table starts a new page if it does not fit on the rest of the current one.
        """
        grid, language, matrix = self._grid, self._book.language, self._matrix
        name = language.text("Lists", LIST_NAMES[matrix.kind])
        senders = _Groups(matrix.sender_totals, MAX_MATRIX_ROWS)
        row_count = len(senders.groups) + 1  # of an empty table only a line below the title
        head = _TITLE_AND_HEAD_HEIGHT if matrix.total else _TITLE_HEIGHT
        if not self._pages.has_room(row, head + DEFAULT_ROW_HEIGHT * row_count):
            self._pages.start_page(row)
        grid.write_title(row, 1, language.text("Export", _FROM).format(list=name))
        if not matrix.total:
            grid.write_cell(row + 1, 1, "quiet", language.text("Export", _NO_ROWS))
            return row + 1
        receivers = _Groups(matrix.receiver_totals, MAX_MATRIX_COLUMNS, list(senders.indexes))
        self._write_head(row + 1, receivers)
        cells = Counter[tuple[int, int]]()
        for (sender, receiver), count in matrix.counts.items():
            cells[senders.indexes[sender], receivers.indexes[receiver]] += count
        row += 1
        for index, group in enumerate(senders.groups):
            row += 1
            if not self._pages.has_room(row, 2 * DEFAULT_ROW_HEIGHT):  # a company's row stays with the sum below it
                self._pages.start_page(row, within_table=True)
                self._write_head(row, receivers)
                row += 1
            grid.write_cell(row, 1, "text", fit_line(self._name(group), _FIRST_POINTS, _SIZE))
            counts = [cells[index, column] for column in range(len(receivers.groups))]
            self._write_counts(row, counts, senders.counts[index], "number or dash", "number strong")
        row += 1
        grid.write_cell(row, 1, "sum", language.text("Export", _SUM))
        self._write_counts(row, receivers.counts, matrix.total, "sum number", "sum number")
        return row

    def _write_head(self, row: int, receivers: "_Groups") -> None:
        sum_text = self._book.language.text("Export", _SUM)
        _write_head(self._grid, row, None, [*map(self._name, receivers.groups), sum_text])

    def _write_counts(self, row: int, counts: Sequence[int], total: int, style: str, total_style: str) -> None:
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
    """Companies in groups: each of the first `max_single` alone, the others together, rows without a company last.

    The single ones stand in the order of `order`, those that are not in it after them.

    Attributes:
        groups: the companies of each group.
        indexes: the group of each company.
        counts: the rows of each group.
    """

    def __init__(self, totals: Mapping[Value, int], max_single: int, order: Sequence[Value] = ()) -> None:
        companies = [company for company in totals if company is not None]
        single, others = companies, companies[max_single:]
        if len(others) > 1:
            single = companies[:max_single]
        places = {company: place for place, company in enumerate(order)}
        single = sorted(single, key=lambda company: places.get(company, len(places)))
        self.groups: list[Sequence[Value]] = [(company,) for company in single]
        if len(others) > 1:
            self.groups.append(others)
        if None in totals:
            self.groups.append((None,))
        self.indexes = {company: index for index, group in enumerate(self.groups) for company in group}
        self.counts = [sum(totals[company] for company in group) for group in self.groups]


def _write_head(grid: Grid, row: int, first: str | None, heads: Sequence[str]) -> None:
    """Write the header of a table, high enough for the longest text."""
    grid.write_cell(row, 1, "head low", first)
    for column, text in enumerate(heads, 2):
        grid.write_cell(row, column, "head wrapped", text)
    lines = max(len(textwrap.wrap(text, _HEAD_LINE_LENGTH)) for text in heads)
    grid.set_row_height(row, 4 + _HEAD_LINE_HEIGHT * max(lines, 2))


def _column_count(matrix: Matrix) -> int:
    return 2 + len(_Groups(matrix.receiver_totals, MAX_MATRIX_COLUMNS).groups)
