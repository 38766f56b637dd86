"""What to write into a file, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vitec_desktop.connect.shapes import ListKind
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row


@dataclass(frozen=True, slots=True)
class ListContent:
    """The rows of one list to write, in this order, and the columns by their places in `COLUMNS`.

    `note` says in the user's language what they were chosen by ("Sökning: sälj"), for the sheet about the report.
    """

    rows: Sequence[Row]
    columns: Sequence[int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was fetched; or, list by list, what is shown. A list that `shown` leaves out gets no sheet."""

    shown: Mapping[ListKind, ListContent] | None = None

    @property
    def is_everything(self) -> bool:
        return self.shown is None

    def lists(self, report: Report) -> dict[ListKind, ListContent]:
        """What to write of each list, in the order of the sheets."""
        if self.shown is None:
            return {
                kind: ListContent(report.tables.get(kind, ()), range(len(columns))) for kind, columns in COLUMNS.items()
            }
        return {kind: self.shown[kind] for kind in COLUMNS if kind in self.shown}


EVERYTHING = Content()


@dataclass(frozen=True, slots=True)
class Written:
    """A file that stands now, the rows of each list in it, and how many cells it could not hold as they were."""

    path: Path
    rows: Mapping[ListKind, int] = field(default_factory=dict)
    cut_cells: int = 0
    replaced_cells: int = 0
