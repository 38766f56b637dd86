"""The strip "Sedan 23 nov 14:05": how many rows are new, handled, won, sold, declined and gone since a saved report."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from msgspec import Struct, field
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.metrics import Radius, Spacing, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import PickerButton
from vitec_desktop.ui.widgets.containers import Card
from vitec_desktop.ui.widgets.labels import ElidedLabel, SeparatorLine, make_label, show_tooltip_below, wrapped_tooltip
from vitec_desktop.ui.widgets.marks import MARK_SIZE, Mark, MarkPixmaps
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice, NoticeLevel
from vitec_desktop.ui.widgets.painting import draw_box, draw_focus_frame, draw_icon, make_painter
from vitec_desktop.ui.widgets.tab_order import order_tabs

_TITLE_WIDTH: Final = 184
_NARROW_BELOW: Final = 1000
_COUNTS_A_ROW: Final = 4
_COUNT_HEIGHT: Final = 44
_TITLE_HEIGHT, _CAPTION_HEIGHT = 24, 16  # so that title and caption are in line with the two lines of a count
_EDGE: Final = 8  # above and below the counts
_MARK_GAP: Final = 8.0
_CHEVRON: Final = 12
_CHEVRON_GAP: Final = 4.0
_PADDING: Final = 8.0
_NUMBER_GAP: Final = 6


class SinceRows(Struct, frozen=True):
    """The counted rows of one list: how many there are of it, the name of their temporary view, and their filter."""

    text: str
    name: str
    row_filter: RowFilter


class SinceCount(Struct, frozen=True):
    """One count of the strip.

    Attributes:
        name: what is counted, the object name's end.
        text: "nya leads".
        detail: the second line, "16 obehandlade".
        lists: the rows, by list; empty if no table shows them.
        accessible_text: "29 tagna om hand sedan 23 nov 14:05, 22 leads, 7 tips".
    """

    name: str
    count: str
    text: str
    detail: str
    mark: Mark
    lists: tuple[SinceRows, ...]
    accessible_text: str


class SinceChoice(Struct, frozen=True):
    """A saved report to compare with: its id, and its text in the picker's menu."""

    id: str
    text: str


class SinceData(Struct, frozen=True):
    """What the strip shows.

    Attributes:
        title: "Sedan 23 nov 14:05".
        caption: why that report, "senaste exporten".
        status: for the status bar, "ändringar sedan 23 nov 14:05".
        counts: empty if nothing has changed.
        unchanged_text: shown then.
        warning: what cannot be compared; "" if everything can.
        choices, chosen: the saved reports to choose from, and the id of the one that is compared with.
    """

    title: str
    caption: str
    status: str
    counts: tuple[SinceCount, ...]
    unchanged_text: str = ""
    warning: str = ""
    choices: tuple[SinceChoice, ...] = field(default=())
    chosen: str = ""


