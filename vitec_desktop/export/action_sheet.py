"""The sheet Handlingslista: what each receiver has left to do, on a page of its own to hand out and write on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from vitec_desktop.export.cell_values import CellConverter, cached_converter, text_writer
from vitec_desktop.export.sheet_layout import FIRST_FREE_ROW, NO_UNHANDLED, Grid, SheetHeading
from vitec_desktop.export.state_marks import MARK_COLORS, StateMarks
from vitec_desktop.export.xlsx.row_writer import OPEN_CELL, CellContent, CellMarkup, RowTemplate, row_template
from vitec_desktop.export.xlsx.text_fit import count_lines, cut_text, fit_line, text_width
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet, column_width
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, Value
from vitec_desktop.report.formatting import column_heading, display_text, format_count, group_digits
from vitec_desktop.report.labels import STATE_GROUP_NAMES, StateGroup
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import age_in_days
from vitec_desktop.report.statistics import ACTION_GROUPS, ActionRow, ReceiverActions
from vitec_desktop.report.statistics.formatting import format_age
from vitec_desktop.webservice.models import ListKind

MAX_PAGE_BREAKS = 500
"""Excel takes 1,026 on a sheet; so many pages are not handed out."""

_SIZE = 10.0
_TITLE_SIZE = 20.0
_QUIET_SIZE = 9.5
_BOLD = 1.05
_MAX_HEADING_LINES, _MAX_LINES = 3, 2

# Points, together the width of an A4 page in portrait: date, heading, contact, mark, state, gap, next step, gap, due.
_WIDTHS = (60.0, 150.0, 76.0, 14.0, 66.0, 9.0, 92.0, 9.0, 52.0)
_DATE, _HEADING, _CONTACT, _MARK, _STATE, _, _NEXT_STEP, _, _DUE = range(len(_WIDTHS))
_PAGE_WIDTH = sum(_WIDTHS)
_WHO_WIDTH = sum(_WIDTHS[:_STATE])
_LINE_LENGTH = 100  # characters of the default size

# Row heights in points.
_PAGE_HEIGHT = 745.0
_BLOCK_TITLE, _BLOCK_LINE, _GAP, _HEAD = 30.0, 20.0, 8.0, 17.0
_SECTION = 26.0
_ITEM = 43.0
_ROWS_OF_ITEM, _ROWS_BESIDE_ITEMS = 3, 12
"""At most; the latter on a page: its title and head, the titles of sections, the notes."""

_SPACE, _FIRST_LINE, _FURTHER_LINE, _LAST_LINE = 5.0, 14.0, 12.5, 15.0
_NOTES_TITLE, _NOTES_LINE = 34.0, 28.0
_SUMMARY_LINE = 17.0

_BLOCK_HEIGHT = _BLOCK_TITLE + _BLOCK_LINE + _GAP + _HEAD
_CONTINUED_HEIGHT = _BLOCK_TITLE + _HEAD
_NOTES_LINES = 2
_NOTES_HEIGHT = _NOTES_TITLE + _NOTES_LINES * _NOTES_LINE
_SUMMARY_ROWS = int((_PAGE_HEIGHT - 110) / _SUMMARY_LINE)
"""Receivers on a page of the list of all; the first page has the sheet's heading above them."""

_TODO = QT_TRANSLATE_NOOP("Export", "Att göra: {name}")
_CONTINUED = QT_TRANSLATE_NOOP("Export", "Att göra: {name}, fortsättning")
_NO_RECEIVER = QT_TRANSLATE_NOOP("Export", "Utan mottagare")
_COUNTS = QT_TRANSLATE_NOOP("Export", "%n obehandlade och {progress} pågående, äldsta {age}")
_CREATED = QT_TRANSLATE_NOOP("Export", "Skapat, ålder")
_TITLE = QT_TRANSLATE_NOOP("Export", "Rubrik")
_STEP = QT_TRANSLATE_NOOP("Export", "Nästa steg")
_BY = QT_TRANSLATE_NOOP("Export", "Klart senast")
_TODAY = QT_TRANSLATE_NOOP("Export", "i dag")
_OLDEST = QT_TRANSLATE_NOOP("Export", "Äldsta")
_SUM = QT_TRANSLATE_NOOP("Export", "Summa")
_NOTES = QT_TRANSLATE_NOOP("Export", "Anteckningar")
_CONFIDENTIAL = QT_TRANSLATE_NOOP("Export", "Innehåller personuppgifter, lämna inte sidan framme.")
_NO_BREAKS = QT_TRANSLATE_NOOP("Export", "Fler än {count} sidor: mottagarna står efter varandra, utan egna sidor.")
_FROM = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Lead från {sender}"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips från {sender}"),
}
_WITHOUT_SENDER = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Lead"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips"),
}

