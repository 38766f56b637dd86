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
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringProblem
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.credentials import CONNECTIONS_FILE, PasswordUnavailable, login_from_connection
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.interrupts import cancel_on_interrupt
from vitec_desktop.cli.saved_settings import load_saved_proxy
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError, FolderMissing, TargetInUse
from vitec_desktop.export.export_spec import ExportRequest, ExportResult, ExportSpec
from vitec_desktop.export.exporter import write_report
from vitec_desktop.export.file_names import path_with_time, suggested_file_name
from vitec_desktop.export.target_file import check_target
from vitec_desktop.fetch_and_export import fetch_for_export, user_agent
from vitec_desktop.report.error_messages import failed_parts_text, summarise_failed_parts
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import preset_days
from vitec_desktop.report.report import Report
from vitec_desktop.schedule.plan import Plan, PlanFile
from vitec_desktop.schedule.run_history import MAX_RUN_TIME, Run, RunHistory, RunResult
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.errors import AccessRefused, ConnectionRefused, ConnectTimedOut, NoNetwork, SignInRefused
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import FailedPart
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.session import DEFAULT_RETRY_POLICY, Session
from vitec_desktop.webservice.timestamps import swedish_today

RETRY_DELAYS = (60.0, 300.0, 900.0)
"""Seconds before each further try: a computer that wakes up has no network, and no network drives, for a while."""

LONGEST = MAX_RUN_TIME.total_seconds() - 60
"""Seconds after which a run ends by itself: a Mac's launchd ends none, and the others leave it no time to say why."""

