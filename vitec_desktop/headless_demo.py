"""The demo on a computer without a display: the same window, drawn off screen."""

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from vitec_desktop.app import build_window_steps
from vitec_desktop.cli import texts
from vitec_desktop.cli.arguments import WindowArguments
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.system_language import default_language
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError
from vitec_desktop.export.export_spec import EVERYTHING, ExportResult
from vitec_desktop.export.file_names import free_path, suggested_file_name
from vitec_desktop.qt_application import ensure_application
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, load_language
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress
from vitec_desktop.ui.window.main_window import DEFAULT_SIZE
from vitec_desktop.ui.window.window_controller import WindowController

_SCREENSHOT_SUFFIX = ".png"

_NO_DISPLAY = QT_TRANSLATE_NOOP(
    "CommandLine", "Det finns ingen skärm att öppna fönstret på. Använd ”vitec-desktop export”, eller prova med --demo."
)
_SCREENSHOT_FAILED = QT_TRANSLATE_NOOP("CommandLine", "Bilden kunde inte sparas: {path}")


def run_headless_demo(arguments: WindowArguments) -> int:
    """Fetch from the sample service, save workbook and screenshot in the current folder; return the exit code."""
    console = Console(load_language(arguments.language or default_language()))
    if not arguments.is_demo:
        console.error(console.text(_NO_DISPLAY))
        return ExitCode.USAGE
    # Any other Qt platform ends the process if there is no display.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = ensure_application(())
    controller = run_to_end(build_window_steps(app, arguments))
    demo = _HeadlessDemo(controller, console, Path.cwd())
    demo.finished.connect(app.exit)
    # An exception must end the process: there is no window that a user could close.
    sys.excepthook = demo.on_exception
    # Qt's offscreen screen is smaller than a real one.
    controller.window.resize(DEFAULT_SIZE)
    controller.window.show()
    QTimer.singleShot(0, demo.start)
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    controller.window.close()
    return code


class _HeadlessDemo(QObject):
    """Fetches, exports and takes a screenshot through the window's own controllers."""

    finished = Signal(int)

    def __init__(self, controller: WindowController, console: Console, folder: Path) -> None:
        super().__init__(controller)
        self._controller = controller
        self._console = console
        self._folder = folder
        controller.report_fetcher.progressed.connect(self._on_progress)
        controller.report_fetcher.report_fetched.connect(self._on_fetched)
        controller.report_fetcher.failed.connect(self._on_failed)
        controller.export_controller.saved.connect(self._on_saved)
        controller.export_controller.failed.connect(self._on_failed)

    def start(self) -> None:
        self._controller.window.command_bar.request_fetch()

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """End the process after an uncaught exception, also of a slot; for `sys.excepthook`."""
        if isinstance(error, Exception):
            self._on_failed(error)
        else:
            self.finished.emit(ExitCode.INTERRUPTED)

    def _on_progress(self, progress: FetchProgress) -> None:
        self._console.info(self._console.text(texts.FETCHED, done=progress.done, total=progress.total))

    def _on_fetched(self) -> None:
        report = self._controller.report_controller.report
        if report is None:
            self._console.error(self._controller.window.notices.accessibleName())
            self.finished.emit(ExitCode.SERVICE_FAILED)
            return
        language = self._controller.language
        # What an earlier run has left stays.
        target = free_path(self._folder / suggested_file_name(report.scope, language), _SCREENSHOT_SUFFIX)
        self._controller.export_controller.save(report, target, EVERYTHING, keeps_both=True)

    def _on_saved(self, written: ExportResult) -> None:
        screenshot_path = written.path.with_suffix(_SCREENSHOT_SUFFIX)
        self._console.print_path(written.path)
        if not self._grab_window().save(str(screenshot_path)):
            self._console.error(self._console.text(_SCREENSHOT_FAILED, path=screenshot_path))
            self.finished.emit(ExitCode.NOT_WRITTEN)
            return
        self._console.print_path(screenshot_path)
        self.finished.emit(ExitCode.COMPLETE)

    def _grab_window(self) -> QPixmap:
        """Return a screenshot of the window with the report and a selected row."""
        window = self._controller.window
        page = window.tabs.current_page
        if page is not None:
            page.view.select_position(0)
        return window.grab()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ExportError):
            self._console.error(describe_export_error(error, self._controller.language).text)
            self.finished.emit(ExitCode.NOT_WRITTEN)
        else:
            self._console.error(self._console.text(texts.UNEXPECTED, kind=type(error).__name__))
            self.finished.emit(ExitCode.UNEXPECTED)
