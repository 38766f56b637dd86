"""The buttons of the program: plain, link, icon and picker."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, ButtonStyle, IconPiece, PaintedButton, Piece, TextPiece
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.painting import CHECK_BOX_SIZE, draw_check_box

ICON_GAP: Final = 6.0
SHORTCUT_GAP: Final = 10.0
CHECK_BOX_GAP: Final = 9.0


def native_text(shortcut: QKeySequence | str) -> str:
    """Return a shortcut as the system writes it, such as "Ctrl+E"; "" for none."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def with_shortcut(text: str, shortcut_text: str) -> str:
    """Return such as "Hämta rapporten (F5)"."""
    return f"{text} ({shortcut_text})" if shortcut_text else text


class Button(PaintedButton):
    """A button with a text, perhaps with an icon before it and a shortcut behind it; the action handles the key."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ButtonKind = ButtonKind.FRAMED,
        icon: str = "",
        parent: QWidget | None = None,
        *,
        shortcut: QKeySequence | str = "",
    ) -> None:
        super().__init__(theme, kind, parent)
        self._icon_name = icon
        self._shortcut_text = native_text(shortcut)
        self._is_compact = False
        self._is_icon_shown = True
        self.set_text(text)
        if self._shortcut_text:
            self.set_hint(text)

    def set_hint(self, text: str, shortcut: QKeySequence | str = "") -> None:
        """Set what the button does, as tooltip and for screen readers, followed by a shortcut or the button's own."""
        hint = with_shortcut(text, native_text(shortcut) or self._shortcut_text)
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def set_text(self, text: str) -> None:
        """Change the text; an ampersand is shown, not taken as a mnemonic."""
        self._text = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.refresh()

    def set_icon_name(self, name: str) -> None:
        self._icon_name = name
        self.refresh()

    def set_compact(self, is_compact: bool) -> None:
        """Hide the shortcut, for a narrow window."""
        self._is_compact = is_compact
        self.refresh()

    @property
    def icon_room(self) -> float:
        """How much narrower the button is without its icon, in logical pixels."""
        return self.theme.metrics.icon + ICON_GAP if self._icon_name else 0.0

    @property
    def is_icon_shown(self) -> bool:
        return self._is_icon_shown

    def set_icon_shown(self, is_shown: bool) -> None:
        """Leave out the icon where there is too little room, or show it again."""
        if is_shown != self._is_icon_shown:
            self._is_icon_shown = is_shown
            self.refresh()

    def _pieces(self) -> Sequence[Piece]:
        strong = self.kind is ButtonKind.FILLED
        pieces: list[Piece] = []
        if self._icon_name and self._is_icon_shown:
            pieces.append(IconPiece(self._icon_name, self.theme.metrics.icon))
        gap = ICON_GAP if pieces else 0.0
        if self._text:
            pieces.append(TextPiece(self._text, self.theme.font(strong=strong), gap=gap))
        if self._shortcut_text and not self._is_compact:
            caption = self.theme.font(TextSize.CAPTION)
            pieces.append(TextPiece(self._shortcut_text, caption, "text2", SHORTCUT_GAP))
        return pieces


