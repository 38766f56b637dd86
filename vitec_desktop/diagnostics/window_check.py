"""The self-test's part with a window: the sample service, a fetch, a picture, a workbook read back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer, qVersion
from PySide6.QtGui import QImage

from vitec_desktop.app import build_hidden
from vitec_desktop.demo.service import DemoService
from vitec_desktop.diagnostics.step import StepFailed
from vitec_desktop.export.export_spec import ExportRequest
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.ui.common.log_setup import LOG
from vitec_desktop.ui.window.main_window import DEFAULT_SIZE

if TYPE_CHECKING:
    from vitec_desktop.export.export_spec import ExportResult
    from vitec_desktop.report.report import Report
    from vitec_desktop.ui.window.window_controller import WindowController

_PATIENCE = 60.0
"""Seconds that a fetch or an export may take on a slow computer."""
_MIN_COLOURS = 24  # a picture with text has more, one of boxes or nothing has fewer


class WindowCheck:
    """Does what a user does, step by step; each step says what it found or raises Broken."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder
        self._language = language
        self._service = DemoService(latency=(0.0, 0.02))
        self._assembly: WindowController | None = None
        self._written: ExportResult | None = None

    def start_service(self) -> str:
        self._service.start()
        return self._service.base_url

    def show(self) -> str:
        arguments = ["--profile", str(self._folder / "profil å"), "--language", self._language.code]
        app, self._assembly = build_hidden(arguments)
        self._assembly.connection_store.use_demo(self._service.login_customers())
        window = self._assembly.window
        window.resize(DEFAULT_SIZE)  # Qt's screen that nobody sees is smaller than any that somebody does
        window.show()
        app.processEvents()
        if not window.isVisible():
            raise StepFailed("the window does not show")
        return f"{window.width()} × {window.height()}, Qt {qVersion()}, {app.platformName()}"

    def fetch(self) -> str:
        assembly = self._window()
        assembly.window.command_bar.request_fetch()
        _wait_until(lambda: assembly.report_controller.is_ready, "the fetch did not end")
        report = self._report()
        scope = report.scope
        truth = self._service.rows(scope.first_day, scope.last_day)
        counts = {kind: len(rows) for kind, rows in report.tables.items()}
        expected = {kind: len(rows) for kind, rows in truth.items()}
        if counts != expected or not report.is_complete or not sum(counts.values()):
            raise StepFailed(f"fetched {list(counts.values())}, the service has {list(expected.values())}")
        return f"{scope.first_day} – {scope.last_day}: {' + '.join(map(str, counts.values()))}"

    def take_screenshot(self) -> str:
        window = self._window().window
        QEventLoop().processEvents()
        picture = window.grab().toImage()
        colours = _colours(picture)
        if picture.isNull() or colours < _MIN_COLOURS:
            raise StepFailed(f"the window is drawn in {colours} colours only")
        return f"{picture.width()} × {picture.height()}, {colours}"

    def export(self) -> str:
        exports = self._window().export_controller
        saved: list[ExportResult] = []
        failed: list[BaseException] = []
        exports.saved.connect(saved.append)
        exports.failed.connect(failed.append)
        exports.start(self._report(), ExportRequest(self._folder / "rapport åäö.xlsx", self._language))
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
            # The header's row is one more; a list without rows has an empty one in its table.
            rows = [
                row for row in sheet.iter_rows(min_row=2, values_only=True) if any(cell is not None for cell in row)
            ]
            if len(rows) != expected:
                raise StepFailed(f"{sheet.title}: {len(rows)} rows in the file, {expected} in the report")
            counts.append(f"{sheet.title} {len(rows)}")
        return ", ".join(counts)

    def close(self) -> str:
        assembly = self._window()
        assembly.window.close()
        if not assembly.runner.is_shutting_down:
            raise StepFailed("the window did not close")
        if not (self._folder / "profil å" / "settings.json").is_file():
            raise StepFailed("the settings were not written down")
        self.stop()
        return "settings.json"

    def stop(self) -> None:
        """Leave nothing running, also after a failed step."""
        self._service.stop()
        if self._assembly is not None:
            self._assembly.window.close()
        # An open log could not be deleted on Windows.
        for handler in list(LOG.handlers):
            LOG.removeHandler(handler)
            handler.close()

    def _window(self) -> "WindowController":
        if self._assembly is None:
            raise StepFailed("there is no window")
        return self._assembly

    def _report(self) -> "Report":
        report = self._window().report_controller.report
        if report is None:
            raise StepFailed("there is no report")
        return report


def _wait_until(is_done: Callable[[], bool], otherwise: str) -> None:
    """Let the program work until something is so.

    Raises:
        Broken: with the words of `otherwise`: it took too long.
    """
    loop = QEventLoop()
    poll = QTimer()
    poll.timeout.connect(lambda: loop.quit() if is_done() else None)
    poll.start(20)
    QTimer.singleShot(int(_PATIENCE * 1000), loop.quit)
    loop.exec()
    poll.stop()
    if not is_done():
        raise StepFailed(otherwise)


def _colours(picture: QImage) -> int:
    """How many colours a sample of the picture's points has."""
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 2)})
