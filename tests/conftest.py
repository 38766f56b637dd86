"""Fixtures for all tests: a whole program, its services, and the restoring of what it changes."""

import atexit
import gc
import importlib
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.helpers.secret_service import secret_service as secret_service

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.helpers.window_driver import WindowDriver
    from vitec_desktop.accounts.credential_store import CredentialStore
    from vitec_desktop.archive.store import ReportArchive
    from vitec_desktop.ui.window.main_window import MainWindow
    from vitec_desktop.webservice.session import Session

    StartProgram = Callable[..., WindowDriver]

RUN_FOLDER_VARIABLE = "VITEC_DESKTOP_TEST_RUN"
"""Names the folder that all processes of one run of the tests share."""

if RUN_FOLDER_VARIABLE not in os.environ:
    os.environ[RUN_FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="vitec-desktop-tests-")
    atexit.register(shutil.rmtree, os.environ[RUN_FOLDER_VARIABLE], ignore_errors=True)

if sys.dont_write_bytecode:
    # None is to be written beside the sources. Without any, each run and each program that a test starts would compile
    # all sources again, for half a minute in all.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

if sys.platform == "linux":
    # No window of a test is shown on the screen, and no display is needed.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        os.environ.pop("WAYLAND_DISPLAY", None)
        # Qt's own offscreen screen is smaller than the window. A copy, since Qt reads the path as Latin-1.
        screen = shutil.copy(Path(__file__).with_name("screen.json"), os.environ[RUN_FOLDER_VARIABLE])
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"


# No deadline: how long one example takes depends on the machine.
settings.register_profile("quick", max_examples=10, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)  # see tests/full.py
settings.load_profile("quick")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: a fifth of the time of a test is a wait for another process or a timer."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Look for garbage in what the tests make only, not in the many objects that live until the end; and less often."""
    gc.disable()
    worker = getattr(session.config, "workerinput", None)
    if worker and [Path(name).name for name in session.config.args] == ["tests"]:
        compile_a_share(int(worker["workerid"].removeprefix("gw")), worker["workercount"])
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        gc.enable()


def compile_a_share(number: int, count: int) -> None:
    """Import every so many-th test module before all are collected, which finds those of the other workers compiled.

    In a new checkout each worker would compile all of them, ten seconds of computing.
    """
    folder = Path(__file__).parent
    with warnings.catch_warnings():
        for package in ("tests", "vitec_desktop"):
            warnings.filterwarnings("error", category=DeprecationWarning, module=package)
        for path in sorted(folder.rglob("test_*.py"))[number::count]:
            with suppress(Exception, pytest.fail.Exception):  # which the collecting will tell
                importlib.import_module(".".join(path.relative_to(folder.parent).with_suffix("").parts))


def pytest_sessionfinish() -> None:
    """Clear the clipboard, since Qt's offscreen one would delete Python's data after the end of Python."""
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()


async def skip_sleep(seconds: float) -> None:
    """Return at once, instead of a delay between two attempts."""


def create_session() -> "Session":
    """Return a session as the real one, but without delays between attempts."""
    from vitec_desktop.webservice.session import Session

    return Session("VitecDesktop/test", sleep=skip_sleep)


def create_credential_store() -> "CredentialStore":
    """Return a credential store on a keyring in memory."""
    from tests.accounts.fake_keyrings import MemoryKeyring
    from vitec_desktop.accounts.credential_store import CredentialStore

    keyring = MemoryKeyring()
    return CredentialStore(lambda: keyring)


