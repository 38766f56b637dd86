"""Puts the whole program together; the one place that knows everybody."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.credential_store import Vault
from vitec_desktop.accounts.machine_defaults import read_machine_defaults
from vitec_desktop.cli.arguments import parse_window, wanted_language
from vitec_desktop.cli.system_language import usual_language
from vitec_desktop.cli.window_arguments import WindowArguments
from vitec_desktop.fetch_and_export import user_agent
from vitec_desktop.qt_application import application
from vitec_desktop.report.language import load_language
from vitec_desktop.schedule.service import Overseer
from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.ui.common.incremental import Steps, at_once
from vitec_desktop.ui.common.log_setup import LOG, start_logbook
from vitec_desktop.ui.common.settings import Memory
from vitec_desktop.ui.common.translator import speak
from vitec_desktop.ui.startup.startup_settings import SETTINGS
from vitec_desktop.ui.theme.system import scheme_of
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.window_controller import Assembly, Surroundings
from vitec_desktop.ui.window.window_snapshot import Handover
from vitec_desktop.version import version
from vitec_desktop.webservice.proxy import proxy_finder
from vitec_desktop.webservice.session import Session


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


def assemble(
    arguments: list[str],
    *,
    session: Session | None = None,
    vault: Vault | None = None,
    overseer: Overseer | None = None,
) -> tuple[QApplication, Assembly]:
    """The program with its window still hidden.

    `session`, `vault` and `overseer` are for tests, which cannot wait as long as a broker, have no system's keyring and
    keep off the system's scheduler.
    """
    given = parse_window(arguments, load_language(wanted_language(arguments)))
    app = application(given.rest)
    return app, at_once(furnish(app, given, session=session, vault=vault, overseer=overseer))


def furnish(
    app: QApplication,
    given: WindowArguments,
    window: MainWindow | None = None,
    *,
    session: Session | None = None,
    vault: Vault | None = None,
    overseer: Overseer | None = None,
) -> Steps[Assembly]:
    """Put the program together in steps; into `window` where that is on the screen already, else into a hidden one."""
    app.setApplicationVersion(version())
    profile = profile_folder(given.profile)
    start_logbook(profile)
    memory = Memory(profile / SETTINGS)
    language = load_language(given.language or memory.now.language or usual_language())
    speak(app, language)
    LOG.info("start %s, language %s", version(), language.code)
    for name in read_machine_defaults().unreadable:
        LOG.warning("default of the computer not readable: %s", name)
    yield
    surroundings = Surroundings(
        profile,
        memory,
        language,
        session or _session(memory),
        vault or Vault(),
        version(),
        overseer or Overseer(profile),
    )
    assembly = yield from _assembled(app, surroundings, window or MainWindow(memory.now.window))
    if given.is_demo:
        assembly.demo.set_demo(True)
    return assembly


def _assembled(
    app: QApplication, surroundings: Surroundings, window: MainWindow, former: Handover | None = None
) -> Steps[Assembly]:
    theme = Theme(app, scheme_of(surroundings.memory.now.scheme))
    yield
    yield from window.fill(theme, surroundings.language, surroundings.memory)
    assembly = Assembly(app, surroundings, theme, window, former)
    assembly.language_chosen.connect(lambda code: _switch_language(app, assembly, code))
    return assembly


def _session(memory: Memory) -> Session:
    """Asks through the proxy that is set up at that moment."""
    return Session(user_agent(), proxy_for=proxy_finder(lambda: memory.now.proxy))


def _switch_language(app: QApplication, former: Assembly, code: str) -> None:
    """As soon as another language is chosen, a window that speaks it takes the place of the one that does not."""
    language = load_language(code or usual_language())
    LOG.info("language %s", language.code)
    speak(app, language)
    left = former.hand_over()
    window = MainWindow(former.memory.now.window)
    assembly = at_once(_assembled(app, replace(former.surroundings, language=language), window, left))
    assembly.window.show()
    former.give_way_to(assembly)
