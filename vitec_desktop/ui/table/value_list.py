"""The list of a column's values in a filter popup, with check boxes and row counts."""

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vitec_desktop.report.columns import Value
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.search import search_words
from vitec_desktop.ui.theme.keyboard_focus import shows_focus
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce_checked, wrapped_tooltip
from vitec_desktop.ui.widgets.long_text import shortened
from vitec_desktop.ui.widgets.marks import Mark, MarkPixmaps
from vitec_desktop.ui.widgets.painting import CHECK_BOX_SIZE, draw_box, draw_check_box, draw_focus_frame, draw_icon

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ALL_LINE = 0
"""The first line, which checks all others."""
_MIN_LINE_HEIGHT = 28


class ListedValue(NamedTuple):
    """A value of the column, as the list shows and searches it.

    Attributes:
        value: None for a missing one.
        text: as shown.
        folded_text: as the search compares it.
        mark: beside the text; None for most columns.
        row_count: the number of rows with the value.
    """

    value: Value
    text: str
    folded_text: str
    mark: Mark | None
    row_count: int


class ValueListModel(QAbstractListModel):
    """Values with check boxes. A search shows some values and checks these.

    Emptying the search restores the check marks from before it.
    """

    checks_changed = Signal()

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self._values: list[ListedValue] = []
        self._found_row_count = 0
        self._found_numbers: list[int] = []
        self._checked_numbers: set[int] = set()
        self._checked_before_search: set[int] | None = None

    def set_values(self, values: list[ListedValue], checked: set[int]) -> None:
        """Replace all values; `checked` holds the numbers of those to check."""
        self.beginResetModel()
        self._values = values
        self._found_numbers = list(range(len(values)))
        self._found_row_count = sum(value.row_count for value in values)
        self._checked_numbers = checked
        self._checked_before_search = None
        self.endResetModel()
        self.checks_changed.emit()

    def search(self, text: str) -> None:
        """Show and check the values with every word of `text`."""
        words = search_words(text)
        if words and self._checked_before_search is None:
            self._checked_before_search = set(self._checked_numbers)
        self.beginResetModel()
        self._found_numbers = [
            number for number, value in enumerate(self._values) if all(word in value.folded_text for word in words)
        ]
        self._found_row_count = sum(self._values[number].row_count for number in self._found_numbers)
        if words:
            self._checked_numbers = set(self._found_numbers)
        elif self._checked_before_search is not None:
            self._checked_numbers, self._checked_before_search = self._checked_before_search, None
        self.endResetModel()
        self.checks_changed.emit()

    @property
    def is_searching(self) -> bool:
        return self._checked_before_search is not None

    @property
    def values(self) -> list[Value]:
        """All values, shown or not."""
        return [value.value for value in self._values]

    @property
    def checked_values(self) -> set[Value]:
        """The values that are shown and checked."""
        return {self._values[number].value for number in self._found_and_checked()}

    @property
    def checked_row_count(self) -> int:
        """The number of rows with such a value."""
        return sum(self._values[number].row_count for number in self._found_and_checked())

    @property
    def is_all_checked(self) -> bool:
        return len(self._found_and_checked()) == len(self._values)

    def set_checked(self, line: int, is_checked: bool) -> None:
        """Check or uncheck the value at `line`; at the first line, all values shown."""
        numbers = self._found_numbers if line == _ALL_LINE else [self._found_numbers[line - 1]]
        if is_checked:
            self._checked_numbers.update(numbers)
        else:
            self._checked_numbers.difference_update(numbers)
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1), [Qt.ItemDataRole.CheckStateRole])
        self.checks_changed.emit()

    def toggle(self, line: int) -> None:
        self.set_checked(line, self.check_state(line) != Qt.CheckState.Checked)

    def check_state(self, line: int) -> Qt.CheckState:
        """Return whether a line is checked; the first one can be so partially."""
        if line != _ALL_LINE:
            is_checked = self._found_numbers[line - 1] in self._checked_numbers
            return Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked
        count = len(self._found_and_checked())
        if not count:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if count == len(self._found_numbers) else Qt.CheckState.PartiallyChecked

    def listed_value(self, line: int) -> ListedValue:
        """Return what a line shows; the first line is for all values shown."""
        if line != _ALL_LINE:
            return self._values[self._found_numbers[line - 1]]
        text = self.tr("(Markera alla sökträffar)") if self.is_searching else self.tr("(Markera alla)")
        return ListedValue(None, text, "", None, self._found_row_count)

    def _found_and_checked(self) -> list[int]:
        return [number for number in self._found_numbers if number in self._checked_numbers]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or not self._found_numbers else len(self._found_numbers) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.listed_value(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrapped_tooltip(line.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.text}, {format_count(line.row_count, self.language)}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.check_state(index.row())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.set_checked(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags


def line_height(theme: Theme) -> int:
    """Return the height of a line in pixels."""
    return max(_MIN_LINE_HEIGHT, theme.metrics.text_height + 10)


_MAX_PAINTED_LENGTH = 200


class ValueDelegate(QStyledItemDelegate):
    """Paints a check box, the value's mark and text, and at the right the row count."""

    def __init__(self, model: ValueListModel, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._view = parent
        self._marks = MarkPixmaps(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, line_height(self._theme))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.listed_value(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, rect, self._theme.color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(self._view):
            draw_focus_frame(painter, rect, self._theme)
        rect.adjust(8, 0, -12, 0)
        draw_check_box(painter, rect, self._theme, self._model.check_state(index.row()))
        rect.setLeft(rect.left() + CHECK_BOX_SIZE + 9)
        if line.mark is not None:
            self._paint_mark(painter, rect, line.mark)
            rect.setLeft(rect.left() + self._marks.size + 7)
        self._paint_text(painter, rect, line)
        painter.restore()

    def _paint_mark(self, painter: QPainter, rect: QRectF, mark: Mark) -> None:
        size = self._marks.size
        icon_rect = QRectF(rect.left(), rect.top(), size, rect.height())
        draw_icon(painter, icon_rect, self._marks.pixmap(mark, self._view.devicePixelRatioF()))

    def _paint_text(self, painter: QPainter, rect: QRectF, line: ListedValue) -> None:
        painter.setFont(self._theme.font())
        count = format_count(line.row_count, self._model.language)
        count_width = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(self._theme.color("text2"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        rect = rect.adjusted(0, 0, -count_width - 12, 0)
        line_text = shortened(line.text, _MAX_PAINTED_LENGTH)
        text = painter.fontMetrics().elidedText(line_text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.setPen(self._theme.color("text"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def set_up_check_list(view: QListView) -> None:
    """Set up a list whose lines are checked by a click or Space, not selected, and never scrolled sideways."""
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setSelectionMode(QListView.SelectionMode.NoSelection)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class ValueListView(QListView):
    """A click on a line or Space checks it; the popup handles Enter and Esc."""

    def __init__(self, model: ValueListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(ValueDelegate(model, theme, self))
        set_up_check_list(self)
        self.clicked.connect(self._toggle)

    def line_height(self) -> int:
        return line_height(self._theme)

    def _toggle(self, index: QModelIndex) -> None:
        self._model.toggle(index.row())
        is_checked = self._model.check_state(index.row()) == Qt.CheckState.Checked
        announce_checked(self, self._model.listed_value(index.row()).text, is_checked=is_checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: the search field above searches."""
