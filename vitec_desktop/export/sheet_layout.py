"""Layout of the statistics sheets: a grid of cells, the columns of a page, and the heading that all sheets share."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vitec_desktop.export.export_spec import SAMPLE_DATA, ExportRequest
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.text_fit import MAX_ROW_HEIGHT
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import CellValue, XlsxWorksheet
from vitec_desktop.report.error_messages import fetched_customers
from vitec_desktop.report.formatting import format_count, format_datetime, format_period
from vitec_desktop.report.incomplete_report import describe_incomplete
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.office_names import count_of_offices
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import Share
from vitec_desktop.report.statistics.formatting import NO_VALUE

DEFAULT_ROW_HEIGHT = 15.0
"""Points. Set on each row, so that charts keep their place whatever font the reader's program uses."""

_TITLE_HEIGHT = 22  # points

_MIN_LAST_ROWS = 6
"""A printed page of fewer rows is saved, if lower rows can do it."""

COLUMN_COUNT = 24
COLUMN_WIDTH = 6.0
"""Most statistics sheets have 24 narrow columns, which fit on the width of an A4 page."""

COLUMN_POINTS = 31.5
"""The width of such a column."""

LEFT_HALF, RIGHT_HALF = (1, 11), (14, 24)
"""First and last column of each half of the page."""

LINE_LENGTH = 150
"""How many characters of the default size fit on the width of the page."""

FIRST_FREE_ROW = 5
"""The first row below the heading."""

MAX_OFFICES_NAMED = 12
"""With more offices the heading has only their number; the sheet about the report names them."""

_SEPARATOR = " · "
_MAX_PAGE_OFFICES = 60
"""Characters; longer names of offices are only counted at the head of a page."""

_FETCHED = QT_TRANSLATE_NOOP("Export", "hämtad {moment}")
_SAVED = QT_TRANSLATE_NOOP("Export", "sparad rapport, inte uppdaterad")
_OFFICES = QT_TRANSLATE_NOOP("Export", "{count} kontor")
_SELECTION = QT_TRANSLATE_NOOP("Export", "ett urval, se bladet Om rapporten")
_ANONYMISED = QT_TRANSLATE_NOOP("Export", "anonymiserad")
_WITHOUT = QT_TRANSLATE_NOOP("Export", "Siffrorna nedan är utan dem.")


