"""Fixtures for tests of the window: the program with a saved connection."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.conftest import create_credential_store, create_session, end_program, restored_application, running_programs
from tests.helpers.fault_server import FaultServer, Reply, Script, Seen, report
from tests.helpers.waiting import find_job_threads
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.demo.service import DemoService
from vitec_desktop.ui.overview import overview_controller
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.window_controller import WindowController
from vitec_desktop.webservice.request import Customer

if TYPE_CHECKING:
    from tests.conftest import StartProgram

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
SOLNA, SUNDBYBERG = Customer("M30011", "Norrby Solna"), Customer("M30012", "Norrby Sundbyberg")
OpenOn = Callable[..., WindowDriver]


@pytest.fixture(autouse=True)
def delete_closed_widgets() -> Iterator[None]:
    """Delete the widgets that a test has closed: each one left would slow down every change of the theme."""
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def move_pointer_away() -> None:
    """Move the pointer away, since the widget below it would be highlighted."""
    if QApplication.instance() is not None:
        QCursor.setPos(QApplication.primaryScreen().geometry().bottomRight())


@pytest.fixture
def open_on(start_program: "StartProgram", profile: Path, credential_store: CredentialStore) -> OpenOn:
    """Start the program with one connection to a service, its password in the keyring unless that is None."""

    def open_(
        base_url: str,
        customers: Sequence[Customer] = (SOLNA, SUNDBYBERG),
        password: str | None = "norrby",
        **parts: object,
    ) -> WindowDriver:
        connection = make_connection(base_url, customers)
        save_connections(profile, connection)
        if password is not None:
            credential_store.set_password(connection.id, connection.user, password)
        return start_program(**parts)

    return open_


@pytest.fixture(autouse=True)
def update_overview_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Update the overview without delay; simultaneous changes are still one update."""
    monkeypatch.setattr(overview_controller, "UPDATE_DELAY", 0)


@pytest.fixture(scope="session")
def sample_service() -> Iterator[DemoService]:
    """One sample service for all tests, since nothing in it changes."""
    with remembering_service() as service:
        yield service


@contextmanager
def remembering_service(today: date | None = None) -> Iterator[DemoService]:
    """Run a sample service that makes each response once: hundreds of tests ask for the same few."""
    with DemoService(today, latency=(0.0, 0.0)) as service, pytest.MonkeyPatch.context() as patch:
        respond = service._server.endpoint.respond  # type: ignore[union-attr]
        patch.setattr(service._server, "endpoint", SimpleNamespace(respond=lru_cache(maxsize=500)(respond)))
        yield service


@pytest.fixture
def own_demo(open_on: OpenOn, sample_service: DemoService) -> WindowDriver:
    """The program with last month's report of the sample offices, for one test."""
    driver = open_on(sample_service.base_url, sample_service.customers, sample_service.password)
    driver.fetch()
    return driver


@pytest.fixture(scope="session")
def october_service() -> Iterator[DemoService]:
    """A sample service of one day, so that what it has of last October is always the same."""
    with remembering_service(date(2026, 11, 24)) as service:
        yield service


@pytest.fixture
def own_october(open_on: OpenOn, october_service: DemoService) -> WindowDriver:
    """The program with the report of last October, for one test."""
    driver = open_on(october_service.base_url, october_service.customers, october_service.password)
    fetch_october(driver)
    return driver


OpenShared = Callable[..., MainWindow]
Serve = Callable[[Script], WindowDriver]
Switch = Callable[..., WindowDriver]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of a module that have windows of their own before its shared one is opened.

    Each window that is open slows down every change of the theme, and every program sets one.
    """
    modules = list(dict.fromkeys(item.path for item in items))
    places = {path: place for place, path in enumerate(modules)}
    items.sort(key=lambda item: (places[item.path], "open_shared" in getattr(item, "fixturenames", ())))


@pytest.fixture(scope="module")
def shared_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of `open_shared`."""
    return tmp_path_factory.mktemp("shared") / "profile"


@pytest.fixture(scope="module")
def open_shared(qapp: QApplication, shared_profile: Path) -> Iterator[OpenShared]:
    """Start the program, with a connection to a service unless `base_url` is "", for all tests of a module.

    Each test drives the window by `drive_shared`, and leaves it as it found it.
    """
    profile, credential_store = shared_profile, create_credential_store()
    with restored_application(), running_programs(profile, create_session(), credential_store) as start:

        def open_(
            base_url: str = "",
            customers: Sequence[Customer] = (SOLNA, SUNDBYBERG),
            password: str = "norrby",
            **parts: object,
        ) -> MainWindow:
            if base_url:
                connection = make_connection(base_url, customers)
                save_connections(profile, connection)
                credential_store.set_password(connection.id, connection.user, password)
            return start(**parts)

        yield open_


