"""The sheet Obehandlade: how much waits and for how long, and then each row that waits, the oldest first."""

from collections.abc import Iterator, Sequence

from vitec_desktop.export.anonymise import Anonymiser, is_personal
from vitec_desktop.export.file_names import unique_headings
from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, SheetHeading
from vitec_desktop.export.list_sheet import CellConverter, ListSheetWriter
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, vertical_bars
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column
from vitec_desktop.report.formatting import column_heading as column_heading
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.statistics import AgeProfile, StatisticKey, Statistics, UnhandledRow, statistic_name
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.webservice.models import ListKind

STATE_KINDS = (ListKind.INCOMING, ListKind.TIPS)
"""The lists whose rows can wait."""

_CHARACTERS = 190
_CHART_COLUMNS = (5, 6)

_AGE = QT_TRANSLATE_NOOP("Export", "Ålder (dagar)")
_LIST = QT_TRANSLATE_NOOP("Export", "Lista")
_TITLE = QT_TRANSLATE_NOOP("Export", "Rubrik eller namn")
_AGE_HEAD = QT_TRANSLATE_NOOP("Export", "Ålder")
_LEADS = QT_TRANSLATE_NOOP("Export", "Leads")
_TIPS = QT_TRANSLATE_NOOP("Export", "Tips")
_BOTH = QT_TRANSLATE_NOOP("Export", "Tillsammans")
_SUM = QT_TRANSLATE_NOOP("Export", "Summa")
_NOTHING_WAITS = QT_TRANSLATE_NOOP("Export", "Allt är omhändertaget.")

_LIST_WIDTH = 17.0

# What each list calls it, by column of the sheet.
_COLUMNS: tuple[tuple[dict[ListKind, Column], float], ...] = (
    ({ListKind.INCOMING: fields.LEAD_CREATED, ListKind.TIPS: fields.TIP_CREATED}, 17.0),
    ({ListKind.INCOMING: fields.LEAD_STATE, ListKind.TIPS: fields.TIP_STATE}, 18.0),
    ({ListKind.INCOMING: fields.LEAD_NAME, ListKind.TIPS: fields.TIP_TITLE}, 44.0),
    ({ListKind.INCOMING: fields.SENDER_NAME, ListKind.TIPS: fields.SENDER_NAME}, 26.0),
    ({ListKind.INCOMING: fields.RECEIVER_NAME, ListKind.TIPS: fields.RECEIVER_NAME}, 26.0),
    ({ListKind.INCOMING: fields.RECEIVER_COMPANY, ListKind.TIPS: fields.RECEIVER_COMPANY}, 26.0),
    ({ListKind.INCOMING: fields.CONTACT_NAME, ListKind.TIPS: fields.CONTACT_NAME}, 26.0),
)


def write_unhandled(
    book: XlsxWorkbook, name: str, figures: Statistics, heading: SheetHeading, *, is_anonymised: bool = False
) -> Iterator[None]:
    """Write the sheet, and further ones where one cannot hold it; yields after each row."""
    columns = [one for one in _COLUMNS if not (is_anonymised and any(map(is_personal, one[0].values())))]
    return _UnhandledWriter(book, name, figures, heading, columns, is_anonymised).write()


