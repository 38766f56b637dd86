"""The widget that shows a chart: bars react to pointer, keyboard and screen reader; the chart can be copied."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.ui.charts.drawing import PADDING, ChartPainter, HitArea, draw_image
from vitec_desktop.ui.charts.models import Bar, Chart, chart_text, full_title, with_full_title
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import print_style, screen_style
from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.metrics import HeightRange, Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import ElidedLabel, show_tooltip_below, wrapped_tooltip
from vitec_desktop.ui.widgets.long_text import shortened
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.painting import draw_box, draw_focus_frame, make_painter

_BAR_RADIUS: Final = 4.0
_FOOTER_BOTTOM: Final = 10.0
_MAX_TOOLTIP_LENGTH: Final = 90  # characters, which fit on a line
_DIRECTIONS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def definition_tooltip(text: str) -> str:
    """Return a tooltip of two lines: what is shown, and where it says how that is counted."""
    how = QCoreApplication.translate("Overview", "Så räknas det: F1")
    return wrapped_tooltip(f"{shortened(text, _MAX_TOOLTIP_LENGTH)}\n{how}")


class BarButton(QAbstractButton):
    """A clickable bar. The chart paints the bar; this widget paints the focus frame only."""

    def __init__(self, theme: Theme, view: "ChartView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.row = self.column = 0
        self._bar: Bar | None = None
        self.clicked.connect(self._on_clicked)

    def set_hit_area(self, hit_area: HitArea) -> None:
        """Show the button over another bar."""
        self.hit_area = hit_area
        self.row, self.column = hit_area.row, hit_area.column
        self.setGeometry(hit_area.rect.toAlignedRect())
        if hit_area.bar is not self._bar:
            self._bar = bar = hit_area.bar
            self.setAccessibleName(bar.accessible_text)
            self.setAccessibleDescription(bar.hint)
            self.setCursor(Qt.CursorShape.PointingHandCursor if bar.is_clickable else Qt.CursorShape.ArrowCursor)
        if self.isHidden():
            self.show()

    def toolTip(self) -> str:  # noqa: N802
        """Return the tooltip, which the chart shows: Qt knows none, since nobody sees most of a hundred."""
        return definition_tooltip(self.hit_area.bar.accessible_text)

    def paintEvent(self, event: QPaintEvent) -> None:
        if shows_focus(self):
            painter = make_painter(self)
            draw_focus_frame(painter, QRectF(self.rect()), self._theme, _BAR_RADIUS)
            painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._view.paint_anew()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._view.paint_anew()

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
        if key in _DIRECTIONS:
            self._view.move_focus(self, *_DIRECTIONS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._view.move_focus_to_end(is_last=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        bar = self.hit_area.bar
        if bar.is_clickable and bar.row_filter is not None:
            self._view.filter_requested.emit(bar.row_filter, bar.filter_name or bar.name)
        elif bar.is_clickable:
            self._open_parts(bar)

    def _open_parts(self, bar: Bar) -> None:
        """Let the user choose which list's rows he wants to see."""
        menu = Menu(self)
        requested = self._view.filter_requested
        for part in bar.parts:
            action = menu.addAction(part.text)
            action.triggered.connect(lambda _=False, part=part: requested.emit(part.row_filter, part.filter_name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.activate_checked()
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class ChartView(QWidget):
    """A chart on a card. Tab enters it at the current bar; `filter_requested` carries a clicked bar's rows, named."""

    filter_requested = Signal(RowFilter, str)
    copied = Signal(str)
    """Emitted with what has been copied, as "Siffrorna är kopierade"."""
    bars_made = Signal()
    """Emitted when there are more buttons of bars than before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._painter: ChartPainter | None = None
        self._painted_ahead: QPixmap | None = None
        self._buttons: list[BarButton] = []
        self._current = 0
        self._footer = ElidedLabel("", "caption", parent=self)
        self._footer.hide()
        theme.changed.connect(self._on_theme_changed)

    @property
    def chart(self) -> Chart | None:
        return self._chart

    @property
    def bar_buttons(self) -> list[BarButton]:
        """The buttons of the bars shown now, row by row."""
        return [button for button in self._buttons if not button.isHidden()]

    def show_chart(self, chart: Chart) -> None:
        """Show `chart` in place of another; the focus stays where it is."""
        if chart == self._chart:
            return
        self._chart = chart
        self._painter = painter_for(chart, screen_style(self._theme))
        self.setAccessibleName(full_title(chart))
        self.setAccessibleDescription(chart_text(chart))
        self.setToolTip(definition_tooltip(full_title(chart)))
        self._place_buttons()
        self.updateGeometry()
        self.paint_anew()

    @property
    def footer(self) -> ElidedLabel:
        """The line below the chart."""
        return self._footer

    def set_footer(self, text: str, hint: str = "") -> None:
        """Show a line below the chart, with a tooltip; none for ""."""
        self._footer.set_text(text)
        self._footer.setToolTip(wrapped_tooltip(hint) if hint else "")
        self._footer.setAccessibleDescription(hint)
        self._footer.setVisible(bool(text))
        self._place_buttons()
        self.updateGeometry()
        self.paint_anew()

    def minimum_height(self) -> float:
        return self._painter.minimum_height() + self._footer_height() if self._painter else 0.0

    def heights(self) -> HeightRange:
        if self._painter is None:
            return HeightRange(0.0, 0.0)
        least, usual = self._painter.heights()
        return HeightRange(least + self._footer_height(), usual + self._footer_height())

    def breaks(self, height: float) -> list[float]:
        """Return where a window can end in the chart of that height without cutting a line."""
        return self._painter.breaks(height - self._footer_height()) if self._painter else []

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(self.minimum_height()))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    # Keyboard -------------------------------------------------------------------------------------------------

    def set_current_button(self, button: BarButton) -> None:
        """Make `button` the one that Tab comes back to."""
        self._current = self._buttons.index(button)
        self._update_focus_policies()

    def move_focus(self, button: BarButton, rows: int, columns: int) -> None:
        """Move the focus from `button` to the next bar in a direction; in a shorter row to its last."""
        row = [other for other in self.bar_buttons if other.row == button.row + rows]
        column = button.column + columns
        target = next((other for other in row if other.column == column), row[-1] if row and rows else None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_focus_to_end(self, *, is_last: bool) -> None:
        self.bar_buttons[-1 if is_last else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Copying --------------------------------------------------------------------------------------------------

    def to_image(self) -> QImage:
        """Return the chart as an image on white, at a resolution for print."""
        chart = self._chart
        assert chart is not None
        chart_painter = painter_for(with_full_title(chart), print_style(self._theme))
        size = QSizeF(self.width(), max(self._chart_rect().height(), chart_painter.minimum_height()))
        return draw_image(size, chart_painter.paint)

    def copy_image(self) -> None:
        QGuiApplication.clipboard().setImage(self.to_image())
        self.copied.emit(self.tr("Diagrammet är kopierat som bild"))

    def copy_numbers(self) -> None:
        if self._chart:
            QGuiApplication.clipboard().setText(f"{full_title(self._chart)}\n{chart_text(self._chart)}")
            self.copied.emit(self.tr("Siffrorna är kopierade"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._chart is None:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Kopiera diagrammet som bild"), self.copy_image)
        menu.addAction(self.tr("Kopiera siffrorna"), self.copy_numbers)
        menu.popup(event.globalPos())

    # Painting -------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            button = self.childAt(event.pos())
            if isinstance(button, BarButton) and show_tooltip_below(button, event):
                return True
        return super().event(event)

    def paint_ahead(self) -> None:
        """Paint the chart for its next paint event, where nobody sees it.

        Fonts and glyphs are loaded when they are painted for the first time: with all charts at once the window would
        stand still.
        """
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        if picture.isNull():
            return
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.color("window"))
        painter = make_painter(picture)
        self._paint(painter)
        painter.end()
        if ratio.is_integer():  # else the picture's pixels are not those of the screen
            self._painted_ahead = picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        picture, self._painted_ahead = self._painted_ahead, None
        if picture and picture.size() == self.size() * self.devicePixelRatioF():
            painter.drawPixmap(0, 0, picture)
        else:
            self._paint(painter)
        painter.end()

    def paint_anew(self) -> None:
        """Paint the chart soon, as it is now."""
        self._painted_ahead = None
        self.update()

    def _paint(self, painter: QPainter) -> None:
        rect = QRectF(self.rect())
        draw_box(painter, rect, self._theme.color("surface"), self._theme.color("line"), Radius.CARD)
        for button in self.bar_buttons:
            if button.underMouse() and button.hit_area.bar.is_clickable:
                draw_box(painter, QRectF(button.geometry()), self._theme.color("hover"), None, _BAR_RADIUS)
        if self._painter:
            self._painter.paint(painter, self._chart_rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def _footer_height(self) -> float:
        """Return how much room the line below the chart takes."""
        if self._footer.isHidden():
            return 0.0
        return self._footer.sizeHint().height() + self._theme.metrics.px(_FOOTER_BOTTOM)

    def _chart_rect(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, 0, 0, -self._footer_height())

    def _place_footer(self) -> None:
        if self._footer.isHidden():
            return
        padding, height = self._theme.metrics.px(PADDING), self._footer.sizeHint().height()
        top = self.height() - round(self._footer_height())
        self._footer.setGeometry(padding, top, max(self.width() - 2 * padding, 0), height)

    def _place_buttons(self) -> None:
        self._place_footer()
        areas = self._painter.hit_areas(self._chart_rect()) if self._painter else []
        if len(self._buttons) < len(areas):
            self._buttons += [BarButton(self._theme, self) for _ in range(len(areas) - len(self._buttons))]
            self.bars_made.emit()
        for button, area in zip(self._buttons, areas, strict=False):
            button.set_hit_area(area)
        for button in self._buttons[len(areas) :]:
            button.hide()
        self._current = min(self._current, max(len(areas) - 1, 0))
        self._update_focus_policies()

    def _update_focus_policies(self) -> None:
        for number, button in enumerate(self._buttons):
            policy = Qt.FocusPolicy.StrongFocus if number == self._current else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _on_theme_changed(self) -> None:
        if self._chart:
            self._painter = painter_for(self._chart, screen_style(self._theme))
            self._place_buttons()
        self.paint_anew()
