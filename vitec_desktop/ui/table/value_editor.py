"""Choosing among a column's values: a search field over a list with ticks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vitec_desktop.report.filters import ColumnFilter, ValueFilter
from vitec_desktop.report.row_index import ValueCount
from vitec_desktop.report.search import fold
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.table.filter_texts import short_value_text
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.value_list import ListedValue, ValueListModel, ValueListView
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.ui.widgets.marks import mark_for
from vitec_desktop.ui.widgets.search_field import SearchField

_MAX_LINES = 10.5
_VALUES_PER_STEP = 200


class ValueFilterEditor(QWidget):
    """`changed` when another set of rows would be shown."""

    changed = Signal()

    def __init__(self, model: ReportTableModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._column = column
        known = model.filters.get(column)
        self._current_filter = known if isinstance(known, ValueFilter) else None
        self._list_model = ValueListModel(model.language, self)
        self._list_model.ticks_changed.connect(self._on_ticks_changed)
        self._search_field = SearchField(theme, self.tr("Sök värde"), parent=self)
        self._search_field.setObjectName("columnFilterSearch")
        self._search_field.textChanged.connect(self._list_model.search)
        self._search_field.installEventFilter(self)
        self._list_view = ValueListView(self._list_model, theme, model.language, self)
        self._list_view.setObjectName("columnFilterValues")
        self._list_view.setAccessibleName(model.heading(column))
        self._no_match_label = make_label(self.tr("Inget värde matchar."), "quiet", parent=self)
        self._no_match_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(11, 11, Spacing.HAIR, 0)
        layout.setSpacing(Spacing.HAIR)
        search_row = QVBoxLayout()
        search_row.setContentsMargins(0, 0, 7, 4)
        search_row.addWidget(self._search_field)
        layout.addLayout(search_row)
        layout.addWidget(self._list_view)
        layout.addWidget(self._no_match_label)
        self._no_match_label.hide()
        self._set_height(_MAX_LINES)

    @property
    def row_count(self) -> int:
        """How many rows would be shown."""
        return self._list_model.ticked_row_count

    def set_values(self, values: Sequence[ValueCount]) -> Steps[None]:
        """Offer these values, in steps; those that are shown now are ticked."""
        kind = self._model.columns[self._column].kind
        listed: list[ListedValue] = []
        for number, (value, rows) in enumerate(values):
            word = short_value_text(self._model, self._column, value)
            listed.append(ListedValue(value, word, fold(word), mark_for(kind, value), rows))
            if not number % _VALUES_PER_STEP:
                yield
        known = self._current_filter
        yield
        ticked = {n for n, value in enumerate(listed) if known is None or known.matches(value.value)}
        yield
        self._list_model.set_values(listed, ticked)
        yield
        self._set_height(min(_MAX_LINES, len(listed) + 1))

    def column_filter(self) -> ColumnFilter | None:
        """The filter that shows what is ticked, or None where that is everything."""
        ticked, listed = self._list_model.ticked_values, set(self._list_model.values)
        known = self._current_filter
        if self._list_model.is_all_ticked and (known is None or not known.values - listed):
            return None
        if known is not None and known.is_excluding and not self._list_model.is_searching:
            excluded = frozenset((listed - ticked) | (known.values - listed))
            return ValueFilter(excluded, is_excluding=True) if excluded else None
        beside = known.values - listed if known is not None and not known.is_excluding else frozenset()
        if self._list_model.is_searching:
            beside = frozenset()
        return ValueFilter(frozenset(ticked) | beside)

    def set_initial_focus(self) -> None:
        self._search_field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if (
            watched is self._search_field
            and event.type() == QEvent.Type.KeyPress
            and is_down
            and self._list_model.rowCount()
        ):
            self._list_view.setFocus(Qt.FocusReason.TabFocusReason)
            self._list_view.setCurrentIndex(self._list_model.index(0))
            return True
        return super().eventFilter(watched, event)

    def _set_height(self, lines: float) -> None:
        for widget in (self._list_view, self._no_match_label):
            widget.setFixedHeight(round(lines * self._list_view.line_height()))

    def _on_ticks_changed(self) -> None:
        is_empty = not self._list_model.rowCount()
        self._no_match_label.setVisible(is_empty and self._list_model.is_searching)
        self._list_view.setVisible(not self._no_match_label.isVisible())
        self.changed.emit()
