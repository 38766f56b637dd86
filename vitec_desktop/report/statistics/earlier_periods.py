"""The reports of earlier periods with which a report is compared, and which days they cover."""

from datetime import date, timedelta

from msgspec import Struct

from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics.timeline import MONTHS_SHOWN, WEEKS_SHOWN, is_by_week_in_workbook
from vitec_desktop.webservice.request import ReportScope

_DAY = timedelta(days=1)


class EarlierPeriods(Struct, frozen=True):
    """What is known of the periods before a report's own, for the same offices, status and filters.

    Each is a report of its own period with its own `failed_parts`. None: not fetched, not fetched yet, or turned off;
    then its figures stand as "–". A period with a part that failed is not compared as a whole: its figures are "–" too.
    Days of `weeks` that did not fail are still shown.

    Attributes:
        before: the period of the same length right before (`previous_period`).
        last_year: the same period of last year (`same_period_last_year`).
        weeks: the days before the report's first day that the last 13 weeks or months need (`days_before`). It may
            begin earlier and end later; days of the report itself are not read from it.
    """

    before: Report | None = None
    last_year: Report | None = None
    weeks: Report | None = None


def days_shown(scope: ReportScope, fetched_on: date) -> tuple[date, date]:
    """Return the first and last day of the 13 weeks or months that end with a period, at the latest with the fetch.

    The first day is a Monday or the first of a month.
    """
    last = max(scope.first_day, min(scope.last_day, fetched_on))
    if is_by_week_in_workbook(scope):
        first = last.toordinal() - last.weekday() - 7 * (WEEKS_SHOWN - 1)
        return date.fromordinal(max(first, 1)), last
    months = 12 * last.year + last.month - 1 - (MONTHS_SHOWN - 1)
    return date(max(months // 12, 1), months % 12 + 1, 1), last


def days_before(scope: ReportScope, fetched_on: date) -> tuple[date, date] | None:
    """Return the days that the 13 weeks or months need and the period itself has not; None if it has them all."""
    first, _ = days_shown(scope, fetched_on)
    return (first, scope.first_day - _DAY) if first < scope.first_day else None
