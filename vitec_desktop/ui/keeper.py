"""Writes down what the window shows when it closes, and which offices are picked while it is open."""

from vitec_desktop.ui.main_window import MainWindow
from vitec_desktop.ui.remembered import Memory
from vitec_desktop.ui.workspace import Workspace


class Keeper:
    """Between the window and the settings. The sample service's offices are not worth remembering."""

    def __init__(self, memory: Memory, workspace: Workspace, window: MainWindow) -> None:
        self._memory = memory
        self._workspace = workspace
        self._window = window
        self._known_offices: frozenset[str] | None = None

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

    def remember_offices(self) -> None:
        bar = self._window.command_bar
        if self._workspace.offices and not self._workspace.is_demo:
            picked = None if bar.has_all_offices else tuple(office.key for office in bar.selection.offices)
            self._memory.change(offices=picked)

    def remember(self) -> None:
        """Everything that is to be there at the next start."""
        bar, tabs = self._window.command_bar, self._window.tabs
        selection = bar.selection
        self.remember_offices()
        self._memory.change(
            preset=bar.preset,
            first_day=None if bar.preset else selection.first_day,
            last_day=None if bar.preset else selection.last_day,
            status=selection.status,
            tab=tabs.currentIndex(),
            tables=tabs.layout_state(),
            window=self._window.geometry_to_remember(),
        )
