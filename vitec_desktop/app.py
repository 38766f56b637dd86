"""Puts the whole program together; the one place that knows everybody."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.accounts.machine_defaults import load_machine_defaults
from vitec_desktop.cli.arguments import find_language, parse_window_arguments
from vitec_desktop.cli.system_language import default_language
from vitec_desktop.cli.window_arguments import WindowArguments
from vitec_desktop.fetch_and_export import user_agent
from vitec_desktop.qt_application import ensure_application
from vitec_desktop.report.language import load_language
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.ui.common.log_setup import LOG, start_logging
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.common.translator import install_language
from vitec_desktop.ui.startup.startup_settings import SETTINGS_FILE
from vitec_desktop.ui.theme.system import parse_scheme
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.window_controller import AppContext, WindowController
from vitec_desktop.ui.window.window_snapshot import WindowSnapshot
from vitec_desktop.version import version
from vitec_desktop.webservice.proxy import make_proxy_finder
from vitec_desktop.webservice.session import Session


def build(arguments: list[str]) -> tuple[QApplication, MainWindow]:
    """The whole program, its window shown, without entering the event loop.

    Args:
        arguments: those of the command line, without the program's name.

    Raises:
        UsageError: they cannot be followed.
    """
    app, assembly = build_hidden(arguments)
    assembly.window.show()
    return app, assembly.window


def build_hidden(
    arguments: list[str],
    *,
    session: Session | None = None,
    vault: CredentialStore | None = None,
    overseer: ScheduleService | None = None,
) -> tuple[QApplication, WindowController]:
    """The program with its window still hidden.

    `session`, `vault` and `overseer` are for tests, which cannot wait as long as a broker, have no system's keyring and
    keep off the system's scheduler.
    """
    given = parse_window_arguments(arguments, load_language(find_language(arguments)))
    app = ensure_application(given.qt_arguments)
    return app, run_to_end(build_window_steps(app, given, session=session, vault=vault, overseer=overseer))


def build_window_steps(
    app: QApplication,
    given: WindowArguments,
    window: MainWindow | None = None,
    *,
    session: Session | None = None,
    vault: CredentialStore | None = None,
    overseer: ScheduleService | None = None,
) -> Steps[WindowController]:
    """Put the program together in steps; into `window` where that is on the screen already, else into a hidden one."""
    app.setApplicationVersion(version())
    profile = profile_folder(given.profile)
    start_logging(profile)
    memory = SettingsStore(profile / SETTINGS_FILE)
    language = load_language(given.language or memory.current.language or default_language())
    install_language(app, language)
    LOG.info("start %s, language %s", version(), language.code)
    for name in load_machine_defaults().unreadable:
        LOG.warning("default of the computer not readable: %s", name)
    yield
    surroundings = AppContext(
        profile,
        memory,
        language,
        session or _create_session(memory),
        vault or CredentialStore(),
        version(),
        overseer or ScheduleService(profile),
    )
    assembly = yield from _build_controller_steps(app, surroundings, window or MainWindow(memory.current.window))
    if given.is_demo:
        assembly.demo_connection.set_enabled(True)
    return assembly


def _build_controller_steps(
    app: QApplication, surroundings: AppContext, window: MainWindow, former: WindowSnapshot | None = None
) -> Steps[WindowController]:
    theme = Theme(app, parse_scheme(surroundings.settings_store.current.scheme))
    yield
    yield from window.populate_steps(theme, surroundings.language, surroundings.settings_store)
    assembly = WindowController(app, surroundings, theme, window, former)
    assembly.language_chosen.connect(lambda code: _switch_language(app, assembly, code))
    return assembly


def _create_session(memory: SettingsStore) -> Session:
    """Asks through the proxy that is set up at that moment."""
    return Session(user_agent(), proxy_for=make_proxy_finder(lambda: memory.current.proxy))


def _switch_language(app: QApplication, former: WindowController, code: str) -> None:
    """As soon as another language is chosen, a window that speaks it takes the place of the one that does not."""
    language = load_language(code or default_language())
    LOG.info("language %s", language.code)
    install_language(app, language)
    left = former.take_snapshot()
    window = MainWindow(former.settings_store.current.window)
    assembly = run_to_end(_build_controller_steps(app, replace(former.context, language=language), window, left))
    assembly.window.show()
    former.replace_with(assembly)
