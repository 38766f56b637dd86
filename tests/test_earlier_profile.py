"""A profile written by version 0.1: everything in it is used, and is saved again unchanged.

The files in data/profile-0.1 were written by the window of that version and must never change: users have such files.
Every setting in them differs from its default. The schedules were changed in 2099, so that no run is missed.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QTableView,
    QTabWidget,
    QTimeEdit,
    QWidget,
)

from tests.accounts.fake_keyrings import MemoryKeyring
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.window_driver import WindowDriver
from tests.schedule.factories import FakeScheduler
from tests.ui.schedule.schedule_driver import chosen_text, listed_plans, wait_for_jobs
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.schedule.plan import Plan, PlanFile
from vitec_desktop.schedule.service import ScheduleService

PROFILE = Path(__file__).parent / "data" / "profile-0.1"
FIRST_START = Path(__file__).parent / "data" / "profile-0.1-first-start"
"""What version 0.1 wrote when closed after its first start, with two connections and no other settings."""
NO_LONGER_REMEMBERED = ("exports_shown", "exports_anonymised")
"""Of an export: each begins with everything that was fetched, not anonymised."""
CONNECTIONS, PLANS, RUNS, SETTINGS = FILES = (
    "connections.json",
    "schedules.json",
    "schedule-runs.json",
    "settings.json",
)
ADDED_COLUMNS = ({"key": "age", "width": 0, "shown": False}, {"key": "change", "width": 0, "shown": True})
"""In every list since then: written as the last one, hidden, once the window has been closed."""
LISTS = {"incomingTable": 1, "outgoingTable": 2, "tipsTable": 3}
"""Index of each list's tab."""
LIST_KEYS = ("incomingLeads", "outgoingLeads", "tips")
CUSTOM_PERIOD = date(2026, 9, 1), date(2026, 10, 15)

Open = Callable[[], WindowDriver]


class AlwaysInstalledScheduler(FakeScheduler):
    """A scheduler that has an entry for every plan."""

    def is_installed(self, plan_id: str) -> bool:
        return True


@pytest.fixture
def credential_store() -> CredentialStore:
    """Return a store with the passwords as version 0.1 saved them in the system's keyring."""
    ring = MemoryKeyring()
    ring.set_password("Vitec Desktop 256add62cfd7c2f0", "demo", "norrby")
    ring.set_password("Vitec Desktop df7197760fb4e965", "api-söderby", "söderby")
    return CredentialStore(lambda: ring)


@pytest.fixture
def open_(start_program: Callable[..., WindowDriver], profile: Path) -> Open:
    """Return a function that starts the program on a copy of the profile, in the profile's language."""
    shutil.copytree(PROFILE, profile)

    def open_() -> WindowDriver:
        driver = start_program(
            language="", schedule_service=ScheduleService(profile, lambda _: AlwaysInstalledScheduler())
        )
        wait_for_jobs(driver)
        return driver

    return open_


def read_values(folder: Path, name: str) -> dict[str, Any]:
    """Return what a file holds, without what has been added since version 0.1."""
    found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    if name == SETTINGS and QGuiApplication.platformName() != "offscreen":
        del found["window"]  # written on another screen
    found.get("tables", {}).pop("unhandled", None)
    for table in (table for key, table in found.get("tables", {}).items() if key in LIST_KEYS):
        for columns in (table["columns"], *(view["columns"] for view in table["views"])):
            columns[:] = [column for column in columns if column not in ADDED_COLUMNS]
    return found


def close(driver: WindowDriver) -> None:
    driver.close()
    wait_for_jobs(driver)


def check_files(profile: Path, **changed: dict[str, Any]) -> None:
    """Check that each file holds what version 0.1 wrote, but for `changed`, and that no other file exists."""
    assert sorted(path.name for path in profile.glob("*.json")) == sorted(FILES)
    for name in FILES:
        assert read_values(profile, name) == read_values(PROFILE, name) | changed.get(Path(name).stem, {}), name


def checked_entries(driver: WindowDriver, name: str) -> list[str]:
    return [text for text, is_ticked in driver.picker_choices(name).items() if is_ticked]


def show(driver: WindowDriver, table: str) -> QTableView:
    driver.find_widget(QTabWidget, "tabs").setCurrentIndex(LISTS[table])
    return driver.find_widget(QTableView, table)


