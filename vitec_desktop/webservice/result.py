"""The results of requests and the fetched report."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar

from msgspec import Struct

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.request import Customer, ReportScope

RowsByList = Mapping[ListKind, Sequence[WireRow]]


class RequestPart(Struct, frozen=True):
    """The part of a report that one request fetches: a customer and some days, both ends included.

    `login_key` identifies the login without its password; see Session.login_key.
    """

    login_key: str
    customer: Customer
    first_day: date
    last_day: date


class PartResult(Struct, frozen=True):
    """The rows of one part as decoded: not yet limited to the report's period, not yet merged.

    `damaged_rows` is the number of rows of which something could not be read, among all in `rows`.
    """

    rows: RowsByList
    damaged_rows: int = 0


class FailedPart(Struct, frozen=True):
    """A part that could not be fetched, with its last error."""

    part: RequestPart
    error: ServiceError


class DamagedPart(Struct, frozen=True):
    """A part some of whose rows could not be read as a whole, and how many of them are in the report."""

    part: RequestPart
    row_count: int


class PartProgress(BriefStruct, frozen=True):
    """Reported after each part, successful or not.

    `done` and `total` count parts. `new_rows` are the rows that this part adds to the report so far, within the period
    and each for the first time. `active_part` is a part that is not done yet, None at the end. `result` is None if the
    part failed; `build_partial_report` makes a report of the results of a cancelled fetch.
    """

    left_out: ClassVar = ("result",)

    done: int
    total: int
    part: RequestPart
    new_rows: RowsByList
    failure: FailedPart | None = None
    active_part: RequestPart | None = None
    result: PartResult | None = None


class WaitProgress(Struct, frozen=True):
    """Reported when a fetch waits before it sends anything, and when it goes on.

    `done` and `total` count parts, `until` and `error` are those of RequestWait.
    """

    done: int
    total: int
    until: datetime | None
    error: ServiceError


class FetchedReport(BriefStruct, frozen=True):
    """A report, complete or not. `results` lets a later fetch request the failed parts only.

    `damaged_parts` are the parts with rows of which something could not be read; what could be read is in `rows`.
    """

    left_out: ClassVar = ("results",)

    scope: ReportScope
    rows: RowsByList
    fetched_at: datetime
    failed_parts: tuple[FailedPart, ...] = ()
    damaged_parts: tuple[DamagedPart, ...] = ()
    results: Mapping[RequestPart, PartResult] = {}

    @property
    def is_complete(self) -> bool:
        return not (self.failed_parts or self.damaged_parts)

    @property
    def damaged_rows(self) -> int:
        return sum(one.row_count for one in self.damaged_parts)

    @property
    def has_no_results(self) -> bool:
        """Return True if no part could be fetched."""
        return not self.results