class Grid:
    """The cells of a sheet, set in any order and then written from the top. Rows and columns count from 1."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], tuple[str, CellValue]] = {}
        self._merged: list[tuple[int, int, int]] = []
        self._heights: dict[int, float] = {}
        self.last_row = 0

    def write_cell(self, row: int, column: int, style: str, value: CellValue = None, across: int = 1) -> None:
        """Set a cell; with `across` greater than 1 it is merged with the cells at its right."""
        self.style_cells(row, column, column + across - 1, style)
        self._cells[row, column] = style, value
        if across > 1:
            self._merged.append((row, column, across))

    def write_at_right(self, row: int, column: int, style: str, value: CellValue, across: int) -> None:
        """Set the last of `across` cells, over which a long heading may run: a table has no merged cells.

        `style` is aligned to the right.
        """
        self.style_cells(row, column, column + across - 2, style)
        self.write_cell(row, column + across - 1, style, value)

    def write_title(self, row: int, column: int, text: str) -> None:
        """Set the title of a section and the height of its row."""
        self.write_cell(row, column, "section", text)
        self.set_row_height(row, _TITLE_HEIGHT)

    def write_share(self, row: int, column: int, share: Share | None, across: int = 1) -> None:
        """Set a share in the last of `across` cells, or a dash if it has too few rows; it is empty for None."""
        self.write_at_right(row, column, "share", share_cell_value(share) if share else None, across)

    def style_cells(self, row: int, first: int, last: int, style: str) -> None:
        """Give the cells from column `first` to `last` that are not set a style, so that its border is unbroken."""
        for column in range(first, last + 1):
            self._cells.setdefault((row, column), (style, None))
        self.last_row = max(self.last_row, row)

    def set_row_height(self, row: int, points: float) -> None:
        """Set a row's height, at most Excel's limit."""
        self._heights[row] = min(points, MAX_ROW_HEIGHT)
        self.last_row = max(self.last_row, row)

    def total_height(self, first_row: int, last_row: int) -> float:
        """Return the height of the rows from `first_row` to `last_row`, in points."""
        return sum(self._heights.get(row, DEFAULT_ROW_HEIGHT) for row in range(first_row, last_row + 1))

    def write_to(self, sheet: XlsxWorksheet) -> None:
        """Write the rows down to the last one that was set."""
        for row in range(1, self.last_row + 1):
            sheet.set_row_height(row, self._heights.get(row, DEFAULT_ROW_HEIGHT))
        for merged in self._merged:
            sheet.merge_cells(*merged)
        by_row: dict[int, dict[int, tuple[str, CellValue]]] = {}
        for (row, column), cell in self._cells.items():
            by_row.setdefault(row, {})[column] = cell
        for row in range(1, self.last_row + 1):
            sheet.append(_row_cells(by_row.get(row, {}), sheet))


class AbsenceTexts(NamedTuple):
    """The sentences that say that a sheet has no rows of a kind: see `SheetHeading.absence_text`."""

    all_rows: str
    fetched: str
    selected: str
    saved: str = ""  # instead of `all_rows`, of a report that was saved earlier


NO_UNHANDLED = AbsenceTexts(
    QT_TRANSLATE_NOOP("Export", "Allt är omhändertaget."),
    QT_TRANSLATE_NOOP("Export", "Inga obehandlade i det som hämtades."),
    QT_TRANSLATE_NOOP("Export", "Inga obehandlade bland raderna i filen."),
    QT_TRANSLATE_NOOP("Export", "Allt var omhändertaget när rapporten hämtades."),
)

NO_TIPS = AbsenceTexts(
    QT_TRANSLATE_NOOP("Export", "Inga tips i perioden."),
    QT_TRANSLATE_NOOP("Export", "Inga tips i det som hämtades."),
    QT_TRANSLATE_NOOP("Export", "Inga tips bland raderna i filen."),
)


class SheetHeading:
    """The first rows of each statistics sheet: title, what the report covers, and what is missing from it."""

    def __init__(self, report: Report, request: ExportRequest) -> None:
        """`report` is as `anonymous_report` returns it for an anonymised file."""
        language = request.language
        self._language = language
        self._is_everything, self._is_complete = request.spec.is_everything, report.is_complete
        self._is_saved = report.is_saved
        self._facts = _SEPARATOR.join(_facts(report, request))
        self.missing = _missing(report, language)
        """What is missing from the report, and why; "" if nothing is."""
        without = (language.text("Export", _WITHOUT),) if report.failed_parts else ()
        self.notice = " ".join((self.missing, *without))
        """The same, and that the figures below it are without that."""
        self.common_facts = tuple(_common_facts(report, request))
        """Whether it is sample data, the status, when it was fetched, and what was left out."""
        self.page_facts = _page_facts(report, request)
        """The same as `write` says in a few words, for the head of a printed page."""
        period = format_period(report.scope.first_day, report.scope.last_day, language)
        self.period_and_fetch = _SEPARATOR.join((period, _fetched(report, language)))
        """The period, and when it was fetched."""

    def absence_text(self, texts: AbsenceTexts) -> str:
        """Return the sentence that is true of the file's rows: of a selection, of an incomplete report, or of all."""
        if not self._is_everything:
            return self._language.text("Export", texts.selected)
        if not self._is_complete:
            return self._language.text("Export", texts.fetched)
        return self._language.text("Export", (self._is_saved and texts.saved) or texts.all_rows)

    def write(self, grid: Grid, book: XlsxWorkbook, title: str, column_count: int, line_length: int) -> None:
        """Fill rows 1 to 3 of a sheet with `column_count` columns; `line_length` characters fit on its width."""
        grid.write_cell(1, 1, "title", title)
        grid.set_row_height(1, 30)
        grid.write_cell(2, 1, "quiet", book.single_line_text(self._facts), column_count)
        grid.set_row_height(2, _text_height(self._facts, line_length))
        if self.notice:
            grid.write_cell(3, 1, "notice", book.single_line_text(self.notice), column_count)
            grid.set_row_height(3, _text_height(self.notice, line_length) + 6)
        grid.set_row_height(4, 9)


