"""The sheet Obehandlade: unhandled rows by age, and then each unhandled row, the oldest first."""

from collections.abc import Iterator, Mapping, Sequence

from vitec_desktop.export.anonymise import Anonymiser, is_removed
from vitec_desktop.export.cell_values import CellConverter, CellConverters
from vitec_desktop.export.sheet_layout import FIRST_FREE_ROW, Grid, SheetHeading
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, vertical_bars
from vitec_desktop.export.xlsx.names import unique_headings
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column
from vitec_desktop.report.formatting import column_heading
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.statistics import AgeProfile, StatisticKey, Statistics, UnhandledRow, statistic_name
from vitec_desktop.report.statistics.formatting import NO_VALUE, format_age_bucket
from vitec_desktop.webservice.models import ListKind

STATE_KINDS = (ListKind.INCOMING, ListKind.TIPS)
"""The lists with a state, whose rows can be unhandled."""

_LINE_LENGTH = 190
_AGE_WIDTH = 15.0
_LIST_WIDTH = 17.0
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

# The column of each list that fills a column of the sheet, and the sheet column's width.
_Columns = Sequence[tuple[Mapping[ListKind, Column], float]]
_COLUMNS: _Columns = tuple(
    ({ListKind.INCOMING: lead_column, ListKind.TIPS: tip_column}, width)
    for lead_column, tip_column, width in (
        (fields.LEAD_CREATED, fields.TIP_CREATED, 17.0),
        (fields.LEAD_STATE, fields.TIP_STATE, 18.0),
        (fields.LEAD_NAME, fields.TIP_TITLE, 44.0),
        (fields.SENDER_NAME, fields.SENDER_NAME, 26.0),
        (fields.RECEIVER_NAME, fields.RECEIVER_NAME, 26.0),
        (fields.RECEIVER_COMPANY, fields.RECEIVER_COMPANY, 26.0),
        (fields.CONTACT_NAME, fields.CONTACT_NAME, 26.0),
    )
)

_Converters = Mapping[ListKind, Sequence[tuple[CellConverter, int]]]
"""For each list the converters of its cells and the indexes of the values in a row."""


def write_unhandled(
    book: XlsxWorkbook, name: str, statistics: Statistics, heading: SheetHeading, *, is_anonymised: bool = False
) -> Iterator[None]:
    """Write the sheet, and further ones if it is full; yield after each row."""
    columns = [one for one in _COLUMNS if not (is_anonymised and any(map(is_removed, one[0].values())))]
    return _UnhandledWriter(book, name, statistics, heading, columns, is_anonymised).write()


