"""Helpers for the tests of a list's page."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from tests.ui.table.rows import column_number
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.saved_views import ViewNameDialog
from vitec_desktop.webservice.models import ListKind

TIPS = ListKind.TIPS
STATE = column_number(TIPS, "tip.state")
TITLE = column_number(TIPS, "tip.title")
SENDER = column_number(TIPS, "sender.name")
COMPANY = column_number(TIPS, "receiver.company.name")
ROW_ID = column_number(TIPS, "tip.id")

MakePage = Callable[..., ListPage]


def shown_values(page: ListPage, column: int) -> list[object]:
    return [row[column] for row in page.shown_rows()]


def chip_names(page: ListPage) -> list[str]:
    return [chip.accessibleName() for chip in page.toolbar.chip_row.chips()]


def menu_actions(picker: QPushButton) -> dict[str, QAction]:
    """Return the entries of a picker's menu by their texts, as it shows them when it opens."""
    picker.menu().aboutToShow.emit()
    return {action.text(): action for action in picker.menu().actions() if not action.isSeparator()}


def save_view(page: ListPage, name: str) -> None:
    button = page.findChild(QPushButton, "saveViewButton")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    button.click()
    dialog = page.findChild(ViewNameDialog, "viewNameDialog")
    assert isinstance(dialog, ViewNameDialog)
    dialog.name.setText(name)
    dialog.save_button.click()
