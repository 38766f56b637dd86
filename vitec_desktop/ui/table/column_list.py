"""The list of a table's columns in a popup: those that are shown, which can be dragged, then the hidden ones."""

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.people_text import fold_letters
from vitec_desktop.report.search import search_words
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.value_list import set_up_check_list
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.metrics import Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce, announce_checked
from vitec_desktop.ui.widgets.painting import (
    CHECK_BOX_SIZE,
    draw_box,
    draw_check_box,
    draw_focus_frame,
    draw_icon,
    make_painter,
)

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NO_COLUMN = -1
_HIDDEN_PLACE = -1
"""Where a column is dropped that is hidden thereby: hidden ones are ordered by name."""
_SCROLL_INTERVAL = 60  # milliseconds between two lines while a column is held at the edge of the list
_LINE_HEIGHT = 30
_SIDE = 10
_BOX_GAP = 9
_GRIP_WIDTH = 26


class _Line(NamedTuple):
    """A column, or with `_NO_COLUMN` the heading of those below it."""

    column: int
    text: str
    total: int = 0


class ColumnListModel(QAbstractListModel):
    """Two headings and the columns below each, as the table has them now."""

    def __init__(self, model: ReportTableModel, table: TableView, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._table = table
        self._words: list[str] = []
        self._lines: list[_Line] = []
        table.columns_changed.connect(self.read_table)
        self.read_table()

    @property
    def is_searching(self) -> bool:
        return bool(self._words)

    def search(self, text: str) -> None:
        """List the columns whose heading has every word of `text`."""
        self._words = search_words(text)
        self.read_table()

    def read_table(self) -> None:
        """List the table's columns anew."""
        shown = self._table.shown_columns()
        available = filter(self._model.is_available, range(len(self._model.columns)))
        hidden = sorted(set(available) - set(shown), key=self._hidden_order)
        lines: list[_Line] = []
        for name, columns in ((self.tr("Visas"), shown), (self.tr("Dolda"), hidden)):
            found = [column for column in columns if self._is_found(column)]
            if found:
                lines.append(_Line(_NO_COLUMN, name, len(columns)))
                lines += [_Line(column, self._model.heading(column)) for column in found]
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> _Line:
        return self._lines[row]

    def column_at(self, index: Index) -> int | None:
        """Return the number of the column in a line; None for a heading."""
        if not index.isValid() or self._lines[index.row()].column == _NO_COLUMN:
            return None
        return self._lines[index.row()].column

    def index_of(self, column: int) -> QModelIndex:
        """Return the line of a column; an invalid index where it is not listed."""
        rows = (row for row, line in enumerate(self._lines) if line.column == column)
        row = next(rows, None)
        return QModelIndex() if row is None else self.index(row)

    def place_of(self, column: int) -> int | None:
        """Return the place of a column among the shown ones; None for a hidden one."""
        shown = self._table.shown_columns()
        return shown.index(column) if column in shown else None

    def can_toggle(self, column: int) -> bool:
        """Whether a column can be shown or hidden: the last shown one stays."""
        return self._table.shown_columns() != [column]

    def toggle(self, column: int) -> None:
        """Show a hidden column as the last one; hide a shown one."""
        if self.place_of(column) is None:
            self._table.show_column_last(column)
        elif self.can_toggle(column):
            self._table.set_column_shown(column, False)

    @property
    def shown_count(self) -> int:
        return len(self._table.shown_columns())

    @property
    def has_hidden(self) -> bool:
        return any(line.column != _NO_COLUMN and self.place_of(line.column) is None for line in self._lines)

    def move(self, column: int, place: int) -> None:
        """Move a column to a place among the shown ones, a hidden one too; do nothing where there is none."""
        if self.place_of(column) is None and 0 <= place <= self.shown_count:
            self._table.show_column_last(column)
        if 0 <= place < self.shown_count and self.place_of(column) != place:
            self._table.move_column(column, place)

    def hide(self, column: int) -> None:
        """Hide a column, unless it is hidden or the last shown one."""
        if self.place_of(column) is not None and self.can_toggle(column):
            self.toggle(column)

    def _hidden_order(self, column: int) -> tuple[bool, object]:
        """Order by heading, ids last."""
        return self._model.columns[column].key.lower().endswith("id"), SWEDISH.key(self._model.heading(column))

    def _is_found(self, column: int) -> bool:
        folded = fold_letters(self._model.heading(column))
        return all(word in folded for word in self._words)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.text if line.column != _NO_COLUMN else f"{line.text} {line.total}"
        if role == Qt.ItemDataRole.CheckStateRole and line.column != _NO_COLUMN:
            is_shown = self.place_of(line.column) is not None
            return Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        column = self.column_at(index)
        if role != Qt.ItemDataRole.CheckStateRole or column is None:
            return False
        self.toggle(column)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.column_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class _ColumnDelegate(QStyledItemDelegate):
    """Paints a heading with its count, or a column with a check box and a grip."""

    def __init__(self, view: "ColumnListView", model: ColumnListModel, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._model, self._theme = view, model, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._view.line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._model.line(index.row())
        rect = QRectF(option.rect)
        if line.column == _NO_COLUMN:
            self._paint_heading(painter, rect, line, is_first=index.row() == 0)
        else:
            is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            if self._view.dragged_column is not None:
                is_hovered = line.column == self._view.dragged_column
            has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus) and shows_focus(self._view)
            self._paint_column(painter, rect, line, is_hovered=is_hovered, has_focus=has_focus)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: _Line, *, is_first: bool) -> None:
        if not is_first:
            painter.fillRect(QRectF(rect.left(), rect.top() + 2, rect.width(), 1), self._theme.color("line"))
        rect = rect.adjusted(_SIDE, 3, -_SIDE, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self._theme.font(TextSize.CAPTION, strong=True))
        painter.drawText(rect, flags, line.text)
        left = painter.fontMetrics().horizontalAdvance(line.text) + 8
        painter.setFont(self._theme.font(TextSize.CAPTION))
        painter.drawText(rect.adjusted(left, 0, 0, 0), flags, str(line.total))
        if is_first and not self._model.is_searching:
            painter.drawText(rect, flags | int(Qt.AlignmentFlag.AlignRight), self.tr("dra för att flytta"))

    def _paint_column(self, painter: QPainter, rect: QRectF, line: _Line, *, is_hovered: bool, has_focus: bool) -> None:
        if is_hovered:
            draw_box(painter, rect, self._theme.color("hover"))
        if has_focus:
            draw_focus_frame(painter, rect, self._theme)
        is_shown = self._model.place_of(line.column) is not None
        can_toggle = self._model.can_toggle(line.column)
        rect = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        state = Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked
        draw_check_box(painter, rect, self._theme, state, is_enabled=can_toggle)
        if not self._model.is_searching:
            role = "text" if is_hovered else "text2"
            grip = self._theme.pixmap("grip", role, self._theme.metrics.icon, painter.device().devicePixelRatio())
            draw_icon(painter, QRectF(rect.right() - _GRIP_WIDTH, rect.top(), _GRIP_WIDTH, rect.height()), grip)
        rect.adjust(CHECK_BOX_SIZE + _BOX_GAP, 0, -_GRIP_WIDTH, 0)
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.color("text"))
        text = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), text)


