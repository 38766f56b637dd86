"""Fetches a report and writes its file, without a window."""

from collections.abc import Callable
from dataclasses import dataclass

from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.exporter import write_report
from vitec_desktop.export.progress import OnProgress, ignore_progress
from vitec_desktop.export.target_file import check_target
from vitec_desktop.report.report import Report, build_report
from vitec_desktop.version import VERSION
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.fetch import fetch_report, ignore_wait
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import PartProgress, WaitProgress
from vitec_desktop.webservice.session import Session


@dataclass(frozen=True, slots=True)
class FetchAndExportResult:
    """A fetched report and the file written of it; `export_result` is None if nothing could be fetched."""

    report: Report
    export_result: ExportResult | None


def user_agent() -> str:
    """Return the User-Agent that the program sends to the service."""
    return f"VitecDesktop/{VERSION}"


def _ignore_progress(_: PartProgress) -> None:
    """Do nothing."""


def fetch_and_export(
    session: Session,
    request: ReportRequest,
    export_request: ExportRequest,
    cancellation: CancellationToken,
    on_fetch_progress: Callable[[PartProgress], None] = _ignore_progress,
    on_export_progress: OnProgress = ignore_progress,
    on_wait: Callable[[WaitProgress], None] = ignore_wait,
) -> FetchAndExportResult:
    """Fetch a report and write it, unless nothing could be fetched. Progress is reported in the calling thread.

    Raises:
        ExportError: the file could not be written; raised before the fetch if that is known by then.
        Cancelled: the work was cancelled; no file was written.
    """
    check_target(export_request.target, export_request.overwrite)
    report, has_results = fetch_for_export(session, request, cancellation, on_fetch_progress, on_wait)
    if not has_results:
        return FetchAndExportResult(report, None)
    return FetchAndExportResult(report, write_report(report, export_request, cancellation, on_export_progress))


def fetch_for_export(
    session: Session,
    request: ReportRequest,
    cancellation: CancellationToken,
    on_progress: Callable[[PartProgress], None] = _ignore_progress,
    on_wait: Callable[[WaitProgress], None] = ignore_wait,
) -> tuple[Report, bool]:
    """Fetch a report; return it and whether anything could be fetched.

    Raises:
        Cancelled: the fetch was cancelled.
    """
    fetched = fetch_report(session, request, on_progress, cancellation, on_wait=on_wait)
    return build_report(fetched), not fetched.has_no_results
