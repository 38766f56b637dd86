"""Fetches a report and writes its file, without a window."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.export.export_spec import ExportRequest, ExportResult, no_earlier_periods
from vitec_desktop.export.exporter import write_report
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX
from vitec_desktop.export.progress import OnProgress, ignore_progress
from vitec_desktop.export.target_file import check_target
from vitec_desktop.report.report import Report, build_report
from vitec_desktop.version import VERSION
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.fetch import fetch_report, ignore_wait
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import FetchedReport, PartProgress, WaitProgress
from vitec_desktop.webservice.session import Session

if TYPE_CHECKING:
    from vitec_desktop.report.statistics import EarlierPeriods

FetchEarlierPeriods = Callable[[Report], "EarlierPeriods | None"]
"""Gets a complete report and returns its earlier periods, as far as they could be fetched; None to compare nothing."""


class FetchAndExportResult(Struct, frozen=True):
    """A fetched report and the file written of it; `export_result` is None if nothing could be fetched."""

    report: Report
    export_result: ExportResult | None


def user_agent() -> str:
    """Return the User-Agent that the program sends to the service."""
    return f"VitecDesktop/{VERSION}"


def _ignore_progress(_: PartProgress) -> None:
    """Do nothing."""


def _ignore_fetched(_: FetchedReport) -> None:
    """Do nothing."""


def _same_request(request: ExportRequest) -> ExportRequest:
    return request


def fetch_and_export(
    session: Session,
    request: ReportRequest,
    export_request: ExportRequest,
    cancellation: CancellationToken,
    on_fetch_progress: Callable[[PartProgress], None] = _ignore_progress,
    on_export_progress: OnProgress = ignore_progress,
    on_wait: Callable[[WaitProgress], None] = ignore_wait,
    fetch_earlier: FetchEarlierPeriods = lambda _: None,
    on_fetched: Callable[[FetchedReport], None] = _ignore_fetched,
    extend: Callable[[ExportRequest], ExportRequest] = _same_request,
) -> FetchAndExportResult:
    """Fetch a report and write it, unless nothing could be fetched. Progress is reported in the calling thread.

    A workbook of a complete report is compared with what `fetch_earlier` returns. `on_fetched` gets the fetch, and
    `extend` may add to the request before the file is written.

    Raises:
        ExportError: the file could not be written; raised before the fetch if that is known by then.
        Cancelled: the work was cancelled; no file was written.
    """
    check_target(export_request.target, export_request.overwrite)
    report, has_results = fetch_for_export(session, request, cancellation, on_fetch_progress, on_wait, on_fetched)
    if not has_results:
        return FetchAndExportResult(report, None)
    export_request = extend(export_request)
    export_request = with_earlier_periods(export_request, report, fetch_earlier)
    return FetchAndExportResult(report, write_report(report, export_request, cancellation, on_export_progress))


def fetch_for_export(
    session: Session,
    request: ReportRequest,
    cancellation: CancellationToken,
    on_progress: Callable[[PartProgress], None] = _ignore_progress,
    on_wait: Callable[[WaitProgress], None] = ignore_wait,
    on_fetched: Callable[[FetchedReport], None] = _ignore_fetched,
) -> tuple[Report, bool]:
    """Fetch a report; return it and whether anything could be fetched.

    Raises:
        Cancelled: the fetch was cancelled.
    """
    fetched = fetch_report(session, request, on_progress, cancellation, on_wait=on_wait)
    on_fetched(fetched)
    report = build_report(fetched)
    # This process ends with the file that is written now: searching a large report for garbage would only be slow.
    gc.freeze()
    return report, not fetched.has_no_results


def with_earlier_periods(
    export_request: ExportRequest, report: Report, fetch_earlier: FetchEarlierPeriods
) -> ExportRequest:
    """Return the request with the report's earlier periods, fetched now; CSV files and incomplete reports have none."""
    is_compared = report.is_complete and export_request.target.suffix.lower() == WORKBOOK_SUFFIX
    periods = fetch_earlier(report) if is_compared else None
    return replace(export_request, load_earlier_periods=(lambda: periods) if periods else no_earlier_periods)


def fetch_earlier_periods(
    session: Session,
    request: ReportRequest,
    report: Report,
    cancellation: CancellationToken,
    on_progress: Callable[[PartProgress], None] = _ignore_progress,
    on_wait: Callable[[WaitProgress], None] = ignore_wait,
) -> "EarlierPeriods":
    """Fetch the periods before `report`, which is the one of `request`.

    What could not be fetched, or not before `cancellation` was cancelled, is unknown. The limits and retries of the
    requests are those of the report's own.
    """
    from vitec_desktop.report.statistics import build_earlier_periods, days_to_fetch, is_given_up

    fetched: list[Report] = []
    with suppress(Cancelled):
        for first_day, last_day in days_to_fetch(report):
            of_these_days = replace(request, first_day=first_day, last_day=last_day)
            earlier, has_results = fetch_for_export(session, of_these_days, cancellation, on_progress, on_wait)
            if not has_results:
                break
            fetched.append(earlier)
            if is_given_up(earlier):
                break
    return build_earlier_periods(report, fetched)
