"""The sample service in the window: started when somebody wants to look first, stopped when the program ends."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vitec_desktop.ui.connections.connection_store import ConnectionStore

if TYPE_CHECKING:
    from vitec_desktop.demo.service import DemoService


class DemoConnection(QObject):
    """Starts the service at most once; it answers on this computer only."""

    def __init__(self, workspace: ConnectionStore, parent: QObject) -> None:
        super().__init__(parent)
        self._connection_store = workspace
        self._service: DemoService | None = None

    def set_enabled(self, is_wanted: bool) -> None:
        """Offer the sample offices, or the connections' again."""
        if is_wanted:
            self._connection_store.use_demo(self._start_service().login_customers())
        else:
            self._connection_store.use_connections()

    def stop(self) -> None:
        if self._service:
            self._service.stop()
        self._service = None

    def _start_service(self) -> "DemoService":
        if self._service is None:
            from vitec_desktop.demo.service import DemoService

            self._service = DemoService()
            self._service.start()
        return self._service
