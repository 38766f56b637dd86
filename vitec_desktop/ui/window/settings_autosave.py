"""Writes down what the user sets up: soon after each choice, and once more when the window closes."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from vitec_desktop.storage.json_file import SaveProblem, SettingsNotSaved
from vitec_desktop.ui.common.jobs import JobContext, JobRunner
from vitec_desktop.ui.common.settings import Memory
from vitec_desktop.ui.connections.connection_store import Workspace
from vitec_desktop.ui.connections.texts import not_saved_notice
from vitec_desktop.ui.window.main_window import MainWindow

_PAUSE = 500
"""Milliseconds in which what changes together is written together."""


class Keeper(QObject):
    """Between the window and the settings. The sample service's offices are not worth remembering.

    A crash or a power cut costs at most the last moment's choices: no close is waited for. Writing is for a worker,
    since the file's lock and its disk may make it wait; one writes at a time, and the next begins when it has ended.
    """

    notice_raised = Signal(object)  # Notice
    unexpected = Signal(object)

    _written = Signal(object)
    _write_failed = Signal(object)

    def __init__(self, memory: Memory, workspace: Workspace, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._memory = memory
        self._workspace = workspace
        self._window = window
        self._runner = runner
        self._known_offices: frozenset[str] | None = None
        self._is_writing = False
        self._has_missed_some = False
        self._told: SaveProblem | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._write)
        self._written.connect(self._on_written)
        self._write_failed.connect(self._on_write_failed)
        memory.set_listener(self._write_soon)
        window.command_bar.selection_changed.connect(self._on_selection_changed)
        for page in window.tabs.pages.values():
            page.layout_changed.connect(self._write_soon)
        if memory.is_changed:
            self._write_soon()  # by the window whose place this one takes

    @property
    def is_idle(self) -> bool:
        """Whether all that is worth it has been written, as far as it could be."""
        return not self._is_writing and not self._pause.isActive()

    def offices_to_pick(self) -> tuple[str, ...] | None:
        """The offices picked before, and those that have come since; None for all."""
        if self._workspace.is_demo:
            return None
        keys = tuple(office.key for office in self._workspace.offices)
        picked, known = self._memory.now.offices, self._known_offices
        if picked is not None and known is not None:
            picked += tuple(key for key in keys if key not in known)
            self._memory.change(offices=picked)
        self._known_offices = frozenset(keys)
        return picked

    def remember(self) -> None:
        """Everything that is to be there at the next start."""
        self._remember_choices()
        self._memory.change(tab=self._window.tabs.currentIndex(), window=self._window.geometry_to_remember())

    def save_last(self) -> None:
        """The window closes: begin to write whatever is not written yet, as a job that the runner's end waits for."""
        self.remember()
        if self._memory.is_changed:
            self._runner.job(_saving(self._memory)).start()

    def save_at_once(self) -> None:
        """Write on the spot, where there may be no later."""
        self.remember()
        with suppress(SettingsNotSaved):
            self._memory.save()

    def _on_selection_changed(self) -> None:
        self._remember_offices()
        self._write_soon()

    def _remember_offices(self) -> None:
        bar = self._window.command_bar
        if self._workspace.offices and not self._workspace.is_demo:
            picked = None if bar.has_all_offices else tuple(office.key for office in bar.selection.offices)
            self._memory.change(offices=picked)

    def _remember_choices(self) -> None:
        """What is written while the window is open: not where it stands, which changes by itself."""
        bar = self._window.command_bar
        selection = bar.selection
        self._remember_offices()
        self._memory.change(
            preset=bar.preset,
            first_day=None if bar.preset else selection.first_day,
            last_day=None if bar.preset else selection.last_day,
            status=selection.status,
            tables=self._window.tabs.layout_state(),
        )

    # Writing --------------------------------------------------------------------------------------------------

    def _write_soon(self) -> None:
        # Not begun anew: who goes on changing things would never have them written.
        if not self._pause.isActive():
            self._pause.start()

    def _write(self) -> None:
        """Write what has changed; while that is being done, what is still to be written waits for its end."""
        if self._runner.is_closing:
            return
        if self._is_writing:
            self._has_missed_some = True
            return
        self._remember_choices()
        self._pause.stop()
        if self._memory.is_changed:
            self._is_writing = True
            self._runner.run(_saving(self._memory), self._written, self._write_failed)

    def _on_written(self) -> None:
        self._told = None
        self._end_writing()

    def _on_write_failed(self, error: Exception) -> None:
        """Tell of each problem once, not at every choice; it is tried again at the next one and at the end."""
        self._end_writing()
        if not isinstance(error, SettingsNotSaved):
            self.unexpected.emit(error)
        elif error.problem is not self._told:
            self._told = error.problem
            # That the file is from a newer version was said at the start.
            if error.problem is not SaveProblem.FROM_NEWER:
                self.notice_raised.emit(not_saved_notice(error))

    def _end_writing(self) -> None:
        self._is_writing = False
        if self._has_missed_some:
            self._has_missed_some = False
            self._write_soon()


def _saving(memory: Memory) -> Callable[[JobContext], None]:
    """The work of a job; it knows nothing of the window."""
    return lambda context: memory.save()
