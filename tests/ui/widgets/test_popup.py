"""Popups have round corners, on a desktop that blends windows and on one that does not."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.debian import need_program
from tests.ui.table.pages import STATE, TIPS
from vitec_desktop.report.language import Language
from vitec_desktop.ui.table.filter_popup import ColumnFilterPopup
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets import popup as popups
from vitec_desktop.ui.widgets.menu import Menu

MakePopup = Callable[[], QWidget]

_ASK = """
from PySide6.QtWidgets import QApplication
from vitec_desktop.ui.widgets.popup import blends_windows
app = QApplication([])
print(app.platformName(), blends_windows())
"""


@pytest.fixture(params=["menu", "filter"])
def make_popup(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> MakePopup:
    """Return a function that shows a popup of one kind."""

    owner = QWidget()
    qtbot.addWidget(owner)

    def make() -> QWidget:
        if request.param == "menu":
            menu = Menu(owner)
            menu.addAction("Kopiera")
            menu.show()
            return menu
        popup = ColumnFilterPopup(ReportTableModel(TIPS, Language("sv"), owner), STATE, Theme(qapp), owner)
        popup.show()
        return popup

    return make


def test_the_corners_are_transparent_where_windows_are_blended(
    make_popup: MakePopup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(popups, "blends_windows", lambda: True)
    popup = make_popup()
    assert popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert popup.mask().isEmpty()


def test_the_corners_are_cut_off_where_windows_are_not_blended(
    make_popup: MakePopup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(popups, "blends_windows", lambda: False)
    popup = make_popup()
    assert not popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    for size in (popup.size(), popup.size() * 2):
        popup.resize(size)
        shape, box = popup.mask(), popup.rect()
        assert shape.boundingRect() == box
        corners = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight())
        assert not [corner for corner in corners if shape.contains(corner)]
        middles = (QPoint(box.center().x(), 0), QPoint(0, box.center().y()), box.center())
        assert [middle for middle in middles if shape.contains(middle)] == list(middles)


def test_x11_without_a_compositor_does_not_blend_windows() -> None:
    need_program("xvfb-run", "xvfb")
    command = ["xvfb-run", "-a", sys.executable, "-c", _ASK]
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["xcb", "False"]


def test_other_systems_blend_windows(qapp: QApplication) -> None:
    assert qapp.platformName() == "offscreen"
    assert popups.blends_windows()