class _UnhandledWriter:
    """Writes the sheet; `write` may be called once."""

    def __init__(
        self,
        book: XlsxWorkbook,
        name: str,
        statistics: Statistics,
        heading: SheetHeading,
        columns: _Columns,
        is_anonymised: bool,
    ) -> None:
        self._book = book
        self._name = name
        self._unhandled = statistics.unhandled
        self._heading = heading
        self._columns = columns
        self._language = book.language
        self._headings = unique_headings(list(self._heading_texts()))
        self._widths = [_AGE_WIDTH, _LIST_WIDTH, *(width for _, width in columns)]
        self._anonymisers = {kind: Anonymiser(kind) for kind in STATE_KINDS} if is_anonymised else {}

    def write(self) -> Iterator[None]:
        """Write all sheets; yield after each row."""
        rows = self._unhandled.rows_by_age
        first = 0
        is_first_sheet = True
        while first < len(rows) or is_first_sheet:
            sheet = self._book.add_sheet(self._name, self._widths)
            sheet.hide_gridlines()
            grid = Grid()
            header_row = self._write_top(grid, sheet) if is_first_sheet else 1
            part = rows[first : first + max(self._book.max_sheet_rows - header_row, 0)]
            if part:
                self._add_table(grid, sheet, header_row, len(part))
            grid.write_to(sheet)
            converters = self._converters(sheet)
            for row in part:
                sheet.append(self._row_cells(row, converters, sheet))
                yield
            sheet.close()
            first += len(part)
            is_first_sheet = False

    def _heading_texts(self) -> Iterator[str]:
        yield self._language.text("Export", _AGE)
        yield self._language.text("Export", _LIST)
        for by_kind, _ in self._columns:
            names = {column_heading(column, self._language) for column in by_kind.values()}
            yield names.pop() if len(names) == 1 else self._language.text("Export", _TITLE)

    def _write_top(self, grid: Grid, sheet: XlsxWorksheet) -> int:
        """Write the heading and the ages; return the row of the table's header."""
        self._heading.write(grid, self._book, self._name, len(self._widths), _LINE_LENGTH)
        unhandled = self._unhandled
        if not unhandled.total.count:
            grid.write_cell(FIRST_FREE_ROW, 1, "section", self._language.text("Export", _NOTHING_WAITS))
            return FIRST_FREE_ROW + 1
        return _write_ages(grid, sheet, (unhandled.leads, unhandled.tips, unhandled.total), self._language) + 2

    def _add_table(self, grid: Grid, sheet: XlsxWorksheet, header_row: int, row_count: int) -> None:
        for column, text in enumerate(self._headings, 1):
            grid.write_cell(header_row, column, "header", text)
        sheet.repeat_rows(header_row)
        sheet.add_table(self._book.reserve_table_name(sheet.title), self._headings, row_count, header_row)

    def _converters(self, sheet: XlsxWorksheet) -> _Converters:
        converters = CellConverters(self._book, sheet)
        return {
            kind: [
                (converters.converter(by_kind[kind]), COLUMNS[kind].index(by_kind[kind]))
                for by_kind, _ in self._columns
            ]
            for kind in STATE_KINDS
        }

    def _row_cells(
        self, unhandled: UnhandledRow, converters: _Converters, sheet: XlsxWorksheet
    ) -> Iterator[CellContent]:
        yield None if unhandled.age is None else sheet.value_cell("count", unhandled.age)
        yield self._language.text("Lists", LIST_NAMES[unhandled.kind])
        anonymiser = self._anonymisers.get(unhandled.kind)
        row = anonymiser.anonymise(unhandled.row) if anonymiser else unhandled.row
        for convert, index in converters[unhandled.kind]:
            yield convert(row[index])


def _write_ages(grid: Grid, sheet: XlsxWorksheet, profiles: Sequence[AgeProfile], language: Language) -> int:
    """Write the number of unhandled rows by age and a chart of the last profile; return the last row."""

    def text(source: str) -> str:
        return language.text("Export", source)

    row = FIRST_FREE_ROW
    ages = statistic_name(StatisticKey.UNHANDLED_AGES, language)
    grid.write_title(row, 1, ages)
    head = row + 1
    grid.write_cell(head, 1, "head", text(_AGE_HEAD))
    for column, source in enumerate((_LEADS, _TIPS, _BOTH), 2):
        grid.write_cell(head, column, "head right", text(source))
    total = profiles[-1]
    labels = [format_age_bucket(bucket, language) for bucket in total.buckets]
    lines: list[tuple[str, str, list[int | float | None]]] = [
        (label, "number", [profile.buckets[index].count for profile in profiles]) for index, label in enumerate(labels)
    ]
    if total.undated:
        undated: list[int | float | None] = [profile.undated for profile in profiles]
        lines.append((statistic_name(StatisticKey.UNDATED, language), "number", undated))
    lines.append((text(_SUM), "sum number", [profile.count for profile in profiles]))
    median_name = statistic_name(StatisticKey.MEDIAN_AGE, language)
    lines.append((median_name, "decimal", [profile.median for profile in profiles]))
    lines.append((statistic_name(StatisticKey.OLDEST, language), "number", [profile.oldest for profile in profiles]))
    for number, (label, style, values) in enumerate(lines, head + 1):
        grid.write_cell(number, 1, "sum" if style == "sum number" else "text", label)
        for column, value in enumerate(values, 2):
            is_whole = value is not None and value == int(value)
            grid.write_cell(number, column, "number" if is_whole and style == "decimal" else style, _cell_value(value))
    counts = [bucket.count for bucket in total.buckets]
    data = ChartData(sheet.title, head + 1, 1, 4, labels, counts, (head, 4), ages)
    sheet.add_chart(vertical_bars(data, ChartBox(head, head + len(lines), *_CHART_COLUMNS)))
    return head + len(lines)


def _cell_value(value: float | None) -> int | float | str:
    """Return a whole number without decimals, and a dash for None."""
    if value is None:
        return NO_VALUE
    return int(value) if value == int(value) else value
