"""Notices: messages to the user in a bar across the window, or in a box inside a dialog or page."""

import html
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Radius, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, PaintedButton
from vitec_desktop.ui.widgets.buttons import Button, IconButton
from vitec_desktop.ui.widgets.labels import LINE_HEIGHT_PERCENT, SelectableLabel, announce
from vitec_desktop.ui.widgets.long_text import breakable, without_orphan
from vitec_desktop.ui.widgets.painting import draw_box, draw_icon, make_painter


class NoticeLevel(StrEnum):
    """How serious a notice is; the values are the roles of its colours."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    ERR = "err"


ICONS: Final = {
    NoticeLevel.INFO: "info",
    NoticeLevel.OK: "check-circle",
    NoticeLevel.WARN: "warning",
    NoticeLevel.ERR: "error",
}
ICON_SIZE: Final = 18
EDGE_WIDTH: Final = 3
_ACTION_KINDS: Final = (ButtonKind.FRAMED, ButtonKind.QUIET, ButtonKind.LINK)


class NoticeAction(Struct, frozen=True):
    """A button of a notice; `callback` runs on a click. `name` is the button's object name."""

    text: str
    callback: Callable[[], object]
    icon: str = ""
    name: str = ""


class Notice(Struct, frozen=True):
    """A message: `title` says in a few words what happened, `text` why. `icon` replaces that of the level.

    The first two actions are buttons; a third, such as "Visa detaljer", is a link.
    """

    level: NoticeLevel
    title: str
    text: str = ""
    actions: tuple[NoticeAction, ...] = ()
    is_closable: bool = True
    icon: str = ""

    def __post_init__(self) -> None:
        if len(self.actions) > len(_ACTION_KINDS):
            raise ValueError("a notice has at most three actions")

    @property
    def plain_text(self) -> str:
        return f"{self.title} {self.text}".strip()


def _rich_text(notice: Notice) -> str:
    title, text = breakable(notice.title), breakable(without_orphan(notice.text))
    title, text = html.escape(title), html.escape(text).replace("\n", "<br>")
    style = f"line-height: {LINE_HEIGHT_PERCENT}%; margin: 0"
    return f'<p style="{style}"><span style="font-weight: 600">{title}</span> {text}</p>'


