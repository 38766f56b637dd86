"""The whole job without a window: fetch a report and write its file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vitec_desktop.export.export_spec import EVERYTHING, ExportResult, ExportSpec
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report, build_report
from vitec_desktop.version import version
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.result import PartProgress
from vitec_desktop.webservice.session import Session


@dataclass(frozen=True, slots=True)
class FetchAndExportResult:
    """What was fetched, and the file made of it: None where nothing could be read, so that none was written."""

    report: Report
    export_result: ExportResult | None


def user_agent() -> str:
    """How the program presents itself to the service."""
    return f"VitecDesktop/{version()}"


def _ignore_progress(*_: object) -> None:
    pass


def fetch_to_file(
    session: Session,
    request: ReportRequest,
    target: Path,
    language: Language,
    *,
    content: ExportSpec = EVERYTHING,
    cancellation: CancellationToken,
    on_fetch_progress: Callable[[PartProgress], None] = _ignore_progress,
    on_write_progress: Callable[[int, int], None] = _ignore_progress,
    overwrite: bool = True,
) -> FetchAndExportResult:
    """Fetch what is asked for and write `target`, if anything came; both progresses are told in the calling thread.

    The ending of its name tells the format: see `export.writing`.

    Raises:
        ExportError: the file could not be written; what can be known beforehand is said before anything is fetched.
        Cancelled: the user stopped it; no file was written.
    """
    # openpyxl takes a tenth of a second, which a fetch can hide.
    from vitec_desktop.export.target_file import check_target

    check_target(target, overwrite)
    report, has_come = fetch_for_export(session, request, cancellation, on_fetch_progress)
    if not has_come:
        return FetchAndExportResult(report, None)
    written = write_report_file(
        report,
        target,
        language,
        content=content,
        cancellation=cancellation,
        on_progress=on_write_progress,
        overwrite=overwrite,
    )
    return FetchAndExportResult(report, written)


def fetch_for_export(
    session: Session,
    request: ReportRequest,
    cancellation: CancellationToken,
    on_progress: Callable[[PartProgress], None] = _ignore_progress,
) -> tuple[Report, bool]:
    """What is asked for, and whether anything at all could be read.

    Raises:
        Cancelled: the user stopped it.
    """
    fetched = fetch_report(session, request, on_progress, cancellation)
    return build_report(fetched), not fetched.has_no_results


def write_report_file(
    report: Report,
    target: Path,
    language: Language,
    *,
    content: ExportSpec = EVERYTHING,
    cancellation: CancellationToken,
    on_progress: Callable[[int, int], None] = _ignore_progress,
    overwrite: bool = True,
) -> ExportResult:
    """Write the report; the ending of the file's name tells the format: see `export.writing`.

    Raises:
        ExportError: the file could not be written.
        Cancelled: the user stopped it; no file was written.
    """
    from vitec_desktop.export.exporter import write_report

    return write_report(
        report,
        target,
        language,
        program_version=version(),
        content=content,
        on_progress=on_progress,
        cancellation=cancellation,
        overwrite=overwrite,
    )