def visible_headers(table: QTableView) -> list[str]:
    """Return the visible column headers, from left to right."""
    header = table.horizontalHeader()
    numbers = [header.logicalIndex(place) for place in range(header.count())]
    return [_heading(table, number) for number in numbers if not header.isSectionHidden(number)]


def column_width(table: QTableView, heading: str) -> int:
    header = table.horizontalHeader()
    return next(header.sectionSize(number) for number in range(header.count()) if _heading(table, number) == heading)


def _heading(table: QTableView, number: int) -> str:
    return str(table.model().headerData(number, Qt.Orientation.Horizontal))


def shown_filter_texts(driver: WindowDriver) -> list[str]:
    """Return the filters of the shown list, without the year, which is shown in other years only."""
    chips = driver.find_widget(QWidget, "filterChips").findChildren(QAbstractButton)
    names = [chip.accessibleName().replace(" 2026", "") for chip in chips if chip.isVisible()]
    return [name for name in names if ": " in name]


def field_texts(driver: WindowDriver, names: Sequence[str]) -> dict[str, str]:
    return {name: driver.find_widget(QLineEdit, name).text() for name in names}


def test_files_are_unchanged_if_nothing_changes(open_: Open, profile: Path) -> None:
    close(open_())
    check_files(profile)
    for name in set(FILES) - {SETTINGS}:
        assert (profile / name).read_bytes() == (PROFILE / name).read_bytes()


def test_defaults_of_the_first_start_are_unchanged(start_program: Callable[..., WindowDriver], profile: Path) -> None:
    profile.mkdir()
    shutil.copy(PROFILE / CONNECTIONS, profile)
    close(start_program())
    earlier = read_values(FIRST_START, SETTINGS)
    for name in NO_LONGER_REMEMBERED:
        assert earlier.pop(name) is False
    assert read_values(profile, SETTINGS) == earlier


def test_every_setting_is_saved_again_unchanged(open_: Open, profile: Path) -> None:
    driver = open_()
    driver.choose_menu("View", "Appearance", "Light")
    driver.choose_in_picker("periodPreset", "This year")
    close(driver)
    check_files(profile, settings={"scheme": "light", "preset": "this-year", "first_day": "", "last_day": ""})
    driver = open_()
    assert checked_entries(driver, "periodPreset") == ["This year"]
    driver.choose_menu("View", "Appearance", "Dark")
    driver.type_period(*CUSTOM_PERIOD)
    close(driver)
    check_files(profile)


def test_window_is_restored(open_: Open) -> None:
    driver = open_()
    assert driver.menu_texts() == ["File", "Edit", "View", "Help"]
    assert driver.is_menu_checked("View", "Language", "English")
    assert driver.is_menu_checked("View", "Appearance", "Dark")
    assert QApplication.palette().window().color().lightness() < 100
    assert driver.window.isMaximized()
    if QGuiApplication.platformName() == "offscreen":
        assert driver.window.normalGeometry().size() == QSize(1300, 777)
    assert driver.find_widget(QTabWidget, "tabs").currentIndex() == LISTS["tipsTable"]
    assert checked_entries(driver, "officePicker") == ["Norrby Solna (M30011)", "M40021"]
    assert driver.picker_choices("officePicker")["Norrby Sundbyberg (M30012)"] is False
    assert checked_entries(driver, "periodPreset") == []
    assert driver.find_widget(QPushButton, "periodPreset").accessibleName() == "Period: Custom"
    assert driver.period == CUSTOM_PERIOD
    assert checked_entries(driver, "statusPicker") == ["Active and removed"]
    driver.choose_menu("File", "Network…")
    driver.find_dialog("networkDialog")
    assert driver.find_widget(QRadioButton, "proxyManual").isChecked()
    assert driver.find_widget(QLineEdit, "proxyAddress").text() == "proxy.example.com:8080"