class SinceCountButton(QAbstractButton):
    """One count: mark, number and word, and a quiet line below; with rows of two lists it has a menu of them."""

    rows_requested = Signal(SinceRows)

    def __init__(self, theme: Theme, marks: MarkPixmaps, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._marks = theme, marks
        self._count: SinceCount | None = None
        self._menu = Menu(self)
        self.clicked.connect(self._on_clicked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> SinceCount | None:
        return self._count

    def show_count(self, count: SinceCount) -> None:
        """Show another count; without rows to show it is no button."""
        self._count = count
        self.setObjectName(f"since{count.name}")
        self.setText(f"{count.count} {count.text}")
        self.setAccessibleName(count.accessible_text)
        self.setToolTip(wrapped_tooltip(count.accessible_text))
        self.setEnabled(bool(count.lists))
        self.setCursor(Qt.CursorShape.PointingHandCursor if count.lists else Qt.CursorShape.ArrowCursor)
        self._menu.clear()
        for rows in count.lists:
            action = self._menu.addAction(rows.text)
            action.triggered.connect(lambda _=False, rows=rows: self.rows_requested.emit(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for both lines: the card shares its width out by that."""
        least = self.minimumSizeHint()
        if self._count is None:
            return least
        number = QFontMetricsF(self._theme.font(TextSize.SECTION, strong=True)).horizontalAdvance(self._count.count)
        first = number + _NUMBER_GAP + QFontMetricsF(self._theme.font()).horizontalAdvance(self._count.text)
        if len(self._count.lists) > 1:
            first += _CHEVRON_GAP + self._theme.metrics.px(_CHEVRON)
        second = QFontMetricsF(self._theme.font(TextSize.CAPTION)).horizontalAdvance(self._count.detail)
        mark = self._theme.metrics.px(MARK_SIZE) + _MARK_GAP
        return least.expandedTo(QSize(ceil(2 * _PADDING + mark + max(first, second)), 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.metrics.px(100), self._theme.metrics.px(_COUNT_HEIGHT))

    def event(self, event: QEvent) -> bool:
        return show_tooltip_below(self, event) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        count = self._count
        if count is None:
            return
        painter = make_painter(self)
        theme, rect = self._theme, QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_box(painter, rect, theme.color("sunken" if self.isDown() else "hover"), None, Radius.CONTROL)
        role = "text" if self.isEnabled() else "text2"
        px, half = theme.metrics.px, rect.height() / 2
        mark_size = px(MARK_SIZE)
        x = _PADDING
        pixmap = self._marks.pixmap(count.mark, self.devicePixelRatioF())
        draw_icon(painter, QRectF(x, 2, mark_size, half), pixmap)
        x += mark_size + _MARK_GAP
        upper, lower = QRectF(x, 2, rect.width() - x, half), QRectF(x, half, rect.width() - x, half - 2)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.setPen(theme.color(role))
        painter.setFont(theme.font(TextSize.SECTION, strong=True))
        painter.drawText(upper, flags, count.count)
        upper.setLeft(x + painter.fontMetrics().horizontalAdvance(count.count) + _NUMBER_GAP)
        painter.setFont(theme.font())
        metrics = painter.fontMetrics()
        text = metrics.elidedText(count.text, Qt.TextElideMode.ElideRight, int(upper.width()))
        painter.drawText(upper, flags, text)
        if len(count.lists) > 1:
            chevron = theme.pixmap("chevron-down", "text2", px(_CHEVRON), self.devicePixelRatioF())
            left = upper.left() + metrics.horizontalAdvance(text) + _CHEVRON_GAP
            draw_icon(painter, QRectF(left, upper.top(), px(_CHEVRON), upper.height()), chevron)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(TextSize.CAPTION))
        metrics = painter.fontMetrics()
        painter.drawText(
            lower, flags, metrics.elidedText(count.detail, Qt.TextElideMode.ElideRight, int(lower.width()))
        )
        if shows_focus(self):
            draw_focus_frame(painter, rect, theme, Radius.CONTROL)
        painter.end()

    @property
    def list_menu(self) -> Menu:
        """The menu from which the user chooses a list."""
        return self._menu

    def _on_clicked(self) -> None:
        """Show the rows; of two lists the user chooses one, so that he sees as many rows as it says."""
        lists = self._count.lists if self._count else ()
        if len(lists) == 1:
            self.rows_requested.emit(lists[0])
        elif lists:
            self._menu.activate_checked()
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # for the card; Qt's own would go to the next tab stop
        else:
            super().keyPressEvent(event)


class _ReportPicker(PickerButton):
    """The title of the strip; it begins where the texts of the tiles below the strip do."""

    padding = float(Spacing.SMALL)


class SinceCard(QWidget):
    """The strip; `warning` says which part cannot be compared. One tab stop; ← and → move between counts."""

    filter_requested = Signal(RowFilter, str)
    report_chosen = Signal(str)  # the id of a saved report

    def __init__(self, theme: Theme, warning: InlineNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marks = MarkPixmaps(theme)
        self._is_narrow: bool | None = None
        self._data: SinceData | None = None
        self.setObjectName("sinceCard")
        self._warning = warning
        self._warning.setObjectName("sinceWarning")
        self._card = Card(theme, Spacing.MEDIUM, self)
        self._picker = _ReportPicker(theme, "", kind=ButtonKind.QUIET, parent=self._card, is_title=True)
        self._picker.setObjectName("sincePicker")
        self._picker.setFixedHeight(theme.metrics.px(_TITLE_HEIGHT))
        self._picker.set_hint(self.tr("Vilken sparad rapport det jämförs med"))
        self._caption = ElidedLabel("", "caption", parent=self._card)
        self._caption.setContentsMargins(int(_ReportPicker.padding), 0, 0, 0)
        self._unchanged = make_label("", "body", parent=self._card)
        self._unchanged.setContentsMargins(int(_PADDING), 0, 0, 0)
        self._buttons: list[SinceCountButton] = []
        self._line = SeparatorLine(theme, parent=self._card)
        self._line.setFixedWidth(1)
        self._line.setFixedHeight(theme.metrics.px(_COUNT_HEIGHT))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Spacing.SMALL)
        self._grid.setVerticalSpacing(0)
        self._card.body.setContentsMargins(Spacing.SMALL, _EDGE, Spacing.SMALL, _EDGE)
        self._card.body.addLayout(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_data(self, data: SinceData) -> None:
        """Show other counts."""
        self._data = data
        self._picker.set_value(data.title)
        self._picker.setAccessibleName(data.title)
        self._caption.set_text(data.caption)
        self._fill_menu(data.choices, data.chosen)
        self._unchanged.setText(data.unchanged_text)
        self._unchanged.setVisible(not data.counts)
        if data.warning:
            self._warning.show_notice(Notice(NoticeLevel.WARN, data.warning))
        else:
            self._warning.clear()
        while len(self._buttons) < len(data.counts):
            button = SinceCountButton(self._theme, self._marks, self._card)
            button.rows_requested.connect(lambda rows: self.filter_requested.emit(rows.row_filter, rows.name))
            self._buttons.append(button)
        order_tabs(self._picker, *self._buttons)
        for button, count in zip(self._buttons, data.counts, strict=False):
            button.show_count(count)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(data.counts))
        self._set_tab_stop(next((one for one in self._shown_buttons if one.isEnabled()), None))
        self._is_narrow = None
        self._arrange()
        self.show()

    @property
    def has_room(self) -> bool:
        """Whether the strip is shown, or its room kept."""
        return not self.isHidden() or self.sizePolicy().retainSizeWhenHidden()

    def clear(self, *, keeps_room: bool) -> None:
        """Show nothing, with the room of the strip kept or not: before it has shown anything, that of its counts."""
        self._arrange()
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
        self._warning.clear()
        self.hide()

    @property
    def _shown_buttons(self) -> Sequence[SinceCountButton]:
        return self._buttons[: len(self._data.counts)] if self._data else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enabled = [one for one in self._shown_buttons if one.isEnabled()]
        focused = next((one for one in enabled if one.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if focused is None or not step:
            super().keyPressEvent(event)
            return
        index = enabled.index(focused) + step
        if 0 <= index < len(enabled):
            self._set_tab_stop(enabled[index])
            enabled[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_tab_stop(self, stop: SinceCountButton | None) -> None:
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def _arrange(self) -> None:
        """Lay the counts out in one row, or four abreast in a narrow window, with the title on its own line."""
        # By the window: the strip's own width is known only once it has been laid out, which would take two heights.
        width = self.window().width() - 2 * Spacing.OVERVIEW_MARGIN
        is_narrow = width < self._theme.metrics.px(_NARROW_BELOW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        grid = self._grid
        while (item := grid.takeAt(0)) is not None:
            if isinstance(item, QLayout):
                item.removeWidget(self._picker)
                item.removeWidget(self._caption)
                item.deleteLater()
        for column in range(grid.columnCount()):
            grid.setColumnStretch(column, 0)
        for row in (1, 2):
            keeps_counts = is_narrow and self._data is None
            grid.setRowMinimumHeight(row, self._theme.metrics.px(_COUNT_HEIGHT) if keeps_counts else 0)
        if not is_narrow:
            grid.setRowMinimumHeight(1, self._theme.metrics.px(_CAPTION_HEIGHT))
        grid.setRowStretch(2, 0 if is_narrow else 1)  # below the caption, where the counts are higher than that ends
        self._line.setVisible(not is_narrow)
        self._caption.setMinimumWidth(0 if is_narrow else self._theme.metrics.px(_TITLE_WIDTH))
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        if is_narrow:
            head = QHBoxLayout()
            head.setSpacing(0)
            head.addWidget(self._picker)
            head.addWidget(self._caption, 1)
            grid.addLayout(head, 0, 0, 1, _COUNTS_A_ROW)
            first_row, first_column, a_row, height = 1, 0, _COUNTS_A_ROW, 1
            for column in range(_COUNTS_A_ROW):
                grid.setColumnStretch(column, 1)
        else:
            grid.addWidget(self._picker, 0, 0, left)
            grid.addWidget(self._caption, 1, 0)
            grid.addWidget(self._line, 0, 1, 3, 1)
            first_row, first_column, a_row, height = 0, 2, max(len(self._shown_buttons), 1), 3
        if self._shown_buttons:
            for number, button in enumerate(self._shown_buttons):
                column = first_column + number % a_row
                grid.addWidget(button, first_row + number // a_row, column, height, 1, middle)
        else:
            grid.addWidget(self._unchanged, first_row, first_column, height, a_row, middle)
            grid.setColumnStretch(first_column, 1)

    def _fill_menu(self, choices: Sequence[SinceChoice], chosen: str) -> None:
        menu = Menu(self)
        group = QActionGroup(menu)
        for choice in choices:
            action = menu.addAction(choice.text)
            action.setCheckable(True)
            action.setChecked(choice.id == chosen)
            group.addAction(action)
            action.triggered.connect(lambda _=False, report_id=choice.id: self.report_chosen.emit(report_id))
        self._picker.set_menu(menu)
