"""The screens that a user seldom sees: menus and popups, empty places, notices, and what went wrong.

Taken by `tests.screenshots --all` after the others, of the program with the sample report of last month.
"""

import tempfile

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QMenu, QPushButton, QTextBrowser, QWidget

from tests.studio import Studio
from vitec_desktop.accounts.credential_store import KeyringProblem
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.ui.connections.password_dialog import PasswordDialog
from vitec_desktop.ui.connections.texts import password_reason
from vitec_desktop.ui.overview.print_page import PrintPage
from vitec_desktop.ui.schedule.schedule_dialog import ConnectionNeededDialog
from vitec_desktop.ui.table.context_menus import HeadingMenu, open_row_menu
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.segmented import SegmentedControl
from vitec_desktop.webservice.models import ListKind

_A4 = (1754, 1240)
"""Pixels of a page that lies, 150 to the inch."""


def column(kind: ListKind, key: str) -> int:
    return next(number for number, one in enumerate(COLUMNS[kind]) if one.key == key)


def draw_rare(studio: Studio) -> None:
    _draw_command_bar(studio)
    _draw_table(studio)
    _draw_export(studio)
    _draw_dialogs(studio)
    _draw_guide(studio)
    _draw_overview(studio)
    _draw_empty(studio)


def _draw_command_bar(studio: Studio) -> None:
    for name in ("officePicker", "periodPreset", "statusPicker"):
        _open_below(studio.child(name))
        studio.shoot_popup(f"menu-{name}")
    first_day = studio.child("dateFrom")
    assert isinstance(first_day, DateField)
    first_day.show_calendar()
    studio.shoot_popup("calendar")


def _draw_table(studio: Studio) -> None:
    page = studio.page(ListKind.TIPS)
    state, sender = column(ListKind.TIPS, "tip.state"), column(ListKind.TIPS, "sender.name")
    for number, name in ((0, "days"), (state, "states")):
        page.filter_controller.open_popup(number)
        studio.shoot_popup(f"filter-{name}")
    page.set_details_open(True)
    studio.shoot("details")
    place = page.view.visualRect(page.model.index(4, state)).center()
    open_row_menu(page.model, page.view, place, page.copy_rows, lambda: None)
    studio.shoot_popup("menu-row")
    header = page.view.header
    menu = HeadingMenu(page.model, page.view, sender)
    menu.popup(header.viewport().mapToGlobal(header.section_rect(sender).bottomLeft()))
    studio.shoot_popup("menu-heading")
    for button, name in ((page.toolbar.view_picker, "views"), (page.toolbar.columns_button, "columns")):
        _open_below(button)
        studio.shoot_popup(f"menu-{name}")
    people = frozenset(row[sender] for row in page.shown_rows()[:4])
    page.model.set_filters({state: ValueFilter(frozenset({"Done", "New"})), sender: ValueFilter(people)})
    page.toolbar.search_field.setText("sälj")
    page.view.selectAll()
    studio.shoot("chips")
    page.saved_views.open_name_dialog()
    studio.shoot_dialog("view-name", "viewNameDialog").reject()
    page.clear_filters()


def _draw_export(studio: Studio) -> None:
    studio.click("exportButton")
    with tempfile.TemporaryDirectory() as folder:
        studio.type("exportFolder", folder)
        studio.type("exportTarget", "Måndagsmötet.xlsx")
        studio.click("exportSaveButton")
        studio.wait(lambda: studio.window.notices.notice is not None)
        studio.shoot("export-saved")
        studio.click("exportButton")
        studio.type("exportFolder", folder)
        studio.type("exportTarget", "Måndagsmötet.xlsx")
        studio.shoot_dialog("export-replaces", "exportDialog")
        studio.click("exportAllSheets")
        studio.click("exportSaveButton")
        studio.shoot_dialog("export-nothing-chosen", "exportDialog")
        kinds = studio.child("exportFormat")
        assert isinstance(kinds, SegmentedControl)
        kinds.segment("csv").click()
        studio.shoot_dialog("export-csv", "exportDialog").reject()
        studio.window.notices.clear()
    studio.click("exportButton")
    studio.type("exportFolder", "/proc/1/no-such-folder")
    studio.click("exportSaveButton")
    studio.wait(lambda: studio.window.notices.notice is not None)
    studio.shoot("export-failed")
    studio.window.notices.clear()


