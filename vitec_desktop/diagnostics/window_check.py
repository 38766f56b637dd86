"""The self-test's steps with a window: sample service, fetch, screenshot, export, workbook read back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer, qVersion
from PySide6.QtGui import QImage

from vitec_desktop.app import build_hidden
from vitec_desktop.demo.service import DemoService
from vitec_desktop.diagnostics.self_test import StepFailed
from vitec_desktop.export.export_spec import ExportRequest
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.ui.common.log_setup import LOG
from vitec_desktop.ui.window.main_window import DEFAULT_SIZE

if TYPE_CHECKING:
    from vitec_desktop.export.export_spec import ExportResult
    from vitec_desktop.report.report import Report
    from vitec_desktop.ui.window.window_controller import WindowController

_TIMEOUT = 600.0
"""Seconds after which a fetch or an export has hung; a slow and busy computer takes one minute."""
_MIN_COLOURS = 24  # a screenshot with text has more; an empty one, or one with boxes for letters, has fewer


class WindowCheck:
    """The steps, in order; each returns what it found or raises StepFailed."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder
        self._language = language
        self._service = DemoService(latency=(0.0, 0.02))
        self._controller: WindowController | None = None
        self._written: ExportResult | None = None

    def start_service(self) -> str:
        self._service.start()
        return self._service.base_url

    def show(self) -> str:
        arguments = ["--profile", str(self._folder / "profil å"), "--language", self._language.code]
        app, self._controller = build_hidden(arguments)
        self._controller.connection_store.use_demo(self._service.login_customers())
        window = self._controller.window
        window.resize(DEFAULT_SIZE)  # Qt's offscreen screen is smaller than a real one
        window.show()
        app.processEvents()
        if not window.isVisible():
            raise StepFailed("the window does not show")
        return f"{window.width()} × {window.height()}, Qt {qVersion()}, {app.platformName()}"

    def fetch(self) -> str:
        controller = self._started_controller()
        controller.window.command_bar.request_fetch()
        _wait_until(lambda: controller.report_controller.is_ready, "the fetch did not end")
        report = self._report()
        scope = report.scope
        service_rows = self._service.rows(scope.first_day, scope.last_day)
        counts = {kind: len(rows) for kind, rows in report.tables.items()}
        expected = {kind: len(rows) for kind, rows in service_rows.items()}
        if counts != expected or not report.is_complete or not sum(counts.values()):
            raise StepFailed(f"fetched {list(counts.values())}, the service has {list(expected.values())}")
        return f"{scope.first_day} – {scope.last_day}: {' + '.join(map(str, counts.values()))}"

    def take_screenshot(self) -> str:
        window = self._started_controller().window
        QEventLoop().processEvents()
        picture = window.grab().toImage()
        colours = _colours(picture)
        if picture.isNull() or colours < _MIN_COLOURS:
            raise StepFailed(f"the window is drawn in {colours} colours only")
        return f"{picture.width()} × {picture.height()}, {colours}"

    def export(self) -> str:
        export_controller = self._started_controller().export_controller
        saved: list[ExportResult] = []
        failed: list[BaseException] = []
        export_controller.saved.connect(saved.append)
        export_controller.failed.connect(failed.append)
        export_controller.start(self._report(), ExportRequest(self._folder / "rapport åäö.xlsx", self._language))
        _wait_until(lambda: bool(saved or failed), "the export did not end")
        if failed:
            raise failed[0]
        self._written = saved[0]
        return f"{self._written.path.name}, {self._written.path.stat().st_size / 1024:.0f} kB"

    def read_back(self) -> str:
        from openpyxl import load_workbook

        if self._written is None:
            raise StepFailed("no workbook was written")
        book = load_workbook(self._written.path)
        counts = []
        for kind, expected in self._written.rows.items():
            sheet = book[self._language.text("Lists", LIST_NAMES[kind])]
            # Row 1 is the header; the table of a list without rows has an empty row.
            rows = [
                row for row in sheet.iter_rows(min_row=2, values_only=True) if any(cell is not None for cell in row)
            ]
            if len(rows) != expected:
                raise StepFailed(f"{sheet.title}: {len(rows)} rows in the file, {expected} in the report")
            counts.append(f"{sheet.title} {len(rows)}")
        return ", ".join(counts)

    def close(self) -> str:
        controller = self._started_controller()
        controller.window.close()
        if not controller.runner.is_shutting_down:
            raise StepFailed("the window did not close")
        if not (self._folder / "profil å" / "settings.json").is_file():
            raise StepFailed("the settings were not saved")
        self.stop()
        return "settings.json"

    def stop(self) -> None:
        """Stop the service and close the log, also after a failed step."""
        self._service.stop()
        if self._controller is not None:
            self._controller.window.close()
        # Windows deletes no open file.
        for handler in list(LOG.handlers):
            LOG.removeHandler(handler)
            handler.close()

    def _started_controller(self) -> "WindowController":
        if self._controller is None:
            raise StepFailed("there is no window")
        return self._controller

    def _report(self) -> "Report":
        report = self._started_controller().report_controller.report
        if report is None:
            raise StepFailed("there is no report")
        return report


def _wait_until(is_done: Callable[[], bool], otherwise: str) -> None:
    """Run the event loop until `is_done` returns True.

    Raises:
        StepFailed: it took too long; the message is `otherwise`.
    """
    loop = QEventLoop()
    poll = QTimer()
    poll.timeout.connect(lambda: loop.quit() if is_done() else None)
    poll.start(20)
    QTimer.singleShot(int(_TIMEOUT * 1000), loop.quit)
    loop.exec()
    poll.stop()
    if not is_done():
        raise StepFailed(otherwise)


def _colours(picture: QImage) -> int:
    """Return how many colours a sample of the picture's pixels has."""
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 2)})
