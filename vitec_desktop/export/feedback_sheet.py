"""The sheet Återkoppling: the tips of each sender and what became of them."""

from collections.abc import Iterable, Iterator, Sequence

from vitec_desktop.export.cell_values import CellConverters, CellStyles
from vitec_desktop.export.sheet_layout import FIRST_FREE_ROW, NO_TIPS, Grid, SheetHeading, row_share
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.text_fit import fit_line
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import MAX_PAGE_BREAKS, XlsxWorksheet, column_width
from vitec_desktop.report import fields
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.formatting import column_heading, format_count, format_tips
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.outcome_counts import unhandled_text
from vitec_desktop.report.statistics import (
    SenderFeedback,
    SenderRows,
    StatisticKey,
    TipFeedback,
    sender_feedback,
    statistic_name,
)

_COLUMNS = (
    (fields.TIP_CREATED, 84.0),
    (fields.TIP_TITLE, 252.0),
    (fields.RECEIVER_NAME, 114.0),
    (fields.RECEIVER_COMPANY, 118.0),
    (fields.TIP_STATE, 104.0),
    (fields.ESTATE_STATUS, 94.0),
)
"""The columns and their widths in points, together the width of a page."""

_STYLES = CellStyles("feedback text", "feedback moment", "feedback text")
_SENDER_HEIGHT, _TIP_HEIGHT, _HEAD_HEIGHT = 22.0, 13.5, 17.0
_LEAST_SHARE = 0.92
"""Of a row's height, which a line of text still fits."""
_ROOM_AT_END = 3.0  # points
_LINE_LENGTH = 150
_SIZE, _SENDER_SIZE = 10.0, 10.5  # points
_SENDER_WIDTH = sum(width for _, width in _COLUMNS[:2])
_MIN_BLOCK_ROWS = 2  # the sender and a tip stay on one sheet

_NAMELESS = QT_TRANSLATE_NOOP("Export", "(avsändare saknas)")
_LINKED = QT_TRANSLATE_NOOP("Export", "med bostad kopplad")


def write_feedback(
    book: XlsxWorkbook, name: str, senders: Sequence[SenderRows], heading: SheetHeading
) -> Iterator[None]:
    """Write the sheet, and further ones if it is full; yield after each tip.

    A sender's block is built when it is written: all of them at once would block the window.
    """
    writer = _FeedbackWriter(book, name, heading, [len(sender.rows) for sender in senders])
    for sender in senders:
        yield from writer.write(sender_feedback(sender))
    writer.close()


