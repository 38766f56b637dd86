"""The whole program in a process of its own, without a display, driven by commands.

    python -m tests.faults.program_child --profile FOLDER

Each line on standard input is a command, answered by one line of JSON. The end of the input is ignored.
"""

import asyncio
import json
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import SIGNAL, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tests.accounts.fake_keyrings import MemoryKeyring
from tests.faults.login import PASSWORD, USER
from tests.helpers.waiting import find_job_threads
from vitec_desktop import app as program
from vitec_desktop.__main__ import end_process
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.cli.arguments import WindowArguments, parse_window_arguments
from vitec_desktop.export.export_spec import ExportRequest
from vitec_desktop.report.periods import ComparisonPeriod
from vitec_desktop.report.steps import Steps
from vitec_desktop.startup import open_window
from vitec_desktop.ui.overview import comparison_controller
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.window_controller import WindowController
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.session import Session


async def _sleep_briefly(_: float) -> None:
    await asyncio.sleep(0.01)


class _CommandHandler(QObject):
    """Run the commands from standard input in the thread of the window."""

    command_received = Signal(str)

    def __init__(self, app: QApplication, controller: WindowController) -> None:
        super().__init__(controller.window)
        self._app = app
        self._controller = controller
        self._window = controller.window
        self.command_received.connect(self._on_command_received)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.command_received.emit(line.strip())

    def _on_command_received(self, command: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "state": self._state,
            "minimise": self._window.showMinimized,
            "break": lambda: QTimer.singleShot(0, self._raise_error),
            "copy": self._copy_details,
            "fetch": self._window.command_bar.request_fetch,
            "close": self._window.close,
            "quit": QApplication.quit,
            "log off": self._log_off,
            "other tab": lambda: self._window.tabs.setCurrentIndex(2),
            "break a job": self._raise_in_job,
            "details": self._show_details,
            "leave the dialog": self._close_dialog,
            "save a connection": self._save_connection,
            "settings": self._settings,
        }
        word, _, argument = command.partition("=")
        with_argument: dict[str, Callable[[str], object]] = {
            "search": self._search,
            "export": self._export,
            "save a view": self._save_view,
        }
        answer = with_argument[word](argument) if word in with_argument else acts[command]()
        print(json.dumps(answer if isinstance(answer, dict | str) else True), flush=True)

    def _state(self) -> dict[str, Any]:
        dialogs = [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]
        report = self._controller.report_controller.report
        bar = self._window.notices
        return {
            "is_minimised": self._window.isMinimized(),
            "is_visible": self._window.isVisible(),
            "is_fetching": self._controller.report_fetcher.is_running,
            "is_working": bool(find_job_threads()),
            "is_exporting": self._controller.export_controller.is_running,
            "notice": bar.accessibleName() if bar.isVisible() else "",
            "dialogs": [_dialog_text(dialog) for dialog in dialogs],
            "rows": report.row_count if report else None,
            "is_complete": report.is_complete if report else None,
        }

    def _log_off(self) -> str:
        """Save as at the end of the system's session, whose signal only Qt can emit; return whether it is connected."""
        is_connected = self._app.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) == 1
        self._controller.settings_autosave.save_now()
        return "connected" if is_connected else "not connected"

    def _raise_error(self) -> None:
        raise RuntimeError(f"Cecilia Larsson, {PASSWORD}")

    def _raise_in_job(self) -> None:
        def work(_: object) -> None:
            try:
                raise ValueError(f"Cecilia Larsson, {PASSWORD}")
            except ValueError as error:
                raise KeyError(PASSWORD) from error

        self._controller.runner.start_job(
            work, self._controller.connection_controller.removed, self._controller.connection_controller.remove_failed
        )

    def _show_details(self) -> None:
        button = next(one for one in self._window.notices.action_buttons if one.text() == "Visa detaljer")
        button.click()

    def _close_dialog(self) -> None:
        next(dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()).reject()

    def _save_connection(self) -> None:
        [connection] = self._controller.connection_store.connections
        self._controller.connection_controller.save(connection, PASSWORD)

    def _search(self, text: str) -> None:
        for page in self._window.tabs.pages.values():
            page.toolbar.search_field.setText(text)

    def _save_view(self, name: str) -> None:
        """Save a view with the button and the dialog of the list; a filter must have been set before."""
        row = self._window.tabs.pages[ListKind.TIPS].toolbar
        row.save_view_button.click()
        dialog = next(one for one in self._window.findChildren(QDialog, "viewNameDialog") if one.isVisible())
        [field] = dialog.findChildren(QLineEdit, "viewName")
        [save] = dialog.findChildren(QPushButton, "viewNameSave")
        field.setText(name)
        save.click()

    def _settings(self) -> dict[str, Any]:
        """Return whether the settings are saved, and the names of the user's saved views of the tips."""
        views = self._window.tabs.pages[ListKind.TIPS].saved_views.views
        return {
            "are_written": self._controller.settings_autosave.is_saved and not self._controller.settings_store.is_dirty,
            "views": [view.name for view in views if not view.is_built_in],
        }

    def _export(self, path: str) -> None:
        report = self._controller.report_controller.report
        assert report is not None
        self._controller.export_controller.start(report, ExportRequest(Path(path), self._controller.language))

    def _copy_details(self) -> str:
        button = next(one for one in self._window.findChildren(QPushButton, "copyDetailsButton") if one.isVisible())
        button.click()
        return QGuiApplication.clipboard().text()


def _dialog_text(dialog: QWidget) -> str:
    """Return the visible texts of a dialog, without markup."""
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]
    texts = [re.sub(r"<[^>]*>", "", text) for text in labels]
    texts += [text.toPlainText() for text in dialog.findChildren(QPlainTextEdit)]
    return " ".join(texts)


def main() -> int:
    ring = MemoryKeyring()
    credential_store = CredentialStore(lambda: ring)
    credential_store.set_password("1", USER, PASSWORD)
    build_window_steps = program.build_window_steps

    def build_with_handler(app: QApplication, given: WindowArguments, window: MainWindow) -> Steps[WindowController]:
        session = Session("VitecDesktop/test", sleep=_sleep_briefly)
        controller = yield from build_window_steps(
            app, given, window, session=session, credential_store=credential_store
        )
        QTimer.singleShot(0, lambda: print(json.dumps("open"), flush=True))
        _CommandHandler(app, controller)
        return controller

    program.build_window_steps = build_with_handler  # type: ignore[assignment]
    # A fetch that starts by itself would be counted among the requests.
    comparison_controller.DEFAULT_COMPARISON = ComparisonPeriod.NONE  # type: ignore[attr-defined]
    given = parse_window_arguments([*sys.argv[1:], "--language", "sv"])
    assert given is not None
    return open_window(given)


if __name__ == "__main__":
    end_process(main())
