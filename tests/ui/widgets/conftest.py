"""A theme for the widgets, and a window to put them in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A theme, in a program that speaks Swedish: an Arabic or Persian system has digits of its own."""
    locale = QLocale()
    QLocale.setDefault(QLocale("sv_SE"))
    theme = Theme(qapp, SchemeChoice.LIGHT)
    yield theme
    theme.deleteLater()
    QLocale.setDefault(locale)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A visible window to add widgets to."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(1200, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window
