"""A chart on a card: its bars can be pointed at, walked through with the arrow keys, heard, clicked and copied."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from vitec_desktop.ui.charts.drawing import draw_image
from vitec_desktop.ui.charts.models import Chart, chart_text, full_title, with_full_title
from vitec_desktop.ui.charts.painter import ChartPainter, HitArea
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import print_style, screen_style
from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import wrapped_tooltip
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.painting import draw_box, draw_focus_frame, make_painter

_SPOT_RADIUS: Final = 4.0
_STEPS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class BarButton(QAbstractButton):
    """One bar to act on; the chart below paints it, only the focus frame is painted here."""

    def __init__(self, theme: Theme, view: "ChartView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.row = self.column = 0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)

    def set_hit_area(self, spot: HitArea) -> None:
        """Stand for this bar from now on."""
        self.hit_area = spot
        self.row, self.column = spot.row, spot.column
        self.setGeometry(spot.rect.toAlignedRect())
        self.setAccessibleName(spot.bar.accessible_text)
        self.setAccessibleDescription(spot.bar.hint)
        self.setToolTip(wrapped_tooltip(f"{spot.bar.accessible_text}\n{spot.bar.hint}".strip()))
        leads_on = spot.bar.is_clickable
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads_on else Qt.CursorShape.ArrowCursor)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = make_painter(self)
            draw_focus_frame(painter, QRectF(self.rect()), self._theme, _SPOT_RADIUS)
            painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._view.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._view.set_current_button(self)
        area = self._view.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 20, 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._view.move_focus(self, *_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._view.move_focus_to_end(is_last=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        if self.hit_area.bar.is_clickable:
            self._view.filter_requested.emit(self.hit_area.bar.row_filter)


class ChartView(QWidget):
    """`filter_wished` carries the FilterWish of the bar that was clicked. Tab enters the chart at its current bar."""

    filter_requested = Signal(object)
    least_height_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._art: ChartPainter | None = None
        self._buttons: list[BarButton] = []
        self._current = 0
        theme.changed.connect(self._on_theme_changed)

    @property
    def chart(self) -> Chart | None:
        return self._chart

    @property
    def bar_buttons(self) -> list[BarButton]:
        """What can be pointed at now, row by row."""
        return [button for button in self._buttons if not button.isHidden()]

    def show_chart(self, chart: Chart) -> None:
        """Show this one in the place of another; the keyboard stays where it is."""
        if chart == self._chart:
            return
        self._chart = chart
        self._art = painter_for(chart, screen_style(self._theme))
        self.setAccessibleName(full_title(chart))
        self.setAccessibleDescription(chart_text(chart))
        self.setToolTip(wrapped_tooltip(chart.hint))
        self._place_spots()
        self.updateGeometry()
        self.update()

    def minimum_height(self) -> float:
        return self._art.minimum_height() if self._art else 0.0

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(self.minimum_height()))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    # Keyboard -------------------------------------------------------------------------------------------------

    def set_current_button(self, button: BarButton) -> None:
        """Tab comes back to the bar that was left."""
        self._current = self._buttons.index(button)
        self._show_current()

    def move_focus(self, button: BarButton, rows: int, columns: int) -> None:
        """Go to the next bar in a direction; in a shorter row to its last."""
        row = [other for other in self.bar_buttons if other.row == button.row + rows]
        column = button.column + columns
        target = next((other for other in row if other.column == column), row[-1] if row and rows else None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_focus_to_end(self, *, is_last: bool) -> None:
        self.bar_buttons[-1 if is_last else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Copying --------------------------------------------------------------------------------------------------

    def to_image(self) -> QImage:
        """The chart on white, fine enough for print."""
        chart = self._chart
        assert chart is not None
        look = print_style(self._theme)
        art = painter_for(with_full_title(chart), look)
        size = QSizeF(self.width(), max(self.height(), art.minimum_height()))

        def paint(painter: QPainter, rect: QRectF) -> None:
            art.paint(painter, rect)

        return draw_image(size, paint)

    def copy_image(self) -> None:
        QGuiApplication.clipboard().setImage(self.to_image())

    def copy_numbers(self) -> None:
        if self._chart:
            QGuiApplication.clipboard().setText(f"{full_title(self._chart)}\n{chart_text(self._chart)}")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._chart is None:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Kopiera diagrammet som bild"), self.copy_image)
        menu.addAction(self.tr("Kopiera siffrorna"), self.copy_numbers)
        menu.popup(event.globalPos())

    # Painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        rect = QRectF(self.rect())
        draw_box(painter, rect, self._theme.color("surface"), self._theme.color("line"), Radius.CARD)
        for button in self.bar_buttons:
            if button.underMouse() and button.hit_area.bar.is_clickable:
                draw_box(painter, QRectF(button.geometry()), self._theme.color("hover"), None, _SPOT_RADIUS)
        if self._art:
            self._art.paint(painter, rect)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_spots()

    def _place_spots(self) -> None:
        spots = self._art.hit_areas(QRectF(self.rect())) if self._art else []
        while len(self._buttons) < len(spots):
            self._buttons.append(BarButton(self._theme, self))
        for button, spot in zip(self._buttons, spots, strict=False):
            button.set_hit_area(spot)
        for button in self._buttons[len(spots) :]:
            button.hide()
        self._current = min(self._current, max(len(spots) - 1, 0))
        self._show_current()

    def _show_current(self) -> None:
        for number, button in enumerate(self._buttons):
            policy = Qt.FocusPolicy.StrongFocus if number == self._current else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _on_theme_changed(self) -> None:
        if self._chart:
            self._art = painter_for(self._chart, screen_style(self._theme))
            self._place_spots()
            self.least_height_changed.emit()
        self.update()
