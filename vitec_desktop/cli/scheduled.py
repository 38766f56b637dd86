"""One run of a scheduled export: nobody sits in front of it, so what came of it is written down for the next start."""

import hashlib
import os.path
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue

from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import KeyringProblem, Vault
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.console import Teller
from vitec_desktop.cli.credentials import CONNECTIONS, PasswordUnavailable, source_of
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.interrupts import cancelled_by_interrupt
from vitec_desktop.cli.saved_settings import saved_proxy
from vitec_desktop.export.error_texts import describe_export
from vitec_desktop.export.errors import ExportError, FolderMissing, TargetOpenElsewhere
from vitec_desktop.export.export_spec import Content, Written
from vitec_desktop.export.names import name_with_time, suggested_name
from vitec_desktop.export.target_file import check_target
from vitec_desktop.fetch_and_export import fetch_report, user_agent, write_file
from vitec_desktop.report.error_messages import details_text, summarise
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import days
from vitec_desktop.report.report import Report
from vitec_desktop.schedule.plan import Plan
from vitec_desktop.schedule.plan_file import PlanFile
from vitec_desktop.schedule.run_history import LONGEST_RUN, Run, RunFile, RunResult
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.webservice.cancellation import Cancellation, Cancelled
from vitec_desktop.webservice.errors import AccessRefused, ConnectionRefused, ConnectTimedOut, NoNetwork, SignInRefused
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import Missing
from vitec_desktop.webservice.session import USUAL_TIMING, Session
from vitec_desktop.webservice.timestamps import swedish_today
from vitec_desktop.webservice.timing import Timing

PAUSES = (60.0, 300.0, 900.0)
"""Seconds before each further try: a computer that wakes up has no network, and no network drives, for a while."""

LONGEST = LONGEST_RUN.total_seconds() - 60
"""Seconds after which a run ends by itself: a Mac's launchd ends none, and the others leave it no time to say why."""

