"""Writes a report in the format that the suffix of the target's name determines."""

from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX
from vitec_desktop.export.progress import OnProgress, ignore_progress
from vitec_desktop.report.report import Report
from vitec_desktop.webservice.cancellation import CancellationToken


def write_report(
    report: Report,
    request: ExportRequest,
    cancellation: CancellationToken,
    on_progress: OnProgress = ignore_progress,
) -> ExportResult:
    """Write an Excel workbook or CSV files; see `write_workbook` and `write_csv`.

    Raises:
        ExportError: the file could not be written; existing files are unchanged.
        Cancelled: the export was cancelled; existing files are unchanged.
    """
    if request.target.suffix.lower() == WORKBOOK_SUFFIX:
        # Importing openpyxl takes a tenth of a second; CSV does not need it.
        from vitec_desktop.export.workbook import write_workbook

        return write_workbook(report, request, cancellation, on_progress)
    from vitec_desktop.export.csv_files import write_csv

    return write_csv(report, request, cancellation, on_progress)
