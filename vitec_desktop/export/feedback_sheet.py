"""The sheet Återkoppling: the tips of each sender and what became of them."""

from collections.abc import Iterable, Iterator

from vitec_desktop.export.cell_values import CellConverters
from vitec_desktop.export.sheet_layout import FIRST_FREE_ROW, Grid, SheetHeading
from vitec_desktop.export.xlsx.row_writer import CellContent
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report import fields
from vitec_desktop.report.formatting import column_heading, format_count
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
_LINE_LENGTH = 165
_MIN_BLOCK_ROWS = 3  # an empty row, the sender and a tip stay on one sheet

_NAMELESS = QT_TRANSLATE_NOOP("Export", "(avsändare saknas)")
_LINKED = QT_TRANSLATE_NOOP("Export", "med bostad kopplad")
_NO_TIPS = QT_TRANSLATE_NOOP("Export", "Inga tips i perioden.")


def write_feedback(
    book: XlsxWorkbook, name: str, blocks: Iterable[SenderFeedback], heading: SheetHeading
) -> Iterator[None]:
    """Write the sheet, and further ones if it is full; yield after each tip."""
    writer = _FeedbackWriter(book, name, heading)
    for block in blocks:
        yield from writer.write(block)
    writer.close()


class _FeedbackWriter:
    """Writes a block for each sender; starts another sheet when one is full."""

    def __init__(self, book: XlsxWorkbook, name: str, heading: SheetHeading) -> None:
        self._book = book
        self._name = name
        self._heading = heading
        self._language = book.language
        self._outcome_names = _outcome_names(book.language)
        self._has_blocks = False
        self._sheet = self._start_sheet()

    def write(self, block: SenderFeedback) -> Iterator[None]:
        """Write the block of one sender; yield after each tip."""
        self._ensure_room(_MIN_BLOCK_ROWS)
        self._has_blocks = True
        self._append([])
        self._append(self._block_line(block))
        for tip in block.tips:
            self._ensure_room(1)
            self._append(self._tip_cells(tip))
            yield

    def close(self) -> None:
        """Close the last sheet."""
        if not self._has_blocks:
            self._append([self._sheet.text_cell("quiet", self._language.text("Export", _NO_TIPS))])
        self._sheet.close()

    def _append(self, cells: Iterable[CellContent]) -> None:
        self._sheet.append(cells)
        self._row += 1

    def _ensure_room(self, rows: int) -> None:
        if self._row + rows > self._book.max_sheet_rows:
            self._sheet.close()
            self._sheet = self._start_sheet()

    def _start_sheet(self) -> XlsxWorksheet:
        sheet = self._book.add_sheet(self._name, [width for _, width in _COLUMNS])
        sheet.hide_gridlines()
        grid = Grid()
        self._heading.write(grid, self._book, self._name, len(_COLUMNS), _LINE_LENGTH)
        for number, (column, _) in enumerate(_COLUMNS, 1):
            grid.write_cell(FIRST_FREE_ROW, number, "head", column_heading(column, self._language))
        sheet.freeze_rows(FIRST_FREE_ROW)
        grid.write_to(sheet)
        self._row = FIRST_FREE_ROW
        converters = CellConverters(self._book, sheet)
        self._converters = [converters.converter(column) for column, _ in _COLUMNS]
        return sheet

    def _block_line(self, block: SenderFeedback) -> Iterator[CellContent]:
        """Yield the cells of a sender's line: who, and what became of the tips."""
        name = block.sender or self._language.text("Export", _NAMELESS)
        who = f"{name}, {block.company}" if block.company else name
        yield self._sheet.text_cell("block", self._book.single_line_text(who))
        yield None
        yield self._sheet.text_cell("block", ", ".join(self._outcome(block)))

    def _outcome(self, block: SenderFeedback) -> Iterator[str]:
        """Yield "12 tips", "8 med bostad kopplad", "3 → Intag" …, without the zeros."""
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
        for convert, value in zip(self._converters, values, strict=True):
            yield convert(value)


def _outcome_names(language: Language) -> tuple[str, ...]:
    """Return the names of a sender's counts, in their order."""
    return (
        language.text("Lists", LIST_NAMES[ListKind.TIPS]).lower(),
        language.text("States", STATE_GROUP_NAMES[StateGroup.UNHANDLED]).lower(),
        language.text("Export", _LINKED),
        statistic_name(StatisticKey.WON, language),
        statistic_name(StatisticKey.SOLD, language),
        statistic_name(StatisticKey.NO_ASSIGNMENT, language),
    )