def row_share(heights: Sequence[float], first_room: float, further_room: float, least: float) -> float:
    """Return the share of their height that a sheet's rows have, so that no last page is printed for a few of them.

    It is 1 if that page has enough rows, or if the rows would have less than the share `least`.

    Args:
        heights: of each row, in points.
        first_room: how much has room on the first page, in points; `further_room` on each of the others.
        further_room: see `first_room`.
        least: from 0 to 1.
    """
    page_count, last_rows = _fill_pages(heights, first_room, further_room, 1)
    if page_count > 1 and last_rows < _MIN_LAST_ROWS:
        for percent in range(99, round(least * 100) - 1, -1):
            if _fill_pages(heights, first_room, further_room, percent / 100)[0] < page_count:
                return percent / 100
    return 1


def _fill_pages(heights: Sequence[float], first_room: float, further_room: float, share: float) -> tuple[int, int]:
    """Return how many pages the rows fill, and how many of them are on the last one."""
    page_count, row_count, room = 1, 0, first_room
    for height in heights:
        if height * share > room:
            page_count, row_count, room = page_count + 1, 0, further_room
        room -= height * share
        row_count += 1
    return page_count, row_count


def add_page_sheet(book: XlsxWorkbook, name: str) -> XlsxWorksheet:
    """Append a sheet with the columns of a page."""
    sheet = book.add_sheet(name, [COLUMN_WIDTH] * COLUMN_COUNT)
    sheet.hide_gridlines()
    return sheet


def share_cell_value(share: Share | None) -> CellValue:
    """Return a share as a number, or a dash if it has too few rows."""
    ratio = share.ratio if share else None
    return NO_VALUE if ratio is None else ratio


def _row_cells(cells: Mapping[int, tuple[str, CellValue]], sheet: XlsxWorksheet) -> Iterator[CellContent]:
    """Convert a row's cells one by one, as they are written."""
    for column in range(1, max(cells, default=0) + 1):
        cell = cells.get(column)
        yield None if cell is None else sheet.cell(*cell)


def _facts(report: Report, request: ExportRequest) -> list[str]:
    """Return what the report covers: period, offices, status, when it was fetched, and what was left out."""
    scope, language = report.scope, request.language
    facts = [
        format_period(scope.first_day, scope.last_day, language, in_full=True),
        _offices(report, language),
        *_common_facts(report, request),
    ]
    return [fact for fact in facts if fact]


def _page_facts(report: Report, request: ExportRequest) -> str:
    scope, language = report.scope, request.language
    period = format_period(scope.first_day, scope.last_day, language)
    offices = _offices(report, language)
    if len(offices) > _MAX_PAGE_OFFICES:
        offices = _offices(report, language, is_named=False)
    return _SEPARATOR.join(fact for fact in (offices, period, *_common_facts(report, request)) if fact)


def _common_facts(report: Report, request: ExportRequest) -> Iterator[str]:
    spec, language = request.spec, request.language
    if request.is_sample:
        yield language.text("Export", SAMPLE_DATA).lower()
    yield language.text("Periods", ACTIVE_STATUS_NAMES[report.scope.status]).lower()
    yield _fetched(report, language)
    if report.is_saved:
        yield language.text("Export", _SAVED)
    if not spec.is_everything:
        yield language.text("Export", _SELECTION)
    if spec.is_anonymised:
        yield language.text("Export", _ANONYMISED)


def _fetched(report: Report, language: Language) -> str:
    moment = format_datetime(report.fetched_at.replace(tzinfo=None))
    return language.text("Export", _FETCHED).format(moment=moment)


def _offices(report: Report, language: Language, *, is_named: bool = True) -> str:
    """Return the offices by name or number: "Solna, Vasastan", "40 kontor", "2 av 3 kontor: Solna, Vasastan"."""
    fetched = fetched_customers(report.scope, report.failed_parts)
    total = len(report.scope.customers)
    is_named = is_named and total <= MAX_OFFICES_NAMED
    names = ", ".join(customer.label for customer in fetched) if is_named else ""
    if len(fetched) == total:
        return names or language.text("Export", _OFFICES).format(count=format_count(total, language))
    count = count_of_offices(len(fetched), total, language)
    return f"{count}: {names}" if names else count


def _missing(report: Report, language: Language) -> str:
    problem = describe_incomplete(report, language)
    return " ".join(filter(None, (problem.what, problem.why)))


def _text_height(text: str, line_length: int) -> float:
    return DEFAULT_ROW_HEIGHT * (1 + len(text) // line_length)
