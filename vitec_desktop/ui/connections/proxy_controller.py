"""How the program reaches the internet: asked for in a dialog, remembered, and heeded from the next request on."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.common.jobs import JobRunner
from vitec_desktop.ui.common.settings import Memory
from vitec_desktop.ui.connections.proxy_dialog import NetworkDialog
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.proxy import ProxySetting, has_proxy_script


class NetworkDesk(QObject):
    """Opens the dialog over `window`; `unexpected` carries an exception that nobody expected."""

    unexpected = Signal(object)

    _script_known = Signal(object)

    def __init__(self, memory: Memory, runner: JobRunner, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._memory = memory
        self._runner = runner
        self._theme = theme
        self._window = window
        self._script_known.connect(self._open)

    def ask(self) -> None:
        """Ask for the proxy to use; the system is asked first whether it finds its own by a script."""
        self._runner.run(lambda context: has_proxy_script(), self._script_known, self.unexpected)

    def _open(self, has_script: bool) -> None:
        dialog = NetworkDialog(self._theme, self._memory.now.proxy, has_script, self._window)
        dialog.save_requested.connect(self._on_save_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_save_requested(self, setting: ProxySetting) -> None:
        self._memory.change(proxy=setting)
