"""How many rows of a selection or a group there are, how many are unhandled, and how many became an assignment."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.labels import UNHANDLED_STATES, WON_STATUSES
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.report import Row

_MARKED = QT_TRANSLATE_NOOP("RowCounts", "{count} markerade")
_ONE_UNHANDLED = QT_TRANSLATE_NOOP("RowCounts", "{count} obehandlat")
_UNHANDLED = QT_TRANSLATE_NOOP("RowCounts", "{count} obehandlade")
_WON = QT_TRANSLATE_NOOP("RowCounts", "{count} → Intag")

SEPARATOR = " · "


class OutcomeCounts(Struct, frozen=True):
    """The numbers of some rows.

    Attributes:
        count: how many there are.
        unhandled: how many nobody has handled yet; None if the list has no states.
        won: how many have an estate that became an assignment; None if the list has no estates.
    """

    count: int
    unhandled: int | None
    won: int | None


class OutcomeCounter:
    """Counts rows of a table with these columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._state = _index_of(columns, ColumnKind.STATE)
        self._status = _index_of(columns, ColumnKind.ESTATE_STATUS)

    def count(self, rows: Iterable[Row]) -> OutcomeCounts:
        """Return the numbers of `rows`: ten milliseconds for 100,000."""
        rows = rows if isinstance(rows, list) else list(rows)
        state, status = self._state, self._status
        return OutcomeCounts(
            len(rows),
            None if state is None else sum([row[state] in UNHANDLED_STATES for row in rows]),
            None if status is None else sum([row[status] in WON_STATUSES for row in rows]),
        )


def _index_of(columns: Sequence[Column], kind: ColumnKind) -> int | None:
    return next((index for index, column in enumerate(columns) if column.kind is kind), None)


def unhandled_text(count: int, language: Language) -> str:
    """Return "1 obehandlat" or "3 obehandlade"."""
    source = _ONE_UNHANDLED if count == 1 else _UNHANDLED
    return language.text("RowCounts", source).format(count=format_count(count, language))


def selection_text(counts: OutcomeCounts, language: Language) -> str:
    """Return "12 markerade · 3 obehandlade · 4 → Intag" from two rows on, without what the list does not have."""
    if counts.count < 2:
        return ""
    parts = [language.text("RowCounts", _MARKED).format(count=format_count(counts.count, language))]
    if counts.unhandled is not None:
        parts.append(unhandled_text(counts.unhandled, language))
    if counts.won is not None:
        parts.append(language.text("RowCounts", _WON).format(count=format_count(counts.won, language)))
    return SEPARATOR.join(parts)
