"""What happens with scheduled exports in the window: set up in a dialog, told of at the next start where one failed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.accounts.credential_store import KeyringProblem
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.errors import SchedulerFailed
from vitec_desktop.schedule.plan import Plan
from vitec_desktop.schedule.plan_file import LoadedPlans
from vitec_desktop.schedule.run_history import Run, RunResult
from vitec_desktop.schedule.service import Overseer, PlanState
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.ui.common.desktop_files import is_folder, usual_folder
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.path_check import look_for_folder
from vitec_desktop.ui.common.settings import Memory
from vitec_desktop.ui.connections.connection_store import Workspace
from vitec_desktop.ui.connections.damaged_files import unreadable_files_notice
from vitec_desktop.ui.connections.texts import not_saved_reason
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.schedule.connection_needed import ConnectionNeededDialog
from vitec_desktop.ui.schedule.schedule_dialog import ScheduleDialog, ScheduleOffer
from vitec_desktop.ui.schedule.texts import no_keyring_notice, run_trouble, scheduler_text
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Level, Notice, NoticeAction
from vitec_desktop.webservice.cancellation import Cancellation

Act = Callable[[Cancellation], Any]
Outcome = Callable[[Any], Notice | None]
"""What is said of what an act gave, on the UI thread."""


class _FolderMissing(Exception):
    """There is no such folder to save in."""


class ScheduleDesk(QObject):
    """Opens the dialog over `window`, and tells of runs that failed by `notice_raised`."""

    notice_raised = Signal(object)  # Notice
    notice_gone = Signal()
    connection_requested = Signal()
    unexpected = Signal(object)  # Exception

    _states_known = Signal(object)
    _past_known = Signal(object)
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
        self._keyring_problem: KeyringProblem | None = None
        self._is_acting = False
        self._outcome: Notice | None = None
        self._outcome_of: Outcome = lambda result: None
        self._states_known.connect(self._on_states_known)
        self._past_known.connect(self._on_past_known)
        self._done.connect(self._on_done)
        self._failed.connect(self._on_failed)

    def set_keyring_problem(self, problem: KeyringProblem | None) -> None:
        """Whether the computer has a keyring to keep passwords in."""
        self._keyring_problem = problem
        notice = no_keyring_notice(problem)
        if self._dialog and notice:
            self._dialog.show_notice(notice)

    def look_back(self) -> None:
        """Tell of what went wrong since the last start."""

        def look(context: JobContext) -> tuple[LoadedPlans, tuple[Run, ...]]:
            return self._overseer.plans(), self._overseer.troubles(datetime.now())

        self._runner.run(look, self._past_known, self.unexpected)

    def ask(self) -> None:
        """Open the dialog, or say what it takes: the sample service is gone with the window."""
        if self._workspace.connections:
            self._open()
            return
        dialog = ConnectionNeededDialog(self._theme, is_demo=self._workspace.is_demo, parent=self._window)
        dialog.connection_requested.connect(self.connection_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self) -> None:
        """The system's scheduler is asked meanwhile what it knows of."""
        if self._dialog is None:
            folder = usual_folder(self._memory.now.export_folder)
            offer = ScheduleOffer(self._workspace.connections, str(folder))
            self._dialog = dialog = ScheduleDialog(self._theme, self._language, offer, self._window)
            dialog.save_requested.connect(self._on_save_requested)
            dialog.remove_requested.connect(self._on_remove_requested)
            dialog.run_requested.connect(self._on_run_requested)
            dialog.finished.connect(self._on_dialog_finished)
            look_for_folder(self._runner, self._memory.now.export_folder, dialog.offer_folder, self.unexpected)
        self._dialog.set_busy(True)
        self._dialog.open()
        self._load()

    def _load(self) -> None:
        def load(context: JobContext) -> tuple[PlanState, ...]:
            return self._overseer.states(context.cancellation)

        self._runner.run(load, self._states_known, self._failed)

    # What is asked for in the dialog --------------------------------------------------------------------------

    def _on_save_requested(self, plan: Plan) -> None:
        self._chosen = plan.id
        saved = Notice(Level.OK, self.tr("Schemat är sparat."))

        def save(_: Cancellation) -> None:
            # A drive that is gone answers late: asked here, in the worker.
            if not is_folder(Path(plan.folder)):
                raise _FolderMissing
            self._overseer.save(plan)

        self._start(save, lambda _: saved)

    def _on_remove_requested(self, plan_id: str) -> None:
        self._chosen = ""
        removed = Notice(Level.INFO, self.tr("Schemat är borttaget."), self.tr("Filer som sparats ligger kvar."))
        self._start(lambda _: self._overseer.remove(plan_id), lambda _: removed)

    def _on_run_requested(self, plan_id: str) -> None:
        self._chosen = plan_id
        under_way = Notice(Level.INFO, self.tr("Exporten körs…"))
        self._start(lambda cancellation: self._overseer.run_now(plan_id, cancellation), self._run_notice, under_way)

    def _start(self, act: Act, outcome_of: Outcome, under_way: Notice | None = None) -> None:
        self._is_acting = True
        self._outcome, self._outcome_of = under_way, outcome_of
        self._show_outcome()
        self._runner.run(lambda context: act(context.cancellation), self._done, self._failed)

    def _on_done(self, result: Any) -> None:
        self._is_acting = False
        self._outcome = self._outcome_of(result) if self._dialog else None
        if self._dialog:
            self._load()

    def _on_states_known(self, states: tuple[PlanState, ...]) -> None:
        if self._dialog:
            self._dialog.show_states(states, self._chosen)
            self._show_outcome()

    def _show_outcome(self) -> None:
        """What is under way keeps the dialog busy, whichever dialog it was begun in; what has ended is said once."""
        if self._dialog is None:
            return
        self._dialog.set_busy(self._is_acting)
        notice = self._outcome or no_keyring_notice(self._keyring_problem)
        if notice:
            self._dialog.show_notice(notice)
        if not self._is_acting:
            self._outcome = None

    def _run_notice(self, run: Run | None) -> Notice:
        """What came of the run that was asked for; whoever reads it here need not be told at the next start."""
        if run is None:
            return Notice(
                Level.ERR, self.tr("Exporten kom inte igång."), self.tr("Hämta perioden i fönstret i stället.")
            )
        self._mark_told([run])
        if run.result is RunResult.COMPLETE:
            return Notice(Level.OK, self.tr("Sparad: {name}").format(name=run.path))
        return problem_notice(Level.WARN if run.has_file else Level.ERR, run_trouble(run))

    def _on_failed(self, error: Exception) -> None:
        self._is_acting = False
        self._outcome = None
        if self._dialog:
            self._dialog.set_busy(False)
        if isinstance(error, _FolderMissing):
            if self._dialog:
                self._dialog.show_folder_missing()
        elif not isinstance(error, SchedulerFailed | SettingsNotSaved):
            self.unexpected.emit(error)
        elif self._dialog:
            why = not_saved_reason(error) if isinstance(error, SettingsNotSaved) else scheduler_text(error)
            self._dialog.show_notice(Notice(Level.ERR, self.tr("Schemat kunde inte ändras."), why))

    def _on_dialog_finished(self) -> None:
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None
        self._chosen = ""

    # At the start ---------------------------------------------------------------------------------------------

    def _on_past_known(self, past: tuple[LoadedPlans, tuple[Run, ...]]) -> None:
        plans, troubles = past
        damage = unreadable_files_notice({self._overseer.plan_path: plans})
        if damage:
            self.notice_raised.emit(damage)
        elif troubles:
            self.notice_raised.emit(self._trouble_notice(troubles))

    def _trouble_notice(self, troubles: Sequence[Run]) -> Notice:
        latest = troubles[-1]
        notice = problem_notice(Level.WARN, run_trouble(latest))
        more = self.tr("Fler exporter gick inte som de skulle; schemat visar vilka.") if len(troubles) > 1 else ""

        def open_schedule() -> None:
            forget()
            self._chosen, self._outcome = latest.plan_id, notice
            self._open()

        def forget() -> None:
            self._mark_told(troubles)
            self.notice_gone.emit()

        actions = (
            NoticeAction(self.tr("Öppna schemat"), open_schedule),
            NoticeAction(self.tr("Visa inte igen"), forget),
        )
        return replace(notice, why=f"{notice.why} {more}".strip(), actions=actions)

    def _mark_told(self, runs: Sequence[Run]) -> None:
        def mark(context: JobContext) -> None:
            with suppress(SettingsNotSaved):  # then they are told again
                self._overseer.mark_told(runs)

        self._runner.run(mark, self._told, self.unexpected)
