"""The bar under the menus: what to fetch, and the two buttons that fetch and export it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import CUSTOM_NAME, PRESET_NAMES, STATUS_NAMES, Preset, days
from vitec_desktop.ui.common.shortcuts import EXPORT, FETCH, OFFICES, PERIOD, STATUS
from vitec_desktop.ui.connections.connection_store import OfficeChoice
from vitec_desktop.ui.fetch.report_fetcher import Selection
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, set_button_kind
from vitec_desktop.ui.widgets.buttons import CommandButton, PickerButton, open_menu_of
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.sticky_menu import CheckMenu
from vitec_desktop.webservice.models import ActiveStatus


class CommandBar(QWidget):
    """The pickers and the buttons. Setting a date by hand makes the period "Anpassad"."""

    fetch_requested = Signal()
    export_requested = Signal()
    selection_changed = Signal()

    def __init__(self, theme: Theme, language: Language, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._today = today
        self._offices: tuple[OfficeChoice, ...] = ()
        self._preset: Preset | None = None
        self._status = ActiveStatus.ACTIVE
        self._build(theme)
        self._build_menus()
        self._name_parts()
        self.set_preset(Preset.LAST_MONTH)
        self.set_status(ActiveStatus.ACTIVE)
        self.set_busy(is_fetching=False, can_export=False)

    # What is picked -------------------------------------------------------------------------------------------

    @property
    def selection(self) -> Selection:
        """What the pickers say now; the first day may lie after the last where the user typed it so."""
        ticked = self._office_menu.ticked
        picked = tuple(office for office, is_ticked in zip(self._offices, ticked, strict=True) if is_ticked)
        return Selection(picked, _day(self._from.date()), _day(self._to.date()), self._status)

    @property
    def preset(self) -> Preset | None:
        """The period by name; None where its days were set by hand."""
        return self._preset

    @property
    def has_all_offices(self) -> bool:
        return all(self._office_menu.ticked)

    def set_offices(self, offices: Sequence[OfficeChoice], picked_keys: Sequence[str] | None) -> None:
        """Offer these offices; pick those named, or all where none of them is."""
        self._offices = tuple(offices)
        ticked = [picked_keys is None or office.key in picked_keys for office in offices]
        if not any(ticked):
            ticked = [True] * len(ticked)
        texts = [_office_text(office) for office in offices]
        self._office_menu.set_choices(self.tr("Alla kontor"), texts, ticked)
        self._show_offices()

    def set_preset(self, preset: Preset) -> None:
        self._preset = preset
        first, last = days(preset, self._today)
        self._show_days(first, last)
        self._show_period(PRESET_NAMES[preset])

    def set_days(self, first: date, last: date) -> None:
        """A period of one's own."""
        self._preset = None
        self._show_days(first, last)
        self._show_period(CUSTOM_NAME)

    def set_status(self, status: ActiveStatus) -> None:
        self._status = status
        self._status_picker.set_value(self._word(STATUS_NAMES[status]))
        _check(self._status_menu, list(ActiveStatus).index(status))

    def set_today(self, today: date) -> None:
        """The day has changed: a period by name means other days now."""
        self._today = today
        if self._preset:
            self.set_preset(self._preset)

    # What can be done -----------------------------------------------------------------------------------------

    def set_busy(self, *, is_fetching: bool, can_export: bool) -> None:
        """While a report is being fetched nothing else can be picked or fetched."""
        for part in (self._office_picker, self._period_picker, self._from, self._to, self._status_picker, self._fetch):
            part.setEnabled(not is_fetching)
        self._export.setEnabled(can_export)

    def request_fetch(self) -> None:
        """As a click on the button does."""
        if self._fetch.isEnabled():
            self._on_fetch_clicked()

    def set_next_step(self, is_fetched: bool) -> None:
        """Fill the button of the next step: to export what has been fetched, else to fetch."""
        set_button_kind(self._fetch, ButtonKind.FRAMED if is_fetched else ButtonKind.FILLED)
        set_button_kind(self._export, ButtonKind.FILLED if is_fetched else ButtonKind.FRAMED)

    def set_compact(self, is_compact: bool) -> None:
        """In a narrow window captions and shortcuts give way."""
        for part in (self._office_picker, self._period_picker, self._status_picker, self._fetch, self._export):
            part.set_compact(is_compact)

    def focus_offices(self) -> None:
        open_menu_of(self._office_picker)

    def focus_period(self) -> None:
        open_menu_of(self._period_picker)

    def focus_status(self) -> None:
        open_menu_of(self._status_picker)

    # Building -------------------------------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        self._office_picker = PickerButton(theme, self.tr("Kontor"), icon="house")
        self._period_picker = PickerButton(theme, self.tr("Period"))
        self._from = DateField(theme, self.tr("Första dagen"))
        self._to = DateField(theme, self.tr("Sista dagen"))
        self._status_picker = PickerButton(theme, self.tr("Status"))
        self._fetch = CommandButton(theme, self.tr("Hämta rapport"), "download", FETCH.keys)
        self._export = CommandButton(theme, self.tr("Exportera…"), "table", EXPORT.keys)
        self._explain()
        self._fetch.clicked.connect(self._on_fetch_clicked)
        self._export.clicked.connect(self.export_requested)
        self._from.dateChanged.connect(self._on_day_edited)
        self._to.dateChanged.connect(self._on_day_edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(8)
        for part in (self._office_picker, self._period_picker, self._from):
            row.addWidget(part)
        row.addWidget(QLabel("–"))
        for part in (self._to, self._status_picker):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._fetch)
        row.addWidget(self._export)

    def _explain(self) -> None:
        self._office_picker.set_hint(self.tr("Vilka kontor rapporten hämtas för"), OFFICES.keys)
        self._period_picker.set_hint(self.tr("Vilka dagar tips och leads ska ha skapats"), PERIOD.keys)
        self._from.setToolTip(self.tr("Första dagen; F4 öppnar kalendern"))
        self._to.setToolTip(self.tr("Sista dagen, den är med; F4 öppnar kalendern"))
        self._status_picker.set_hint(self.tr("Om tips och leads som är borttagna i Vitec ska vara med"), STATUS.keys)
        self._fetch.set_hint(self.tr("Hämta rapporten för de valda kontoren och dagarna"))
        self._export.set_hint(self.tr("Spara det som är hämtat som ett Excelblad"))

    def _build_menus(self) -> None:
        self._office_menu = CheckMenu(self)
        self._office_menu.picked.connect(self._on_offices_picked)
        self._office_picker.set_menu(self._office_menu)
        self._period_menu = Menu(self)
        _offer(self._period_menu, [self._word(name) for name in PRESET_NAMES.values()], self._on_preset_picked)
        self._period_picker.set_menu(self._period_menu)
        self._status_menu = Menu(self)
        _offer(self._status_menu, [self._word(name) for name in STATUS_NAMES.values()], self._on_status_picked)
        self._status_picker.set_menu(self._status_menu)

    def _name_parts(self) -> None:
        """Those who drive the window from outside know its parts by these names."""
        self._office_picker.setObjectName("officePicker")
        self._period_picker.setObjectName("periodPreset")
        self._from.setObjectName("dateFrom")
        self._to.setObjectName("dateTo")
        self._status_picker.setObjectName("statusPicker")
        self._fetch.setObjectName("fetchButton")
        self._export.setObjectName("exportButton")

    # Showing --------------------------------------------------------------------------------------------------

    def _word(self, source: str) -> str:
        return self._language.text("Periods", source)

    def _show_period(self, name: str) -> None:
        self._period_picker.set_value(self._word(name))
        _check(self._period_menu, list(Preset).index(self._preset) if self._preset else -1)

    def _show_days(self, first: date, last: date) -> None:
        for part, day in ((self._from, first), (self._to, last)):
            with QSignalBlocker(part):
                part.setDate(QDate(day.year, day.month, day.day))

    def _show_offices(self) -> None:
        picked = self.selection.offices
        if len(picked) == len(self._offices):
            text = self.tr("Alla ({count})").format(count=len(picked))
        elif len(picked) == 1:
            text = picked[0].customer.label
        else:
            text = self.tr("{picked} av {count}").format(picked=len(picked), count=len(self._offices))
        self._office_picker.set_value(text)

    # When something is picked ---------------------------------------------------------------------------------

    def _on_fetch_clicked(self) -> None:
        # A date that is still being typed counts as typed.
        self._from.interpretText()
        self._to.interpretText()
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

    def _on_day_edited(self) -> None:
        self._preset = None
        self._show_period(CUSTOM_NAME)
        self.selection_changed.emit()


def _offer(menu: Menu, texts: Sequence[str], picked: Callable[[int], None]) -> None:
    """Fill a menu with choices of which one holds at a time."""
    group = QActionGroup(menu)
    for index, text in enumerate(texts):
        action = menu.addAction(text)
        action.setCheckable(True)
        group.addAction(action)
        action.triggered.connect(lambda _=False, index=index: picked(index))
    group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)


def _check(menu: Menu, index: int) -> None:
    """Mark one choice of a menu; -1 marks none."""
    for position, action in enumerate(menu.actions()):
        action.setChecked(position == index)


def _office_text(office: OfficeChoice) -> str:
    customer = office.customer
    return f"{customer.name} ({customer.id})" if customer.name else customer.id


def _day(value: QDate) -> date:
    return date(value.year(), value.month(), value.day())
