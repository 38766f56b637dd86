"""What the program tells the user without a dialog: a bar across the window, or a box inside a dialog."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from vitec_desktop.ui.theme.metrics import Radius, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, PaintedButton
from vitec_desktop.ui.widgets.buttons import Button, IconButton
from vitec_desktop.ui.widgets.labels import LINE_HEIGHT_PERCENT
from vitec_desktop.ui.widgets.painting import draw_box, draw_icon, make_painter


class NoticeLevel(StrEnum):
    """How serious a notice is; the values name the roles of its colours."""

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


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice and what it does."""

    text: str
    callback: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """`what` happened in a few words, `why` in a sentence; at most two actions."""

    level: NoticeLevel
    title: str
    text: str = ""
    actions: tuple[NoticeAction, ...] = ()
    is_closable: bool = True

    def __post_init__(self) -> None:
        if len(self.actions) > 2:
            raise ValueError("a notice has at most two actions")

    @property
    def plain_text(self) -> str:
        return f"{self.title} {self.text}".strip()


def _rich_text(notice: Notice) -> str:
    what, why = html.escape(notice.title), html.escape(notice.text).replace("\n", "<br>")
    style = f"line-height: {LINE_HEIGHT_PERCENT}%; margin: 0"
    return f'<p style="{style}"><span style="font-weight: 600">{what}</span> {why}</p>'


class _LevelIcon(QWidget):
    """The notice's icon, level with the first line of the label beside it."""

    def __init__(self, theme: Theme, label: QLabel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._label = theme, label
        self.level = NoticeLevel.INFO
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
        pixmap = self._theme.pixmap(ICONS[self.level], self.level.value, size, self.devicePixelRatioF())
        draw_icon(painter, QRectF(0, self._first_line() - size / 2, self.width(), size), pixmap)
        painter.end()

    def _first_line(self) -> float:
        """The middle of the label's first line, from this widget's own top."""
        label = self._label
        empty = max(label.height() - label.heightForWidth(label.width()), 0) / 2
        top = label.y() - self.y() + empty + label.contentsMargins().top()
        return float(top + self._theme.metrics.text_height / 2)


class _NoticeFrame(QFrame):
    """What the bar and the inset box share: mark, text and the ground of the level."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
        self.label = QLabel(self)
        self._mark = _LevelIcon(theme, self.label, self)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.label.setMinimumWidth(theme.metrics.px(160))
        # A high line has its air below the letters; the same above sets them in the middle.
        self._air = round(theme.metrics.text_height * (LINE_HEIGHT_PERCENT - 100) / 100)
        self.label.setContentsMargins(0, self._air, 0, 0)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown, None while nothing is."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show this notice in place of any other, and have it read aloud."""
        self._notice = notice
        self._mark.level = notice.level
        self.label.setText(_rich_text(notice))
        self.label.setAccessibleName(notice.plain_text)
        self.setAccessibleName(notice.plain_text)
        self._show_actions(notice)
        self.show()
        self.updateGeometry()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        self._notice = None
        self.label.clear()
        self.hide()

    def _show_actions(self, notice: Notice) -> None:
        """Make the notice's buttons; the inset box has none."""

    def _ground_role(self) -> str:
        level = self._notice.level if self._notice else NoticeLevel.INFO
        return f"{level.value}_ground"


class NoticeBar(_NoticeFrame):
    """Full width under the command bar; emits `closed` when the user puts it away.

    One notice can stand: what is news covers it for a while, and when that goes it is there again.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("noticeBar")
        self._standing: Notice | None = None
        self._is_put_away = False
        self._buttons: list[PaintedButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Spacing.MARGIN, 6, 9, 6)
        self._row.setSpacing(0)
        self._row.addWidget(self._mark)
        self._row.addSpacing(10)
        self._row.addWidget(self.label, 1)
        self._row.addSpacing(Spacing.MARGIN)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Spacing.SMALL)
        self._row.addLayout(self._actions)
        self.close_button = IconButton(theme, "close", self.tr("Stäng meddelandet"), parent=self)
        self.close_button.clicked.connect(self._on_close)
        self._row.addSpacing(Spacing.SMALL)
        self._row.addWidget(self.close_button)

    @property
    def action_buttons(self) -> tuple[PaintedButton, ...]:
        return tuple(self._buttons)

    def set_persistent(self, notice: Notice) -> None:
        """Show a notice that holds until `clear`, or until another one stands."""
        self._standing = notice
        self.show_persistent()

    def show_persistent(self) -> None:
        """Show the notice that stands, if there is one, over any other and though the user has put it away."""
        if self._standing:
            self._is_put_away = False
            self.show_notice(self._standing)

    def dismiss(self) -> None:
        """Take away what covers the notice that stands, or hide the bar where nothing stands."""
        if self._standing is None or self._is_put_away:
            super().clear()
        elif self._notice is not self._standing:
            self.show_persistent()

    def clear(self) -> None:
        """Show nothing; nothing stands any more."""
        self._standing = None
        super().clear()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._theme.metrics.control + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._ground_role()))
        edge = self.rect()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            edge.setLeft(edge.right() - EDGE_WIDTH + 1)
        edge.setWidth(EDGE_WIDTH)
        painter.fillRect(edge, self._theme.color(self._notice.level.value))
        painter.end()

    def _show_actions(self, notice: Notice) -> None:
        for old in self._buttons:
            self._actions.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for place, action in enumerate(notice.actions):
            kind = ButtonKind.QUIET if place else ButtonKind.FRAMED
            button = Button(self._theme, action.text, kind, parent=self)
            button.clicked.connect(lambda _checked=False, run=action.callback: run())
            self._actions.addWidget(button)
            button.show()
            self._buttons.append(button)
        self.close_button.setVisible(notice.is_closable)

    def _on_close(self) -> None:
        if self._notice is self._standing:
            self._is_put_away = True
        self.dismiss()
        self.closed.emit()


class InlineNotice(_NoticeFrame):
    """The same inside a dialog: a rounded box without buttons. Its `label` is the QLabel with the words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(Spacing.MEDIUM, max(Spacing.MEDIUM - self._air, 0), Spacing.MEDIUM, Spacing.MEDIUM - 2)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self.label, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = make_painter(self)
        frame = self._theme.color("text") if self._theme.is_high_contrast else None
        draw_box(painter, QRectF(self.rect()), self._theme.color(self._ground_role()), frame, Radius.CONTROL)
        painter.end()
