"""A tab bar of texts with counts, with a line under the chosen one."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import draw_box, draw_focus_frame, make_painter

SIDE: Final = 4.0
COUNT_GAP: Final = 8.0
SPACING: Final = 20.0
LINE_HEIGHT: Final = 3.0


class TabBar(QTabBar):
    """A tab bar for a QTabWidget: call `setTabBar` before the first page is added."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = -1
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        theme.changed.connect(self._remeasure)

    def set_count(self, index: int, text: str) -> None:
        """Set the count behind a tab's text, such as "210" or "24 av 67"; "" for none."""
        if text == self.tabData(index):
            return
        self.setTabData(index, text)
        self.setAccessibleTabName(index, f"{self.tabText(index)} {text}".strip())
        self.setTabToolTip(index, "")
        self._remeasure()

    def count_text(self, index: int) -> str:
        return str(self.tabData(index) or "")

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(round(self._content_width(index) + SPACING), self._theme.metrics.tab_bar)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        for index in range(self.count()):
            if self.isTabVisible(index):
                self._paint_tab(painter, index)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.tabAt(event.position().toPoint()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hover(self.tabAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        is_chosen = index == self.currentIndex()
        rect = QRectF(self.tabRect(index))
        rect.setWidth(self._content_width(index))
        text_font = self._theme.font(strong=is_chosen)
        text_width = QFontMetricsF(text_font).horizontalAdvance(self.tabText(index))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)

        text_rect = QRectF(rect.left() + SIDE, rect.top(), text_width + 1, rect.height())
        painter.setFont(text_font)
        painter.setPen(self._theme.color(self._text_role(index, is_chosen)))
        painter.drawText(text_rect, flags, self.tabText(index))
        if self.count_text(index):
            text_rect.setLeft(rect.left() + SIDE + text_width + COUNT_GAP)
            text_rect.setRight(rect.right())
            painter.setFont(self._theme.font(TextSize.CAPTION))
            painter.setPen(self._theme.color("text2" if self.isTabEnabled(index) else "disabled"))
            painter.drawText(text_rect, flags, self.count_text(index))
        if is_chosen:
            line = QRectF(rect.left(), rect.bottom() - LINE_HEIGHT, rect.width(), LINE_HEIGHT)
            draw_box(painter, line, self._theme.color("accent"), None, 1.5)
            if shows_focus(self):
                draw_focus_frame(painter, rect.adjusted(0, 5, 0, -LINE_HEIGHT - 4), self._theme)

    def _text_role(self, index: int, is_chosen: bool) -> str:
        if not self.isTabEnabled(index):
            return "disabled"
        return "text" if is_chosen or index == self._hovered else "text2"

    def _content_width(self, index: int) -> float:
        """Return the width of the text in semi-bold and the count, so that choosing a tab moves no other."""
        width = QFontMetricsF(self._theme.font(strong=True)).horizontalAdvance(self.tabText(index))
        count = self.count_text(index)
        if count:
            width += COUNT_GAP + QFontMetricsF(self._theme.font(TextSize.CAPTION)).horizontalAdvance(count)
        return width + 2 * SIDE

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _remeasure(self) -> None:
        # QTabBar measures its tabs again only after a change of its own.
        if self.count():
            self.setTabText(0, self.tabText(0))
        self.updateGeometry()
        self.update()
