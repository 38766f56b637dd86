"""The program with an archive that the user can turn on, its key in a keyring of the test."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from msgspec import structs
from PySide6.QtWidgets import QApplication

from tests.archive.factories import a_keyring
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.waiting import find_job_threads
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.snapshot import Snapshot, take_snapshot
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_today

MakeArchive = Callable[[Path | None], ReportArchive]


@pytest.fixture
def archive_keyring() -> KeyringBackend:
    return a_keyring()


@pytest.fixture
def make_archive(archive_keyring: KeyringBackend) -> MakeArchive:
    """Open the archive of a profile, as a new process does."""
    return lambda folder: open_archive(folder, SecretStore(lambda: archive_keyring), MachineDefaults())


@pytest.fixture
def open_archiving(open_on: OpenOn, make_archive: MakeArchive) -> OpenOn:
    """Start the program with a connection; it may save reports if the user wants that."""

    def open_(base_url: str, *given: object, **parts: object) -> WindowDriver:
        return open_on(base_url, *given, **{"make_archive": make_archive, **parts})

    return open_


BEFORE = {"a": "New", "b": "New", "c": "Claimed", "d": "New"}
AFTER = {"a": "New", "b": "Claimed", "c": "Done", "e": "New", "f": "New"}


class ChangingService:
    """Answers for Solna with tips and leads in states that a test changes, on the first day of each request."""

    def __init__(self) -> None:
        self.states = BEFORE
        self.lead_states: dict[str, str] = {}

    def __call__(self, seen: Seen) -> Reply:
        if seen.customer_id != SOLNA.id:
            return report()
        day = seen.window[0][:10]
        tips = [
            {
                "createdAt": f"{day}T12:0{minute}:00.0000000",
                "tip": {"id": f"{name}-{day}", "title": f"Villa {name}", "state": state},
            }
            for minute, (name, state) in enumerate(self.states.items())
        ]
        leads = [
            {
                "createdAt": f"{day}T12:00:{number:02}.1234567",
                "lead": {"id": f"L{name}-{day}" if name else None, "title": f"Lead {number}", "state": state},
            }
            for number, (name, state) in enumerate(self.lead_states.items())
        ]
        return report(incoming=leads, tips=tips)


@pytest.fixture
def service() -> ChangingService:
    return ChangingService()


@pytest.fixture
def server(service: ChangingService) -> Iterator[FaultServer]:
    with FaultServer(service) as server:
        yield server


@pytest.fixture
def archive(make_archive: MakeArchive, profile: Path, server: FaultServer, service: ChangingService) -> ReportArchive:
    """Two saved reports, of six and three days ago; the tips have changed since."""
    return fill_archive(make_archive(profile), server, service)


def fill_archive(archive: ReportArchive, server: FaultServer, service: ChangingService) -> ReportArchive:
    """Save reports of six and three days ago, and let the tips change."""
    archive.turn_on()
    for days_ago in (6, 3):
        archive.save(fetch_snapshot(server.base_url, days_ago))
    service.states = AFTER
    return archive


def fetch_snapshot(
    base_url: str,
    days_ago: float,
    customers: Sequence[Customer] = (SOLNA, SUNDBYBERG),
    password: str = "norrby",
    days: tuple[date, date] | None = None,
) -> Snapshot:
    """Fetch last month's report of a service, and say that this was some days ago."""
    first_day, last_day = days or preset_days(Preset.LAST_MONTH, swedish_today())
    session = Session("tests")
    logins = (LoginCustomers(Login(base_url, "demo", password), tuple(customers)),)
    request = ReportRequest(logins, first_day, last_day, ActiveStatus.ACTIVE)
    fetched = fetch_report(session, request, lambda _: None, CancellationToken())
    snapshot = take_snapshot(fetched, request, session)
    fetched_at = snapshot.facts.fetched_at - timedelta(days=days_ago)
    return structs.replace(snapshot, facts=structs.replace(snapshot.facts, fetched_at=fetched_at))


def wait_for_jobs(driver: WindowDriver) -> None:
    """Wait until no worker thread runs, and what they have sent has arrived."""
    driver.wait_until(lambda: not find_job_threads())
    QApplication.processEvents()
