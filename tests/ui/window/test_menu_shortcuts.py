"""The menus' shortcuts work in text fields, also on X11, where Ctrl+E is "end of the line"."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from tests.helpers.debian import need_program
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.search_field import SearchField
from vitec_desktop.ui.window.menus import Menus


def lost_shortcuts(platform: str) -> list[str]:
    """Press the shortcut of every action in each kind of text field; return those that did not come."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    assert app.platformName() == platform
    window = QMainWindow()
    menus = Menus(window.menuBar(), window)
    menus.set_undo("Ångra", "Gör om")
    content = QWidget(window)
    column = QVBoxLayout(content)
    theme = Theme(app)
    fields = (SearchField(theme, parent=content), DateField(theme, "Dag", content), QLineEdit(content))
    for field in fields:
        column.addWidget(field)
    window.setCentralWidget(content)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    actions = [action for action in window.actions() if not action.shortcut().isEmpty()]
    came: list[QAction] = []
    for action in actions:
        action.setEnabled(True)
        action.triggered.connect(lambda _=False, action=action: came.append(action))
    lost = []
    for field in fields:
        field.setFocus()
        for action in actions:
            for keys in action.shortcuts():
                came.clear()
                QTest.keySequence(field, keys)
                if came != [action]:
                    lost.append(f"{keys.toString()} in {type(field).__name__}")
    assert len(actions) > 15
    line = fields[-1]
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "abc")
    came.clear()
    QTest.keySequence(line, QKeySequence("Ctrl+Z"))
    QTest.keySequence(line, QKeySequence("Ctrl+Shift+Z"))
    assert (line.text(), came) == ("abc", []), "a text that can be undone comes first"
    window.close()
    return lost


def test_every_shortcut_works_in_every_text_field(qapp: QApplication) -> None:
    assert lost_shortcuts(qapp.platformName()) == []


@pytest.mark.slow
def test_every_shortcut_works_in_every_text_field_on_x11() -> None:
    need_program("xvfb-run", "xvfb")
    command = ["xvfb-run", "-a", sys.executable, "-c", f"from {__name__} import *; print(lost_shortcuts('xcb'))"]
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    project = Path(__file__).parents[3]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
