"""The search field of a list."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, IconPiece, PaintedButton, Piece
from vitec_desktop.ui.widgets.buttons import native_text, with_shortcut
from vitec_desktop.ui.widgets.labels import show_tooltip_below
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.painting import draw_icon, make_painter

WIDTH: Final = 280
SIDE: Final = 10
CROSS_SIZE: Final = 14


class _ClearButton(PaintedButton):
    """The cross inside the field, for the pointer only: Esc does the same."""

    radius = 4.0
    padding = padding_after = 0.0

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(name)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        side = self.theme.metrics.control - 8
        return QSize(side, side)

    def _pieces(self) -> Sequence[Piece]:
        return (IconPiece("close-small", self.theme.metrics.px(CROSS_SIZE)),)


class SearchField(LineEdit):
    """A line edit with a magnifier, the shortcut while it is empty, and a cross while it is not.

    Esc clears the text; Esc in the empty field is left to the window. The shortcut is only shown: its action handles
    the key.
    """

    def __init__(
        self,
        theme: Theme,
        placeholder: str = "",
        shortcut: QKeySequence | str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shortcut_text = native_text(shortcut)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        if self._shortcut_text:
            self.setToolTip(with_shortcut(placeholder, self._shortcut_text))
        self.clear_button = _ClearButton(theme, self.tr("Töm sökningen"), self)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.setVisible(False)
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.metrics.px(WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.metrics.px(140), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        # Take Esc before the window's shortcuts while there is a text to clear.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._clears_text(event):
            event.accept()
            return True
        return show_tooltip_below(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clears_text(event):
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_clear_button()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = make_painter(self)
        size = self._theme.metrics.icon
        rect = self._mirror(QRectF(SIDE, 0, size, self.height()))
        role = "text2" if self.isEnabled() else "disabled"
        draw_icon(painter, rect, self._theme.pixmap("search", role, size, self.devicePixelRatioF()))
        if not self.text() and self._shortcut_text and self._shortcut_fits():
            painter.setFont(self._theme.font(TextSize.CAPTION))
            painter.setPen(self._theme.color(role))
            hint = self._mirror(
                QRectF(self.width() - SIDE - self._shortcut_width(), 0, self._shortcut_width(), self.height())
            )
            painter.drawText(hint, int(Qt.AlignmentFlag.AlignCenter), self._shortcut_text)
        painter.end()

    def _clears_text(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())

    def _shortcut_width(self) -> float:
        return QFontMetricsF(self._theme.font(TextSize.CAPTION)).horizontalAdvance(self._shortcut_text) + 1

    def _shortcut_fits(self) -> bool:
        text_end = 2 * SIDE + self._theme.metrics.icon + self.fontMetrics().horizontalAdvance(self.placeholderText())
        return text_end + SIDE + self._shortcut_width() + SIDE <= self.width()

    def _mirror(self, rect: QRectF) -> QRectF:
        """Return `rect`, mirrored in a right-to-left language."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            rect.moveRight(self.width() - rect.left())
        return rect

    def _place_clear_button(self) -> None:
        size = self.clear_button.sizeHint()
        x = self.width() - size.width() - 5
        rect = self._mirror(QRectF(x, (self.height() - size.height()) / 2, size.width(), size.height()))
        self.clear_button.setGeometry(rect.toRect())

    def _on_text_changed(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self.update()

    def _on_theme_changed(self) -> None:
        # 12 pixels are there already: the style sheet's padding and two of the line edit.
        left = SIDE + self._theme.metrics.icon + 8 - 12
        self.setTextMargins(left, 0, self.clear_button.sizeHint().width() - 5, 0)
        self._place_clear_button()
        self.updateGeometry()
        self.update()
