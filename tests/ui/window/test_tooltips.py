"""What follows the pointer, in the whole window: tooltips cover nothing of what they explain, and hover leaves."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QWidget

from tests.helpers.window_driver import WindowDriver
from vitec_desktop.ui.charts.chart_view import ChartView
from vitec_desktop.ui.widgets.labels import wrapped_tooltip
from vitec_desktop.webservice.models import ListKind


@pytest.fixture(autouse=True)
def hide_tooltip() -> Iterator[None]:
    yield
    QToolTip.hideText()


def explain(driver: WindowDriver, widget: QWidget, point: QPoint) -> QRect:
    """Let the pointer rest on `point` of the widget, and return where on the screen the tooltip is."""
    QToolTip.hideText()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point)))
    driver.wait_until(QToolTip.isVisible)
    shown = [one for one in QApplication.topLevelWidgets() if one.windowType() == Qt.WindowType.ToolTip]
    return next(one.geometry() for one in shown if one.isVisible())


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1440, 800), (1024, 640)])
def test_no_tooltip_covers_the_widget_that_it_explains(demo: WindowDriver, size: tuple[int, int]) -> None:
    """A chart as a whole is larger than the way that a tooltip may be from the pointer."""
    demo.window.resize(*size)
    explained: set[str] = set()
    for tab in range(demo.window.tabs.count()):
        demo.window.tabs.setCurrentIndex(tab)
        demo.wait_until(lambda: demo.controller.overview_controller.is_up_to_date and not demo.is_table_updating)
        for widget in demo.window.findChildren(QWidget):
            if not widget.isVisible() or not widget.toolTip() or isinstance(widget, ChartView):
                continue
            if widget.visibleRegion().boundingRect() != widget.rect():
                continue  # scrolled away
            place = QRect(widget.mapToGlobal(QPoint()), widget.size())
            for y in (1, widget.height() - 2):
                assert not explain(demo, widget, QPoint(4, y)).intersects(place), (widget.objectName(), y)
            explained.add(type(widget).__name__)
    assert {"SearchField", "DateField", "PickerButton", "Button", "TileButton"} <= explained, explained


def test_the_tooltip_of_a_heading_is_below_it(demo: WindowDriver) -> None:
    demo.show_list(ListKind.TIPS)
    header = demo.window.tabs.pages[ListKind.TIPS].view.header
    column = header.shown_columns()[2]
    before = header.sectionSize(column)
    header.resizeSection(column, 50)
    rect = header.section_rect(column)
    tip = explain(demo, header.viewport(), QPoint(rect.left() + 8, 2))
    header.resizeSection(column, before)
    assert tip.top() > header.viewport().mapToGlobal(rect.bottomLeft()).y()


def test_hover_leaves_when_a_dialog_opens_over_a_widget(demo: WindowDriver) -> None:
    for name, dialog in (("exportButton", "exportDialog"), ("fetchButton", "exportDialog")):
        button = demo.find_widget(QPushButton, name)
        demo.activate()
        QCursor.setPos(button.mapToGlobal(button.rect().center()))
        demo.wait_until(button.underMouse)
        demo.press_keys("Ctrl+E")
        opened = demo.find_dialog(dialog)
        demo.wait_until(lambda button=button: not button.underMouse())  # type: ignore[misc]
        QCursor.setPos(demo.window.mapToGlobal(demo.window.rect().bottomLeft()))
        opened.reject()
        demo.wait_until(lambda button=button: not button.underMouse())  # type: ignore[misc]


@pytest.mark.parametrize("text", ["Vasastan, leads: 56, mot 66", "Kungsholmen, tips, mottagna: 24 (förra: 24)"])
def test_a_short_tooltip_is_one_line(demo: WindowDriver, text: str) -> None:
    """Qt wraps a rich text so that it is rather high than wide."""
    button = demo.find_button("exportButton")
    before = button.toolTip()
    heights = []
    for words in ("Leads", text, f"{text}\n{text}"):
        button.setToolTip(wrapped_tooltip(words, [(0, 4)], ("black", "yellow")))
        heights.append(explain(demo, button, button.rect().center()).height())
    button.setToolTip(before)
    assert heights[0] == heights[1] < heights[2]
