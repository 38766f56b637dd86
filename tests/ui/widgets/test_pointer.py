"""What follows the pointer: hover leaves with it, and a tooltip covers nothing of what it explains."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets import popup
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.popup_frame import PopupFrame


@pytest.fixture
def point_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[QPoint], None]:
    """Return a function that puts the pointer somewhere, with no event for it."""

    class Cursor:
        place = QPoint()

        @classmethod
        def pos(cls) -> QPoint:
            return cls.place

    monkeypatch.setattr(popup, "QCursor", Cursor)
    return lambda place: setattr(Cursor, "place", place)


@pytest.mark.parametrize("kind", ["menu", "popup"])
def test_hover_leaves_when_the_pointer_has_left_while_a_popup_was_open(
    kind: str, theme: Theme, page: QWidget, point_at: Callable[[QPoint], None], qtbot: QtBot
) -> None:
    button = Button(theme, "Kolumner", parent=page)
    button.show()
    QApplication.sendEvent(button, QEvent(QEvent.Type.Enter))
    assert button.underMouse()
    opened = Menu(button) if kind == "menu" else PopupFrame(theme, button)
    opened.resize(80, 80)
    opened.move(button.mapToGlobal(QPoint(0, 40)))
    opened.show()
    point_at(page.mapToGlobal(QPoint(500, 300)))
    assert button.underMouse(), "Qt sends no leave event while a popup is open"
    opened.close()
    qtbot.waitUntil(lambda: not button.underMouse())


def test_a_widget_below_the_pointer_stays_hovered(
    theme: Theme, page: QWidget, point_at: Callable[[QPoint], None], qtbot: QtBot
) -> None:
    button, other = Button(theme, "Kolumner", parent=page), Button(theme, "Vy", parent=page)
    other.move(300, 200)
    for one in (button, other):
        one.show()
        QApplication.sendEvent(one, QEvent(QEvent.Type.Enter))
    point_at(button.mapToGlobal(button.rect().center()))
    menu = Menu(button)
    menu.addAction("En")
    menu.popup(button.mapToGlobal(QPoint(0, 40)))
    menu.close()
    qtbot.waitUntil(lambda: not other.underMouse())
    assert button.underMouse()


def test_a_tooltip_is_below_what_it_explains(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    button = Button(theme, "Kolumner", parent=page)
    button.setToolTip("Välj kolumner")
    button.move(100, 50)
    button.show()
    for y in (1, button.height() - 2):
        point = QPoint(20, y)
        QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, point, button.mapToGlobal(point)))
        tip = next(one for one in QApplication.topLevelWidgets() if one.windowType() == Qt.WindowType.ToolTip)
        qtbot.waitUntil(tip.isVisible)
        assert tip.geometry().top() > button.mapToGlobal(QPoint(0, button.height() - 1)).y()
    QToolTip.hideText()
