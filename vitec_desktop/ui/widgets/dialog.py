"""What all dialogs share: one column, and a footer with the buttons."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.containers import DialogFooter

_FRAME_OF_A_WINDOW = 60  # what the system puts around a dialog, and some air


class BaseDialog(QDialog):
    """A dialog over its window that nobody waits for: open it, and listen to `accepted`.

    `body` is the column to fill; `footer` the row below it, the helper at its left, the action at its right.
    """

    def __init__(self, theme: Theme, title: str, width: int = 560, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._width = width
        self._keyboard_of: QWidget | None = None
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.setSizeGripEnabled(False)
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
        """Fill the footer: a helper, the button that leaves, and the filled action that Enter presses."""
        if helper:
            self.footer.add_helper(helper)
        cancel = Button(self.theme, cancel_text, parent=self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.footer.add_button(cancel)
        action.setDefault(True)
        self.footer.add_button(action)

    def make_action_button(self, text: str, icon: str = "") -> Button:
        """A filled button for `add_buttons`."""
        return Button(self.theme, text, ButtonKind.FILLED, icon, parent=self)

    def set_button_enabled(self, button: QWidget, is_enabled: bool = True) -> None:
        """Enable or disable a button. While it is disabled the dialog itself has the keyboard that it had.

        Qt would hand that on to the next button, where the next press of the space bar would do something else. It
        comes back with the button, unless the user has gone on meanwhile.
        """
        if not is_enabled and self.focusWidget() is button:
            self._keyboard_of = button
            self.setFocus()
        button.setEnabled(is_enabled)
        if is_enabled and self._keyboard_of is button:
            self._keyboard_of = None
            if self.focusWidget() in (self, None):
                button.setFocus()

    def resize_to_content(self) -> None:
        """As high as its wrapped texts are at this width: Qt does not find out by itself."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        width = self.theme.metrics.px(self._width)
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        self.setMinimumWidth(width)
        self.resize(QSize(width, height))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize_to_content()


class ScrollingDialog(BaseDialog):
    """A dialog whose `body` scrolls where the screen is too low for all of it; the footer stays in sight."""

    def __init__(self, theme: Theme, title: str, width: int = 560, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, width, parent)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.body.addWidget(scroll)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(margins)
        self.body.setSpacing(16)

    def scroll_to(self, part: QWidget) -> None:
        """Scroll as far as is needed to see all of `part`; after `fit`."""
        # Parts within parts, and the scroll area, learn of new heights by events that would come too late.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._scroll.ensureWidgetVisible(part, 0, self.body.contentsMargins().bottom())

    def resize_to_content(self) -> None:
        """As high as its content, or as the screen."""
        width = self.theme.metrics.px(self._width)
        self.body.activate()
        height = (
            self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        )
        height += self.footer.sizeHint().height()
        room = self.screen().availableGeometry().height() - _FRAME_OF_A_WINDOW
        # A bar that came by itself, a moment later, would narrow the texts and push what is below them out of sight.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if height > room else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(policy)
        self.setMinimumWidth(width)
        self.resize(QSize(width, min(height, room)))