class _LevelIcon(QWidget):
    """The notice's icon, vertically centred on the first line of the label."""

    def __init__(self, theme: Theme, label: QLabel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._label = theme, label
        self.level = NoticeLevel.INFO
        self.icon = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        size = self._theme.metrics.px(ICON_SIZE)
        return QSize(size, size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._theme.metrics.px(ICON_SIZE)
        pixmap = self._theme.pixmap(self.icon or ICONS[self.level], self.level.value, size, self.devicePixelRatioF())
        draw_icon(painter, QRectF(0, self._first_line() - size / 2, self.width(), size), pixmap)
        painter.end()

    def _first_line(self) -> float:
        """Return the y of the middle of the label's first line, from the top of this widget."""
        label = self._label
        padding = max(label.height() - label.heightForWidth(label.width()), 0) / 2
        top = label.y() - self.y() + padding + label.contentsMargins().top()
        return float(top + self._theme.metrics.text_height / 2)


class _NoticeFrame(QFrame):
    """The base class of bar and box: icon, text and the level's background."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
        self._buttons: list[PaintedButton] = []
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Spacing.SMALL)
        self.label = SelectableLabel(self)
        self._icon = _LevelIcon(theme, self.label, self)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.label.setMinimumWidth(theme.metrics.px(160))
        # The line height adds space below the letters, more than its share; the same above centres them.
        self.label.setText(_rich_text(Notice(NoticeLevel.INFO, "–")))
        self._line_gap = max(self.label.sizeHint().height() - theme.metrics.text_height, 0)
        self.label.clear()
        self.label.setContentsMargins(0, self._line_gap, 0, 0)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """The notice shown; None if there is none."""
        return self._notice

    @property
    def action_buttons(self) -> tuple[PaintedButton, ...]:
        return tuple(self._buttons)

    def show_notice(self, notice: Notice, *, is_announced: bool = True) -> None:
        """Show `notice` in place of any other, and have a screen reader read it, an error at once."""
        self._notice = notice
        self._icon.level, self._icon.icon = notice.level, notice.icon
        self.label.setText(_rich_text(notice))
        self.label.setAccessibleName(notice.plain_text)
        self.setAccessibleName(notice.plain_text)
        self._show_actions(notice)
        self.show()
        self.updateGeometry()
        self.update()
        if is_announced:
            announce(self, notice.plain_text, is_urgent=notice.level is NoticeLevel.ERR)

    def clear(self) -> None:
        """Show no notice."""
        self._notice = None
        self.label.clear()
        self.hide()

    def _show_actions(self, notice: Notice) -> None:
        """Replace the buttons by those of `notice`."""
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for kind, action in zip(_ACTION_KINDS, notice.actions, strict=False):
            button = Button(self._theme, action.text, kind, action.icon, self)
            button.setObjectName(action.name)
            button.clicked.connect(lambda _checked=False, run=action.callback: run())
            self._actions.insertWidget(len(self._buttons), button)
            QWidget.setTabOrder(self._buttons[-1] if self._buttons else self.label, button)
            button.show()
            self._buttons.append(button)

    def _background_role(self) -> str:
        level = self._notice.level if self._notice else NoticeLevel.INFO
        return f"{level.value}_background"


class NoticeBar(_NoticeFrame):
    """A bar across the window; emits `closed` when the user closes it.

    Any other notice hides the persistent one until it is closed or dismissed.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("noticeBar")
        self._persistent: Notice | None = None
        self._is_persistent_closed = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Spacing.MARGIN, 6, 9, 6)
        self._row.setSpacing(0)
        self._row.addWidget(self._icon)
        self._row.addSpacing(10)
        self._row.addWidget(self.label, 1)
        self._row.addSpacing(Spacing.MARGIN)
        self._row.addLayout(self._actions)
        self.close_button = IconButton(theme, "close", self.tr("Stäng meddelandet"), parent=self)
        self.close_button.clicked.connect(self._on_close)
        self._row.addSpacing(Spacing.SMALL)
        self._row.addWidget(self.close_button)

    def set_persistent(self, notice: Notice) -> None:
        """Show `notice` until `clear` or another persistent notice."""
        self._persistent = notice
        self.show_persistent()

    def show_persistent(self) -> None:
        """Show the persistent notice, if there is one, even if the user has closed it."""
        if self._persistent:
            self._is_persistent_closed = False
            self.show_notice(self._persistent)

    def dismiss(self) -> None:
        """Hide any other notice and show the persistent one again, if the user has not closed it."""
        if self._persistent is None or self._is_persistent_closed:
            super().clear()
        elif self._notice is not self._persistent:
            self.show_persistent()

    def clear(self) -> None:
        """Show no notice, and drop the persistent one."""
        self._persistent = None
        super().clear()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._theme.metrics.control + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._background_role()))
        edge = self.rect()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            edge.setLeft(edge.right() - EDGE_WIDTH + 1)
        edge.setWidth(EDGE_WIDTH)
        painter.fillRect(edge, self._theme.color(self._notice.level.value))
        painter.end()

    def _show_actions(self, notice: Notice) -> None:
        super()._show_actions(notice)
        self.close_button.setVisible(notice.is_closable)

    def _on_close(self) -> None:
        if self._notice is self._persistent:
            self._is_persistent_closed = True
        self.dismiss()
        self.closed.emit()


class InlineNotice(_NoticeFrame):
    """A rounded box inside a dialog or page, with its buttons below the text; a subclass may add to `content`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            Spacing.MEDIUM, max(Spacing.MEDIUM - self._line_gap, 0), Spacing.MEDIUM, Spacing.MEDIUM - 2
        )
        row.setSpacing(10)
        row.addWidget(self._icon)
        self.content = QVBoxLayout()
        self.content.setSpacing(Spacing.HAIR)
        self.content.addWidget(self.label)
        self._actions.addStretch(1)
        self.content.addLayout(self._actions)
        row.addLayout(self.content, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        frame = self._theme.color("text") if self._theme.is_high_contrast else None
        draw_box(painter, QRectF(self.rect()), self._theme.color(self._background_role()), frame, Radius.CONTROL)
        painter.end()
