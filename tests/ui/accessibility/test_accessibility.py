"""What a screen reader gets from the window: its accessibility tree and the announcements."""

from collections.abc import Callable, Iterator
from datetime import date
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QLineEdit, QProgressBar, QWidget

from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, report, tip
from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn
from vitec_desktop.report.fields import CHANGE_KEY
from vitec_desktop.report.tables import TABLE_COLUMNS, TableKind
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer

if TYPE_CHECKING:
    from tests.conftest import StartProgram

FIRST_DAY, LAST_DAY = date(2026, 10, 1), date(2026, 10, 31)
OFFICES = tuple(Customer(f"M3001{number}", f"Kontor {number}") for number in range(6))
WAIT = 30.0
"""Seconds that a test's server waits for the test, at most."""
TABLES = (QAccessible.Role.Table, QAccessible.Role.Tree)

Heard = list[tuple[QAccessible.Event, str]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """The events sent to screen readers, with their texts."""
    told: Heard = []

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append((event.type(), event.message()))
        else:
            sender: Any = event.object()
            told.append((event.type(), sender.accessibleName()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return told


def words_of(heard: Heard, kind: QAccessible.Event) -> list[str]:
    return [words for event, words in heard if event is kind]


def tree(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Everything visible below `widget`, tables without their cells."""
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    yield from below(root)


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if interface.state().invisible:
        return
    yield interface
    if interface.role() in TABLES:
        return
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from below(child)


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def nameless(widget: QWidget) -> list[str]:
    """Return the controls that can have the focus but have no name."""
    return [
        f"{interface.role().name} {interface.object()!r}"
        for interface in tree(widget)
        if interface.state().focusable and not name(interface).strip()
    ]


def controls(widget: QWidget) -> list[tuple[str, str]]:
    return [(interface.role().name, name(interface)) for interface in tree(widget) if interface.state().focusable]


# Names ---------------------------------------------------------------------------------------------------------------


def test_every_control_of_the_first_window_has_a_name(start_program: "StartProgram") -> None:
    driver = start_program()
    assert nameless(driver.window) == []
    assert ("Button", "Lägg till anslutning") in controls(driver.window)
    assert ("Button", "Prova med exempeldata") in controls(driver.window)


def test_every_control_of_the_window_with_a_report_has_a_name(demo: WindowDriver) -> None:
    for index in range(demo.window.tabs.count()):
        demo.window.tabs.setCurrentIndex(index)
        demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date)
        assert nameless(demo.window) == []
    found = [words for _, words in controls(demo.window)]
    for wanted in ("Kontor: Alla (3)", "Period: Förra månaden", "Första dagen", "Sista dagen", "Omfattning: Aktiva"):
        assert wanted in found
    assert "Hämta rapport" in found


def test_the_names_of_tabs_have_their_counts(demo: WindowDriver) -> None:
    names = [name(one) for one in tree(demo.window.tabs.tabBar()) if one.role() is QAccessible.Role.PageTab]
    assert names[0].startswith("Översikt")
    for page, words in zip(demo.window.tabs.all_pages.values(), names[1:], strict=True):
        assert words.split()[-1].replace("\N{NO-BREAK SPACE}", "") == str(page.model.rowCount())


DIALOGS: dict[str, Callable[[WindowDriver], object]] = {
    "connectionDialog": lambda driver: driver.controller.connection_controller.show_add_dialog(),
    "exportDialog": lambda driver: driver.click("exportButton"),
    "guideDialog": lambda driver: driver.press_keys("F1"),
    "shortcutsDialog": lambda driver: driver.choose_menu("Hjälp", "Kortkommandon"),
    "aboutDialog": lambda driver: driver.choose_menu("Hjälp", "Om Vitec Desktop"),
    "networkDialog": lambda driver: driver.choose_menu("Arkiv", "Nätverk…"),
    "viewNameDialog": lambda driver: driver.window.tabs.pages[ListKind.TIPS].saved_views.open_name_dialog(),
}


def test_every_control_of_every_dialog_has_a_name(demo: WindowDriver) -> None:
    for dialog, open_it in DIALOGS.items():
        open_it(demo)
        window = demo.find_dialog(dialog)
        assert window.windowTitle()
        assert nameless(window) == []
        assert len(controls(window)) > 0
        window.close()


def test_every_control_of_a_filter_has_a_name(demo: WindowDriver) -> None:
    page = demo.window.tabs.pages[ListKind.TIPS]
    demo.window.tabs.setCurrentWidget(page)
    popup = page.filter_controller.open_popup(1)
    demo.wait_until(popup.isVisible)
    assert nameless(popup) == []
    popup.close()


def test_every_menu_entry_has_a_name(demo: WindowDriver) -> None:
    bar = QAccessible.queryAccessibleInterface(demo.window.menuBar())
    assert bar is not None
    names = [name(bar.child(number)) for number in range(bar.childCount())]
    assert names == ["Arkiv", "Redigera", "Visa", "Hjälp"]


def test_a_field_with_an_error_has_it_as_description(start_program: "StartProgram", heard: Heard) -> None:
    driver = start_program()
    driver.click("addConnectionButton")
    driver.find_dialog("connectionDialog")
    driver.type_text("connectionUser", "kolon:finns")
    driver.click("saveConnectionButton")
    interface = QAccessible.queryAccessibleInterface(driver.find_widget(QLineEdit, "connectionUser"))
    assert interface is not None
    assert name(interface) == "Användarnamn"
    said = interface.text(QAccessible.Text.Description)
    assert said == "Ett användarnamn kan inte innehålla kolon."
    assert said in words_of(heard, QAccessible.Event.Announcement)


# Tables --------------------------------------------------------------------------------------------------------------


def table(driver: WindowDriver, kind: TableKind) -> QAccessibleInterface:
    page = driver.window.tabs.all_pages[kind]
    driver.window.tabs.setCurrentWidget(page)
    interface = QAccessible.queryAccessibleInterface(page.view)
    assert interface is not None
    return interface


def cell(driver: WindowDriver, kind: TableKind, row: int, column: int) -> QAccessibleInterface:
    """The tree counts the headings as the first row and the first column."""
    width = len(TABLE_COLUMNS[kind]) + 1
    child = table(driver, kind).child((row + 1) * width + column + 1)
    assert child is not None
    return child


def test_tables_announce_their_headings_and_values(demo: WindowDriver) -> None:
    for kind, page in demo.window.tabs.all_pages.items():
        interface = table(demo, kind)
        assert interface.role() is QAccessible.Role.Table
        assert name(interface) == demo.window.tabs.tabText(demo.window.tabs.currentIndex())
        for column in range(len(TABLE_COLUMNS[kind])):
            heading = interface.child(column + 1)
            assert heading is not None
            assert heading.role() is QAccessible.Role.ColumnHeader
            assert name(heading) == page.model.heading(column)
            for row in range(page.model.rowCount())[2:3]:  # so few rows may be unhandled that there is none
                value = cell(demo, kind, row, column)
                assert value.role() is QAccessible.Role.Cell
                empty = "oförändrat" if TABLE_COLUMNS[kind][column].key == CHANGE_KEY else "saknas"
                assert name(value) == (page.model.cell_text(row, column) or empty)


def test_an_invalid_date_is_announced(open_on: OpenOn, heard: Heard) -> None:
    driver = open_on("http://127.0.0.1:9")
    field = driver.find_widget(QDateEdit, "dateFrom")
    first_day = driver.period[0]
    driver.activate()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "2026-02-30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    said = f"”2026-02-30” är inget datum. {first_day} gäller fortfarande. Skriv datumet som 2026-09-01."
    assert words_of(heard, QAccessible.Event.Announcement) == [said]
    assert field.accessibleDescription() == said
    assert driver.period[0] == first_day
    assert "Förra månaden" in driver.find_button("periodPreset").accessibleName()


def test_a_selected_row_has_the_selected_state(demo: WindowDriver) -> None:
    demo.window.tabs.setCurrentWidget(page := demo.window.tabs.pages[ListKind.TIPS])
    page.view.select_position(1)
    assert cell(demo, ListKind.TIPS, 1, 0).state().selected
    assert not cell(demo, ListKind.TIPS, 2, 0).state().selected


# What happens --------------------------------------------------------------------------------------------------------


def tips(seen: Seen) -> Reply:
    if seen.customer_id == SUNDBYBERG.id:
        return Reply(status=403)
    return report(tips=[tip("tip-1", "2026-10-05T12:00:00.0000000")])


def test_a_complete_report_is_announced(open_on: OpenOn, heard: Heard) -> None:
    with FaultServer(tips) as server:
        driver = open_on(server.base_url, (SOLNA,))
        driver.type_period(FIRST_DAY, LAST_DAY)
        driver.fetch()
    announced = words_of(heard, QAccessible.Event.Announcement)
    assert announced == ["Hämtar rapporten.", "Rapporten är hämtad: 1 rad."]


def test_missing_parts_are_announced(open_on: OpenOn, heard: Heard) -> None:
    with FaultServer(tips) as server:
        driver = open_on(server.base_url)
        driver.type_period(FIRST_DAY, LAST_DAY)
        driver.fetch()
    announced = words_of(heard, QAccessible.Event.Announcement)
    assert announced[0] == "Hämtar rapporten."
    assert announced[-1] == driver.notice
    assert "Norrby Sundbyberg saknas." in announced[-1]


def test_every_notice_is_announced_and_an_error_interrupts(
    open_on: OpenOn, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = open_on("http://127.0.0.1:9")
    bar = driver.window.notices
    urgent: list[bool] = []

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            urgent.append(event.politeness() is QAccessible.AnnouncementPoliteness.Assertive)
            heard.append((event.type(), event.message()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    driver.type_period(LAST_DAY, FIRST_DAY)
    reversed_text = driver.find_widget(QDateEdit, "dateTo").accessibleDescription()
    assert reversed_text.startswith("Sista dagen ligger före den första")
    assert words_of(heard, QAccessible.Event.Announcement)[-1] == reversed_text
    assert not any(urgent)
    heard.clear()
    urgent.clear()
    for level in NoticeLevel:
        bar.show_notice(Notice(level, f"Notis {level}.", "Därför."))
    driver.click("fetchButton")
    assert driver.notice.startswith("Perioden är bakvänd.")
    assert words_of(heard, QAccessible.Event.Announcement) == [
        *(f"Notis {level}. Därför." for level in NoticeLevel),
        driver.notice,
    ]
    assert urgent == [level is NoticeLevel.ERR for level in NoticeLevel] + [True]


def test_parts_that_fail_one_after_the_other_are_announced_once_and_then_together(
    open_on: OpenOn, heard: Heard
) -> None:
    gate = Event()

    def only_the_last_waits(seen: Seen) -> Reply:
        if seen.customer_id == OFFICES[-1].id:
            gate.wait(WAIT)
            return tips(seen)
        return Reply(status=403)

    with FaultServer(only_the_last_waits) as server:
        driver = open_on(server.base_url, OFFICES)
        driver.type_period(FIRST_DAY, LAST_DAY)
        driver.click("fetchButton")
        driver.wait_until(lambda: driver.find_widget(QProgressBar, "progressBar").value() == len(OFFICES) - 1)
        gate.set()
        driver.wait_until(lambda: driver.is_fetch_done)
    announced = words_of(heard, QAccessible.Event.Announcement)
    assert announced[0] == "Hämtar rapporten."
    assert [words for words in announced[1:] if words == driver.notice] == announced[-1:]
    assert len(announced) == 3


def test_a_switch_between_formats_is_a_group_of_radio_buttons(demo: WindowDriver) -> None:
    demo.click("exportButton")
    dialog = demo.find_dialog("exportDialog")
    roles = {name(one): one.role() for one in tree(dialog)}
    assert roles["Excel-arbetsbok"] is roles["CSV-filer"] is QAccessible.Role.RadioButton
    dialog.close()


def test_progress_can_be_read(open_on: OpenOn) -> None:
    def one_and_no_more(seen: Seen) -> Reply:
        return tips(seen) if seen.number == 1 else Reply(body=b"{}", hang=Hang.IN_BODY)

    with FaultServer(one_and_no_more) as server:
        driver = open_on(server.base_url)
        driver.click("fetchButton")
        driver.wait_until(lambda: driver.find_widget(QProgressBar, "progressBar").value() == 1)
        bar = QAccessible.queryAccessibleInterface(driver.find_widget(QProgressBar, "progressBar"))
        assert bar is not None
        assert bar.role() is QAccessible.Role.ProgressBar
        assert name(bar) == "Förlopp"
        assert bar.text(QAccessible.Text.Description).startswith("1 av ")
        cancel = QAccessible.queryAccessibleInterface(driver.find_button("cancelButton"))
        assert cancel is not None
        assert name(cancel) == "Avbryt"
        assert cancel.text(QAccessible.Text.Description) == "Avbryt (Esc)"
        driver.click("cancelButton")
        driver.wait_until(lambda: driver.is_fetch_done)
