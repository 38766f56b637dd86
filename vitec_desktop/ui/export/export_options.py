"""The data of the export dialog, and the options that are kept in the settings file."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from vitec_desktop.export.export_spec import SheetKey
from vitec_desktop.ui.common.settings import Settings, SettingsStore
from vitec_desktop.webservice.models import ListKind

_FORMER_NAMES = {SheetKey.MEETING: "summary"}
"""What settings of earlier versions call a sheet."""


class ExportFormat(StrEnum):
    """The kind of file. The values are in the settings file."""

    WORKBOOK = "xlsx"
    CSV = "csv"


class ExportOptions(Struct, frozen=True):
    """What the user chooses, apart from name and folder. The defaults are those of the first export.

    Attributes:
        is_zipped: whether CSV files are put into a zip.
        is_shown: whether only the rows and columns that the tables show are written.
        is_anonymised: whether contacts and messages are removed.
        is_replacing: whether the file of that name is replaced; otherwise it is kept and the new one gets a free name.
        excluded_sheets: the sheets without a tick, remembered also for a format that does not have them.
        sheets: the sheets to write.
    """

    format: ExportFormat = ExportFormat.WORKBOOK
    is_zipped: bool = True
    is_shown: bool = False
    is_anonymised: bool = False
    is_replacing: bool = False
    excluded_sheets: frozenset[SheetKey] = frozenset()
    sheets: frozenset[SheetKey] = frozenset(SheetKey)


class ExportDialogData(Struct, frozen=True):
    """What the dialog shows first.

    Attributes:
        name: the file name without suffix.
        folder: the folder to save in.
        all_rows: how many rows of each list were fetched.
        shown_rows: how many rows of each list the tables show.
        is_complete: whether the report is complete.
        has_shown_unhandled: whether a file of what the tables show has the table of unhandled rows too.
        options: the options of the last export.
    """

    name: str
    folder: Path
    all_rows: Mapping[ListKind, int]
    shown_rows: Mapping[ListKind, int]
    is_complete: bool
    has_shown_unhandled: bool = False
    options: ExportOptions = field(default_factory=ExportOptions)


def load_export_options(settings: Settings) -> ExportOptions:
    """Return the options of the last export, with the default for a missing or invalid one.

    Which rows are written, whether anonymised, and whether a file is replaced, is never remembered.
    """
    return ExportOptions(
        format=ExportFormat.CSV if settings.export_format == ExportFormat.CSV else ExportFormat.WORKBOOK,
        is_zipped=not settings.exports_folder_of_files,
        excluded_sheets=frozenset(
            key for key in SheetKey if {key.value, _FORMER_NAMES.get(key)} & set(settings.export_left_out)
        ),
    )


def save_export_options(settings_store: SettingsStore, options: ExportOptions, folder: Path) -> None:
    """Remember the format, the sheets and the folder for the next export."""
    settings = replace(
        settings_store.current,
        export_folder=str(folder),
        export_format=options.format.value,
        exports_folder_of_files=not options.is_zipped,
        export_left_out=tuple(key.value for key in SheetKey if key in options.excluded_sheets),
    )
    settings_store.update(settings)
