"""The popup that chooses and orders a table's columns; it acts at once."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.ui.table.column_list import ColumnListModel, ColumnListView
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button, LinkButton
from vitec_desktop.ui.widgets.labels import SeparatorLine, make_label
from vitec_desktop.ui.widgets.popup import show_in_place_of
from vitec_desktop.ui.widgets.popup_frame import PopupFrame
from vitec_desktop.ui.widgets.search_field import SearchField

_WIDTH = 320
_MAX_LINES = 14  # whole ones: a heading that is cut cannot be read


class ColumnsPopup(PopupFrame):
    """A search, the shown columns in the table's order, the hidden ones by name, and three actions for all of them."""

    def __init__(self, model: ReportTableModel, table: TableView, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("columnsPopup")
        self.setAccessibleName(self.tr("Kolumner"))
        self._list_model = ColumnListModel(model, table, self)
        self._search_field = SearchField(theme, self.tr("Sök kolumn"), parent=self)
        self._search_field.setObjectName("columnsSearch")
        self._search_field.textChanged.connect(self._on_search_changed)
        self._search_field.installEventFilter(self)
        self._list = ColumnListView(self._list_model, theme, self)
        self._list.setObjectName("columnsList")
        self._list.setAccessibleName(self.tr("Kolumner"))
        self._no_match_label = make_label(self.tr("Ingen kolumn matchar."), "quiet", parent=self)
        self._no_match_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._no_match_label.hide()
        self._table = table
        self._lay_out()
        self.setFixedWidth(theme.metrics.px(_WIDTH))

    def open_below(self, rect: QRect, *, at_right: bool = False) -> None:
        super().open_below(rect, at_right=at_right)
        self._search_field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self._search_field and is_down and event.type() == QEvent.Type.KeyPress:
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._list_model.index(1))
            return True
        return super().eventFilter(watched, event)

    def _on_search_changed(self, text: str) -> None:
        self._list_model.search(text)
        if self._list_model.rowCount():
            show_in_place_of(self._no_match_label, self._list)
        else:
            show_in_place_of(self._list, self._no_match_label)

    def _show_all(self) -> None:
        for column in range(self._table.header.count()):
            self._table.set_column_shown(column, True)

    def _lay_out(self) -> None:
        lines = min(self._list_model.rowCount(), _MAX_LINES)
        for widget in (self._list, self._no_match_label):
            widget.setFixedHeight(lines * self._list.line_height())
        search_row = QVBoxLayout()
        search_row.setContentsMargins(10, 10, 10, Spacing.HAIR)
        search_row.addWidget(self._search_field)
        list_row = QVBoxLayout()
        list_row.setContentsMargins(Spacing.HAIR, 0, Spacing.HAIR, Spacing.HAIR)
        list_row.addWidget(self._list)
        list_row.addWidget(self._no_match_label)
        foot = QHBoxLayout()
        foot.setContentsMargins(Spacing.HAIR, 10, 10, 10)
        foot.setSpacing(0)
        for text, name, act in (
            (self.tr("Återställ"), "columnsReset", self._table.reset_columns),
            (self.tr("Anpassa bredderna"), "columnsFit", self._table.fit_columns),
        ):
            link = LinkButton(self.theme, text, self)
            link.setObjectName(name)
            link.clicked.connect(act)
            foot.addWidget(link)
        show_all = Button(self.theme, self.tr("Visa alla"), parent=self)
        show_all.setObjectName("columnsShowAll")
        show_all.clicked.connect(self._show_all)
        foot.addStretch(1)
        foot.addWidget(show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(search_row)
        column.addLayout(list_row)
        column.addWidget(SeparatorLine(self.theme, parent=self))
        column.addLayout(foot)
