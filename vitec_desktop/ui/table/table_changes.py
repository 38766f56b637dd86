"""What has changed in the rows of a list since an earlier fetch, as its table shows it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.report.report import Row


class TableChanges(Struct, frozen=True):
    """The changes of one list.

    Attributes:
        rows: all rows of the report in their order, each with its change.
        gone: the rows that are no longer there, as they were last seen.
        texts: what has changed in a row, such as "Status: Ny → Klar", by row.
    """

    rows: Sequence[Row] = ()
    gone: Sequence[Row] = ()
    texts: Mapping[Row, str] = field(default_factory=dict)


NO_CHANGES = TableChanges()

GONE_ROWS = ValueFilter(frozenset({ChangeKind.GONE.value}))
"""Matches the rows that are gone by the column of changes."""
