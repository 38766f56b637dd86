"""A chart on a card: its bars can be pointed at, walked through with the arrow keys, heard, clicked and copied."""

from html import escape
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

from vitec_desktop.ui.charts.models import Chart, full_title, in_words, standing_alone
from vitec_desktop.ui.charts.painter import Art, Spot
from vitec_desktop.ui.charts.painters import art_of
from vitec_desktop.ui.charts.picture import picture
from vitec_desktop.ui.charts.style import paper_look, screen_look
from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.painting import begin, draw_box, draw_focus

_SPOT_RADIUS: Final = 4.0
_STEPS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def rich_tip(text: str) -> str:
    """`text` as Qt's tooltips wrap it; plain text would become one line as wide as the screen."""
    return f'<div style="white-space: pre-wrap">{escape(text)}</div>' if text else ""


class SpotButton(QAbstractButton):
    """One bar to act on; the chart below paints it, only the focus frame is painted here."""

    def __init__(self, theme: Theme, view: "ChartView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.row = self.column = 0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)

    def take(self, spot: Spot) -> None:
        """Stand for this bar from now on."""
        self.spot = spot
        self.row, self.column = spot.row, spot.column
        self.setGeometry(spot.rect.toAlignedRect())
        self.setAccessibleName(spot.bar.spoken)
        self.setAccessibleDescription(spot.bar.hint)
        self.setToolTip(rich_tip(f"{spot.bar.spoken}\n{spot.bar.hint}".strip()))
        leads_on = spot.bar.leads_on
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads_on else Qt.CursorShape.ArrowCursor)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = begin(self)
            draw_focus(painter, QRectF(self.rect()), self._theme, _SPOT_RADIUS)
            painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._view.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._view.set_current(self)
        area = self._view.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 20, 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._view.step(self, *_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._view.step_to_end(is_last=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        if self.spot.bar.leads_on:
            self._view.filter_wished.emit(self.spot.bar.wish)


class ChartView(QWidget):
    """`filter_wished` carries the FilterWish of the bar that was clicked. Tab enters the chart at its current bar."""

    filter_wished = Signal(object)
    least_height_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._art: Art | None = None
        self._buttons: list[SpotButton] = []
        self._current = 0
        theme.changed.connect(self._on_theme_changed)

    @property
    def chart(self) -> Chart | None:
        return self._chart

    @property
    def spots(self) -> list[SpotButton]:
        """What can be pointed at now, row by row."""
        return [button for button in self._buttons if not button.isHidden()]

    def show_chart(self, chart: Chart) -> None:
        """Show this one in the place of another; the keyboard stays where it is."""
        if chart == self._chart:
            return
        self._chart = chart
        self._art = art_of(chart, screen_look(self._theme))
        self.setAccessibleName(full_title(chart))
        self.setAccessibleDescription(in_words(chart))
        self.setToolTip(rich_tip(chart.hint))
        self._place_spots()
        self.updateGeometry()
        self.update()

    def least_height(self) -> float:
        return self._art.least_height() if self._art else 0.0

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(self.least_height()))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    # Keyboard -------------------------------------------------------------------------------------------------

    def set_current(self, button: SpotButton) -> None:
        """Tab comes back to the bar that was left."""
        self._current = self._buttons.index(button)
        self._show_current()

    def step(self, button: SpotButton, rows: int, columns: int) -> None:
        """Go to the next bar in a direction; in a shorter row to its last."""
        row = [other for other in self.spots if other.row == button.row + rows]
        column = button.column + columns
        target = next((other for other in row if other.column == column), row[-1] if row and rows else None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_to_end(self, *, is_last: bool) -> None:
        self.spots[-1 if is_last else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Copying --------------------------------------------------------------------------------------------------

    def picture(self) -> QImage:
        """The chart on white, fine enough for print."""
        chart = self._chart
        assert chart is not None
        look = paper_look(self._theme)
        art = art_of(standing_alone(chart), look)
        size = QSizeF(self.width(), max(self.height(), art.least_height()))

        def paint(painter: QPainter, rect: QRectF) -> None:
            art.paint(painter, rect)

        return picture(size, paint)

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(self.picture())

    def copy_numbers(self) -> None:
        if self._chart:
            QGuiApplication.clipboard().setText(f"{full_title(self._chart)}\n{in_words(self._chart)}")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._chart is None:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Kopiera diagrammet som bild"), self.copy_picture)
        menu.addAction(self.tr("Kopiera siffrorna"), self.copy_numbers)
        menu.popup(event.globalPos())

    # Painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        draw_box(painter, rect, self._theme.color("surface"), self._theme.color("line"), Radius.CARD)
        for button in self.spots:
            if button.underMouse() and button.spot.bar.leads_on:
                draw_box(painter, QRectF(button.geometry()), self._theme.color("hover"), None, _SPOT_RADIUS)
        if self._art:
            self._art.paint(painter, rect)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_spots()

    def _place_spots(self) -> None:
        spots = self._art.spots(QRectF(self.rect())) if self._art else []
        while len(self._buttons) < len(spots):
            self._buttons.append(SpotButton(self._theme, self))
        for button, spot in zip(self._buttons, spots, strict=False):
            button.take(spot)
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
            self._art = art_of(self._chart, screen_look(self._theme))
            self._place_spots()
            self.least_height_changed.emit()
        self.update()
