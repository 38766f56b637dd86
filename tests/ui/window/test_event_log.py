"""The log: shown from the Help menu; it has each fetch and export in counts and classes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from PySide6.QtCore import QUrl

from tests.faults.two_offices import SOLNA, VASASTAN, reply_normally
from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.window_driver import make_connection, save_connections
from vitec_desktop.export.errors import FolderMissing
from vitec_desktop.ui.common import desktop_files as files
from vitec_desktop.ui.common.log_setup import log_file
from vitec_desktop.ui.window.event_log import EventLog

if TYPE_CHECKING:
    from tests.conftest import StartProgram


def vasastan_is_refused(seen: Seen) -> Reply:
    return Reply(403) if seen.customer_id == VASASTAN.id else reply_normally(seen)


def test_the_help_menu_shows_the_log_in_its_folder(start_program: "StartProgram", profile: Path) -> None:
    driver = start_program()
    with mock.patch.object(files, "show_in_folder", return_value=True) as shown:
        driver.choose_menu("Hjälp", "Visa loggen")
    shown.assert_called_once_with(profile / "logs" / "vitec-desktop.log")
    assert log_file(profile).is_file()
    assert driver.notice == ""


def test_the_log_s_path_is_shown_where_its_folder_cannot_be_opened(
    start_program: "StartProgram", profile: Path
) -> None:
    driver = start_program()
    with mock.patch.object(files, "show_in_folder", return_value=False):
        driver.choose_menu("Hjälp", "Visa loggen")
    assert driver.notice == f"Mappen kunde inte öppnas. Filen ligger här: {log_file(profile)}"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder is opened by a command of the system's")
def test_a_folder_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    with mock.patch("PySide6.QtGui.QDesktopServices.openUrl", return_value=False) as opened:
        assert not files.show_in_folder(tmp_path / "logg.txt")
    opened.assert_called_once_with(QUrl.fromLocalFile(str(tmp_path)))


def test_a_fetch_and_its_causes_are_logged_by_counts_and_classes(start_program: "StartProgram", profile: Path) -> None:
    with FaultServer(vasastan_is_refused) as server:
        save_connections(profile, make_connection(server.base_url, (SOLNA, VASASTAN)))
        driver = start_program()
        driver.controller.connection_store.set_session_password(
            driver.controller.connection_store.connections[0], "hemligt"
        )
        driver.fetch()
    log = log_file(profile).read_text()
    assert "fetch begun" in log
    assert "2 offices" in log
    assert "1 × AccessRefused()" in log
    for private in ("hemligt", "Solna", "M30012", server.base_url, "demo"):
        assert private not in log


def test_an_exception_is_logged_without_its_message(start_program: "StartProgram", profile: Path) -> None:
    driver = start_program()
    assert isinstance(driver.controller.event_log, EventLog)
    driver.controller.export_controller.failed.emit(FolderMissing(Path("/home/anna.berg/x.xlsx")))
    log = log_file(profile).read_text()
    assert "export failed: vitec_desktop.export.errors.FolderMissing" in log
    assert "anna" not in log
