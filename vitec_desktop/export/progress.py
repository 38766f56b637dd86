"""How far a file has come, and whether to go on."""

from collections.abc import Callable

from vitec_desktop.webservice.cancellation import CancellationToken

_ROWS_BETWEEN_CHECKS = 100
_ROWS_BETWEEN_NEWS = 500


def ignore_progress(done: int, total: int) -> None:
    """For those who do not ask how far it has come."""


class ExportProgress:
    """Counts written rows. A row can stand on several sheets: the news is told in rows of the report."""

    def __init__(
        self, all_rows: int, told_total: int, on_progress: Callable[[int, int], None], cancellation: CancellationToken
    ) -> None:
        self._all_rows = max(all_rows, 1)
        self._total = told_total
        self._on_progress = on_progress
        self._cancellation = cancellation
        self._done = 0
        on_progress(0, told_total)

    def count_row(self) -> None:
        """Another row has been written.

        Raises:
            Cancelled: the user stopped it.
        """
        self._done += 1
        if self._done % _ROWS_BETWEEN_CHECKS == 0:
            self._cancellation.raise_if_cancelled()
        if self._done % _ROWS_BETWEEN_NEWS == 0:
            self._on_progress(self._total * self._done // self._all_rows, self._total)

    def finish(self) -> None:
        """All rows have been written."""
        self._on_progress(self._total, self._total)
