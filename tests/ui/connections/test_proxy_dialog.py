"""The proxy: set in a dialog, saved, and used."""

import json
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton

from tests.helpers.fault_server import FaultServer, Reply, in_turn
from tests.helpers.window_driver import make_connection, save_connections
from vitec_desktop.cli.saved_settings import load_saved_proxy
from vitec_desktop.ui.connections import proxy_controller
from vitec_desktop.webservice.proxy import ProxyChoice, ProxySetting
from vitec_desktop.webservice.request import Customer

if TYPE_CHECKING:
    from tests.conftest import StartProgram
    from tests.helpers.window_driver import WindowDriver

SERVICE = "https://connect.example.se"


def open_dialog(driver: "WindowDriver", has_script: bool = False) -> None:
    with mock.patch.object(proxy_controller, "has_proxy_script", return_value=has_script):
        driver.choose_menu("Arkiv", "Nätverk…")
        driver.find_dialog("networkDialog")


def choose(driver: "WindowDriver", name: str, address: str = "") -> None:
    driver.find_widget(QRadioButton, name).setChecked(True)
    if address:
        driver.type_text("proxyAddress", address)


def test_a_manual_proxy_is_saved_and_used_by_window_and_command_line(
    start_program: "StartProgram", profile: Path
) -> None:
    driver = start_program()
    open_dialog(driver)
    assert driver.find_widget(QRadioButton, "proxySystem").isChecked()
    assert not driver.find_widget(QLineEdit, "proxyAddress").isEnabled()
    choose(driver, "proxyManual", "Proxy.Example:8080")
    driver.click("networkSaveButton")
    driver.close()
    settings = json.loads((profile / "settings.json").read_text())
    assert (settings["proxy"], settings["proxy_address"]) == ("manual", "proxy.example:8080")
    assert load_saved_proxy(profile)(SERVICE) == "http://proxy.example:8080"
    again = start_program()
    assert again.controller.settings_store.current.proxy == ProxySetting(ProxyChoice.MANUAL, "proxy.example:8080")


def test_an_invalid_address_is_shown_at_its_field(start_program: "StartProgram") -> None:
    driver = start_program()
    open_dialog(driver)
    choose(driver, "proxyManual", "anna:hemligt@proxy")
    driver.click("networkSaveButton")
    assert driver.is_dialog_open("networkDialog")
    texts = [label.text() for label in driver.find_dialog("networkDialog").findChildren(QLabel)]
    assert "Skriv namn och port, till exempel proxy.example.se:8080." in texts
    choose(driver, "proxyNone")
    driver.click("networkSaveButton")
    assert not driver.is_dialog_open("networkDialog")
    assert driver.controller.settings_store.current.proxy == ProxySetting(ProxyChoice.NONE)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_proxy_script_is_mentioned(start_program: "StartProgram", has_script: bool) -> None:
    driver = start_program()
    open_dialog(driver, has_script)
    texts = [label.text() for label in driver.find_dialog("networkDialog").findChildren(QLabel)]
    assert any("(PAC)" in text for text in texts) is has_script


def test_the_session_of_the_window_uses_the_proxy_setting(start_program: "StartProgram", profile: Path) -> None:
    save_connections(profile, make_connection(SERVICE, (Customer("M30011", "Solna"),)))
    with FaultServer(in_turn(Reply(403))) as proxy:
        driver = start_program(session=None)
        store = driver.controller.settings_store
        setting = ProxySetting(ProxyChoice.MANUAL, f"127.0.0.1:{proxy.port}")
        store.update(replace(store.current, proxy=setting))
        driver.controller.connection_store.set_session_password(
            driver.controller.connection_store.connections[0], "hemligt"
        )
        driver.click("fetchButton")
        driver.wait_until(lambda: "proxy" in driver.notice)
    assert [seen.target for seen in proxy.seen] == ["connect.example.se:443"]


def test_a_notice_that_asks_for_another_proxy_has_the_button_for_it(
    start_program: "StartProgram", profile: Path
) -> None:
    save_connections(profile, make_connection(SERVICE, (Customer("M30011", "Solna"),)))
    with FaultServer(in_turn(Reply(raw=b"\x05\xff"))) as proxy:  # SOCKS
        driver = start_program(session=None)
        store, connections = driver.controller.settings_store, driver.controller.connection_store
        store.update(replace(store.current, proxy=ProxySetting(ProxyChoice.MANUAL, f"127.0.0.1:{proxy.port}")))
        connections.set_session_password(connections.connections[0], "hemligt")
        driver.click("fetchButton")
        driver.wait_until(lambda: "ange dem under Arkiv › Nätverk" in driver.notice)
        assert driver.notice_buttons == ["Nätverk…", "Försök igen", "Visa detaljer"]
        driver.click_notice_button("Nätverk…")
        driver.find_dialog("networkDialog")


def test_a_damaged_settings_file_does_not_stop_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{")
    with mock.patch("vitec_desktop.webservice.proxy.find_system_proxy", return_value="http://system:1"):
        assert load_saved_proxy(tmp_path)(SERVICE) == "http://system:1"
    assert (tmp_path / "settings.json").read_text() == "{"
