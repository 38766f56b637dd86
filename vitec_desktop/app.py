"""Starts the program with its window; the one place that knows everybody."""

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.profile import profile_folder
from vitec_desktop.accounts.vault import Vault
from vitec_desktop.command.arguments import parse_window, wanted_language
from vitec_desktop.command.system_language import system_language
from vitec_desktop.connect.session import Session
from vitec_desktop.job import user_agent
from vitec_desktop.report.language import Language, load_language
from vitec_desktop.ui.assembly import Assembly, Surroundings
from vitec_desktop.ui.logbook import LOG, start_logbook
from vitec_desktop.ui.main_window import MainWindow
from vitec_desktop.ui.remembered import Memory
from vitec_desktop.ui.translator import Translator
from vitec_desktop.version import version

_PLATFORMS_WITHOUT_DISPLAY = ("offscreen", "minimal")


def build(arguments: list[str]) -> tuple[QApplication, MainWindow]:
    """The whole program, its window shown, without entering the event loop.

    Args:
        arguments: those of the command line, without the program's name.

    Raises:
        UsageError: they cannot be followed.
    """
    app, assembly = assemble(arguments)
    assembly.window.show()
    return app, assembly.window


def main(arguments: list[str]) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    With the sample service and no display to open a window on, the same job is done without one.
    """
    if not has_display(os.environ, sys.platform):
        from vitec_desktop.without_display import run_without_display

        return run_without_display(arguments)
    app, assembly = assemble(arguments)
    sys.excepthook = assembly.faults.hook()
    assembly.window.show()
    return app.exec()


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window would be seen: Windows and a Mac always have a screen, elsewhere the environment names it."""
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted:
        return wanted not in _PLATFORMS_WITHOUT_DISPLAY
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def assemble(arguments: list[str]) -> tuple[QApplication, Assembly]:
    """The program with its window still hidden."""
    given = parse_window(arguments, load_language(wanted_language(arguments)))
    app = _application(given.rest)
    profile = profile_folder(given.profile)
    start_logbook(profile)
    memory = Memory(profile / "settings.json")
    language = load_language(given.language or memory.now.language or system_language())
    _speak(app, language)
    LOG.info("start %s, language %s", version(), language.code)
    surroundings = Surroundings(profile, memory, language, Session(user_agent()), Vault(), version())
    assembly = Assembly(app, surroundings)
    if given.is_demo:
        assembly.demo.set_demo(True)
    return app, assembly


def _application(rest: tuple[str, ...]) -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(["vitec-desktop", *rest])
    app.setApplicationName("Vitec Desktop")
    app.setApplicationVersion(version())
    app.setDesktopFileName("vitec-desktop")
    return app


def _speak(app: QApplication, language: Language) -> None:
    """Our own words, Qt's own, and the country's dates and calendars, in one language."""
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    QLocale.setDefault(QLocale("en_GB" if language.code == "en" else "sv_SE"))
    qt_words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt_words.load(f"qtbase_{language.code}", folder):
        app.installTranslator(qt_words)
    app.installTranslator(Translator(language, app))
