"""Which days of which office are missing from a report, windows that touch joined into one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vitec_desktop.webservice.request import Customer, Scope
from vitec_desktop.webservice.result import Missing


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Days that are missing, both ends included."""

    first_day: date
    last_day: date


Gaps = tuple[Gap, ...]


def gaps_by_customer(missing: Iterable[Missing]) -> dict[Customer, Gaps]:
    """The gaps of each customer in order, customers in the order in which they first occur."""
    found: defaultdict[Customer, list[Gap]] = defaultdict(list)
    for one in missing:
        found[one.part.customer].append(Gap(one.part.first_day, one.part.last_day))
    return {customer: _joined(gaps) for customer, gaps in found.items()}


def covers(gaps: Gaps, scope: Scope) -> bool:
    """Whether one of the gaps holds the report's whole period."""
    return any(gap.first_day <= scope.first_day and scope.last_day <= gap.last_day for gap in gaps)


def cover_all(gaps: Mapping[Customer, Gaps], scope: Scope) -> bool:
    """Whether every customer misses the whole period: nothing came at all."""
    return all(covers(gaps.get(customer, ()), scope) for customer in scope.customers)


def _joined(gaps: Iterable[Gap]) -> Gaps:
    joined: list[Gap] = []
    for gap in sorted(gaps):
        if joined and gap.first_day.toordinal() <= joined[-1].last_day.toordinal() + 1:
            joined[-1] = Gap(joined[-1].first_day, max(joined[-1].last_day, gap.last_day))
        else:
            joined.append(gap)
    return tuple(joined)