_CODES = {
    RunResult.COMPLETE: ExitCode.COMPLETE,
    RunResult.INCOMPLETE: ExitCode.INCOMPLETE,
    RunResult.SIGN_IN_REFUSED: ExitCode.SIGN_IN_REFUSED,
    RunResult.NO_PASSWORD: ExitCode.SIGN_IN_REFUSED,
    RunResult.KEYRING_LOCKED: ExitCode.SIGN_IN_REFUSED,
    RunResult.ACCESS_REFUSED: ExitCode.ACCESS_REFUSED,
    RunResult.NO_NETWORK: ExitCode.SERVICE_FAILED,
    RunResult.SERVICE_FAILED: ExitCode.SERVICE_FAILED,
    RunResult.FOLDER_MISSING: ExitCode.NOT_WRITTEN,
    RunResult.NOT_WRITTEN: ExitCode.NOT_WRITTEN,
    RunResult.NO_CONNECTION: ExitCode.USAGE,
    RunResult.INTERRUPTED: ExitCode.INTERRUPTED,
    RunResult.UNEXPECTED: ExitCode.UNEXPECTED,
}
_AGAIN = (RunResult.NO_NETWORK, RunResult.SERVICE_FAILED, RunResult.FOLDER_MISSING)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a test puts others in the place of."""

    timing: Timing = USUAL_TIMING
    vault: Callable[[], Vault] = Vault
    now: Callable[[], datetime] = datetime.now
    pauses: Iterable[float] = PAUSES


USUAL = Surroundings()


@dataclass(frozen=True, slots=True)
class _End:
    """How one try ended."""

    result: RunResult
    path: Path | None = None
    told: str = ""
    details: tuple[str, ...] = field(default_factory=tuple)


def run_scheduled(
    plan_id: str, profile: Path | None, language: Language, teller: Teller, surroundings: Surroundings = USUAL
) -> ExitCode:
    """Do the export of a plan and write down what came of it; gives the exit code, as `run_export` does."""
    folder = profile_folder(profile)
    plan = PlanFile(folder).load().find(plan_id)
    if plan is None:
        teller.complain(teller.text(words.NO_SUCH_SCHEDULE, given=plan_id))
        return ExitCode.USAGE
    runs = RunFile(folder)
    earlier = runs.of(plan_id)
    run = Run(plan_id, surroundings.now().replace(microsecond=0))
    _write_down(runs, run)
    end = _Runner(plan, folder, language, teller, surroundings, earlier).run()
    code = _CODES[end.result]
    if end.told:
        teller.complain(end.told)
    if end.path:
        teller.saved(end.path)
    run = replace(
        run,
        result=end.result,
        exit_code=int(code),
        path=str(end.path or ""),
        digest=_digest(end.path) if end.path else "",
        details=end.details,
    )
    _write_down(runs, run)
    return code


class _Runner:
    """One run of one plan."""

    def __init__(
        self,
        plan: Plan,
        profile: Path,
        language: Language,
        teller: Teller,
        surroundings: Surroundings,
        earlier: Sequence[Run],
    ) -> None:
        self._plan = plan
        self._profile = profile
        self._language = language
        self._teller = teller
        self._surroundings = surroundings
        self._earlier = earlier
        self._cancellation = Cancellation()

    def run(self) -> _End:
        """Try until something comes, or nothing will."""
        try:
            with cancelled_by_interrupt(self._cancellation), _cancelled_after(LONGEST, self._cancellation):
                connections = self._connections()
                if not connections:
                    return _End(RunResult.NO_CONNECTION, told=self._teller.text(words.NO_SCHEDULED_CONNECTION))
                request = self._request(connections)
                end = self._try(request)
                for seconds in self._surroundings.pauses:
                    if end.result not in _AGAIN:
                        break
                    self._pause(seconds)
                    end = self._try(request)
                return end
        except PasswordUnavailable as reason:
            is_shut = reason.problem in (KeyringProblem.LOCKED, KeyringProblem.NOT_ANSWERING)
            return _End(RunResult.KEYRING_LOCKED if is_shut else RunResult.NO_PASSWORD, told=str(reason))
        except ExportError as error:
            return self._not_written(error)
        except (Cancelled, KeyboardInterrupt):
            return _End(RunResult.INTERRUPTED, told=self._teller.text(words.INTERRUPTED))
        except Exception as error:  # what it says may hold somebody's data: only its kind is kept
            kind = type(error).__name__
            return _End(RunResult.UNEXPECTED, told=self._teller.text(words.UNEXPECTED, kind=kind), details=(kind,))

    def _pause(self, seconds: float) -> None:
        """Wait; raises Cancelled, at once, where somebody stops the run."""
        # A signal's handler, in this very thread, may put something in: an Event could hang then.
        stops: SimpleQueue[None] = SimpleQueue()
        self._cancellation.on_cancel(lambda: stops.put(None))
        with suppress(Empty):
            stops.get(timeout=seconds)
        self._cancellation.check()

    def _request(self, connections: Sequence[Connection]) -> ReportRequest:
        first_day, last_day = days(self._plan.preset, swedish_today())
        vault = self._surroundings.vault()
        sources = tuple(source_of(one, vault, self._cancellation, self._language) for one in connections)
        return ReportRequest(sources, first_day, last_day, self._plan.status)

    def _connections(self) -> tuple[Connection, ...]:
        """Those of the plan that can be asked for anything."""
        loaded = ConnectionFile(self._profile / CONNECTIONS).load().connections
        wanted = self._plan.connection_id
        return tuple(one for one in loaded if one.offices and wanted in ("", one.id))

    def _try(self, request: ReportRequest) -> _End:
        target = Path(self._plan.folder) / suggested_name(request.scope, self._language, self._plan.suffix)
        try:
            with suppress(TargetOpenElsewhere):
                check_target(target)
            session = Session(user_agent(), self._surroundings.timing, saved_proxy(self._profile))
            report, has_come = fetch_report(session, request, self._cancellation, self._teller.fetching)
            written = self._write(report, target) if has_come else None
        except FolderMissing as error:  # a network drive that is not there yet
            return self._not_written(error)
        return self._conclude(report, written)

    def _write(self, report: Report, target: Path) -> Written:
        try:
            return self._write_to(self._free(target), report)
        except TargetOpenElsewhere:
            # It is open in Excel, perhaps since last week: what was fetched now stands beside it.
            return self._write_to(name_with_time(target, self._surroundings.now()), report)

    def _write_to(self, target: Path, report: Report) -> Written:
        return write_file(
            report,
            target,
            self._language,
            content=Content(is_anonymised=self._plan.is_anonymised),
            cancellation=self._cancellation,
            on_progress=self._teller.writing,
        )

    def _free(self, target: Path) -> Path:
        """`target`, where there is nothing of that name or this plan wrote it and nobody has changed it since."""
        if not os.path.exists(target):  # noqa: PTH110 (Path's own raises for a drive that is gone)
            return target
        ours = [run for run in self._earlier if run.path == str(target) and run.digest]
        if ours and ours[-1].digest == _digest(target):
            return target
        return name_with_time(target, self._surroundings.now())

    def _conclude(self, report: Report, written: Written | None) -> _End:
        if report.is_complete and written:
            return _End(RunResult.COMPLETE, written.path)
        told = summarise(report.missing, self._language, report.scope).text
        details = tuple(details_text(report.missing, self._language).splitlines())
        if written:
            return _End(RunResult.INCOMPLETE, written.path, told, details)
        return _End(_failure(report.missing), None, told, details)

    def _not_written(self, error: ExportError) -> _End:
        told = describe_export(error, self._language).text
        result = RunResult.FOLDER_MISSING if isinstance(error, FolderMissing) else RunResult.NOT_WRITTEN
        return _End(result, told=told, details=(type(error).__name__,))


@contextmanager
def _cancelled_after(seconds: float, cancellation: Cancellation) -> Iterator[None]:
    timer = threading.Timer(seconds, cancellation.cancel)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _failure(missing: Sequence[Missing]) -> RunResult:
    """Why nothing at all could be read."""
    errors = [one.error for one in missing]
    if any(isinstance(error, SignInRefused) for error in errors):
        return RunResult.SIGN_IN_REFUSED
    if errors and all(isinstance(error, AccessRefused) for error in errors):
        return RunResult.ACCESS_REFUSED
    if errors and all(isinstance(error, NoNetwork | ConnectionRefused | ConnectTimedOut) for error in errors):
        return RunResult.NO_NETWORK
    return RunResult.SERVICE_FAILED


def _digest(path: Path) -> str:
    """ "" where the file cannot be read (any more)."""
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _write_down(runs: RunFile, run: Run) -> None:
    """A profile that cannot be written to is no reason not to export."""
    with suppress(SettingsNotSaved):
        runs.put(run)
