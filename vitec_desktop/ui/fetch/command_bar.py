"""The bar below the menus: pickers for the report, and the buttons that fetch and export it."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import (
    ACTIVE_STATUS_NAMES,
    CALENDAR_PRESETS,
    CUSTOM_PERIOD_NAME,
    PRESET_NAMES,
    SHORT_PRESET_NAMES,
    Preset,
    preset_days,
)
from vitec_desktop.ui.common.shortcuts import EXPORT, FETCH, OFFICES, PERIOD, STATUS
from vitec_desktop.ui.connections.connection_store import SelectableOffice
from vitec_desktop.ui.fetch.report_fetcher import FetchResult, ReportSelection
from vitec_desktop.ui.fetch.shown_note import ShownNote
from vitec_desktop.ui.fetch.texts import difference_text, preset_days_text
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, PickerButton, open_button_menu
from vitec_desktop.ui.widgets.check_menu import CheckMenu
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.webservice.models import ActiveStatus

_SIDE = 16
_MAX_OFFICE_LENGTH = 40


class CommandBar(QWidget):
    """Selects what to fetch. Editing a date makes the period "Anpassad"."""

    fetch_requested = Signal()
    export_requested = Signal()
    selection_changed = Signal()

    def __init__(self, theme: Theme, language: Language, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._today = today
        self._offices: tuple[SelectableOffice, ...] = ()
        self._preset: Preset | None = None
        self._status = ActiveStatus.ACTIVE
        self._is_fetching = False
        self._told_errors = ("", "")  # of the two days, for which a fetch was not begun
        self._build(theme)
        self._build_menus(theme)
        self._set_object_names()
        self.set_preset(Preset.LAST_MONTH)
        self.set_status(ActiveStatus.ACTIVE)
        self.set_enabled_for(is_fetching=False, can_export=False)

    # What is picked -------------------------------------------------------------------------------------------

    @property
    def selection(self) -> ReportSelection:
        """The selected report; its period may be reversed."""
        ticked = self._office_menu.checked
        picked = tuple(office for office, is_ticked in zip(self._offices, ticked, strict=True) if is_ticked)
        return ReportSelection(picked, self._first_day.day, self._last_day.day, self._status)

    @property
    def preset(self) -> Preset | None:
        """The selected period; None where its days were edited."""
        return self._preset

    @property
    def has_all_offices(self) -> bool:
        return all(self._office_menu.checked)

    def set_offices(self, offices: Sequence[SelectableOffice], picked_keys: Sequence[str] | None) -> None:
        """Offer these offices; select those with `picked_keys`, or all where that is None or has none of them."""
        self._offices = tuple(offices)
        ticked = [picked_keys is None or office.key in picked_keys for office in offices]
        if not any(ticked):
            ticked = [True] * len(ticked)
        texts = [_office_text(office) for office in offices]
        self._office_menu.set_choices(self.tr("Alla kontor"), self.tr("Inga kontor"), texts, ticked)
        self._show_offices()
        self.set_enabled_for(is_fetching=self._is_fetching, can_export=self._export_button.isEnabled())

    def set_preset(self, preset: Preset) -> None:
        self._preset = preset
        first, last = preset_days(preset, self._today)
        self._show_days(first, last)
        self._show_period(PRESET_NAMES[preset])

    def set_days(self, first: date, last: date) -> None:
        """Select a period that is no preset."""
        self._preset = None
        self._show_days(first, last)
        self._show_period(CUSTOM_PERIOD_NAME)

    def set_status(self, status: ActiveStatus) -> None:
        self._status = status
        self._status_picker.set_value(self._text(ACTIVE_STATUS_NAMES[status]))
        _check_choice(self._status_menu, list(ActiveStatus).index(status))

    def set_today(self, today: date) -> None:
        """Set the current day, which the presets depend on."""
        before = self.selection
        self._today = today
        self._show_preset_days()
        if self._preset:
            self.set_preset(self._preset)
        if self.selection != before:
            self.selection_changed.emit()

    # What can be done -----------------------------------------------------------------------------------------

    def set_enabled_for(self, *, is_fetching: bool, can_export: bool) -> None:
        """Enable the pickers and buttons that can be used; without an office there is nothing to fetch."""
        self._is_fetching = is_fetching
        for part in (self._period_picker, self._first_day, self._last_day, self._status_picker):
            part.setEnabled(not is_fetching)
        for button in (self._office_picker, self.fetch_button):
            button.setEnabled(not is_fetching and bool(self._offices))
        self._export_button.setEnabled(can_export)

    def request_fetch(self) -> None:
        """Do what a click on the fetch button does."""
        if self.fetch_button.isEnabled():
            self._on_fetch_clicked()

    def show_next_step(self, shown: FetchResult | None) -> None:
        """Fill the export button where the selected report is `shown`, else the fetch button; and say what is shown.

        A saved report is not up to date, so that fetching is next.
        """
        facts = difference_text(shown, self.selection, self._today, self._language) if shown else ""
        is_fetched = shown is not None and not shown.report.is_saved and not facts
        self.fetch_button.set_kind(ButtonKind.FRAMED if is_fetched else ButtonKind.FILLED)
        self._export_button.set_kind(ButtonKind.FILLED if is_fetched else ButtonKind.FRAMED)
        self._shown_note.set_texts(self.tr("Visar"), facts)
        self._fit_note()

    def set_compact(self, is_compact: bool) -> None:
        """Hide captions and shortcuts, for a narrow window."""
        for part in (
            self._office_picker,
            self._period_picker,
            self._status_picker,
            self.fetch_button,
            self._export_button,
        ):
            part.set_compact(is_compact)

    def open_office_menu(self) -> None:
        open_button_menu(self._office_picker)

    def open_period_menu(self) -> None:
        open_button_menu(self._period_picker)

    def open_status_menu(self) -> None:
        open_button_menu(self._status_picker)

    # Building -------------------------------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        self._office_picker = PickerButton(theme, self.tr("Kontor"), icon="house")
        self._office_picker.set_max_characters(_MAX_OFFICE_LENGTH)
        self._period_picker = PickerButton(theme, self.tr("Period"))
        periods = [(PRESET_NAMES[preset], SHORT_PRESET_NAMES[preset]) for preset in Preset]
        periods.append((CUSTOM_PERIOD_NAME, CUSTOM_PERIOD_NAME))
        self._period_picker.set_reserved_values({self._text(name): self._text(short) for name, short in periods})
        self._first_day = DateField(theme, self.tr("Första dagen"))
        self._last_day = DateField(theme, self.tr("Sista dagen"), is_last=True)
        self._status_picker = PickerButton(theme, self.tr("Omfattning"))
        self.fetch_button = Button(theme, self.tr("Hämta rapport"), icon="download", shortcut=FETCH.keys)
        self._export_button = Button(theme, self.tr("Exportera…"), icon="table", shortcut=EXPORT.keys)
        self._shown_note = ShownNote(self)
        self._set_hints()
        self.fetch_button.clicked.connect(self._on_fetch_clicked)
        self._export_button.clicked.connect(self.export_requested)
        for field in (self._first_day, self._last_day):
            field.dateChanged.connect(lambda _, field=field: self._on_day_edited(field))
            field.range_set.connect(self._on_range_set)
            field.preset_chosen.connect(self._on_preset_picked)
        names = [self._text(PRESET_NAMES[preset]) for preset in CALENDAR_PRESETS]
        for field, other in ((self._first_day, self._last_day), (self._last_day, self._first_day)):
            field.set_range(other, names, lambda first, last: format_period(first, last, self._language))
        self._groups: tuple[tuple[QWidget, ...], ...] = (
            (self._office_picker,),
            (self._period_picker,),
            (self._first_day, QLabel("–", self), self._last_day),
            (self._status_picker,),
            (self.fetch_button, self._export_button),
        )
        self._row_lengths: list[int] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, Spacing.SMALL, _SIDE, Spacing.MEDIUM)
        column.setSpacing(Spacing.SMALL)
        self._arrange(len(self._groups))

    def _arrange(self, *row_lengths: int) -> None:
        """Lay the groups out in rows, so many in each; the last group, the buttons, is at the right."""
        if list(row_lengths) == self._row_lengths:
            return
        self._row_lengths = list(row_lengths)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        while (old := column.takeAt(0)) is not None:
            row_of_before = old.layout()
            assert row_of_before is not None
            _delete_row(row_of_before)
        groups = iter(self._groups)
        for length in row_lengths:
            row = QHBoxLayout()
            row.setSpacing(Spacing.SMALL)
            column.addLayout(row)
            for group in islice(groups, length):
                if group is self._groups[-1]:
                    row.addWidget(self._shown_note, 1)
                for part in group:
                    row.addWidget(part)
            if len(row_lengths) > 1 and group is not self._groups[-1]:
                row.addStretch(1)
        column.activate()
        self.updateGeometry()

    def _arrange_to_fit(self) -> None:
        """Begin another row where large text makes the bar wider than the window; nothing is cut."""
        lengths, used = [0], 0
        for group in self._groups:
            width = _group_width(group)
            if lengths[-1] and used + width > self.width() - 2 * _SIDE:
                lengths.append(0)
                used = 0
            lengths[-1] += 1
            used += width + Spacing.SMALL
        self._arrange(*lengths)
        self._fit_note()

    def _fit_note(self) -> None:
        """Leave out the icons of the buttons where the note of what is shown would be cut beside them."""
        buttons = (self.fetch_button, self._export_button)
        used = sum(_group_width(group) + Spacing.SMALL for group in self._groups)
        icons = sum(button.icon_room for button in buttons if not button.is_icon_shown)
        room = self.width() - 2 * _SIDE - used - icons
        has_room = len(self._row_lengths) > 1 or self._shown_note.least_width <= room
        for button in buttons:
            button.set_icon_shown(has_room)

    def minimumSizeHint(self) -> QSize:
        widest = max(map(_group_width, self._groups))
        return QSize(widest + 2 * _SIDE, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange_to_fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_to_fit()

    def _set_hints(self) -> None:
        self._office_picker.set_hint(self.tr("Vilka kontor rapporten hämtas för"), OFFICES.keys)
        self._period_picker.set_hint(self.tr("Vilka dagar tips och leads ska ha skapats"), PERIOD.keys)
        self._first_day.setToolTip(self.tr("Första dagen; F4 öppnar kalendern"))
        self._last_day.setToolTip(self.tr("Sista dagen, den är med; F4 öppnar kalendern"))
        self._status_picker.set_hint(self.tr("Om tips och leads som är borttagna i Vitec ska vara med"), STATUS.keys)
        self.fetch_button.set_hint(self.tr("Hämta rapporten för de valda kontoren och dagarna"))
        self._export_button.set_hint(self.tr("Spara det som är hämtat som ett Excelblad"))

    def _build_menus(self, theme: Theme) -> None:
        self._office_menu = CheckMenu(theme, self)
        self._office_menu.choice_changed.connect(self._on_offices_picked)
        self._office_picker.set_menu(self._office_menu)
        self._period_menu = Menu(self)
        _fill_menu(self._period_menu, [self._text(name) for name in PRESET_NAMES.values()], self._on_preset_picked)
        self._show_preset_days()
        self._period_picker.set_menu(self._period_menu)
        self._status_menu = Menu(self)
        _fill_menu(
            self._status_menu, [self._text(name) for name in ACTIVE_STATUS_NAMES.values()], self._on_status_picked
        )
        self._status_picker.set_menu(self._status_menu)

    def _set_object_names(self) -> None:
        self._office_picker.setObjectName("officePicker")
        self._period_picker.setObjectName("periodPreset")
        self._first_day.setObjectName("dateFrom")
        self._last_day.setObjectName("dateTo")
        self._status_picker.setObjectName("statusPicker")
        self._shown_note.setObjectName("shownPeriodNote")
        self.fetch_button.setObjectName("fetchButton")
        self._export_button.setObjectName("exportButton")

    # Showing --------------------------------------------------------------------------------------------------

    def _text(self, source: str) -> str:
        return self._language.text("Periods", source)

    def _show_period(self, name: str) -> None:
        self._period_picker.set_value(self._text(name))
        _check_choice(self._period_menu, list(Preset).index(self._preset) if self._preset else -1)

    def _show_preset_days(self) -> None:
        """Say beside the name of each preset which days it means today."""
        for action, (preset, name) in zip(self._period_menu.actions(), PRESET_NAMES.items(), strict=True):
            action.setText(f"{self._text(name)}\t{preset_days_text(preset, self._today, self._language)}")

    def _show_days(self, first: date, last: date) -> None:
        self._first_day.set_day(first)
        self._last_day.set_day(last)
        self._check_order(self._last_day)

    def _check_order(self, edited: DateField) -> None:
        """Say at the field that was edited if the first day is after the last one."""
        first, last = self._first_day.day, self._last_day.day
        texts = {
            self._first_day: self.tr("Första dagen ligger efter den sista, {day}. Ändra någon av dem."),
            self._last_day: self.tr("Sista dagen ligger före den första, {day}. Ändra någon av dem."),
        }
        others = {self._first_day: last, self._last_day: first}
        for field, text in texts.items():
            is_wrong = first > last and field is edited
            field.set_order_error(text.format(day=f"{others[field]:%Y-%m-%d}") if is_wrong else "")

    def _show_offices(self) -> None:
        picked = self.selection.offices
        if not self._offices:
            text = self.tr("Inga")
        elif len(picked) == len(self._offices):
            text = self.tr("Alla ({count})").format(count=len(picked))
        elif len(picked) == 1:
            text = picked[0].customer.label
        else:
            text = self.tr("{picked} av {count}").format(picked=len(picked), count=len(self._offices))
        self._office_picker.set_value(text)

    # When something is picked ---------------------------------------------------------------------------------

    def _on_fetch_clicked(self) -> None:
        # A date may still be being typed.
        self._first_day.interpretText()
        self._last_day.interpretText()
        errors = self._first_day.error, self._last_day.error
        if any(errors) and errors != self._told_errors:
            # The days that are kept are not those that the user typed; a second click fetches them.
            self._told_errors = errors
            (self._first_day if errors[0] else self._last_day).setFocus()
            return
        self._told_errors = "", ""
        self.fetch_requested.emit()

    def _on_offices_picked(self) -> None:
        self._show_offices()
        self.selection_changed.emit()

    def _on_preset_picked(self, index: int) -> None:
        self.set_preset(list(Preset)[index])
        self.selection_changed.emit()

    def _on_status_picked(self, index: int) -> None:
        self.set_status(list(ActiveStatus)[index])
        self.selection_changed.emit()

    def _on_range_set(self, first: date, last: date) -> None:
        self.set_days(first, last)
        self.selection_changed.emit()

    def _on_day_edited(self, edited: DateField) -> None:
        self._check_order(edited)
        self._preset = None
        self._show_period(CUSTOM_PERIOD_NAME)
        self.selection_changed.emit()


def _group_width(group: Sequence[QWidget]) -> int:
    return sum(part.sizeHint().width() for part in group) + Spacing.SMALL * (len(group) - 1)


def _delete_row(row: QLayout) -> None:
    """Delete a row's layout; its widgets are laid out again."""
    while row.takeAt(0) is not None:
        pass
    row.deleteLater()


def _fill_menu(menu: Menu, texts: Sequence[str], picked: Callable[[int], None]) -> None:
    """Fill a menu with actions of which one is checked."""
    group = QActionGroup(menu)
    for index, text in enumerate(texts):
        action = menu.addAction(text)
        action.setCheckable(True)
        group.addAction(action)
        action.triggered.connect(lambda _=False, index=index: picked(index))
    group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)


def _check_choice(menu: Menu, index: int) -> None:
    """Check one action of a menu; -1 for none."""
    for position, action in enumerate(menu.actions()):
        action.setChecked(position == index)


def _office_text(office: SelectableOffice) -> str:
    customer = office.customer
    return f"{customer.name} ({customer.id})" if customer.name else customer.id