LAYOUTS: tuple[tuple[str, str, dict[str, int], str, list[str]], ...] = (
    (
        "incomingTable",
        "State, Lead name, Created, Lead type, Sender, Receiver, Receiver's office, Estate status, Contact, "
        "Sender's office",
        {"State": 210},
        "Solna",
        [
            "Created: 5–11 Oct",
            "State: Done, (Missing)",
            "Receiver's office: Norrby Solna",
            "Decision-support status, id: 2, 7",
        ],
    ),
    (
        "outgoingTable",
        "Title, Created, Lead type, Sent by, Sender, Receiver, Receiver's office, Contact, Sender's office, "
        "Message, Employee number",
        {},
        "All",
        ["Created: Last quarter"],
    ),
    (
        "tipsTable",
        "Created, Receiver, State, Heading, Sender, Estate status, Contact, Receiver's office, Tip type, Message, Id",
        {"Heading": 333},
        "Måndag: väntar",
        [
            "Created: 1 Oct – 31 Dec",
            "State: New, Claimed",
            "Sender: not Kim Exempel",
            "Receiver's office: not Norrby Solna, not (Missing)",
        ],
    ),
)
"""Of each table: its headings, the widths of resized columns, the saved view, and the filters."""


def test_layout_and_filters_of_each_list_are_restored(open_: Open) -> None:
    driver = open_()
    for table, headings, resized, view, shown_filters in LAYOUTS:
        shown = show(driver, table)
        assert visible_headers(shown) == headings.split(", ")
        assert {heading: column_width(shown, heading) for heading in resized} == resized
        assert checked_entries(driver, "savedViewPicker") == [view]
        assert shown_filter_texts(driver) == shown_filters


def test_open_details_are_restored(open_: Open) -> None:
    driver = open_()

    # They open once a row is chosen.
    opened = [page.layout_state()["details"] for page in driver.window.tabs.pages.values()]
    assert [details["wide"] for details in opened] == [False, True, False]
    assert [details["narrow"] for details in opened] == [False, True, True]


def test_saved_views_apply_their_filters(open_: Open) -> None:
    driver = open_()
    shown = show(driver, "tipsTable")
    assert list(driver.picker_choices("savedViewPicker"))[:4] == ["All", "Unhandled", "Måndag: väntar", "Ett år && mer"]
    before = shown_filter_texts(driver)
    assert driver.find_widget(QLineEdit, "tipsSearch").text() == "12:00"
    driver.choose_in_picker("savedViewPicker", "Ett år  mer")
    assert shown_filter_texts(driver) == ["Created: Last 12 months"]
    assert driver.find_widget(QLineEdit, "tipsSearch").text() == ""
    driver.choose_in_picker("savedViewPicker", "Måndag: väntar")
    assert shown_filter_texts(driver) == before
    assert driver.find_widget(QLineEdit, "tipsSearch").text() == "12:00"
    assert column_width(shown, "Heading") == 333
    show(driver, "incomingTable")
    assert driver.is_visible("saveViewButton")  # the filters differ from the saved view
    driver.choose_in_picker("savedViewPicker", "Solna")
    assert shown_filter_texts(driver) == ["Receiver's office: Norrby Solna", "Decision-support status, id: 2, 7"]
    assert not driver.is_visible("saveViewButton")


FIELDS = ("connectionName", "connectionUser", "connectionCustomerIds", "connectionBaseUrl")


CONNECTIONS_SHOWN = (
    ("Norrby", "demo", ("M30011\nNorrby Solna", "M30012\nNorrby Sundbyberg"), "https://connect.example.se"),
    ("Söderby & Co", "api-söderby", ("M40021\n",), "https://rapporter.example.com/vitec"),
)


def test_each_connection_is_loaded_and_saved_unchanged(open_: Open, profile: Path) -> None:
    driver = open_()

    def rename(before: str, after: str, user: str, shown: tuple[str, ...], address: str) -> None:
        driver.choose_menu("File", "Connections…")
        driver.open_connections(before)
        driver.click("changeConnectionButton")
        driver.find_dialog("connectionDialog")
        texts = field_texts(driver, FIELDS)
        rows = driver.find_widget(QListWidget, "connectionOffices")
        offices = tuple((rows.item(row) or QListWidgetItem()).text() for row in range(rows.count()))
        assert texts.pop("connectionCustomerIds") == ""
        assert [*texts.values(), offices] == [before, user, address, shown]
        driver.type_text("connectionName", after)
        driver.click("saveConnectionButton")
        driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
        driver.close_connections()
        wait_for_jobs(driver)

    for place, (name, user, shown, address) in enumerate(CONNECTIONS_SHOWN):
        rename(name, "Renamed", user, shown, address)
        after = read_values(PROFILE, CONNECTIONS)["connections"]
        after[place]["name"] = "Renamed"
        check_files(profile, connections={"connections": after})
        rename("Renamed", name, user, shown, address)
    close(driver)
    check_files(profile)


