"""What to export, how and where, and the result."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import CHANGE_INDEXES, COLUMNS, LIST_NAMES
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.tables import TABLE_COLUMNS, JoinedTable, TableKind
from vitec_desktop.version import VERSION
from vitec_desktop.webservice.models import ListKind

if TYPE_CHECKING:
    from vitec_desktop.export.changes_content import ChangesContent
    from vitec_desktop.report.statistics import EarlierPeriods


class SheetKey(StrEnum):
    """A sheet that the user can leave out, in the order of the workbook."""

    MEETING = "meeting"
    ACTIONS = "actions"
    TOPLIST = "toplist"
    OFFICES = "offices"
    MONTHS = "months"
    FEEDBACK = "feedback"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    TIPS = "tips"


STATISTICS_SHEET_NAMES: Mapping[SheetKey, str] = {
    SheetKey.MEETING: QT_TRANSLATE_NOOP("Export", "Mötesblad"),
    SheetKey.ACTIONS: QT_TRANSLATE_NOOP("Export", "Handlingslista"),
    SheetKey.TOPLIST: QT_TRANSLATE_NOOP("Export", "Topplista"),
    SheetKey.OFFICES: QT_TRANSLATE_NOOP("Export", "Per kontor"),
    SheetKey.MONTHS: QT_TRANSLATE_NOOP("Export", "Per månad"),
    SheetKey.FEEDBACK: QT_TRANSLATE_NOOP("Export", "Återkoppling"),
}
"""The statistics sheets, in the context "Export"; a list's sheet has the name of the list."""

NOT_ANONYMOUS_SHEETS = frozenset({SheetKey.ACTIONS})
"""Sheets that would say nothing without contacts: an anonymised workbook has none of them."""

LIST_SHEETS: Mapping[ListKind, SheetKey] = {
    ListKind.INCOMING: SheetKey.INCOMING,
    ListKind.OUTGOING: SheetKey.OUTGOING,
    ListKind.TIPS: SheetKey.TIPS,
}

_KIND_OF_SHEET = {key: kind for kind, key in LIST_SHEETS.items()}

ALL_SHEETS = frozenset(SheetKey)


def sheet_title(key: SheetKey, language: Language) -> str:
    """Return the title of a sheet in the user's language."""
    if key in STATISTICS_SHEET_NAMES:
        return language.text("Export", STATISTICS_SHEET_NAMES[key])
    return language.text("Lists", LIST_NAMES[_KIND_OF_SHEET[key]])


class GroupContent(Struct, frozen=True):
    """Rows of a list under one heading.

    Attributes:
        heading: the group's name and what became of its rows, in the user's language.
        row_count: how many of the list's rows belong to it, after those of the groups before.
        is_collapsed: whether its rows are hidden until the reader opens it.
    """

    heading: str
    row_count: int
    is_collapsed: bool = False


class ListContent(Struct, frozen=True):
    """What to write of one list.

    Attributes:
        rows: the rows in their order.
        columns: indexes of the columns in `TABLE_COLUMNS`, in their order.
        note: the search and filters in the user's language ("Sökning: sälj"), for the sheet about the report.
        anonymous_note: the same without words that could be a contact's name.
        groups: the groups of the rows in their order, all rows together; empty if they are not grouped.
        group_column: the index of the column that groups them, None if they are not.
    """

    rows: Sequence[Row]
    columns: Sequence[int]
    note: str = ""
    anonymous_note: str = ""
    groups: Sequence[GroupContent] = ()
    group_column: int | None = None


