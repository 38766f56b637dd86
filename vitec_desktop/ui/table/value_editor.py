"""Choosing among a column's values: a search field over a list with ticks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vitec_desktop.report.filters import Filter, ValueFilter
from vitec_desktop.report.row_index import ValueCount
from vitec_desktop.report.search import fold
from vitec_desktop.ui.common.incremental import Steps
from vitec_desktop.ui.table.filter_texts import value_word
from vitec_desktop.ui.table.model import ListModel
from vitec_desktop.ui.table.value_list import ListedValue, ValueList, ValueListModel
from vitec_desktop.ui.theme.metrics import Gap
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import text_label
from vitec_desktop.ui.widgets.marks import mark_of
from vitec_desktop.ui.widgets.search_field import SearchField

_MOST_LINES = 10.5
_A_STEP = 200


class ValueChoice(QWidget):
    """`changed` when another set of rows would be shown."""

    changed = Signal()

    def __init__(self, model: ListModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._column = column
        known = model.filters.get(column)
        self._known = known if isinstance(known, ValueFilter) else None
        self._values = ValueListModel(model.language, self)
        self._values.ticks_changed.connect(self._on_ticks_changed)
        self._search = SearchField(theme, self.tr("Sök värde"), parent=self)
        self._search.setObjectName("columnFilterSearch")
        self._search.textChanged.connect(self._values.search)
        self._search.installEventFilter(self)
        self._list = ValueList(self._values, theme, model.language, self)
        self._list.setObjectName("columnFilterValues")
        self._list.setAccessibleName(model.heading(column))
        self._nothing = text_label(self.tr("Inget värde matchar."), "quiet", parent=self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(11, 11, Gap.HAIR, 0)
        layout.setSpacing(Gap.HAIR)
        search_row = QVBoxLayout()
        search_row.setContentsMargins(0, 0, 7, 4)
        search_row.addWidget(self._search)
        layout.addLayout(search_row)
        layout.addWidget(self._list)
        layout.addWidget(self._nothing)
        self._nothing.hide()
        self._set_height(_MOST_LINES)

    @property
    def rows(self) -> int:
        """How many rows would be shown."""
        return self._values.ticked_rows

    def take_values(self, values: Sequence[ValueCount]) -> Steps[None]:
        """Offer these values, in steps; those that are shown now are ticked."""
        kind = self._model.columns[self._column].kind
        listed: list[ListedValue] = []
        for number, (value, rows) in enumerate(values):
            word = value_word(self._model, self._column, value)
            listed.append(ListedValue(value, word, fold(word), mark_of(kind, value), rows))
            if not number % _A_STEP:
                yield
        known = self._known
        yield
        ticked = {n for n, value in enumerate(listed) if known is None or known.lets_through(value.value)}
        yield
        self._values.set_values(listed, ticked)
        yield
        self._set_height(min(_MOST_LINES, len(listed) + 1))

    def condition(self) -> Filter | None:
        """The filter that shows what is ticked, or None where that is everything."""
        ticked, listed = self._values.ticked, set(self._values.listed)
        known = self._known
        if self._values.are_all_ticked and (known is None or not known.values - listed):
            return None
        if known is not None and known.is_excluding and not self._values.is_searching:
            excluded = frozenset((listed - ticked) | (known.values - listed))
            return ValueFilter(excluded, is_excluding=True) if excluded else None
        beside = known.values - listed if known is not None and not known.is_excluding else frozenset()
        if self._values.is_searching:
            beside = frozenset()
        return ValueFilter(frozenset(ticked) | beside)

    def take_focus(self) -> None:
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self._search and event.type() == QEvent.Type.KeyPress and is_down and self._values.rowCount():
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            self._list.setCurrentIndex(self._values.index(0))
            return True
        return super().eventFilter(watched, event)

    def _set_height(self, lines: float) -> None:
        for widget in (self._list, self._nothing):
            widget.setFixedHeight(round(lines * self._list.line_height()))

    def _on_ticks_changed(self) -> None:
        is_empty = not self._values.rowCount()
        self._nothing.setVisible(is_empty and self._values.is_searching)
        self._list.setVisible(not self._nothing.isVisible())
        self.changed.emit()