def _draw_dialogs(studio: Studio) -> None:
    assembly = studio.assembly
    connection = assembly.connection_store.connections[0]
    assembly.connection_controller.set_keyring_problem(KeyringProblem.NONE_FOUND)
    assembly.connection_controller.add()
    studio.click("saveConnectionButton")
    studio.shoot_dialog("connection-empty", "connectionDialog").reject()
    assembly.connection_controller.set_keyring_problem(None)
    assembly.connection_controller.change(connection)
    studio.shoot_dialog("connection-change", "connectionDialog").reject()
    assembly.connection_controller.remove(connection)
    studio.shoot_dialog("connection-remove", "removeConnectionBox").reject()
    reason = password_reason(None)
    prompt = PasswordDialog(assembly.theme, connection, reason, True, studio.window)
    prompt.open()
    studio.click("promptContinue")
    studio.shoot_dialog("password", "passwordPrompt").reject()
    needed = ConnectionNeededDialog(assembly.theme, is_demo=True, parent=studio.window)
    needed.open()
    studio.shoot_dialog("schedule-needs-connection", "connectionNeededDialog").reject()
    assembly.menus.network_chosen.emit()
    studio.shoot_dialog("network", "networkDialog").reject()
    try:
        raise ValueError
    except ValueError as error:
        assembly.exception_handler.show_error(error)
    studio.shoot_dialog("unexpected", "detailsDialog").reject()


def _draw_guide(studio: Studio) -> None:
    """Page by page."""
    studio.assembly.menus.guide_chosen.emit()
    dialog, page = studio.child("guideDialog"), studio.child("guideText")
    assert isinstance(page, QTextBrowser)
    bar = page.verticalScrollBar()
    number = 1
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep() - 40)
        number += 1
        studio.shoot(f"guide-{number}", dialog)
    dialog.close()


def _draw_overview(studio: Studio) -> None:
    tabs = studio.window.tabs
    page = tabs.overview
    tabs.setCurrentWidget(page)
    _open_below(page.toolbar.compare_button)
    studio.shoot_popup("menu-compare")
    comparing = studio.assembly.comparison_fetcher
    page.toolbar.compare_button.menu().actions()[1].trigger()
    studio.shoot("overview-comparing")
    studio.wait(lambda: not comparing.is_running)
    studio.click("overviewTopReceivers")
    studio.shoot("overview-compared")
    area = page.findChildren(QWidget, "cardTop")[0].parentWidget()
    assert area is not None
    studio.keep("overview-whole", area.grab().toImage())
    studio.click("overviewCopyButton")
    studio.shoot("overview-copied")
    studio.window.notices.clear()
    _draw_paper(studio)
    tips = tabs.pages[ListKind.TIPS]
    tips.toolbar.search_field.setText("sälj")
    studio.shoot("overview-filtered")
    for table in tabs.pages.values():
        table.toolbar.search_field.setText("qqq")
    studio.shoot("overview-hidden")
    for table in tabs.pages.values():
        table.clear_filters()


def _draw_paper(studio: Studio) -> None:
    """The page as a printer or a PDF gets it."""
    board = studio.window.tabs.overview.dashboard
    assert board is not None
    image = QImage(*_A4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paper = PrintPage(studio.assembly.theme, board.overview, shows_receivers=board.is_showing_receivers)
    paper.paint(painter, QRectF(0, 0, *_A4).adjusted(59, 59, -59, -59))
    painter.end()
    studio.keep("paper", image)


def _draw_empty(studio: Studio) -> None:
    page = studio.page(ListKind.TIPS)
    state = column(ListKind.TIPS, "tip.state")
    page.set_rows([row for row in page.shown_rows() if row[state] == "Done"])
    page.saved_views.apply_view(next(view for view in page.saved_views.views if view.key == "unhandled"))
    studio.shoot("all-handled")
    page.saved_views.apply_default_view()
    for table in studio.window.tabs.pages.values():
        table.set_rows(())
    studio.shoot("no-rows")
    studio.window.tabs.setCurrentWidget(studio.window.tabs.overview)
    studio.shoot("overview-no-rows")
    studio.assembly.report_controller.clear()
    studio.shoot("overview-nothing-fetched")


def _open_below(button: QWidget) -> None:
    """As a click does, which Qt waits out."""
    assert isinstance(button, QPushButton)
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
