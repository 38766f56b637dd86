"""Sample data in the window: fetches it at once, and says what it is for as long as it is in use or shown."""

from PySide6.QtCore import QObject

from vitec_desktop.ui.connections.connection_controller import ConnectionController
from vitec_desktop.ui.connections.connection_store import ConnectionStore, DemoConnection
from vitec_desktop.ui.widgets.chips import ActionChip
from vitec_desktop.ui.window.report_controller import ReportController


class SampleDataController(QObject):
    """Joins the sample service to the chip that says so, which leads on to the user's own report."""

    def __init__(
        self,
        chip: ActionChip,
        demo_connection: DemoConnection,
        connection_store: ConnectionStore,
        connection_controller: ConnectionController,
        report_controller: ReportController,
    ) -> None:
        super().__init__(chip)
        self._chip = chip
        self._demo_connection = demo_connection
        self._connection_store = connection_store
        self._connection_controller = connection_controller
        self._report_controller = report_controller
        chip.clicked.connect(self._on_chip_clicked)
        connection_store.changed.connect(self.update_chip)
        report_controller.ready_changed.connect(self.update_chip)
        self.update_chip()

    def set_enabled(self, is_enabled: bool) -> None:
        """Use the sample service, and fetch its report unless another one is shown; or the saved connections again."""
        self._demo_connection.set_enabled(is_enabled)
        if is_enabled and self._report_controller.report is None:
            self._report_controller.fetch()

    @property
    def is_shown(self) -> bool:
        """Whether the report that is shown is one of the sample service."""
        shown = self._report_controller.selection
        return shown is not None and any(office.is_demo for office in shown.offices)

    def update_chip(self) -> None:
        """Show the chip while sample data are in use, and while a report of them is shown."""
        self._chip.setVisible(self._connection_store.is_demo or self.is_shown)
        has_connections = bool(self._connection_store.connections)
        self._chip.set_action(
            self.tr("Hämta egna tips och leads") if has_connections else self.tr("Lägg till anslutning")
        )
        self._chip.setEnabled(not has_connections or self._report_controller.is_ready)

    def _on_chip_clicked(self) -> None:
        if not self._connection_store.connections:
            self._connection_controller.show_add_dialog()
        else:
            self._demo_connection.set_enabled(False)
            self._report_controller.fetch()
