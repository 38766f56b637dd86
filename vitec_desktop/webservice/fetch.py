"""A whole report: its parts fetched side by side, each told of as it comes, what fails kept apart from the rest."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import Interrupted, ServiceError
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import FailedPart, FetchedReport, PartProgress, PartResult, RequestPart, RowsByList
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_now

if TYPE_CHECKING:
    from vitec_desktop.webservice.request_queue import CompletedRequest

NO_RESULTS: Mapping[RequestPart, PartResult] = MappingProxyType({})


def fetch_report(
    session: Session,
    request: ReportRequest,
    on_progress: Callable[[PartProgress], None],
    cancellation: CancellationToken,
    known: Mapping[RequestPart, PartResult] = NO_RESULTS,
) -> FetchedReport:
    """Fetch a report and wait for it: for a worker thread, or a program without a window.

    `on_progress` is called in the calling thread after each part. `known` answers, of an earlier fetch with the same
    session, are not asked for again: they count as done and are in the report, but in no progress. What cannot be
    fetched is in the report's `missing`; raises Cancelled, at once, when `cancellation` is asked for.
    """
    # The machinery (asyncio, httpx, tenacity) takes 0.2 s to import, which the first window need not wait for.
    from vitec_desktop.webservice.async_runner import run_in_loop

    cancellation.raise_if_cancelled()
    fetch = _Fetch(session, request, known)
    return run_in_loop(fetch.run, cancellation, on_progress)


class _Fetch:
    """One fetch under way."""

    def __init__(self, session: Session, request: ReportRequest, known: Mapping[RequestPart, PartResult]) -> None:
        from vitec_desktop.webservice.merging import ReportMerger
        from vitec_desktop.webservice.request_plan import plan_requests

        self._session = session
        self._request = request
        self._requests = plan_requests(session, request.logins, request.first_day, request.last_day)
        self._merger = ReportMerger(request.scope)
        parts = [errand.part for errand in self._requests]
        self._total = len(parts)
        self._results = {part: known[part] for part in parts if part in known}
        self._errors: dict[RequestPart, ServiceError] = {}

    async def run(self, tell: Callable[[PartProgress], None]) -> FetchedReport:
        from vitec_desktop.webservice.async_runner import run_in_thread
        from vitec_desktop.webservice.report_sender import ReportSender
        from vitec_desktop.webservice.request_queue import RequestQueue

        async def on_outcome(outcome: "CompletedRequest") -> None:
            fresh = await run_in_thread(self._add_result, outcome)
            tell(self._make_progress(outcome, fresh, dispatcher.active_part))

        await run_in_thread(self._add_known_results)
        session = self._session
        async with ReportSender(session, self._request.status, session.retry_policy, session.timeouts) as asker:
            dispatcher = RequestQueue(self._session, asker.send)
            await dispatcher.send_all(
                [errand for errand in self._requests if errand.part not in self._results], on_outcome
            )
        return await run_in_thread(self._build_report)

    def _add_known_results(self) -> None:
        for part, answer in self._results.items():
            self._merger.add(part, answer)

    def _add_result(self, outcome: "CompletedRequest") -> RowsByList:
        """Keep an outcome; gives the rows it adds."""
        part, result = outcome.request.part, outcome.result
        if isinstance(result, ServiceError):
            self._errors[part] = result
            return self._merger.add(part, PartResult({}))
        self._results[part] = result
        return self._merger.add(part, result)

    def _make_progress(
        self, outcome: "CompletedRequest", fresh: RowsByList, upcoming: RequestPart | None
    ) -> PartProgress:
        part, result = outcome.request.part, outcome.result
        return PartProgress(
            done=len(self._results) + len(self._errors),
            total=self._total,
            part=part,
            new_rows=fresh,
            failure=FailedPart(part, result) if isinstance(result, ServiceError) else None,
            active_part=upcoming,
            result=None if isinstance(result, ServiceError) else result,
        )

    def _build_report(self) -> FetchedReport:
        from vitec_desktop.webservice.merging import merge_results

        parts = [errand.part for errand in self._requests]
        answers = {part: self._results[part] for part in parts if part in self._results}
        return FetchedReport(
            scope=self._request.scope,
            rows=merge_results(answers, self._request.scope),
            fetched_at=swedish_now(),
            missing=tuple(FailedPart(part, self._errors[part]) for part in parts if part in self._errors),
            damaged_rows=sum(answer.damaged_rows for answer in answers.values()),
            results=answers,
        )


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
