"""A short message over the lower left corner of the window, which goes by itself."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from vitec_desktop.ui.theme.metrics import Radius, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import LinkButton, with_shortcut
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.labels import ElidedLabel, announce
from vitec_desktop.ui.widgets.painting import draw_box, make_painter

SHOWN_TIME: Final = 4_000
"""Milliseconds that a toast is shown, the pointer or the focus on it not counted."""
_LEAST_REST: Final = 1_000
"""Milliseconds that a toast stays at least after pointer and focus have left it."""
_HEIGHT: Final = 44


class Toast(QFrame):
    """Says what has been done, with a button that takes it back where that is possible.

    It lies over what is there and moves nothing. While it is shown, Tab goes to the button from where the focus is;
    Esc on the button closes the toast.
    """

    def __init__(self, theme: Theme, undo_keys: str, above: QWidget, parent: QWidget) -> None:
        """Create a hidden toast.

        Args:
            theme: for fonts and colours.
            undo_keys: the shortcut that does the same as the button, as the system writes it.
            above: the part of `parent` that the toast stands above.
            parent: the part of the window in whose corner the toast is shown.
        """
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme = theme
        self._above, self._room = above, parent
        self._undo: Callable[[], object] | None = None
        self._focus_before: QWidget | None = None
        self._rest = SHOWN_TIME
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self.label = ElidedLabel(parent=self)
        self.undo_button = LinkButton(theme, self.tr("Ångra"), self)
        self.undo_button.setObjectName("toastUndo")
        self.undo_button.set_hint(self.tr("Ångra"), undo_keys)
        self._spoken_hint = with_shortcut(self.tr("Ångra"), undo_keys)
        self.undo_button.clicked.connect(self._on_undo)
        self.undo_button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(Spacing.MEDIUM, 0, Spacing.MEDIUM, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "check-circle", "ok", 18, self))
        row.addWidget(self.label, 1)
        row.addWidget(self.undo_button)
        parent.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def is_undoing(self) -> bool:
        """Whether a toast is shown that can take back what it says."""
        return self._undo is not None

    def show_text(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Show a text in place of any other; `undo` takes back what it says."""
        self._leave()
        self._undo = undo
        self.label.set_text(text)
        self.setAccessibleName(text)
        self.undo_button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        focused = QApplication.focusWidget()
        if undo is not None and focused is not None and focused.window() is self.window():
            QWidget.setTabOrder(focused, self.undo_button)
            self._focus_before = focused
        self._rest = SHOWN_TIME
        self._update_clock()
        announce(self, text if undo is None else f"{text}. {self._spoken_hint}")

    def dismiss(self) -> None:
        """Hide the toast; the focus goes back to where it came from."""
        self._timer.stop()
        self._leave()
        self._undo = None
        self.hide()

    def _leave(self) -> None:
        target, self._focus_before = self._focus_before, None
        if self.undo_button.hasFocus() and target is not None and isValid(target) and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undo(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()

    def _update_clock(self) -> None:
        """Let the time go on, unless the pointer or the focus is on the toast."""
        if self.underMouse() or self.undo_button.hasFocus():
            if self._timer.isActive():
                self._rest = max(self._timer.remainingTime(), _LEAST_REST)
                self._timer.stop()
        elif self.isVisible() and not self._timer.isActive():
            self._timer.start(self._rest)

    def _place(self) -> None:
        parent = self._room
        room = parent.width() - 2 * Spacing.MARGIN
        self.layout().activate()  # type: ignore[union-attr]
        size = QSize(min(self.sizeHint().width(), room), self._theme.metrics.px(_HEIGHT))
        top = self._above.y() if self._above.isVisible() else parent.height()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = parent.width() - Spacing.MARGIN - size.width() if is_mirrored else Spacing.MARGIN
        self.resize(size)
        self.move(QPoint(left, top - Spacing.MARGIN - size.height()))

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._room:
            self._place()
        elif watched is self.undo_button and event.type() == QEvent.Type.FocusIn:
            self._update_clock()
        elif watched is self.undo_button and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._update_clock)  # the button still has the focus
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        is_esc = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_esc and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._update_clock()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._update_clock()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        frame = self._theme.color("text" if self._theme.is_high_contrast else "edge_strong")
        draw_box(painter, QRectF(self.rect()), self._theme.color("ok_background"), frame, Radius.CARD)
        painter.end()