class ColumnListView(QListView):
    """A click or Space shows or hides a column; dragging or Alt with an arrow key moves it, also to the other part."""

    def __init__(self, model: ColumnListModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._pressed_at: QPoint | None = None
        self._dragged: int | None = None
        self._drop_place: int | None = None  # among the shown columns, or `_HIDDEN_PLACE`
        self._scroll_timer = QTimer(self)
        self._scroll_timer.setInterval(_SCROLL_INTERVAL)
        self._scroll_timer.timeout.connect(self._scroll_on)
        self.setModel(model)
        self.setItemDelegate(_ColumnDelegate(self, model, theme))
        set_up_check_list(self)

    @property
    def dragged_column(self) -> int | None:
        """The column that is dragged: it is marked, and not the line below the pointer."""
        return self._dragged

    def line_height(self) -> int:
        return max(_LINE_HEIGHT, self._theme.metrics.text_height + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._end_drag()
            return
        column = self._model.column_at(self.currentIndex())
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if column is not None and event.key() == Qt.Key.Key_Space:
            self._model.toggle(column)
            index = self._model.index_of(column)
            self.setCurrentIndex(index)
            announce_checked(self, index.data(), is_checked=self._model.place_of(column) is not None)
        elif column is not None and is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_by_key(column, -1 if event.key() == Qt.Key.Key_Up else 1, is_held=event.isAutoRepeat())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: the search field above searches."""

    def _move_by_key(self, column: int, step: int, *, is_held: bool) -> None:
        """Move a column by one line: down from the last place it is hidden, up from the hidden ones it is shown last.

        A key that is held down stops before that.
        """
        place, count = self._model.place_of(column), self._model.shown_count
        if self._model.is_searching or (place is None and step > 0):
            return
        if place is not None and 0 <= place + step < count:
            self._model.move(column, place + step)
        elif not is_held and place is None:
            self._model.move(column, count)
        elif not is_held and place == count - 1 and step > 0:
            self._model.hide(column)
        self.setCurrentIndex(self._model.index_of(column))
        new_place = self._model.place_of(column)
        text = self.tr("{column}, dold") if new_place is None else self.tr("{column}, plats {place}")
        announce(self, text.format(column=self._model.data(self.currentIndex()), place=(new_place or 0) + 1))

    # The mouse --------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if self._dragged is None:
            is_far = (position - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            column = self._model.column_at(self.indexAt(self._pressed_at))
            if is_far and column is not None:
                self._dragged = None if self._model.is_searching else column
        if self._dragged is not None:
            self._drag_to(position)

    def _drag_to(self, position: QPoint) -> None:
        """Show where the dragged column would be dropped, outside of the list nowhere; at the list's edge, scroll."""
        assert self._dragged is not None
        place = self._drop_place = self._place_at(position) if self.viewport().rect().contains(position) else None
        can_drop = place is not None and (place != _HIDDEN_PLACE or self._model.can_toggle(self._dragged))
        self.setCursor(Qt.CursorShape.ClosedHandCursor if can_drop else Qt.CursorShape.ForbiddenCursor)
        self.viewport().update()
        edge = self.line_height() // 2
        if edge <= position.y() < self.viewport().height() - edge:
            self._scroll_timer.stop()
        elif not self._scroll_timer.isActive():
            self._scroll_timer.start()

    def _scroll_on(self) -> None:
        """Scroll by a line towards the edge at which the dragged column is held."""
        position, bar = self.viewport().mapFromGlobal(QCursor.pos()), self.verticalScrollBar()
        step = -1 if position.y() < self.viewport().height() // 2 else 1
        bar.setValue(bar.value() + step * bar.singleStep())
        self._drag_to(position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        position = event.position().toPoint()
        if self._dragged is not None:
            self._drag_to(position)
        dragged, place, pressed_at = self._dragged, self._drop_place, self._pressed_at
        self._end_drag()
        super().mouseReleaseEvent(event)
        if dragged is not None:
            self._drop(dragged, place)
        elif pressed_at is not None:
            pressed = self._model.column_at(self.indexAt(pressed_at))
            if pressed is not None and pressed == self._model.column_at(self.indexAt(position)):
                self._model.toggle(pressed)

    def _end_drag(self) -> None:
        """Let go of what is pressed or dragged; nothing changes thereby."""
        self._dragged = self._drop_place = self._pressed_at = None
        self._scroll_timer.stop()
        self.unsetCursor()
        self.viewport().update()

    def _drop(self, column: int, place: int | None) -> None:
        """Move a column to a place as `_place_at` returns it; with None it stays."""
        if place == _HIDDEN_PLACE:
            self._model.hide(column)
        elif place is not None:
            before = self._model.place_of(column)
            self._model.move(column, place - 1 if before is not None and place > before else place)

    def _place_at(self, position: QPoint) -> int:
        """Return the place of the gap between shown columns that is nearest, or that of the hidden ones."""
        top, count = self.visualRect(self._model.index(1)).top(), self._model.shown_count
        place = round((position.y() - top) / self.line_height())
        return _HIDDEN_PLACE if place > count and self._model.has_hidden else max(0, min(place, count))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_place is None or self._dragged is None:
            return
        painter = make_painter(self.viewport())
        accent, width = self._theme.color("accent"), self.viewport().width()
        top = self.visualRect(self._model.index(1)).top() + self._model.shown_count * self.line_height()
        if self._drop_place != _HIDDEN_PLACE:
            top += (self._drop_place - self._model.shown_count) * self.line_height()
            painter.fillRect(QRect(_SIDE, top - 1, width - 2 * _SIDE, 2), accent)
        elif self._model.place_of(self._dragged) is not None and self._model.can_toggle(self._dragged):
            # Around all hidden columns: their order is not the user's.
            bottom = self.visualRect(self._model.index(self._model.rowCount() - 1)).bottom()
            rect = QRectF(1, top + 3, width - 2, bottom - top - 3)
            draw_box(
                painter, rect & QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), None, accent, Radius.CONTROL
            )
        painter.end()
