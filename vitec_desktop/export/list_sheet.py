"""A list as a sheet: an Excel table with a frozen header that can be read on paper.

A list that is too long continues on further sheets.
"""

from collections.abc import Iterator, Mapping, Sequence

from vitec_desktop.export.cell_values import CellConverter, CellConverters, CellStyles
from vitec_desktop.export.export_spec import GroupContent, ListContent
from vitec_desktop.export.list_layout import Part, SheetColumn, lay_out, line_count
from vitec_desktop.export.sheet_layout import SheetHeading, row_share
from vitec_desktop.export.state_marks import MARK_COLORS, StateMarks
from vitec_desktop.export.xlsx.names import unique_headings
from vitec_desktop.export.xlsx.row_writer import (
    CLOSED_GROUP_HEADING,
    CLOSED_GROUP_ROW,
    GROUP_ROW,
    CellMarkup,
    text_markup,
)
from vitec_desktop.export.xlsx.sanitize import TextChanges, find_needed_change, sanitize_cell_text, should_quote
from vitec_desktop.export.xlsx.styles import LIST_SIZE
from vitec_desktop.export.xlsx.text_fit import MAX_ROW_HEIGHT, count_lines, cut_text, text_width
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet, column_width
from vitec_desktop.report.columns import ColumnKind, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_count
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.report import Row
from vitec_desktop.report.tables import TableKind

_HEAD_HEIGHT = 17.0
_ROW_HEIGHTS: Mapping[int, float] = {1: 13.5, 2: 21.9}
"""Points, by the number of lines."""

_FURTHER_LINE_HEIGHT = 10.5

_LEAST_SHARES: Mapping[int, float] = {1: 0.88, 2: 0.97}
"""Of a row's height, which its lines still fit, by their number."""

_ROOM_AT_END = 3.0  # points

_ROOM_BESIDE_WORD = 7.0  # points

_MESSAGE_WIDTH = 60.0  # characters, like all widths of columns that are not printed
_DATETIME_WIDTH = 15.0
_MIN_WIDTH = 9.0
_MAX_WIDTH = 40.0
_FILTER_BUTTON_WIDTH = 4.0
_MEASURED_ROWS = 200
_SHARE_OF_DEFAULT_SIZE = 0.8
"""Width of the lists' letters, as a share of those in whose widths Excel counts."""

_WIDTH_OF_CHARACTER = 0.55
"""Of the letters' size; hardly a name or heading has wider ones on the average."""

_UNSURE_LINES = 0.3
"""A text that would fill so much less than a row's lines fits them even if it breaks in a bad place."""

_STYLES = CellStyles("list text", "list moment", "list number")
_WRAPPED = "list wrapped"

_WHOLE_MESSAGE = QT_TRANSLATE_NOOP("Export", "Hela meddelandet")
_CUT_NOTE = QT_TRANSLATE_NOOP("Export", "Meddelanden är avkortade. Hela texten står i filen, i kolumnen {column}.")


