"""Scheduled exports: those that there are, and the form to set one up or change it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import PRESET_NAMES, Preset
from vitec_desktop.schedule.plan import LAST_DAY_OF_MONTH, FileFormat, Pace, Plan, Rhythm, new_plan_id
from vitec_desktop.schedule.service import PlanState
from vitec_desktop.ui.parts.folder_field import FolderField
from vitec_desktop.ui.schedule.plan_list import PlanList
from vitec_desktop.ui.schedule.texts import weekday_name
from vitec_desktop.ui.theme.metrics import Gap
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.combo_box import choose, filled_combo
from vitec_desktop.ui.widgets.dialog import ScrollingDialog
from vitec_desktop.ui.widgets.form_field import Field
from vitec_desktop.ui.widgets.labels import paragraph
from vitec_desktop.ui.widgets.notice import InsetNotice, Notice
from vitec_desktop.webservice.models import ActiveStatus

_TEXT_MARGIN = 9
_USUAL = Rhythm(Pace.WEEKLY, 1, time(7, 0))


@dataclass(frozen=True, slots=True)
class ScheduleOffer:
    """What can be chosen from, and the folder to begin with."""

    connections: tuple[Connection, ...]
    folder: str


class ScheduleDialog(ScrollingDialog):
    """Stays open while plans are saved, run and removed; whoever does that shows the outcome here."""

    save_requested = Signal(object)  # Plan
    remove_requested = Signal(str)  # a plan's id
    run_requested = Signal(str)

    def __init__(self, theme: Theme, language: Language, offer: ScheduleOffer, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", 580, parent)
        self._language = language
        self._offer = offer
        self._plan: Plan | None = None
        self._is_busy = False
        self.setObjectName("scheduleDialog")
        self.setWindowTitle(self.tr("Schemalagd export"))
        self.body.addWidget(paragraph(self._explanation()))
        self._build_list()
        self._build_what()
        self._build_when()
        self._build_where()
        self._notice = InsetNotice(theme)
        self.body.addWidget(self._notice)
        self.body.addStretch(1)
        self._build_footer()
        self._show_plan()
        self.show_states(())

    def show_states(self, states: Sequence[PlanState], chosen: str = "") -> None:
        """Show the plans that there are, and `chosen` or the first of them in the form.

        Where the form shows that one already, what has been changed there stays.
        """
        self._list.show_states(states, chosen)
        self._list_part.setVisible(bool(states))
        self.fit()

    def show_notice(self, notice: Notice) -> None:
        """Say how it went, where it is seen whatever of the form is."""
        self._notice.show_notice(notice)
        self.fit()
        self.bring_into_sight(self._notice)

    def offer_folder(self, folder: Path) -> None:
        """A better folder for a new plan than the one that the dialog was opened with."""
        before, self._offer = self._offer, replace(self._offer, folder=str(folder))
        if self._plan is None and self._folder.folder == before.folder:
            self._folder.set_folder(self._offer.folder)

    def show_folder_missing(self) -> None:
        """The plan was not saved: its folder is not there. Told now rather than by the first run that fails."""
        self._show_folder_error(self.tr("Mappen finns inte."))

    def set_busy(self, is_busy: bool) -> None:
        """While something is saved, run or removed, nothing else can be asked for."""
        self._is_busy = is_busy
        if is_busy:
            self._notice.clear()
        self._show_buttons()

    # Parts --------------------------------------------------------------------------------------------------------

    def _explanation(self) -> str:
        what = self.tr(
            "Programmet hämtar rapporten och sparar den i en mapp av sig självt. Det görs bara medan du är inloggad på "
            "datorn, för annars är nyckelringen med lösenordet låst."
        )
        if sys.platform == "darwin":
            late = self.tr("Sover datorn då görs det när den vaknar, men är den avstängd blir det inte av.")
        else:
            late = self.tr("Är datorn av då görs det så snart det går.")
        return f"{what} {late}"

    def _build_list(self) -> None:
        self._list = PlanList(self.theme, self._language, self._offer.connections)
        self._list.plan_chosen.connect(self._on_chosen)
        self._add = self._small_button(self.tr("Ny"), "scheduleAddButton", self._on_add)
        self._run = self._small_button(self.tr("Kör nu"), "scheduleRunButton", self._on_run)
        self._remove = self._small_button(self.tr("Ta bort"), "scheduleRemoveButton", self._on_remove)
        row = QHBoxLayout()
        row.setSpacing(Gap.SMALL)
        for button in (self._add, self._run, self._remove):
            row.addWidget(button)
        row.addStretch(1)
        self._list_part = QWidget()
        column = QVBoxLayout(self._list_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Gap.SMALL)
        column.addWidget(self._list)
        column.addLayout(row)
        self.body.addWidget(self._list_part)

    def _small_button(self, text: str, name: str, act: object) -> Button:
        button = Button(self.theme, text, parent=self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _build_what(self) -> None:
        self._connection = filled_combo("scheduleConnection", [("", self.tr("Alla anslutningar"))])
        for connection in self._offer.connections:
            self._connection.addItem(connection.name, connection.id)
        self._period = filled_combo(
            "schedulePeriod", [(preset, self._language.text("Periods", PRESET_NAMES[preset])) for preset in Preset]
        )
        formats = [
            (FileFormat.WORKBOOK, self.tr("Excel-arbetsbok")),
            (FileFormat.CSV, self.tr("CSV-filer i en zip-fil")),
        ]
        self._format = filled_combo("scheduleFormat", formats)
        whose = Field(self.tr("Anslutning"), self._connection)
        whose.setVisible(len(self._offer.connections) > 1)
        self.body.addWidget(whose)
        self.body.addLayout(_row(Field(self.tr("Period"), self._period), Field(self.tr("Format"), self._format)))

    def _build_when(self) -> None:
        paces = [(Pace.WEEKLY, self.tr("Varje vecka")), (Pace.MONTHLY, self.tr("Varje månad"))]
        self._pace = filled_combo("scheduleRhythm", paces)
        self._day = filled_combo("scheduleDay")
        self._time = QTimeEdit()
        self._time.setObjectName("scheduleTime")
        self._time.setDisplayFormat("HH:mm")
        # Where Qt's style sheets put an up and a down button, they heed no padding.
        self._time.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        self._pace.currentIndexChanged.connect(lambda _: self._fill_days())
        fields = (
            Field(self.tr("Hur ofta"), self._pace),
            Field(self.tr("Dag"), self._day),
            Field(self.tr("Klockan"), self._time),
        )
        self.body.addLayout(_row(*fields))

    def _build_where(self) -> None:
        self._folder = FolderField(self.theme, self.tr("Mapp"), self._offer.folder)
        self._folder.line.setObjectName("scheduleFolder")
        self._folder.button.setObjectName("scheduleBrowseButton")
        self.body.addWidget(self._folder)
        self._anonymised = QCheckBox(self.tr("&Anonymiserad, utan kontakter och meddelanden"))
        self._anonymised.setObjectName("scheduleAnonymised")
        self.body.addWidget(self._anonymised)

    def _build_footer(self) -> None:
        self._save = self.action(self.tr("Spara schemat"))
        self._save.setObjectName("scheduleSaveButton")
        self._save.clicked.connect(self._on_save)
        self.add_buttons(self._save, self.tr("Stäng"))

    # The form -----------------------------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        before, self._plan = self._plan, self._list.plan
        if self._plan != before:
            self._show_plan()
        self._show_buttons()

    def _on_add(self) -> None:
        """Begin a new plan; the list keeps none."""
        self._list.choose_none()
        self._period.setFocus()

    def _show_plan(self) -> None:
        plan = self._plan
        rhythm = plan.rhythm if plan else _USUAL
        choose(self._connection, plan.connection_id if plan else "")
        choose(self._period, plan.preset if plan else Preset.LAST_WEEK)
        choose(self._pace, rhythm.pace)
        self._fill_days()
        choose(self._day, rhythm.day)
        self._time.setTime(QTime(rhythm.at.hour, rhythm.at.minute))
        self._folder.set_folder(plan.folder if plan else self._offer.folder)
        self._folder.set_error("")
        choose(self._format, plan.format if plan else FileFormat.WORKBOOK)
        self._anonymised.setChecked(plan.is_anonymised if plan else False)

    def _show_buttons(self) -> None:
        self.enable(self._save, not self._is_busy)
        for button in (self._add, self._run, self._remove):
            self.enable(button, self._plan is not None and not self._is_busy)

    def _fill_days(self) -> None:
        """The days of the week or of the month; what stood there stays where it can."""
        before = self._day.currentData()
        is_weekly = self._pace.currentData() == Pace.WEEKLY
        self._day.clear()
        for day in range(1, 8 if is_weekly else LAST_DAY_OF_MONTH + 1):
            self._day.addItem(weekday_name(day).capitalize() if is_weekly else str(day), day)
        choose(self._day, before)

    def _on_save(self) -> None:
        folder = self._folder.folder
        if folder and Path(folder).is_absolute():
            self.save_requested.emit(self._filled_plan(folder))
        else:
            self._show_folder_error(self.tr("Välj en mapp att spara i."))

    def _show_folder_error(self, error: str) -> None:
        self._folder.set_error(error)
        self._folder.line.setFocus()
        self.fit()
        self.bring_into_sight(self._folder)

    def _filled_plan(self, folder: str) -> Plan:
        at = self._time.time()
        return Plan(
            id=self._plan.id if self._plan else new_plan_id(),
            connection_id=self._connection.currentData(),
            folder=folder,
            preset=Preset(self._period.currentData()),
            rhythm=Rhythm(Pace(self._pace.currentData()), self._day.currentData(), time(at.hour(), at.minute())),
            since=datetime.now().replace(microsecond=0),
            format=FileFormat(self._format.currentData()),
            status=self._plan.status if self._plan else ActiveStatus.ACTIVE,
            is_anonymised=self._anonymised.isChecked(),
        )

    def _on_run(self) -> None:
        if self._plan:
            self.run_requested.emit(self._plan.id)

    def _on_remove(self) -> None:
        if self._plan:
            self.remove_requested.emit(self._plan.id)


def _row(*fields: Field) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Gap.MEDIUM)
    for field in fields:
        row.addWidget(field, 1)
    return row
