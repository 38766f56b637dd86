"""Settings are restored at the next start; a damaged file is shown in a notice."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit

from tests.helpers.fault_server import FaultServer
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import OpenOn
from tests.ui.stalling_server import one_tip
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.ui.common.desktop_files import is_folder
from vitec_desktop.ui.common.settings import Settings, SettingsStore
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.timestamps import swedish_today

StartProgram = Callable[..., WindowDriver]
NOWHERE = "http://127.0.0.1:9"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=4), some, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(list(Settings().to_dict()))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@st.composite
def remembered(draw: st.DrawFn) -> Settings:
    preset = draw(st.none() | st.sampled_from(Preset))
    first_day, last_day = sorted((draw(DAYS), draw(DAYS)))
    return Settings(
        offices=draw(st.none() | st.lists(st.text(max_size=6), max_size=3).map(tuple)),
        preset=preset,
        first_day=None if preset else first_day,
        last_day=None if preset else last_day,
        status=draw(st.sampled_from(ActiveStatus)),
        tab=draw(st.integers(0, 99)),
        tables=draw(st.dictionaries(st.text(max_size=4), JSON, max_size=2)),
        window=draw(st.text(max_size=10)),
        export_folder=draw(st.text(max_size=10)),
        exports_folder_of_files=draw(st.booleans()),
        language=draw(st.text(max_size=3)),
        scheme=draw(st.text(max_size=6)),
    )


@given(remembered())
def test_saved_settings_are_loaded_unchanged(settings: Settings) -> None:
    assert Settings.from_dict(settings.to_dict()) == settings
    assert Settings.from_dict(json.loads(json.dumps(settings.to_dict()))) == settings


@given(st.dictionaries(FIELDS | st.text(max_size=6), JSON, max_size=12))
def test_no_file_makes_settings_that_cannot_be_used(values: dict[str, Any]) -> None:
    settings = Settings.from_dict(values)
    assert isinstance(settings.status, ActiveStatus)
    assert settings.preset is None or isinstance(settings.preset, Preset)
    assert (settings.preset is None) == (settings.first_day is not None) == (settings.last_day is not None)
    assert Settings.from_dict(settings.to_dict()) == settings


@pytest.mark.parametrize("field", list(Settings().to_dict()))
def test_an_invalid_setting_does_not_affect_the_others(field: str) -> None:
    values = Settings(tab=2, exports_folder_of_files=True, status=ActiveStatus.REMOVED).to_dict()
    nonsense: Any
    for nonsense in (None, 17, -1, "?", [], {}, [[1]], True):
        settings = Settings.from_dict({**values, field: nonsense})
        assert settings.tab == 2 or field == "tab", nonsense
        assert settings.exports_folder_of_files or field == "exports_folder_of_files", nonsense
        assert settings.status is ActiveStatus.REMOVED or field == "status", nonsense


def test_the_defaults_are_last_month_all_offices_and_active_rows(open_on: OpenOn) -> None:
    driver = open_on(NOWHERE)
    assert driver.period == preset_days(Preset.LAST_MONTH, swedish_today())
    assert driver.picker_choices("officePicker")["Alla kontor"]
    assert [text for text, is_on in driver.picker_choices("periodPreset").items() if is_on] == ["Förra månaden"]
    assert [text for text, is_on in driver.picker_choices("statusPicker").items() if is_on] == ["Aktiva"]


def test_selection_tab_and_size_are_restored_at_the_next_start(open_on: OpenOn, start_program: StartProgram) -> None:
    driver = open_on(NOWHERE)
    driver.choose_in_picker("officePicker", "Norrby Solna (M30011)")
    driver.choose_in_picker("periodPreset", "Senaste 12 månaderna")
    driver.choose_in_picker("statusPicker", "Aktiva och borttagna")
    driver.show_list(ListKind.TIPS)
    driver.window.resize(1111, 701)
    driver.close()
    again = start_program()
    assert again.picker_choices("officePicker") == {
        "Alla kontor": False,
        "Inga kontor": False,
        "Norrby Solna (M30011)": False,
        "Norrby Sundbyberg (M30012)": True,
    }
    assert again.period == preset_days(Preset.LAST_12_MONTHS, swedish_today())
    assert [text for text, is_on in again.picker_choices("periodPreset").items() if is_on] == ["Senaste 12 månaderna"]
    assert [text for text, is_on in again.picker_choices("statusPicker").items() if is_on] == ["Aktiva och borttagna"]
    assert again.window.tabs.currentWidget() is again.window.tabs.pages[ListKind.TIPS]
    assert (again.window.width(), again.window.height()) == (1111, 701)


def test_a_custom_period_is_restored_at_the_next_start(open_on: OpenOn, start_program: StartProgram) -> None:
    driver = open_on(NOWHERE)
    driver.type_period(date(2024, 2, 29), date(2025, 12, 31))
    assert not any(driver.picker_choices("periodPreset").values())
    driver.close()
    again = start_program()
    assert again.period == (date(2024, 2, 29), date(2025, 12, 31))
    assert not any(again.picker_choices("periodPreset").values())
    assert "Anpassad" in again.find_button("periodPreset").accessibleName()


def test_a_preset_follows_the_calendar(open_on: OpenOn, start_program: StartProgram) -> None:
    driver = open_on(NOWHERE)
    driver.choose_in_picker("periodPreset", "Förra veckan")
    driver.close()
    again = start_program()
    later = swedish_today() + timedelta(days=7)
    again.window.command_bar.set_today(later)
    assert again.period == preset_days(Preset.LAST_WEEK, later)


def test_the_sample_service_keeps_the_selected_offices(open_on: OpenOn, start_program: StartProgram) -> None:
    driver = open_on(NOWHERE)
    driver.choose_in_picker("officePicker", "Norrby Solna (M30011)")
    driver.choose_menu("Arkiv", "Exempeldata")
    assert driver.picker_choices("officePicker")["Alla kontor"]
    assert len(driver.picker_choices("officePicker")) == 5
    driver.choose_menu("Arkiv", "Exempeldata")
    assert not driver.picker_choices("officePicker")["Norrby Solna (M30011)"]
    driver.choose_menu("Arkiv", "Exempeldata")
    driver.close()
    again = start_program()
    assert not again.picker_choices("officePicker")["Norrby Solna (M30011)"]


@pytest.mark.slow
def test_the_export_folder_is_restored_at_the_next_start(
    open_on: OpenOn, start_program: StartProgram, tmp_path: Path
) -> None:
    folder = tmp_path / "möten"
    folder.mkdir()
    with FaultServer(one_tip) as server:
        driver = open_on(server.base_url)
        driver.fetch()
        driver.click("exportButton")
        driver.find_dialog("exportDialog")
        driver.type_text("exportFolder", str(folder))
        driver.click("exportSaveButton")
        driver.wait_until(lambda: driver.notice.startswith("Sparad"))
        driver.close()
        again = start_program()
        again.fetch()
        again.click("exportButton")
        again.find_dialog("exportDialog")
        assert again.find_widget(QLineEdit, "exportFolder").text() == str(folder)
        again.close()
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        third = start_program()
        third.fetch()
        third.click("exportButton")
        third.find_dialog("exportDialog")
        third.wait_until(lambda: is_folder(Path(third.find_widget(QLineEdit, "exportFolder").text())))


def test_a_search_is_not_saved_since_it_may_name_a_person(
    open_on: OpenOn, start_program: StartProgram, profile: Path
) -> None:
    with FaultServer(one_tip) as server:
        driver = open_on(server.base_url)
        driver.fetch()
        driver.show_list(ListKind.TIPS)
        driver.type_text("tipsSearch", "Andersson")
        driver.wait_until(lambda: driver.row_counts[ListKind.TIPS] == 0)
        driver.close()
    assert "Andersson" not in (profile / "settings.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "content"), [("settings.json", b"[1]"), ("connections.json", b"\xff\xfe\x00")])
def test_a_damaged_file_is_set_aside_and_shown_in_a_notice(
    start_program: StartProgram, profile: Path, name: str, content: bytes
) -> None:
    profile.mkdir()
    (profile / name).write_bytes(content)
    driver = start_program()
    (aside,) = [path for path in profile.iterdir() if ".damaged-" in path.name]
    assert aside.read_bytes() == content
    assert driver.notice.startswith("En inställningsfil var skadad.")
    assert str(aside) in driver.notice
    assert driver.is_visible("welcomePage")
    driver.close()
    again = start_program()
    assert again.notice == ""


def test_one_damaged_connection_does_not_affect_the_others(
    open_on: OpenOn, start_program: StartProgram, profile: Path
) -> None:
    open_on(NOWHERE).close()
    path = profile / "connections.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["connections"].append({"id": 7})
    path.write_text(json.dumps(values), encoding="utf-8")
    driver = start_program()
    assert driver.notice.startswith("En inställningsfil var skadad.")
    assert [one.name for one in driver.controller.connection_store.connections] == ["Norrby"]


@given(st.dictionaries(FIELDS, JSON, min_size=1, max_size=4))
def test_settings_from_any_file_can_be_saved(values: dict[str, Any]) -> None:
    settings = Settings.from_dict(values)
    assert json.loads(json.dumps(settings.to_dict())) == settings.to_dict()


NONSENSE = {
    "offices": ["gone/M1"],
    "preset": "",
    "first_day": "0001-01-01",
    "last_day": "9999-12-31",
    "status": "All",
    "tab": 77,
    "tables": {"tips": {"columns": "?", "sort": [["?"]], "filters": 4}, "incomingLeads": []},
    "window": "å" * 9,
    "export_folder": "x" * 5000,
    "language": "tlh",
    "scheme": "pink",
}


@pytest.mark.slow
def test_a_window_opens_with_invalid_settings(open_on: OpenOn, profile: Path, start_program: StartProgram) -> None:
    with FaultServer(one_tip) as server:
        open_on(server.base_url).close()
        (profile / "settings.json").write_text(json.dumps(NONSENSE), encoding="utf-8")
        driver = start_program()
        assert driver.picker_choices("officePicker")["Alla kontor"]
        first_day, last_day = driver.period
        assert first_day <= last_day
        driver.choose_in_picker("periodPreset", "Förra månaden")
        driver.fetch()
        assert driver.row_counts[ListKind.TIPS] == 2
        driver.click("exportButton")
        driver.find_dialog("exportDialog")
        driver.wait_until(lambda: is_folder(Path(driver.find_widget(QLineEdit, "exportFolder").text())))


def test_unchanged_settings_are_not_saved(profile: Path) -> None:
    profile.mkdir()
    store = SettingsStore(profile / "settings.json")
    assert not store.is_dirty
    store.update(replace(store.current, tab=1))
    assert store.is_dirty
    store.save()
    assert not store.is_dirty
    assert SettingsStore(profile / "settings.json").current.tab == 1
