"""The base classes of dialogs: one column, and a footer with the buttons."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.menu import add_context_menu_shortcut
from vitec_desktop.ui.widgets.tab_order import order_tabs

_WINDOW_FRAME_HEIGHT = 60  # of the system's frame around a dialog, and a margin


class DialogFooter(QFrame):
    """The lower edge of a dialog: helpers at the left, the buttons that close it at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Spacing.DIALOG, 15, Spacing.DIALOG, 14)
        self._row.setSpacing(Spacing.SMALL)
        self._row.addStretch(1)
        self._helper_count = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def add_helper(self, widget: QWidget) -> None:
        """Add `widget` at the left, behind the other helpers."""
        self._row.insertWidget(self._helper_count, widget)
        self._helper_count += 1

    def add_button(self, widget: QWidget) -> None:
        """Add `widget` at the right; the filled button comes last."""
        self._row.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()


class BaseDialog(QDialog):
    """A modal dialog without an event loop of its own: call `open` and connect to `accepted`.

    Add widgets to `body`; `footer` is the row of buttons below it.
    """

    def __init__(self, theme: Theme, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._width = width
        self._focus_owner: QWidget | None = None
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.setSizeGripEnabled(False)
        add_context_menu_shortcut(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(Spacing.DIALOG, Spacing.DIALOG, Spacing.DIALOG, Spacing.CARD)
        self.body.setSpacing(16)
        column.addLayout(self.body, 1)
        self.footer = DialogFooter(theme, self)
        column.addWidget(self.footer)

    def add_buttons(self, action: Button, cancel_text: str, *, helper: QWidget | None = None) -> None:
        """Fill the footer: `helper`, a button that rejects, and `action`, the one that Enter presses in a field."""
        if helper:
            self.footer.add_helper(helper)
        cancel = Button(self.theme, cancel_text, parent=self)
        cancel.clicked.connect(self.reject)
        self.footer.add_button(cancel)
        action.setDefault(True)
        self.footer.add_button(action)
        order_tabs(cancel, action)

    def make_action_button(self, text: str, icon: str = "") -> Button:
        """Return a filled button for `add_buttons`."""
        return Button(self.theme, text, ButtonKind.FILLED, icon, parent=self)

    def set_button_enabled(self, button: QWidget, is_enabled: bool = True) -> None:
        """Enable or disable a button. A button that had the focus gets it back when it is enabled again.

        Meanwhile the dialog has the focus: Qt would move it to the next button, which Space would then press.
        """
        if not is_enabled and self.focusWidget() is button:
            self._focus_owner = button
            self.setFocus()
        button.setEnabled(is_enabled)
        if is_enabled and self._focus_owner is button:
            self._focus_owner = None
            if self.focusWidget() in (self, None):
                button.setFocus()

    def resize_to_content(self) -> None:
        """Resize to the height of the wrapped texts, which Qt does not compute itself; stay on the screen."""
        self._resize_on_screen(self._measure_content())

    def grow_to_content(self) -> None:
        """Resize to the content where that is higher now; otherwise nothing moves."""
        self._resize_on_screen(self._measure_content().expandedTo(self.size()))

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        if visible and not self.isVisible():
            # Before Qt centres the dialog by its size.
            self.ensurePolished()
            self.resize_to_content()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize_to_content()

    def _measure_content(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        _lay_out_inner_widgets(self)
        layout.activate()
        width = self._content_width()
        self.setMinimumWidth(width)
        return QSize(width, _height_for_width(layout, width))

    def _content_width(self) -> int:
        return min(self.theme.metrics.px(self._width), self.screen().availableGeometry().width())

    def _resize_on_screen(self, size: QSize) -> None:
        """Resize, and move a visible dialog by as little as brings all of it, with its frame, onto the screen."""
        self.resize(size)
        if not self.isVisible():
            return
        screen = self.screen().availableGeometry()
        frame = self.frameGeometry()
        left = max(screen.left(), min(frame.left(), screen.right() + 1 - frame.width()))
        top = max(screen.top(), min(frame.top(), screen.bottom() + 1 - frame.height()))
        if (left, top) != (frame.left(), frame.top()):
            self.move(left, top)


class ScrollingDialog(BaseDialog):
    """A dialog whose `body` scrolls if it is higher than the screen; the footer stays visible."""

    def __init__(self, theme: Theme, width: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, width, parent)
        content = QWidget()
        content.setProperty("background", "surface")
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        self.body.addWidget(scroll)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(margins)
        self.body.setSpacing(16)

    def scroll_to(self, widget: QWidget) -> None:
        """Scroll until all of `widget`, and a margin below it, is visible; call `resize_to_content` first."""
        # New heights reach nested widgets and the scroll area by posted events: too late without this.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        bar, end = self._scroll.verticalScrollBar(), QPoint(0, widget.height() + self.body.contentsMargins().bottom())
        self._scroll.ensureVisible(0, bar.value() + widget.mapTo(self._scroll.viewport(), end).y(), 0, 0)
        self._scroll.ensureWidgetVisible(widget, 0, 0)

    def _measure_content(self) -> QSize:
        """Return the content's size, at most as high as the screen."""
        width = self._content_width()
        _lay_out_inner_widgets(self._scroll)
        height = _height_for_width(self.body, width) + self.footer.sizeHint().height()
        max_height = self.screen().availableGeometry().height() - _WINDOW_FRAME_HEIGHT
        # A scroll bar that appears later would narrow the texts and so hide what is below them.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if height > max_height else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(policy)
        self.setMinimumWidth(width)
        return QSize(width, min(height, max_height))


def _lay_out_inner_widgets(parent: QWidget) -> None:
    """Bring new heights of nested widgets up to `parent`: Qt's posted events do that one level at a time."""
    for widget in reversed(parent.findChildren(QWidget)):
        if layout := widget.layout():
            layout.activate()


def _height_for_width(layout: QLayout, width: int) -> int:
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