_EXIT_CODES = {
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
_RETRYABLE = (RunResult.NO_NETWORK, RunResult.SERVICE_FAILED, RunResult.FOLDER_MISSING)


@dataclass(frozen=True, slots=True)
class RunEnvironment:
    """What a test puts others in the place of."""

    timing: RetryPolicy = DEFAULT_RETRY_POLICY
    create_credential_store: Callable[[], CredentialStore] = CredentialStore
    now: Callable[[], datetime] = datetime.now
    retry_delays: Iterable[float] = RETRY_DELAYS


USUAL = RunEnvironment()


@dataclass(frozen=True, slots=True)
class CommandResult:
    """How one try ended."""

    result: RunResult
    path: Path | None = None
    message: str = ""
    details: tuple[str, ...] = field(default_factory=tuple)


def run_scheduled(
    plan_id: str, profile: Path | None, language: Language, teller: Console, surroundings: RunEnvironment = USUAL
) -> ExitCode:
    """Do the export of a plan and write down what came of it; gives the exit code, as `run_export` does."""
    folder = profile_folder(profile)
    plan = PlanFile(folder).find(plan_id)
    if plan is None:
        teller.error(teller.text(words.NO_SUCH_SCHEDULE, given=plan_id))
        return ExitCode.USAGE
    runs = RunHistory(folder)
    earlier = runs.runs_for(plan_id)
    run = Run(plan_id, surroundings.now().replace(microsecond=0))
    _save_run(runs, run)
    end = _PlanRunner(plan, folder, language, teller, surroundings, earlier).run()
    code = _EXIT_CODES[end.result]
    if end.message:
        teller.error(end.message)
    if end.path:
        teller.print_path(end.path)
    run = replace(
        run,
        result=end.result,
        exit_code=int(code),
        path=str(end.path or ""),
        digest=_file_digest(end.path) if end.path else "",
        details=end.details,
    )
    _save_run(runs, run)
    return code


class _PlanRunner:
    """One run of one plan."""

    def __init__(
        self,
        plan: Plan,
        profile: Path,
        language: Language,
        teller: Console,
        surroundings: RunEnvironment,
        earlier: Sequence[Run],
    ) -> None:
        self._plan = plan
        self._profile = profile
        self._language = language
        self._teller = teller
        self._environment = surroundings
        self._earlier_runs = earlier
        self._cancellation = CancellationToken()

    def run(self) -> CommandResult:
        """Try until something comes, or nothing will."""
        try:
            with cancel_on_interrupt(self._cancellation), _cancel_after(LONGEST, self._cancellation):
                connections = self._load_connections()
                if not connections:
                    return CommandResult(
                        RunResult.NO_CONNECTION, message=self._teller.text(words.NO_SCHEDULED_CONNECTION)
                    )
                request = self._build_request(connections)
                end = self._attempt(request)
                for seconds in self._environment.retry_delays:
                    if end.result not in _RETRYABLE:
                        break
                    self._wait(seconds)
                    end = self._attempt(request)
                return end
        except PasswordUnavailable as reason:
            is_shut = reason.problem in (KeyringProblem.LOCKED, KeyringProblem.NOT_ANSWERING)
            return CommandResult(RunResult.KEYRING_LOCKED if is_shut else RunResult.NO_PASSWORD, message=str(reason))
        except ExportError as error:
            return self._result_from_error(error)
        except (Cancelled, KeyboardInterrupt):
            return CommandResult(RunResult.INTERRUPTED, message=self._teller.text(words.INTERRUPTED))
        except Exception as error:  # what it says may hold somebody's data: only its kind is kept
            kind = type(error).__name__
            return CommandResult(
                RunResult.UNEXPECTED, message=self._teller.text(words.UNEXPECTED, kind=kind), details=(kind,)
            )

    def _wait(self, seconds: float) -> None:
        """Wait; raises Cancelled, at once, where somebody stops the run."""
        # A signal's handler, in this very thread, may put something in: an Event could hang then.
        stops: SimpleQueue[None] = SimpleQueue()
        self._cancellation.add_callback(lambda: stops.put(None))
        with suppress(Empty):
            stops.get(timeout=seconds)
        self._cancellation.raise_if_cancelled()

    def _build_request(self, connections: Sequence[Connection]) -> ReportRequest:
        first_day, last_day = preset_days(self._plan.preset, swedish_today())
        vault = self._environment.create_credential_store()
        sources = tuple(login_from_connection(one, vault, self._cancellation, self._language) for one in connections)
        return ReportRequest(sources, first_day, last_day, self._plan.status)

    def _load_connections(self) -> tuple[Connection, ...]:
        """Those of the plan that can be asked for anything."""
        loaded = ConnectionFile(self._profile / CONNECTIONS_FILE).load().entries
        wanted = self._plan.connection_id
        return tuple(one for one in loaded if one.offices and wanted in ("", one.id))

    def _attempt(self, request: ReportRequest) -> CommandResult:
        target = Path(self._plan.folder) / suggested_file_name(request.scope, self._language, self._plan.suffix)
        try:
            with suppress(TargetInUse):
                check_target(target)
            session = Session(user_agent(), self._environment.timing, load_saved_proxy(self._profile))
            report, has_come = fetch_for_export(session, request, self._cancellation, self._teller.show_fetch_progress)
            written = self._write(report, target) if has_come else None
        except FolderMissing as error:  # a network drive that is not there yet
            return self._result_from_error(error)
        return self._result_from_report(report, written)

    def _write(self, report: Report, target: Path) -> ExportResult:
        try:
            return self._write_to(self._choose_target(target), report)
        except TargetInUse:
            # It is open in Excel, perhaps since last week: what was fetched now stands beside it.
            return self._write_to(path_with_time(target, self._environment.now()), report)

    def _write_to(self, target: Path, report: Report) -> ExportResult:
        request = ExportRequest(target, self._language, ExportSpec(is_anonymised=self._plan.is_anonymised))
        return write_report(report, request, self._cancellation, self._teller.show_write_progress)

    def _choose_target(self, target: Path) -> Path:
        """`target`, where there is nothing of that name or this plan wrote it and nobody has changed it since."""
        if not os.path.exists(target):  # noqa: PTH110 (Path's own raises for a drive that is gone)
            return target
        ours = [run for run in self._earlier_runs if run.path == str(target) and run.digest]
        if ours and ours[-1].digest == _file_digest(target):
            return target
        return path_with_time(target, self._environment.now())

    def _result_from_report(self, report: Report, written: ExportResult | None) -> CommandResult:
        if report.is_complete and written:
            return CommandResult(RunResult.COMPLETE, written.path)
        told = summarise_failed_parts(report.failed_parts, self._language, report.scope).text
        details = tuple(failed_parts_text(report.failed_parts, self._language).splitlines())
        if written:
            return CommandResult(RunResult.INCOMPLETE, written.path, told, details)
        return CommandResult(_failure_result(report.failed_parts), None, told, details)

    def _result_from_error(self, error: ExportError) -> CommandResult:
        told = describe_export_error(error, self._language).text
        result = RunResult.FOLDER_MISSING if isinstance(error, FolderMissing) else RunResult.NOT_WRITTEN
        return CommandResult(result, message=told, details=(type(error).__name__,))


@contextmanager
def _cancel_after(seconds: float, cancellation: CancellationToken) -> Iterator[None]:
    timer = threading.Timer(seconds, cancellation.cancel)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _failure_result(missing: Sequence[FailedPart]) -> RunResult:
    """Why nothing at all could be read."""
    errors = [one.error for one in missing]
    if any(isinstance(error, SignInRefused) for error in errors):
        return RunResult.SIGN_IN_REFUSED
    if errors and all(isinstance(error, AccessRefused) for error in errors):
        return RunResult.ACCESS_REFUSED
    if errors and all(isinstance(error, NoNetwork | ConnectionRefused | ConnectTimedOut) for error in errors):
        return RunResult.NO_NETWORK
    return RunResult.SERVICE_FAILED


def _file_digest(path: Path) -> str:
    """ "" where the file cannot be read (any more)."""
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _save_run(runs: RunHistory, run: Run) -> None:
    """A profile that cannot be written to is no reason not to export."""
    with suppress(SettingsNotSaved):
        runs.save(run)
