"""Saving what has been fetched: one export at a time, in a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from vitec_desktop.export.export_spec import EVERYTHING, ExportResult, ExportSpec
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import Comparison
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to save, and where; the ending of the name tells the format.

    `comparison`, called in the worker, sets the figures of that content beside those of another period.
    """

    report: Report
    target: Path
    content: ExportSpec = EVERYTHING
    comparison: Callable[[], Comparison | None] | None = None


class ReportExporter(QObject):
    """After `started`, `finished` comes once, and then one of `saved`, `failed` and `stopped`."""

    started = Signal()
    progressed = Signal(int, int)  # rows written, rows in all
    finished = Signal()
    saved = Signal(object)  # Written
    failed = Signal(object, object)  # Exception, the ExportOrder
    cancelled = Signal()

    def __init__(self, language: Language, version: str, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._version = version
        self._runner = runner
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, order: ExportRequest) -> None:
        """Write the file; an older file of that name is replaced in one step, or left as it was."""
        if self._job:
            return

        def work(context: JobContext) -> ExportResult:
            # openpyxl takes a moment to import, which the first window need not wait for.
            from vitec_desktop.export.exporter import write_report

            return write_report(
                order.report,
                order.target,
                self._language,
                program_version=self._version,
                content=order.content,
                comparison=order.comparison() if order.comparison else None,
                on_progress=lambda done, total: context.report_progress((done, total)),
                cancellation=context.cancellation,
            )

        self._job = job = self._runner.create_job(work)
        job.progressed.connect(lambda counts: self.progressed.emit(*counts))
        job.succeeded.connect(lambda written: self._end(lambda: self.saved.emit(written)))
        job.failed.connect(lambda error: self._end(lambda: self.failed.emit(error, order)))
        job.cancelled.connect(lambda: self._end(self.cancelled.emit))
        self.started.emit()
        job.start()

    def cancel(self) -> None:
        """Stop writing; the file that was there before is as it was."""
        if self._job:
            self._job.cancel()

    def _end(self, tell: Callable[[], None]) -> None:
        self._job = None
        self.finished.emit()
        tell()
