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
from vitec_desktop.schedule.plan import LoadedPlans, Plan
from vitec_desktop.schedule.run_history import Run, RunResult
from vitec_desktop.schedule.service import PlanState, ScheduleService
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.ui.common.desktop_files import default_folder, is_folder
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.path_check import find_default_folder
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.connections.texts import not_saved_reason, unreadable_files_notice
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.schedule.schedule_dialog import ConnectionNeededDialog, ScheduleDefaults, ScheduleDialog
from vitec_desktop.ui.schedule.texts import no_keyring_notice, run_problem, scheduler_error_text
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.webservice.cancellation import CancellationToken

_Action = Callable[[CancellationToken], Any]
_NoticeForResult = Callable[[Any], Notice | None]
"""What is said of what an act gave, on the UI thread."""


class _FolderMissing(Exception):
    """There is no such folder to save in."""


class ScheduleController(QObject):
    """Opens the dialog over `window`, and tells of runs that failed by `notice_raised`."""

    notice_requested = Signal(object)  # Notice
    notice_dismissed = Signal()
    connection_requested = Signal()
    error_occurred = Signal(object)  # Exception

    _states_loaded = Signal(object)
    _past_runs_loaded = Signal(object)
    _action_succeeded = Signal(object)
    _action_failed = Signal(object)
    _acknowledged = Signal(object)

    def __init__(
        self,
        schedule_service: ScheduleService,
        workspace: ConnectionStore,
        memory: SettingsStore,
        runner: JobRunner,
        theme: Theme,
        language: Language,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._service = schedule_service
        self._connection_store = workspace
        self._settings_store = memory
        self._runner = runner
        self._theme = theme
        self._language = language
        self._window = window
        self._dialog: ScheduleDialog | None = None
        self._chosen_id = ""
        self._keyring_problem: KeyringProblem | None = None
        self._is_busy = False
        self._notice: Notice | None = None
        self._notice_for_result: _NoticeForResult = lambda result: None
        self._states_loaded.connect(self._on_states_loaded)
        self._past_runs_loaded.connect(self._on_past_runs_loaded)
        self._action_succeeded.connect(self._on_action_succeeded)
        self._action_failed.connect(self._on_action_failed)

    def set_keyring_problem(self, problem: KeyringProblem | None) -> None:
        """Whether the computer has a keyring to keep passwords in."""
        self._keyring_problem = problem
        notice = no_keyring_notice(problem)
        if self._dialog and notice:
            self._dialog.show_notice(notice)

    def check_past_runs(self) -> None:
        """Tell of what went wrong since the last start."""

        def look(context: JobContext) -> tuple[LoadedPlans, tuple[Run, ...]]:
            return self._service.load_plans(), self._service.load_unacknowledged_runs(datetime.now())

        self._runner.start_job(look, self._past_runs_loaded, self.error_occurred)

    def open_dialog(self) -> None:
        """Open the dialog, or say what it takes: the sample service is gone with the window."""
        if self._connection_store.connections:
            self._open_schedule()
            return
        dialog = ConnectionNeededDialog(self._theme, is_demo=self._connection_store.is_demo, parent=self._window)
        dialog.connection_requested.connect(self.connection_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_schedule(self) -> None:
        """The system's scheduler is asked meanwhile what it knows of."""
        if self._dialog is None:
            folder = default_folder(self._settings_store.current.export_folder)
            offer = ScheduleDefaults(self._connection_store.connections, str(folder))
            self._dialog = dialog = ScheduleDialog(self._theme, self._language, offer, self._window)
            dialog.save_requested.connect(self._on_save_requested)
            dialog.remove_requested.connect(self._on_remove_requested)
            dialog.run_requested.connect(self._on_run_requested)
            dialog.finished.connect(self._on_dialog_finished)
            find_default_folder(
                self._runner, self._settings_store.current.export_folder, dialog.set_default_folder, self.error_occurred
            )
        self._dialog.set_busy(True)
        self._dialog.open()
        self._load_states()

    def _load_states(self) -> None:
        def load(context: JobContext) -> tuple[PlanState, ...]:
            return self._service.load_states(context.cancellation)

        self._runner.start_job(load, self._states_loaded, self._action_failed)

    # What is asked for in the dialog --------------------------------------------------------------------------

    def _on_save_requested(self, plan: Plan) -> None:
        self._chosen_id = plan.id
        saved = Notice(NoticeLevel.OK, self.tr("Schemat är sparat."))

        def save(_: CancellationToken) -> None:
            # A drive that is gone answers late: asked here, in the worker.
            if not is_folder(Path(plan.folder)):
                raise _FolderMissing
            self._service.save(plan)

        self._start_action(save, lambda _: saved)

    def _on_remove_requested(self, plan_id: str) -> None:
        self._chosen_id = ""
        removed = Notice(NoticeLevel.INFO, self.tr("Schemat är borttaget."), self.tr("Filer som sparats ligger kvar."))
        self._start_action(lambda _: self._service.remove(plan_id), lambda _: removed)

    def _on_run_requested(self, plan_id: str) -> None:
        self._chosen_id = plan_id
        under_way = Notice(NoticeLevel.INFO, self.tr("Exporten körs…"))
        self._start_action(
            lambda cancellation: self._service.run_now(plan_id, cancellation), self._run_notice, under_way
        )

    def _start_action(self, act: _Action, outcome_of: _NoticeForResult, under_way: Notice | None = None) -> None:
        self._is_busy = True
        self._notice, self._notice_for_result = under_way, outcome_of
        self._show_result()
        self._runner.start_job(lambda context: act(context.cancellation), self._action_succeeded, self._action_failed)

    def _on_action_succeeded(self, result: Any) -> None:
        self._is_busy = False
        self._notice = self._notice_for_result(result) if self._dialog else None
        if self._dialog:
            self._load_states()

    def _on_states_loaded(self, states: tuple[PlanState, ...]) -> None:
        if self._dialog:
            self._dialog.show_states(states, self._chosen_id)
            self._show_result()

    def _show_result(self) -> None:
        """What is under way keeps the dialog busy, whichever dialog it was begun in; what has ended is said once."""
        if self._dialog is None:
            return
        self._dialog.set_busy(self._is_busy)
        notice = self._notice or no_keyring_notice(self._keyring_problem)
        if notice:
            self._dialog.show_notice(notice)
        if not self._is_busy:
            self._notice = None

    def _run_notice(self, run: Run | None) -> Notice:
        """What came of the run that was asked for; whoever reads it here need not be told at the next start."""
        if run is None:
            return Notice(
                NoticeLevel.ERR, self.tr("Exporten kom inte igång."), self.tr("Hämta perioden i fönstret i stället.")
            )
        self._acknowledge([run])
        if run.result is RunResult.COMPLETE:
            return Notice(NoticeLevel.OK, self.tr("Sparad: {name}").format(name=run.path))
        return problem_notice(NoticeLevel.WARN if run.has_file else NoticeLevel.ERR, run_problem(run))

    def _on_action_failed(self, error: Exception) -> None:
        self._is_busy = False
        self._notice = None
        if self._dialog:
            self._dialog.set_busy(False)
        if isinstance(error, _FolderMissing):
            if self._dialog:
                self._dialog.show_folder_missing()
        elif not isinstance(error, SchedulerFailed | SettingsNotSaved):
            self.error_occurred.emit(error)
        elif self._dialog:
            why = not_saved_reason(error) if isinstance(error, SettingsNotSaved) else scheduler_error_text(error)
            self._dialog.show_notice(Notice(NoticeLevel.ERR, self.tr("Schemat kunde inte ändras."), why))

    def _on_dialog_finished(self) -> None:
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None
        self._chosen_id = ""

    # At the start ---------------------------------------------------------------------------------------------

    def _on_past_runs_loaded(self, past: tuple[LoadedPlans, tuple[Run, ...]]) -> None:
        plans, troubles = past
        damage = unreadable_files_notice({self._service.plan_path: plans})
        if damage:
            self.notice_requested.emit(damage)
        elif troubles:
            self.notice_requested.emit(self._trouble_notice(troubles))

    def _trouble_notice(self, troubles: Sequence[Run]) -> Notice:
        latest = troubles[-1]
        notice = problem_notice(NoticeLevel.WARN, run_problem(latest))
        more = self.tr("Fler exporter gick inte som de skulle; schemat visar vilka.") if len(troubles) > 1 else ""

        def open_schedule() -> None:
            forget()
            self._chosen_id, self._notice = latest.plan_id, notice
            self._open_schedule()

        def forget() -> None:
            self._acknowledge(troubles)
            self.notice_dismissed.emit()

        actions = (
            NoticeAction(self.tr("Öppna schemat"), open_schedule),
            NoticeAction(self.tr("Visa inte igen"), forget),
        )
        return replace(notice, text=f"{notice.text} {more}".strip(), actions=actions)

    def _acknowledge(self, runs: Sequence[Run]) -> None:
        def mark(context: JobContext) -> None:
            with suppress(SettingsNotSaved):  # then they are told again
                self._service.acknowledge(runs)

        self._runner.start_job(mark, self._acknowledged, self.error_occurred)
