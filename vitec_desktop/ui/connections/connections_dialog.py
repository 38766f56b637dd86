"""The page of all connections: a row for each, and below it a row for each of its offices."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.dialog import ScrollingDialog
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice
from vitec_desktop.ui.widgets.painting import draw_empty_text

_WIDTH = 624
_VISIBLE_ROWS = 8.5
_ACCENT_BAR = 3
_ID_WIDTH = 116
_HEADING_PADDING = 11
_CONNECTION = Qt.ItemDataRole.UserRole
_NAME, _ID, _STATE = range(3)


class ConnectionTree(QTreeWidget):
    """Connections with their offices; an office's row stands for its connection."""

    change_requested = Signal()
    remove_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setIndentation(theme.metrics.icon + Spacing.SMALL)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.topLevelItemCount():
            self.change_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def set_empty_text(self, text: str) -> None:
        """Set why the list is empty; "" where it is not."""
        self.setAccessibleDescription(text)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_empty_text(self, self._theme, self.accessibleDescription())

    def drawRow(  # noqa: N802
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row as the tables do: one background over the whole width, and a line below."""
        colors, rect = self._theme.colors, QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        if self.selectionModel().isRowSelected(index.row(), index.parent()):
            painter.fillRect(rect, QColor(self._theme.selected_colors.select))
            painter.fillRect(rect.left(), rect.top(), _ACCENT_BAR, rect.height(), QColor(colors.accent))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colors.line))
        first = self.visualRect(index.sibling(index.row(), _NAME))
        self.drawBranches(painter, QRect(0, rect.top(), first.left(), rect.height()), index)
        for column in range(self.columnCount()):
            cell, part = index.sibling(index.row(), column), QStyleOptionViewItem(option)
            part.rect = self.visualRect(cell)
            self.itemDelegate().paint(painter, part, cell)

    def drawBranches(  # noqa: N802
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self.model().hasChildren(index):
            name, size = "chevron-down" if self.isExpanded(index) else "chevron-right", self._theme.metrics.icon
            pixmap = self._theme.pixmap(name, "text2", size, self.devicePixelRatioF())
            painter.drawPixmap(rect.right() - size, rect.center().y() - size // 2, pixmap)


class _CellDelegate(QStyledItemDelegate):
    """Paints the icon and the text of a cell; the tree paints the rest of its row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self._theme.metrics.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        left = Spacing.HAIR if index.column() == _NAME else _HEADING_PADDING
        rect = option.rect.adjusted(left, 0, -Spacing.HAIR, -1)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            size = self._theme.metrics.icon
            icon.paint(painter, rect.left(), rect.center().y() - size // 2, size, size)
            rect.setLeft(rect.left() + size + Spacing.SMALL)
        is_connection = not index.parent().isValid()
        font = self._theme.font(strong=is_connection and index.column() == _NAME)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colors.text2 if index.column() == _ID else self._theme.colors.text))
        text = QFontMetricsF(font).elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)


