"""Sample data in the window: fetches it at once, and says what it is for as long as it is in use or shown."""

from enum import StrEnum

from PySide6.QtCore import QObject

from vitec_desktop.ui.connections.connection_controller import ConnectionController
from vitec_desktop.ui.connections.connection_store import ConnectionStore, DemoConnection
from vitec_desktop.ui.widgets.chips import ActionChip
from vitec_desktop.ui.window.report_controller import ReportController


class SampleChip(StrEnum):
    """What the chip says, and what a click on it does."""

    HIDDEN = "hidden"
    SAMPLE_ALONE = "the rows are sample data; add a connection"
    SAMPLE = "the rows are sample data; fetch the user's own instead"
    NEXT_ALONE = "the next fetch brings sample data; add a connection"
    NEXT = "the next fetch brings sample data; use the saved connections again"


def sample_chip(*, shows_sample: bool | None, is_sample_next: bool, has_connections: bool) -> SampleChip:
    """Return what the chip says.

    Args:
        shows_sample: whether the rows in the tables are sample data; None if there are none.
        is_sample_next: whether the next fetch brings sample data.
        has_connections: whether there is a saved connection.
    """
    if shows_sample or (shows_sample is None and is_sample_next):
        return SampleChip.SAMPLE if has_connections else SampleChip.SAMPLE_ALONE
    if is_sample_next:
        return SampleChip.NEXT if has_connections else SampleChip.NEXT_ALONE
    return SampleChip.HIDDEN


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
        return shown is not None and shown.is_sample

    def update_chip(self) -> None:
        """Say what the rows in the tables are, and where they are the user's own, what the next fetch brings."""
        chip, sample, next_sample = self._chip, self.tr("Exempeldata"), self.tr("Nästa hämtning: exempeldata")
        match self._state:
            case SampleChip.SAMPLE_ALONE:
                chip.set_texts(sample, self.tr("Lägg till anslutning"))
            case SampleChip.SAMPLE:
                chip.set_texts(sample, self.tr("Hämta egna tips och leads"))
            case SampleChip.NEXT_ALONE:
                chip.set_texts(next_sample, self.tr("Lägg till anslutning"))
            case SampleChip.NEXT:
                chip.set_texts(next_sample, self.tr("Byt till egna kontor"))
        chip.setVisible(self._state is not SampleChip.HIDDEN)
        chip.setEnabled(self._state is not SampleChip.SAMPLE or self._report_controller.is_ready)

    @property
    def _state(self) -> SampleChip:
        shown = self._report_controller.visible_selection
        return sample_chip(
            shows_sample=None if shown is None else shown.is_sample,
            is_sample_next=self._connection_store.is_demo,
            has_connections=bool(self._connection_store.connections),
        )

    def _on_chip_clicked(self) -> None:
        if not self._connection_store.connections:
            self._connection_controller.show_add_dialog()
            return
        is_fetch_wanted = self._state is SampleChip.SAMPLE
        self._demo_connection.set_enabled(False)
        if is_fetch_wanted:
            self._report_controller.fetch()
