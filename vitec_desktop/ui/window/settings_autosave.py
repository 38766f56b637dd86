"""Saves the settings automatically: soon after each change, and when the window closes."""

from collections.abc import Callable
from contextlib import suppress

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.storage.json_file import SaveProblem, SettingsNotSaved
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.connections.texts import not_saved_notice
from vitec_desktop.ui.widgets.notice import Notice
from vitec_desktop.ui.window.main_window import MainWindow

_SAVE_DELAY = 500
"""Milliseconds from a change to its save; changes in between are saved together."""


class SettingsAutosave(QObject):
    """Copies what is selected in the window to the settings, and saves them in a job, one at a time.

    A crash loses at most the changes of the last half second. The sample service's offices are not saved.
    """

    notice_requested = Signal(Notice)
    error_occurred = Signal(Exception)

    def __init__(
        self, settings_store: SettingsStore, connection_store: ConnectionStore, window: MainWindow, runner: JobRunner
    ) -> None:
        super().__init__(window)
        self._settings_store = settings_store
        self._connection_store = connection_store
        self._window = window
        self._runner = runner
        self._known_offices: frozenset[str] | None = None
        self._is_saving = False
        self._reported_problem: SaveProblem | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_SAVE_DELAY)
        self._timer.timeout.connect(self._save)
        settings_store.changed.connect(self.mark_dirty)
        window.command_bar.selection_changed.connect(self._on_selection_changed)
        for page in window.tabs.all_pages.values():
            page.layout_changed.connect(self.mark_dirty)
        if settings_store.is_dirty:  # the window before this one was closed before it saved
            self.mark_dirty()

    @property
    def is_saved(self) -> bool:
        """Whether nothing is left to save; also after a save that failed."""
        return not self._is_saving and not self._timer.isActive()

    def picked_offices(self) -> tuple[str, ...] | None:
        """Return the keys of the selected offices; None for all.

        Select offices that were added since the last call, and save them as selected.
        """
        if self._connection_store.is_demo:
            return None
        keys = tuple(office.key for office in self._connection_store.offices)
        picked, known = self._settings_store.current.offices, self._known_offices
        if picked is not None and known is not None:
            picked += tuple(key for key in keys if key not in known)
            self._set_offices(picked)
        self._known_offices = frozenset(keys)
        return picked

    def mark_dirty(self) -> None:
        """Save soon. A save that is due already is not put off, however often something changes."""
        if not self._timer.isActive():
            self._timer.start()

    def update_settings(self) -> None:
        """Copy everything that the next start restores to the settings."""
        self._update_choices()
        tab, geometry = self._window.tabs.currentIndex(), self._window.encoded_geometry()
        self._settings_store.update(replace(self._settings_store.current, tab=tab, window=geometry))

    def save_on_close(self) -> None:
        """Start to save what is not saved yet; shutting the job runner down waits for it."""
        self.update_settings()
        if self._settings_store.is_dirty:
            self._runner.create_job(_save_work(self._settings_store)).start()

    def save_now(self) -> None:
        """Save before returning: at the end of a session there may be no later."""
        self.update_settings()
        with suppress(SettingsNotSaved):
            self._settings_store.save()

    def _on_selection_changed(self) -> None:
        self._update_offices()
        self.mark_dirty()

    def _set_offices(self, keys: tuple[str, ...] | None) -> None:
        self._settings_store.update(replace(self._settings_store.current, offices=keys))

    def _update_offices(self) -> None:
        bar = self._window.command_bar
        if self._connection_store.offices and not self._connection_store.is_demo:
            self._set_offices(None if bar.has_all_offices else tuple(office.key for office in bar.selection.offices))

    def _update_choices(self) -> None:
        """Copy what is saved while the window is open: all but its geometry and tab, which change all the time."""
        bar = self._window.command_bar
        selection = bar.selection
        self._update_offices()
        settings = replace(
            self._settings_store.current,
            preset=bar.preset,
            first_day=None if bar.preset else selection.first_day,
            last_day=None if bar.preset else selection.last_day,
            status=selection.status,
            tables=self._window.tabs.layout_state(),
        )
        self._settings_store.update(settings)

    def _save(self) -> None:
        if self._runner.is_shutting_down:
            return
        if self._is_saving:
            self._timer.start()
            return
        self._update_choices()
        self._timer.stop()
        if self._settings_store.is_dirty:
            self._is_saving = True
            self._runner.start_job(_save_work(self._settings_store), self._on_saved, self._on_save_failed)

    def _on_saved(self, _: None) -> None:
        self._is_saving = False
        self._reported_problem = None

    def _on_save_failed(self, error: Exception) -> None:
        """Show a notice of each problem once; the next change and the end of the program save again."""
        self._is_saving = False
        if not isinstance(error, SettingsNotSaved):
            self.error_occurred.emit(error)
        elif error.problem is not self._reported_problem:
            self._reported_problem = error.problem
            # A notice at the start has said that the file is of a newer version.
            if error.problem is not SaveProblem.NEWER_VERSION:
                self.notice_requested.emit(not_saved_notice(error))


def _save_work(settings_store: SettingsStore) -> Callable[[JobContext], None]:
    """Return the work of a job, which may outlive the window."""
    return lambda context: settings_store.save()
