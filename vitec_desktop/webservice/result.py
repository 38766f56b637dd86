"""What a fetch tells while it runs, and what it leaves behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from vitec_desktop.webservice.errors import ConnectError
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.request import Customer, Scope

RowsByList = Mapping[ListKind, Sequence[WireRow]]


@dataclass(frozen=True, slots=True)
class Part:
    """One request's worth of a report: one customer under one sign-in, and some days, both ends included.

    `login_key` tells two sign-ins apart without holding a password.
    """

    login_key: str
    customer: Customer
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one part, as they came: neither cut to the user's days nor joined.

    `damaged_rows` counts rows that held something unreadable; what could be read of them is among the rows.
    """

    rows: RowsByList
    damaged_rows: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that could not be fetched, and why."""

    part: Part
    error: ConnectError


@dataclass(frozen=True, slots=True)
class Progress:
    """Sent after each part, failed or not.

    `fresh` holds the rows that this part adds to the report so far: cut to the user's days, none seen before.
    `upcoming` is a part under way now, for the progress line, None at the end. `answer` is what came for `part`, so
    that a fetch that is stopped leaves its user with what had come: see FetchedReport.answers.
    """

    done: int
    total: int
    part: Part
    fresh: RowsByList
    missing: Missing | None = None
    upcoming: Part | None = None
    answer: Answer | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FetchedReport:
    """A report, complete or not. `answers` lets a later fetch ask only for what is missing."""

    scope: Scope
    rows: RowsByList
    fetched_at: datetime
    missing: tuple[Missing, ...] = ()
    damaged_rows: int = 0
    answers: Mapping[Part, Answer] = field(default_factory=dict, repr=False)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def is_empty_handed(self) -> bool:
        """True where not one part could be read."""
        return not self.answers
