"""Logs how fetches, exports and connection tests start and end, in counts and classes of errors."""

from collections import Counter
from collections.abc import Iterable
from time import monotonic

from PySide6.QtCore import QObject

from vitec_desktop.accounts.credential_store import SaveResult
from vitec_desktop.accounts.keyring_backend import KeyringProblem
from vitec_desktop.export.export_spec import ExportResult
from vitec_desktop.report.error_messages import log_text
from vitec_desktop.report.report import Report
from vitec_desktop.ui.common.log_setup import LOG
from vitec_desktop.ui.connections.connection_controller import ConnectionController
from vitec_desktop.ui.export.export_controller import ExportController
from vitec_desktop.ui.fetch.report_fetcher import FetchResult, ReportFetcher
from vitec_desktop.webservice.result import FailedPart


class EventLog(QObject):
    """Logs a line for each event; never a name, an address, a path or the message of an exception."""

    def __init__(
        self,
        fetcher: ReportFetcher,
        export_controller: ExportController,
        connection_controller: ConnectionController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._started_at = monotonic()
        fetcher.started.connect(self._on_fetch_started)
        fetcher.report_fetched.connect(self._on_fetched)
        fetcher.cancelled.connect(self._on_fetch_cancelled)
        fetcher.failed.connect(lambda error: _log_failure("fetch", error))
        export_controller.started.connect(lambda: LOG.info("export begun"))
        export_controller.saved.connect(self._on_saved)
        export_controller.failed.connect(lambda error: _log_failure("export", error))
        export_controller.cancelled.connect(lambda: LOG.info("export stopped"))
        connection_controller.tested.connect(
            lambda result: LOG.info("connection tested: %s", _causes_text(result.failed_parts))
        )
        connection_controller.test_failed.connect(lambda error: _log_failure("connection test", error))
        connection_controller.saved.connect(self._on_connection_saved)
        connection_controller.save_failed.connect(lambda error: _log_failure("saving a connection", error))
        connection_controller.removed.connect(lambda: LOG.info("connection removed"))
        connection_controller.remove_failed.connect(lambda error: _log_failure("removing a connection", error))

    def log_keyring(self, problem: KeyringProblem | None) -> None:
        """Log whether the keyring can be used."""
        LOG.info("keyring: %s", problem.value if problem else "in use")

    def _on_fetch_started(self) -> None:
        self._started_at = monotonic()
        LOG.info("fetch begun")

    def _on_fetched(self, result: FetchResult) -> None:
        LOG.info("fetch ended after %.1f s: %s", monotonic() - self._started_at, _counts_text(result.report))

    def _on_fetch_cancelled(self, partial: FetchResult | None) -> None:
        counts = _counts_text(partial.report) if partial else "nothing had come"
        LOG.info("fetch stopped after %.1f s: %s", monotonic() - self._started_at, counts)

    def _on_saved(self, result: ExportResult) -> None:
        LOG.info("export saved: %d rows", sum(result.rows.values()))

    def _on_connection_saved(self, result: SaveResult | None) -> None:
        location = "as it was" if result is None else result.location.name.lower()
        reason = f" ({result.problem.value})" if result and result.problem else ""
        LOG.info("connection saved, its password: %s%s", location, reason)


def _counts_text(report: Report) -> str:
    offices, days = len(report.scope.customers), (report.scope.last_day - report.scope.first_day).days + 1
    counts = f"{offices} offices, {days} days, {report.row_count} rows, {report.damaged_rows} damaged"
    return f"{counts}, missing: {_causes_text(report.failed_parts)}"


def _causes_text(failed_parts: Iterable[FailedPart]) -> str:
    """Return such as "3 × ServiceDown(status=503), 1 × AccessRefused()", or "nothing"."""
    causes = Counter(log_text(part.error) for part in failed_parts)
    return ", ".join(f"{count} × {cause}" for cause, count in causes.most_common()) or "nothing"


def _log_failure(what: str, error: BaseException) -> None:
    """Log the class alone, since an exception's message can hold personal data."""
    LOG.warning("%s failed: %s.%s", what, type(error).__module__, type(error).__qualname__)
