"""An unexpected exception is shown to the user without personal data."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit

from tests.helpers.fault_server import FaultServer
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.ui.conftest import SOLNA
from tests.ui.stalling_server import one_tip
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.ui.common.exception_handler import technical_details
from vitec_desktop.webservice.session import Session

SECRET = "Anna Andersson, 070-123 45 67"  # noqa: S105
StartProgram = Callable[..., WindowDriver]


def failing() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(SECRET) from error


def raised() -> Exception:
    try:
        failing()
    except ValueError as error:
        return error
    raise AssertionError


@pytest.fixture
def driver(start_program: StartProgram) -> WindowDriver:
    return start_program()


@pytest.fixture
def hooked(driver: WindowDriver) -> Iterator[None]:
    """Set the window's exception hook, as the program does."""
    before = sys.excepthook
    sys.excepthook = driver.controller.exception_handler.exception_hook
    yield
    sys.excepthook = before


def details(driver: WindowDriver) -> str:
    driver.find_dialog("detailsDialog")
    return driver.find_widget(QPlainTextEdit, "detailsText").toPlainText()


def test_the_details_have_no_exception_message() -> None:
    text = technical_details(raised(), "1.2.3")
    lines = text.splitlines()
    assert lines[0].startswith("Vitec Desktop 1.2.3 · Python 3.")
    assert "builtins.ValueError" in lines
    assert "builtins.KeyError" in lines
    here = "  ui/common/test_exception_handler.py:"
    assert any(line.startswith(here) and line.endswith(" failing") for line in lines)
    assert "Anna" not in text
    assert "070" not in text


def test_only_the_last_parts_of_a_path_are_shown() -> None:
    here = technical_details(raised(), "1")
    assert __file__ not in here


def test_an_unexpected_exception_opens_one_dialog_and_the_window_stays(driver: WindowDriver) -> None:
    faults = driver.controller.exception_handler
    faults.show_error(raised())
    faults.show_error(ZeroDivisionError())
    assert "ValueError" in details(driver)
    assert len([one for one in driver.window.findChildren(QDialog, "detailsDialog") if one.isVisible()]) == 1
    words = " ".join(label.text() for label in driver.find_dialog("detailsDialog").findChildren(QLabel))
    assert "Något gick fel som programmet inte väntade sig." in words
    driver.find_dialog("detailsDialog").reject()
    faults.show_error(ZeroDivisionError())
    assert "ZeroDivisionError" in details(driver)


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_slot_is_shown(driver: WindowDriver, hooked: None) -> None:
    QTimer.singleShot(0, failing)
    assert "ValueError" in details(driver)
    assert "Anna" not in details(driver)
    assert driver.window.isVisible()


@pytest.mark.qt_no_exception_capture
def test_ctrl_c_in_a_terminal_opens_no_dialog(driver: WindowDriver, capsys: pytest.CaptureFixture[str]) -> None:
    driver.controller.exception_handler.exception_hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not driver.is_dialog_open("detailsDialog")
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_a_bug_in_a_request_is_shown_and_another_fetch_can_start(
    start_program: StartProgram, profile: Path, credential_store: CredentialStore
) -> None:
    bugs: list[Exception] = [LookupError(SECRET)]

    def find_proxy(_: str) -> None:
        if bugs:
            raise bugs[0]

    with FaultServer(one_tip) as server:
        save_connections(profile, make_connection(server.base_url, (SOLNA,)))
        credential_store.set_password("1", "demo", "norrby")
        driver = start_program(session=Session("test", proxy_for=find_proxy))
        driver.fetch()
        assert driver.notice.startswith("Rapporten kunde inte hämtas. Ett oväntat fel inträffade (LookupError).")
        driver.click_notice_button("Visa detaljer")
        text = details(driver)
        assert "LookupError" in text
        assert "test_exception_handler.py:" in text
        assert SECRET not in f"{driver.notice}{text}"
        assert not server.seen
        driver.find_dialog("detailsDialog").reject()
        bugs.clear()
        driver.fetch()
        assert driver.row_count > 0
        assert driver.notice == ""
