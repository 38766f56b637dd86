"""One road to every format: the ending of the file's name tells which it is."""

from collections.abc import Callable
from pathlib import Path

from vitec_desktop.export.export_spec import EVERYTHING, ExportResult, ExportSpec
from vitec_desktop.export.progress import ignore_progress
from vitec_desktop.export.target_file import WORKBOOK_SUFFIX
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import Comparison
from vitec_desktop.webservice.cancellation import CancellationToken


def write_report(
    report: Report,
    target: Path,
    language: Language,
    *,
    program_version: str,
    content: ExportSpec = EVERYTHING,
    comparison: Comparison | None = None,
    on_progress: Callable[[int, int], None] = ignore_progress,
    cancellation: CancellationToken,
    overwrite: bool = True,
) -> ExportResult:
    """Write an Excel workbook to `target` where it ends in ".xlsx", a zip of CSV files where it ends in ".zip", else
    CSV files into the folder of that name; all of it or nothing. See `write_workbook` and `write_csv`.

    Raises:
        ExportError: it could not be written; what was there before is untouched.
        Cancelled: the user stopped it; likewise.
    """
    if target.suffix.lower() == WORKBOOK_SUFFIX:
        # openpyxl takes a tenth of a second to import, which CSV need not wait for.
        from vitec_desktop.export.workbook import write_workbook

        return write_workbook(
            report,
            target,
            language,
            program_version=program_version,
            content=content,
            comparison=comparison,
            on_progress=on_progress,
            cancellation=cancellation,
            overwrite=overwrite,
        )
    from vitec_desktop.export.csv_files import write_csv

    return write_csv(
        report,
        target,
        language,
        program_version=program_version,
        content=content,
        on_progress=on_progress,
        cancellation=cancellation,
        overwrite=overwrite,
    )
