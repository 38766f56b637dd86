"""What was chosen at the last export, kept with the other settings."""

from typing import Any

from vitec_desktop.export.export_spec import SheetKey
from vitec_desktop.ui.common.settings import Settings
from vitec_desktop.ui.export.export_options import ExportFormat, ExportOptions


def load_export_options(now: Settings) -> ExportOptions:
    """The choices of the last export; what is missing or makes no sense is as at the first."""
    return ExportOptions(
        format=ExportFormat.CSV if now.export_format == ExportFormat.CSV else ExportFormat.WORKBOOK,
        is_zipped=not now.exports_folder_of_files,
        is_shown=now.exports_shown,
        is_anonymised=now.exports_anonymised,
        excluded_sheets=frozenset(key for key in SheetKey if key.value in now.export_left_out),
    )


def export_settings(choice: ExportOptions) -> dict[str, Any]:
    """The settings to keep. Sheets that a later version adds have their tick."""
    return {
        "exports_shown": choice.is_shown,
        "export_format": choice.format.value,
        "exports_folder_of_files": not choice.is_zipped,
        "exports_anonymised": choice.is_anonymised,
        "export_left_out": tuple(key.value for key in SheetKey if key in choice.excluded_sheets),
    }
