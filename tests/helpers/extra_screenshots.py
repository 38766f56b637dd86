"""Draw the screens that a user seldom sees: menus, popups, empty states, notices and errors.

Called by `tests.helpers.screenshots --all` after the others, of the program with the sample report of last month.
"""

import dataclasses
import tempfile
from datetime import timedelta
from pathlib import Path

from msgspec import structs
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QMenu, QPushButton, QTextBrowser, QTextEdit, QWidget

from tests.helpers.screenshot_session import ScreenshotSession
from vitec_desktop.accounts.credential_store import KeyringProblem
from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.report_files import ArchiveListing
from vitec_desktop.archive.retention import SavedReport
from vitec_desktop.archive.store import ArchiveStatus
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.ui.archive.archive_dialog import ArchiveContent, ArchiveDialog
from vitec_desktop.ui.connections.password_dialog import PasswordDialog
from vitec_desktop.ui.connections.texts import password_reason
from vitec_desktop.ui.overview.print_page import PrintPage
from vitec_desktop.ui.schedule.schedule_dialog import ConnectionNeededDialog
from vitec_desktop.ui.table.context_menus import HeadingMenu, open_row_menu
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.notice import NoticeBar
from vitec_desktop.ui.widgets.segmented import SegmentedControl
from vitec_desktop.webservice.models import ListKind

_ARCHIVE_FOLDER = Path("/home/anna/.local/share/Vitec Desktop/archive")
_A4 = (1754, 1240)
"""Pixels of a landscape page at 150 dots an inch."""


def column_index(kind: ListKind, key: str) -> int:
    return next(number for number, one in enumerate(COLUMNS[kind]) if one.key == key)


def draw_extra(session: ScreenshotSession) -> None:
    _draw_command_bar(session)
    _draw_table(session)
    _draw_export(session)
    _draw_dialogs(session)
    _draw_guide(session)
    _draw_overview(session)
    _draw_archive(session)
    _draw_empty_states(session)


def _draw_command_bar(session: ScreenshotSession) -> None:
    for name in ("officePicker", "periodPreset", "statusPicker"):
        _open_below(session.find_widget(name))
        session.save_popup_screenshot(f"menu-{name}")
    first_day = session.find_widget("dateFrom")
    assert isinstance(first_day, DateField)
    first_day.show_calendar()
    session.save_popup_screenshot("calendar")


def _draw_table(session: ScreenshotSession) -> None:
    page = session.show_list(ListKind.TIPS)
    state, sender = column_index(ListKind.TIPS, "tip.state"), column_index(ListKind.TIPS, "sender.name")
    for number, name in ((0, "days"), (state, "states")):
        page.filter_controller.open_popup(number)
        session.save_popup_screenshot(f"filter-{name}")
    page.set_details_open(True)
    session.save_screenshot("details")
    cell = page.model.index(4, state)
    place = page.view.viewport().mapToGlobal(page.view.visualRect(cell).center())
    open_row_menu(page.model, page.view, cell, place, page.copy_rows, lambda: None)
    session.save_popup_screenshot("menu-row")
    header = page.view.header
    menu = HeadingMenu(page.model, page.view, sender)
    menu.popup(header.viewport().mapToGlobal(header.section_rect(sender).bottomLeft()))
    session.save_popup_screenshot("menu-heading")
    _open_below(page.toolbar.view_picker)
    session.save_popup_screenshot("menu-views")
    page.open_columns()
    session.save_popup_screenshot("menu-columns")
    people = frozenset(row[sender] for row in page.shown_rows()[:4])
    page.model.set_filters({state: ValueFilter(frozenset({"Done", "New"})), sender: ValueFilter(people)})
    page.toolbar.search_field.setText("sälj")
    page.view.selectAll()
    session.save_screenshot("chips")
    page.saved_views.open_name_dialog()
    session.save_dialog_screenshot("view-name", "viewNameDialog").reject()
    page.clear_filters()
    _draw_groups(session, page)


def _draw_groups(session: ScreenshotSession, page: ListPage) -> None:
    """Draw groups: one is closed, one is selected, of one the menu is open; then all are closed."""
    page.view.clearSelection()
    page.model.group_by(column_index(ListKind.TIPS, "receiver.name"))
    page.view.groups.toggle(1)
    page.view.groups.toggle_marked(2)
    session.save_screenshot("groups")
    page.group_controller.open_menu(0, page.view.viewport().mapToGlobal(QPoint(200, 20)))
    session.save_popup_screenshot("menu-group")
    _open_below(page.toolbar.group_picker)
    session.save_popup_screenshot("menu-groups")
    page.group_controller.toggle_all()
    session.save_screenshot("groups-closed")
    page.model.group_by(None)
    page.view.clearSelection()


