"""The dialog of scheduled exports: the list of plans, and the form to add or change one."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.report.language import Language
from vitec_desktop.report.office_names import list_names
from vitec_desktop.report.periods import PRESET_NAMES, Preset
from vitec_desktop.schedule.plan import MAX_DAY_OF_MONTH, FileFormat, Frequency, Plan, Recurrence, new_plan_id
from vitec_desktop.schedule.service import PlanState
from vitec_desktop.ui.schedule.plan_list import PlanList
from vitec_desktop.ui.schedule.texts import weekday_name
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.combo_box import make_combo_box, select_value
from vitec_desktop.ui.widgets.dialog import BaseDialog, ScrollingDialog
from vitec_desktop.ui.widgets.form_field import FolderField, FormField, make_box_row
from vitec_desktop.ui.widgets.labels import make_label, make_paragraph
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice
from vitec_desktop.ui.widgets.time_field import TimeField
from vitec_desktop.webservice.models import ActiveStatus

_TEXT_MARGIN = 9
_DEFAULT_RECURRENCE = Recurrence(Frequency.WEEKLY, 1, time(7, 0))


class ScheduleDefaults(Struct, frozen=True):
    """The connections to choose from, and the folder of a new plan."""

    connections: tuple[Connection, ...]
    folder: str


class ScheduleDialog(ScrollingDialog):
    """Edits one plan at a time. Stays open while plans are saved, run and removed, and shows how that ended."""

    save_requested = Signal(Plan)
    remove_requested = Signal(str)  # a plan's id
    run_requested = Signal(str)  # a plan's id

    def __init__(
        self, theme: Theme, language: Language, defaults: ScheduleDefaults, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, 580, parent)
        self._language = language
        self._defaults = defaults
        self._plan: Plan | None = None
        self._is_busy = False
        self._is_possible = True
        self.setObjectName("scheduleDialog")
        self.setWindowTitle(self.tr("Schemalagd export"))
        self.body.addWidget(make_paragraph(_explanation_text()))
        self._build_list()
        self._build_report_fields()
        self._build_recurrence_fields()
        self._build_target_fields()
        self._notice = InlineNotice(theme)
        self.body.addWidget(self._notice)
        self.body.addStretch(1)
        self._build_footer()
        self._form: tuple[QWidget, ...] = (
            self._connection_field,
            self._period,
            self._format,
            self._frequency,
            self._day,
            self._time,
            self._folder,
            self._anonymised_box,
        )
        self._show_plan()
        self.show_states(())

    def show_states(self, states: Sequence[PlanState], chosen: str = "") -> None:
        """List the plans, and show the one with the id `chosen` or the first in the form.

        A form that shows that plan already keeps what the user has changed.
        """
        self._list.show_states(states, chosen)
        self._list_box.setVisible(bool(states))
        self.resize_to_content()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice below the form, scrolled to."""
        self._notice.show_notice(notice)
        self.resize_to_content()
        self.scroll_to(self._notice)

    def set_default_folder(self, folder: Path) -> None:
        """Change the folder of a new plan, unless the user has changed it."""
        before, self._defaults = self._defaults, replace(self._defaults, folder=str(folder))
        if self._plan is None and self._folder.folder == before.folder:
            self._folder.set_folder(self._defaults.folder)

    def show_folder_missing(self) -> None:
        """Show at the field that the folder does not exist, so that the plan was not saved."""
        self._show_folder_error(self.tr("Mappen finns inte."))

    def show_impossible(self, notice: Notice) -> None:
        """Say why no plan can be kept on this computer; saved ones can still be removed."""
        self._is_possible = False
        self._save_button.hide()
        for part in self._form:
            part.setEnabled(False)
        self.show_notice(notice)
        self._update_buttons()

    def set_busy(self, is_busy: bool) -> None:
        """Disable the buttons while a plan is saved, run or removed."""
        self._is_busy = is_busy
        if is_busy:
            self._notice.clear()
        self._update_buttons()

    # Parts --------------------------------------------------------------------------------------------------------

    def _build_list(self) -> None:
        self._list = PlanList(self.theme, self._language, self._defaults.connections)
        self._list.plan_chosen.connect(self._on_plan_chosen)
        self._add_button = self._create_small_button(self.tr("Ny"), "scheduleAddButton", self._on_add)
        self._run_button = self._create_small_button(self.tr("Kör nu"), "scheduleRunButton", self._on_run)
        self._remove_button = self._create_small_button(self.tr("Ta bort"), "scheduleRemoveButton", self._on_remove)
        row = QHBoxLayout()
        row.setSpacing(Spacing.SMALL)
        for button in (self._add_button, self._run_button, self._remove_button):
            row.addWidget(button)
        row.addStretch(1)
        self._list_box = QWidget()
        column = QVBoxLayout(self._list_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Spacing.SMALL)
        column.addWidget(self._list)
        column.addLayout(row)
        self.body.addWidget(self._list_box)

    def _create_small_button(self, text: str, name: str, on_clicked: Callable[[], None]) -> Button:
        button = Button(self.theme, text, parent=self)
        button.setObjectName(name)
        button.clicked.connect(on_clicked)
        return button

    def _build_report_fields(self) -> None:
        self._connection = make_combo_box("scheduleConnection", [("", self.tr("Alla anslutningar"))])
        for connection in self._defaults.connections:
            self._connection.addItem(connection.name, connection.id)
        self._period = make_combo_box(
            "schedulePeriod", [(preset, self._language.text("Periods", PRESET_NAMES[preset])) for preset in Preset]
        )
        formats = [
            (FileFormat.WORKBOOK, self.tr("Excel-arbetsbok")),
            (FileFormat.CSV, self.tr("CSV-filer i en zip-fil")),
        ]
        self._format = make_combo_box("scheduleFormat", formats)
        shown: QWidget = self._connection
        if len(self._defaults.connections) == 1:  # nothing to choose
            self._connection.setParent(self)
            self._connection.hide()
            shown = make_label(self._defaults.connections[0].name)
        self._connection_field = FormField(self.tr("Anslutning"), shown)
        self._connection_field.hint_label.setObjectName("scheduleOffices")
        self._connection.currentIndexChanged.connect(lambda _: self._show_offices())
        self._show_offices()
        self.body.addWidget(self._connection_field)
        self.body.addLayout(
            _row(FormField(self.tr("Period"), self._period), FormField(self.tr("Format"), self._format))
        )

    def _build_recurrence_fields(self) -> None:
        frequencies = [(Frequency.WEEKLY, self.tr("Varje vecka")), (Frequency.MONTHLY, self.tr("Varje månad"))]
        self._frequency = make_combo_box("scheduleRhythm", frequencies)
        self._day = make_combo_box("scheduleDay")
        self._time = TimeField()
        self._time.setObjectName("scheduleTime")
        self._time.setDisplayFormat("HH:mm")
        self._time.setMinimumHeight(self.theme.metrics.control)  # Qt's own differs by its version
        # Qt's style sheets ignore the padding of a field with up and down buttons.
        self._time.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        self._frequency.currentIndexChanged.connect(lambda _: self._fill_days())
        fields = (
            FormField(self.tr("Hur ofta"), self._frequency),
            FormField(self.tr("Dag"), self._day),
            FormField(self.tr("Klockan"), self._time),
        )
        self.body.addLayout(_row(*fields))

    def _build_target_fields(self) -> None:
        self._folder = FolderField(self.theme, self.tr("Mapp"), self._defaults.folder)
        self._folder.line.setObjectName("scheduleFolder")
        self._folder.button.setObjectName("scheduleBrowseButton")
        self.body.addWidget(self._folder)
        self._anonymised_box = QCheckBox(self.tr("&Anonymiserad, utan kontakter och meddelanden"))
        self._anonymised_box.setObjectName("scheduleAnonymised")
        self.body.addLayout(make_box_row(self._anonymised_box))

    def _build_footer(self) -> None:
        self._save_button = self.make_action_button(self.tr("Spara schemat"))
        self._save_button.setObjectName("scheduleSaveButton")
        self._save_button.clicked.connect(self._on_save)
        self.add_buttons(self._save_button, self.tr("Stäng"))

    def _show_offices(self) -> None:
        """Say which offices the chosen connection fetches; of several connections, the names of all."""
        chosen = self._connection.currentData()
        connections = [one for one in self._defaults.connections if chosen in ("", one.id)]
        names = [office.name or office.id for one in connections for office in one.offices]
        self._connection_field.set_help_text(list_names(names, self._language))

    # The form -----------------------------------------------------------------------------------------------------

    def _on_plan_chosen(self) -> None:
        before, self._plan = self._plan, self._list.plan
        if self._plan != before:
            self._show_plan()
        self._update_buttons()

    def _on_add(self) -> None:
        """Show an empty form; no plan is selected in the list."""
        self._list.deselect()
        self._period.setFocus()

    def _show_plan(self) -> None:
        plan = self._plan
        recurrence = plan.recurrence if plan else _DEFAULT_RECURRENCE
        select_value(self._connection, plan.connection_id if plan else "")
        select_value(self._period, plan.preset if plan else Preset.LAST_WEEK)
        select_value(self._frequency, recurrence.frequency)
        self._fill_days()
        select_value(self._day, recurrence.day)
        self._time.setTime(QTime(recurrence.time_of_day.hour, recurrence.time_of_day.minute))
        self._folder.set_folder(plan.folder if plan else self._defaults.folder)
        self._folder.set_error("")
        select_value(self._format, plan.format if plan else FileFormat.WORKBOOK)
        self._anonymised_box.setChecked(plan.is_anonymised if plan else False)

    def _update_buttons(self) -> None:
        has_plan = self._plan is not None and not self._is_busy
        self.set_button_enabled(self._save_button, not self._is_busy)
        self.set_button_enabled(self._remove_button, has_plan)
        for button in (self._add_button, self._run_button):
            self.set_button_enabled(button, has_plan and self._is_possible)

    def _fill_days(self) -> None:
        """List the days of the week or of the month; keep the selected one where it exists."""
        before = self._day.currentData()
        is_weekly = self._frequency.currentData() == Frequency.WEEKLY
        self._day.clear()
        for day in range(1, 8 if is_weekly else MAX_DAY_OF_MONTH + 1):
            self._day.addItem(weekday_name(day).capitalize() if is_weekly else str(day), day)
        select_value(self._day, before)

    def _on_save(self) -> None:
        folder = self._folder.folder
        if folder and Path(folder).is_absolute():
            self.save_requested.emit(self._read_plan(folder))
        else:
            self._show_folder_error(self.tr("Välj en mapp att spara i."))

    def _show_folder_error(self, error: str) -> None:
        self._folder.set_error(error)
        self._folder.line.setFocus()
        self.resize_to_content()
        self.scroll_to(self._folder)

    def _read_plan(self, folder: str) -> Plan:
        at = self._time.time()
        return Plan(
            id=self._plan.id if self._plan else new_plan_id(),
            connection_id=self._connection.currentData(),
            folder=folder,
            preset=Preset(self._period.currentData()),
            recurrence=Recurrence(
                Frequency(self._frequency.currentData()), self._day.currentData(), time(at.hour(), at.minute())
            ),
            changed_at=datetime.now().replace(microsecond=0),
            format=FileFormat(self._format.currentData()),
            status=self._plan.status if self._plan else ActiveStatus.ACTIVE,
            is_anonymised=self._anonymised_box.isChecked(),
        )

    def _on_run(self) -> None:
        if self._plan:
            self.run_requested.emit(self._plan.id)

    def _on_remove(self) -> None:
        if self._plan:
            self.remove_requested.emit(self._plan.id)