class ConnectionsDialog(ScrollingDialog):
    """Lists the connections; the owner opens their dialogs, tests and removes them, and tells how a test ended."""

    add_requested = Signal()
    change_requested = Signal(Connection)
    remove_requested = Signal(Connection)
    test_requested = Signal(Connection)

    def __init__(
        self,
        theme: Theme,
        connections: Sequence[Connection],
        results: dict[str, Mapping[str, str]],
        parent: QWidget,
    ) -> None:
        """`results`, kept up to date here, are the errors of the last tests, "" for none, by connection and office."""
        super().__init__(theme, _WIDTH, parent)
        self.setObjectName("connectionsDialog")
        self.setWindowTitle(self.tr("Anslutningar"))
        self._results = results
        self.body.addWidget(
            make_label(self.tr("En anslutning är en inloggning, och kontoren som den hämtar."), "quiet", wraps=True)
        )
        self.tree = self._create_tree()
        self.body.addWidget(self.tree)
        self.body.addLayout(self._create_buttons())
        self._notice = InlineNotice(theme)
        self._notice.label.setObjectName("connectionsTestResult")
        self.body.addWidget(self._notice)
        add = self.make_action_button(self.tr("Lägg till…"), "plus")
        add.setObjectName("addConnectionRowButton")
        add.clicked.connect(self.add_requested)
        self.add_buttons(add, self.tr("Stäng"))
        theme.changed.connect(self._fit_height)
        self._fit_height()
        self.show_connections(connections)

    # For the owner

    def show_connections(self, connections: Sequence[Connection]) -> None:
        """List these connections; the selected one stays selected."""
        chosen = self.connection
        self.tree.clear()
        self.tree.set_empty_text("" if connections else self.tr("Inga anslutningar än."))
        items = [self._add_connection(connection) for connection in connections]
        for connection, item in zip(connections, items, strict=True):
            if chosen is None or connection.id == chosen.id or item is items[0]:
                self.tree.setCurrentItem(item)
                if chosen is None or connection.id == chosen.id:
                    break
        self._update_buttons()

    def show_testing(self, connection: Connection) -> None:
        """Say that a connection is being tested."""
        for item in self._office_items(connection):
            self._show_state(item, self.tr("Testas…"))
        self.set_button_enabled(self._test, False)

    def show_result(self, connection: Connection, notice: Notice, errors: Mapping[str, str] | None = None) -> None:
        """Show how a test ended: `errors` by the id of the office; None if nothing is known of the offices."""
        known = {} if errors is None else {office.id: errors.get(office.id, "") for office in connection.offices}
        self._results[connection.id] = known
        self._show_states(connection, known)
        self.set_button_enabled(self._test)
        self.show_notice(notice)

    def forget_result(self, connection: Connection) -> None:
        """Show nothing of a test of this connection any more: it has been changed since."""
        if self._results.pop(connection.id, None) is not None:
            self._show_states(connection, {})
            self._notice.clear()  # what stands above it stays where it is: the dialog keeps its height

    def show_notice(self, notice: Notice) -> None:
        """Show a notice below the list."""
        self._notice.show_notice(notice)
        self.resize_to_content()
        self.scroll_to(self._notice)

    @property
    def connection(self) -> Connection | None:
        """The selected connection, or that of the selected office; None if there is none."""
        item = self.tree.currentItem()
        connection = item.data(0, _CONNECTION) if item else None
        return connection if isinstance(connection, Connection) else None

    # Building

    def _create_tree(self) -> ConnectionTree:
        tree = ConnectionTree(self.theme)
        tree.setObjectName("connectionsTree")
        tree.setAccessibleName(self.tr("Anslutningar"))
        tree.setColumnCount(3)
        tree.setHeaderLabels([self.tr("Namn"), self.tr("Kund-id"), self.tr("Senaste test")])
        tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        tree.setAllColumnsShowFocus(True)
        tree.setUniformRowHeights(True)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for column in (_NAME, _STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_ID, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_ID, self.theme.metrics.px(_ID_WIDTH))
        tree.currentItemChanged.connect(self._update_buttons)
        tree.itemDoubleClicked.connect(lambda item: self._emit_change() if item.parent() else None)
        tree.setExpandsOnDoubleClick(True)
        tree.change_requested.connect(self._emit_change)
        tree.remove_requested.connect(self._emit_remove)
        tree.customContextMenuRequested.connect(self._open_menu)
        return tree

    def _create_buttons(self) -> QHBoxLayout:
        self._test = Button(self.theme, self.tr("Testa"), icon="refresh", parent=self)
        self._test.setObjectName("testConnectionRowButton")
        self._change = Button(self.theme, self.tr("Ändra…"), icon="pencil", parent=self)
        self._change.setObjectName("changeConnectionButton")
        self._remove = Button(self.theme, self.tr("Ta bort…"), ButtonKind.QUIET, "trash", self)
        self._remove.setObjectName("removeConnectionButton")
        row = QHBoxLayout()
        row.setSpacing(Spacing.SMALL)
        for button, act in (
            (self._test, self._emit_test),
            (self._change, self._emit_change),
            (self._remove, self._emit_remove),
        ):
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _fit_height(self) -> None:
        height = self.theme.metrics.row
        self.tree.setFixedHeight(round(_VISIBLE_ROWS * height))

    def _add_connection(self, connection: Connection) -> QTreeWidgetItem:
        top = QTreeWidgetItem(self.tree, [connection.name, "", ""])
        top.setData(0, _CONNECTION, connection)
        top.setToolTip(_NAME, f"{connection.user}\n{connection.base_url}")
        for office in connection.offices:
            row = QTreeWidgetItem(top, [office.name or office.id, office.id, ""])
            row.setData(0, _CONNECTION, connection)
        top.setExpanded(True)
        self._show_states(connection, self._results.get(connection.id, {}))
        return top

    # States, buttons and menu

    def _show_states(self, connection: Connection, errors: Mapping[str, str]) -> None:
        """Show of each office in `errors` what is wrong with it, or with "" that it works; of others nothing."""
        for item in self._office_items(connection):
            error = errors.get(item.text(_ID))
            self._show_state(item, "" if error is None else error or self.tr("Fungerar"))
            if error is not None:
                name, role = ("error", "err") if error else ("check-circle", "ok")
                size, ratio = self.theme.metrics.icon, self.devicePixelRatioF()
                item.setIcon(_STATE, QIcon(self.theme.pixmap(name, role, size, ratio)))

    def _show_state(self, item: QTreeWidgetItem, text: str) -> None:
        item.setText(_STATE, text)
        item.setToolTip(_STATE, text)
        item.setIcon(_STATE, QIcon())

    def _office_items(self, connection: Connection) -> Iterator[QTreeWidgetItem]:
        for row in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(row)
            known = top.data(0, _CONNECTION) if top else None
            if top and isinstance(known, Connection) and known.id == connection.id:
                yield from (item for number in range(top.childCount()) if (item := top.child(number)))

    def _update_buttons(self) -> None:
        for button in (self._test, self._change, self._remove):
            self.set_button_enabled(button, self.connection is not None)

    def _emit_test(self) -> None:
        if self.connection:
            self.test_requested.emit(self.connection)

    def _emit_change(self) -> None:
        if self.connection:
            self.change_requested.emit(self.connection)

    def _emit_remove(self) -> None:
        if self.connection:
            self.remove_requested.emit(self.connection)

    def _open_menu(self, place: QPoint) -> None:
        if self.connection is None:
            return
        menu = Menu(self.tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Testa"), self._emit_test)
        menu.addAction(self.tr("Ändra…"), self._emit_change)
        menu.addAction(self.tr("Ta bort…"), self._emit_remove)
        menu.popup(self.tree.viewport().mapToGlobal(place))
