"""The tables of the window: one for each list, and one that joins the unhandled rows of all lists.

A joined row holds every value of its list's row, in the order of the joined columns, so that none is lost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, ColumnKind, Value, read_nothing
from vitec_desktop.report.labels import OLDER, PERIOD, UNHANDLED_STATES
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.ranking import sort_steps
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.webservice.models import ListKind

_ROWS_PER_STEP = 1_000


class JoinedTable(StrEnum):
    """A table with rows of several lists."""

    UNHANDLED = "unhandled"


TableKind = ListKind | JoinedTable

TABLE_NAMES: Mapping[TableKind, str] = dict[TableKind, str](LIST_NAMES.items()) | {
    JoinedTable.UNHANDLED: QT_TRANSLATE_NOOP("Lists", "Obehandlade")
}

LIST_KEY = "list"
"""The column that says which list a joined row is of."""
ORIGIN_KEY = "origin"
"""The column that says whether a joined row is of the report's period or older."""


class _JoinedColumn(Struct, frozen=True):
    """A column of the joined table, and the column of each list that fills it; none does if it is about the row."""

    column: Column
    sources: Mapping[ListKind, Column]


def _joined(lead_column: Column, tip_column: Column, **changes: Any) -> _JoinedColumn:
    sources = {ListKind.INCOMING: lead_column, ListKind.TIPS: tip_column}
    return _JoinedColumn(replace(tip_column, **changes), sources)


def _shared(column: Column, **changes: Any) -> _JoinedColumn:
    return _joined(column, column, **changes)


def _hidden(column: Column, *kinds: ListKind) -> _JoinedColumn:
    return _JoinedColumn(replace(column, is_shown=False), dict.fromkeys(kinds or LISTS_WITH_STATES, column))


def _about_row(key: str, heading: str, kind: ColumnKind, hint: str, *, width: int, is_shown: bool) -> _JoinedColumn:
    """Declare a column that no list has: `joined_rows` fills it."""
    return _JoinedColumn(Column(key, heading, kind, read_nothing, "", heading, hint, width, is_shown), {})


LISTS_WITH_STATES = (ListKind.INCOMING, ListKind.TIPS)
"""The lists whose rows can be unhandled."""

_UNHANDLED = (
    _joined(fields.LEAD_AGE, fields.TIP_AGE, is_shown=True),
    _joined(fields.LEAD_CREATED, fields.TIP_CREATED, width=150),
    _joined(fields.LEAD_CHANGE, fields.TIP_CHANGE),
    _about_row(
        LIST_KEY,
        QT_TRANSLATE_NOOP("Columns", "Lista"),
        ColumnKind.LIST,
        QT_TRANSLATE_NOOP("Columns", "Om raden är ett inkommande lead eller ett tips."),
        width=70,
        is_shown=True,
    ),
    _joined(
        fields.LEAD_STATE,
        fields.TIP_STATE,
        key="row.state",
        hint=QT_TRANSLATE_NOOP("Columns", "Status när rapporten hämtades."),
        width=156,
    ),
    _joined(
        fields.LEAD_NAME,
        fields.TIP_TITLE,
        key="row.title",
        hint=QT_TRANSLATE_NOOP("Columns", "Tipsets rubrik, eller leadets namn."),
        width=292,
    ),
    _shared(fields.CONTACT_NAME, width=150),
    _shared(fields.SENDER_NAME, heading=QT_TRANSLATE_NOOP("Columns", "Från"), width=142),
    _shared(fields.RECEIVER_NAME, width=150),
    _shared(fields.RECEIVER_COMPANY, heading=QT_TRANSLATE_NOOP("Columns", "Mottagarens kontor"), width=170),
    _about_row(
        ORIGIN_KEY,
        QT_TRANSLATE_NOOP("Columns", "Period"),
        ColumnKind.ORIGIN,
        QT_TRANSLATE_NOOP("Columns", "Om raden hör till rapportens period eller är äldre."),
        width=116,
        is_shown=False,
    ),
    _hidden(fields.LEAD_TYPE, ListKind.INCOMING),
    _hidden(fields.TIP_TYPE, ListKind.TIPS),
    _hidden(fields.ESTATE_STATUS),
    _hidden(fields.SENDER_COMPANY),
    _joined(
        fields.LEAD_MESSAGE,
        fields.TIP_MESSAGE,
        key="row.message",
        hint=QT_TRANSLATE_NOOP("Columns", "Meddelandet som följer med leadet eller tipset."),
        is_shown=False,
    ),
    _hidden(fields.DECISION_STATUS),
    _hidden(fields.RECEIVER_TYPE, ListKind.TIPS),
    _hidden(fields.RECEIVER_EMPLOYEE, ListKind.TIPS),
    _hidden(fields.CONTACT_FIRST),
    _hidden(fields.CONTACT_LAST),
    _hidden(fields.SENDER_CUSTOMER),
    _hidden(fields.RECEIVER_CUSTOMER),
    _joined(fields.LEAD_ID, fields.TIP_ID, key="row.id"),
    _hidden(fields.SENDER_ID),
    _hidden(fields.SENDER_COMPANY_ID),
    _hidden(fields.RECEIVER_ID),
    _hidden(fields.RECEIVER_COMPANY_ID),
    _hidden(fields.CONTACT_ID),
    _hidden(fields.ESTATE_ID),
    _hidden(fields.DECISION_STATUS_ID),
)

