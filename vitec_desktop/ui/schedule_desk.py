"""What happens with scheduled exports in the window: set up in a dialog, told of at the next start where one failed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.accounts.settings_file import SettingsNotSaved
from vitec_desktop.connect.cancellation import Cancellation
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.errors import SchedulerFailed
from vitec_desktop.schedule.overseer import Overseer, PlanState
from vitec_desktop.schedule.plan import Plan
from vitec_desktop.ui.connection_words import not_saved_notice
from vitec_desktop.ui.dialogs.schedule_dialog import ScheduleDialog, ScheduleOffer
from vitec_desktop.ui.parts.notice import Level, Notice, NoticeAction
from vitec_desktop.ui.remembered import Memory
from vitec_desktop.ui.schedule_words import scheduler_text, trouble
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.work import JobContext, JobRunner
from vitec_desktop.ui.workspace import Workspace

Act = Callable[[Cancellation], object]


class ScheduleDesk(QObject):
    """Opens the dialog over `window`, and tells of runs that failed by `notice_raised`."""

    notice_raised = Signal(object)  # Notice
    notice_gone = Signal()
    unexpected = Signal(object)  # Exception

    _states_known = Signal(object)
    _troubles_known = Signal(object)
    _done = Signal(object)
    _failed = Signal(object)
    _told = Signal(object)

    def __init__(
        self,
        overseer: Overseer,
        workspace: Workspace,
        memory: Memory,
        runner: JobRunner,
        theme: Theme,
        language: Language,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._overseer = overseer
        self._workspace = workspace
        self._memory = memory
        self._runner = runner
        self._theme = theme
        self._language = language
        self._window = window
        self._dialog: ScheduleDialog | None = None
        self._chosen = ""
        self._outcome: Notice | None = None
        self._states_known.connect(self._on_states_known)
        self._troubles_known.connect(self._on_troubles_known)
        self._done.connect(self._on_done)
        self._failed.connect(self._on_failed)

    def look_back(self) -> None:
        """Tell of what went wrong since the last start."""
        self._runner.run(lambda context: self._overseer.troubles(datetime.now()), self._troubles_known, self.unexpected)

    def ask(self) -> None:
        """Open the dialog; the system's scheduler is asked meanwhile what it knows of."""
        if self._dialog is None:
            offer = ScheduleOffer(self._workspace.connections, self._folder())
            self._dialog = dialog = ScheduleDialog(self._theme, self._language, offer, self._window)
            dialog.save_requested.connect(self._on_save_requested)
            dialog.remove_requested.connect(self._on_remove_requested)
            dialog.run_requested.connect(self._on_run_requested)
            dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()
        self._load()

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._memory.now.export_folder or documents

    def _load(self) -> None:
        def load(context: JobContext) -> tuple[PlanState, ...]:
            return self._overseer.states(context.cancellation)

        self._runner.run(load, self._states_known, self._failed)

    # What is asked for in the dialog --------------------------------------------------------------------------

    def _on_save_requested(self, plan: Plan) -> None:
        self._chosen = plan.id
        self._outcome = Notice(Level.OK, self.tr("Schemat är sparat."))
        self._start(lambda cancellation: self._overseer.save(plan, cancellation))

    def _on_remove_requested(self, plan_id: str) -> None:
        self._chosen = ""
        self._outcome = Notice(Level.INFO, self.tr("Schemat är borttaget."), self.tr("Filer som sparats ligger kvar."))
        self._start(lambda cancellation: self._overseer.remove(plan_id, cancellation))

    def _on_run_requested(self, plan_id: str) -> None:
        self._chosen = plan_id
        self._outcome = None

        def run(cancellation: Cancellation) -> None:
            self._overseer.run_now(plan_id, cancellation)
            self._overseer.mark_told()

        self._start(run)
        if self._dialog:
            self._dialog.show_notice(Notice(Level.INFO, self.tr("Exporten körs…")))

    def _start(self, act: Act) -> None:
        if self._dialog:
            self._dialog.set_busy(True)
        self._runner.run(lambda context: act(context.cancellation), self._done, self._failed)

    def _on_done(self, _: Any) -> None:
        self._load()

    def _on_states_known(self, states: tuple[PlanState, ...]) -> None:
        if self._dialog is None:
            return
        self._dialog.show_states(states, self._chosen)
        self._dialog.set_busy(False)
        notice = self._outcome or self._news_of(states)
        if notice:
            self._dialog.show_notice(notice)
        self._outcome = None

    def _news_of(self, states: tuple[PlanState, ...]) -> Notice | None:
        """What came of the run that was asked for."""
        state = next((one for one in states if one.plan.id == self._chosen), None)
        if state is None or state.last_run is None:
            return None
        run = state.last_run
        if run.has_file and run.exit_code == 0:
            return Notice(Level.OK, self.tr("Sparad: {name}").format(name=run.path))
        problem = trouble(state, self._language, datetime.now())
        return Notice(Level.WARN if run.has_file else Level.ERR, problem.what, problem.why)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, SchedulerFailed | SettingsNotSaved):
            self.unexpected.emit(error)
        elif self._dialog:
            self._dialog.set_busy(False)
            self._dialog.show_notice(self._failure(error))

    def _failure(self, error: SchedulerFailed | SettingsNotSaved) -> Notice:
        if isinstance(error, SettingsNotSaved):
            return not_saved_notice(error)
        return Notice(Level.ERR, self.tr("Schemat kunde inte ändras."), scheduler_text(error))

    def _on_dialog_finished(self) -> None:
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None
        self._chosen = ""

    # At the start ---------------------------------------------------------------------------------------------

    def _on_troubles_known(self, troubles: tuple[PlanState, ...]) -> None:
        if not troubles:
            return
        problem = trouble(troubles[-1], self._language, datetime.now())
        why = " ".join(part for part in (problem.why, problem.next_step) if part)
        actions = (
            NoticeAction(self.tr("Öppna schemat"), lambda: self._open_chosen(troubles[-1].plan.id)),
            NoticeAction(self.tr("Visa inte igen"), self._forget),
        )
        self.notice_raised.emit(Notice(Level.WARN, problem.what, why, actions))

    def _open_chosen(self, plan_id: str) -> None:
        self._forget()
        self._chosen = plan_id
        self.ask()

    def _forget(self) -> None:
        self._runner.run(lambda context: self._overseer.mark_told(), self._told, self.unexpected)
        self.notice_gone.emit()
