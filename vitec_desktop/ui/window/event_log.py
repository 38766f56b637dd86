"""What the log is told of the program's work: what began, how it ended, in counts and classes."""

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
    """Writes a line for each event; never a name, an address, a path or a text of an exception."""

    def __init__(
        self, fetching: ReportFetcher, exports: ExportController, connecting: ConnectionController, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._started_at = monotonic()
        fetching.started.connect(self._on_fetch_started)
        fetching.report_fetched.connect(self._on_fetched)
        fetching.cancelled.connect(self._on_fetch_cancelled)
        fetching.failed.connect(lambda error: _log_failure("fetch", error))
        exports.started.connect(lambda: LOG.info("export begun"))
        exports.saved.connect(self._on_saved)
        exports.failed.connect(lambda error: _log_failure("export", error))
        exports.cancelled.connect(lambda: LOG.info("export stopped"))
        connecting.tested.connect(lambda result: LOG.info("connection tested: %s", _causes_text(result.failed_parts)))
        connecting.test_failed.connect(lambda error: _log_failure("connection test", error))
        connecting.saved.connect(self._on_connection_saved)
        connecting.save_failed.connect(lambda error: _log_failure("saving a connection", error))
        connecting.removed.connect(lambda: LOG.info("connection removed"))
        connecting.remove_failed.connect(lambda error: _log_failure("removing a connection", error))

    def log_keyring(self, problem: KeyringProblem | None) -> None:
        """What the first look at the keyring came to."""
        LOG.info("keyring: %s", problem.value if problem else "in use")

    def _on_fetch_started(self) -> None:
        self._started_at = monotonic()
        LOG.info("fetch begun")

    def _on_fetched(self, fetched: FetchResult) -> None:
        LOG.info("fetch ended after %.1f s: %s", monotonic() - self._started_at, _counts_text(fetched.report))

    def _on_fetch_cancelled(self, partial: FetchResult | None) -> None:
        came = _counts_text(partial.report) if partial else "nothing had come"
        LOG.info("fetch stopped after %.1f s: %s", monotonic() - self._started_at, came)

    def _on_saved(self, written: ExportResult) -> None:
        LOG.info("export saved: %d rows", sum(written.rows.values()))

    def _on_connection_saved(self, kept: SaveResult | None) -> None:
        where = "as it was" if kept is None else kept.location.name.lower()
        why = f" ({kept.problem.value})" if kept and kept.problem else ""
        LOG.info("connection saved, its password: %s%s", where, why)


def _counts_text(report: Report) -> str:
    offices, days = len(report.scope.customers), (report.scope.last_day - report.scope.first_day).days + 1
    told = f"{offices} offices, {days} days, {report.row_count} rows, {report.damaged_rows} damaged"
    return f"{told}, missing: {_causes_text(report.failed_parts)}"


def _causes_text(missing: Iterable[FailedPart]) -> str:
    """ "3 × ServiceDown(status=503), 1 × AccessRefused()"; "nothing" where all is there."""
    causes = Counter(log_text(one.error) for one in missing)
    return ", ".join(f"{count} × {cause}" for cause, count in causes.most_common()) or "nothing"


def _log_failure(what: str, error: BaseException) -> None:
    """The class alone: an exception's own text can hold anything."""
    LOG.warning("%s failed: %s.%s", what, type(error).__module__, type(error).__qualname__)
