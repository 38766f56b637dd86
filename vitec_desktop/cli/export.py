"""The export without a window, and its exit codes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec.structs import replace

from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.archive.store import open_archive
from vitec_desktop.cli import texts
from vitec_desktop.cli.arguments import AnswerNotWritten, UsageError
from vitec_desktop.cli.comparison import fetch_comparison
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.credentials import (
    PasswordUnavailable,
    find_connection,
    login_from_connection_name,
    login_from_stdin,
)
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.export_arguments import ExportArguments, ScheduledArguments, parse_export_arguments
from vitec_desktop.cli.interrupts import cancel_on_interrupt
from vitec_desktop.cli.saved_reports import SavedReportStep, check_saving, since_of
from vitec_desktop.cli.saved_settings import load_saved_proxy
from vitec_desktop.export.changes_content import PROBLEM_TEXTS, ChangesProblem
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError, TargetExists
from vitec_desktop.export.export_spec import ExportRequest, ExportResult, ExportSpec
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX
from vitec_desktop.export.target_file import check_target
from vitec_desktop.fetch_and_export import FetchAndExportResult, fetch_and_export, user_agent
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.incomplete_report import describe_incomplete, incomplete_details
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import EarlierPeriods
from vitec_desktop.schedule.run_history import RunResult
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.errors import AccessRefused, ConnectionRefused, ConnectTimedOut, NoNetwork, SignInRefused
from vitec_desktop.webservice.request import LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FailedPart
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.session import DEFAULT_RETRY_POLICY, Session
from vitec_desktop.webservice.timestamps import swedish_today

EXIT_CODES = {
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


def run_export_command(arguments: list[str], console: Console, retry_policy: RetryPolicy | None) -> int:
    """Run the export, or the scheduled export, of the command line.

    Raises:
        UsageError: the command line is invalid.
        SystemExit: the help was asked for and has been printed.
    """
    try:
        given = parse_export_arguments(arguments, swedish_today())
        if isinstance(given, ScheduledArguments):
            from vitec_desktop.cli.scheduled import run_scheduled_command

            return run_scheduled_command(given, console.language, retry_policy)
        console.is_quiet = given.is_quiet
        return run_export(given, console, retry_policy or DEFAULT_RETRY_POLICY)
    except (UsageError, AnswerNotWritten):
        raise
    except Exception as error:  # its message may hold personal data; its class does not
        console.error(console.text(texts.UNEXPECTED, kind=type(error).__name__))
        return ExitCode.UNEXPECTED


def run_export(arguments: ExportArguments, console: Console, retry_policy: RetryPolicy) -> ExitCode:
    """Fetch the report, write its file and print the result.

    Raises:
        UsageError: there is no such connection, or no password on standard input.
    """
    cancellation = CancellationToken()
    archive = open_archive(arguments.profile)
    check_saving(arguments.saving, archive, console.text(texts.SAVING_OFF))
    if arguments.file.suffix.lower() != WORKBOOK_SUFFIX:
        console.writing_text = texts.WRITING_CSV
    try:
        check_target(arguments.file, arguments.should_overwrite)
        with _open_login(arguments, cancellation, console) as login, cancel_on_interrupt(cancellation):
            request = ReportRequest((login,), arguments.first_day, arguments.last_day, arguments.status)
            spec = ExportSpec(is_anonymised=arguments.is_anonymised)
            session = Session(user_agent(), retry_policy, load_saved_proxy(arguments.profile))

            def compare(report: Report) -> EarlierPeriods | None:
                return fetch_comparison(session, request, report, console) if arguments.is_compared else None

            step = SavedReportStep(
                archive, since_of(arguments.saving), arguments.saving.should_save, session, request, cancellation
            )
            export_request = ExportRequest(
                arguments.file,
                console.language,
                spec,
                overwrite=arguments.should_overwrite,
                chain=find_connection(arguments, console.language).name if arguments.connection else "",
                is_sample=arguments.is_demo,
            )
            result = fetch_and_export(
                session,
                request,
                export_request,
                cancellation,
                console.show_fetch_progress,
                console.show_write_progress,
                console.show_wait,
                compare,
                step.on_fetched,
                step.extend,
            )
            if result.export_result:
                step.finish(export_request)
    except ExportError as error:
        console.error(_export_error_text(error, console))
        return ExitCode.NOT_WRITTEN
    except PasswordUnavailable as error:
        console.error(str(error))
        return ExitCode.SIGN_IN_REFUSED
    except (Cancelled, KeyboardInterrupt):
        console.error(console.text(texts.INTERRUPTED))
        return ExitCode.INTERRUPTED
    return _print_result(result, console, step.problem)


@contextmanager
def _open_login(
    arguments: ExportArguments, cancellation: CancellationToken, console: Console
) -> Iterator[LoginCustomers]:
    """Yield the login to fetch with; the sample service runs until the block ends."""
    if arguments.is_demo:
        from vitec_desktop.demo.service import DemoService

        with DemoService() as service:
            yield service.login_customers()
    elif arguments.sign_in:
        yield login_from_stdin(arguments.sign_in, console)
    else:
        store = CredentialStore(answer_timeout=None, prompt_timeout=None)  # until Ctrl+C
        with cancel_on_interrupt(cancellation):
            login = login_from_connection_name(arguments, store, cancellation, console.language)
        yield login


def _export_error_text(error: ExportError, console: Console) -> str:
    problem = describe_export_error(error, console.language)
    if isinstance(error, TargetExists):
        problem = replace(problem, next_step=console.text(texts.OVERWRITE))
    return problem.text


def _print_result(result: FetchAndExportResult, console: Console, problem: ChangesProblem | None = None) -> ExitCode:
    report, written = result.report, result.export_result
    if report.is_complete and written:
        console.info(console.text(texts.COMPLETE))
    else:
        summary = describe_incomplete(report, console.language).text
        if written is None:
            console.error(summary)
            return EXIT_CODES[failure_result(report.failed_parts)]
        details = incomplete_details(report, console.language)
        console.error(f"{console.text(texts.INCOMPLETE)} {summary}\n{details}")
    console.info(_counts_text(written, console))
    console.print_path(written.path)
    if problem is not None:
        console.error(console.language.text("Export", PROBLEM_TEXTS[problem]))
    return ExitCode.COMPLETE if report.is_complete and problem is None else ExitCode.INCOMPLETE


def _counts_text(written: ExportResult, console: Console) -> str:
    """Return "Inkommande leads: 210 · Utgående leads: 45 · Tips: 67"."""
    language = console.language
    return " · ".join(
        console.text(texts.COUNT, list=language.text("Lists", LIST_NAMES[kind]), rows=format_count(count, language))
        for kind, count in written.rows.items()
    )


def failure_result(failed_parts: Sequence[FailedPart]) -> RunResult:
    """Return why nothing at all could be fetched."""
    errors = [part.error for part in failed_parts]
    if any(isinstance(error, SignInRefused) for error in errors):
        return RunResult.SIGN_IN_REFUSED
    if errors and all(isinstance(error, AccessRefused) for error in errors):
        return RunResult.ACCESS_REFUSED
    if errors and all(isinstance(error, NoNetwork | ConnectionRefused | ConnectTimedOut) for error in errors):
        return RunResult.NO_NETWORK
    return RunResult.SERVICE_FAILED
