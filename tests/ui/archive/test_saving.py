"""Fetched reports are saved once the user has said yes; nobody is asked twice."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked
from PySide6.QtWidgets import QApplication

from tests.accounts.fake_keyrings import RaisingKeyring
from tests.archive.factories import a_snapshot, a_tip, an_archive, tips
from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.waiting import find_job_threads
from tests.helpers.window_driver import WindowDriver
from tests.ui.archive.conftest import MakeArchive
from tests.ui.conftest import SUNDBYBERG, OpenOn
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.archive_settings import ArchiveChoice
from vitec_desktop.archive.report_files import ReportNotSaved
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.storage.json_file import SaveProblem
from vitec_desktop.ui.archive.archive_work import save_fetched
from vitec_desktop.ui.common.jobs import JobContext
from vitec_desktop.ui.widgets.notice import NoticeBar
from vitec_desktop.webservice.cancellation import CancellationToken


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(one_tip) as server:
        yield server


def fetch(driver: WindowDriver) -> None:
    """Fetch, and wait until the report is saved or the user was asked."""
    driver.fetch()
    driver.wait_until(lambda: not find_job_threads())
    QApplication.processEvents()  # what the threads have sent arrives


def is_offered(driver: WindowDriver) -> bool:
    bars = driver.window.findChildren(NoticeBar, "archiveOffer")
    return any(bar.isVisible() for bar in bars)


def saved_files(profile: Path) -> list[Path]:
    return sorted((profile / "archive").glob("*.vdr"))


def test_a_report_is_saved_also_where_an_old_one_cannot_be_deleted_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = an_archive(tmp_path / "archive")
    archive.turn_on()

    def refuse(*_: object, **__: object) -> None:
        raise ReportNotSaved(SaveProblem.IN_USE)

    monkeypatch.setattr(ReportArchive, "clean", refuse)
    context = JobContext(lambda _: None, CancellationToken())
    outcome = save_fetched(archive, a_snapshot(tips(a_tip())), context, may_prompt=False)
    assert [one.id for one in archive.list().reports] == [outcome.saved and outcome.saved.id]


def test_the_first_complete_report_offers_to_save_and_is_then_saved(
    open_archiving: OpenOn, server: FaultServer, profile: Path
) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    assert is_offered(driver)
    assert saved_files(profile) == []
    offer = driver.find_widget(NoticeBar, "archiveOffer")
    assert offer.accessibleName().startswith("Vill du se vad som ändrats till nästa möte? Hämtade rapporter kan sparas")
    assert "kan läsa dem" in offer.accessibleName()
    assert not offer.close_button.isVisible()

    driver.click("archiveOfferAccept")
    driver.wait_until(lambda: driver.notice.startswith("Den här rapporten är sparad."))

    assert not is_offered(driver)
    assert len(saved_files(profile)) == 1
    fetch(driver)
    assert not is_offered(driver)
    assert len(saved_files(profile)) == 2


@pytest.mark.slow
def test_after_no_thanks_nothing_is_saved_and_nobody_is_asked_again(
    open_archiving: OpenOn, server: FaultServer, profile: Path, make_archive: MakeArchive
) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    driver.click("archiveOfferDecline")
    driver.wait_until(lambda: make_archive(profile).settings.choice is ArchiveChoice.OFF)
    assert not is_offered(driver)

    fetch(driver)
    assert not is_offered(driver)
    driver.close()
    driver = open_archiving(server.base_url)
    fetch(driver)
    assert not is_offered(driver)
    assert saved_files(profile) == []


def test_an_incomplete_report_is_no_occasion_to_ask(open_archiving: OpenOn) -> None:
    def script(seen: Seen) -> Reply:
        return Reply(500) if seen.customer_id == SUNDBYBERG.id else one_tip(seen)

    with FaultServer(script) as server:
        driver = open_archiving(server.base_url)
        fetch(driver)
        assert "saknas" in driver.notice
        assert not is_offered(driver)
        driver.close()


def test_the_offer_waits_while_a_fetch_runs(open_archiving: OpenOn, server: FaultServer) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    driver.click("fetchButton")
    assert not is_offered(driver)
    driver.wait_until(lambda: is_offered(driver))


def test_sample_data_is_never_saved(open_archiving: OpenOn, server: FaultServer, profile: Path) -> None:
    driver = open_archiving(server.base_url)
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text and not find_job_threads())
    assert not is_offered(driver)
    assert not (profile / "archive").exists()


@pytest.mark.parametrize("archive", ["on", "off"])
def test_it_decides_instead_of_the_user(
    open_archiving: OpenOn, server: FaultServer, profile: Path, archive_keyring: KeyringBackend, archive: str
) -> None:
    defaults = MachineDefaults(archive=archive)
    store = SecretStore(lambda: archive_keyring)
    driver = open_archiving(server.base_url, make_archive=lambda folder: open_archive(folder, store, defaults))
    fetch(driver)
    assert not is_offered(driver)
    assert len(saved_files(profile)) == (archive == "on")


def test_without_a_safe_keyring_nothing_is_offered(open_archiving: OpenOn, server: FaultServer) -> None:
    store = SecretStore(NoKeyring)
    driver = open_archiving(server.base_url, make_archive=lambda folder: open_archive(folder, store, MachineDefaults()))
    fetch(driver)
    assert not is_offered(driver)


def test_a_locked_keyring_leaves_the_offer_and_says_so(open_archiving: OpenOn, server: FaultServer) -> None:
    store = SecretStore(lambda: RaisingKeyring(KeyringLocked()))
    driver = open_archiving(server.base_url, make_archive=lambda folder: open_archive(folder, store, MachineDefaults()))
    fetch(driver)
    driver.click("archiveOfferAccept")
    driver.wait_until(lambda: driver.notice.startswith("Datorns nyckelring är låst."))
    assert is_offered(driver)
    assert driver.find_button("archiveOfferAccept").isEnabled()


def test_an_offer_that_could_not_be_carried_out_is_gone_and_can_be_tried_again(
    open_archiving: OpenOn, server: FaultServer, profile: Path
) -> None:
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "archive").write_text("no folder")
    driver = open_archiving(server.base_url)
    fetch(driver)
    driver.click("archiveOfferAccept")
    driver.wait_until(lambda: "kunde inte sparas" in driver.notice)
    assert not is_offered(driver)
    driver.click("retrySaveButton")
    driver.wait_until(lambda: not find_job_threads() and "kunde inte sparas" in driver.notice)
    assert not is_offered(driver)

    (profile / "archive").unlink()
    driver.click("retrySaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Den här rapporten är sparad."))
    assert len(saved_files(profile)) == 1


def test_a_report_that_the_disk_refuses_is_shown_and_the_user_told(
    open_archiving: OpenOn, server: FaultServer, monkeypatch: pytest.MonkeyPatch, profile: Path
) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    driver.click("archiveOfferAccept")
    driver.wait_until(lambda: len(saved_files(profile)) == 1)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    fetch(driver)
    monkeypatch.undo()
    assert driver.notice.startswith("Rapporten visas, men kunde inte sparas på datorn. Disken är full.")
    assert driver.row_count
    assert len(saved_files(profile)) == 1
    driver.click("retrySaveButton")
    driver.wait_until(lambda: driver.notice == "" and not find_job_threads())
    assert len(saved_files(profile)) == 2


def test_closing_the_window_while_a_report_is_saved_leaves_whole_files(
    open_archiving: OpenOn, server: FaultServer, profile: Path, make_archive: MakeArchive
) -> None:
    driver = open_archiving(server.base_url)
    fetch(driver)
    driver.click("archiveOfferAccept")
    driver.close()
    archive = make_archive(profile)
    listing = archive.list()
    assert not listing.damaged
    assert all(archive.load(one.id).report.row_count for one in listing.reports)