class ListSheetWriter:
    """Writes lists into a workbook."""

    def __init__(self, book: XlsxWorkbook, heading: SheetHeading, *, is_everything: bool) -> None:
        self._book = book
        self._language = book.language
        self._heading = heading
        self._is_everything = is_everything
        self._marks = StateMarks(book.language)
        self.sheets: list[tuple[str, int]] = []
        """The titles of the sheets written so far, and the number of rows on each."""

    def write(self, kind: TableKind, name: str, content: ListContent) -> Iterator[None]:
        """Write one list; yield after each row."""
        columns = lay_out(kind, content.columns, is_everything=self._is_everything)
        rows = content.rows
        headings = self._headings(columns)
        widths = [self._width(heading, one, rows) for heading, one in zip(headings, columns, strict=True)]
        rows_per_sheet = self._book.max_sheet_rows - 1
        lines = line_count(kind, columns, rows)
        entries = _entries(content)
        for first in range(0, max(len(entries), 1), rows_per_sheet):
            part = entries[first : first + rows_per_sheet]
            head_height = self._head_height(columns, headings)
            sheet = self._start_sheet(
                name, columns, headings, widths, head_height, len(part), is_grouped=bool(content.groups)
            )
            self.sheets.append((sheet.title, sum(isinstance(entry, int) for entry in part)))
            self._set_page_texts(sheet, name, len(rows), columns, headings)
            first_row = 3 if part and isinstance(part[0], GroupContent) else 2
            writers = [
                (self._cell_writer(sheet, one, number, lines, (first_row, len(part) + 1)), one.index)
                for number, one in enumerate(columns, 1)
            ]
            fit = _RowFit(columns, lines, self._language)
            attributes = GROUP_ROW if content.groups else ""
            heights = [fit.height(rows[entry]) if isinstance(entry, int) else _HEAD_HEIGHT for entry in part]
            room = sheet.page_height - head_height - _ROOM_AT_END
            share = 1 if content.groups else row_share(heights, room, room, _LEAST_SHARES[lines])
            for entry, height in zip(part, heights, strict=True):
                if isinstance(entry, GroupContent):
                    attributes = CLOSED_GROUP_ROW if entry.is_collapsed else GROUP_ROW
                    self._write_group(sheet, entry, len(columns))
                    continue
                row = rows[entry]
                sheet.append([write(row[index]) for write, index in writers], share * height, attributes)
                yield
            if not part:
                sheet.append([])  # an Excel table needs at least one row
            sheet.close()

    def _write_group(self, sheet: XlsxWorksheet, group: GroupContent, column_count: int) -> None:
        blank = sheet.text_cell("list group", "")
        heading = sheet.text_cell("list group", self._book.single_line_text(group.heading))
        attributes = CLOSED_GROUP_HEADING if group.is_collapsed else ""
        sheet.append([heading, *[blank] * (column_count - 1)], _HEAD_HEIGHT, attributes)

    def _headings(self, columns: Sequence[SheetColumn]) -> list[str]:
        """Return the table's headings; a mark's is a space, as a table's column must have one."""
        named = [one for one in columns if one.part is not Part.MARK]
        whole = self._language.text("Export", _WHOLE_MESSAGE)
        texts = [
            whole if one.part is Part.WHOLE_MESSAGE else column_heading(one.column, self._language) for one in named
        ]
        headings = iter(unique_headings(texts))
        return [" " if one.part is Part.MARK else next(headings) for one in columns]

    def _head_height(self, columns: Sequence[SheetColumn], headings: Sequence[str]) -> float:
        lines = max(
            (
                count_lines(text, one.width, LIST_SIZE, is_bold=True)
                for text, one in zip(headings, columns, strict=True)
                if one.width is not None and one.part is not Part.MARK
            ),
            default=1,
        )
        return _HEAD_HEIGHT + (lines - 1) * _FURTHER_LINE_HEIGHT

    def _start_sheet(
        self,
        name: str,
        columns: Sequence[SheetColumn],
        headings: Sequence[str],
        widths: Sequence[float],
        head_height: float,
        row_count: int,
        *,
        is_grouped: bool,
    ) -> XlsxWorksheet:
        sheet = self._book.add_sheet(name, widths)
        sheet.hide_gridlines()
        sheet.keep_size()
        sheet.freeze_rows()
        sheet.set_row_height(1, head_height)
        sheet.append(sheet.text_cell("list head", text) for text in headings)
        last_row = max(row_count, 1) + 1
        marks = [number for number, one in enumerate(columns, 1) if one.part is Part.MARK]
        if headings:
            if is_grouped:  # a table's rows can be sorted, away from their headings
                sheet.allow_row_groups()
            else:
                table = self._book.reserve_table_name(sheet.title)
                sheet.add_table(table, headings, last_row - 1, columns_without_filter=marks)
            sheet.set_print_columns(sum(one.width is not None for one in columns), last_row)
        for number in marks:
            sheet.color_values(number, 2, last_row, MARK_COLORS)
        return sheet

    def _set_page_texts(
        self, sheet: XlsxWorksheet, name: str, count: int, columns: Sequence[SheetColumn], headings: Sequence[str]
    ) -> None:
        whole = next((text for text, one in zip(headings, columns, strict=True) if one.part is Part.WHOLE_MESSAGE), "")
        note = self._language.text("Export", _CUT_NOTE).format(column=whole) if whole else ""
        sheet.set_page_texts(f"{name}   {format_count(count, self._language)}", self._heading.page_facts, note)

    def _cell_writer(
        self, sheet: XlsxWorksheet, one: SheetColumn, number: int, lines: int, sheet_rows: tuple[int, int]
    ) -> CellConverter:
        """Return a function that writes a value in the column with `number`, from 1, in the first to the last row."""
        if one.part is Part.MARK:
            return self._marks.cell_writer(sheet, number, *sheet_rows)
        if one.part is Part.CUT_MESSAGE:
            return _cut_writer(sheet, one.width or 0, lines)
        is_wrapped = one.width is not None and one.column.kind is not ColumnKind.DATETIME
        converters = CellConverters(self._book, sheet, _STYLES)
        return converters.converter(one.column, _WRAPPED if is_wrapped else None)

    def _width(self, heading: str, one: SheetColumn, rows: Sequence[Row]) -> float:
        if one.width is not None:
            longest_word = max((text_width(word, LIST_SIZE, is_bold=True) for word in heading.split()), default=0)
            return column_width(max(one.width, longest_word + _ROOM_BESIDE_WORD))
        if one.part is Part.WHOLE_MESSAGE:
            return _MESSAGE_WIDTH
        step = max(len(rows) // _MEASURED_ROWS, 1)
        sample = rows[: _MEASURED_ROWS * step : step]
        header = len(heading) * _SHARE_OF_DEFAULT_SIZE + _FILTER_BUTTON_WIDTH
        if one.column.kind is ColumnKind.DATETIME:
            return max(header, _DATETIME_WIDTH)
        texts = (display_text(one.column, row[one.index], self._language) for row in sample)
        widest = max((len(text) * _SHARE_OF_DEFAULT_SIZE + 2 for text in texts), default=0)
        return min(max(header, widest, _MIN_WIDTH), _MAX_WIDTH)


def _entries(content: ListContent) -> Sequence[int | GroupContent]:
    """Return what stands in a sheet's rows: the places of the list's rows, with each group before its own."""
    if not content.groups:
        return range(len(content.rows))
    entries: list[int | GroupContent] = []
    first = 0
    for group in content.groups:
        entries.append(group)
        entries += range(first, first + group.row_count)
        first += group.row_count
    return entries


def _cut_writer(sheet: XlsxWorksheet, width: float, lines: int) -> CellConverter:
    """Return a function that writes a message cut to its lines; its whole text counts as changed, not this one."""
    style = _WRAPPED if lines > 1 else _STYLES.text
    markup, quoted = sheet.style(style), sheet.style(style, is_quoted=True)
    uncounted = TextChanges()

    def write(value: Value) -> CellMarkup:
        text = cut_text(value, width, LIST_SIZE, lines) if isinstance(value, str) else ""
        if find_needed_change(text):
            text = sanitize_cell_text(text, "", uncounted)
        return text_markup(text, quoted if should_quote(text) else markup)

    return write


class _RowFit:
    """Finds a row's height: the lines of its list, or more if a text of a list with several lines needs them."""

    def __init__(self, columns: Sequence[SheetColumn], lines: int, language: Language) -> None:
        self._lines = lines
        self._language = language
        self._labels: list[tuple[SheetColumn, float, dict[Value, int]]] = [
            (one, one.width, {})
            for one in columns
            if one.width is not None and one.part is Part.VALUE and one.column.kind in LABEL_TABLES
        ]
        """The columns of labels, their widths, and the lines that each of their values needs."""
        self._columns = [
            (one.index, one.width, (lines - _UNSURE_LINES) * one.width / (LIST_SIZE * _WIDTH_OF_CHARACTER))
            for one in columns
            if one.width is not None and one.part is Part.VALUE and one.column.kind is ColumnKind.TEXT
        ]

    def height(self, row: Row) -> float:
        """Return the height of `row` in points."""
        lines = self._lines
        for index, width, limit in self._columns:
            value = row[index]
            if isinstance(value, str) and len(value) > limit:
                lines = max(lines, count_lines(value, width, LIST_SIZE))
        for one, width, needed in self._labels:
            value = row[one.index]
            if value not in needed:
                needed[value] = count_lines(display_text(one.column, value, self._language), width, LIST_SIZE)
            lines = max(lines, needed[value])
        further = max(lines - max(_ROW_HEIGHTS), 0)
        return min(_ROW_HEIGHTS[lines - further] + further * _FURTHER_LINE_HEIGHT, MAX_ROW_HEIGHT)