def _draw_export(session: ScreenshotSession) -> None:
    session.click("exportButton")
    with tempfile.TemporaryDirectory() as folder:
        session.type_text("exportFolder", folder)
        session.type_text("exportTarget", "Måndagsmötet.xlsx")
        session.click("exportSaveButton")
        session.wait_until(lambda: session.window.notices.notice is not None)
        session.save_screenshot("export-saved")
        session.click("exportButton")
        session.type_text("exportFolder", folder)
        session.type_text("exportTarget", "Måndagsmötet.xlsx")
        session.save_dialog_screenshot("export-replaces", "exportDialog")
        session.click("exportAllSheets")
        session.click("exportSaveButton")
        session.save_dialog_screenshot("export-nothing-chosen", "exportDialog")
        kinds = session.find_widget("exportFormat")
        assert isinstance(kinds, SegmentedControl)
        kinds.segment("csv").click()
        session.save_dialog_screenshot("export-csv", "exportDialog").reject()
        session.window.notices.clear()
    session.click("exportButton")
    session.type_text("exportFolder", "/proc/1/no-such-folder")
    session.click("exportSaveButton")
    session.wait_until(lambda: session.window.notices.notice is not None)
    session.save_screenshot("export-failed")
    session.window.notices.clear()


def _draw_dialogs(session: ScreenshotSession) -> None:
    assembly = session.controller
    connection = assembly.connection_store.connections[0]
    assembly.connection_controller.keyring_problem = KeyringProblem.NONE_FOUND
    assembly.connection_controller.show_add_dialog()
    session.click("saveConnectionButton")
    session.save_dialog_screenshot("connection-empty", "connectionDialog").reject()
    assembly.connection_controller.keyring_problem = None
    assembly.connection_controller.show_change_dialog(connection)
    session.save_dialog_screenshot("connection-change", "connectionDialog").reject()
    assembly.connection_controller.confirm_removal(connection)
    session.save_dialog_screenshot("connection-remove", "removeConnectionBox").reject()
    reason = password_reason(None)
    prompt = PasswordDialog(assembly.theme, connection, reason, True, session.window)
    prompt.open()
    session.click("promptContinue")
    session.save_dialog_screenshot("password", "passwordPrompt").reject()
    needed = ConnectionNeededDialog(assembly.theme, is_demo=True, parent=session.window)
    needed.open()
    session.save_dialog_screenshot("schedule-needs-connection", "connectionNeededDialog").reject()
    assembly.menus.network.trigger()
    session.save_dialog_screenshot("network", "networkDialog").reject()
    assembly.menus.connections.trigger()
    session.save_dialog_screenshot("connections", "connectionsDialog").reject()
    try:
        raise ValueError
    except ValueError as error:
        assembly.exception_handler.show_error(error)
    session.save_dialog_screenshot("unexpected", "detailsDialog").reject()


def _draw_guide(session: ScreenshotSession) -> None:
    """Draw the guide page by page."""
    session.controller.menus.guide.trigger()
    dialog, page = session.find_widget("guideDialog"), session.find_widget("guideText")
    assert isinstance(page, QTextBrowser)
    bar = page.verticalScrollBar()
    number = 1
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep() - 40)
        number += 1
        session.save_screenshot(f"guide-{number}", dialog)
    dialog.close()


def _draw_overview(session: ScreenshotSession) -> None:
    tabs = session.window.tabs
    page = tabs.overview
    tabs.setCurrentWidget(page)
    _open_below(page.toolbar.compare_button)
    session.save_popup_screenshot("menu-compare")
    comparing = session.controller.comparison_fetcher
    page.toolbar.compare_button.menu().actions()[1].trigger()
    session.save_screenshot("overview-comparing")
    session.wait_until(lambda: not comparing.is_running)
    session.click("overviewTopReceivers")
    session.save_screenshot("overview-compared")
    page.show_definitions()
    session.save_dialog_screenshot("definitions", "definitionsDialog").reject()
    area = page.findChildren(QWidget, "cardTop")[0].parentWidget()
    assert area is not None
    session.save_picture("overview-whole", area.grab().toImage())
    session.click("overviewCopyButton")
    session.save_screenshot("overview-copied")
    session.window.notices.clear()
    _draw_print_page(session)
    tips = tabs.pages[ListKind.TIPS]
    tips.toolbar.search_field.setText("sälj")
    session.save_screenshot("overview-filtered")
    for table in tabs.pages.values():
        table.toolbar.search_field.setText("qqq")
    session.save_screenshot("overview-hidden")
    for table in tabs.pages.values():
        table.clear_filters()


