"""The customer ids of a connection: a list with a row for each, and the line that takes more of them."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vitec_desktop.accounts.offices import Office, OfficesUnreadable, format_offices, parse_offices
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.form_field import FormField
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.painting import draw_empty_text

_VISIBLE_ROWS = 3.5
_ROW_PADDING = 10
_ID_WIDTH = 92
_EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)

_Index = QModelIndex | QPersistentModelIndex


class OfficeList(QListWidget):
    """A row for each customer id, with the office's name; a click on its cross or Delete removes it."""

    remove_requested = Signal(int)
    edit_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("connectionOffices")
        self.setAccessibleName(self.tr("Kund-id i anslutningen"))
        self.setAccessibleDescription(self.tr("Delete tar bort, Enter ändrar"))
        self.setItemDelegate(_OfficeDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemDoubleClicked.connect(lambda item: self.edit_requested.emit(self.row(item)))
        theme.changed.connect(self._fit_height)
        self._fit_height()

    def _fit_height(self) -> None:
        row = self._theme.metrics.text_height + _ROW_PADDING
        self.setFixedHeight(round(_VISIBLE_ROWS * row) + 2 * (self.frameWidth() + 2))

    def show_offices(self, offices: Iterable[Office]) -> None:
        """Show a row for each office; the current row stays where it is."""
        current = self.currentRow()
        self.clear()
        for office in offices:
            item = QListWidgetItem(f"{office.id}\n{office.name}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{office.id} {office.name}".strip())
            item.setToolTip(office.name)
            self.addItem(item)
        if self.count():
            self.setCurrentRow(max(0, min(current, self.count() - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVE_KEYS and self.currentRow() >= 0:
            self.remove_requested.emit(self.currentRow())
        elif event.key() in _EDIT_KEYS and self.currentRow() >= 0:
            self.edit_requested.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        item = self.itemAt(place)
        if item is not None and self.cross_rect(self.visualItemRect(item)).contains(place):
            self.remove_requested.emit(self.row(item))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            text = self.tr("Inga tillagda än. Det som står i fältet räknas också.")
            draw_empty_text(self, self._theme, text)

    def cross_rect(self, row: QRect) -> QRect:
        """Return the place of a row's cross."""
        return QRect(row.right() - row.height(), row.top(), row.height(), row.height())


class _OfficeDelegate(QStyledItemDelegate):
    """Paints the id, the name and a cross."""

    def __init__(self, theme: Theme, parent: OfficeList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._theme.metrics.text_height + _ROW_PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        office_id, _, name = str(index.data(Qt.ItemDataRole.DisplayRole)).partition("\n")
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._list.hasFocus()
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colors = self._theme.selected_colors if is_chosen else self._theme.colors
        rect = option.rect
        painter.save()
        if is_chosen or is_hovered:
            painter.fillRect(rect, QColor(colors.select if is_chosen else colors.hover))
        painter.setPen(QColor(colors.text))
        painter.setFont(self._theme.font(strong=True))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        width = self._theme.metrics.px(_ID_WIDTH)
        painter.drawText(rect.adjusted(Spacing.SMALL + 2, 0, 0, 0), flags, office_id)
        painter.setFont(self._theme.font())
        room = rect.adjusted(width, 0, -rect.height(), 0)
        metrics = QFontMetricsF(self._theme.font())
        painter.drawText(room, flags, metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width()))
        if is_chosen or is_hovered:
            size = self._theme.metrics.icon
            cross = self._list.cross_rect(rect)
            place = cross.center() - QPoint(size // 2, size // 2)
            pixmap = self._theme.pixmap("close-small", "text2", size, painter.device().devicePixelRatio())
            painter.drawPixmap(place, pixmap)
        painter.restore()


class OfficeEditor(QWidget):
    """The list of customer ids below the line that takes new ones: one, or many with commas.

    What stands in the line counts even before it is added.
    """

    changed = Signal()
    refused = Signal()
    """Emitted when the line could not be added; its field says why."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offices: list[Office] = []
        self.line = LineEdit()
        self.line.setObjectName("connectionCustomerIds")
        self.line.setPlaceholderText("M30011=Norrby Solna, M30012=Norrby Sundbyberg")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_text_changed)
        self._add_button = Button(theme, self.tr("Lägg till"), icon="plus")
        self._add_button.setObjectName("addCustomerIdsButton")
        self._add_button.clicked.connect(self.add_line)
        self.field = FormField(
            self.tr("Kund-id"),
            self.line,
            self.tr("Ett eller flera med komma. Skriv gärna kontorets namn efter ett likhetstecken."),
            beside=(self._add_button,),
        )
        self._list = OfficeList(theme)
        self._list.remove_requested.connect(self.remove_row)
        self._list.edit_requested.connect(self.edit_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Spacing.SMALL)
        column.addWidget(self.field)
        column.addWidget(self._list)
        self._on_text_changed()

    @property
    def text(self) -> str:
        """All ids, those in the line too, as text that `parse_offices` reads."""
        line = self.line.text()
        try:
            added = parse_offices(line)
        except OfficesUnreadable:
            return ", ".join(part for part in (format_offices(self._offices), line.strip()) if part)
        return format_offices(self._joined_with(added))

    def set_offices(self, offices: Iterable[Office]) -> None:
        """Replace the rows; the line becomes empty."""
        self._offices = list(offices)
        self._list.show_offices(self._offices)
        self.line.clear()
        self.changed.emit()

    def add_line(self) -> None:
        """Make rows of what stands in the line, if it can be read; a known id gets the new name."""
        text = self.line.text()
        if not text.strip(" ,;\n"):
            self.line.setFocus()
            return
        try:
            added = parse_offices(text)
        except OfficesUnreadable as error:
            self.field.set_error(unreadable_ids_text(error.parts))
            self.line.setFocus()
            self.refused.emit()
            return
        self._offices = self._joined_with(added)
        self._list.show_offices(self._offices)
        self._list.scrollToBottom()
        self.line.clear()
        self.line.setFocus()
        self.changed.emit()

    def remove_row(self, row: int) -> None:
        """Remove the id of a row."""
        del self._offices[row]
        self._list.show_offices(self._offices)
        self.changed.emit()

    def edit_row(self, row: int) -> None:
        """Move the id of a row to the line, to be corrected there and added again; what stands there is added."""
        if self.line.text().strip():
            self.add_line()  # rows keep their places: a known id gets a new name, others come last
            if self.field.error:
                return
        office = self._offices.pop(row)
        self._list.show_offices(self._offices)
        self.line.setText(format_offices([office]))
        self.line.setFocus()
        self.line.setCursorPosition(len(self.line.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter add what stands in the line; in the empty line it presses the dialog's button as elsewhere."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.line and is_enter and event.type() == QEvent.Type.KeyPress and self.line.text().strip():
            self.add_line()
            return True
        return super().eventFilter(watched, event)

    def _joined_with(self, added: Iterable[Office]) -> list[Office]:
        joined = {office.id: office for office in self._offices}
        for office in added:
            known = joined.get(office.id)
            joined[office.id] = office if office.name or known is None else known
        return list(joined.values())

    def _on_text_changed(self) -> None:
        self._add_button.setEnabled(bool(self.line.text().strip()))
        self.changed.emit()


def unreadable_ids_text(parts: Iterable[str]) -> str:
    """Return the error for parts of a text that are no customer ids."""
    return QCoreApplication.translate(
        "ConnectionDialog",
        "Inget kund-id: {parts}. Ett sådant är en bokstav och siffror, till exempel M30011. "
        "Är det flera kontor, sätt komma mellan dem.",
    ).format(parts=", ".join(parts))
