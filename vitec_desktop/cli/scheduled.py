"""A run of a scheduled export. Nobody watches it: its result is saved for the next start of the window."""

import hashlib
import os.path
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringProblem
from vitec_desktop.archive.selection import Since, SinceKind
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.cli import texts
from vitec_desktop.cli.comparison import fetch_comparison
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.credentials import PasswordUnavailable, login_from_connection
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.export import EXIT_CODES, failure_result
from vitec_desktop.cli.export_arguments import SavingArguments, ScheduledArguments
from vitec_desktop.cli.interrupts import cancel_after, cancel_on_interrupt
from vitec_desktop.cli.saved_reports import SavedReportStep, check_saving, since_of
from vitec_desktop.cli.saved_settings import is_comparison_saved, load_saved_language, load_saved_proxy
from vitec_desktop.export.changes_content import PROBLEM_TEXTS, ChangesProblem
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError, FolderMissing, TargetInUse
from vitec_desktop.export.export_spec import ExportRequest, ExportResult, ExportSpec
from vitec_desktop.export.exporter import write_report
from vitec_desktop.export.file_names import path_with_time, suggested_file_name
from vitec_desktop.export.target_file import check_target
from vitec_desktop.fetch_and_export import fetch_for_export, user_agent, with_earlier_periods
from vitec_desktop.report.error_messages import find_retry_time
from vitec_desktop.report.incomplete_report import describe_incomplete, incomplete_details
from vitec_desktop.report.language import Language, load_language
from vitec_desktop.report.periods import preset_days
from vitec_desktop.report.report import Report
from vitec_desktop.schedule.plan import Plan, PlanFile
from vitec_desktop.schedule.run_history import MAX_RUN_TIME, RUNS_FILE, Run, RunHistory, RunResult
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.storage.profile import CONNECTIONS_FILE, profile_folder
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.session import DEFAULT_RETRY_POLICY, Session
from vitec_desktop.webservice.timestamps import swedish_today

RETRY_DELAYS = (60.0, 300.0, 900.0)
"""Seconds before each further attempt: a computer that wakes up has no network and no network drives for a while."""

KEYRING_TIMEOUT = 60.0
"""Seconds for the keyring, or for a user who happens to be there to confirm; then the run has no password."""

LOCK_TIMEOUT = 60.0
"""Seconds to wait until other processes have saved theirs: after a night's sleep all runs start at once."""

MAX_SECONDS = MAX_RUN_TIME.total_seconds() - 60 - 2 * LOCK_TIMEOUT
"""A run ends by itself after this time: launchd ends none, other schedulers leave no time to save the result.

The run is saved before and after it.
"""

WRITING_SECONDS = 300.0
"""Left of that time for the file: a comparison that takes longer is not waited for."""

_RETRYABLE = (RunResult.NO_NETWORK, RunResult.SERVICE_FAILED, RunResult.FOLDER_MISSING)


class RunEnvironment(Struct, frozen=True):
    """The parts of a run that tests replace."""

    retry_policy: RetryPolicy = DEFAULT_RETRY_POLICY
    create_credential_store: Callable[[], CredentialStore] = lambda: CredentialStore(
        answer_timeout=KEYRING_TIMEOUT, prompt_timeout=KEYRING_TIMEOUT
    )
    open_archive: Callable[[Path | None], ReportArchive] = open_archive
    now: Callable[[], datetime] = datetime.now
    retry_delays: Iterable[float] = RETRY_DELAYS


DEFAULT_ENVIRONMENT = RunEnvironment()


class CommandResult(Struct, frozen=True):
    """How an attempt ended.

    Attributes:
        path: the file written; None for none.
        message: for the console, in the user's language; "" for none.
        details: technical lines for support.
        retry_at: until when the service asks to wait, as a time of this computer's clock; None if it does not.
    """

    result: RunResult
    path: Path | None = None
    message: str = ""
    details: tuple[str, ...] = ()
    retry_at: datetime | None = None


def run_scheduled_command(
    arguments: ScheduledArguments, language: Language, retry_policy: RetryPolicy | None
) -> ExitCode:
    """Run a plan as the command line says; in the window's language unless `arguments` name another one.

    Raises:
        UsageError: saved reports are asked for and not turned on.
    """
    code = arguments.language or load_saved_language(arguments.profile)
    console = Console(load_language(code) if code else language, arguments.is_quiet)
    environment = DEFAULT_ENVIRONMENT
    if retry_policy:
        environment = replace(environment, retry_policy=retry_policy)
    if arguments.is_once:
        environment = replace(environment, retry_delays=())
    archive = environment.open_archive(arguments.profile)
    check_saving(arguments.saving, archive, console.text(texts.SAVING_OFF))
    return _run_plan(arguments, profile_folder(arguments.profile), console, environment, archive)


