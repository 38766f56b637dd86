"""The export without a window: its steps, what it says, and how it ends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.arguments import ExportArguments
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.credentials import PasswordUnavailable, login_from_connection_name, login_from_stdin
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.interrupts import cancel_on_interrupt
from vitec_desktop.cli.saved_settings import load_saved_proxy
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError, TargetExists
from vitec_desktop.export.export_spec import ExportRequest, ExportResult, ExportSpec
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX
from vitec_desktop.export.target_file import check_target
from vitec_desktop.fetch_and_export import FetchAndExportResult, fetch_and_export, user_agent
from vitec_desktop.report.error_messages import failed_parts_text, summarise_failed_parts
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.errors import AccessRefused, SignInRefused
from vitec_desktop.webservice.request import LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FailedPart
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.session import DEFAULT_RETRY_POLICY, Session


def run_export(
    arguments: ExportArguments, language: Language, teller: Console, timing: RetryPolicy = DEFAULT_RETRY_POLICY
) -> ExitCode:
    """Do what the command line asks for, and say how it went.

    Raises:
        UsageError: it cannot be done as it stands.
    """
    cancellation = CancellationToken()
    if arguments.file.suffix.lower() != WORKBOOK_SUFFIX:
        teller.writing_text = words.WRITING_CSV
    try:
        check_target(arguments.file, arguments.should_overwrite)
        with _open_login(arguments, cancellation, language) as source, cancel_on_interrupt(cancellation):
            request = ReportRequest((source,), arguments.first_day, arguments.last_day, arguments.status)
            spec = ExportSpec(is_anonymised=arguments.is_anonymised)
            outcome = fetch_and_export(
                Session(user_agent(), timing, load_saved_proxy(arguments.profile)),
                request,
                ExportRequest(arguments.file, language, spec, overwrite=arguments.should_overwrite),
                cancellation,
                teller.show_fetch_progress,
                teller.show_write_progress,
            )
    except ExportError as error:
        teller.error(_export_error_text(error, language, teller))
        return ExitCode.NOT_WRITTEN
    except PasswordUnavailable as reason:
        teller.error(str(reason))
        return ExitCode.SIGN_IN_REFUSED
    except (Cancelled, KeyboardInterrupt):
        teller.error(teller.text(words.INTERRUPTED))
        return ExitCode.INTERRUPTED
    return _report_result(outcome, language, teller)


@contextmanager
def _open_login(
    arguments: ExportArguments, cancellation: CancellationToken, language: Language
) -> Iterator[LoginCustomers]:
    """Whose report to fetch, ready to be asked."""
    if arguments.is_demo:
        from vitec_desktop.demo.service import DemoService

        with DemoService() as service:
            yield service.login_customers()
    elif arguments.sign_in:
        yield login_from_stdin(arguments.sign_in, language)
    else:
        with cancel_on_interrupt(cancellation):
            source = login_from_connection_name(arguments, CredentialStore(), cancellation, language)
        yield source


def _export_error_text(error: ExportError, language: Language, teller: Console) -> str:
    """Why there is no file; where it is there already, the option that replaces it is named."""
    problem = describe_export_error(error, language)
    if isinstance(error, TargetExists):
        problem = replace(problem, next_step=teller.text(words.OVERWRITE))
    return problem.text


def _report_result(outcome: FetchAndExportResult, language: Language, teller: Console) -> ExitCode:
    report, written = outcome.report, outcome.export_result
    if written is None:
        teller.error(summarise_failed_parts(report.failed_parts, language, report.scope).text)
        return _failure_exit_code(report.failed_parts)
    if report.is_complete:
        teller.info(teller.text(words.COMPLETE))
    else:
        summary = summarise_failed_parts(report.failed_parts, language, report.scope)
        teller.error(
            f"{teller.text(words.INCOMPLETE)} {summary.text}\n{failed_parts_text(report.failed_parts, language)}"
        )
    teller.info(_counts_text(written, language, teller))
    teller.print_path(written.path)
    return ExitCode.COMPLETE if report.is_complete else ExitCode.INCOMPLETE


def _counts_text(written: ExportResult, language: Language, teller: Console) -> str:
    """ "Inkommande leads: 210 · Utgående leads: 45 · Tips: 67"."""
    return " · ".join(
        teller.text(words.COUNT, list=language.text("Lists", LIST_NAMES[kind]), count=format_count(count, language))
        for kind, count in written.rows.items()
    )


def _failure_exit_code(missing: Sequence[FailedPart]) -> ExitCode:
    """What to call it when nothing at all could be read."""
    errors = [one.error for one in missing]
    if any(isinstance(error, SignInRefused) for error in errors):
        return ExitCode.SIGN_IN_REFUSED
    if all(isinstance(error, AccessRefused) for error in errors):
        return ExitCode.ACCESS_REFUSED
    return ExitCode.SERVICE_FAILED
