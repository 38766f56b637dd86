"""Writes down what the user sets up: soon after each choice, and once more when the window closes."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.storage.json_file import SaveProblem, SettingsNotSaved
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.connections.texts import not_saved_notice
from vitec_desktop.ui.window.main_window import MainWindow

_SAVE_DELAY = 500
"""Milliseconds in which what changes together is written together."""


class SettingsAutosave(QObject):
    """Between the window and the settings. The sample service's offices are not worth remembering.

    A crash or a power cut costs at most the last moment's choices: no close is waited for. Writing is for a worker,
    since the file's lock and its disk may make it wait; one writes at a time, and the next begins when it has ended.
    """

    notice_requested = Signal(object)  # Notice
    error_occurred = Signal(object)

    _save_succeeded = Signal(object)
    _save_failed = Signal(object)

    def __init__(
        self, memory: SettingsStore, workspace: ConnectionStore, window: MainWindow, runner: JobRunner
    ) -> None:
        super().__init__(window)
        self._settings_store = memory
        self._connection_store = workspace
        self._window = window
        self._runner = runner
        self._known_offices: frozenset[str] | None = None
        self._is_saving = False
        self._is_dirty_again = False
        self._reported_problem: SaveProblem | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_DELAY)
        self._timer.timeout.connect(self._save)
        self._save_succeeded.connect(self._on_saved)
        self._save_failed.connect(self._on_save_failed)
        memory.set_listener(self.mark_dirty)
        window.command_bar.selection_changed.connect(self._on_selection_changed)
        for page in window.tabs.pages.values():
            page.layout_changed.connect(self.mark_dirty)
        if memory.is_dirty:
            self.mark_dirty()  # by the window whose place this one takes

    @property
    def is_saved(self) -> bool:
        """Whether all that is worth it has been written, as far as it could be."""
        return not self._is_saving and not self._timer.isActive()

    def picked_offices(self) -> tuple[str, ...] | None:
        """The offices picked before, and those that have come since; None for all."""
        if self._connection_store.is_demo:
            return None
        keys = tuple(office.key for office in self._connection_store.offices)
        picked, known = self._settings_store.current.offices, self._known_offices
        if picked is not None and known is not None:
            picked += tuple(key for key in keys if key not in known)
            self._settings_store.update(offices=picked)
        self._known_offices = frozenset(keys)
        return picked

    def update_settings(self) -> None:
        """Everything that is to be there at the next start."""
        self._update_choices()
        self._settings_store.update(tab=self._window.tabs.currentIndex(), window=self._window.encoded_geometry())

    def save_on_close(self) -> None:
        """The window closes: begin to write whatever is not written yet, as a job that the runner's end waits for."""
        self.update_settings()
        if self._settings_store.is_dirty:
            self._runner.create_job(_save_work(self._settings_store)).start()

    def save_now(self) -> None:
        """Write on the spot, where there may be no later."""
        self.update_settings()
        with suppress(SettingsNotSaved):
            self._settings_store.save()

    def _on_selection_changed(self) -> None:
        self._update_offices()
        self.mark_dirty()

    def _update_offices(self) -> None:
        bar = self._window.command_bar
        if self._connection_store.offices and not self._connection_store.is_demo:
            picked = None if bar.has_all_offices else tuple(office.key for office in bar.selection.offices)
            self._settings_store.update(offices=picked)

    def _update_choices(self) -> None:
        """What is written while the window is open: not where it stands, which changes by itself."""
        bar = self._window.command_bar
        selection = bar.selection
        self._update_offices()
        self._settings_store.update(
            preset=bar.preset,
            first_day=None if bar.preset else selection.first_day,
            last_day=None if bar.preset else selection.last_day,
            status=selection.status,
            tables=self._window.tabs.layout_state(),
        )

    # Writing --------------------------------------------------------------------------------------------------

    def mark_dirty(self) -> None:
        # Not begun anew: who goes on changing things would never have them written.
        if not self._timer.isActive():
            self._timer.start()

    def _save(self) -> None:
        """Write what has changed; while that is being done, what is still to be written waits for its end."""
        if self._runner.is_shutting_down:
            return
        if self._is_saving:
            self._is_dirty_again = True
            return
        self._update_choices()
        self._timer.stop()
        if self._settings_store.is_dirty:
            self._is_saving = True
            self._runner.start_job(_save_work(self._settings_store), self._save_succeeded, self._save_failed)

    def _on_saved(self) -> None:
        self._reported_problem = None
        self._finish_save()

    def _on_save_failed(self, error: Exception) -> None:
        """Tell of each problem once, not at every choice; it is tried again at the next one and at the end."""
        self._finish_save()
        if not isinstance(error, SettingsNotSaved):
            self.error_occurred.emit(error)
        elif error.problem is not self._reported_problem:
            self._reported_problem = error.problem
            # That the file is from a newer version was said at the start.
            if error.problem is not SaveProblem.NEWER_VERSION:
                self.notice_requested.emit(not_saved_notice(error))

    def _finish_save(self) -> None:
        self._is_saving = False
        if self._is_dirty_again:
            self._is_dirty_again = False
            self.mark_dirty()


def _save_work(memory: SettingsStore) -> Callable[[JobContext], None]:
    """The work of a job; it knows nothing of the window."""
    return lambda context: memory.save()