_TITLES = {ListKind.INCOMING: fields.LEAD_NAME, ListKind.TIPS: fields.TIP_TITLE}
_STATES = {ListKind.INCOMING: fields.LEAD_STATE, ListKind.TIPS: fields.TIP_STATE}
_SHARED = (fields.CONTACT_NAME, fields.SENDER_NAME)


class _Section(NamedTuple):
    """The title of a group of states and the number of its rows."""

    group: StateGroup
    row_count: int


class _Item(NamedTuple):
    """A row to act on: below some space its first line, which can be several, and its last one.

    Attributes:
        action: the row.
        texts: its heading, contact and state, as far as they are shown.
        first_height: the height of the first line.
        last_height: the height of the last one, with room to write.
        tall: the columns whose text needs both lines.
        height: of all its rows.
    """

    action: ActionRow
    texts: tuple[str, str, str]
    first_height: float
    last_height: float
    tall: tuple[int, ...]
    height: float


_Page = Sequence[_Section | _Item]


def write_actions(
    book: XlsxWorkbook, name: str, receivers: Sequence[ReceiverActions], fetched_on: date, heading: SheetHeading
) -> Iterator[None]:
    """Write the sheet, and further ones if it is full; yield after each row that is to be acted on."""
    return _ActionWriter(book, name, receivers, fetched_on, heading).write()


