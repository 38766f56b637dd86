"""The sample service in the window: started when somebody wants to look first, stopped when the program ends."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vitec_desktop.ui.connections.connection_store import Workspace

if TYPE_CHECKING:
    from vitec_desktop.demo.service import DemoService


class DemoDesk(QObject):
    """Starts the service at most once; it answers on this computer only."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._service: DemoService | None = None

    def set_demo(self, is_wanted: bool) -> None:
        """Offer the sample offices, or the connections' again."""
        if is_wanted:
            self._workspace.enter_demo(self._started().source())
        else:
            self._workspace.leave_demo()

    def stop(self) -> None:
        if self._service:
            self._service.stop()
        self._service = None

    def _started(self) -> "DemoService":
        if self._service is None:
            from vitec_desktop.demo.service import DemoService

            self._service = DemoService()
            self._service.start()
        return self._service
