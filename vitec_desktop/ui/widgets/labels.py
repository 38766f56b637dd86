"""Labels and the texts of widgets: text roles, elided lines, separators, tooltips, announcements."""

import html
from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolTip, QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.long_text import breakable, shortened, without_breaks
from vitec_desktop.ui.widgets.menu import Menu

TextRole = Literal["body", "quiet", "caption", "captionStrong", "strong", "section", "title", "error"]

LINE_HEIGHT_PERCENT: Final = 135
_MAX_TOOLTIP_LENGTH = 2_000
_UNWRAPPED_LENGTH = 60
"""Characters of a tooltip's line that Qt is not to wrap: it would do so after as few as fifteen."""
_TOOLTIP_GAP = 4
_QT_TOOLTIP_OFFSET = 16


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by, and apply the style sheet to `widget` again.

    A widget that Qt has not styled yet gets the style sheet when it is first shown or measured.
    """
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_text_role(label: QLabel, role: TextRole) -> None:
    """Set a label's role in the type scale; the style sheet has the size, weight and colour of each."""
    set_style_property(label, "textRole", role)


def make_label(text: str, role: TextRole = "body", *, wraps: bool = False, parent: QWidget | None = None) -> QLabel:
    """Return a plain-text label with a role of the type scale."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    set_text_role(label, role)
    return label


def make_paragraph(text: str, role: TextRole = "body", parent: QWidget | None = None) -> QLabel:
    """Return a label of plain text over several lines, with the line height of running text."""
    label = make_label("", role, wraps=True, parent=parent)
    label.setTextFormat(Qt.TextFormat.RichText)
    escaped = html.escape(breakable(text)).replace("\n", "<br>")
    label.setText(f'<p style="line-height: {LINE_HEIGHT_PERCENT}%; margin: 0">{escaped}</p>')
    label.setAccessibleName(text)
    return label


def show_tooltip_below(widget: QWidget, event: QEvent, rect: QRect | None = None, text: str = "") -> bool:
    """Answer the request for a tooltip with one below `widget`, or a part of it, so that it covers nothing of it.

    Return False if `event` is another one, or there is no text; `text` replaces the widget's own.
    """
    # Asked for every event of a widget: the type is the dearer question.
    if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
        return False
    text, place = text or widget.toolTip(), rect or widget.rect()
    if not text:
        return False
    # Qt shows a tooltip at least so far below the place that it is given, which is the pointer else.
    below = widget.mapToGlobal(place.bottomLeft()).y() + _TOOLTIP_GAP - _QT_TOOLTIP_OFFSET
    QToolTip.showText(QPoint(event.globalPos().x(), below), text, widget, place)
    return True


def wrapped_tooltip(text: str, marked: Sequence[tuple[int, int]] = (), mark_colors: tuple[str, str] = ("", "")) -> str:
    """Return `text` as rich text, of which Qt wraps long lines, cut after 2,000 characters; a plain one is one line.

    `marked` are the starts and ends of parts to mark by `mark_colors`, of the text and of its ground.
    """
    shown = shortened(text, _MAX_TOOLTIP_LENGTH)
    if not shown:
        return ""
    pieces, place = [], 0
    for start, end in marked:
        pieces += [_escape(shown[place:start]), f'<span style="color: {mark_colors[0]}; background: {mark_colors[1]}">']
        pieces += [_escape(shown[start:end]), "</span>"]
        place = end
    space = "pre" if all(len(line) <= _UNWRAPPED_LENGTH for line in shown.split("\n")) else "pre-wrap"
    return f'<div style="white-space: {space}">{"".join(pieces)}{_escape(shown[place:])}</div>'


def _escape(text: str) -> str:
    return html.escape(breakable(text))


def announce(widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Have a screen reader read `text` aloud, after what it is reading now; an urgent one interrupts that."""
    if text:
        event = QAccessibleAnnouncementEvent(widget, text)
        if is_urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


def announce_checked(widget: QWidget, text: str, *, is_checked: bool) -> None:
    """Have a screen reader say that a line of a list or menu is checked or not: Qt tells it only of buttons."""
    checked = QCoreApplication.translate("Announcement", "{text}, markerad")
    unchecked = QCoreApplication.translate("Announcement", "{text}, inte markerad")
    announce(widget, (checked if is_checked else unchecked).format(text=text))


class SelectableLabel(QLabel):
    """A label over several lines whose text can be selected, and copied without its break opportunities."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def copy_selection(self) -> None:
        """Copy what is selected."""
        QGuiApplication.clipboard().setText(without_breaks(self.selectedText()).replace("\u2029", "\n"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Kopiera"), self.copy_selection).setEnabled(self.hasSelectedText())
        menu.popup(event.globalPos())


class ElidedLabel(QLabel):
    """One line of plain text, elided if it does not fit; the tooltip has the whole text then."""

    def __init__(self, text: str = "", role: TextRole = "body", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_text_role(self, role)
        self.setText(text)

    def set_text(self, text: str, lead: str = "") -> None:
        """Change the text; `lead`, its beginning, is in the normal text colour instead of the role's."""
        self._lead = lead
        self.setText(text)
        self._update_tooltip()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        margins = self.contentsMargins()
        width = metrics.horizontalAdvance(self.text()) + margins.left() + margins.right() + 1
        return QSize(width, metrics.height() + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(self.sizeHint().width(), metrics.horizontalAdvance("MMMM…")), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        return show_tooltip_below(self, event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.contentsRect())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(rect.width()))
        flags = int(self.alignment() | Qt.TextFlag.TextSingleLine)
        color = self.palette().color(self.foregroundRole())
        lead = self._lead if shown.startswith(self._lead) else ""
        if lead and self.isEnabled():
            painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(rect, flags, lead)
            rect.setLeft(rect.left() + self.fontMetrics().horizontalAdvance(lead))
            shown = shown[len(lead) :]
        painter.setPen(color)
        painter.drawText(rect, flags, shown)

    def _update_tooltip(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if fits else wrapped_tooltip(self.text()))


class SeparatorLine(QFrame):
    """A horizontal line between sections, one pixel high."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))