def _explanation_text() -> str:
    translate = QCoreApplication.translate
    what = translate("ScheduleDialog", "Rapporten hämtas och sparas av sig själv, medan du är inloggad på datorn.")
    if sys.platform == "darwin":
        late = translate("ScheduleDialog", "Sover den görs det när den vaknar, men är den av blir det inte av.")
    else:
        late = translate("ScheduleDialog", "Är den av görs det så snart det går.")
    return f"{what} {late}"


def _row(*fields: FormField) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Spacing.MEDIUM)
    for field in fields:
        row.addWidget(field, 1)
    return row


class ConnectionNeededDialog(BaseDialog):
    """Opened instead of the schedule dialog while there is no connection."""

    connection_requested = Signal()

    def __init__(self, theme: Theme, *, is_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, 480, parent)
        self.setObjectName("connectionNeededDialog")
        self.setWindowTitle(self.tr("Schemalagd export"))
        why = self.tr("En schemalagd export hämtar kontorets egen rapport. Lägg till en anslutning först.")
        if is_demo:
            why += " " + self.tr("Exempeldata finns bara medan fönstret är öppet.")
        self.body.addWidget(make_paragraph(why))
        self.body.addStretch(1)
        add = self.make_action_button(self.tr("Lägg till anslutning…"))
        add.setObjectName("connectionNeededAddButton")
        add.clicked.connect(self._on_add)
        self.add_buttons(add, self.tr("Stäng"))

    def _on_add(self) -> None:
        self.accept()
        self.connection_requested.emit()
