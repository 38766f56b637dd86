"""Progress and cancellation of an export."""

from collections.abc import Callable

from vitec_desktop.webservice.cancellation import CancellationToken

_ROWS_BETWEEN_CHECKS = 100
_ROWS_BETWEEN_REPORTS = 500


OnProgress = Callable[[int, int], None]
"""Gets the rows written so far and the rows in all, in the thread that writes."""


def ignore_progress(done: int, total: int) -> None:
    """Do nothing: for callers that show no progress."""


class ExportProgress:
    """Counts written rows. A row can be on several sheets, but progress counts report rows."""

    def __init__(
        self,
        written_total: int,
        report_total: int,
        on_progress: OnProgress,
        cancellation: CancellationToken,
    ) -> None:
        self._written_total = max(written_total, 1)
        self._report_total = report_total
        self._on_progress = on_progress
        self._cancellation = cancellation
        self._written = 0
        on_progress(0, report_total)

    def count_row(self) -> None:
        """Count one written row; report progress and check for cancellation every few hundred rows.

        Raises:
            Cancelled: the export was cancelled.
        """
        self._written += 1
        if self._written % _ROWS_BETWEEN_CHECKS == 0:
            self._cancellation.raise_if_cancelled()
        if self._written % _ROWS_BETWEEN_REPORTS == 0:
            self._on_progress(self._report_total * self._written // self._written_total, self._report_total)

    def finish(self) -> None:
        """Report that all rows are written."""
        self._on_progress(self._report_total, self._report_total)
