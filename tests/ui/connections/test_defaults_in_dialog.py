"""A new connection starts with the computer's defaults."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget

from vitec_desktop.accounts import machine_defaults
from vitec_desktop.cli.system_language import default_language

if TYPE_CHECKING:
    from tests.helpers.window_driver import WindowDriver


@pytest.fixture
def defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the computer's defaults, empty."""
    file = tmp_path / "defaults.json"
    monkeypatch.setattr(machine_defaults, "machine_defaults_path", lambda: file)
    return file


def field(driver: "WindowDriver", name: str) -> str:
    found = driver.window.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found.text()


def test_the_dialog_of_a_new_connection_has_the_default_address_and_offices(
    defaults: Path, start_program: "Callable[..., WindowDriver]"
) -> None:
    driver = start_program()
    defaults.write_text('{"base_url": "https://kedja.example", "customer_ids": ["M30011=Norrby Solna", "M30012"]}')
    driver.controller.connection_controller.show_add_dialog()
    assert field(driver, "connectionBaseUrl") == "https://kedja.example"
    assert field(driver, "connectionCustomerIds") == ""
    rows = driver.window.findChild(QListWidget, "connectionOffices")
    assert isinstance(rows, QListWidget)
    items = [rows.item(row) for row in range(rows.count())]
    assert [item.text() for item in items if item] == ["M30011\nNorrby Solna", "M30012\n"]
    assert field(driver, "connectionUser") == ""


def test_without_defaults_the_dialog_has_the_live_address(
    defaults: Path, start_program: "Callable[..., WindowDriver]"
) -> None:
    driver = start_program()
    driver.controller.connection_controller.show_add_dialog()
    assert field(driver, "connectionBaseUrl") == "https://connect.maklare.vitec.net"
    assert field(driver, "connectionCustomerIds") == ""


@pytest.mark.parametrize(("given", "spoken"), [("en", "en"), ("sv", "sv"), ("klingon", "sv")])
def test_the_computers_default_language_goes_before_the_systems(
    defaults: Path, monkeypatch: pytest.MonkeyPatch, given: str, spoken: str
) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    defaults.write_text(f'{{"language": "{given}"}}')
    assert default_language() == spoken


def test_an_unreadable_default_is_logged_without_its_value(
    defaults: Path, profile: Path, start_program: "Callable[..., WindowDriver]"
) -> None:
    defaults.write_text('{"customer_ids": "kedjans alla kontor"}', encoding="utf-8")
    start_program()
    log = (profile / "logs" / "vitec-desktop.log").read_text(encoding="utf-8")
    assert "default of the computer not readable: customer_ids" in log
    assert "kedjans" not in log