TABLE_COLUMNS: Mapping[TableKind, tuple[Column, ...]] = dict[TableKind, tuple[Column, ...]](COLUMNS.items()) | {
    JoinedTable.UNHANDLED: tuple(one.column for one in _UNHANDLED),
}

_PLACES = {column.key: place for place, column in enumerate(TABLE_COLUMNS[JoinedTable.UNHANDLED])}
_LIST, _CREATED, _ID = (_PLACES[key] for key in (LIST_KEY, fields.TIP_CREATED.key, "row.id"))


class UnhandledCounts(Struct, frozen=True):
    """How many unhandled rows the table shows, and how many there are.

    Attributes:
        shown: the rows of the table.
        total: all of the report's period, whatever counts in the overview.
        older: those that were found before the period, besides.
    """

    shown: int
    total: int
    older: int

    @property
    def is_all_shown(self) -> bool:
        return self.shown == self.total + self.older


def source_column(kind: ListKind, joined_column: int) -> int | None:
    """Return the number of the list's column that fills a column of the joined table; None if none does."""
    source = _UNHANDLED[joined_column].sources.get(kind)
    return None if source is None else COLUMNS[kind].index(source)


def _joiner(kind: ListKind) -> Callable[[Row], Row]:
    """Return a function that makes a joined row of a list's row with three more values: None, list and origin."""
    count = len(COLUMNS[kind])
    places = {LIST_KEY: count + 1, ORIGIN_KEY: count + 2}
    sources = (source_column(kind, number) for number in range(len(_UNHANDLED)))
    return itemgetter(
        *(
            places.get(joined.column.key, count) if source is None else source
            for joined, source in zip(_UNHANDLED, sources, strict=True)
        )
    )


_JOINERS = {kind: _joiner(kind) for kind in LISTS_WITH_STATES}
_STATES = {
    kind: next(number for number, column in enumerate(COLUMNS[kind]) if column.kind is ColumnKind.STATE)
    for kind in LISTS_WITH_STATES
}


def _splitter(kind: ListKind) -> Callable[[Row], Row]:
    """Return a function that makes the row of a list that a joined row was made of."""
    numbers = {source_column(kind, number): number for number in reversed(range(len(_UNHANDLED)))}
    return itemgetter(*(numbers[place] for place in range(len(COLUMNS[kind]))))


_SPLITTERS = {kind: _splitter(kind) for kind in LISTS_WITH_STATES}


def unhandled_rows(tables: Mapping[ListKind, Sequence[Row]], *, is_older: bool = False) -> list[Row]:
    """Return the unhandled rows of all lists as rows of the joined table, the oldest first, undated ones last."""
    return run_to_end(unhandled_row_steps(tables, is_older=is_older))


def unhandled_row_steps(tables: Mapping[ListKind, Sequence[Row]], *, is_older: bool = False) -> Steps[list[Row]]:
    """Return what `unhandled_rows` does."""
    origin = OLDER if is_older else PERIOD
    joined: list[Row] = []
    for kind in LISTS_WITH_STATES:
        join, state, rows = _JOINERS[kind], _STATES[kind], tables.get(kind, ())
        more = (None, kind.value, origin)
        for start in range(0, len(rows), _ROWS_PER_STEP):
            part = rows[start : start + _ROWS_PER_STEP]
            joined += [join(row + more) for row in part if row[state] in UNHANDLED_STATES]
            yield
    return (yield from sort_steps(joined, _created_at))


def _created_at(row: Row) -> datetime:
    created = row[_CREATED]
    return created if isinstance(created, datetime) else datetime.max


def list_row(row: Row) -> tuple[ListKind, Row]:
    """Return the list of a joined row, and its row there."""
    kind = list_of(row)
    return kind, _SPLITTERS[kind](row)


def row_id(row: Row) -> Value:
    """Return the service's id of a joined row; None if it has none."""
    return row[_ID]


def list_of(row: Row) -> ListKind:
    """Return the list of a joined row."""
    return ListKind(str(row[_LIST]))


def count_of_list(kind: ListKind, rows: Iterable[Row]) -> int:
    """Return how many joined rows are of a list."""
    return [row[_LIST] for row in rows].count(kind.value)
