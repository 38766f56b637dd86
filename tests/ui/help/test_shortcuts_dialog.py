"""The list of shortcuts is as high as it needs to be, where the window has room for it."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from vitec_desktop.report.language import load_language
from vitec_desktop.ui.help.shortcuts_dialog import ShortcutsDialog
from vitec_desktop.ui.theme.theme import Theme


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_scrolls_only_where_there_is_no_room(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for size, has_room in ((QSize(1440, 1400), True), (QSize(1024, 640), False)):
        window.resize(size)
        window.show()
        dialog = ShortcutsDialog(Theme(qapp), load_language(language), window)
        dialog.open()
        QApplication.processEvents()
        area = dialog.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        assert (area.verticalScrollBar().maximum() == 0) is has_room
        dialog.close()