class _ActionWriter:
    """Writes the sheet; `write` may be called once."""

    def __init__(
        self,
        book: XlsxWorkbook,
        name: str,
        receivers: Sequence[ReceiverActions],
        fetched_on: date,
        heading: SheetHeading,
    ) -> None:
        self._book = book
        self._name = name
        self._receivers = receivers
        self._fetched_on = fetched_on
        self._heading = heading
        self._language = book.language
        self._state_texts: dict[Value, tuple[str, int]] = {}
        self._company_widths: dict[str, float] = {}
        self._titles = [self._around_name(source) for source in (_TODO, _CONTINUED)]

    def write(self) -> Iterator[None]:
        """Write all sheets; yield after each row that is to be acted on."""
        pages_of = [self._paginate(receiver) for receiver in self._receivers]
        summary_pages = -(-len(self._receivers) // _SUMMARY_ROWS)
        items = sum(receiver.count for receiver in self._receivers)
        self._row_limit = items * _ROWS_OF_ITEM + sum(map(len, pages_of)) * _ROWS_BESIDE_ITEMS
        self._has_breaks = summary_pages + sum(map(len, pages_of)) - 1 <= MAX_PAGE_BREAKS
        self._start_sheet()
        self._write_summary()
        for receiver, pages in zip(self._receivers, pages_of, strict=True):
            yield from self._write_receiver(receiver, pages if self._has_breaks else [list(chain(*pages))])
        self._sheet.close()

    def _text(self, source: str, **values: str) -> str:
        return self._language.text("Export", source).format(**values)

    def _around_name(self, source: str) -> tuple[str, str, float]:
        """Return what stands before and after the name in a title, and its width."""
        before, _, after = self._language.text("Export", source).partition("{name}")
        return before, after, text_width(before + after, _TITLE_SIZE, is_bold=True)

    # Pages ------------------------------------------------------------------------------------------------------------

    def _paginate(self, receiver: ReceiverActions) -> Sequence[_Page]:
        """Divide a receiver's rows into pages: no title at the end of one, and the notes not alone on one."""
        elements: list[_Section | _Item] = []
        for group in ACTION_GROUPS:
            rows = receiver.oldest_first(group)
            if rows:
                elements.append(_Section(group, len(rows)))
                elements.extend(self._item(row) for row in rows)
        pages: list[list[_Section | _Item]] = [[]]
        room = _PAGE_HEIGHT - _BLOCK_HEIGHT
        for number, element in enumerate(elements):
            height = needed = _height(element)
            last = number
            if isinstance(element, _Section):
                last += 1
                needed += _height(elements[last])
            if last == len(elements) - 1:
                needed += _NOTES_HEIGHT
            is_below_title = bool(pages[-1]) and isinstance(pages[-1][-1], _Section)
            if needed > room and pages[-1] and not is_below_title:
                pages.append([])
                room = _PAGE_HEIGHT - _CONTINUED_HEIGHT
            pages[-1].append(element)
            room -= height
        return pages

    def _item(self, action: ActionRow) -> _Item:
        kind = action.kind
        heading, lines = _fitted(self._shown(action, _TITLES[kind]), _HEADING, _MAX_HEADING_LINES, _BOLD)
        contact, contact_lines = _fitted(self._shown(action, fields.CONTACT_NAME), _CONTACT, _MAX_LINES)
        state, state_lines = self._state_texts.get(action.row[_INDEXES[kind][_STATES[kind].key]]) or self._fit_state(
            action
        )
        tall = tuple(column for column, count in ((_CONTACT, contact_lines), (_STATE, state_lines)) if count > lines)
        first = _lines_height(lines)
        last = max(_ITEM - _SPACE - first, _LAST_LINE, _lines_height(max(contact_lines, state_lines)) - first)
        return _Item(action, (heading, contact, state), first, last, tall, _SPACE + first + last)

    def _fit_state(self, action: ActionRow) -> tuple[str, int]:
        """Return the name of a row's state and how many lines it needs, and keep them for the other rows."""
        column = _STATES[action.kind]
        found = self._state_texts[_value(action, column)] = _fitted(self._shown(action, column), _STATE, _MAX_LINES)
        return found

    def _shown(self, action: ActionRow, column: Column) -> str:
        return display_text(column, _value(action, column), self._language)

    # Rows -------------------------------------------------------------------------------------------------------------

    def _start_sheet(self) -> None:
        book = self._book
        self._sheet: XlsxWorksheet = book.add_sheet(self._name, map(column_width, _WIDTHS))
        self._sheet.hide_gridlines()
        self._sheet.print_in_portrait()
        self._sheet.set_page_texts(self._name, "", self._text(_CONFIDENTIAL))
        self._row = 0
        self._facts: dict[tuple[int, int, int | None, str], CellMarkup] = {}
        """The lines below the receivers' titles, by counts, age and company."""
        self._numbers: dict[tuple[str, int], CellMarkup] = {}
        self._ages: dict[int | None, CellMarkup] = {}
        self._senders: dict[tuple[ListKind, Value, float], CellMarkup] = {}
        """What rows are and from whom, by the width of the place for it."""
        sheet = self._sheet
        self._write_bold = text_writer(book, sheet, "action strong")
        self._write_text = text_writer(book, sheet, "action text")
        self._write_state = cached_converter(self._write_text)
        self._write_quiet = text_writer(book, sheet, "action quiet")
        self._write_title_text = text_writer(book, sheet, "action title")
        self._write_company = cached_converter(text_writer(book, sheet, "action company"))
        self._write_mark: CellConverter | None = None
        self._no_date = sheet.text_cell("action date", "")
        title = [OPEN_CELL, *[None] * (_DUE - 1), OPEN_CELL], _BLOCK_TITLE
        head = self._head_cells(), _HEAD
        self._block_start = row_template(title, ([OPEN_CELL], _BLOCK_LINE), ([], _GAP), head)
        self._continued_start = row_template(title, head)
        lines = [(self._across("action line"), _NOTES_LINE)] * _NOTES_LINES
        self._notes = row_template(([sheet.text_cell("action section", self._text(_NOTES))], _NOTES_TITLE), *lines)
        self._items: dict[tuple[float, float], RowTemplate] = {}
        """The rows of an item, by the heights of its first and its last one."""
        self._sections: dict[_Section, RowTemplate] = {}
        """The titles of groups of states, as several receivers have them."""

    def _head_cells(self) -> list[CellContent]:
        """Return the heads of a receiver's columns."""
        heads = {
            _DATE: self._text(_CREATED),
            _HEADING: self._text(_TITLE),
            _CONTACT: column_heading(fields.CONTACT_NAME, self._language),
            _STATE: column_heading(fields.TIP_STATE, self._language),
            _NEXT_STEP: self._text(_STEP),
            _DUE: self._text(_BY),
        }
        return self._across("head", {place: self._sheet.text_cell("head", text) for place, text in heads.items()})

    def _append(self, cells: Iterable[CellContent], height: float) -> None:
        self._sheet.append(cells, height)
        self._row += 1

    def _append_copy(self, template: RowTemplate, *open_cells: CellMarkup) -> None:
        self._sheet.append_copy(template, *open_cells)
        self._row += template.row_count

    def _ensure_room(self, rows: int) -> None:
        if self._row and self._row + rows > self._book.max_sheet_rows:
            self._sheet.close()
            self._start_sheet()

    def _break_page(self) -> None:
        if self._has_breaks and self._row:
            self._sheet.add_page_break(self._row)

    def _across(self, style: str, texts: Mapping[int, CellContent] | None = None) -> list[CellContent]:
        """Return a row's cells in one style, some of them with content."""
        cells: list[CellContent] = [self._sheet.text_cell(style, "")] * len(_WIDTHS)
        for column, content in (texts or {}).items():
            cells[column] = content
        return cells

    def _write_summary(self) -> None:
        """Write how much each receiver has left to do, and the age of the oldest."""
        grid = Grid()
        self._heading.write(grid, self._book, self._name, len(_WIDTHS), _LINE_LENGTH)
        grid.write_to(self._sheet)
        self._row = FIRST_FREE_ROW - 1
        sheet = self._sheet
        if not self._receivers:
            self._append([sheet.text_cell("section", self._heading.absence_text(NO_UNHANDLED))], _SECTION)
            return
        if not self._has_breaks:
            self._append([sheet.text_cell("quiet line", self._text(_NO_BREAKS, count=str(MAX_PAGE_BREAKS)))], _SECTION)
        line, total = self._summary_line("text"), self._summary_line("sum")
        write = text_writer(self._book, sheet, "text")
        totals, oldest = [0] * len(ACTION_GROUPS), None
        for number, receiver in enumerate(self._receivers):
            self._ensure_room(2)
            if number % _SUMMARY_ROWS == 0:
                if number:
                    self._break_page()
                self._write_summary_head()
            # An office is its own company.
            who = ", ".join(dict.fromkeys(filter(None, (self._receiver_name(receiver), receiver.company))))
            counts = [len(receiver.rows[group]) for group in ACTION_GROUPS]
            age = receiver.oldest_age(self._fetched_on)
            name = write(fit_line(" ".join(who.split()), _WHO_WIDTH, _SIZE))
            self._append_copy(line, name, *self._summary_numbers("", counts, age))
            totals = [one + other for one, other in zip(totals, counts, strict=True)]
            oldest = age if oldest is None else max(oldest, age or 0)
        self._ensure_room(1)
        name = sheet.text_cell("sum", self._text(_SUM))
        self._append_copy(total, name, *self._summary_numbers("sum ", totals, oldest))

    def _write_summary_head(self) -> None:
        head = self._sheet.text_cell
        unhandled, progress = (self._language.text("States", STATE_GROUP_NAMES[group]) for group in ACTION_GROUPS)
        names = {
            _DATE: head("head", column_heading(fields.RECEIVER_NAME, self._language)),
            _STATE: head("head right", unhandled),
            _NEXT_STEP: head("head right", progress),
            _DUE: head("head right", self._text(_OLDEST)),
        }
        self._append(self._across("head", names), _HEAD)

    def _summary_line(self, style: str) -> RowTemplate:
        """Return a line of the list of all receivers: who, and its numbers."""
        places = _DATE, _STATE, _NEXT_STEP, _DUE
        return row_template((self._across(style, dict.fromkeys(places, OPEN_CELL)), _SUMMARY_LINE))

    def _summary_numbers(self, style: str, counts: Sequence[int], oldest: int | None) -> Iterator[CellMarkup]:
        for count in counts:
            yield self._number(f"{style}number", count)
        yield self._sheet.cell(f"{style}days", None) if oldest is None else self._number(f"{style}days", oldest)

    def _number(self, style: str, number: int) -> CellMarkup:
        cell = self._numbers.get((style, number))
        if cell is None:
            cell = self._numbers[style, number] = self._sheet.value_cell(style, number)
        return cell

    def _write_receiver(self, receiver: ReceiverActions, pages: Sequence[_Page]) -> Iterator[None]:
        for number, page in enumerate(pages):
            self._ensure_room(8)  # the title and at least one row
            self._break_page()
            self._write_title(receiver, is_continued=number > 0)
            for element in page:
                if isinstance(element, _Section):
                    self._ensure_room(4)
                    self._write_section(element)
                else:
                    self._ensure_room(3)
                    self._write_item(element)
                    yield
        self._ensure_room(self._notes.row_count)
        self._append_copy(self._notes)

    def _receiver_name(self, receiver: ReceiverActions) -> str:
        return receiver.receiver or self._text(_NO_RECEIVER)

    def _write_title(self, receiver: ReceiverActions, *, is_continued: bool) -> None:
        name = " ".join(self._receiver_name(receiver).split())
        company = " ".join((receiver.company or "").split())
        before, after, around = self._titles[is_continued]
        title = f"{before}{name}{after}"
        width = text_width(title, _TITLE_SIZE, is_bold=True)
        if width > _PAGE_WIDTH - _SIZE:
            title = f"{before}{fit_line(name, _PAGE_WIDTH - around, _TITLE_SIZE, is_bold=True)}{after}"
        if company == name:
            company = ""
        fits_beside = width + self._company_width(company) < _PAGE_WIDTH - _SIZE
        cells = self._write_title_text(title), self._write_company(company if fits_beside else "")
        if is_continued:
            self._append_copy(self._continued_start, *cells)
        else:
            self._append_copy(self._block_start, *cells, self._facts_cell(receiver, "" if fits_beside else company))

    def _company_width(self, company: str) -> float:
        width = self._company_widths.get(company)
        if width is None:
            width = self._company_widths[company] = text_width(company, _SIZE)
        return width

    def _facts_cell(self, receiver: ReceiverActions, company: str) -> CellMarkup:
        """Return the line below a receiver's title: counts, period and, if it does not fit beside it, the company."""
        unhandled, progress = (len(receiver.rows[group]) for group in ACTION_GROUPS)
        days = receiver.oldest_age(self._fetched_on)
        cell = self._facts.get((unhandled, progress, days, company))
        if cell is None:
            text = group_digits(self._language.text("Export", _COUNTS, unhandled), unhandled, self._language)
            counts = text.format(progress=format_count(progress, self._language), age=self._age(days))
            parts = (counts, self._heading.period_and_fetch, company)
            line = fit_line(" · ".join(part for part in parts if part), _PAGE_WIDTH, _SIZE)
            cell = self._facts[unhandled, progress, days, company] = self._sheet.text_cell("quiet line", line)
        return cell

    def _write_section(self, section: _Section) -> None:
        template = self._sections.get(section)
        if template is None:
            name = self._language.text("States", STATE_GROUP_NAMES[section.group])
            text = f"{name}  {format_count(section.row_count, self._language)}"
            cells = self._across("action section line", {_DATE: self._sheet.text_cell("action section line", text)})
            template = self._sections[section] = row_template((cells, _SECTION))
        self._append_copy(template)

    def _write_item(self, item: _Item) -> None:
        sheet, action = self._sheet, item.action
        kind = action.kind
        heights = item.first_height, item.last_height
        template = self._items.get(heights)
        if template is None:
            template = self._items[heights] = self._item_template(*heights)
        for column in item.tall:
            sheet.merge_rows(self._row + 2, column + 1, 2)
        state = _value(action, _STATES[kind])
        created = action.created_at
        heading, contact, state_name = item.texts
        room = _WIDTHS[_HEADING] + (0 if _CONTACT in item.tall else _WIDTHS[_CONTACT])
        self._append_copy(
            template,
            self._no_date if created is None else sheet.value_cell("action date", created.replace(microsecond=0)),
            self._write_bold(heading),
            self._write_text(contact),
            self._mark(state),
            self._write_state(state_name),
            self._age_cell(age_in_days(created, self._fetched_on)),
            self._sender_cell(action, room),
        )

    def _item_template(self, first_height: float, last_height: float) -> RowTemplate:
        """Return the rows of an item; date, heading, contact, mark, state, age and sender are open."""
        cell = self._sheet.text_cell
        first: list[CellContent] = [None] * len(_WIDTHS)
        first[: _STATE + 1] = [OPEN_CELL] * (_STATE + 1)
        first[_NEXT_STEP], first[_DUE] = cell("action text", ""), cell("action due", "")
        last: list[CellContent] = [None] * len(_WIDTHS)
        last[: _STATE + 1] = [OPEN_CELL, OPEN_CELL, *[cell("action quiet", "")] * (_STATE - 1)]
        last[_NEXT_STEP] = last[_DUE] = cell("action line", "")
        return row_template(([], _SPACE), (first, first_height), (last, last_height))

    def _age_cell(self, days: int | None) -> CellMarkup:
        cell = self._ages.get(days)
        if cell is None:
            cell = self._ages[days] = self._write_quiet(self._age(days))
        return cell

    def _sender_cell(self, action: ActionRow, room: float) -> CellMarkup:
        """Return what a row is and from whom, in a place of `room` points."""
        key = action.kind, _value(action, fields.SENDER_NAME), room
        cell = self._senders.get(key)
        if cell is None:
            cell = self._senders[key] = self._write_quiet(fit_line(self._from(action), room, _QUIET_SIZE))
        return cell

    def _mark(self, state: Value) -> CellMarkup:
        """Return the mark of the item that is written next; all marks of a sheet share the formula of the first one."""
        if self._write_mark is None:
            first, last = self._row + 2, min(self._row + 1 + self._row_limit, self._book.max_sheet_rows)
            marks = StateMarks(self._language)
            self._write_mark = marks.cell_writer(self._sheet, _MARK + 1, first, last, "action mark")
            self._sheet.color_values(_MARK + 1, first, last, MARK_COLORS)
        return self._write_mark(state)

    def _age(self, days: int | None) -> str:
        if days is None:
            return ""
        return format_age(days, self._language) if days else self._text(_TODAY)

    def _from(self, action: ActionRow) -> str:
        sender = _value(action, fields.SENDER_NAME)
        if not isinstance(sender, str):
            return self._text(_WITHOUT_SENDER[action.kind])
        return self._text(_FROM[action.kind], sender=" ".join(sender.split()))


def _lines_height(count: int) -> float:
    return _FIRST_LINE + (count - 1) * _FURTHER_LINE


def _height(element: _Section | _Item) -> float:
    return _SECTION if isinstance(element, _Section) else element.height


def _fitted(text: str, column: int, max_lines: int, factor: float = 1.0) -> tuple[str, int]:
    """Return a text, cut to `max_lines` of a column, and how many it needs; bold letters are wider by `factor`."""
    size = _SIZE * factor
    if len(text) * size < _WIDTHS[column] and "\n" not in text:
        return text, 1
    lines = count_lines(text, _WIDTHS[column], size)
    return (text, lines) if lines <= max_lines else (cut_text(text, _WIDTHS[column], size, max_lines), max_lines)


_INDEXES = {
    kind: {column.key: COLUMNS[kind].index(column) for column in (title, _STATES[kind], *_SHARED)}
    for kind, title in _TITLES.items()
}


def _value(action: ActionRow, column: Column) -> Value:
    return action.row[_INDEXES[action.kind][column.key]]
