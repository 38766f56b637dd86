"""Scheduled exports in the window: a dialog to set them up, and at the start a notice of those that failed."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.accounts.credential_store import KeyringProblem
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import LoadedPlans, Plan
from vitec_desktop.schedule.run_history import Run, RunResult
from vitec_desktop.schedule.service import PlanState, ScheduleService
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.ui.common.desktop_files import default_folder, find_default_folder, is_folder
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.connections.texts import LoadedSettingsFile, not_saved_reason, unreadable_files_notice
from vitec_desktop.ui.fetch.texts import problem_notice
from vitec_desktop.ui.schedule.texts import PASSWORD_RESULTS, no_keyring_notice, run_problem, scheduler_error_text
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.webservice.cancellation import CancellationToken

if TYPE_CHECKING:
    from vitec_desktop.ui.schedule.schedule_dialog import ScheduleDialog

_Action = Callable[[CancellationToken], Any]
_NoticeForResult = Callable[[Any], Notice]
"""Makes the notice of an action's result, on the UI thread."""


class _FolderMissing(Exception):
    """The folder of a plan does not exist."""


class ScheduleController(QObject):
    """Opens the dialog over `window`; one action of it runs at a time."""

    notice_requested = Signal(Notice)
    notice_dismissed = Signal()
    connection_requested = Signal()  # a new one
    connections_requested = Signal()  # their page
    error_occurred = Signal(Exception)

    def __init__(
        self,
        schedule_service: ScheduleService,
        connection_store: ConnectionStore,
        settings_store: SettingsStore,
        runner: JobRunner,
        theme: Theme,
        language: Language,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._service = schedule_service
        self._connection_store = connection_store
        self._settings_store = settings_store
        self._runner = runner
        self._theme = theme
        self._language = language
        self._window = window
        self._dialog: ScheduleDialog | None = None
        self._chosen_id = ""
        self._keyring_problem: KeyringProblem | None = None
        self._is_busy = False
        self._notice: Notice | None = None

    def set_keyring_problem(self, problem: KeyringProblem | None) -> None:
        """Set why passwords cannot be saved on this computer; None where they can."""
        self._keyring_problem = problem
        self._show_impossible()

    def check_past_runs(self, files: Mapping[Path, LoadedSettingsFile]) -> None:
        """Show a notice of the runs that failed since the last start, or of a file of plans that was not read whole.

        `files` are the other settings files; a notice of one of them is shown already.
        """

        def load(context: JobContext) -> tuple[LoadedPlans, tuple[Run, ...]]:
            plans = self._service.load_plans()
            return plans, self._service.load_unacknowledged_runs(datetime.now(), context.cancellation)

        def show(past: tuple[LoadedPlans, tuple[Run, ...]]) -> None:
            self._show_past_problems(files, *past)

        self._runner.start_job(load, show, self.error_occurred)

    def open_dialog(self) -> None:
        """Open the dialog; without a connection, say that one is needed."""
        if self._connection_store.connections:
            self._open_schedule()
            return
        from vitec_desktop.ui.schedule.schedule_dialog import ConnectionNeededDialog

        dialog = ConnectionNeededDialog(self._theme, is_demo=self._connection_store.is_demo, parent=self._window)
        dialog.connection_requested.connect(self.connection_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_schedule(self) -> None:
        """Open the dialog, and load the plans meanwhile."""
        if self._dialog is None:
            from vitec_desktop.ui.schedule.schedule_dialog import ScheduleDefaults, ScheduleDialog

            folder = default_folder(self._settings_store.current.export_folder)
            defaults = ScheduleDefaults(self._connection_store.connections, str(folder))
            self._dialog = dialog = ScheduleDialog(self._theme, self._language, defaults, self._window)
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
        self._runner.start_job(
            lambda context: self._service.load_states(context.cancellation),
            self._on_states_loaded,
            self._on_action_failed,
        )

    # Actions of the dialog ------------------------------------------------------------------------------------

    def _on_save_requested(self, plan: Plan) -> None:
        self._chosen_id = plan.id
        saved = Notice(NoticeLevel.OK, self.tr("Schemat är sparat."))

        def save(_: CancellationToken) -> None:
            # Checked on the worker thread, since a drive that is gone answers late.
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
        running = Notice(NoticeLevel.INFO, self.tr("Exporten körs…"))
        self._start_action(lambda cancellation: self._service.run_now(plan_id, cancellation), self._run_notice, running)

    def _start_action(
        self, action: _Action, notice_for_result: _NoticeForResult, running_notice: Notice | None = None
    ) -> None:
        def on_success(result: Any) -> None:
            self._is_busy = False
            self._notice = notice_for_result(result) if self._dialog else None
            if self._dialog:
                self._load_states()

        self._is_busy = True
        self._notice = running_notice
        self._show_result()
        self._runner.start_job(lambda context: action(context.cancellation), on_success, self._on_action_failed)

    def _on_states_loaded(self, states: tuple[PlanState, ...]) -> None:
        if self._dialog:
            self._dialog.show_states(states, self._chosen_id)
            self._show_result()

    def _show_result(self) -> None:
        """Show the notice of the action in the dialog, which may have been closed and opened meanwhile."""
        if self._dialog is None:
            return
        self._dialog.set_busy(self._is_busy)
        self._show_impossible()
        if self._notice:
            self._dialog.show_notice(self._notice)
        if not self._is_busy:
            self._notice = None

    def _show_impossible(self) -> None:
        """Say in the dialog if no plan can run here, since there is no keyring with passwords."""
        notice = no_keyring_notice(self._keyring_problem)
        if self._dialog and notice:
            self._dialog.show_impossible(notice)

    def _run_notice(self, run: Run | None) -> Notice:
        """Return the notice of a run that the user started."""
        if run is None:
            return Notice(
                NoticeLevel.ERR, self.tr("Exporten kom inte igång."), self.tr("Hämta perioden i fönstret i stället.")
            )
        self._acknowledge([run])
        if run.result is RunResult.COMPLETE:
            return Notice(NoticeLevel.OK, self.tr("Sparad: {name}").format(name=run.path))
        level = NoticeLevel.WARN if run.has_file else NoticeLevel.ERR
        return replace(problem_notice(level, run_problem(run)), actions=self._corrections(run))

    def _corrections(self, run: Run) -> tuple[NoticeAction, ...]:
        """Return the button of what a notice of the run asks for, in the window or in the dialog, which it closes."""

        def open_connections() -> None:
            if self._dialog:
                self._dialog.reject()
            self.connections_requested.emit()

        correct = NoticeAction(self.tr("Anslutningar…"), open_connections)
        return (correct,) if run.result in PASSWORD_RESULTS else ()

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
            notice = Notice(NoticeLevel.ERR, self.tr("Schemat kunde inte ändras."), why)
            if isinstance(error, SchedulerFailed) and error.problem is SchedulerProblem.NONE_FOUND:
                self._dialog.show_impossible(notice)
            else:
                self._dialog.show_notice(notice)

    def _on_dialog_finished(self) -> None:
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None
        self._chosen_id = ""

    # At the start ---------------------------------------------------------------------------------------------

    def _show_past_problems(
        self, files: Mapping[Path, LoadedSettingsFile], plans: LoadedPlans, failed_runs: tuple[Run, ...]
    ) -> None:
        problem = unreadable_files_notice({**files, self._service.plan_path: plans})
        # A damaged file has been moved aside, so the next start tells of the runs; other problems are still there then.
        will_stay = any(file.is_newer_version or file.is_unreadable for file in (*files.values(), plans))
        if failed_runs and (will_stay or not problem):
            notice = self._failed_runs_notice(failed_runs)
            more = f"\n{problem.plain_text}" if problem else ""
            self.notice_requested.emit(replace(notice, text=notice.text + more))
        elif problem and problem != unreadable_files_notice(files):
            self.notice_requested.emit(problem)

    def _failed_runs_notice(self, runs: Sequence[Run]) -> Notice:
        latest = runs[-1]
        corrections = self._corrections(latest)
        notice = replace(problem_notice(NoticeLevel.WARN, run_problem(latest)), actions=corrections)
        more = self.tr("Fler exporter gick inte som de skulle; schemat visar vilka.") if len(runs) > 1 else ""

        def open_schedule() -> None:
            dismiss()
            self._chosen_id, self._notice = latest.plan_id, notice
            self._open_schedule()

        def dismiss() -> None:
            self._acknowledge(runs)
            self.notice_dismissed.emit()

        actions = (
            *corrections,
            NoticeAction(self.tr("Öppna schemat"), open_schedule),
            NoticeAction(self.tr("Visa inte igen"), dismiss),
        )
        return replace(notice, text=f"{notice.text} {more}".strip(), actions=actions)

    def _acknowledge(self, runs: Sequence[Run]) -> None:
        """Save that the user has seen the runs, so that the next start does not report them."""

        def acknowledge(context: JobContext) -> None:
            with suppress(SettingsNotSaved):  # the next start reports them again
                self._service.acknowledge(runs)

        job = self._runner.create_job(acknowledge)
        job.failed.connect(self.error_occurred)
        job.start()
