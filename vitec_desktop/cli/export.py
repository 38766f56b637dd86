"""The export without a window: its steps, what it says, and how it ends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from vitec_desktop.accounts.credential_store import Vault
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.arguments import ExportArguments
from vitec_desktop.cli.console import Teller
from vitec_desktop.cli.credentials import PasswordUnavailable, saved_source, typed_source
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.interrupts import cancelled_by_interrupt
from vitec_desktop.cli.saved_settings import saved_proxy
from vitec_desktop.export.error_texts import describe_export
from vitec_desktop.export.errors import ExportError, TargetExists
from vitec_desktop.export.export_spec import Content, Written
from vitec_desktop.export.suffixes import WORKBOOK_SUFFIX
from vitec_desktop.export.target_file import check_target
from vitec_desktop.fetch_and_export import Outcome, fetch_to_file, user_agent
from vitec_desktop.report.error_messages import details_text, summarise
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.webservice.cancellation import Cancellation, Cancelled
from vitec_desktop.webservice.errors import AccessRefused, SignInRefused
from vitec_desktop.webservice.request import ReportRequest, Source
from vitec_desktop.webservice.result import Missing
from vitec_desktop.webservice.session import USUAL_TIMING, Session
from vitec_desktop.webservice.timing import Timing


def run_export(
    arguments: ExportArguments, language: Language, teller: Teller, timing: Timing = USUAL_TIMING
) -> ExitCode:
    """Do what the command line asks for, and say how it went.

    Raises:
        UsageError: it cannot be done as it stands.
    """
    cancellation = Cancellation()
    if arguments.file.suffix.lower() != WORKBOOK_SUFFIX:
        teller.writing_words = words.WRITING_CSV
    try:
        check_target(arguments.file, arguments.overwrite)
        with _source(arguments, cancellation, language) as source, cancelled_by_interrupt(cancellation):
            request = ReportRequest((source,), arguments.first_day, arguments.last_day, arguments.status)
            outcome = fetch_to_file(
                Session(user_agent(), timing, saved_proxy(arguments.profile)),
                request,
                arguments.file,
                language,
                content=Content(is_anonymised=arguments.is_anonymised),
                cancellation=cancellation,
                on_fetch_progress=teller.fetching,
                on_write_progress=teller.writing,
                overwrite=arguments.overwrite,
            )
    except ExportError as error:
        teller.complain(_not_written(error, language, teller))
        return ExitCode.NOT_WRITTEN
    except PasswordUnavailable as reason:
        teller.complain(str(reason))
        return ExitCode.SIGN_IN_REFUSED
    except (Cancelled, KeyboardInterrupt):
        teller.complain(teller.text(words.INTERRUPTED))
        return ExitCode.INTERRUPTED
    return _conclude(outcome, language, teller)


@contextmanager
def _source(arguments: ExportArguments, cancellation: Cancellation, language: Language) -> Iterator[Source]:
    """Whose report to fetch, ready to be asked."""
    if arguments.is_demo:
        from vitec_desktop.demo.service import DemoService

        with DemoService() as service:
            yield service.source()
    elif arguments.sign_in:
        yield typed_source(arguments.sign_in, language)
    else:
        with cancelled_by_interrupt(cancellation):
            source = saved_source(arguments, Vault(), cancellation, language)
        yield source


def _not_written(error: ExportError, language: Language, teller: Teller) -> str:
    """Why there is no file; where it is there already, the option that replaces it is named."""
    problem = describe_export(error, language)
    if isinstance(error, TargetExists):
        problem = replace(problem, next_step=teller.text(words.OVERWRITE))
    return problem.text


def _conclude(outcome: Outcome, language: Language, teller: Teller) -> ExitCode:
    report, written = outcome.report, outcome.written
    if written is None:
        teller.complain(summarise(report.missing, language, report.scope).text)
        return _code_of_failure(report.missing)
    if report.is_complete:
        teller.say(teller.text(words.COMPLETE))
    else:
        summary = summarise(report.missing, language, report.scope)
        teller.complain(f"{teller.text(words.INCOMPLETE)} {summary.text}\n{details_text(report.missing, language)}")
    teller.say(_counts(written, language, teller))
    teller.saved(written.path)
    return ExitCode.COMPLETE if report.is_complete else ExitCode.INCOMPLETE


def _counts(written: Written, language: Language, teller: Teller) -> str:
    """ "Inkommande leads: 210 · Utgående leads: 45 · Tips: 67"."""
    return " · ".join(
        teller.text(words.COUNT, list=language.text("Lists", LIST_NAMES[kind]), count=format_count(count, language))
        for kind, count in written.rows.items()
    )


def _code_of_failure(missing: Sequence[Missing]) -> ExitCode:
    """What to call it when nothing at all could be read."""
    errors = [one.error for one in missing]
    if any(isinstance(error, SignInRefused) for error in errors):
        return ExitCode.SIGN_IN_REFUSED
    if all(isinstance(error, AccessRefused) for error in errors):
        return ExitCode.ACCESS_REFUSED
    return ExitCode.SERVICE_FAILED
