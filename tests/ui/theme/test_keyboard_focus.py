"""Focus frames: only where the focus came by keyboard; fields show theirs always."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextBrowser,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, IconButton
from vitec_desktop.ui.widgets.segmented import SegmentedControl
from vitec_desktop.ui.widgets.switch_button import SwitchButton

OTHERS: dict[str, Callable[[Theme, QWidget], QWidget]] = {
    "filled button": lambda theme, parent: Button(theme, "Hämta", ButtonKind.FILLED, parent=parent),
    "quiet button": lambda theme, parent: Button(theme, "Hämta", ButtonKind.QUIET, parent=parent),
    "icon button": lambda theme, parent: IconButton(theme, "close", "Stäng", parent=parent),
    "switch": lambda theme, parent: SwitchButton(theme, "Spara", parent),
    "segment": lambda theme, parent: _segment(theme, parent),
    "Qt's button": lambda theme, parent: QPushButton("Nej", parent),
    "check box": lambda theme, parent: QCheckBox("Anonymiserad", parent),
    "radio button": lambda theme, parent: QRadioButton("Allt", parent),
    "list": lambda theme, parent: QListWidget(parent),
    "tree": lambda theme, parent: QTreeWidget(parent),
    "text to read": lambda theme, parent: _read_only(QTextBrowser(parent)),
    "details": lambda theme, parent: _read_only(QPlainTextEdit(parent)),
}
FIELDS: dict[str, Callable[[QWidget], QWidget]] = {"line": QLineEdit, "combo box": QComboBox, "text": QPlainTextEdit}


def _segment(theme: Theme, parent: QWidget) -> QWidget:
    control = SegmentedControl(theme, (("a", "A"), ("b", "B")), name="Val", parent=parent)
    return control.segment("a")


def _read_only(text: QTextBrowser | QPlainTextEdit) -> QWidget:
    text.setReadOnly(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    return text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def show_between(qtbot: QtBot, window: QWidget, make: Callable[[QWidget], QWidget]) -> tuple[QPushButton, QWidget]:
    """Show a widget after a button; return both."""
    column = QVBoxLayout(window)
    before = QPushButton("Förut")
    column.addWidget(before)
    holder = QWidget(window)
    QVBoxLayout(holder)
    column.addWidget(holder)
    widget = make(holder)
    layout = holder.layout()
    assert layout is not None
    if widget.parentWidget() is holder:
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    return before, widget


def painted(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


@pytest.mark.parametrize("kind", OTHERS)
def test_only_a_focus_that_came_by_keyboard_has_a_frame(kind: str, theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    before, widget = show_between(qtbot, window, lambda parent: OTHERS[kind](theme, parent))
    before.setFocus()
    plain = painted(widget)
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    assert widget.hasFocus()
    assert not shows_focus(widget)
    assert painted(widget) == plain
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert widget.hasFocus()
    assert shows_focus(widget)
    assert painted(widget) != plain


@pytest.mark.parametrize("kind", ["check box", "radio button", "Qt's button"])
def test_the_frame_is_at_the_edge_only(kind: str, theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    before, widget = show_between(qtbot, window, lambda parent: OTHERS[kind](theme, parent))
    plain = painted(widget)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    framed = painted(widget)
    inside = plain.rect().adjusted(4, 4, -4, -4)
    assert framed != plain
    assert framed.copy(inside) == plain.copy(inside)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_has_its_frame_always(kind: str, theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    before, widget = show_between(qtbot, window, FIELDS[kind])
    plain = painted(widget)
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    by_mouse = painted(widget)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert plain != by_mouse == painted(widget)


def test_a_press_of_the_mouse_takes_the_frame_away(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    before, widget = show_between(qtbot, window, lambda parent: QCheckBox("Anonymiserad", parent))
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert shows_focus(widget)
    before.setFocus()
    assert shows_focus(before), "the program moves the focus on, for example at an arrow key"
    widget.setFocus()
    QTest.mouseClick(before, Qt.MouseButton.LeftButton)
    widget.setFocus()
    assert not shows_focus(widget)


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_a_dialog_shows_where_the_focus_is_if_it_was_opened_by_keyboard(
    by_keyboard: bool, theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    before, widget = show_between(qtbot, window, QPushButton)
    if by_keyboard:
        QTest.keyClick(before, Qt.Key.Key_Tab)
    else:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    dialog = QDialog(widget.window())
    _, first = show_between(qtbot, dialog, lambda parent: QCheckBox("Anonymiserad", parent))
    first.setFocus()
    assert shows_focus(first) == by_keyboard


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_what_opens_a_dialog_decides_whatever_moved_the_focus_before(
    by_keyboard: bool, theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    before, button = show_between(qtbot, window, QPushButton)
    dialog = QDialog(window)
    first = QPushButton("Ja", dialog)
    shortcut = QShortcut(QKeySequence("Alt+A"), window)
    for signal in (button.clicked, shortcut.activated):  # type: ignore[attr-defined]
        signal.connect(dialog.open)
    handle = window.windowHandle()
    if by_keyboard:
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=before.geometry().center())
        QTest.keyClick(handle, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    else:
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert shows_focus(button)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=button.mapTo(window, button.rect().center()))
    qtbot.waitUntil(first.hasFocus)
    assert shows_focus(first) == by_keyboard


def test_a_window_that_comes_back_shows_its_focus_as_before(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    _, button = show_between(qtbot, window, QPushButton)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=button.mapTo(window, button.rect().center()))
    assert button.hasFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F13)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    window.activateWindow()
    qtbot.waitUntil(button.hasFocus)
    assert not shows_focus(button)
