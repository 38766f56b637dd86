"""Opens the window: its ground stands on the screen at once, and everything else is loaded behind it.

Nothing is imported here that the ground does not need.
"""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.window_arguments import WindowArguments
from vitec_desktop.qt_application import application
from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.ui.common.incremental import Slices, Steps
from vitec_desktop.ui.common.single_instance import SingleInstance
from vitec_desktop.ui.startup.placeholder import Ground
from vitec_desktop.ui.startup.startup_settings import FirstLook, read_first_look
from vitec_desktop.ui.theme.system import SchemeChoice, ask_for_scheme, first_colors, read_text, scheme_of
from vitec_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from vitec_desktop.export.temp_folder import PassingFolder
    from vitec_desktop.ui.window.window_controller import Assembly

READY = "window filled"
"""What the log says when the window is of use."""

_PLATFORMS_WITHOUT_DISPLAY = ("offscreen", "minimal")

_IN_TURN = (
    "PySide6.QtSvg",
    "vitec_desktop.webservice.request",
    "vitec_desktop.webservice.result",
    "vitec_desktop.accounts.credential_store",
    "vitec_desktop.cli.arguments",
    "vitec_desktop.export.export_spec",
    "vitec_desktop.report.statistics.comparison",
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
"""What takes long to import, each in little more time than the window may be deaf."""


def main(given: WindowArguments) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    With the sample service and no display to open a window on, the same job is done without one.
    """
    try:
        if has_display(os.environ, sys.platform):
            return open_window(given)
        from vitec_desktop.headless_demo import run_without_display

        return run_without_display(given)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window would be seen: Windows and a Mac always have a screen, elsewhere the environment names it."""
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted:
        return wanted not in _PLATFORMS_WITHOUT_DISPLAY
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_window(given: WindowArguments) -> int:
    """Open the window and stay until it is closed; bring the one forward that is open on this profile already."""
    profile = profile_folder(given.profile)
    app = application(given.rest)
    instance = SingleInstance(profile, app)
    if not instance.claim():
        return ExitCode.COMPLETE
    opening = Opening(app, given, read_first_look(profile), instance)
    exit_code = app.exec()
    opening.end()
    return opening.exit_code or exit_code


class Opening(QObject):
    """Shows the window's ground, and fills it once it has been seen."""

    def __init__(self, app: QApplication, given: WindowArguments, look: FirstLook, instance: SingleInstance) -> None:
        super().__init__(app)
        self.exit_code = 0
        self._app = app
        self._given = given
        self._instance = instance
        self._slices = Slices(self)
        self._passing: PassingFolder | None = None
        self.window = MainWindow(look.window)
        self._show_ground(look)

    def end(self) -> None:
        """Leave nothing behind; the next start is the first one."""
        if self._passing:
            self._passing.remove()
        self._instance.release()

    def _show_ground(self, look: FirstLook) -> None:
        if self._app.style().name() != "fusion":
            self._app.setStyle("Fusion")
        scheme, text = scheme_of(look.scheme), read_text(self._app)
        if scheme is not SchemeChoice.SYSTEM:
            ask_for_scheme(self._app, scheme)
        ground = Ground(look, first_colors(self._app, scheme), text.metrics)
        ground.painted.connect(self._fill)
        self.window.closing.connect(self._slices.stop)
        self.window.show_ground(ground)

    def _fill(self) -> None:
        sys.excepthook = self._on_exception
        self._instance.second_started.connect(self.window.come_forward)
        self._slices.run(self._steps(), self._on_filled)

    def _steps(self) -> "Steps[Assembly]":
        self._instance.listen()
        yield
        from vitec_desktop.export.temp_folder import PassingFolder

        self._passing = PassingFolder()
        yield
        for name in _IN_TURN:
            import_module(name)
            yield
        from vitec_desktop.app import furnish

        return (yield from furnish(self._app, self._given, self.window))

    def _on_filled(self, assembly: "Assembly") -> None:
        self._stand_behind(assembly)
        self.window.open_up()
        _log_ready()
        if self._passing:
            # Not here: a target's drive may be slow to answer, and nobody waits for this.
            Thread(target=self._passing.remove_leftovers, name="leftovers", daemon=True).start()

    def _stand_behind(self, assembly: "Assembly") -> None:
        """What reaches the process reaches the window that is open now."""
        sys.excepthook = assembly.faults.hook()
        assembly.replaced.connect(self._on_replaced)

    def _on_replaced(self, assembly: "Assembly") -> None:
        self._stand_behind(assembly)
        self._instance.second_started.connect(assembly.window.come_forward)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For `sys.excepthook`, until there is a window that can tell of faults."""
        sys.excepthook = sys.__excepthook__
        self._slices.stop()
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            self._leave(ExitCode.INTERRUPTED)
            return
        from vitec_desktop.ui.startup.start_error import tell_start_failed

        tell_start_failed(self._app, self.window, error, lambda: self._leave(ExitCode.UNEXPECTED))

    def _leave(self, exit_code: ExitCode) -> None:
        self.exit_code = exit_code
        self._app.exit(exit_code)


def _log_ready() -> None:
    from vitec_desktop.ui.common.log_setup import LOG

    LOG.info(READY)
