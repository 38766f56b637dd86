"""The base classes of dialogs: as high as what they show."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
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


def test_what_is_scrolled_to_has_its_margin_below_though_it_was_just_visible(qtbot: QtBot, theme: Theme) -> None:
    dialog = ScrollingDialog(theme, 480)
    qtbot.addWidget(dialog)
    parts = [QWidget() for _ in range(60)]
    for part in parts:
        part.setFixedHeight(40)
        dialog.body.addWidget(part)
    with qtbot.waitExposed(dialog):
        dialog.show()
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    viewport = area.viewport()
    for part in (parts[-1], parts[30]):
        end = part.mapTo(viewport, QPoint(0, part.height())).y()
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + end - viewport.height())
        dialog.scroll_to(part)
        end = part.mapTo(viewport, QPoint(0, part.height())).y()
        assert viewport.height() - end == dialog.body.contentsMargins().bottom()
    dialog.scroll_to(parts[0])
    assert parts[0].mapTo(viewport, QPoint()).y() >= 0
