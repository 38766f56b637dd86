"""The column Ändring of a list: what has happened to each row since an earlier fetch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import overload

from vitec_desktop.archive.changes import ChangeKind
from vitec_desktop.export.changes_content import ChangesContent
from vitec_desktop.export.export_spec import ListContent
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row
from vitec_desktop.webservice.models import ListKind

CHANGE_WORDS: Mapping[ChangeKind, str] = {
    ChangeKind.NEW: QT_TRANSLATE_NOOP("Export", "Nytt"),
    ChangeKind.CHANGED: QT_TRANSLATE_NOOP("Export", "Ändrat"),
    ChangeKind.GONE: QT_TRANSLATE_NOOP("Export", "Borta"),
}


class RowsWithChange(Sequence[Row]):
    """The rows of a list, each with its word at its end; None for an unchanged one."""

    def __init__(self, rows: Sequence[Row], words: Sequence[str | None]) -> None:
        self._rows = rows
        self._words = words

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return ((*row, word) for row, word in zip(self._rows, self._words, strict=True))

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return RowsWithChange(self._rows[index], self._words[index])
        return (*self._rows[index], self._words[index])


def add_change_column(
    kind: ListKind,
    content: ListContent,
    rows: Sequence[Row],
    report: Report,
    changes: ChangesContent | None,
    language: Language,
) -> ListContent:
    """Return a list's content with the column, if the report is compared.

    Args:
        content: what is written, anonymised or not.
        rows: the same rows as the report has them.
    """
    if changes is None or changes.changes is None:
        return content
    by_number = changes.changes.by_index[kind]
    table = report.tables.get(kind, ())
    words = {one: language.text("Export", word) for one, word in CHANGE_WORDS.items()}
    by_row = {id(table[number]): words[change.kind] for number, change in by_number.items()}
    found = [by_row.get(id(row)) for row in rows]
    return replace(content, rows=RowsWithChange(content.rows, found), change_index=len(COLUMNS[kind]))