class ExportSpec(Struct, frozen=True):
    """What to write of a report.

    Attributes:
        shown: what the tables show, or None for everything that was fetched. A list that is not in it gets no sheet and
            is not in the statistics.
        sheets: the sheets to write. Statistics count the rows of a list even if its own sheet is left out.
        is_anonymised: whether contacts and messages are removed.
        shown_unhandled: what the table of unhandled rows shows, for a sheet of its own; None for no such sheet.
    """

    shown: Mapping[ListKind, ListContent] | None = None
    sheets: frozenset[SheetKey] = ALL_SHEETS
    is_anonymised: bool = False
    shown_unhandled: ListContent | None = None

    @property
    def sheets_to_write(self) -> frozenset[SheetKey]:
        """The chosen sheets that the file can have."""
        return self.sheets - NOT_ANONYMOUS_SHEETS if self.is_anonymised else self.sheets

    @property
    def is_everything(self) -> bool:
        """Whether all fetched rows and columns are written."""
        return self.shown is None

    def lists(self, report: Report) -> dict[ListKind, ListContent]:
        """Return the content of each list in the order of the sheets, anonymised if that is chosen."""
        lists = self.lists_for_statistics(report)
        return {kind: _anonymised(kind, content) for kind, content in lists.items()} if self.is_anonymised else lists

    def lists_for_statistics(self, report: Report) -> dict[ListKind, ListContent]:
        """Return the content of each list, never anonymised."""
        if self.shown is not None:
            return {kind: self.shown[kind] for kind in COLUMNS if kind in self.shown}
        return {
            kind: ListContent(report.tables.get(kind, ()), written_columns(kind, is_compared=report.is_compared))
            for kind in COLUMNS
        }

    @property
    def unhandled(self) -> ListContent | None:
        """The content of the sheet of unhandled rows, anonymised if that is chosen; None for no such sheet."""
        content = self.shown_unhandled
        return _anonymised(JoinedTable.UNHANDLED, content) if content and self.is_anonymised else content

    def lists_with_sheets(self, report: Report) -> dict[ListKind, ListContent]:
        """Return the content of the lists that get a sheet or file of their own."""
        return {kind: content for kind, content in self.lists(report).items() if LIST_SHEETS[kind] in self.sheets}


def written_columns(kind: ListKind, *, is_compared: bool) -> Sequence[int]:
    """Return the indexes of all columns of a list; without that of changes unless the report is compared."""
    return [index for index in range(len(COLUMNS[kind])) if is_compared or index != CHANGE_INDEXES[kind]]


def _anonymised(kind: TableKind, content: ListContent) -> ListContent:
    # Its patterns take milliseconds to compile, which the window does not wait for.
    from vitec_desktop.export.anonymise import AnonymousRows, can_name_contacts, remaining_column_indexes

    kept = remaining_column_indexes(kind)
    columns = [index for index in content.columns if index in kept]
    rows, note, grouped = AnonymousRows(kind, content.rows), content.anonymous_note, content.group_column
    if grouped is None or can_name_contacts(TABLE_COLUMNS[kind][grouped]):
        return ListContent(rows, columns, note, note)
    return ListContent(rows, columns, note, note, content.groups, grouped)


EVERYTHING = ExportSpec()

SAMPLE_DATA = QT_TRANSLATE_NOOP("Export", "Exempeldata")
"""What a file of the sample service says it is."""


def no_earlier_periods() -> None:
    """Return None: the workbook compares with no earlier period."""


class ExportRequest(Struct, frozen=True):
    """How and where to write a report.

    Attributes:
        target: the path of the workbook (".xlsx"), of the zip with CSV files (".zip"), or of the folder for CSV files.
        language: the language of sheet names, headings and texts.
        spec: what to write.
        load_earlier_periods: returns the earlier periods with the rows that pass the same filters, or None. It is
            called in the thread that writes the file.
        changes: what has changed since an earlier fetch; None if nobody asked.
        overwrite: whether existing files may be replaced.
        keeps_both: whether the new file or folder gets a free name if the target exists; `overwrite` is ignored then.
        chain: the name of the sign-in with which the report was fetched; "" for one that has none.
        is_sample: whether the report is one of the sample service, which the file then says.
        program_version: the version that the file names.
    """

    target: Path
    language: Language
    spec: ExportSpec = EVERYTHING
    load_earlier_periods: Callable[[], "EarlierPeriods | None"] = no_earlier_periods
    changes: "ChangesContent | None" = None
    overwrite: bool = True
    keeps_both: bool = False
    chain: str = ""
    is_sample: bool = False
    program_version: str = VERSION


class ExportResult(Struct, frozen=True):
    """A file that was written.

    Attributes:
        path: the file, or the folder with several files.
        rows: how many rows of each list it contains.
        truncated_cells: how many cells could not hold their whole text.
        replaced_cells: how many texts had characters replaced.
    """

    path: Path
    rows: Mapping[ListKind, int] = field(default_factory=dict)
    truncated_cells: int = 0
    replaced_cells: int = 0
