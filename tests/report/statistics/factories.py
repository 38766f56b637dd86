"""Random reports as the service might send them, and the columns' rows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.report import Row, build_rows
from vitec_desktop.report.statistics import Statistics, statistics_steps
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.report.tables import TABLE_COLUMNS, JoinedTable, TableKind, unhandled_rows
from vitec_desktop.webservice.models import (
    Company,
    DecisionStatus,
    Estate,
    IncomingLead,
    IncomingLeadFacts,
    ListKind,
    OutgoingLead,
    OutgoingLeadFacts,
    Party,
    SentTip,
    TipFacts,
    TipReceiver,
    User,
    WireRow,
)
from vitec_desktop.webservice.request import ReportScope

FETCHED_AT = datetime(2026, 11, 24, 14, 5)
FETCHED_ON = FETCHED_AT.date()
YEAR = ReportScope((), date(2025, 11, 1), FETCHED_ON)

STATE_CODES = [
    "New",
    "AssignedToDistributor",
    "AutoAssigned",
    "Claimed",
    "Reassigned",
    "Delegated",
    "Done",
    "Cancelled",
    "NoAnswerOrBusy",
    "NoAssignment",
    "IncorrectOrDuplicate",
    "RemovedOther",
]
ASSIGNMENT_CODES = [
    "AssignmentAccepted",
    "Coming",
    "SoonForSale",
    "PreSale",
    "Advantage",
    "ForSale",
    "ReservedNotForSale",
    "Booked",
    "Paused",
    "Running",
    "Resting",
    "ReadyForRent",
    "TentativelyRented",
]
SOLD_CODES = [
    "Sold",
    "SoldReferenceObject",
    "Soldout",
    "Rented",
    "AppointedAdmission",
]
LOST_CODES = [
    "NoAssignment",
    "AssignmentWithdrawn",
    "NotForSale",
]

MOMENTS_NEAR_SEAMS = (
    "2026-10-25T02:30:00.0000000+02:00",  # the hour that comes twice, first and
    "2026-10-25T02:30:00.0000000+01:00",  # second time
    "2026-03-29T01:59:59.9999999+01:00",
    "2026-03-29T03:00:00.0000000+02:00",
    "2025-12-31T23:59:59.9999997+01:00",
    "2025-12-31T23:30:00.0000000+00:00",  # next year in Sweden
    "2026-11-24T23:59:59.0000000+01:00",  # later than the fetch
    "2026-11-17T00:00:00.0000000+01:00",
    "2025-11-01T00:00:00.0000000+01:00",
)


def unknown(*known: str) -> SearchStrategy[str | None]:
    """Generate a known value, an unknown one, or None."""
    return st.sampled_from([*known, "Teleported", "omfördelat", None])


def text(*texts: str) -> SearchStrategy[str | None]:
    return st.sampled_from([*texts, None, "", "  "])


def or_none(strategy: SearchStrategy[object]) -> SearchStrategy[object]:
    return st.one_of(st.none(), strategy, strategy, strategy)


def moments(first: date, last: date) -> SearchStrategy[str | None]:
    """Generate times of creation on Swedish days, and some that are missing or invalid."""
    times = st.datetimes(
        datetime.combine(first, datetime.min.time()),
        datetime.combine(last, datetime.min.time()) + timedelta(hours=23),
    ).map(lambda moment: moment.isoformat(timespec="microseconds") + "0")
    recent = st.integers(0, 40).map(lambda days: f"{FETCHED_ON - timedelta(days=days)}T12:00:00.0000000+01:00")
    return st.one_of(times, recent, st.sampled_from([*MOMENTS_NEAR_SEAMS, None, "igår"]))


def report_moments() -> SearchStrategy[str | None]:
    return moments(YEAR.first_day, YEAR.last_day)


_COMPANIES = or_none(
    st.builds(Company, name=text("Norrby Solna", "norrby solna", "Örtagården", "Ålsten", "Kontor 2", "Kontor 10"))
)
_PARTIES = or_none(st.builds(Party, name=text("Anna Berg", "anna berg", "Åsa Öberg", "Örjan Ek"), company=_COMPANIES))
_RECEIVERS = or_none(
    st.builds(TipReceiver, name=text("Karim Haddad", "Elin Åkesson", "Solna"), type=unknown("User"), company=_COMPANIES)
)
_ESTATES = or_none(
    st.builds(
        Estate,
        id=st.sampled_from(["estate", "estate", None]),
        estate_status=unknown("AssignmentAttempt", *ASSIGNMENT_CODES, *SOLD_CODES, *LOST_CODES),
        status=or_none(st.builds(DecisionStatus, id=st.sampled_from([0, 3, None]), text=text("Intaget"))),
    )
)

INCOMING_LEADS: SearchStrategy[WireRow] = st.builds(
    IncomingLead,
    created_at=report_moments(),
    sender=_PARTIES,
    receiver=_PARTIES,
    lead=or_none(
        st.builds(
            IncomingLeadFacts,
            title=text("Värdering", "Vill sälja"),
            type=text("Värdering", "Spekulant"),
            state=unknown(*STATE_CODES),
        )
    ),
    estate=_ESTATES,
)
OUTGOING_LEADS: SearchStrategy[WireRow] = st.builds(
    OutgoingLead,
    created_at=report_moments(),
    user=or_none(st.builds(User, name=text("Anna Berg", "Ek"))),
    sender=_PARTIES,
    receiver=_PARTIES,
    lead=or_none(st.builds(OutgoingLeadFacts, title=text("Lån"), type=text("Bolån", "Flytt"))),
)
TIPS: SearchStrategy[WireRow] = st.builds(
    SentTip,
    created_at=report_moments(),
    sender=_PARTIES,
    receiver=_RECEIVERS,
    tip=or_none(
        st.builds(
            TipFacts,
            title=text("Vill sälja", "Säljer i vår"),
            state=unknown(*STATE_CODES),
            type=unknown("FromUser", "FromViewing"),
        )
    ),
    estate=_ESTATES,
)


@dataclass(frozen=True)
class RandomReport:
    """The rows of a report as the service sent them; `tables` holds them as the program does."""

    wire: Mapping[ListKind, Sequence[WireRow]]

    @property
    def tables(self) -> dict[ListKind, list[Row]]:
        return {kind: build_rows(kind, rows, FETCHED_ON) for kind, rows in self.wire.items()}


reports: SearchStrategy[RandomReport] = st.fixed_dictionaries(
    {
        ListKind.INCOMING: st.lists(INCOMING_LEADS, max_size=25),
        ListKind.OUTGOING: st.lists(OUTGOING_LEADS, max_size=10),
        ListKind.TIPS: st.lists(TIPS, max_size=25),
    }
).map(RandomReport)

allow_slow_data = settings(suppress_health_check=[HealthCheck.too_slow])
"""For tests of whole reports, whose generation can be slow on a busy machine."""


def tip(
    created_at: str | None = "2026-11-20T09:00:00+01:00",
    *,
    sender: str | None = "Anna Berg",
    sender_id: str | None = None,
    company: str | None = "Norrby Solna",
    to: str | None = "Norrby Vasastan",
    state: str | None = "Done",
    estate: Estate | None = None,
    title: str | None = "Vill sälja",
) -> SentTip:
    """One tip, whole but for its estate."""
    receiver = TipReceiver(None, "Karim Haddad", company=Company(None, to))
    return SentTip(
        created_at,
        Party(sender_id, sender, Company(None, company)),
        receiver,
        TipFacts("1", title, state),
        None,
        estate,
    )


def tip_tables(*tips: SentTip) -> dict[ListKind, list[Row]]:
    return {ListKind.TIPS: build_rows(ListKind.TIPS, tips, FETCHED_ON)}


def compute_statistics(
    tables: Mapping[ListKind, Sequence[Row]], scope: ReportScope, fetched_at: datetime
) -> Statistics:
    return run_to_end(statistics_steps(tables, scope, fetched_at))


def rows_of(kind: TableKind, tables: Mapping[ListKind, Sequence[Row]]) -> Sequence[Row]:
    """Return all rows of a table."""
    return unhandled_rows(tables) if isinstance(kind, JoinedTable) else tables[kind]


def select_rows(row_filter: RowFilter, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that match all filters of `row_filter`, one row after the other."""
    keys = [column.key for column in TABLE_COLUMNS[row_filter.kind]]
    columns = {keys.index(key): column_filter for key, column_filter in row_filter.filters.items()}
    return [row for row in rows if all(one.matches(row[column]) for column, one in columns.items())]
