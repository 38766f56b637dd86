"""Opens the window: a placeholder is shown at once, and everything else is loaded behind it.

Imports only what the placeholder needs.
"""

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from vitec_desktop.cli.arguments import WindowArguments
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.qt_application import ensure_application
from vitec_desktop.report.steps import Steps
from vitec_desktop.storage.profile import REPORT_SUFFIX, archive_folder, profile_folder
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.common.single_instance import SingleInstance
from vitec_desktop.ui.startup.display import has_display
from vitec_desktop.ui.startup.placeholder import WindowPlaceholder
from vitec_desktop.ui.startup.startup_settings import StartupSettings, read_startup_settings
from vitec_desktop.ui.theme.system import SchemeChoice, apply_scheme, parse_scheme, read_type_scale, startup_colors
from vitec_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from vitec_desktop.storage.temp_files import TempFolder
    from vitec_desktop.ui.window.window_controller import WindowController

READY_MESSAGE = "window filled"
"""Logged once the window can be used."""

CHORES_DELAY = 1_000
"""Milliseconds from then until what nobody waits for is done, which would hold up the newest saved report."""

PRELOAD = (
    "PySide6.QtSvg",
    "vitec_desktop.webservice.request",
    "vitec_desktop.webservice.result",
    "vitec_desktop.accounts.credential_store",
    "vitec_desktop.report.error_messages",
    "vitec_desktop.export.export_spec",
    "vitec_desktop.ui.common.translator",
    "vitec_desktop.ui.theme.theme",
    "vitec_desktop.ui.widgets.notice",
    "vitec_desktop.ui.fetch.command_bar",
    "vitec_desktop.ui.table.page",
    "vitec_desktop.ui.overview.page",
    "vitec_desktop.ui.window.report_tabs",
    "vitec_desktop.ui.connections.connection_controller",
    "vitec_desktop.ui.export.export_controller",
    "vitec_desktop.ui.window.window_controller",
    "vitec_desktop.app",
)
"""Modules that take long to import, one import between two turns of the event loop."""

_TABLE_MODULES = (
    "vitec_desktop.ui.table.context_menus",
    "vitec_desktop.ui.table.details",
    "vitec_desktop.ui.table.filter_controller",
    "vitec_desktop.ui.table.group_controller",
)
"""What a table needs when it is first shown."""


def main(arguments: WindowArguments) -> int:
    """Run the program until its window is closed; return the exit code. The collector of garbage is off at first.

    Without a display that somebody serves, run `headless_demo` instead.
    """
    try:
        if has_display(os.environ, sys.platform):
            return open_window(arguments)
        from vitec_desktop.headless_demo import run_headless_demo

        gc.enable()
        return run_headless_demo(arguments)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def open_window(arguments: WindowArguments) -> int:
    """Run the window until it is closed; if another process has one open on this profile, bring that to the front."""
    profile = profile_folder(arguments.profile)
    app = ensure_application(arguments.qt_arguments)
    instance = SingleInstance(profile, app)
    if not instance.claim():
        return ExitCode.COMPLETE
    startup = Startup(app, arguments, read_startup_settings(profile), instance)
    exit_code = app.exec()
    startup.clean_up()
    return startup.exit_code or exit_code


class Startup(QObject):
    """Shows the window with its placeholder, and builds the rest once that is painted."""

    def __init__(
        self, app: QApplication, arguments: WindowArguments, settings: StartupSettings, instance: SingleInstance
    ) -> None:
        super().__init__(app)
        self.exit_code = 0
        self._app = app
        self._arguments = arguments
        self._instance = instance
        self._builder = IncrementalRunner(self)
        self._temp_folder: TempFolder | None = None
        self.window = MainWindow(settings.window)
        self._show_placeholder(settings)

    def clean_up(self) -> None:
        """Remove the temp folder and release the profile."""
        if self._temp_folder:
            self._temp_folder.remove()
        self._instance.release()

    def _show_placeholder(self, settings: StartupSettings) -> None:
        scheme, type_scale = parse_scheme(settings.scheme), read_type_scale(self._app)
        if scheme is not SchemeChoice.SYSTEM:
            apply_scheme(self._app, scheme)
        placeholder = WindowPlaceholder(settings, startup_colors(self._app, scheme), type_scale.metrics)
        placeholder.painted.connect(self._start_building)
        self.window.close_requested.connect(self._builder.cancel)
        self.window.show_placeholder(placeholder)

    def _start_building(self) -> None:
        sys.excepthook = self._on_start_exception
        self._instance.second_started.connect(self.window.bring_to_front)
        self._builder.start(self._build_steps(), self._on_built)

    def _build_steps(self) -> "Steps[WindowController]":
        self._instance.listen()
        yield
        from vitec_desktop.storage.temp_files import TempFolder

        self._temp_folder = TempFolder()
        if not self._arguments.is_demo:
            folder = archive_folder(self._arguments.profile)
            Thread(target=_find_keyring, args=(folder,), name="find-keyring", daemon=True).start()
        yield
        for name in PRELOAD:
            import_module(name)
            yield
        from vitec_desktop.app import build_window_steps

        return (yield from build_window_steps(self._app, self._arguments, self.window))

    def _on_built(self, controller: "WindowController") -> None:
        self._route_exceptions_to(controller)
        self.window.show_content()
        from vitec_desktop.ui.common.log_setup import LOG

        LOG.info(READY_MESSAGE)
        QTimer.singleShot(CHORES_DELAY, self, self._do_chores)

    def _do_chores(self) -> None:
        # What there is now lives until the window is replaced: a look through all of it takes the tenth of a second.
        gc.freeze()
        gc.enable()
        from PySide6.QtWidgets import QScrollArea

        # With the first viewport that it is asked for, PySide loads the classes of all widgets: a table would wait.
        QScrollArea().viewport()
        # On a thread that nobody waits for, since the drive of an exported file may be slow.
        Thread(target=self._do_slow_chores, name="start-chores", daemon=True).start()

    def _do_slow_chores(self) -> None:
        for name in _TABLE_MODULES:
            import_module(name)
        if self._temp_folder:
            self._temp_folder.remove_stale()

    def _route_exceptions_to(self, controller: "WindowController") -> None:
        """Route uncaught exceptions to the window that is open now."""
        sys.excepthook = controller.exception_handler.exception_hook
        controller.replaced.connect(self._on_replaced)

    def _on_replaced(self, controller: "WindowController") -> None:
        gc.unfreeze()
        self._route_exceptions_to(controller)
        self._instance.second_started.connect(controller.window.bring_to_front)

    def _on_start_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an exception that ends the start; for `sys.excepthook`, until the window is built."""
        sys.excepthook = sys.__excepthook__
        gc.enable()
        self._builder.cancel()
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            self._exit(ExitCode.INTERRUPTED)
            return
        from vitec_desktop.ui.startup.start_error import show_start_error

        show_start_error(self._app, self.window, error, lambda: self._exit(ExitCode.UNEXPECTED))

    def _exit(self, exit_code: ExitCode) -> None:
        self.exit_code = exit_code
        self._app.exit(exit_code)


def _find_keyring(folder: Path) -> None:
    """Find the system's keyring ahead if there are saved reports, the newest of which waits for its key."""
    # Whoever asks the keyring for something later tells why that fails.
    with suppress(Exception):
        if any(path.suffix == REPORT_SUFFIX for path in folder.iterdir()):
            from vitec_desktop.accounts.keyring_backend import system_keyring

            system_keyring()
