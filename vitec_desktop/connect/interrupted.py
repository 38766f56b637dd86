"""What is left of a fetch that its user stopped."""

from collections.abc import Mapping

from vitec_desktop.webservice.errors import Interrupted
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import FailedPart, FetchedReport, PartResult, RequestPart
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_now


def build_partial_report(
    session: Session, request: ReportRequest, answers: Mapping[RequestPart, PartResult]
) -> FetchedReport:
    """The report as far as it came: `answers` are those that the fetch told of, all else is missing.

    Asks nobody anything, but joins rows: in a worker. `session` is the one of the fetch.
    """
    # As in `fetch`: not before it is needed.
    from vitec_desktop.webservice.merging import merge_results
    from vitec_desktop.webservice.request_plan import plan_requests

    parts = [errand.part for errand in plan_requests(session, request.logins, request.first_day, request.last_day)]
    known = {part: answers[part] for part in parts if part in answers}
    return FetchedReport(
        scope=request.scope,
        rows=merge_results(known, request.scope),
        fetched_at=swedish_now(),
        missing=tuple(FailedPart(part, Interrupted()) for part in parts if part not in known),
        damaged_rows=sum(answer.damaged_rows for answer in known.values()),
        results=known,
    )
