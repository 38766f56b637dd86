"""Tabs as words with counts, a mark under the chosen one, no boxes."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import draw_box, draw_focus_frame, make_painter

SIDE: Final = 4.0
COUNT_GAP: Final = 8.0
SPACING: Final = 20.0
MARK_HEIGHT: Final = 3.0


class TabBar(QTabBar):
    """For a QTabWidget: `tabs.setTabBar(TabBar(theme))` before the first page is added."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = -1
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        theme.changed.connect(self._on_theme_changed)

    def set_count(self, index: int, text: str) -> None:
        """What stands behind the word of a tab, such as "210" or "24 av 67"; empty for nothing."""
        self.setTabData(index, text)
        self.setAccessibleTabName(index, f"{self.tabText(index)} {text}".strip())
        self.setTabToolTip(index, "")
        self._measure_anew()

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

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._hover(-1)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        chosen = index == self.currentIndex()
        rect = QRectF(self.tabRect(index))
        rect.setWidth(self._content_width(index))
        word_font = self._theme.font(strong=chosen)
        word_width = QFontMetricsF(word_font).horizontalAdvance(self.tabText(index))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)

        place = QRectF(rect.left() + SIDE, rect.top(), word_width + 1, rect.height())
        painter.setFont(word_font)
        painter.setPen(self._theme.color(self._word_role(index, chosen)))
        painter.drawText(place, flags, self.tabText(index))
        if self.count_text(index):
            place.setLeft(rect.left() + SIDE + word_width + COUNT_GAP)
            place.setRight(rect.right())
            painter.setFont(self._theme.font(TextSize.CAPTION))
            painter.setPen(self._theme.color("text2" if self.isTabEnabled(index) else "disabled"))
            painter.drawText(place, flags, self.count_text(index))
        if chosen:
            mark = QRectF(rect.left(), rect.bottom() - MARK_HEIGHT, rect.width(), MARK_HEIGHT)
            draw_box(painter, mark, self._theme.color("accent"), None, 1.5)
            if self.hasFocus():
                draw_focus_frame(painter, rect.adjusted(0, 5, 0, -MARK_HEIGHT - 4), self._theme)

    def _word_role(self, index: int, chosen: bool) -> str:
        if not self.isTabEnabled(index):
            return "disabled"
        return "text" if chosen or index == self._hovered else "text2"

    def _content_width(self, index: int) -> float:
        """Room for the word in 600, so that choosing a tab moves no other."""
        width = QFontMetricsF(self._theme.font(strong=True)).horizontalAdvance(self.tabText(index))
        count = self.count_text(index)
        if count:
            width += COUNT_GAP + QFontMetricsF(self._theme.font(TextSize.CAPTION)).horizontalAdvance(count)
        return width + 2 * SIDE

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _measure_anew(self) -> None:
        # QTabBar forgets its tabs' sizes only when something of its own changes.
        if self.count():
            self.setTabText(0, self.tabText(0))
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self) -> None:
        self._measure_anew()