class CheckButton(PaintedButton):
    """A quiet button with a check box before its text, and a number behind it."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self._number = ""
        self.setCheckable(True)
        self.set_texts(text)

    def set_texts(self, text: str, number: str = "") -> None:
        """Change the text and the number behind it."""
        self._number = number
        self.setText(text.replace("&", "&&"))
        self.refresh()

    def set_hint(self, text: str) -> None:
        """Set what the button does, as tooltip and for screen readers."""
        self.setToolTip(text)
        self.setAccessibleDescription(text)

    def _pieces(self) -> Sequence[Piece]:
        font = self.theme.font()
        text = TextPiece(self.text().replace("&&", "&"), font, gap=CHECK_BOX_SIZE + CHECK_BOX_GAP)
        return (text, TextPiece(self._number, font, "text2", ICON_GAP)) if self._number else (text,)

    def _paint_pieces(self, painter: QPainter, rect: QRectF, style: ButtonStyle) -> None:
        super()._paint_pieces(painter, rect, style)
        box = rect.adjusted(self.padding, 0, 0, 0)
        state = Qt.CheckState.Checked if self.isChecked() else Qt.CheckState.Unchecked
        draw_check_box(painter, box, self.theme, state, is_enabled=self.isEnabled())


class LinkButton(Button):
    """A button that looks like a link."""

    padding = padding_after = 8.0

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, ButtonKind.LINK, parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class AlignedLink(LinkButton):
    """A link whose words begin and end in line with what is above and below it."""

    padding = padding_after = 2.0  # of the focus frame


class DisclosureButton(PaintedButton):
    """Shows or hides what is below it, as "› title summary"; `toggled` tells which."""

    padding, padding_after = 6.0, 8.0  # the title stands below those of check boxes

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self._summary = ""
        self.set_title(title)
        self.setCheckable(True)
        self.toggled.connect(self.refresh)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.refresh()

    def set_summary(self, text: str) -> None:
        """Change the text behind the title."""
        self._summary = text
        self.setAccessibleDescription(text)
        self.refresh()

    def _pieces(self) -> Sequence[Piece]:
        icon = IconPiece("chevron-down" if self.isChecked() else "chevron-right", self.theme.metrics.icon)
        caption = self.theme.font(TextSize.CAPTION)
        return (
            icon,
            TextPiece(self._title, self.theme.font(strong=True), gap=8.0),
            TextPiece(self._summary, caption, "text2", SHORTCUT_GAP),
        )


class IconButton(PaintedButton):
    """A square button with an icon; its name is the tooltip, and is read by screen readers."""

    padding = padding_after = 0.0

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, ButtonKind.QUIET, parent)
        self._icon_name = icon
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_icon_name(self, name: str) -> None:
        self._icon_name = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._height(), self._height())

    def _pieces(self) -> Sequence[Piece]:
        return (IconPiece(self._icon_name, self.theme.metrics.icon),)


class PickerButton(PaintedButton):
    """Shows the chosen value, as "caption value ⌄", and opens a menu of others."""

    padding, padding_after = 12.0, 9.0

    def __init__(
        self,
        theme: Theme,
        caption: str,
        value: str = "",
        icon: str = "",
        kind: ButtonKind = ButtonKind.FRAMED,
        parent: QWidget | None = None,
        *,
        is_title: bool = False,
    ) -> None:
        """`is_title` writes the value as a title: it says what is below or beside the button."""
        super().__init__(theme, kind, parent)
        self._is_title = is_title
        self._caption, self._icon_name = caption, icon
        self._hint = ""
        self._is_compact = False
        self._max_characters = 0
        self._is_changed = False
        self._reserved: Mapping[str, str] = {}
        self._value = value
        self._show_value()

    @property
    def value(self) -> str:
        return self._value

    def set_value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._show_value()

    def _show_value(self) -> None:
        self.setText(self._value.replace("&", "&&"))
        name = f"{self._caption}: {self._value}" if self._caption else self._value
        self.setAccessibleName(self.tr("{name}, ändrad").format(name=name) if self._is_changed else name)
        self._update_tooltip()
        self.refresh()

    def set_changed(self, is_changed: bool) -> None:
        """Mark the value with a dot: what it stands for has been changed."""
        if is_changed != self._is_changed:
            self._is_changed = is_changed
            self._show_value()

    def set_max_characters(self, characters: int) -> None:
        """Elide a value wider than `characters` average ones; the tooltip has the whole value then."""
        self._max_characters = characters
        self._show_value()

    def set_reserved_values(self, values: Mapping[str, str]) -> None:
        """Keep room for the longest of these values, so that nothing moves when another one is chosen.

        Each has its text in a narrow window, where the tooltip has the value if that is longer.
        """
        self._reserved = dict(values)
        self._show_value()

    def set_compact(self, is_compact: bool) -> None:
        """Hide the caption, for a narrow window; it becomes the tooltip unless there is a hint."""
        self._is_compact = is_compact
        self._update_tooltip()
        self.refresh()

    def set_hint(self, text: str, shortcut: QKeySequence | str = "") -> None:
        """Set what is chosen here, as tooltip and for screen readers, followed by the shortcut of the menu."""
        self._hint = with_shortcut(text, native_text(shortcut))
        self._update_tooltip()
        self.setAccessibleDescription(self._hint)

    def set_menu(self, menu: QMenu) -> None:
        """Set the menu that a click, Space, Enter or Down opens."""
        self.setMenu(menu)
        menu.setAccessibleName(self._caption)

    def showMenu(self) -> None:  # noqa: N802
        """Open the menu and return at once, without Qt's nested event loop."""
        if self.menu() is not None and self.isEnabled():
            self.setDown(True)
            menu = self.menu()
            menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
            if isinstance(menu, Menu):
                menu.activate_checked()

    def click(self) -> None:
        if self.menu() is None:
            super().click()
        else:
            self.showMenu()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.menu() is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.showMenu()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.menu() is None:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_opening_key = event.key() in (
            Qt.Key.Key_Down,
            Qt.Key.Key_F4,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        )
        if is_opening_key and self.menu() is not None:
            self.showMenu()
            return
        if is_opening_key and event.key() == Qt.Key.Key_Down:
            self.click()
            return
        super().keyPressEvent(event)

    def _pieces(self) -> Sequence[Piece]:
        metrics = self.theme.metrics
        pieces: list[Piece] = []
        if self._icon_name:
            pieces.append(IconPiece(self._icon_name, metrics.icon))
        if self._caption and not self._is_compact:
            gap = ICON_GAP if pieces else 0.0
            pieces.append(TextPiece(self._caption, self.theme.font(), "text2", gap))
        gap = ICON_GAP if pieces else 0.0
        pieces.append(TextPiece(self._elided_value(), self._value_font(), gap=gap))
        if self._is_changed:
            pieces.append(TextPiece("●", self.theme.font(TextSize.AXIS), "accent", gap=ICON_GAP))
        pieces.append(IconPiece("chevron-down", metrics.icon, gap=ICON_GAP + 1 + self._spare_width()))
        return pieces

    def _value_font(self) -> QFont:
        return self.theme.font(strong=self._is_title)

    def _spare_width(self) -> float:
        """Return by how much the longest value that has room is longer than the one shown."""
        font = QFontMetricsF(self._value_font())
        others = self._reserved.values() if self._is_compact else self._reserved
        widths = [font.horizontalAdvance(value) for value in (self._elided_value(), *others)]
        return max(widths) - widths[0]

    def _elided_value(self) -> str:
        if self._is_compact and self._value in self._reserved:
            return self._reserved[self._value]
        if not self._max_characters:
            return self._value
        metrics = QFontMetricsF(self._value_font())
        width = self._max_characters * metrics.averageCharWidth()
        return metrics.elidedText(self._value, Qt.TextElideMode.ElideRight, width)

    def _update_tooltip(self) -> None:
        hint = self._hint or (self._caption if self._is_compact else "")
        is_elided = self._elided_value() != self._value
        self.setToolTip("\n".join(filter(None, (self._value if is_elided else "", hint))))

    def _on_theme_changed(self) -> None:
        self._update_tooltip()
        super()._on_theme_changed()


def open_button_menu(button: PaintedButton) -> None:
    """Open a button's menu for the keyboard; do nothing if the button is disabled or hidden."""
    if button.menu() is None or not (button.isEnabled() and button.isVisible()):
        return
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if isinstance(button, PickerButton):
        button.showMenu()
    else:
        button.menu().popup(button.mapToGlobal(QPoint(0, button.height())))
