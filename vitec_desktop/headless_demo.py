"""The main job on a computer without a display: the same window, drawn where nobody sees it."""

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from vitec_desktop.app import furnish
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.console import Teller
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.system_language import usual_language
from vitec_desktop.cli.window_arguments import WindowArguments
from vitec_desktop.export.error_texts import describe_export
from vitec_desktop.export.errors import ExportError
from vitec_desktop.export.export_spec import Written
from vitec_desktop.export.names import suggested_name
from vitec_desktop.qt_application import application
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, load_language
from vitec_desktop.ui.common.incremental import at_once
from vitec_desktop.ui.export.export_job import ExportOrder
from vitec_desktop.ui.fetch.report_fetcher import FetchNews
from vitec_desktop.ui.window.main_window import FIRST_SIZE
from vitec_desktop.ui.window.window_controller import Assembly

_NO_DISPLAY = QT_TRANSLATE_NOOP(
    "CommandLine", "Det finns ingen skärm att öppna fönstret på. Använd ”vitec-desktop export”, eller prova med --demo."
)
_NO_PICTURE = QT_TRANSLATE_NOOP("CommandLine", "Bilden kunde inte sparas: {path}")


def run_without_display(given: WindowArguments) -> int:
    """Fetch from the sample service, save the workbook and a picture of the window here; gives the exit code."""
    teller = Teller(load_language(given.language or usual_language()))
    if not given.is_demo:
        teller.complain(teller.text(_NO_DISPLAY))
        return ExitCode.USAGE
    # Another platform would look for a display, and end the process when there is none.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application(given.rest)
    assembly = at_once(furnish(app, given))
    job = _Job(assembly, teller, Path.cwd())
    job.done.connect(app.exit)
    # Nobody sits there to end a process that waits for a job which has failed.
    sys.excepthook = job.on_exception
    # Qt's screen that nobody sees is smaller than any that somebody does.
    assembly.window.resize(FIRST_SIZE)
    assembly.window.show()
    QTimer.singleShot(0, job.start)
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    assembly.window.close()
    return code


class _Job(QObject):
    """Does what a user would: fetches, saves, and looks at the window."""

    done = Signal(int)

    def __init__(self, assembly: Assembly, teller: Teller, folder: Path) -> None:
        super().__init__(assembly)
        self._assembly = assembly
        self._teller = teller
        self._folder = folder
        assembly.fetching.news_arrived.connect(self._on_news)
        assembly.fetching.report_fetched.connect(self._on_fetched)
        assembly.fetching.failed.connect(self._on_failed)
        assembly.exporting.saved.connect(self._on_saved)
        assembly.exporting.failed.connect(self._on_failed)

    def start(self) -> None:
        self._assembly.window.command_bar.request_fetch()

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For `sys.excepthook`: Qt calls it when a slot raises."""
        if isinstance(error, Exception):
            self._on_failed(error)
        else:
            self.done.emit(ExitCode.INTERRUPTED)

    def _on_news(self, news: FetchNews) -> None:
        self._teller.say(self._teller.text(words.FETCHED, done=news.done, total=news.total))

    def _on_fetched(self) -> None:
        report = self._assembly.reports.report
        if report is None:
            self._teller.complain(self._assembly.window.notices.accessibleName())
            self.done.emit(ExitCode.SERVICE_FAILED)
            return
        target = self._folder / suggested_name(report.scope, self._assembly.language)
        self._assembly.exporting.export(ExportOrder(report, target))

    def _on_saved(self, written: Written) -> None:
        picture = written.path.with_suffix(".png")
        self._teller.saved(written.path)
        if not self._picture().save(str(picture)):
            self._teller.complain(self._teller.text(_NO_PICTURE, path=picture))
            self.done.emit(ExitCode.NOT_WRITTEN)
            return
        self._teller.saved(picture)
        self.done.emit(ExitCode.COMPLETE)

    def _picture(self) -> QPixmap:
        """The window as it looks with the report in it, a row chosen."""
        window = self._assembly.window
        page = window.tabs.current_page
        if page is not None:
            page.view.select_position(0)
        return window.grab()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ExportError):
            self._teller.complain(describe_export(error, self._assembly.language).text)
            self.done.emit(ExitCode.NOT_WRITTEN)
        else:
            self._teller.complain(self._teller.text(words.UNEXPECTED, kind=type(error).__name__))
            self.done.emit(ExitCode.UNEXPECTED)