class _UnhandledWriter:
    """Writes the sheet once."""

    def __init__(
        self,
        book: XlsxWorkbook,
        name: str,
        figures: Statistics,
        heading: SheetHeading,
        columns: Sequence[tuple[dict[ListKind, Column], float]],
        is_anonymised: bool,
    ) -> None:
        self._book = book
        self._name = name
        self._unhandled = figures.unhandled
        self._heading = heading
        self._columns = columns
        self._language = book.language
        self._headings = unique_headings(list(self._heading_texts()))
        self._widths = [15.0, _LIST_WIDTH, *(width for _, width in columns)]
        self._cells = ListSheetWriter(book)
        self._cleaners = {kind: Anonymiser(kind).anonymise for kind in STATE_KINDS} if is_anonymised else {}

    def write(self) -> Iterator[None]:
        rows = self._unhandled.rows_by_age
        first = 0
        is_begun = False
        while first < len(rows) or not is_begun:
            sheet = self._book.add_sheet(self._name, self._widths)
            sheet.hide_gridlines()
            grid = Grid()
            header_row = self._put_top(grid, sheet) if not is_begun else 1
            part = rows[first : first + max(self._book.max_sheet_rows - header_row, 0)]
            if part:
                self._add_table(grid, sheet, header_row, len(part))
            grid.write_to(sheet)
            makers = self._makers(sheet)
            for waiting in part:
                sheet.append(self._cells_of(waiting, makers, sheet))
                yield
            sheet.close()
            first += len(part)
            is_begun = True

    def _heading_texts(self) -> Iterator[str]:
        yield self._language.text("Export", _AGE)
        yield self._language.text("Export", _LIST)
        for by_kind, _ in self._columns:
            names = {column_heading(column, self._language) for column in by_kind.values()}
            yield names.pop() if len(names) == 1 else self._language.text("Export", _TITLE)

    def _put_top(self, grid: Grid, sheet: XlsxWorksheet) -> int:
        """The ages; gives the row of the table's header."""
        self._heading.write(grid, self._book, self._name, len(self._widths), _CHARACTERS)
        if not self._unhandled.total.count:
            grid.write_cell(FIRST_FREE_ROW, 1, "section", self._language.text("Export", _NOTHING_WAITS))
            return FIRST_FREE_ROW + 1
        return _put_ages(grid, sheet, self._profiles(), self._language) + 2

    def _profiles(self) -> tuple[AgeProfile, AgeProfile, AgeProfile]:
        return self._unhandled.leads, self._unhandled.tips, self._unhandled.total

    def _add_table(self, grid: Grid, sheet: XlsxWorksheet, header_row: int, row_count: int) -> None:
        for column, text in enumerate(self._headings, 1):
            grid.write_cell(header_row, column, "header", text)
        sheet.repeat_rows(header_row)
        sheet.add_table(self._book.reserve_table_name(sheet.title), self._headings, row_count, header_row)

    def _makers(self, sheet: XlsxWorksheet) -> dict[ListKind, list[tuple[CellConverter, int]]]:
        """How to make each cell of a list's row, and where its value stands."""
        return {
            kind: [
                (self._cells.cell_converter(by_kind[kind], sheet), COLUMNS[kind].index(by_kind[kind]))
                for by_kind, _ in self._columns
            ]
            for kind in STATE_KINDS
        }

    def _cells_of(
        self, waiting: UnhandledRow, makers: dict[ListKind, list[tuple[CellConverter, int]]], sheet: XlsxWorksheet
    ) -> Iterator[CellContent]:
        yield None if waiting.age is None else sheet.value_cell("count", waiting.age)
        yield self._language.text("Lists", LIST_NAMES[waiting.kind])
        clean = self._cleaners.get(waiting.kind)
        row = clean(waiting.row) if clean else waiting.row
        for make, place in makers[waiting.kind]:
            yield make(row[place])


def _put_ages(grid: Grid, sheet: XlsxWorksheet, profiles: Sequence[AgeProfile], language: Language) -> int:
    """What waits by age, and a chart of it; gives the last row."""

    def text(source: str) -> str:
        return language.text("Export", source)

    row = FIRST_FREE_ROW
    grid.write_cell(row, 1, "section", statistic_name(StatisticKey.UNHANDLED_AGES, language))
    grid.set_row_height(row, 22)
    head = row + 1
    grid.write_cell(head, 1, "head", text(_AGE_HEAD))
    for column, source in enumerate((_LEADS, _TIPS, _BOTH), 2):
        grid.write_cell(head, column, "head right", text(source))
    everything = profiles[-1]
    labels = [words.format_age_bucket(bucket, language) for bucket in everything.buckets]
    lines: list[tuple[str, str, list[int | float | None]]] = [
        (label, "number", [profile.buckets[place].count for profile in profiles]) for place, label in enumerate(labels)
    ]
    if everything.undated:
        undated: list[int | float | None] = [profile.undated for profile in profiles]
        lines.append((statistic_name(StatisticKey.UNDATED, language), "number", undated))
    lines.append((text(_SUM), "sum number", [profile.count for profile in profiles]))
    lines.append(
        (statistic_name(StatisticKey.MEDIAN_AGE, language), "decimal", [profile.median for profile in profiles])
    )
    lines.append((statistic_name(StatisticKey.OLDEST, language), "number", [profile.oldest for profile in profiles]))
    for number, (label, style, values) in enumerate(lines, head + 1):
        grid.write_cell(number, 1, "sum" if style == "sum number" else "text", label)
        for column, value in enumerate(values, 2):
            is_whole = value is not None and value == int(value)
            grid.write_cell(number, column, "number" if is_whole and style == "decimal" else style, _shown(value))
    counts = [bucket.count for bucket in everything.buckets]
    bars = ChartData(sheet.title, head + 1, 1, 4, labels, counts, heading=(head, 4))
    sheet.add_chart(vertical_bars(bars, ChartBox(head, head + len(lines), *_CHART_COLUMNS)))
    return head + len(lines)


def _shown(value: float | None) -> int | float | str:
    """A whole number without its decimal; a dash for none."""
    if value is None:
        return words.NO_VALUE
    return int(value) if value == int(value) else value