def _draw_archive(session: ScreenshotSession) -> None:
    """Draw the offer, made for the sample report as if it were the user's own, the dialogs and a row's history."""
    controller = session.controller
    _draw_history(session)
    shown = controller.report_controller.fetch_result
    assert shown is not None
    assert shown.snapshot is not None
    result = dataclasses.replace(shown, selection=replace(shown.selection, offices=()))
    session.window.tabs.setCurrentWidget(session.window.tabs.overview)
    controller.archive_controller.save(result)
    session.wait_until(lambda: bool(session.window.findChildren(NoticeBar, "archiveOffer")))
    session.save_screenshot("archive-offer")
    session.click("archiveOfferAccept")
    session.wait_until(lambda: session.window.notices.notice is not None)
    session.save_screenshot("archive-saved")
    session.window.notices.clear()
    controller.menus.archive.trigger()
    session.wait_until(lambda: session.find_widget("archiveEnabled").isEnabled())
    session.click("archiveDelete")
    session.save_dialog_screenshot("archive-delete", "archiveDeleteBox").reject()
    session.click("archiveClear")
    session.save_dialog_screenshot("archive-clear", "archiveClearBox").reject()
    session.click("archiveForget")
    session.save_dialog_screenshot("archive-forget", "archiveForgetDialog").reject()
    session.save_dialog_screenshot("archive-one", "archiveDialog").reject()
    facts = shown.snapshot.facts
    reports = tuple(
        SavedReport(f"{days:016}", structs.replace(facts, fetched_at=facts.fetched_at - timedelta(days=days)), 280_000)
        for days in range(0, 91, 7)
    )
    status = ArchiveStatus(
        is_on=True, is_forced=False, are_months_forced=False, should_offer=False, months=13, state=ArchiveState.OPEN
    )
    listing = ArchiveListing(reports, size=280_000 * len(reports))
    for name, content in {
        "on": ArchiveContent(status, listing, frozenset({reports[0].id})),
        "off": ArchiveContent(replace(status, is_on=False), listing),
        "none": ArchiveContent(status, ArchiveListing()),
        "forced": ArchiveContent(replace(status, is_forced=True, are_months_forced=True), listing),
        **{
            state.name.lower(): ArchiveContent(
                replace(status, state=state), ArchiveListing(), closed=ArchiveClosed(state)
            )
            for state in (ArchiveState.LOCKED, ArchiveState.NO_KEY, ArchiveState.COPIED, ArchiveState.NO_KEYRING)
        },
    }.items():
        dialog = ArchiveDialog(controller.theme, controller.language, _ARCHIVE_FOLDER, session.window)
        dialog.open()
        dialog.show_content(content)
        session.save_dialog_screenshot(f"archive-{name.replace('_', '-')}", "archiveDialog").reject()


def _draw_history(session: ScreenshotSession) -> None:
    """Draw the history of a row that has changed, and the rows that are gone."""
    page = session.show_list(ListKind.INCOMING)
    model = page.model
    session.wait_until(lambda: model.is_compared)
    page.set_details_open(True)
    changed = ChangeKind.CHANGED.value
    rows = [model.detail_row(place)[1] for place in range(model.rowCount())]
    page.view.select_position(next(n for n, row in enumerate(rows) if row[model.change_column] == changed))
    observed = ("Först sedd", "First seen")  # in a low pane they stand with the fields
    session.wait_until(
        lambda: any(
            one.isVisible() and any(words in one.toPlainText() for words in observed)
            for one in page.details.findChildren(QTextEdit)
        )
    )
    page.toolbar.gone_button.click()
    session.save_screenshot("history")
    page.toolbar.gone_button.click()


def _draw_print_page(session: ScreenshotSession) -> None:
    """Draw the overview as it is printed."""
    board = session.window.tabs.overview.dashboard
    assert board is not None
    image = QImage(*_A4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paper = PrintPage(session.controller.theme, board.overview, with_receivers=board.is_showing_receivers)
    paper.paint(painter, QRectF(0, 0, *_A4).adjusted(59, 59, -59, -59))
    painter.end()
    session.save_picture("paper", image)


def _draw_empty_states(session: ScreenshotSession) -> None:
    page = session.show_list(ListKind.TIPS)
    state = column_index(ListKind.TIPS, "tip.state")
    page.set_rows([row for row in page.shown_rows() if row[state] == "Done"])
    page.saved_views.apply_view(next(view for view in page.saved_views.views if view.key == "unhandled"))
    session.save_screenshot("all-handled")
    page.saved_views.apply_default_view()
    for table in session.window.tabs.pages.values():
        table.set_rows(())
    session.save_screenshot("no-rows")
    session.window.tabs.setCurrentWidget(session.window.tabs.overview)
    session.save_screenshot("overview-no-rows")
    session.controller.report_controller.clear()
    session.save_screenshot("overview-nothing-fetched")


def _open_below(button: QWidget) -> None:
    """Open the menu of a button as a click does, without waiting until it closes."""
    assert isinstance(button, QPushButton)
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
