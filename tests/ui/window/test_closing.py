"""The window can be closed in the middle of anything: at once, without losing data."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.accounts.fake_keyrings import HangingKeyring
from tests.conftest import end_program
from tests.helpers.fault_server import FaultServer, Hang, Reply, report
from tests.helpers.waiting import HANG, LONGEST_WAIT, find_job_threads
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.ui.conftest import SOLNA, OpenOn
from tests.ui.stalling_server import StallingServer, many_tips
from vitec_desktop.accounts.credential_store import CredentialStore

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")


def close(driver: WindowDriver) -> None:
    """Close the window and delete it, as at the end of the program."""
    begun = time.monotonic()
    driver.close()
    assert time.monotonic() - begun < LONGEST_WAIT
    assert not driver.window.isVisible()
    end_program(driver.window)


def assert_no_job_lives() -> None:
    for thread in find_job_threads():
        thread.join(LONGEST_WAIT)
    assert not find_job_threads()
    # Deliver what a thread may have emitted before it ended.
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    QApplication.processEvents()


@pytest.fixture
def hanging() -> Iterator[FaultServer]:
    with FaultServer(lambda seen: Reply(body=b"{}" * 100, hang=Hang.IN_BODY)) as server:
        yield server


def test_closing_in_the_middle_of_a_fetch(open_on: OpenOn, hanging: FaultServer) -> None:
    driver = open_on(hanging.base_url)
    driver.click("fetchButton")
    driver.wait_until(hanging.is_hanging.is_set)
    close(driver)
    assert_no_job_lives()
    assert hanging.wait_until_left()


def test_closing_in_the_middle_of_a_fetch_with_rows(open_on: OpenOn) -> None:
    with FaultServer(StallingServer(answer_count=1)) as server:
        driver = open_on(server.base_url)
        driver.click("fetchButton")
        driver.wait_until(lambda: server.is_hanging.is_set() and driver.row_count == 1)
        close(driver)
        assert_no_job_lives()


def test_closing_in_the_middle_of_an_export_leaves_the_old_file(open_on: OpenOn, tmp_path: Path) -> None:
    with FaultServer(lambda seen: report(tips=many_tips(seen, 15_000))) as server:
        driver = open_on(server.base_url, (SOLNA,))
        driver.fetch()
        folder = tmp_path / "export"
        folder.mkdir()
        target = folder / "möte.xlsx"
        target.write_bytes(b"the old one")
        driver.click("exportButton")
        driver.find_dialog("exportDialog")
        driver.type_text("exportTarget", target.name)
        driver.type_text("exportFolder", str(folder))
        with driver.qtbot.waitSignal(driver.controller.export_controller.progressed):
            driver.click("exportSaveButton")
        assert driver.controller.export_controller.is_running
        close(driver)
        assert_no_job_lives()
        assert [path.name for path in folder.iterdir()] == ["möte.xlsx"]
        assert target.read_bytes() == b"the old one"


def test_closing_in_the_middle_of_a_connection_test(
    start_program: Callable[..., WindowDriver], hanging: FaultServer
) -> None:
    driver = start_program()
    driver.click("addConnectionButton")
    driver.find_dialog("connectionDialog")
    driver.type_text("connectionUser", "demo")
    driver.type_text("connectionPassword", "norrby")
    driver.type_text("connectionCustomerIds", "M30011")
    driver.type_text("connectionBaseUrl", hanging.base_url)
    driver.click("testConnectionButton")
    driver.wait_until(hanging.is_hanging.is_set)
    close(driver)
    assert_no_job_lives()
    assert hanging.wait_until_left()


def test_closing_while_the_keyring_hangs(
    start_program: Callable[..., WindowDriver], profile: Path, hanging: FaultServer
) -> None:
    ring = HangingKeyring()
    save_connections(profile, make_connection(hanging.base_url, (SOLNA,)))
    driver = start_program(credential_store=CredentialStore(lambda: ring, answer_timeout=HANG, prompt_timeout=HANG))
    driver.click("fetchButton")
    driver.wait_until(ring.asked.is_set)
    close(driver)
    ring.released.set()
    assert_no_job_lives()
    for thread in [one for one in threading.enumerate() if one.name == "keyring"]:
        thread.join(LONGEST_WAIT)
    assert not hanging.seen


def test_closing_and_starting_again_leaves_no_thread(
    start_program: Callable[..., WindowDriver], open_on: OpenOn, hanging: FaultServer
) -> None:
    others = set(threading.enumerate())
    open_on(hanging.base_url).close()
    for _ in range(2):
        hanging.is_hanging.clear()
        driver = start_program()
        driver.click("fetchButton")
        driver.wait_until(hanging.is_hanging.is_set)
        close(driver)
    assert_no_job_lives()
    hanging.stop()
    left = set(threading.enumerate()) - others
    for thread in left:
        thread.join(LONGEST_WAIT)
    assert not [thread for thread in left if thread.is_alive()]
