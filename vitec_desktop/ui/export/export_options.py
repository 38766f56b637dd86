"""What the export dialog offers, and what its user chooses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from vitec_desktop.export.export_spec import SheetKey
from vitec_desktop.webservice.models import ListKind


class ExportFormat(StrEnum):
    """What kind of file; the values stand in the settings file."""

    WORKBOOK = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What its user has chosen, apart from name and folder; at first everything, as a workbook."""

    format: ExportFormat = ExportFormat.WORKBOOK
    is_zipped: bool = True
    is_shown: bool = False
    is_anonymised: bool = False
    excluded_sheets: frozenset[SheetKey] = frozenset()
    sheets: frozenset[SheetKey] = frozenset(SheetKey)


@dataclass(frozen=True, slots=True)
class ExportDialogData:
    """What can be saved: rows fetched, rows that the tables show, and whether the report is complete.

    `name` has no ending; `choice` is what was chosen last.
    """

    name: str
    folder: Path
    all_rows: Mapping[ListKind, int]
    shown_rows: Mapping[ListKind, int]
    is_complete: bool
    options: ExportOptions = field(default_factory=ExportOptions)