def test_schedules_and_their_last_runs_are_loaded(open_: Open, profile: Path) -> None:
    driver = open_()
    assert driver.notice == (
        "The scheduled export of 2026-11-12 06:45 failed. The sign-in was refused. "
        "Enter the password again under File › Connections."
    )
    driver.choose_menu("File", "Scheduled export…")
    driver.wait_until(lambda: len(listed_plans(driver)) == 2)
    assert [text.partition(" · ")[0] for text in listed_plans(driver)] == [
        "Norrby: Last month, on day 12 of every month at 06:45\nLast: 2026-11-12 06:45, failed",
        "Last week, every Wednesday at 07:00\nLast: 2026-11-18 07:00, done",
    ]

    def form() -> list[object]:
        names = ("scheduleConnection", "schedulePeriod", "scheduleFormat", "scheduleRhythm", "scheduleDay")
        at, folder = driver.find_widget(QTimeEdit, "scheduleTime"), driver.find_widget(QLineEdit, "scheduleFolder")
        is_anonymised = driver.find_widget(QCheckBox, "scheduleAnonymised").isChecked()
        return [*(chosen_text(driver, name) for name in names), at.text(), folder.text(), is_anonymised]

    monthly = ["Norrby", "Last month", "CSV files in a zip file", "Every month", "12", "06:45"]
    assert form() == [*monthly, "/home/exempel/Måndagsmötet", True]
    driver.find_widget(QListWidget, "scheduleList").setCurrentRow(1)
    weekly = ["All connections", "Last week", "Excel workbook", "Every week", "Wednesday", "07:00"]
    assert form() == [*weekly, "/home/exempel/Möten", False]
    driver.find_dialog("scheduleDialog").reject()
    close(driver)
    check_files(profile)


def test_acknowledging_a_failed_run_changes_no_other_run(open_: Open, profile: Path) -> None:
    driver = open_()
    driver.click_notice_button("Do not show again")
    wait_for_jobs(driver)
    close(driver)
    runs = read_values(PROFILE, RUNS)["runs"]
    failed = next(run for run in runs if run["began"] == "2026-11-12T06:45:01")
    failed["told"] = True
    check_files(profile, **{"schedule-runs": {"runs": runs}})
    assert open_().notice == ""


def with_unknown(value: Any) -> Any:
    """Return a file's value with a name in each object that no version has written."""
    if isinstance(value, dict):
        return {name: with_unknown(one) for name, one in value.items()} | {"x-unknown": ["kept"]}
    return [with_unknown(one) for one in value] if isinstance(value, list) else value


