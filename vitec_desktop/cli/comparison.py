"""Fetches the earlier periods of an export without a window; whatever becomes of that, the file is written."""

from vitec_desktop.cli import texts
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.interrupts import cancel_after, cancel_on_interrupt
from vitec_desktop.fetch_and_export import fetch_earlier_periods
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import EarlierPeriods
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.session import Session

MAX_SECONDS = 300.0
"""A comparison that takes longer is not waited for."""


def fetch_comparison(
    session: Session, request: ReportRequest, report: Report, console: Console, seconds: float = MAX_SECONDS
) -> EarlierPeriods:
    """Fetch the periods before `report`, for at most `seconds`; say so if one of them is not known as a whole.

    The first Ctrl+C ends this fetch only; for the main thread.
    """
    console.info(console.text(texts.COMPARING))
    cancellation = CancellationToken()
    periods = EarlierPeriods()
    try:
        with cancel_on_interrupt(cancellation), cancel_after(min(seconds, MAX_SECONDS), cancellation):
            periods = fetch_earlier_periods(
                session, request, report, cancellation, console.show_fetch_progress, console.show_wait
            )
    except Exception as error:  # its message may hold personal data; its class does not
        console.error(console.text(texts.UNEXPECTED, kind=type(error).__name__))
    if any(one is None or not one.is_complete for one in (periods.before, periods.last_year)):
        console.error(console.text(texts.NOT_COMPARED))
    return periods
