"""Whether the window is busy."""

from PySide6.QtCore import QObject, Signal

from vitec_desktop.ui.export.export_controller import ExportController
from vitec_desktop.ui.fetch.report_fetcher import ReportFetcher


class BusyState(QObject):
    """Whether a report is being fetched or exported, for all parts of the window."""

    changed = Signal()

    def __init__(self, fetcher: ReportFetcher, export_controller: ExportController, parent: QObject) -> None:
        super().__init__(parent)
        self._fetcher = fetcher
        self._export_controller = export_controller
        for signal in (fetcher.started, fetcher.finished, export_controller.started, export_controller.finished):
            signal.connect(self.changed)

    @property
    def is_fetching(self) -> bool:
        return self._fetcher.is_running

    @property
    def is_exporting(self) -> bool:
        return self._export_controller.is_running

    @property
    def is_busy(self) -> bool:
        return self.is_fetching or self.is_exporting
