"""Writes a report in the format that the suffix of the target's name determines."""

from msgspec.structs import replace

from vitec_desktop.export.errors import TargetExists
from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX, free_path
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

    A target that exists when the writing begins or ends is kept if the request keeps both; the result has the new path.

    Raises:
        ExportError: the file could not be written; existing files are unchanged.
        Cancelled: the export was cancelled; existing files are unchanged.
    """
    if request.keeps_both:
        return _write_beside(report, request, cancellation, on_progress)
    if request.target.suffix.lower() == WORKBOOK_SUFFIX:
        # Importing openpyxl takes a tenth of a second; CSV does not need it.
        from vitec_desktop.export.workbook import write_workbook

        return write_workbook(report, request, cancellation, on_progress)
    from vitec_desktop.export.csv_files import write_csv

    return write_csv(report, request, cancellation, on_progress)


def _write_beside(
    report: Report, request: ExportRequest, cancellation: CancellationToken, on_progress: OnProgress
) -> ExportResult:
    """Write under a free name; start again if another program takes that name meanwhile."""
    while True:
        target = free_path(request.target)
        attempt = replace(request, target=target, overwrite=False, keeps_both=False)
        try:
            return write_report(report, attempt, cancellation, on_progress)
        except TargetExists:
            if free_path(target) == target:  # not taken: the system reports another path or a broken folder
                raise
