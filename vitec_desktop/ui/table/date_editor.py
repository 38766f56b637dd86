"""Choosing a range of days: by the name of a period, or from and to."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.report.filters import DayFilter
from vitec_desktop.report.periods import CUSTOM_PERIOD_NAME, PRESET_NAMES, Preset, preset_days
from vitec_desktop.report.row_index import ValueCount
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.combo_box import ComboBox
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.form_field import FormField
from vitec_desktop.webservice.timestamps import swedish_today

_CUSTOM_INDEX = 0
_VALUES_PER_STEP = 1000
_PRESETS = tuple(PRESET_NAMES)


class DateFilterEditor(QWidget):
    """`changed` when another set of rows would be shown."""

    changed = Signal()

    def __init__(self, model: ReportTableModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        known = model.filters.get(column)
        self._current_filter = known if isinstance(known, DayFilter) else None
        self._row_counts: Counter[date] = Counter()
        self.preset_box = ComboBox(self.tr("Period"), self)
        self.preset_box.setObjectName("columnFilterValues")
        self.preset_box.addItem(model.language.text("Periods", CUSTOM_PERIOD_NAME))
        self.preset_box.addItems([model.language.text("Periods", PRESET_NAMES[preset]) for preset in _PRESETS])
        self.first_field = DateField(theme, self.tr("Från"), self)
        self.first_field.setObjectName("columnFilterFrom")
        self.last_field = DateField(theme, self.tr("Till"), self)
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

    @property
    def row_count(self) -> int:
        """How many rows would be shown."""
        first, last = self._day_range()
        return sum(rows for day, rows in self._row_counts.items() if first <= day <= last)

    def set_values(self, values: Sequence[ValueCount]) -> Steps[None]:
        """Count these moments, in steps; without a filter the range is that of the rows."""
        for number, (value, rows) in enumerate(values):
            if isinstance(value, datetime):
                self._row_counts[value.date()] += rows
            if not number % _VALUES_PER_STEP:
                yield
        if self._current_filter is None and self._row_counts:
            self._show_range(min(self._row_counts), max(self._row_counts))
        self.changed.emit()

    def column_filter(self) -> DayFilter:
        place = self.preset_box.currentIndex()
        return DayFilter(*self._day_range(), _PRESETS[place - 1] if place != _CUSTOM_INDEX else None)

    def set_initial_focus(self) -> None:
        self.preset_box.setFocus(Qt.FocusReason.PopupFocusReason)

    def _day_range(self) -> tuple[date, date]:
        return _to_date(self.first_field.date()), _to_date(self.last_field.date())

    def _show_filter(self, known: DayFilter) -> None:
        if known.preset is not None:
            self.preset_box.setCurrentIndex(_PRESETS.index(known.preset) + 1)
        self._show_range(known.first_day, known.last_day)

    def _show_range(self, first: date, last: date) -> None:
        for field, day in ((self.first_field, first), (self.last_field, last)):
            is_blocked = field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(is_blocked)

    def _on_preset_changed(self, place: int) -> None:
        if place != _CUSTOM_INDEX:
            preset: Preset = _PRESETS[place - 1]
            self._show_range(*preset_days(preset, swedish_today()))
        self.changed.emit()

    def _on_first_changed(self, day: QDate) -> None:
        first, last = self._day_range()
        self._on_day_changed(first, max(first, last))

    def _on_last_changed(self, day: QDate) -> None:
        first, last = self._day_range()
        self._on_day_changed(min(first, last), last)

    def _on_day_changed(self, first: date, last: date) -> None:
        """A day set by hand is no named period; the other end gives way rather than making an empty range."""
        self._show_range(first, last)
        self.preset_box.setCurrentIndex(_CUSTOM_INDEX)
        self.changed.emit()


def _to_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
