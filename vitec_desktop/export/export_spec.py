"""What to write into a file, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from vitec_desktop.export.anonymise import AnonymousRows, anonymous_column_indexes
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.report import Report, Row
from vitec_desktop.webservice.models import ListKind


class SheetKey(StrEnum):
    """A sheet of the workbook that its user may leave out, in the order of the sheets."""

    SUMMARY = "summary"
    TOPLIST = "toplist"
    OFFICES = "offices"
    MONTHS = "months"
    UNHANDLED = "unhandled"
    FEEDBACK = "feedback"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    TIPS = "tips"


STATISTICS_SHEET_NAMES: Mapping[SheetKey, str] = {
    SheetKey.SUMMARY: QT_TRANSLATE_NOOP("Export", "Sammanfattning"),
    SheetKey.TOPLIST: QT_TRANSLATE_NOOP("Export", "Topplista"),
    SheetKey.OFFICES: QT_TRANSLATE_NOOP("Export", "Per kontor"),
    SheetKey.MONTHS: QT_TRANSLATE_NOOP("Export", "Per månad"),
    SheetKey.UNHANDLED: QT_TRANSLATE_NOOP("Export", "Obehandlade"),
    SheetKey.FEEDBACK: QT_TRANSLATE_NOOP("Export", "Återkoppling"),
}
"""The sheets of figures, in context "Export"; a list's sheet is called like the list."""

LIST_SHEETS: Mapping[ListKind, SheetKey] = {
    ListKind.INCOMING: SheetKey.INCOMING,
    ListKind.OUTGOING: SheetKey.OUTGOING,
    ListKind.TIPS: SheetKey.TIPS,
}

_KIND_OF_SHEET = {key: kind for kind, key in LIST_SHEETS.items()}

ALL_SHEETS = frozenset(SheetKey)


def sheet_title(key: SheetKey, language: Language) -> str:
    """What a sheet is called."""
    if key in STATISTICS_SHEET_NAMES:
        return language.text("Export", STATISTICS_SHEET_NAMES[key])
    return language.text("Lists", LIST_NAMES[_KIND_OF_SHEET[key]])


@dataclass(frozen=True, slots=True)
class ListContent:
    """The rows of one list to write, in this order, and the columns by their places in `COLUMNS`.

    `note` says in the user's language what they were chosen by ("Sökning: sälj"), for the sheet about the report;
    `anonymous_note` says so without a word that could be a contact's name.
    """

    rows: Sequence[Row]
    columns: Sequence[int]
    note: str = ""
    anonymous_note: str = ""


@dataclass(frozen=True, slots=True)
class ExportSpec:
    """Everything that was fetched; or, list by list, what is shown.

    Attributes:
        shown: what the tables show; a list that it leaves out gets no sheet and counts in no figure.
        sheets: the sheets to write. Figures count the rows of a list also where its own sheet is left out.
        is_anonymised: whether contacts and messages are left out, for a file that is passed around.
    """

    shown: Mapping[ListKind, ListContent] | None = None
    sheets: frozenset[SheetKey] = ALL_SHEETS
    is_anonymised: bool = False

    @property
    def is_everything(self) -> bool:
        return self.shown is None

    def lists(self, report: Report) -> dict[ListKind, ListContent]:
        """What there is to write of each list, in the order of the sheets; anonymised where that is wanted."""
        lists = self.lists_for_statistics(report)
        return {kind: _anonymised(kind, one) for kind, one in lists.items()} if self.is_anonymised else lists

    def lists_for_statistics(self, report: Report) -> dict[ListKind, ListContent]:
        """What the figures are counted from: the same rows as they came."""
        if self.shown is not None:
            return {kind: self.shown[kind] for kind in COLUMNS if kind in self.shown}
        return {
            kind: ListContent(report.tables.get(kind, ()), range(len(columns))) for kind, columns in COLUMNS.items()
        }

    def lists_with_sheets(self, report: Report) -> dict[ListKind, ListContent]:
        """Of these, the lists that get a sheet or file of their own."""
        return {kind: one for kind, one in self.lists(report).items() if LIST_SHEETS[kind] in self.sheets}


def _anonymised(kind: ListKind, content: ListContent) -> ListContent:
    places = anonymous_column_indexes(kind)
    columns = [place for place in content.columns if place in places]
    return ListContent(AnonymousRows(kind, content.rows), columns, content.anonymous_note, content.anonymous_note)


EVERYTHING = ExportSpec()


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A file that stands now, the rows of each list in it, and how many cells it could not hold as they were.

    `path` is the file, or the folder of several files.
    """

    path: Path
    rows: Mapping[ListKind, int] = field(default_factory=dict)
    truncated_cells: int = 0
    replaced_cells: int = 0
