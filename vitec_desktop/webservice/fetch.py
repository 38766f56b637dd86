"""A whole report: its parts fetched side by side, each told of as it comes, what fails kept apart from the rest."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from vitec_desktop.webservice.cancellation import Cancellation
from vitec_desktop.webservice.errors import ConnectError
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import Answer, FetchedReport, Missing, Part, Progress, RowsByList
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_now

if TYPE_CHECKING:
    from vitec_desktop.webservice.request_queue import Outcome

NOTHING_KNOWN: Mapping[Part, Answer] = MappingProxyType({})


def run_fetch(
    session: Session,
    request: ReportRequest,
    on_progress: Callable[[Progress], None],
    cancellation: Cancellation,
    known: Mapping[Part, Answer] = NOTHING_KNOWN,
) -> FetchedReport:
    """Fetch a report and wait for it: for a worker thread, or a program without a window.

    `on_progress` is called in the calling thread after each part. `known` answers, of an earlier fetch with the same
    session, are not asked for again: they count as done and are in the report, but in no progress. What cannot be
    fetched is in the report's `missing`; raises Cancelled, at once, when `cancellation` is asked for.
    """
    # The machinery (asyncio, httpx, tenacity) takes 0.2 s to import, which the first window need not wait for.
    from vitec_desktop.webservice.async_runner import run_in_loop

    cancellation.check()
    fetch = _Fetch(session, request, known)
    return run_in_loop(fetch.run, cancellation, on_progress)


class _Fetch:
    """One fetch under way."""

    def __init__(self, session: Session, request: ReportRequest, known: Mapping[Part, Answer]) -> None:
        from vitec_desktop.webservice.merging import Joiner
        from vitec_desktop.webservice.request_plan import plan

        self._session = session
        self._request = request
        self._errands = plan(session, request.sources, request.first_day, request.last_day)
        self._joiner = Joiner(request.scope)
        parts = [errand.part for errand in self._errands]
        self._total = len(parts)
        self._answers = {part: known[part] for part in parts if part in known}
        self._missing: dict[Part, ConnectError] = {}

    async def run(self, tell: Callable[[Progress], None]) -> FetchedReport:
        from vitec_desktop.webservice.async_runner import in_thread
        from vitec_desktop.webservice.report_sender import Asker
        from vitec_desktop.webservice.request_queue import Dispatcher

        async def on_outcome(outcome: "Outcome") -> None:
            fresh = await in_thread(self._take, outcome)
            tell(self._progress(outcome, fresh, dispatcher.upcoming))

        await in_thread(self._join_known)
        async with Asker(self._session, self._request.status, self._session.timing) as asker:
            dispatcher = Dispatcher(self._session, asker.ask)
            await dispatcher.run([errand for errand in self._errands if errand.part not in self._answers], on_outcome)
        return await in_thread(self._report)

    def _join_known(self) -> None:
        for part, answer in self._answers.items():
            self._joiner.add(part, answer)

    def _take(self, outcome: "Outcome") -> RowsByList:
        """Keep an outcome; gives the rows it adds."""
        part, result = outcome.errand.part, outcome.result
        if isinstance(result, ConnectError):
            self._missing[part] = result
            return self._joiner.add(part, Answer({}))
        self._answers[part] = result
        return self._joiner.add(part, result)

    def _progress(self, outcome: "Outcome", fresh: RowsByList, upcoming: Part | None) -> Progress:
        part, result = outcome.errand.part, outcome.result
        return Progress(
            done=len(self._answers) + len(self._missing),
            total=self._total,
            part=part,
            fresh=fresh,
            missing=Missing(part, result) if isinstance(result, ConnectError) else None,
            upcoming=upcoming,
            answer=None if isinstance(result, ConnectError) else result,
        )

    def _report(self) -> FetchedReport:
        from vitec_desktop.webservice.merging import join

        parts = [errand.part for errand in self._errands]
        answers = {part: self._answers[part] for part in parts if part in self._answers}
        return FetchedReport(
            scope=self._request.scope,
            rows=join(answers, self._request.scope),
            fetched_at=swedish_now(),
            missing=tuple(Missing(part, self._missing[part]) for part in parts if part in self._missing),
            damaged_rows=sum(answer.damaged_rows for answer in answers.values()),
            answers=answers,
        )