def _run_plan(
    arguments: ScheduledArguments,
    profile: Path,
    console: Console,
    environment: RunEnvironment,
    archive: ReportArchive,
) -> ExitCode:
    """Export what the plan says and save the run, before and after it."""
    plan_id = arguments.plan_id
    plan = PlanFile(profile).find(plan_id)
    if plan is None:
        console.error(console.text(texts.NO_SUCH_SCHEDULE, given=plan_id))
        return ExitCode.USAGE
    history = RunHistory(profile, LOCK_TIMEOUT)
    earlier_runs = history.runs_for(plan_id)
    run = Run(plan_id, environment.now().replace(microsecond=0))
    _save_run(history, run)
    result = _PlanRunner(plan, profile, console, environment, earlier_runs, archive, arguments.saving).run()
    exit_code = EXIT_CODES[result.result]
    if result.message:
        console.error(result.message)
    if result.path:
        console.print_path(result.path)
    run = replace(
        run,
        result=result.result,
        exit_code=int(exit_code),
        path=str(result.path or ""),
        digest=_file_digest(result.path) if result.path else "",
        details=result.details,
    )
    if not _save_run(history, run):
        console.error(console.text(texts.RUN_NOT_SAVED, path=profile / RUNS_FILE))
    return exit_code


class _PlanRunner:
    """One run of one plan."""

    def __init__(
        self,
        plan: Plan,
        profile: Path,
        console: Console,
        environment: RunEnvironment,
        earlier_runs: Sequence[Run],
        archive: ReportArchive,
        saving: SavingArguments,
    ) -> None:
        self._plan = plan
        self._profile = profile
        self._console = console
        self._language = console.language
        self._environment = environment
        self._earlier_runs = earlier_runs
        self._archive = archive
        self._saving = saving
        self._cancellation = CancellationToken()
        self._ends_at = time.monotonic() + MAX_SECONDS
        self._chain = ""

    def run(self) -> CommandResult:
        """Attempt the export until it succeeds or another attempt is no use."""
        try:
            with cancel_on_interrupt(self._cancellation), cancel_after(MAX_SECONDS, self._cancellation):
                connections = self._load_connections()
                if not connections:
                    return CommandResult(
                        RunResult.NO_CONNECTION, message=self._console.text(texts.NO_SCHEDULED_CONNECTION)
                    )
                request = self._build_request(connections)
                if len(connections) == 1:
                    self._chain = connections[0].name
                return self._attempt_repeatedly(request)
        except PasswordUnavailable as error:
            is_locked = error.problem in (KeyringProblem.LOCKED, KeyringProblem.NOT_ANSWERING)
            return CommandResult(RunResult.KEYRING_LOCKED if is_locked else RunResult.NO_PASSWORD, message=str(error))
        except ExportError as error:
            return self._result_from_error(error)
        except (Cancelled, KeyboardInterrupt):
            return CommandResult(RunResult.INTERRUPTED, message=self._console.text(texts.INTERRUPTED))
        except Exception as error:  # its message may hold personal data; its class does not
            kind = type(error).__name__
            return CommandResult(
                RunResult.UNEXPECTED, message=self._console.text(texts.UNEXPECTED, kind=kind), details=(kind,)
            )

    def _attempt_repeatedly(self, request: ReportRequest) -> CommandResult:
        """Attempt the export; not before the time that the service asks for, and no more if that is too late."""
        result = self._attempt(request)
        for seconds in self._environment.retry_delays:
            if result.result not in _RETRYABLE:
                break
            asked = (result.retry_at - datetime.now()).total_seconds() if result.retry_at else 0.0
            if asked > seconds and asked > self._ends_at - time.monotonic():
                break
            self._wait(max(seconds, asked))
            result = self._attempt(request)
        return result

    def _wait(self, seconds: float) -> None:
        """Wait; raise Cancelled at once if the run is cancelled."""
        # Not an Event: a signal handler in this thread may cancel, and could hang on the Event's lock.
        cancelled: SimpleQueue[None] = SimpleQueue()
        self._cancellation.add_callback(lambda: cancelled.put(None))
        with suppress(Empty):
            cancelled.get(timeout=seconds)
        self._cancellation.raise_if_cancelled()

    def _build_request(self, connections: Sequence[Connection]) -> ReportRequest:
        first_day, last_day = preset_days(self._plan.preset, swedish_today())
        store = self._environment.create_credential_store()
        logins = tuple(login_from_connection(one, store, self._cancellation, self._language) for one in connections)
        return ReportRequest(logins, first_day, last_day, self._plan.status)

    def _load_connections(self) -> tuple[Connection, ...]:
        """Return the plan's connections that have offices."""
        connections = ConnectionFile(self._profile / CONNECTIONS_FILE).load().entries
        connection_id = self._plan.connection_id
        return tuple(one for one in connections if one.offices and connection_id in ("", one.id))

    def _attempt(self, request: ReportRequest) -> CommandResult:
        target = Path(self._plan.folder) / suggested_file_name(request.scope, self._language, self._plan.suffix)
        try:
            with suppress(TargetInUse):
                check_target(target)
            session = Session(user_agent(), self._environment.retry_policy, load_saved_proxy(self._profile))
            on_progress, on_wait = self._console.show_fetch_progress, self._console.show_wait
            step = self._create_step(session, request)
            report, has_results = fetch_for_export(
                session, request, self._cancellation, on_progress, on_wait, step.on_fetched
            )
            written = (
                self._write(report, step.extend(self._create_export_request(target, report, session, request)))
                if has_results
                else None
            )
            if written:
                step.finish(ExportRequest(written.path, self._language), plan_id=self._plan.id)
        except FolderMissing as error:  # a network drive that is not there yet
            return self._result_from_error(error)
        return self._result_from_report(report, written, step.problem)

    def _create_step(self, session: Session, request: ReportRequest) -> SavedReportStep:
        """Return the saving and comparing of this run: where reports are saved, each run is compared with the last."""
        given = self._saving
        if given.is_given:
            return SavedReportStep(
                self._archive, since_of(given), given.should_save, session, request, self._cancellation
            )
        is_on = self._archive.is_on
        since = None
        if is_on:
            runs = [one.report for one in self._archive.settings.scheduled if one.id == self._plan.id]
            since = Since(SinceKind.SAVED_REPORT, report_id=runs[0]) if runs else Since(SinceKind.LAST)
        return SavedReportStep(self._archive, since, is_on, session, request, self._cancellation)

    def _create_export_request(
        self, target: Path, report: Report, session: Session, request: ReportRequest
    ) -> ExportRequest:
        spec = ExportSpec(is_anonymised=self._plan.is_anonymised)
        export_request = ExportRequest(target, self._language, spec, chain=self._chain)
        seconds = self._ends_at - time.monotonic() - WRITING_SECONDS
        if seconds <= 0 or not is_comparison_saved(self._profile):
            return export_request
        return with_earlier_periods(
            export_request, report, lambda report: fetch_comparison(session, request, report, self._console, seconds)
        )

    def _write(self, report: Report, request: ExportRequest) -> ExportResult:
        target = request.target
        try:
            return self._write_to(self._choose_target(target), report, request)
        except TargetInUse:
            # Last week's file may still be open in Excel: write one beside it.
            return self._write_to(path_with_time(target, self._environment.now()), report, request)

    def _write_to(self, target: Path, report: Report, request: ExportRequest) -> ExportResult:
        request = replace(request, target=target)
        return write_report(report, request, self._cancellation, self._console.show_write_progress)

    def _choose_target(self, target: Path) -> Path:
        """Return `target` if it is free, or if this plan wrote it and it is unchanged; else a name with the time."""
        if not os.path.exists(target):  # noqa: PTH110 (Path.exists raises for a drive that is gone)
            return target
        own_runs = [run for run in self._earlier_runs if run.path == str(target) and run.digest]
        if own_runs and own_runs[-1].digest == _file_digest(target):
            return target
        return path_with_time(target, self._environment.now())

    def _result_from_report(
        self, report: Report, written: ExportResult | None, problem_of_changes: ChangesProblem | None
    ) -> CommandResult:
        if report.is_complete and written:
            if problem_of_changes is not None:
                text = self._language.text("Export", PROBLEM_TEXTS[problem_of_changes])
                return CommandResult(RunResult.INCOMPLETE, written.path, text, (text,))
            return CommandResult(RunResult.COMPLETE, written.path)
        problem = describe_incomplete(report, self._language)
        details = tuple(incomplete_details(report, self._language).splitlines())
        retry_at = find_retry_time(report.failed_parts)
        if retry_at:
            details = (problem.next_step, *details)
        if written:
            return CommandResult(RunResult.INCOMPLETE, written.path, problem.text, details, retry_at)
        return CommandResult(failure_result(report.failed_parts), None, problem.text, details, retry_at)

    def _result_from_error(self, error: ExportError) -> CommandResult:
        message = describe_export_error(error, self._language).text
        result = RunResult.FOLDER_MISSING if isinstance(error, FolderMissing) else RunResult.NOT_WRITTEN
        return CommandResult(result, message=message, details=(type(error).__name__,))


def _file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; "" if it cannot be read."""
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _save_run(history: RunHistory, run: Run) -> bool:
    """Save a run and return whether that succeeded; the export is made in any case."""
    with suppress(SettingsNotSaved):
        history.save(run)
        return True
    return False