@pytest.fixture(scope="module")
def demo_window(open_shared: OpenShared, sample_service: DemoService) -> MainWindow:
    return open_shared(sample_service.base_url, sample_service.customers, sample_service.password)


@pytest.fixture
def demo(qtbot: QtBot, demo_window: MainWindow) -> Iterator[WindowDriver]:
    """The program with last month's report of the sample offices, for all tests of a module; see `drive_shared`."""
    with drive_shared(qtbot, demo_window) as driver:
        if not driver.row_count:
            driver.fetch()
        yield driver


@pytest.fixture(scope="module")
def october_window(open_shared: OpenShared, october_service: DemoService) -> MainWindow:
    return open_shared(october_service.base_url, october_service.customers, october_service.password)


@pytest.fixture
def october(qtbot: QtBot, october_window: MainWindow) -> Iterator[WindowDriver]:
    """The program with the report of last October, for all tests of a module; see `drive_shared`."""
    with drive_shared(qtbot, october_window) as driver:
        if not driver.row_count:
            fetch_october(driver)
        yield driver


def fetch_october(driver: WindowDriver) -> None:
    driver.type_period(*OCTOBER)
    driver.fetch()


class SharedService:
    """Answers by `script`, which each test sets for itself."""

    def __init__(self) -> None:
        self.script: Script = lambda seen: report()

    def __call__(self, seen: Seen) -> Reply:
        return self.script(seen)


@dataclass(frozen=True)
class ServedWindow:
    """A window for all tests of a module, with the server that its connection leads to."""

    window: MainWindow
    server: FaultServer
    service: SharedService


@pytest.fixture(scope="module")
def served_window(open_shared: OpenShared) -> Iterator[ServedWindow]:
    service = SharedService()
    with FaultServer(service) as server:
        yield ServedWindow(open_shared(server.base_url), server, service)


@pytest.fixture
def serve(qtbot: QtBot, served_window: ServedWindow) -> Iterator[Serve]:
    """Return a function that lets the service answer by a script, and returns the driver of the module's window.

    The window shows no report and asks for last month, as after its start; see `drive_shared`.
    """
    served_window.server.forget()
    with drive_shared(qtbot, served_window.window) as driver:

        def start(script: Script) -> WindowDriver:
            served_window.service.script = script
            return driver

        yield start
        driver.controller.report_controller.clear()
        driver.wait_until(lambda: driver.is_fetch_done and not driver.is_table_updating)
        driver.choose_in_picker("periodPreset", "Förra månaden")
        assert served_window.server.wait_until_left()


@contextmanager
def drive_shared(qtbot: QtBot, window: MainWindow) -> Iterator[WindowDriver]:
    """Drive a window of `open_shared`; afterwards, close its dialogs and menus, and clear its notice and filters."""
    driver = WindowDriver(qtbot, window)
    driver.activate()
    try:
        yield driver
    finally:
        while popup := QApplication.activePopupWidget():
            popup.close()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        for page in window.tabs.all_pages.values():
            page.clear_filters()
            if page.is_built:
                page.view.clearSelection()
        window.notices.dismiss()
        window.tabs.setCurrentIndex(0)
        driver.wait_until(lambda: not find_job_threads() and not driver.is_table_updating)


@pytest.fixture(scope="module", autouse=True)
def delete_themes() -> Iterator[None]:
    """Delete the themes, since several would all style the application when the system's scheme changes."""
    yield
    app = QApplication.instance()
    for theme in app.findChildren(Theme) if app is not None else ():
        theme.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def switch() -> Iterator[Switch]:
    """Choose a menu action that replaces the window, and return a driver of the new one."""
    windows: list[MainWindow] = []

    def choose(driver: WindowDriver, *texts: str) -> WindowDriver:
        successors: list[WindowController] = []
        driver.controller.replaced.connect(successors.append)
        driver.choose_menu(*texts)
        assert len(successors) == 1
        windows.append(successors[0].window)
        with driver.qtbot.waitExposed(successors[0].window):
            pass
        return WindowDriver(driver.qtbot, successors[0].window)

    yield choose
    for window in windows:
        end_program(window)


@pytest.fixture(scope="module", autouse=True)
def assert_nothing_runs_on() -> Iterator[None]:
    """Assert that a module leaves nothing that starts itself anew: each later wait would compute all the time."""
    yield
    dispatcher = QAbstractEventDispatcher.instance()
    if dispatcher is not None:
        has_events = (dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents) for _ in range(1_000))
        assert not all(has_events), "something runs on after the last test"
