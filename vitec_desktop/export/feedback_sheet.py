"""The sheet Återkoppling: for each sender of tips what they sent and what became of it."""

from collections.abc import Iterable, Iterator

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.heading import FIRST_FREE_ROW, SheetHeading
from vitec_desktop.export.list_sheet import CellConverter, ListSheetWriter
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report import fields
from vitec_desktop.report.formatting import column_heading as column_heading
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.labels import STATE_GROUP_NAMES, StateGroup
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import SenderFeedback, StatisticKey, TipFeedback, statistic_name
from vitec_desktop.webservice.models import ListKind

_COLUMNS = (
    (fields.TIP_CREATED, 17.0),
    (fields.TIP_TITLE, 48.0),
    (fields.RECEIVER_NAME, 28.0),
    (fields.RECEIVER_COMPANY, 28.0),
    (fields.TIP_STATE, 24.0),
    (fields.ESTATE_STATUS, 24.0),
)
_CHARACTERS = 165
_LEAST_BLOCK = 2  # a sender's line is never the last one of a sheet

_NAMELESS = QT_TRANSLATE_NOOP("Export", "(avsändare saknas)")
_LINKED = QT_TRANSLATE_NOOP("Export", "med bostad kopplad")
_NO_TIPS = QT_TRANSLATE_NOOP("Export", "Inga tips i perioden.")


def write_feedback(
    book: XlsxWorkbook, name: str, blocks: Iterable[SenderFeedback], heading: SheetHeading
) -> Iterator[None]:
    """Write the sheet, and further ones where one cannot hold it; yields after each tip."""
    writer = _FeedbackWriter(book, name, heading)
    for block in blocks:
        yield from writer.write(block)
    writer.end()


class _FeedbackWriter:
    """Writes block after block; begins another sheet where one is full."""

    def __init__(self, book: XlsxWorkbook, name: str, heading: SheetHeading) -> None:
        self._book = book
        self._name = name
        self._heading = heading
        self._language = book.language
        self._cells = ListSheetWriter(book)
        self._outcome_names = _outcome_names(book.language)
        self._has_blocks = False
        self._sheet = self._start_sheet()

    def write(self, block: SenderFeedback) -> Iterator[None]:
        self._make_room(_LEAST_BLOCK + 1)
        self._has_blocks = True
        self._append([])
        self._append(self._block_line(block))
        for tip in block.tips:
            self._make_room(1)
            self._append(self._tip_cells(tip))
            yield

    def end(self) -> None:
        """Close the last sheet."""
        if not self._has_blocks:
            self._append([self._sheet.text_cell("quiet", self._language.text("Export", _NO_TIPS))])
        self._sheet.close()

    def _append(self, cells: "list[CellContent] | Iterator[CellContent]") -> None:
        self._sheet.append(cells)
        self._row += 1

    def _make_room(self, rows: int) -> None:
        if self._row + rows > self._book.max_sheet_rows:
            self._sheet.close()
            self._sheet = self._start_sheet()

    def _start_sheet(self) -> XlsxWorksheet:
        sheet = self._book.add_sheet(self._name, [width for _, width in _COLUMNS])
        sheet.hide_gridlines()
        grid = Grid()
        self._heading.write(grid, self._book, self._name, len(_COLUMNS), _CHARACTERS)
        for place, (column, _) in enumerate(_COLUMNS, 1):
            grid.write_cell(FIRST_FREE_ROW, place, "head", column_heading(column, self._language))
        sheet.freeze_rows(FIRST_FREE_ROW)
        grid.write_to(sheet)
        self._row = FIRST_FREE_ROW
        self._makers: list[CellConverter] = [self._cells.cell_converter(column, sheet) for column, _ in _COLUMNS]
        return sheet

    def _block_line(self, block: SenderFeedback) -> Iterator[CellContent]:
        """Who, and in words what came of it."""
        name = block.sender or self._language.text("Export", _NAMELESS)
        who = f"{name}, {block.company}" if block.company else name
        yield self._sheet.text_cell("block", self._book.single_line_text(who))
        yield None
        yield self._sheet.text_cell("block", ", ".join(self._outcome(block)))

    def _outcome(self, block: SenderFeedback) -> Iterator[str]:
        """ "12 tips", "8 med bostad kopplad", "3 → Intag"…"""
        counts = (
            block.count,
            block.by_group[StateGroup.UNHANDLED],
            block.linked,
            block.won,
            block.sold,
            block.no_assignment,
        )
        for name, count in zip(self._outcome_names, counts, strict=True):
            if count:
                yield f"{format_count(count, self._language)} {name}"

    def _tip_cells(self, tip: TipFeedback) -> Iterator[CellContent]:
        values = (tip.created_at, tip.title, tip.receiver, tip.receiver_company, tip.state, tip.estate_status)
        for make, value in zip(self._makers, values, strict=True):
            yield make(value)


def _outcome_names(language: Language) -> tuple[str, ...]:
    """What a sender's counts are called, in their order."""
    return (
        language.text("Lists", LIST_NAMES[ListKind.TIPS]).lower(),
        language.text("States", STATE_GROUP_NAMES[StateGroup.UNHANDLED]).lower(),
        language.text("Export", _LINKED),
        statistic_name(StatisticKey.WON, language),
        statistic_name(StatisticKey.SOLD, language),
        statistic_name(StatisticKey.NO_ASSIGNMENT, language),
    )
