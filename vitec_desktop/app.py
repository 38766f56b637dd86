"""Composes the program: the one module that makes everything and may import every folder."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from vitec_desktop.accounts.connections import ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.accounts.machine_defaults import load_machine_defaults
from vitec_desktop.cli.arguments import WindowArguments, parse_window_arguments
from vitec_desktop.cli.system_language import default_language
from vitec_desktop.fetch_and_export import user_agent
from vitec_desktop.qt_application import ensure_application
from vitec_desktop.report.language import load_language
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.schedule.service import ScheduleService
from vitec_desktop.storage.profile import CONNECTIONS_FILE, SETTINGS_FILE, archive_folder, profile_folder
from vitec_desktop.ui.archive.archive_access import ArchiveAccess
from vitec_desktop.ui.archive.saved_report_controller import start_loading_newest
from vitec_desktop.ui.common.jobs import Job, JobRunner
from vitec_desktop.ui.common.log_setup import LOG, start_logging
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.common.translator import install_language
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.ui.theme.system import parse_scheme
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.window_controller import AppContext, WindowController
from vitec_desktop.ui.window.window_snapshot import WindowSnapshot
from vitec_desktop.version import VERSION
from vitec_desktop.webservice.proxy import make_proxy_finder
from vitec_desktop.webservice.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vitec_desktop.archive.store import ReportArchive


def build(arguments: list[str]) -> tuple[QApplication, MainWindow]:
    """Build the program and show its window, without entering the event loop.

    Whoever drives the program from outside relies on the name.

    Raises:
        UsageError: `arguments`, those of the command line without the program's name, are invalid.
    """
    app, controller = build_hidden(arguments)
    controller.window.show()
    return app, controller.window


def build_hidden(
    arguments: list[str],
    *,
    session: Session | None = None,
    credential_store: CredentialStore | None = None,
    schedule_service: ScheduleService | None = None,
    make_archive: "Callable[[Path | None], ReportArchive] | None" = None,
) -> tuple[QApplication, WindowController]:
    """Return the whole program with its window hidden.

    Tests give a `session` with short delays, and a `credential_store` and `schedule_service` apart from the system's,
    and `make_archive`, which gets the profile's folder, with keys apart from them.

    Raises:
        UsageError: `arguments`, those of the command line without the program's name, are invalid.
    """
    parsed = parse_window_arguments(arguments)
    app = ensure_application(parsed.qt_arguments)
    steps = build_window_steps(
        app,
        parsed,
        session=session,
        credential_store=credential_store,
        schedule_service=schedule_service,
        make_archive=make_archive,
    )
    return app, run_to_end(steps)


def build_window_steps(
    app: QApplication,
    arguments: WindowArguments,
    window: MainWindow | None = None,
    *,
    session: Session | None = None,
    credential_store: CredentialStore | None = None,
    schedule_service: ScheduleService | None = None,
    make_archive: "Callable[[Path | None], ReportArchive] | None" = None,
) -> Steps[WindowController]:
    """Build the program in steps: into `window`, which may be on the screen, or into a new hidden one."""
    app.setApplicationVersion(VERSION)
    profile = profile_folder(arguments.profile)
    start_logging(profile)
    settings_store = SettingsStore(profile / SETTINGS_FILE)
    settings = settings_store.current
    language = load_language(arguments.language or settings.language or default_language())
    install_language(app, language)
    LOG.info("start %s, language %s", VERSION, language.code)
    for name in load_machine_defaults().unreadable:
        LOG.warning("default of the computer not readable: %s", name)
    yield
    access = ArchiveAccess(
        archive_folder(arguments.profile), lambda: (make_archive or _open_archive)(arguments.profile)
    )
    credential_store = credential_store or CredentialStore(answer_timeout=None, prompt_timeout=None)
    connection_store = ConnectionStore(
        ConnectionFile(profile / CONNECTIONS_FILE),
        credential_store,
        has_saved_reports=lambda: access.has_files,
        erase_reports=access.erase_connection,
    )
    context = AppContext(
        profile,
        settings_store,
        language,
        session or _create_session(settings_store),
        credential_store,
        connection_store,
        VERSION,
        schedule_service or ScheduleService(profile),
        access,
    )
    runner = JobRunner()
    newest = None
    if not arguments.is_demo:
        # The sooner the better: while the window is built, much of it is waiting for the keyring.
        newest = start_loading_newest(access, connection_store, connection_store.picked(settings.offices), runner)
    theme = Theme(app, parse_scheme(settings.scheme))
    yield
    window = window or MainWindow(settings.window)
    controller = yield from _build_controller_steps(app, context, theme, window, runner, newest=newest)
    if arguments.is_demo:
        controller.demo_connection.set_enabled(True)
    return controller


def _build_controller_steps(
    app: QApplication,
    context: AppContext,
    theme: Theme,
    window: MainWindow,
    runner: JobRunner,
    *,
    snapshot: WindowSnapshot | None = None,
    newest: Job | None = None,
) -> Steps[WindowController]:
    yield from window.populate_steps(theme, context.language, context.settings_store.current)
    controller = WindowController(app, context, theme, window, runner, snapshot=snapshot, newest=newest)
    controller.language_chosen.connect(lambda code: _switch_language(app, controller, code))
    return controller


def _open_archive(profile: "Path | None") -> "ReportArchive":
    # Not before it is needed: the first window must not wait for it.
    from vitec_desktop.archive.store import open_archive

    return open_archive(profile)


def _create_session(settings_store: SettingsStore) -> Session:
    """Return a session that looks up the proxy setting for each connection."""
    return Session(user_agent(), proxy_for=make_proxy_finder(lambda: settings_store.current.proxy))


def _switch_language(app: QApplication, old: WindowController, code: str) -> None:
    """Replace the window by one in another language, with the same theme: another would style all widgets anew."""
    language = load_language(code or default_language())
    LOG.info("language %s", language.code)
    install_language(app, language)
    snapshot = old.take_snapshot()
    window = MainWindow(old.settings_store.current.window)
    context = replace(old.context, language=language)
    controller = run_to_end(_build_controller_steps(app, context, old.theme, window, JobRunner(), snapshot=snapshot))
    controller.window.show()
    old.replace_with(controller)
