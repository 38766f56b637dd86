"""The whole job without a window: fetch a report and write its file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vitec_desktop.connect.cancellation import Cancellation
from vitec_desktop.connect.fetch import run_fetch
from vitec_desktop.connect.request import ReportRequest
from vitec_desktop.connect.result import Progress
from vitec_desktop.connect.session import Session
from vitec_desktop.export.content import EVERYTHING, Content, Written
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report, build_report
from vitec_desktop.version import version


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was fetched, and the file made of it: None where nothing could be read, so that none was written."""

    report: Report
    written: Written | None


def user_agent() -> str:
    """How the program presents itself to the service."""
    return f"VitecDesktop/{version()}"


def _tell_nobody(*_: object) -> None:
    pass


def fetch_to_file(
    session: Session,
    request: ReportRequest,
    target: Path,
    language: Language,
    *,
    content: Content = EVERYTHING,
    cancellation: Cancellation,
    on_fetch_progress: Callable[[Progress], None] = _tell_nobody,
    on_write_progress: Callable[[int, int], None] = _tell_nobody,
    overwrite: bool = True,
) -> Outcome:
    """Fetch what is asked for and write `target`, if anything came; both progresses are told in the calling thread.

    The ending of its name tells the format: see `export.writing`.

    Raises:
        ExportError: the file could not be written; what can be known beforehand is said before anything is fetched.
        Cancelled: the user stopped it; no file was written.
    """
    # openpyxl takes a tenth of a second, which a fetch can hide.
    from vitec_desktop.export.saving import check_target

    check_target(target, overwrite)
    fetched = run_fetch(session, request, on_fetch_progress, cancellation)
    report = build_report(fetched)
    if fetched.is_empty_handed:
        return Outcome(report, None)
    from vitec_desktop.export.writing import write_report

    written = write_report(
        report,
        target,
        language,
        program_version=version(),
        content=content,
        on_progress=on_write_progress,
        cancellation=cancellation,
        overwrite=overwrite,
    )
    return Outcome(report, written)
