"""The proxy setting: edited in a dialog, and used from the next request on."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.common.jobs import JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.connections.proxy_dialog import ProxyDialog
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.proxy import ProxySetting, has_proxy_script


class ProxyController(QObject):
    """Opens the dialog over `window`."""

    error_occurred = Signal(Exception)

    def __init__(self, settings_store: SettingsStore, runner: JobRunner, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._settings_store = settings_store
        self._runner = runner
        self._theme = theme
        self._window = window

    def open_dialog(self) -> None:
        """Open the dialog, once the system has said whether it uses a proxy script."""
        self._runner.start_job(lambda context: has_proxy_script(), self._on_script_checked, self.error_occurred)

    def _on_script_checked(self, has_script: bool) -> None:
        dialog = ProxyDialog(self._theme, self._settings_store.current.proxy, has_script, self._window)
        dialog.save_requested.connect(self._on_save_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_save_requested(self, setting: ProxySetting) -> None:
        self._settings_store.update(replace(self._settings_store.current, proxy=setting))
