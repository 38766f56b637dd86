"""Values that the service sent and this program has no word for: shown as they came, and counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from vitec_desktop.export.export_spec import ListContent
from vitec_desktop.report.columns import Column
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.webservice.models import ListKind


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """One such value of one list's column, and how many rows hold it."""

    kind: ListKind
    column: Column
    value: str
    count: int


def unknown_values(lists: Mapping[ListKind, ListContent]) -> tuple[UnknownValue, ...]:
    """The unknown values of the lists to be written, list by list, column by column, the most frequent first."""
    return tuple(
        UnknownValue(kind, column, value, count)
        for kind, content in lists.items()
        for place, column in enumerate(COLUMNS[kind])
        if (table := LABEL_TABLES.get(column.kind)) is not None
        for value, count in Counter(row[place] for row in content.rows).most_common()
        if isinstance(value, str) and value not in table.labels
    )
