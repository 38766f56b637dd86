"""The sheet Ändringar: what has changed since an earlier fetch, a row a change, and what could not be compared."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from vitec_desktop.archive.change_texts import FIELD_ORDER, changed_value
from vitec_desktop.archive.changes import (
    ChangedField,
    NotCompared,
    NotComparedReason,
    ReportChanges,
    RowChange,
)
from vitec_desktop.export.anonymise import Anonymiser
from vitec_desktop.export.cell_values import text_writer
from vitec_desktop.export.changes_content import ChangesContent
from vitec_desktop.export.sheet_layout import FIRST_FREE_ROW, Grid, SheetHeading
from vitec_desktop.export.xlsx.names import unique_headings
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.styles import LIST_SIZE
from vitec_desktop.export.xlsx.text_fit import MAX_ROW_HEIGHT, count_lines
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet, column_width
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.formatting import (
    column_heading,
    display_text,
    format_datetime,
    format_leads,
    format_period,
    format_tips,
)
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.outcome_counts import unhandled_text
from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.formatting import NO_VALUE
from vitec_desktop.webservice.models import ListKind

CHANGES_SHEET_NAME = QT_TRANSLATE_NOOP("Export", "Ändringar")

_HEADINGS = (
    QT_TRANSLATE_NOOP("Changes", "Ändring"),
    QT_TRANSLATE_NOOP("Changes", "Lista"),
    QT_TRANSLATE_NOOP("Changes", "Fält"),
    QT_TRANSLATE_NOOP("Changes", "Från"),
    QT_TRANSLATE_NOOP("Changes", "Till"),
    QT_TRANSLATE_NOOP("Changes", "Sågs senast"),
    QT_TRANSLATE_NOOP("Changes", "Sågs nu"),
    QT_TRANSLATE_NOOP("Changes", "Rubrik"),
    QT_TRANSLATE_NOOP("Changes", "Avsändare"),
    QT_TRANSLATE_NOOP("Changes", "Mottagare"),
    QT_TRANSLATE_NOOP("Changes", "Kontor"),
    QT_TRANSLATE_NOOP("Changes", "Id"),
)
_WIDTHS = (42.0, 74.0, 62.0, 74.0, 74.0, 70.0, 70.0, 110.0, 66.0, 66.0, 58.0, 160.0)
"""Points; the last column, the id, is not printed."""
_PRINTED_COLUMNS = len(_WIDTHS) - 1
_ROW_HEIGHT, _FURTHER_LINE_HEIGHT = 14.0, 10.0
_HEAD_HEIGHT = 17.0
_LINE_LENGTH = 165
_TILES = ((1, 2), (3, 1), (4, 2), (6, 1), (7, 1), (8, 1), (9, 2))
"""The column of each count above the table, and how many columns it goes over."""


_NEW_LEADS = QT_TRANSLATE_NOOP("Export", "Nya leads")
_NEW_TIPS = QT_TRANSLATE_NOOP("Export", "Nya tips")
_HANDLED = QT_TRANSLATE_NOOP("Export", "Tagna om hand")
_WON = QT_TRANSLATE_NOOP("Export", "→ Intag")
_SOLD = QT_TRANSLATE_NOOP("Export", "→ Sålt")
_DECLINED = QT_TRANSLATE_NOOP("Export", "Avböjda")
_GONE = QT_TRANSLATE_NOOP("Export", "Borta")

_NOTHING = QT_TRANSLATE_NOOP("Export", "Inget har ändrats sedan {moment}.")
_NOTHING_OF_COMPARED = QT_TRANSLATE_NOOP("Export", "Inget har ändrats sedan {moment} i det som kan jämföras.")
_NOTHING_COMPARED = QT_TRANSLATE_NOOP("Export", "Inget kan jämföras med rapporten från {moment}.")
_NOT_COMPARED = QT_TRANSLATE_NOOP("Export", "Kan inte jämföras")
_MISSING_THEN = QT_TRANSLATE_NOOP("Export", "{days}, {offices}: saknas i rapporten från {moment}.")
_MISSING_NOW = QT_TRANSLATE_NOOP("Export", "{days}, {offices}: saknas i den här rapporten.")
_OTHER_STATUS = QT_TRANSLATE_NOOP(
    "Export", "{days}, {offices}: rapporten från {moment} hämtades med en annan omfattning."
)
_REASONS = {
    NotComparedReason.MISSING_THEN: _MISSING_THEN,
    NotComparedReason.MISSING_NOW: _MISSING_NOW,
    NotComparedReason.OTHER_STATUS: _OTHER_STATUS,
}
_PART_NOTICE = QT_TRANSLATE_NOOP("Export", "Allt kan inte jämföras: se under tabellen. Resten är jämfört rad för rad.")
_GONE_NOTE = QT_TRANSLATE_NOOP(
    "Export", "Borta: borttagen eller flyttad; ett enda svar kan inte säga vilket. Borta räknas inte bland raderna."
)
_UNCERTAIN_NOTE = QT_TRANSLATE_NOOP("Export", "Osäker: raden saknar id och kan vara en annan som ser likadan ut.")
_UNCERTAIN = QT_TRANSLATE_NOOP("Export", "osäker")

_TITLES = {
    ListKind.INCOMING: fields.LEAD_NAME,
    ListKind.OUTGOING: fields.LEAD_TITLE,
    ListKind.TIPS: fields.TIP_TITLE,
}
_SENDERS = {
    ListKind.INCOMING: fields.SENDER_NAME,
    ListKind.OUTGOING: fields.USER_NAME,
    ListKind.TIPS: fields.SENDER_NAME,
}
_OFFICES = {
    ListKind.INCOMING: fields.RECEIVER_COMPANY,
    ListKind.OUTGOING: fields.SENDER_COMPANY,
    ListKind.TIPS: fields.RECEIVER_COMPANY,
}
_STATES = {ListKind.INCOMING: fields.LEAD_STATE, ListKind.TIPS: fields.TIP_STATE}
_IDS = {ListKind.INCOMING: fields.LEAD_ID, ListKind.OUTGOING: fields.LEAD_ID, ListKind.TIPS: fields.TIP_ID}


class _ChangeLine(Struct, frozen=True):
    """A row of the table."""

    change: RowChange
    field: str = ""
    before: str = ""
    after: str = ""


def changes_row_count(content: ChangesContent) -> int:
    """Return about how many rows the sheet has."""
    return len(content.changes.changes) if content.changes else 0


def write_changes(
    book: XlsxWorkbook, name: str, content: ChangesContent, heading: SheetHeading, *, is_anonymised: bool = False
) -> Iterator[None]:
    """Write the sheet, and further ones if it is full; yield after each row."""
    return _ChangesWriter(book, name, content, heading, is_anonymised).write()


class _ChangesWriter:
    """Writes the sheet; `write` may be called once."""

    def __init__(
        self, book: XlsxWorkbook, name: str, content: ChangesContent, heading: SheetHeading, is_anonymised: bool
    ) -> None:
        self._book = book
        self._name = name
        self._content = content
        self._heading = heading
        self._language = book.language
        self._headings = unique_headings([book.language.text("Changes", one) for one in _HEADINGS])
        self._anonymisers = {kind: Anonymiser(kind) for kind in ListKind} if is_anonymised else {}

    def write(self) -> Iterator[None]:
        """Write all sheets; yield after each row."""
        lines = list(self._lines())
        first = 0
        is_first_sheet = True
        while first < len(lines) or is_first_sheet:
            sheet = self._book.add_sheet(self._name, [column_width(width) for width in _WIDTHS])
            sheet.hide_gridlines()
            grid = Grid()
            header_row = self._write_top(grid) if is_first_sheet else 1
            part = lines[first : first + max(self._book.max_sheet_rows - header_row, 1)]
            last_row = header_row + max(len(part), 1)
            notes = list(self._notes()) if first + len(part) >= len(lines) else []
            for column, text in enumerate(self._headings, 1):
                grid.write_cell(header_row, column, "list head", text)
            grid.set_row_height(header_row, _HEAD_HEIGHT)
            sheet.repeat_rows(header_row)
            table = self._book.reserve_table_name(sheet.title)
            sheet.add_table(table, self._headings, max(len(part), 1), header_row)
            sheet.set_print_columns(_PRINTED_COLUMNS, last_row + len(notes))
            grid.write_to(sheet)
            yield from self._write_lines(sheet, part)
            for style, note in notes:
                sheet.append([sheet.text_cell(style, self._book.single_line_text(note))], _ROW_HEIGHT)
            sheet.close()
            first += len(part)
            is_first_sheet = False

    def _text(self, source: str, **facts: object) -> str:
        return self._language.text("Export", source).format(**facts)

    # Above the table

    def _write_top(self, grid: Grid) -> int:
        """Write heading and counts; return the row of the table's header."""
        self._heading.write(grid, self._book, self._name, _PRINTED_COLUMNS, _LINE_LENGTH)
        row = FIRST_FREE_ROW
        content, changes = self._content, self._content.changes
        grid.write_cell(row, 1, "changes since", self._book.single_line_text(content.since_text(self._language)))
        problem = content.problem_text(self._language)
        notices = [problem] if problem and changes is not None else []
        if changes is not None and not changes.is_everything_compared:
            notices.append(self._text(_PART_NOTICE))
        for notice in notices:
            row += 1
            grid.write_cell(row, 1, "notice", self._book.single_line_text(notice), _PRINTED_COLUMNS)
            grid.set_row_height(row, 21)
        if changes is not None:
            row = self._write_counts(grid, row + 2, changes)
            if not changes.changes:
                row += 1
                grid.write_cell(row, 1, "text quiet", self._nothing(changes), _PRINTED_COLUMNS)
        return row + 2

    def _nothing(self, changes: ReportChanges) -> str:
        moment = format_datetime(changes.since.swedish_time.replace(tzinfo=None))
        if changes.is_nothing_compared:
            return self._text(_NOTHING_COMPARED, moment=moment)
        return self._text(_NOTHING if changes.is_everything_compared else _NOTHING_OF_COMPARED, moment=moment)

    def _write_counts(self, grid: Grid, row: int, changes: ReportChanges) -> int:
        """Write the seven counts, a dash for each if nothing could be compared; return their last row."""
        counts = changes.counts
        leads, outgoing, tips = ListKind.INCOMING, ListKind.OUTGOING, ListKind.TIPS
        both = (
            (_HANDLED, counts.handled),
            (_WON, counts.won),
            (_SOLD, counts.sold),
            (_DECLINED, counts.declined),
            (_GONE, counts.gone),
        )
        tiles = [
            (_NEW_LEADS, counts.new[leads] + counts.new[outgoing], self._unhandled(counts.new_unhandled[leads])),
            (_NEW_TIPS, counts.new[tips], self._unhandled(counts.new_unhandled[tips])),
            *(
                (name, sum(by_list.values()), self._leads_and_tips(by_list[leads] + by_list[outgoing], by_list[tips]))
                for name, by_list in both
            ),
        ]
        for (column, across), (name, count, line) in zip(_TILES, tiles, strict=True):
            grid.write_cell(row, column, "changes name", self._text(name), across)
            value = NO_VALUE if changes.is_nothing_compared else count
            grid.write_cell(row + 1, column, "changes count", value, across)
            grid.write_cell(row + 2, column, "changes line", line, across)
        grid.set_row_height(row + 1, 30)
        return row + 2

    def _unhandled(self, count: int) -> str:
        """Return "1 obehandlat" or "4 obehandlade"; "" for none."""
        return unhandled_text(count, self._language) if count else ""

    def _leads_and_tips(self, leads: int, tips: int) -> str:
        """Return such as "4 leads, 1 tips", without the one of which there are none."""
        parts = ((leads, format_leads), (tips, format_tips))
        return ", ".join(format_part(count, self._language) for count, format_part in parts if count)

    # The table

    def _lines(self) -> Iterator[_ChangeLine]:
        """Yield the rows: new ones, then each changed field in the order of the blocks, then what is gone."""
        changes = self._content.changes.changes if self._content.changes else ()
        for change in changes:
            if change.kind is ChangeKind.NEW:
                yield self._state_line(change, is_gone=False)
        for name in FIELD_ORDER:
            for change in changes:
                if change.kind is ChangeKind.CHANGED and (line := self._field_line(change, name)):
                    yield line
        for change in changes:
            if change.kind is ChangeKind.GONE:
                yield self._state_line(change, is_gone=True)

    def _state_line(self, change: RowChange, *, is_gone: bool) -> _ChangeLine:
        column = _STATES.get(change.list_kind)
        state = self._shown(column, _value(self._row(change), change.list_kind, column)) if column else ""
        if column is None or not state:
            return _ChangeLine(change)
        heading = column_heading(column, self._language)
        return _ChangeLine(change, heading, state if is_gone else "", "" if is_gone else state)

    def _field_line(self, change: RowChange, name: ChangedField) -> _ChangeLine | None:
        """Return the row of a changed field; None if it did not change, or its estate's status says it."""
        value = changed_value(change, name, self._language)
        return None if value is None else _ChangeLine(change, value.name, value.before, value.after)

    def _shown(self, column: Column, value: Value) -> str:
        return display_text(column, value, self._language)

    def _write_lines(self, sheet: XlsxWorksheet, lines: Sequence[_ChangeLine]) -> Iterator[None]:
        write = text_writer(self._book, sheet, "list wrapped")
        for line in lines:
            texts = self._texts(line)
            cells: list[CellContent] = [write(text or None) for text in texts]
            since, until = self._moments(line.change)
            cells[5], cells[6] = (
                write(None) if moment is None else sheet.value_cell("list moment", moment) for moment in (since, until)
            )
            further = max(
                count_lines(text, width, LIST_SIZE) - 1 if len(text) * LIST_SIZE / 2 > width else 0
                for text, width in zip(texts[:_PRINTED_COLUMNS], _WIDTHS, strict=False)
            )
            sheet.append(cells, min(_ROW_HEIGHT + further * _FURTHER_LINE_HEIGHT, MAX_ROW_HEIGHT))
            yield
        if not lines:
            sheet.append([], _ROW_HEIGHT)  # an Excel table needs at least one row

    def _texts(self, line: _ChangeLine) -> list[str]:
        change, kind = line.change, line.change.list_kind
        row = self._row(change)
        anonymiser = self._anonymisers.get(kind)
        if anonymiser:
            row = anonymiser.anonymise(row)
        row_id = "" if anonymiser else str(_value(row, kind, _IDS[kind]) or "")
        if change.is_uncertain and not row_id:
            row_id = self._text(_UNCERTAIN)
        return [
            display_text(fields.TIP_CHANGE, change.kind.value, self._language),
            self._language.text("Lists", LIST_NAMES[kind]),
            line.field,
            line.before,
            line.after,
            "",
            "",
            *(
                str(_value(row, kind, column) or "")
                for column in (_TITLES[kind], _SENDERS[kind], fields.RECEIVER_NAME, _OFFICES[kind])
            ),
            row_id,
        ]

    def _row(self, change: RowChange) -> Row:
        """Return the row as it was last seen."""
        changes = self._content.changes
        assert changes is not None
        seen = changes.since if change.after is None else changes.until
        return change.row(seen.swedish_time.date())

    def _moments(self, change: RowChange) -> tuple[datetime | None, datetime | None]:
        """Return when the row was last seen as it was, and when it was seen now; as naive Swedish times."""
        changes = self._content.changes
        assert changes is not None
        since, until = (
            facts.swedish_time.replace(tzinfo=None, microsecond=0) for facts in (changes.since, changes.until)
        )
        return (
            None if change.kind is ChangeKind.NEW else since,
            None if change.kind is ChangeKind.GONE else until,
        )

    # Below the table

    def _notes(self) -> Iterator[tuple[str, str]]:
        """Yield a style and a text for each line below the table."""
        changes = self._content.changes
        if changes is None:
            return
        if changes.not_compared:
            yield "quiet line", ""
            yield "section", self._text(_NOT_COMPARED)
            for one in changes.not_compared:
                yield "quiet line", self._not_compared(one, changes)
        if changes.gone and changes.may_have_moved:
            yield "quiet line", self._text(_GONE_NOTE)
        if any(change.is_uncertain for change in changes.changes):
            yield "quiet line", self._text(_UNCERTAIN_NOTE)

    def _not_compared(self, one: NotCompared, changes: ReportChanges) -> str:
        return self._text(
            _REASONS[one.reason],
            days=format_period(one.first_day, one.last_day, self._language),
            offices=", ".join(one.customers),
            moment=format_datetime(changes.since.swedish_time.replace(tzinfo=None)),
        )


def _value(row: Row, kind: ListKind, column: Column) -> Value:
    return row[COLUMNS[kind].index(column)]