class _FeedbackWriter:
    """Writes a block for each sender; starts another sheet when one is full."""

    def __init__(self, book: XlsxWorkbook, name: str, heading: SheetHeading, tip_counts: Iterable[int]) -> None:
        self._book = book
        self._name = name
        self._heading = heading
        self._language = book.language
        self._outcome_names = _outcome_names(book.language)
        self._has_blocks = False
        self._row, self._room, self._page_breaks = 0, 0.0, 0
        self._sheet = self._start_sheet()
        # A sender and the first tip stay together.
        heights = [
            height for count in tip_counts for height in (_SENDER_HEIGHT + _TIP_HEIGHT, *[_TIP_HEIGHT] * (count - 1))
        ]
        share = row_share(heights, self._room, self._further_room, _LEAST_SHARE)
        self._sender_height, self._tip_height = share * _SENDER_HEIGHT, share * _TIP_HEIGHT

    @property
    def _further_room(self) -> float:
        return self._sheet.page_height - _ROOM_AT_END - _HEAD_HEIGHT

    def write(self, block: SenderFeedback) -> Iterator[None]:
        """Write the block of one sender; yield after each tip."""
        self._ensure_room(_MIN_BLOCK_ROWS, self._sender_height + self._tip_height)
        self._has_blocks = True
        self._append(self._block_line(block), self._sender_height)
        for tip in block.tips:
            self._ensure_room(1, self._tip_height)
            self._append(self._tip_cells(tip), self._tip_height)
            yield

    def close(self) -> None:
        """Close the last sheet."""
        if not self._has_blocks:
            text = self._heading.absence_text(NO_TIPS)
            self._append([self._sheet.text_cell("quiet line", text)], _SENDER_HEIGHT)
        self._sheet.close()

    def _append(self, cells: Iterable[CellContent], height: float) -> None:
        self._sheet.append(cells, height)
        self._row += 1
        self._room -= height

    def _ensure_room(self, rows: int, height: float) -> None:
        """Start another sheet or page unless there is room for so many rows and points: a sender stays with a tip."""
        if self._row + rows > self._book.max_sheet_rows:
            self._sheet.close()
            self._sheet = self._start_sheet()
        elif height > self._room:
            if self._page_breaks < MAX_PAGE_BREAKS:
                self._sheet.add_page_break(self._row)
            self._page_breaks += 1
            self._room = self._further_room

    def _start_sheet(self) -> XlsxWorksheet:
        sheet = self._book.add_sheet(self._name, [column_width(width) for _, width in _COLUMNS])
        sheet.hide_gridlines()
        grid = Grid()
        self._heading.write(grid, self._book, self._name, len(_COLUMNS), _LINE_LENGTH)
        for number, (column, _) in enumerate(_COLUMNS, 1):
            grid.write_cell(FIRST_FREE_ROW, number, "head", column_heading(column, self._language))
        grid.set_row_height(FIRST_FREE_ROW, _HEAD_HEIGHT)
        sheet.freeze_rows(FIRST_FREE_ROW)
        grid.write_to(sheet)
        self._row = FIRST_FREE_ROW
        self._room = sheet.page_height - _ROOM_AT_END - grid.total_height(1, FIRST_FREE_ROW)
        self._page_breaks = 0
        converters = CellConverters(self._book, sheet, _STYLES)
        self._converters = [converters.converter(column) for column, _ in _COLUMNS]
        return sheet

    def _block_line(self, block: SenderFeedback) -> Iterator[CellContent]:
        """Yield the cells of a sender's line: who, and what became of the tips."""
        name = block.sender or self._language.text("Export", _NAMELESS)
        who = f"{name}, {block.company}" if block.company else name
        shown = fit_line(self._book.single_line_text(who), _SENDER_WIDTH, _SENDER_SIZE, is_bold=True)
        yield self._sheet.text_cell("feedback sender", shown)
        yield self._sheet.text_cell("feedback sender", "")
        yield self._sheet.text_cell("feedback sender", ", ".join(self._outcome(block)))
        yield from [self._sheet.text_cell("feedback sender", "")] * (len(_COLUMNS) - 3)

    def _outcome(self, block: SenderFeedback) -> Iterator[str]:
        """Yield "12 tips", "1 obehandlat", "8 med bostad kopplad", "3 → Intag" …, without the zeros."""
        yield format_tips(block.count, self._language)
        if unhandled := block.by_group[StateGroup.UNHANDLED]:
            yield unhandled_text(unhandled, self._language)
        counts = block.linked, block.won, block.sold, block.no_assignment
        for name, count in zip(self._outcome_names, counts, strict=True):
            if count:
                yield f"{format_count(count, self._language)} {name}"

    def _tip_cells(self, tip: TipFeedback) -> Iterator[CellContent]:
        values = (tip.created_at, tip.title, tip.receiver, tip.receiver_company, tip.state, tip.estate_status)
        for (column, width), convert, value in zip(_COLUMNS, self._converters, values, strict=True):
            if column.kind is ColumnKind.TEXT and isinstance(value, str):
                value = fit_line(value, width, _SIZE)
            yield convert(value)


def _outcome_names(language: Language) -> tuple[str, ...]:
    """Return the names of a sender's counts but the first, in their order."""
    return (
        language.text("Export", _LINKED),
        statistic_name(StatisticKey.WON, language),
        statistic_name(StatisticKey.SOLD, language),
        statistic_name(StatisticKey.NO_ASSIGNMENT, language),
    )
