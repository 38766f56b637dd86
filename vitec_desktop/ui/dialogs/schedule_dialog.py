"""Scheduled exports: those that there are, and the form to set one up or change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import PRESET_NAMES, Preset
from vitec_desktop.schedule.overseer import PlanState
from vitec_desktop.schedule.plan import LAST_DAY_OF_MONTH, FileFormat, Pace, Plan, Rhythm, new_plan_id
from vitec_desktop.ui.dialogs.frame import ScrollingDialog
from vitec_desktop.ui.parts.buttons import Button
from vitec_desktop.ui.parts.combo_box import ComboBox
from vitec_desktop.ui.parts.field import Field
from vitec_desktop.ui.parts.notice import InsetNotice, Notice
from vitec_desktop.ui.parts.text import paragraph
from vitec_desktop.ui.schedule_words import plan_news, plan_title, weekday_name
from vitec_desktop.ui.theme.metrics import Gap
from vitec_desktop.ui.theme.theme import Theme

_USUAL = Rhythm(Pace.WEEKLY, 1, time(7, 0))
_ROWS_IN_SIGHT = 3


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
        self.show_states(())

    def show_states(self, states: Sequence[PlanState], chosen: str = "") -> None:
        """Show the plans that there are, and `chosen` or the first of them in the form."""
        self._list.blockSignals(True)
        self._list.clear()
        now = datetime.now()
        for state in states:
            title = plan_title(state.plan, self._offer.connections, self._language)
            item = QListWidgetItem(f"{title}\n{plan_news(state, now)}")
            item.setData(Qt.ItemDataRole.UserRole, state.plan)
            item.setToolTip(state.plan.folder)
            self._list.addItem(item)
            if state.plan.id == chosen:
                self._list.setCurrentItem(item)
        if states and self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.blockSignals(False)
        self._list_part.setVisible(bool(states))
        self._fit_list()
        self._on_chosen()
        self.fit()

    def show_notice(self, notice: Notice) -> None:
        self._notice.show_notice(notice)
        self.fit()

    def set_busy(self, is_busy: bool) -> None:
        """While something is saved, run or removed, nothing else can be asked for."""
        for button in (self._save, self._add, self._run, self._remove):
            button.setEnabled(not is_busy)
        if is_busy:
            self._notice.clear()
        else:
            self._show_buttons()

    # Parts --------------------------------------------------------------------------------------------------------

    def _explanation(self) -> str:
        return self.tr(
            "Programmet hämtar rapporten och sparar den i en mapp av sig självt. Det görs bara medan du är inloggad på "
            "datorn, för annars är nyckelringen med lösenordet låst. Är datorn av då, görs det så snart det går."
        )

    def _build_list(self) -> None:
        self._list = QListWidget()
        self._list.setObjectName("scheduleList")
        self._list.setAccessibleName(self.tr("Schemalagda exporter"))
        self._list.currentRowChanged.connect(self._on_chosen)
        self._add = self._small_button(self.tr("Ny"), "scheduleAddButton", self._on_add)
        self._run = self._small_button(self.tr("Kör nu"), "scheduleRunButton", self._on_run)
        self._remove = self._small_button(self.tr("Ta bort"), "scheduleRemoveButton", self._on_remove)
        row = QHBoxLayout()
        row.setSpacing(Gap.SMALL)
        for button in (self._add, self._run, self._remove):
            row.addWidget(button)
        row.addStretch(1)
        self._list_part = QWidget()
        self._list_column = QVBoxLayout(self._list_part)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.setSpacing(Gap.SMALL)
        self._list_column.addWidget(self._list)
        self._list_column.addLayout(row)
        self.body.addWidget(self._list_part)

    def _small_button(self, text: str, name: str, act: object) -> Button:
        button = Button(self.theme, text, parent=self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _build_what(self) -> None:
        self._connection = _combo("scheduleConnection", [("", self.tr("Alla anslutningar"))])
        for connection in self._offer.connections:
            self._connection.addItem(connection.name, connection.id)
        self._period = _combo(
            "schedulePeriod", [(preset, self._language.text("Periods", PRESET_NAMES[preset])) for preset in Preset]
        )
        whose = Field(self.tr("Anslutning"), self._connection)
        whose.setVisible(len(self._offer.connections) > 1)
        self.body.addLayout(_row(whose, Field(self.tr("Period"), self._period)))

    def _build_when(self) -> None:
        paces = [(Pace.WEEKLY, self.tr("Varje vecka")), (Pace.MONTHLY, self.tr("Varje månad"))]
        self._pace = _combo("scheduleRhythm", paces)
        self._day = _combo("scheduleDay", [])
        self._time = QTimeEdit()
        self._time.setObjectName("scheduleTime")
        self._time.setDisplayFormat("HH:mm")
        self._pace.currentIndexChanged.connect(lambda _: self._fill_days())
        fields = (
            Field(self.tr("Hur ofta"), self._pace),
            Field(self.tr("Dag"), self._day),
            Field(self.tr("Klockan"), self._time),
        )
        self.body.addLayout(_row(*fields))

    def _build_where(self) -> None:
        self._folder = QLineEdit()
        self._folder.setObjectName("scheduleFolder")
        browse = self._small_button(self.tr("Bläddra…"), "scheduleBrowseButton", self._on_browse)
        self._folder_field = Field(self.tr("Mapp"), self._folder, beside=(browse,))
        self._folder.textEdited.connect(lambda _: self._folder_field.set_error(""))
        self.body.addWidget(self._folder_field)
        formats = [
            (FileFormat.WORKBOOK, self.tr("Excel-arbetsbok")),
            (FileFormat.CSV, self.tr("CSV-filer i en zip-fil")),
        ]
        self._format = _combo("scheduleFormat", formats)
        self._anonymised = QCheckBox(self.tr("&Anonymiserad, utan kontakter och meddelanden"))
        self._anonymised.setObjectName("scheduleAnonymised")
        self.body.addWidget(Field(self.tr("Format"), self._format))
        self.body.addWidget(self._anonymised)

    def _build_footer(self) -> None:
        self._save = self.action(self.tr("Spara schemat"))
        self._save.setObjectName("scheduleSaveButton")
        self._save.clicked.connect(self._on_save)
        self.add_buttons(self._save, self.tr("Stäng"))

    # The form -----------------------------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        item = self._list.currentItem()
        self._plan = item.data(Qt.ItemDataRole.UserRole) if item else None
        self._show_plan()
        self._show_buttons()

    def _on_add(self) -> None:
        """Begin a new plan; the list keeps none."""
        self._list.blockSignals(True)
        self._list.setCurrentRow(-1)
        self._list.blockSignals(False)
        self._on_chosen()
        self._period.setFocus()

    def _show_plan(self) -> None:
        plan = self._plan
        rhythm = plan.rhythm if plan else _USUAL
        _choose(self._connection, plan.connection_id if plan else "")
        _choose(self._period, plan.preset if plan else Preset.LAST_WEEK)
        _choose(self._pace, rhythm.pace)
        self._fill_days()
        _choose(self._day, rhythm.day)
        self._time.setTime(QTime(rhythm.at.hour, rhythm.at.minute))
        self._folder.setText(plan.folder if plan else self._offer.folder)
        self._folder_field.set_error("")
        _choose(self._format, plan.format if plan else FileFormat.WORKBOOK)
        self._anonymised.setChecked(plan.is_anonymised if plan else False)

    def _show_buttons(self) -> None:
        for button in (self._add, self._run, self._remove):
            button.setEnabled(self._plan is not None)

    def _fill_days(self) -> None:
        """The days of the week or of the month; what stood there stays where it can."""
        before = self._day.currentData()
        is_weekly = self._pace.currentData() == Pace.WEEKLY
        self._day.clear()
        for day in range(1, 8 if is_weekly else LAST_DAY_OF_MONTH + 1):
            self._day.addItem(weekday_name(day).capitalize() if is_weekly else str(day), day)
        _choose(self._day, before)

    def _fit_list(self) -> None:
        """As high as its rows, a few of them at most."""
        self._list.ensurePolished()
        rows = range(min(self._list.count(), _ROWS_IN_SIGHT))
        self._list.setFixedHeight(sum(map(self._list.sizeHintForRow, rows)) + 2 * (self._list.frameWidth() + 2))
        self._list_column.activate()

    def _on_browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Mapp för exporten"), self._folder.text())
        if chosen:
            self._folder.setText(str(Path(chosen)))
            self._folder_field.set_error("")

    def _on_save(self) -> None:
        folder = self._folder.text().strip()
        if not folder or not Path(folder).is_absolute():
            self._folder_field.set_error(self.tr("Välj en mapp att spara i."))
            self._folder.setFocus()
            return
        self.save_requested.emit(self._filled_plan(folder))

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
            is_anonymised=self._anonymised.isChecked(),
        )

    def _on_run(self) -> None:
        if self._plan:
            self.run_requested.emit(self._plan.id)

    def _on_remove(self) -> None:
        if self._plan:
            self.remove_requested.emit(self._plan.id)


def _combo(name: str, choices: Sequence[tuple[object, str]]) -> ComboBox:
    combo = ComboBox()
    combo.setObjectName(name)
    for value, text in choices:
        combo.addItem(text, value)
    return combo


def _choose(combo: ComboBox, value: object) -> None:
    """Show the choice of that value; the first one where there is none."""
    found = (index for index in range(combo.count()) if combo.itemData(index) == value)
    combo.setCurrentIndex(next(found, 0))


def _row(*fields: Field) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Gap.MEDIUM)
    for field in fields:
        row.addWidget(field, 1)
    return row
