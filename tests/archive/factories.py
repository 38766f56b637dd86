"""Fetches, snapshots and archives of the tests."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from keyring.backend import KeyringBackend

from tests.accounts.fake_keyrings import keyring_from_module
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.archive_settings import ArchivePolicy
from vitec_desktop.archive.snapshot import Snapshot, take_snapshot
from vitec_desktop.archive.store import ReportArchive
from vitec_desktop.webservice.date_windows import split_period
from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.merging import merge_results
from vitec_desktop.webservice.models import (
    ActiveStatus,
    Company,
    Contact,
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
    WireRow,
)
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FailedPart, FetchedReport, PartResult, RequestPart, RowsByList
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import SWEDEN

SOLNA, VASASTAN = Customer("M30011", "Norrby Solna"), Customer("M30012", "Norrby Vasastan")
BASE_URL = "https://vitec.example"
FIRST_DAY, LAST_DAY = date(2026, 11, 1), date(2026, 11, 30)
NOW = datetime(2026, 11, 24, 14, 5, tzinfo=SWEDEN)


def a_login(base_url: str = BASE_URL, user: str = "anna", customers: tuple[Customer, ...] = (SOLNA,)) -> LoginCustomers:
    return LoginCustomers(Login(base_url, user, "hemligt lösenord"), customers)


def a_snapshot(
    rows: Mapping[Customer, RowsByList] | RowsByList | None = None,
    *,
    logins: Sequence[LoginCustomers] = (),
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
    status: ActiveStatus = ActiveStatus.ACTIVE,
    fetched_at: datetime = NOW,
    failed: Mapping[tuple[str, date], ServiceError] | None = None,
    damaged: Mapping[str, int] | None = None,
) -> Snapshot:
    """Return the snapshot of a fetch, merged as the program merges it.

    Args:
        rows: those of each customer, or those of Solna.
        failed: errors by customer id and first day of the part.
        damaged: numbers of damaged rows by customer id.
    """
    rows = rows or {}
    session = Session("tests")
    is_of_one = any(isinstance(key, ListKind) for key in rows)
    given: Mapping[Customer, RowsByList] = {SOLNA: rows} if is_of_one else rows  # type: ignore[dict-item, assignment]
    used = tuple(logins) or (a_login(customers=tuple(given) or (SOLNA,)),)
    request = ReportRequest(used, first_day, last_day, status)
    results: dict[RequestPart, PartResult] = {}
    failures: list[FailedPart] = []
    for entry in used:
        for customer in entry.customers:
            for window in split_period(first_day, last_day):
                key = session.login_key(entry.login)
                part = RequestPart(key, customer, window.first_day, window.last_day)
                error = (failed or {}).get((customer.id, window.first_day))
                if error is not None:
                    failures.append(FailedPart(part, error))
                    continue
                results[part] = PartResult(given.get(customer, {}), (damaged or {}).get(customer.id, 0))
    merged = merge_results(results, request.scope)
    fetched = FetchedReport(request.scope, merged.rows, fetched_at, tuple(failures), merged.damaged_parts, results)
    return take_snapshot(fetched, request, session)


def a_tip(
    row_id: str | None = "t1",
    day: int = 10,
    *,
    state: str | None = "New",
    title: str | None = "Villa i Solna",
    message: str | None = "Ring kunden",
    receiver: str | None = "r1",
    receiver_name: str = "Maja Forsell",
    contact: Contact | None = None,
    estate: Estate | None = None,
) -> SentTip:
    return SentTip(
        f"2026-11-{day:02}T10:20:30.1234567",
        Party("s1", "Johan Öberg", Company("c1", "Norrby Solna")),
        TipReceiver(receiver, receiver_name, None, "User", Company("c1", "Norrby Solna")) if receiver else None,
        TipFacts(row_id, title, state, message, "Colleague"),
        contact,
        estate,
    )


def a_lead(
    row_id: str | None = "l1",
    day: int = 10,
    *,
    state: str | None = "New",
    title: str | None = "Värdering",
    message: str | None = None,
    contact: Contact | None = None,
    estate: Estate | None = None,
) -> IncomingLead:
    return IncomingLead(
        f"2026-11-{day:02}T08:00:00.0000000",
        Party("s2", "Hemnet", None),
        Party("r1", "Maja Forsell", Company("c1", "Norrby Solna")),
        IncomingLeadFacts(row_id, title, "Sälja bostad", state, message),
        contact,
        estate,
    )


def an_outgoing(row_id: str | None = "o1", day: int = 10, title: str | None = "Bolån") -> OutgoingLead:
    return OutgoingLead(
        f"2026-11-{day:02}T09:00:00",
        sender=Party("s1", "Johan Öberg"),
        receiver=Party("b1", "Banken"),
        lead=OutgoingLeadFacts(row_id, title, "Bolån", None),
    )


def tips(*rows: WireRow) -> dict[ListKind, Sequence[WireRow]]:
    return {ListKind.TIPS: rows}


def leads(*rows: WireRow) -> dict[ListKind, Sequence[WireRow]]:
    return {ListKind.INCOMING: rows}


def a_keyring() -> KeyringBackend:
    """Return a keyring in memory that never prompts, as Windows' does."""
    return keyring_from_module("keyring.backends.Windows")


class Clock:
    """A clock that tests set."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


def an_archive(
    folder: Path,
    ring: KeyringBackend | None = None,
    clock: Clock | None = None,
    policy: ArchivePolicy = ArchivePolicy(),  # noqa: B008
) -> ReportArchive:
    used = ring or a_keyring()
    return ReportArchive(folder, SecretStore(lambda: used), policy, clock or Clock(), lock_timeout=LONGEST_WAIT)
