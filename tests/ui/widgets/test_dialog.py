"""The base classes of dialogs: as high as what they show."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog, ScrollingDialog
from vitec_desktop.ui.widgets.labels import make_label

LONG = "Ett kund-id är en bokstav och siffror. " * 10


@pytest.mark.parametrize("kind", [BaseDialog, ScrollingDialog])
def test_a_text_deep_inside_has_its_room_at_once(qtbot: QtBot, theme: Theme, kind: type[BaseDialog]) -> None:
    dialog = kind(theme, 480)
    qtbot.addWidget(dialog)
    label = make_label("Kund-id", wraps=True)
    inner: QWidget = label
    for _ in range(5):
        box = QWidget()
        QVBoxLayout(box).addWidget(inner)
        inner = box
    dialog.body.addWidget(inner)
    with qtbot.waitExposed(dialog):
        dialog.show()
    for text in (LONG, LONG + LONG, "Kund-id"):
        for _ in range(10):  # until all that was to be laid out is
            QApplication.processEvents()
        label.setText(text)
        dialog.resize_to_content()
        assert label.height() == label.heightForWidth(label.width())
