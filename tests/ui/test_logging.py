"""The log: opened from the Help menu, and told of each fetch and export in counts and classes."""

from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from tests.connect.fault_server import FaultServer, Reply, Seen
from tests.driving import connection, save_connections
from tests.faults.scene import SOLNA, VASASTAN, answer_well
from vitec_desktop.export.errors import FolderMissing
from vitec_desktop.ui import assembly as assembly_module
from vitec_desktop.ui.log_desk import LogDesk
from vitec_desktop.ui.logbook import log_file

if TYPE_CHECKING:
    from tests.conftest import StartProgram


def vasastan_is_refused(seen: Seen) -> Reply:
    return Reply(403) if seen.customer_id == VASASTAN.id else answer_well(seen)


def test_the_help_menu_shows_where_the_log_lies(start_program: "StartProgram", profile: Path) -> None:
    driver = start_program()
    with mock.patch.object(assembly_module, "show_in_folder") as shown:
        driver.act("Hjälp", "Visa loggen")
    shown.assert_called_once_with(profile / "logs" / "vitec-desktop.log")
    assert log_file(profile).is_file()


def test_a_fetch_and_its_causes_are_logged_by_counts_and_classes(start_program: "StartProgram", profile: Path) -> None:
    with FaultServer(vasastan_is_refused) as server:
        save_connections(profile, connection(server.base_url, (SOLNA, VASASTAN)))
        driver = start_program()
        driver.assembly.workspace.hold_password(driver.assembly.workspace.connections[0], "hemligt")
        driver.fetch()
    log = log_file(profile).read_text()
    assert "fetch begun" in log
    assert "2 offices" in log
    assert "1 × AccessRefused()" in log
    for private in ("hemligt", "Solna", "M30012", server.base_url, "demo"):
        assert private not in log


def test_a_failure_is_logged_without_its_text(start_program: "StartProgram", profile: Path) -> None:
    driver = start_program()
    assert isinstance(driver.assembly.log, LogDesk)
    driver.assembly.exporting.failed.emit(FolderMissing(Path("/home/anna.berg/x.xlsx")), None)
    log = log_file(profile).read_text()
    assert "export failed: vitec_desktop.export.errors.FolderMissing" in log
    assert "anna" not in log
