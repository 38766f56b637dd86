"""Which days of which office are missing from a report, windows that touch joined into one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart


@dataclass(frozen=True, slots=True, order=True)
class MissingDays:
    """Days that are missing, both ends included."""

    first_day: date
    last_day: date


Gaps = tuple[MissingDays, ...]


def missing_days_by_customer(missing: Iterable[FailedPart]) -> dict[Customer, Gaps]:
    """The gaps of each customer in order, customers in the order in which they first occur."""
    found: defaultdict[Customer, list[MissingDays]] = defaultdict(list)
    for one in missing:
        found[one.part.customer].append(MissingDays(one.part.first_day, one.part.last_day))
    return {customer: _join_adjacent(gaps) for customer, gaps in found.items()}


def is_period_missing(gaps: Gaps, scope: ReportScope) -> bool:
    """Whether one of the gaps holds the report's whole period."""
    return any(gap.first_day <= scope.first_day and scope.last_day <= gap.last_day for gap in gaps)


def is_everything_missing(gaps: Mapping[Customer, Gaps], scope: ReportScope) -> bool:
    """Whether every customer misses the whole period: nothing came at all."""
    return all(is_period_missing(gaps.get(customer, ()), scope) for customer in scope.customers)


def _join_adjacent(gaps: Iterable[MissingDays]) -> Gaps:
    joined: list[MissingDays] = []
    for gap in sorted(gaps):
        if joined and gap.first_day.toordinal() <= joined[-1].last_day.toordinal() + 1:
            joined[-1] = MissingDays(joined[-1].first_day, max(joined[-1].last_day, gap.last_day))
        else:
            joined.append(gap)
    return tuple(joined)
