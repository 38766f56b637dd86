"""Fetches a whole report. A part that fails is listed in the report; the others are kept."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import Interrupted, ServiceError
from vitec_desktop.webservice.merging import ReportMerger, merge_results
from vitec_desktop.webservice.request import ReportRequest, ReportScope
from vitec_desktop.webservice.request_plan import CompletedRequest, RequestWait, plan_requests
from vitec_desktop.webservice.result import (
    FailedPart,
    FetchedReport,
    PartProgress,
    PartResult,
    RequestPart,
    WaitProgress,
)
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_now

NO_RESULTS: Mapping[RequestPart, PartResult] = MappingProxyType({})


def ignore_wait(_: WaitProgress) -> None:
    """Do nothing."""


def fetch_report(
    session: Session,
    request: ReportRequest,
    on_progress: Callable[[PartProgress], None],
    cancellation: CancellationToken,
    earlier_results: Mapping[RequestPart, PartResult] = NO_RESULTS,
    on_wait: Callable[[WaitProgress], None] = ignore_wait,
) -> FetchedReport:
    """Fetch a report and wait for it; for a worker thread, or a program without a window.

    `on_progress` is called in the calling thread after each part, `on_wait` before and after each longer wait in which
    nothing is sent. The parts in `earlier_results`, from a fetch in the same session, are not requested again: they
    count as done and are in the report, but get no progress. A part that cannot be fetched is in the report's
    `failed_parts`. Raises Cancelled, at once, when `cancellation` is cancelled.
    """
    # asyncio and httpx take 0.2 s to import, which the first window does not wait for.
    from vitec_desktop.webservice.report_sender import send_requests

    cancellation.raise_if_cancelled()
    requests = list(plan_requests(session, request))
    parts = [one.part for one in requests]
    results = {part: earlier_results[part] for part in parts if part in earlier_results}
    errors: dict[RequestPart, ServiceError] = {}
    merger = ReportMerger(request.scope)
    for part, result in results.items():
        cancellation.raise_if_cancelled()
        merger.add(part, result)

    def on_event(event: CompletedRequest | RequestWait) -> None:
        if isinstance(event, RequestWait):
            on_wait(WaitProgress(len(results) + len(errors), len(parts), event.until, event.error))
        else:
            on_result(event)

    def on_result(completed: CompletedRequest) -> None:
        part, result = completed.request.part, completed.result
        if isinstance(result, ServiceError):
            errors[part] = result
            new_rows = merger.add(part, PartResult({}))
        else:
            results[part] = result
            new_rows = merger.add(part, result)
        progress = PartProgress(
            done=len(results) + len(errors),
            total=len(parts),
            part=part,
            new_rows=new_rows,
            failure=FailedPart(part, result) if isinstance(result, ServiceError) else None,
            active_part=completed.active_part,
            result=None if isinstance(result, ServiceError) else result,
        )
        on_progress(progress)

    pending = [one for one in requests if one.part not in results]
    send_requests(session, pending, cancellation, on_event)
    return _build_report(request.scope, parts, results, errors, cancellation)


def build_partial_report(
    session: Session, request: ReportRequest, results: Mapping[RequestPart, PartResult]
) -> FetchedReport:
    """Return the report of a cancelled fetch: `results` are the parts that came, all others are missing.

    `session` must be the one of the fetch. Sends nothing, but merges rows: for a worker thread.
    """
    parts = [one.part for one in plan_requests(session, request)]
    errors = {part: Interrupted() for part in parts if part not in results}
    return _build_report(request.scope, parts, results, errors)


def _build_report(
    scope: ReportScope,
    parts: Sequence[RequestPart],
    results: Mapping[RequestPart, PartResult],
    errors: Mapping[RequestPart, ServiceError],
    cancellation: CancellationToken | None = None,
) -> FetchedReport:
    """Return the report with its parts in planned order."""
    in_order = {part: results[part] for part in parts if part in results}
    merged = merge_results(in_order, scope, cancellation)
    return FetchedReport(
        scope=scope,
        rows=merged.rows,
        fetched_at=swedish_now(),
        failed_parts=tuple(FailedPart(part, errors[part]) for part in parts if part in errors),
        damaged_parts=merged.damaged_parts,
        results=in_order,
    )
