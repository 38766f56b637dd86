"""The main job on a computer without a display: the same window, drawn where nobody sees it."""

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from vitec_desktop.app import build_window_steps
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.system_language import default_language
from vitec_desktop.cli.window_arguments import WindowArguments
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError
from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.file_names import suggested_file_name
from vitec_desktop.qt_application import ensure_application
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, load_language
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress
from vitec_desktop.ui.window.main_window import DEFAULT_SIZE
from vitec_desktop.ui.window.window_controller import WindowController

_NO_DISPLAY = QT_TRANSLATE_NOOP(
    "CommandLine", "Det finns ingen skärm att öppna fönstret på. Använd ”vitec-desktop export”, eller prova med --demo."
)
_SCREENSHOT_FAILED = QT_TRANSLATE_NOOP("CommandLine", "Bilden kunde inte sparas: {path}")


def run_headless_demo(given: WindowArguments) -> int:
    """Fetch from the sample service, save the workbook and a picture of the window here; gives the exit code."""
    teller = Console(load_language(given.language or default_language()))
    if not given.is_demo:
        teller.error(teller.text(_NO_DISPLAY))
        return ExitCode.USAGE
    # Another platform would look for a display, and end the process when there is none.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = ensure_application(given.qt_arguments)
    assembly = run_to_end(build_window_steps(app, given))
    job = _HeadlessDemo(assembly, teller, Path.cwd())
    job.finished.connect(app.exit)
    # Nobody sits there to end a process that waits for a job which has failed.
    sys.excepthook = job.on_exception
    # Qt's screen that nobody sees is smaller than any that somebody does.
    assembly.window.resize(DEFAULT_SIZE)
    assembly.window.show()
    QTimer.singleShot(0, job.start)
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    assembly.window.close()
    return code


class _HeadlessDemo(QObject):
    """Does what a user would: fetches, saves, and looks at the window."""

    finished = Signal(int)

    def __init__(self, assembly: WindowController, teller: Console, folder: Path) -> None:
        super().__init__(assembly)
        self._assembly = assembly
        self._teller = teller
        self._folder = folder
        assembly.report_fetcher.progressed.connect(self._on_progress)
        assembly.report_fetcher.report_fetched.connect(self._on_fetched)
        assembly.report_fetcher.failed.connect(self._on_failed)
        assembly.export_controller.saved.connect(self._on_saved)
        assembly.export_controller.failed.connect(self._on_failed)

    def start(self) -> None:
        self._assembly.window.command_bar.request_fetch()

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For `sys.excepthook`: Qt calls it when a slot raises."""
        if isinstance(error, Exception):
            self._on_failed(error)
        else:
            self.finished.emit(ExitCode.INTERRUPTED)

    def _on_progress(self, news: FetchProgress) -> None:
        self._teller.info(self._teller.text(words.FETCHED, done=news.done, total=news.total))

    def _on_fetched(self) -> None:
        report = self._assembly.report_controller.report
        if report is None:
            self._teller.error(self._assembly.window.notices.accessibleName())
            self.finished.emit(ExitCode.SERVICE_FAILED)
            return
        target = self._folder / suggested_file_name(report.scope, self._assembly.language)
        self._assembly.export_controller.start(report, ExportRequest(target, self._assembly.language))

    def _on_saved(self, written: ExportResult) -> None:
        picture = written.path.with_suffix(".png")
        self._teller.print_path(written.path)
        if not self._grab_window().save(str(picture)):
            self._teller.error(self._teller.text(_SCREENSHOT_FAILED, path=picture))
            self.finished.emit(ExitCode.NOT_WRITTEN)
            return
        self._teller.print_path(picture)
        self.finished.emit(ExitCode.COMPLETE)

    def _grab_window(self) -> QPixmap:
        """The window as it looks with the report in it, a row chosen."""
        window = self._assembly.window
        page = window.tabs.current_page
        if page is not None:
            page.view.select_position(0)
        return window.grab()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ExportError):
            self._teller.error(describe_export_error(error, self._assembly.language).text)
            self.finished.emit(ExitCode.NOT_WRITTEN)
        else:
            self._teller.error(self._teller.text(words.UNEXPECTED, kind=type(error).__name__))
            self.finished.emit(ExitCode.UNEXPECTED)
