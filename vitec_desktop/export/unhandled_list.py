"""The unhandled leads and tips on the sheet Mötesblad: the oldest first, with columns to write in at the meeting."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from enum import IntEnum

from vitec_desktop.export.cell_values import FIRST_DATETIME, text_writer
from vitec_desktop.export.sheet_layout import NO_UNHANDLED, Grid, SheetHeading
from vitec_desktop.export.state_marks import MARK_COLORS, StateMarks
from vitec_desktop.export.xlsx.row_writer import CellContent, TextRun, rich_text_markup
from vitec_desktop.export.xlsx.styles import TEXT, TEXT2
from vitec_desktop.export.xlsx.text_fit import count_lines, cut_text, text_width
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet, cell_range, column_letter
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_count, format_leads_and_tips
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.statistics import Unhandled, UnhandledRow
from vitec_desktop.report.statistics.columns import column_index
from vitec_desktop.webservice.models import ListKind


class MeetingColumn(IntEnum):
    """The columns of the sheet, from 1."""

    AGE = 1
    CREATED = 2
    HEADING = 3
    CONTACT = 4
    SENDER = 5
    RECEIVER = 6
    OFFICE = 7
    MARK = 8
    STATE = 9
    RESPONSIBLE = 10
    NEXT_STEP = 11
    DUE = 12


WIDTHS = (38.0, 53.0, 124.0, 65.0, 75.0, 64.0, 55.0, 14.0, 58.0, 72.0, 90.0, 58.0)
"""Points, together the width of a page."""

NAMES_COLUMN = 14
HIDDEN_COLUMNS = range(13, 18)
"""Not printed: the names to choose from, and the points of charts."""

MAX_ROWS = 35
"""Rows that fit on two pages, with a line below them."""

_ROWS_PER_PAGE = 18
_PAGE_HEIGHT = 524.0
_TITLE, _HEAD, _ROW, _NOTE = 24.0, 17.0, 26.0, 17.0
_NOTHING_LEFT = 26.0
_DECISIONS_TITLE, _DECISIONS_LINE, _DECISIONS_LINES = 30.0, 28.0, 3
_SIZE, _SMALL_SIZE, _TITLE_SIZE = 10.0, 9.0, 16.0
_BOLD_FACTOR = 1.06

_UNHANDLED = QT_TRANSLATE_NOOP("Export", "Obehandlade")
_OLDEST_FIRST = QT_TRANSLATE_NOOP("Export", "{count}, äldsta först: {lists}")
_AGE = QT_TRANSLATE_NOOP("Export", "Ålder")
_TITLE_HEAD = QT_TRANSLATE_NOOP("Export", "Rubrik")
_FROM = QT_TRANSLATE_NOOP("Export", "Från")
_OFFICE = QT_TRANSLATE_NOOP("Columns", "Kontor")
_RESPONSIBLE = QT_TRANSLATE_NOOP("Export", "Ansvarig")
_STEP = QT_TRANSLATE_NOOP("Export", "Nästa steg")
_BY = QT_TRANSLATE_NOOP("Export", "Klart senast")
_NEWER = QT_TRANSLATE_NOOP("Export", "{count} nyare: bladet {sheet}.")
_NEWER_ON_SHEETS = QT_TRANSLATE_NOOP("Export", "{count} nyare: bladen {sheet}.")
_BY_RECEIVER = QT_TRANSLATE_NOOP("Export", "Samma rader per person: bladet {sheet}.")
_MESSAGES = QT_TRANSLATE_NOOP("Export", "Hela meddelandet: bladet {sheet}.")
_MESSAGES_ON_SHEETS = QT_TRANSLATE_NOOP("Export", "Hela meddelandet: bladen {sheet}.")
_AND = QT_TRANSLATE_NOOP("Export", "{first} och {last}")
_NEWER_ONLY = QT_TRANSLATE_NOOP("Export", "{count} nyare är inte med här.")
_DECISIONS = QT_TRANSLATE_NOOP("Export", "Beslut till nästa möte")
_KIND_NAMES = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Lead"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips"),
}

_TITLES = {ListKind.INCOMING: fields.LEAD_NAME, ListKind.TIPS: fields.TIP_TITLE}
_STATES = {ListKind.INCOMING: fields.LEAD_STATE, ListKind.TIPS: fields.TIP_STATE}
_CREATED = {ListKind.INCOMING: fields.LEAD_CREATED, ListKind.TIPS: fields.TIP_CREATED}


class UnhandledList:
    """Writes the list below the rows of a grid; `write` may be called once."""

    def __init__(
        self,
        book: XlsxWorkbook,
        sheet: XlsxWorksheet,
        unhandled: Unhandled,
        short_names: Mapping[str, str],
        names: Sequence[str],
        heading: SheetHeading,
    ) -> None:
        self._book = book
        self._sheet = sheet
        self._language = book.language
        self._unhandled = unhandled
        self._rows = unhandled.rows_by_age[:MAX_ROWS]
        self._short_names = short_names
        self._names = names
        self._heading = heading

    def write(
        self, grid: Grid, facts: str, actions: str, lists: Sequence[str], *, has_messages: bool
    ) -> Iterator[None]:
        """Write the grid's rows and the list; yield after each row of the list.

        Args:
            grid: the rows above it.
            facts: what the title says of the report.
            actions: the title of the sheet with all rows by receiver; "" without one.
            lists: the titles of the sheets with the lists.
            has_messages: whether these have the messages.
        """
        title = grid.last_row + 1
        self._write_title(grid, title, facts)
        first, last = title + 2, title + 1 + len(self._rows)
        if self._rows:
            self._write_heads(grid, title + 1, len(self._rows))
        for row in range(1, grid.last_row + 1):
            if row <= len(self._names):
                grid.write_cell(row, NAMES_COLUMN, "tile line", self._names[row - 1])
        grid.write_to(self._sheet)
        self._next_row = grid.last_row + 1
        if self._rows:
            if self._names:
                source = f"{column_letter(NAMES_COLUMN)}$1:{column_letter(NAMES_COLUMN)}${len(self._names)}"
                self._sheet.offer_values(cell_range(MeetingColumn.RESPONSIBLE, first, last), source)
            yield from self._write_rows(first, last)
        self._write_end(self._note(actions, lists, has_messages=has_messages))
        self._sheet.set_print_columns(len(WIDTHS), self._next_row - 1)
        while self._next_row <= len(self._names):
            self._append([], None)

    def _text(self, source: str, **values: str) -> str:
        return self._language.text("Export", source).format(**values)

    def _append(self, cells: Sequence[CellContent], height: float | None) -> None:
        """Write a row, and the next name to choose from at its right."""
        row = list(cells)
        if self._next_row <= len(self._names):
            row += [None] * (NAMES_COLUMN - 1 - len(row))
            row.append(self._sheet.text_cell("tile line", self._names[self._next_row - 1]))
        self._sheet.append(row, height)
        self._next_row += 1

    def _write_title(self, grid: Grid, row: int, facts: str) -> None:
        unhandled, language = self._unhandled, self._language
        counts = self._text(
            _OLDEST_FIRST,
            count=format_count(unhandled.total.count, language),
            lists=format_leads_and_tips(unhandled.leads.count, unhandled.tips.count, language),
        )
        about = self._book.cell_text(f"{counts}  ·  {facts}" if self._rows else facts)
        title = f"{self._text(_UNHANDLED)}   "
        room = sum(WIDTHS) - text_width(title, _TITLE_SIZE, is_bold=True)
        runs = (
            TextRun(title, _TITLE_SIZE, TEXT, is_bold=True),
            TextRun(about if text_width(about, _SIZE) < room else cut_text(about, room, _SIZE, 1), _SIZE, TEXT2),
        )
        grid.write_cell(row, 1, "section", runs)
        grid.set_row_height(row, _TITLE)

    def _write_heads(self, grid: Grid, row: int, count: int) -> None:
        heads = {
            MeetingColumn.AGE: self._text(_AGE),
            MeetingColumn.CREATED: column_heading(fields.TIP_CREATED, self._language),
            MeetingColumn.HEADING: self._text(_TITLE_HEAD),
            MeetingColumn.CONTACT: column_heading(fields.CONTACT_NAME, self._language),
            MeetingColumn.SENDER: self._text(_FROM),
            MeetingColumn.RECEIVER: column_heading(fields.RECEIVER_NAME, self._language),
            MeetingColumn.OFFICE: self._language.text("Columns", _OFFICE),
            MeetingColumn.MARK: " ",
            MeetingColumn.STATE: column_heading(fields.TIP_STATE, self._language),
            MeetingColumn.RESPONSIBLE: self._text(_RESPONSIBLE),
            MeetingColumn.NEXT_STEP: self._text(_STEP),
            MeetingColumn.DUE: self._text(_BY),
        }
        for column, text in heads.items():
            style = "meeting head written" if column >= MeetingColumn.RESPONSIBLE else "head"
            if column is MeetingColumn.AGE:
                style = "meeting head age"
            grid.write_cell(row, column, style, text)
        grid.set_row_height(row, _HEAD)
        self._sheet.repeat_rows(row - 1, row)
        table = self._book.reserve_table_name(self._text(_UNHANDLED))
        self._sheet.add_table(table, list(heads.values()), count, row, [MeetingColumn.MARK], has_stripes=False)

    def _write_rows(self, first: int, last: int) -> Iterator[None]:
        sheet = self._sheet
        self._write_strong = text_writer(self._book, sheet, "meeting strong")
        self._write_text = text_writer(self._book, sheet, "meeting text")
        write_mark = StateMarks(self._language).cell_writer(sheet, MeetingColumn.MARK, first, last, "meeting mark")
        sheet.color_values(MeetingColumn.MARK, first, last, MARK_COLORS)
        written, due = sheet.text_cell("meeting written", ""), sheet.text_cell("meeting written date", "")
        for number, unhandled in enumerate(self._rows):
            if number and number % _ROWS_PER_PAGE == 0:
                sheet.add_page_break(self._next_row - 1)
            cells = list(self._row_cells(unhandled))
            cells.insert(MeetingColumn.MARK - 1, write_mark(_value(unhandled, _STATES[unhandled.kind])))
            self._append([*cells, written, written, due], _ROW)
            yield

    def _row_cells(self, unhandled: UnhandledRow) -> Iterator[CellContent]:
        """Yield the cells of a row down to its state, without the mark."""
        sheet, kind = self._sheet, unhandled.kind
        created = _value(unhandled, _CREATED[kind])
        yield sheet.cell("meeting age", unhandled.age)
        day = datetime.combine(created, time()) if isinstance(created, datetime) else None
        yield sheet.cell("meeting date", None if day is None or day < FIRST_DATETIME else day)
        yield self._write_strong(self._cut(_value(unhandled, _TITLES[kind]), MeetingColumn.HEADING, _BOLD_FACTOR))
        yield self._write_text(self._cut(_value(unhandled, fields.CONTACT_NAME), MeetingColumn.CONTACT))
        yield self._sender(unhandled)
        yield self._write_text(self._cut(_value(unhandled, fields.RECEIVER_NAME), MeetingColumn.RECEIVER))
        office = _value(unhandled, fields.RECEIVER_COMPANY)
        yield self._write_text(self._cut(self._short_names.get(str(office), office), MeetingColumn.OFFICE))
        state = display_text(_STATES[kind], _value(unhandled, _STATES[unhandled.kind]), self._language)
        yield self._write_text(self._cut(state, MeetingColumn.STATE))

    def _cut(self, value: Value, column: MeetingColumn, factor: float = 1.0) -> Value:
        """Return a text as far as it fits the two lines of a cell."""
        return cut_text(value, WIDTHS[column - 1] / factor, _SIZE, 2) if isinstance(value, str) else value

    def _sender(self, unhandled: UnhandledRow) -> CellContent:
        """Return what it is and from whom: on a line each if the name fits on one."""
        width = WIDTHS[MeetingColumn.SENDER - 1]
        kind = self._text(_KIND_NAMES[unhandled.kind])
        sender = _value(unhandled, fields.SENDER_NAME)
        name = self._book.single_line_text(sender) if isinstance(sender, str) else ""
        if name and count_lines(name, width, _SIZE) == 1:
            runs = (TextRun(f"{kind}\n", _SMALL_SIZE, TEXT2), TextRun(name, _SIZE, TEXT))
        else:
            name = cut_text(f"{kind} {name}", width, _SIZE, 2).removeprefix(kind).strip()
            runs = (TextRun(f"{kind} " if name else kind, _SMALL_SIZE, TEXT2), TextRun(name, _SIZE, TEXT))
        return rich_text_markup(runs, self._sheet.style("meeting text"))

    def _write_end(self, note: str) -> None:
        """Write what stands elsewhere, and lines for decisions if they fit on the page."""
        sheet = self._sheet
        on_page = (len(self._rows) - 1) % _ROWS_PER_PAGE + 1 if self._rows else 0
        used = _TITLE + (_HEAD if self._rows else 0) + on_page * _ROW
        if not self._rows:
            self._append([sheet.text_cell("section", self._heading.absence_text(NO_UNHANDLED))], _NOTHING_LEFT)
            used += _NOTHING_LEFT
        if note:
            self._append([sheet.text_cell("tile line", note)], _NOTE)
            used += _NOTE
        if used + _DECISIONS_TITLE + _DECISIONS_LINES * _DECISIONS_LINE > _PAGE_HEIGHT:
            return
        self._append([sheet.text_cell("action section", self._text(_DECISIONS))], _DECISIONS_TITLE)
        for _ in range(_DECISIONS_LINES):
            self._append([sheet.text_cell("action line", "")] * len(WIDTHS), _DECISIONS_LINE)

    def _note(self, actions: str, lists: Sequence[str], *, has_messages: bool) -> str:
        """Return where the other rows are, or these ones by receiver, and where the messages are.

        Without rows return what is missing from the report.
        """
        if not self._rows:
            return self._book.single_line_text(self._heading.missing)
        both = self._text(_AND, first=lists[0], last=lists[-1]) if len(lists) > 1 else "".join(lists)
        notes = []
        newer = self._unhandled.total.count - len(self._rows)
        if newer:
            count = format_count(newer, self._language)
            sources = _NEWER_ON_SHEETS if len(lists) > 1 and not actions else _NEWER
            notes.append(self._text(sources if actions or lists else _NEWER_ONLY, count=count, sheet=actions or both))
        elif actions:
            notes.append(self._text(_BY_RECEIVER, sheet=actions))
        if both and has_messages and not (newer and not actions):
            notes.append(self._text(_MESSAGES_ON_SHEETS if len(lists) > 1 else _MESSAGES, sheet=both))
        return " ".join(notes)


def _value(unhandled: UnhandledRow, column: Column) -> Value:
    return unhandled.row[column_index(unhandled.kind, column.key)]
