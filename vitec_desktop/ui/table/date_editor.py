"""Choosing a range of days: by the name of a period, or from and to."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.report.filters import DayFilter
from vitec_desktop.report.periods import CUSTOM_NAME, PRESET_NAMES, Preset, days
from vitec_desktop.report.row_index import ValueCount
from vitec_desktop.ui.common.incremental import Steps
from vitec_desktop.ui.table.model import ListModel
from vitec_desktop.ui.theme.metrics import Gap
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.combo_box import ComboBox
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.form_field import Field
from vitec_desktop.webservice.timestamps import swedish_today

_CUSTOM = 0
_A_STEP = 1000
_PRESETS = tuple(PRESET_NAMES)


class DayChoice(QWidget):
    """`changed` when another set of rows would be shown."""

    changed = Signal()

    def __init__(self, model: ListModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        known = model.filters.get(column)
        self._known = known if isinstance(known, DayFilter) else None
        self._rows_of_day: Counter[date] = Counter()
        self.preset_box = ComboBox(self.tr("Period"), self)
        self.preset_box.setObjectName("columnFilterValues")
        self.preset_box.addItem(model.language.text("Periods", CUSTOM_NAME))
        self.preset_box.addItems([model.language.text("Periods", PRESET_NAMES[preset]) for preset in _PRESETS])
        self.first_field = DateField(theme, self.tr("Från"), self)
        self.first_field.setObjectName("columnFilterFrom")
        self.last_field = DateField(theme, self.tr("Till"), self)
        self.last_field.setObjectName("columnFilterTo")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(Gap.MEDIUM)
        layout.addWidget(Field(self.tr("Period"), self.preset_box, parent=self))
        dates = QHBoxLayout()
        dates.setSpacing(Gap.SMALL)
        dates.addWidget(Field(self.tr("Från"), self.first_field, parent=self))
        dates.addWidget(Field(self.tr("Till"), self.last_field, parent=self))
        layout.addLayout(dates)
        if self._known is not None:
            self._show_known(self._known)
        self.preset_box.currentIndexChanged.connect(self._on_preset_changed)
        self.first_field.dateChanged.connect(self._on_first_changed)
        self.last_field.dateChanged.connect(self._on_last_changed)

    @property
    def rows(self) -> int:
        """How many rows would be shown."""
        first, last = self._range()
        return sum(rows for day, rows in self._rows_of_day.items() if first <= day <= last)

    def take_values(self, values: Sequence[ValueCount]) -> Steps[None]:
        """Count these moments, in steps; without a filter the range is that of the rows."""
        for number, (value, rows) in enumerate(values):
            if isinstance(value, datetime):
                self._rows_of_day[value.date()] += rows
            if not number % _A_STEP:
                yield
        if self._known is None and self._rows_of_day:
            self._show_range(min(self._rows_of_day), max(self._rows_of_day))
        self.changed.emit()

    def condition(self) -> DayFilter:
        place = self.preset_box.currentIndex()
        return DayFilter(*self._range(), _PRESETS[place - 1] if place != _CUSTOM else None)

    def take_focus(self) -> None:
        self.preset_box.setFocus(Qt.FocusReason.PopupFocusReason)

    def _range(self) -> tuple[date, date]:
        return _day(self.first_field.date()), _day(self.last_field.date())

    def _show_known(self, known: DayFilter) -> None:
        if known.preset is not None:
            self.preset_box.setCurrentIndex(_PRESETS.index(known.preset) + 1)
        self._show_range(known.first, known.last)

    def _show_range(self, first: date, last: date) -> None:
        for field, day in ((self.first_field, first), (self.last_field, last)):
            is_blocked = field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(is_blocked)

    def _on_preset_changed(self, place: int) -> None:
        if place != _CUSTOM:
            preset: Preset = _PRESETS[place - 1]
            self._show_range(*days(preset, swedish_today()))
        self.changed.emit()

    def _on_first_changed(self, day: QDate) -> None:
        first, last = self._range()
        self._on_day_changed(first, max(first, last))

    def _on_last_changed(self, day: QDate) -> None:
        first, last = self._range()
        self._on_day_changed(min(first, last), last)

    def _on_day_changed(self, first: date, last: date) -> None:
        """A day set by hand is no named period; the other end gives way rather than making an empty range."""
        self._show_range(first, last)
        self.preset_box.setCurrentIndex(_CUSTOM)
        self.changed.emit()


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
