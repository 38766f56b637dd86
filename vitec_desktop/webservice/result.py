"""What a fetch tells while it runs, and what it leaves behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.request import Customer, ReportScope

RowsByList = Mapping[ListKind, Sequence[WireRow]]


@dataclass(frozen=True, slots=True)
class RequestPart:
    """One request's worth of a report: one customer under one sign-in, and some days, both ends included.

    `login_key` tells two sign-ins apart without holding a password.
    """

    login_key: str
    customer: Customer
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class PartResult:
    """The rows of one part, as they came: neither cut to the user's days nor joined.

    `damaged_rows` counts rows that held something unreadable; what could be read of them is among the rows.
    """

    rows: RowsByList
    damaged_rows: int = 0


@dataclass(frozen=True, slots=True)
class FailedPart:
    """A part that could not be fetched, and why."""

    part: RequestPart
    error: ServiceError


@dataclass(frozen=True, slots=True)
class PartProgress:
    """Sent after each part, failed or not.

    `fresh` holds the rows that this part adds to the report so far: cut to the user's days, none seen before.
    `upcoming` is a part under way now, for the progress line, None at the end. `answer` is what came for `part`, so
    that a fetch that is stopped leaves its user with what had come: see FetchedReport.answers.
    """

    done: int
    total: int
    part: RequestPart
    new_rows: RowsByList
    failure: FailedPart | None = None
    active_part: RequestPart | None = None
    result: PartResult | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FetchedReport:
    """A report, complete or not. `answers` lets a later fetch ask only for what is missing."""

    scope: ReportScope
    rows: RowsByList
    fetched_at: datetime
    missing: tuple[FailedPart, ...] = ()
    damaged_rows: int = 0
    results: Mapping[RequestPart, PartResult] = field(default_factory=dict, repr=False)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def has_no_results(self) -> bool:
        """True where not one part could be read."""
        return not self.results
