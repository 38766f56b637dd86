"""Says beside the fetch button what is shown, while the pickers differ from it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vitec_desktop.ui.widgets.labels import set_text_role, show_tooltip_below, wrapped_tooltip


class ShownNote(QLabel):
    """One line as "Visar 1–31 okt"; two where that does not fit, such as "Visar" above "1–31 okt"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = self._facts = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        set_text_role(self, "caption")
        self.hide()

    def set_texts(self, lead: str, facts: str) -> None:
        """Show `lead` before `facts`; nothing where those are empty."""
        self._lead, self._facts = lead, facts
        self.setText(f"{lead} {facts}" if facts else "")
        self.setVisible(bool(facts))
        self._update_tooltip()

    @property
    def least_width(self) -> int:
        """The width in which the text stands whole; 0 for no text."""
        advance = self.fontMetrics().horizontalAdvance
        return max(advance(self._lead), advance(self._facts)) + 1 if self._facts else 0

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def event(self, event: QEvent) -> bool:
        return show_tooltip_below(self, event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, width = self.fontMetrics(), self.width()
        lines = [self.text()] if self._fits(self.text()) else [self._lead, self._facts]
        top = (self.height() - len(lines) * metrics.height()) / 2
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for number, line in enumerate(lines):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(0, top + number * metrics.height(), width, metrics.height()), flags, shown)

    def _fits(self, text: str) -> bool:
        return self.fontMetrics().horizontalAdvance(text) <= self.width()

    def _update_tooltip(self) -> None:
        self.setToolTip("" if self._fits(self._facts) else wrapped_tooltip(self.text()))
