"""What the overview is made of, and what it is compared with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import FailedPart


class ComparisonPeriod(StrEnum):
    """What the figures are compared with."""

    NONE = "nothing"
    PREVIOUS_PERIOD = "period before"
    LAST_YEAR = "last year"


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """The report that the shown rows are of; `is_growing` while they still arrive."""

    scope: ReportScope
    fetched_at: datetime
    missing: tuple[FailedPart, ...] = ()
    is_fetching: bool = False


@dataclass(frozen=True, slots=True)
class ShownCount:
    """How many rows of a list are shown, of how many."""

    kind: ListKind
    shown: int
    total: int