def test_names_of_other_versions_survive_each_save(open_: Open, profile: Path) -> None:
    for name in FILES:
        found = with_unknown(json.loads((PROFILE / name).read_text(encoding="utf-8")))
        (profile / name).write_text(json.dumps(found), encoding="utf-8")
    driver = open_()
    driver.click_notice_button("Do not show again")
    driver.choose_menu("View", "Appearance", "Light")
    wait_for_jobs(driver)
    close(driver)

    def move(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
        return tuple(replace(plan, folder="/new") for plan in plans)

    def rename(connections: tuple[Connection, ...]) -> tuple[Connection, ...]:
        return tuple(replace(connection, name="new") for connection in connections)

    PlanFile(profile).update(move)
    ConnectionFile(profile / CONNECTIONS).update(rename)
    for name in FILES:
        expected = with_unknown(json.loads((PROFILE / name).read_text(encoding="utf-8")))
        assert unknown_places(read_values(profile, name)) == unknown_places(expected), name


def unknown_places(value: Any, place: str = "") -> list[str]:
    """Return where the unknown name stands."""
    if isinstance(value, dict):
        own = [place] if value.get("x-unknown") == ["kept"] else []
        return sorted(own + [found for name, one in value.items() for found in unknown_places(one, f"{place}/{name}")])
    if isinstance(value, list):
        return [found for number, one in enumerate(value) for found in unknown_places(one, f"{place}/{number}")]
    return []


@pytest.mark.parametrize("removed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_remaining_schedule_is_saved_unchanged(open_: Open, profile: Path, removed: int) -> None:
    driver = open_()
    driver.choose_menu("File", "Scheduled export…")
    driver.wait_until(lambda: len(listed_plans(driver)) == 2)
    driver.find_widget(QListWidget, "scheduleList").setCurrentRow(removed)
    driver.click("scheduleRemoveButton")
    driver.wait_until(lambda: len(listed_plans(driver)) == 1)
    driver.find_dialog("scheduleDialog").reject()
    close(driver)
    plans, runs = read_values(PROFILE, PLANS)["schedules"], read_values(PROFILE, RUNS)["runs"]
    gone = plans.pop(removed)["id"]
    kept = [run for run in runs if run["schedule"] != gone]
    check_files(profile, schedules={"schedules": plans}, **{"schedule-runs": {"runs": kept}})


def one_row(title: str, **other: object) -> dict[str, object]:
    """Return a tip that passes the filters of the saved view; `other` replaces fields."""
    return {
        "createdAt": other.get("created", "2026-10-02T12:00:00.0000000"),
        "tip": {"id": title, "title": title, "state": other.get("state", "New")},
        "sender": {"name": other.get("sender", "Alex Exempel")},
        "receiver": {"name": other.get("receiver", "A"), "company": {"name": other.get("company", "Norrby Vasastan")}},
    }


def october_tips(seen: Seen) -> Reply:
    first, last = seen.window
    if seen.customer_id != "M40021" or not first < "2026-10-02T12" < last:
        return report()
    rows = [
        one_row("last", state="Claimed"),
        one_row("second"),
        one_row("first", receiver="B"),
        one_row("another state", state="Done"),
        one_row("another company", company="Norrby Solna"),
        one_row("another sender", sender="Kim Exempel"),
        one_row("another time", created="2026-10-02T13:00:00.0000000"),
    ]
    return report(tips=rows)


@pytest.fixture
def connect_to(profile: Path, tmp_path: Path) -> Callable[[str], None]:
    """Return a function that points the profile's connections to a server, and its export folder to an existing one."""

    def connect_to(base_url: str) -> None:
        connections, settings = read_values(profile, CONNECTIONS), read_values(profile, SETTINGS)
        for connection in connections["connections"]:
            connection["base_url"] = base_url
        settings["export_folder"] = str(tmp_path)
        (profile / CONNECTIONS).write_text(json.dumps(connections), encoding="utf-8")
        (profile / SETTINGS).write_text(json.dumps(settings), encoding="utf-8")

    return connect_to


def test_fetch_and_export_use_the_saved_settings(
    open_: Open, connect_to: Callable[[str], None], tmp_path: Path
) -> None:
    with FaultServer(october_tips) as server:
        connect_to(server.base_url)
        driver = open_()
        driver.fetch()
    assert {(seen.customer_id, seen.credentials) for seen in server.seen} == {
        ("M30011", ("demo", "norrby")),
        ("M40021", ("api-söderby", "söderby")),
    }
    assert {seen.query["activeStatusTipLead"] for seen in server.seen} == {"ActiveAndRemoved"}
    assert min(seen.window[0] for seen in server.seen).startswith("2026-09-01")
    model = show(driver, "tipsTable").model()
    heading = next(n for n in range(model.columnCount()) if model.headerData(n, Qt.Orientation.Horizontal) == "Heading")
    assert [model.index(row, heading).data() for row in range(model.rowCount())] == ["first", "second", "last"]
    driver.click("exportButton")
    dialog = driver.find_dialog("exportDialog")
    wait_for_jobs(driver)
    formats = driver.find_widget(QWidget, "exportFormat").findChildren(QAbstractButton)
    assert [one.text() for one in formats if one.isChecked()] == ["CSV files"]
    assert not driver.find_widget(QCheckBox, "exportZipped").isChecked()
    assert driver.find_widget(QRadioButton, "exportAllRows").isChecked()
    assert not driver.find_widget(QCheckBox, "exportAnonymised").isChecked()
    assert driver.find_widget(QLineEdit, "exportFolder").text() == str(tmp_path)
    sheets = {box.objectName(): box.isChecked() for box in dialog.findChildren(QCheckBox)}
    left_out = [name for name, is_ticked in sheets.items() if name.startswith("exportSheet_") and not is_ticked]
    assert left_out == [f"exportSheet_{sheet}" for sheet in ("meeting", "offices", "feedback", "outgoing")]
