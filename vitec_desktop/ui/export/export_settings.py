"""What was chosen at the last export, kept with the other settings."""

from typing import Any

from vitec_desktop.export.export_spec import SheetKey
from vitec_desktop.ui.common.settings import Remembered
from vitec_desktop.ui.export.export_offer import ExportChoice, ExportFormat


def remembered_choice(now: Remembered) -> ExportChoice:
    """The choices of the last export; what is missing or makes no sense is as at the first."""
    return ExportChoice(
        format=ExportFormat.CSV if now.export_format == ExportFormat.CSV else ExportFormat.WORKBOOK,
        is_zipped=not now.exports_folder_of_files,
        is_shown=now.exports_shown,
        is_anonymised=now.exports_anonymised,
        left_out=frozenset(key for key in SheetKey if key.value in now.export_left_out),
    )


def settings_of(choice: ExportChoice) -> dict[str, Any]:
    """The settings to keep. Sheets that a later version adds have their tick."""
    return {
        "exports_shown": choice.is_shown,
        "export_format": choice.format.value,
        "exports_folder_of_files": not choice.is_zipped,
        "exports_anonymised": choice.is_anonymised,
        "export_left_out": tuple(key.value for key in SheetKey if key in choice.left_out),
    }