def create_archive(folder: Path | None) -> "ReportArchive":
    """Return an archive that never saves, as IT can decide: most tests are about other things."""
    from tests.accounts.fake_keyrings import MemoryKeyring
    from vitec_desktop.accounts.machine_defaults import MachineDefaults
    from vitec_desktop.accounts.secret_store import SecretStore
    from vitec_desktop.archive.store import open_archive

    keyring = MemoryKeyring()
    return open_archive(folder, SecretStore(lambda: keyring), MachineDefaults(archive="off"))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> "QtBot":
    """Replace the fixture of pytest-qt: its waits fail too soon on a busy machine."""
    from tests.helpers.qt_bot import LongWaitingBot

    return LongWaitingBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Return the arguments of the tests' application: its style is that of the program's, on all systems."""
    return ["vitec-desktop", "-style", "fusion"]


@pytest.fixture
def session() -> "Session":
    return create_session()


@pytest.fixture
def credential_store() -> "CredentialStore":
    return create_credential_store()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def start_program(
    qtbot: "QtBot", profile: Path, session: "Session", credential_store: "CredentialStore", restore_application: None
) -> "Iterator[StartProgram]":
    """Start the program on the test's profile, as often as needed; `language` is "" for the profile's own."""
    from tests.helpers.window_driver import WindowDriver

    with running_programs(profile, session, credential_store) as start_window:

        def start(*arguments: str, **given: Any) -> WindowDriver:
            window = start_window(*arguments, **given)
            with qtbot.waitExposed(window):
                pass
            window.activateWindow()
            return WindowDriver(qtbot, window)

        yield start


@cache
def sheet_folder() -> Path:
    """Return the folder for the icons of all style sheets of this process."""
    return Path(tempfile.mkdtemp(dir=os.environ[RUN_FOLDER_VARIABLE]))


@contextmanager
def running_programs(
    profile: Path, session: "Session", credential_store: "CredentialStore"
) -> "Iterator[Callable[..., MainWindow]]":
    """Yield a function that starts the program and returns its window; at the end, all windows are deleted."""
    from shiboken6 import isValid

    from vitec_desktop.app import build_hidden
    from vitec_desktop.report.periods import ComparisonPeriod
    from vitec_desktop.ui.overview import comparison_controller
    from vitec_desktop.ui.theme import theme

    others = find_main_windows()

    started: list[MainWindow] = []
    patch = pytest.MonkeyPatch()
    # A fetch that starts by itself would be counted by tests of other requests.
    patch.setattr(comparison_controller, "DEFAULT_COMPARISON", ComparisonPeriod.NONE)
    # To write the icons of its style sheet takes a tenth of a program's start.
    patch.setattr(theme, "make_sheet_folder", lambda _: sheet_folder())

    def start(*arguments: str, language: str = "sv", **given: object) -> "MainWindow":
        # Widgets of a closed window would slow down every change of the theme.
        end_program(*(window for window in started if isValid(window) and not window.isVisible()))
        known = {"session": session, "credential_store": credential_store, "make_archive": create_archive, **given}
        language_arguments = ("--language", language) if language else ()
        command_line = ["--profile", str(profile), *language_arguments, *arguments]
        _, controller = build_hidden(command_line, **known)  # type: ignore[arg-type]
        started.append(controller.window)
        controller.window.show()
        return controller.window

    try:
        yield start
    finally:
        patch.undo()
        # A change of language makes a window that nobody here has started. One that is left makes every later start and
        # end of a program several times as long, since Qt styles all widgets anew.
        end_program(*started, *(window for window in find_main_windows() if window not in (*others, *started)))


def find_main_windows() -> "list[MainWindow]":
    """Return the windows of all programs that run in this process."""
    from PySide6.QtWidgets import QApplication

    from vitec_desktop.ui.window.main_window import MainWindow

    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]


def end_program(*windows: "MainWindow") -> None:
    """Close and delete windows with their controllers and themes, unless that is done already."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    from vitec_desktop.ui.window.window_controller import WindowController

    themes = []
    for window in filter(isValid, windows):
        window.close()
        controller = window.findChild(WindowController)
        if isinstance(controller, WindowController):
            themes.append(controller.theme)
        window.deleteLater()
    # After all windows: one that a change of language has made has the theme of the one before.
    for theme in filter(isValid, themes):
        theme.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def restore_application(qapp: object) -> Iterator[None]:
    with restored_application():
        yield


@contextmanager
def restored_application() -> Iterator[None]:
    """Restore what a program sets for its whole process: language, style, log; no window may be left of it."""
    from PySide6.QtCore import QLocale, QTranslator
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    locale, style = QLocale(), app.style().objectName()
    font, palette, sheet = app.font(), app.palette(), app.styleSheet()
    translators = set(app.findChildren(QTranslator))
    windows = find_main_windows()
    yield
    for translator in set(app.findChildren(QTranslator)) - translators:
        app.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)
    if app.style().objectName() != style:
        app.setStyle(style)
    app.setStyleSheet(sheet)
    app.setFont(font)
    app.setPalette(palette)
    QGuiApplication.styleHints().unsetColorScheme()
    log = logging.getLogger("vitec_desktop")
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    log.propagate = True
    assert all(window in windows for window in find_main_windows()), "a window is left open"
