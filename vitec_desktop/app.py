"""Starts the program with its window; the one place that knows everybody."""

import os
import sys
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.machine_defaults import read_machine_defaults
from vitec_desktop.accounts.profile import profile_folder
from vitec_desktop.accounts.vault import Vault
from vitec_desktop.command.arguments import parse_window, wanted_language
from vitec_desktop.command.system_language import usual_language
from vitec_desktop.connect.proxy import proxy_finder
from vitec_desktop.connect.session import Session
from vitec_desktop.job import user_agent
from vitec_desktop.report.language import load_language
from vitec_desktop.ui.assembly import Assembly, Surroundings
from vitec_desktop.ui.logbook import LOG, start_logbook
from vitec_desktop.ui.main_window import MainWindow
from vitec_desktop.ui.remembered import Memory
from vitec_desktop.ui.translator import speak
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
    return open_window(arguments)


def open_window(arguments: list[str]) -> int:
    """Open the window and stay until it is closed; bring the one forward that is open on this profile already.

    Raises:
        UsageError: the arguments cannot be followed.
    """
    from vitec_desktop.ui.passing_files import PassingFolder
    from vitec_desktop.ui.single_instance import SingleInstance

    given = parse_window(arguments, load_language(wanted_language(arguments)))
    app = _application(given.rest)
    instance = SingleInstance(profile_folder(given.profile), app)
    if not instance.claim():
        return 0
    passing = PassingFolder()
    app, assembly = assemble(arguments)

    def stand_behind(assembly: Assembly) -> None:
        """What reaches the process reaches the window that is open now."""
        sys.excepthook = assembly.faults.hook()
        instance.second_started.connect(assembly.come_forward)
        assembly.replaced.connect(stand_behind)

    stand_behind(assembly)
    assembly.window.show()
    QTimer.singleShot(0, instance.listen)
    QTimer.singleShot(0, passing.remove_leftovers)
    exit_code = app.exec()
    passing.remove()
    instance.release()
    return exit_code


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window would be seen: Windows and a Mac always have a screen, elsewhere the environment names it."""
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted:
        return wanted not in _PLATFORMS_WITHOUT_DISPLAY
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def assemble(
    arguments: list[str], *, session: Session | None = None, vault: Vault | None = None
) -> tuple[QApplication, Assembly]:
    """The program with its window still hidden.

    `session` and `vault` are for tests, which cannot wait as long as a broker and have no system's keyring.
    """
    given = parse_window(arguments, load_language(wanted_language(arguments)))
    app = _application(given.rest)
    profile = profile_folder(given.profile)
    start_logbook(profile)
    memory = Memory(profile / "settings.json")
    language = load_language(given.language or memory.now.language or usual_language())
    speak(app, language)
    LOG.info("start %s, language %s", version(), language.code)
    for name in read_machine_defaults().unreadable:
        LOG.warning("default of the computer not readable: %s", name)
    surroundings = Surroundings(profile, memory, language, session or _session(memory), vault or Vault(), version())
    assembly = Assembly(app, surroundings)
    _follow_language(app, assembly)
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


def _session(memory: Memory) -> Session:
    """Asks through the proxy that is set up at that moment."""
    return Session(user_agent(), proxy_for=proxy_finder(lambda: memory.now.proxy))


def _follow_language(app: QApplication, assembly: Assembly) -> None:
    """As soon as another language is chosen, a window that speaks it takes this one's place."""
    assembly.language_chosen.connect(lambda code: _switch_language(app, assembly, code))


def _switch_language(app: QApplication, former: Assembly, code: str) -> None:
    language = load_language(code or usual_language())
    LOG.info("language %s", language.code)
    speak(app, language)
    assembly = Assembly(app, replace(former.surroundings, language=language), former.hand_over())
    _follow_language(app, assembly)
    assembly.window.show()
    former.give_way_to(assembly)
