"""A chip for each active filter, in a row that wraps."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import (
    ButtonKind,
    ButtonStyle,
    ButtonStyles,
    IconPiece,
    PaintedButton,
    Piece,
    TextPiece,
)
from vitec_desktop.ui.widgets.buttons import LinkButton
from vitec_desktop.ui.widgets.labels import wrapped_tooltip
from vitec_desktop.ui.widgets.tab_order import order_tabs

MAX_VALUES_WIDTH: Final = 280
_MIN_WIDTH: Final = 160
CROSS_SIZE: Final = 12

_STYLES: Final = ButtonStyles(
    ButtonStyle("select", "chip_edge"),
    ButtonStyle("select", "accent"),
    ButtonStyle("chip_edge", "accent"),
    ButtonStyle("sunken", "edge", "disabled"),
)


class ChipText(Struct, frozen=True):
    """The texts of one filter; `key` identifies it."""

    key: str
    column: str
    values: tuple[str, ...]


def shorten_values(values: Sequence[str]) -> str:
    """Return at most two values, and the number of the others: "Ny, Klar + 3"."""
    shown = ", ".join(values[:2])
    return f"{shown} + {len(values) - 2}" if len(values) > 2 else shown


class Chip(PaintedButton):
    """A filter as "column: values ✕". The cross, Delete and Backspace emit `removed`; a click elsewhere `clicked`."""

    padding_after = 10.0

    removed = Signal()

    def __init__(self, theme: Theme, column: str, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, ButtonKind.FRAMED, parent)
        self._column = column
        self._values = tuple(values)
        self._missing_room = 0
        self.setAccessibleName(f"{column}: {', '.join(values)}")
        self.setAccessibleDescription(self.tr("Delete tar bort filtret"))
        self.setToolTip(wrapped_tooltip(f"{column}: {', '.join(values)}"))
        self.radius = self._height() / 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.isDown() and self._is_on_cross(event):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def _is_on_cross(self, event: QMouseEvent) -> bool:
        x = event.position().x()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        return self.width() - self._height() <= x <= self.width() and QRectF(self.rect()).contains(event.position())

    def _height(self) -> int:
        return self.theme.metrics.chip

    def _styles(self) -> ButtonStyles:
        return _STYLES

    def _pieces(self) -> Sequence[Piece]:
        strong = self.theme.font(strong=True)
        longest = self.theme.metrics.px(MAX_VALUES_WIDTH) - self._missing_room
        values = QFontMetricsF(strong).elidedText(shorten_values(self._values), Qt.TextElideMode.ElideRight, longest)
        return (
            TextPiece(f"{self._column}:", self.theme.font(), "text2"),
            TextPiece(values, strong, gap=4.0),
            IconPiece("close-small", self.theme.metrics.px(CROSS_SIZE), gap=7.0),
        )

    def _paint_pieces(self, painter: QPainter, rect: QRectF, style: ButtonStyle) -> None:
        """Elide the values, never the cross, if the chip is narrower than its size hint."""
        values = QFontMetricsF(self.theme.font(strong=True)).horizontalAdvance(shorten_values(self._values))
        longest = self.theme.metrics.px(MAX_VALUES_WIDTH)
        missing = self.sizeHint().width() - self.width()
        self._missing_room = max(missing, 0) and missing + max(longest - round(values), 0)
        super()._paint_pieces(painter, rect, style)
        self._missing_room = 0

    def _on_theme_changed(self) -> None:
        self.radius = self._height() / 2
        super()._on_theme_changed()


class ActionChip(PaintedButton):
    """A fact, and what a click does about it: "Exempeldata · Lägg till anslutning"; compact, the fact alone."""

    texts_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, ButtonKind.FRAMED, parent)
        self._is_compact = False
        self.set_texts("", "")
        self.radius = self._height() / 2

    def set_texts(self, fact: str, action: str) -> None:
        """Set the fact, and what a click does."""
        self._fact, self._action = fact, action
        self.setText(f"{self._fact} · {action}".replace("&", "&&"))
        self.setAccessibleName(f"{self._fact} · {action}")
        self.refresh()
        self.texts_changed.emit()

    def fit(self, room: int) -> None:
        """Leave out what a click does, which the tooltip says, where the chip is wider than `room` pixels."""
        self._is_compact = False
        self.refresh()
        self._is_compact = self.sizeHint().width() > room
        self.setToolTip(wrapped_tooltip(self._action) if self._is_compact else "")
        self.refresh()

    def _height(self) -> int:
        return self.theme.metrics.chip

    def _styles(self) -> ButtonStyles:
        return _STYLES

    def _pieces(self) -> Sequence[Piece]:
        fact = TextPiece(self._fact, self.theme.font(strong=True))
        if self._is_compact:
            return (fact,)
        return (
            fact,
            TextPiece("·", self.theme.font(), "text2", 6.0),
            TextPiece(self._action, self.theme.font(), "accent", 6.0),
        )

    def _on_theme_changed(self) -> None:
        self.radius = self._height() / 2
        super()._on_theme_changed()


class ChipRow(QWidget):
    """Chips and the link that clears all filters, in rows as wide as the widget. Hidden while there is no chip."""

    removed = Signal(str)
    chip_clicked = Signal(str)
    clear_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: tuple[ChipText, ...] = ()
        self._chips: list[Chip] = []
        self.clear_button = LinkButton(theme, self.tr("Rensa filter"), self)
        self.clear_button.clicked.connect(self.clear_requested)
        self.setAccessibleName(self.tr("Aktiva filter"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()
        theme.changed.connect(self._place)

    def chips(self) -> tuple[Chip, ...]:
        return tuple(self._chips)

    def set_chips(self, texts: Sequence[ChipText], *, can_clear: bool = True) -> None:
        """Show these filters; the focus stays on its chip, or goes to the next one if that is gone.

        Without `can_clear` there is no link that clears all of them.
        """
        if tuple(texts) == self._texts:
            return
        self.clear_button.setVisible(can_clear)
        focused = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._texts = tuple(texts)
        self._chips = [self._new_chip(text) for text in texts]
        self._order_tabs()
        self.setVisible(bool(self._chips))
        self._place()
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width, is_moving=False)

    def sizeHint(self) -> QSize:
        widths = [widget.sizeHint().width() for widget in self.tab_stops()]
        return QSize(sum(widths) + Spacing.SMALL * max(len(widths) - 1, 0), self._theme.metrics.control)

    def minimumSizeHint(self) -> QSize:
        widest = max((widget.sizeHint().width() for widget in self.tab_stops()), default=0)
        return QSize(min(widest, self._theme.metrics.px(_MIN_WIDTH)), self._theme.metrics.control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _new_chip(self, text: ChipText) -> Chip:
        chip = Chip(self._theme, text.column, text.values, self)
        chip.removed.connect(lambda: self.removed.emit(text.key))
        chip.clicked.connect(lambda: self.chip_clicked.emit(text.key))
        chip.show()
        return chip

    def tab_stops(self) -> list[PaintedButton]:
        """Return the chips, then the link that clears them where there is one."""
        return [*self._chips, *(() if self.clear_button.isHidden() else (self.clear_button,))]

    def _order_tabs(self) -> None:
        order_tabs(*self.tab_stops())

    def _place(self) -> None:
        self._lay_out(self.width(), is_moving=True)
        self.updateGeometry()

    def _lay_out(self, width: int, *, is_moving: bool) -> int:
        """Lay the chips out in rows of `width`; return their height. Without `is_moving` only measure."""
        line = self._theme.metrics.control
        x = y = 0
        for widget in self.tab_stops():
            size = widget.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + line + Spacing.HAIR
            if is_moving:
                position = QPoint(x, y + (line - size.height()) // 2)
                if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                    position.setX(width - x - size.width())
                widget.setGeometry(position.x(), position.y(), min(size.width(), max(width, 1)), size.height())
            x += size.width() + Spacing.SMALL
        return y + line
