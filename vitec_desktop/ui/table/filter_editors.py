"""The editors of a column filter: of a date range, of the words of a text, and of a set of values."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.report.columns import Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter, TextFilter, ValueFilter
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.people_text import fold, fold_letters
from vitec_desktop.report.periods import CALENDAR_PRESETS, CUSTOM_PERIOD_NAME, PRESET_NAMES, Preset, preset_days
from vitec_desktop.report.row_index import ValueCount
from vitec_desktop.report.search import search_words
from vitec_desktop.report.steps import Steps
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.ui.table.filter_texts import short_value_text
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.value_list import ListedValue, ValueListModel, ValueListView
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.combo_box import ComboBox
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.form_field import FormField
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.ui.widgets.marks import mark_for
from vitec_desktop.ui.widgets.popup import show_in_place_of
from vitec_desktop.ui.widgets.search_field import SearchField
from vitec_desktop.webservice.timestamps import swedish_today

_MAX_LINES = 10.5
_VALUES_PER_STEP = 200
_DATES_PER_STEP = 1000
_CUSTOM_INDEX = 0
_PRESETS = tuple(PRESET_NAMES)


class DateFilterEditor(QWidget):
    """A period by name, or its first and last day."""

    changed = Signal()
    """Emitted when the filter would show other rows."""

    def __init__(self, model: ReportTableModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        current = model.filters.get(column)
        self._current_filter = current if isinstance(current, DayFilter) else None
        self._row_counts: Counter[date] = Counter()
        self.preset_box = ComboBox(self.tr("Period"), self)
        self.preset_box.setObjectName("columnFilterValues")
        self.preset_box.addItem(model.language.text("Periods", CUSTOM_PERIOD_NAME))
        self.preset_box.addItems([model.language.text("Periods", PRESET_NAMES[preset]) for preset in _PRESETS])
        self.first_field = DateField(theme, self.tr("Från"), self)
        self.first_field.setObjectName("columnFilterFrom")
        self.last_field = DateField(theme, self.tr("Till"), self, is_last=True)
        self.last_field.setObjectName("columnFilterTo")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(Spacing.MEDIUM)
        layout.addWidget(FormField(self.tr("Period"), self.preset_box, parent=self))
        dates = QHBoxLayout()
        dates.setSpacing(Spacing.SMALL)
        dates.addWidget(FormField(self.tr("Från"), self.first_field, parent=self))
        dates.addWidget(FormField(self.tr("Till"), self.last_field, parent=self))
        layout.addLayout(dates)
        if self._current_filter is not None:
            self._show_filter(self._current_filter)
        self.preset_box.currentIndexChanged.connect(self._on_preset_changed)
        self.first_field.dateChanged.connect(self._on_first_changed)
        self.last_field.dateChanged.connect(self._on_last_changed)
        for field in (self.first_field, self.last_field):
            field.range_set.connect(self._on_day_changed)
            field.preset_chosen.connect(lambda number: self.preset_box.setCurrentIndex(number + 1))
        names = [model.language.text("Periods", PRESET_NAMES[preset]) for preset in CALENDAR_PRESETS]
        for field, other in ((self.first_field, self.last_field), (self.last_field, self.first_field)):
            field.set_range(other, names, lambda first, last: format_period(first, last, model.language))

    @property
    def row_count(self) -> int:
        """The number of rows that the filter would show."""
        first, last = self._day_range()
        return sum(rows for day, rows in self._row_counts.items() if first <= day <= last)

    def set_values_steps(self, values: Sequence[ValueCount]) -> Steps[None]:
        """Count the rows of each day. Without a filter, show the range of all days."""
        for number, (value, rows) in enumerate(values):
            if isinstance(value, datetime):
                self._row_counts[value.date()] += rows
            if not number % _DATES_PER_STEP:
                yield
        if self._current_filter is None and self._row_counts:
            self._show_range(min(self._row_counts), max(self._row_counts))
        self.changed.emit()

    def column_filter(self) -> DayFilter:
        """Return the filter of the range, or of the named period."""
        index = self.preset_box.currentIndex()
        return DayFilter(*self._day_range(), _PRESETS[index - 1] if index != _CUSTOM_INDEX else None)

    def set_initial_focus(self) -> None:
        self.preset_box.setFocus(Qt.FocusReason.PopupFocusReason)

    def _day_range(self) -> tuple[date, date]:
        return self.first_field.day, self.last_field.day

    def _show_filter(self, day_filter: DayFilter) -> None:
        if day_filter.preset is not None:
            self.preset_box.setCurrentIndex(_PRESETS.index(day_filter.preset) + 1)
        self._show_range(day_filter.first_day, day_filter.last_day)

    def _show_range(self, first: date, last: date) -> None:
        self.first_field.set_day(first)
        self.last_field.set_day(last)

    def _on_preset_changed(self, index: int) -> None:
        if index != _CUSTOM_INDEX:
            preset: Preset = _PRESETS[index - 1]
            self._show_range(*preset_days(preset, swedish_today()))
        self.changed.emit()

    def _on_first_changed(self, day: QDate) -> None:
        first, last = self._day_range()
        self._on_day_changed(first, max(first, last))

    def _on_last_changed(self, day: QDate) -> None:
        first, last = self._day_range()
        self._on_day_changed(min(first, last), last)

    def _on_day_changed(self, first: date, last: date) -> None:
        """Show the range with its new day, which ends the choice of a named period."""
        self.first_field.move_along(first)
        self.last_field.move_along(last)
        self.preset_box.setCurrentIndex(_CUSTOM_INDEX)
        self.changed.emit()


class TextFilterEditor(QWidget):
    """A field for the words that a text has to contain."""

    changed = Signal()
    """Emitted when the filter would show other rows."""

    def __init__(self, model: ReportTableModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        current = model.filters.get(column)
        self._counts: list[tuple[str, int]] = []  # each text, folded, and how many rows have it
        self._missing_count = 0
        self._field = SearchField(theme, self.tr("innehåller…"), parent=self)
        self._field.setObjectName("columnFilterSearch")
        self._field.setAccessibleName(self.tr("{column} innehåller").format(column=model.heading(column)))
        if isinstance(current, TextFilter):
            self._field.setText(current.text)
        self._field.textChanged.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(11, 11, 11, 11)
        layout.setSpacing(Spacing.HAIR)
        layout.addWidget(self._field)
        layout.addWidget(make_label(self.tr("Alla orden ska finnas i texten."), "caption", parent=self))

    @property
    def row_count(self) -> int:
        """The number of rows that the filter would show."""
        words = search_words(self._field.text())
        found = sum(rows for text, rows in self._counts if all(word in text for word in words))
        return found if words else found + self._missing_count

    def set_values_steps(self, values: Sequence[ValueCount]) -> Steps[None]:
        """Count the rows with each of these texts."""
        for number, (value, rows) in enumerate(values):
            if isinstance(value, str):
                self._counts.append((fold_letters(value), rows))
            else:
                self._missing_count += rows
            if not number % _VALUES_PER_STEP:
                yield
        self.changed.emit()

    def column_filter(self) -> TextFilter | None:
        """Return the filter of the words; None without any."""
        text = " ".join(self._field.text().split())
        return TextFilter(text) if text else None

    def set_initial_focus(self) -> None:
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._field.selectAll()


class ValueFilterEditor(QWidget):
    """A search field above a list of the column's values with check boxes."""

    changed = Signal()
    """Emitted when the filter would show other rows."""

    def __init__(self, model: ReportTableModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._column = column
        current = model.filters.get(column)
        self._current_filter = current if isinstance(current, ValueFilter) else None
        self._list_model = ValueListModel(model.language, self)
        self._list_model.checks_changed.connect(self._on_checks_changed)
        self._search_field = SearchField(theme, self.tr("Sök värde"), parent=self)
        self._search_field.setObjectName("columnFilterSearch")
        self._search_field.textChanged.connect(self._list_model.search)
        self._search_field.installEventFilter(self)
        self._list_view = ValueListView(self._list_model, theme, self)
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
        """The number of rows that the filter would show."""
        return self._list_model.checked_row_count

    def set_values_steps(self, values: Sequence[ValueCount]) -> Steps[None]:
        """List these values, and check those that the current filter shows."""
        kind = self._model.columns[self._column].kind
        listed: list[ListedValue] = []
        for number, (value, row_count) in enumerate(values):
            text = short_value_text(self._model, self._column, value)
            listed.append(ListedValue(value, text, fold(text), mark_for(kind, value), row_count))
            if not number % _VALUES_PER_STEP:
                yield
        current = self._current_filter
        yield
        checked = set(range(len(listed)))
        if current is not None:
            keys = {self._key(value) for value in current.values}
            checked = {n for n in checked if (self._key(listed[n].value) in keys) is not current.is_excluding}
        yield
        self._list_model.set_values(listed, checked)
        yield
        self._set_height(min(_MAX_LINES, len(listed) + 1))

    def column_filter(self) -> ColumnFilter | None:
        """Return the filter that shows the rows of the checked values; None if these are all values.

        Values of the current filter that the list lacks, since no row has them now, stay in the filter.
        """
        checked, listed = self._list_model.checked_values, set(self._list_model.values)
        is_searching = self._list_model.is_searching
        current = self._current_filter
        listed_keys = set(map(self._key, listed))
        known = current.values if current is not None else ()
        unlisted = frozenset(value for value in known if self._key(value) not in listed_keys)
        if self._list_model.is_all_checked and not unlisted:
            return None
        if current is not None and current.is_excluding and not is_searching:
            excluded = frozenset((listed - checked) | unlisted)
            return ValueFilter(excluded, is_excluding=True) if excluded else None
        if current is None or current.is_excluding or is_searching:
            unlisted = frozenset()
        return ValueFilter(frozenset(checked) | unlisted)

    def _key(self, value: Value) -> Value:
        """Return the same key for all values that are one to the user."""
        return group_key(self._model.columns[self._column], value)

    def set_initial_focus(self) -> None:
        self._search_field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        is_pressed = is_down and event.type() == QEvent.Type.KeyPress
        if watched is self._search_field and is_pressed and self._list_model.rowCount():
            self._list_view.setFocus(Qt.FocusReason.TabFocusReason)
            self._list_view.setCurrentIndex(self._list_model.index(0))
            return True
        return super().eventFilter(watched, event)

    def _set_height(self, lines: float) -> None:
        for widget in (self._list_view, self._no_match_label):
            widget.setFixedHeight(round(lines * self._list_view.line_height()))

    def _on_checks_changed(self) -> None:
        if self._list_model.is_searching and not self._list_model.rowCount():
            show_in_place_of(self._list_view, self._no_match_label)
        else:
            show_in_place_of(self._no_match_label, self._list_view)
        self.changed.emit()
