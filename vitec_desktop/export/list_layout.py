"""Which columns a list's sheet has, in which order and how wide: those for paper first, in points of an A4 page.

The state has a mark in a column of its own, so that its word stays clean for filters. A message is cut to fit its lines
and stands whole in the last column, right of what is printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from msgspec import Struct

from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.report import Row
from vitec_desktop.report.tables import TABLE_COLUMNS, JoinedTable, TableKind
from vitec_desktop.webservice.models import ListKind

PAGE_WIDTH = 766.0
"""Points between the margins of an A4 page in landscape, so much less than there are as LibreOffice widens columns."""

_MARK_WIDTH = 13.0
_MIN_MESSAGE_WIDTH = 150.0
"""In points, of what is shown in the window; with everything a message has what the others leave of the page."""
_OTHER_WIDTH = 78.0
_CHANGE_WIDTH = 44.0

_LEAD_WIDTHS: Mapping[Column, float] = {
    fields.LEAD_CREATED: 68,
    fields.LEAD_STATE: 84,
    fields.LEAD_NAME: 168,
    fields.SENDER_NAME: 73,
    fields.RECEIVER_NAME: 76,
    fields.ESTATE_STATUS: 80,
    fields.CONTACT_NAME: 80,
}
_PRINTED: Mapping[TableKind, Mapping[Column, float]] = {
    ListKind.INCOMING: _LEAD_WIDTHS,
    ListKind.OUTGOING: {
        fields.LEAD_CREATED: 68,
        fields.LEAD_TITLE: 146,
        fields.LEAD_TYPE: 72,
        fields.USER_NAME: 76,
        fields.RECEIVER_NAME: 76,
        fields.RECEIVER_COMPANY: 100,
        fields.CONTACT_NAME: 76,
    },
    ListKind.TIPS: {
        fields.TIP_CREATED: 68,
        fields.TIP_STATE: 66,
        fields.TIP_TITLE: 126,
        fields.SENDER_NAME: 62,
        fields.RECEIVER_NAME: 62,
        fields.ESTATE_STATUS: 64,
        fields.CONTACT_NAME: 64,
    },
    JoinedTable.UNHANDLED: {},
}
"""The columns that are printed with everything, and their widths; a message has the rest of the page."""

_ALWAYS_PRINTED = (ColumnKind.LONG_TEXT, ColumnKind.CHANGE)

_LINE_COUNTS: Mapping[TableKind, int] = {
    ListKind.INCOMING: 1,
    ListKind.OUTGOING: 1,
    ListKind.TIPS: 2,
    JoinedTable.UNHANDLED: 2,
}
"""How many lines a row of each list has with messages; more where a name or a heading needs them."""


class Part(Enum):
    """What a sheet's column shows of a list's column."""

    VALUE = "value"
    MARK = "mark"
    CUT_MESSAGE = "cut message"
    WHOLE_MESSAGE = "whole message"


class SheetColumn(Struct, frozen=True):
    """A column of a list's sheet.

    Attributes:
        column: the list's column.
        index: its index in a row.
        part: what is shown of it.
        width: its width on paper in points, None if it is not printed.
    """

    column: Column
    index: int
    part: Part
    width: float | None


def lay_out(kind: TableKind, indexes: Sequence[int], *, is_everything: bool) -> list[SheetColumn]:
    """Return a sheet's columns; `indexes` are those of the list's columns to write.

    With everything, the columns that fit a page come first. What is shown in the window keeps its order and is all
    printed, on a page's width.
    """
    columns = TABLE_COLUMNS[kind]
    printed = list(indexes)
    if is_everything:
        printed = [
            index for index in indexes if columns[index] in _PRINTED[kind] or columns[index].kind in _ALWAYS_PRINTED
        ]
    widths = {index: _printed_width(kind, columns[index]) for index in printed}
    marks = sum(columns[index].kind is ColumnKind.STATE for index in printed)
    messages = [index for index in printed if _is_message(columns[index])]
    room = PAGE_WIDTH - marks * _MARK_WIDTH - sum(widths[index] for index in printed if index not in messages)
    if is_everything and not messages:
        shown = [index for index in indexes if index not in widths and columns[index].is_shown]
        widths |= dict.fromkeys(shown[: int(room / _OTHER_WIDTH)], _OTHER_WIDTH)
        wider = (PAGE_WIDTH - marks * _MARK_WIDTH) / sum(widths.values())
        widths = {index: max(wider, 1.0) * width for index, width in widths.items()}
    widths |= dict.fromkeys(messages, room if is_everything else max(room, _MIN_MESSAGE_WIDTH))
    rest = [index for index in indexes if index not in widths]
    return [*_parts(columns, widths, widths), *_parts(columns, rest, {}), *_whole_messages(columns, indexes)]


def line_count(kind: TableKind, columns: Iterable[SheetColumn], rows: Sequence[Row]) -> int:
    """Return how many lines a row of a list has: one if no row has a message, as in an anonymised file."""
    messages = [one.index for one in columns if one.part is Part.CUT_MESSAGE]
    return _LINE_COUNTS[kind] if any(row[index] for row in rows for index in messages) else 1


def _printed_width(kind: TableKind, column: Column) -> float:
    return _CHANGE_WIDTH if column.kind is ColumnKind.CHANGE else _PRINTED[kind].get(column, _OTHER_WIDTH)


def _parts(columns: Sequence[Column], indexes: Iterable[int], widths: Mapping[int, float]) -> Iterable[SheetColumn]:
    for index in indexes:
        column = columns[index]
        if column.kind is ColumnKind.STATE:
            yield SheetColumn(column, index, Part.MARK, _MARK_WIDTH)
        yield SheetColumn(column, index, Part.CUT_MESSAGE if _is_message(column) else Part.VALUE, widths.get(index))


def _whole_messages(columns: Sequence[Column], indexes: Iterable[int]) -> Iterable[SheetColumn]:
    for index in indexes:
        if _is_message(columns[index]):
            yield SheetColumn(columns[index], index, Part.WHOLE_MESSAGE, None)


def _is_message(column: Column) -> bool:
    return column.kind is ColumnKind.LONG_TEXT
