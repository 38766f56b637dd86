"""A window that shows the overview of the sample service's report."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.window_driver import WindowDriver
from tests.ui.conftest import OpenOn, OpenShared, drive_shared
from tests.ui.overview.overview_driver import OCTOBER, settle
from vitec_desktop.demo.service import DemoService
from vitec_desktop.ui.window.main_window import MainWindow

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def service() -> Iterator[DemoService]:
    with DemoService(TODAY, latency=(0.0, 0.0)) as running:
        yield running


@pytest.fixture
def own_driver(service: DemoService, open_on: OpenOn) -> WindowDriver:
    """A window of the test's own that shows the overview of last October's report."""
    driver = open_on(service.base_url, service.customers, service.password)
    driver.type_period(*OCTOBER)
    driver.fetch()
    settle(driver)
    return driver


@pytest.fixture(scope="module")
def window(open_shared: OpenShared, service: DemoService) -> MainWindow:
    return open_shared(service.base_url, service.customers, service.password)


@pytest.fixture
def driver(qtbot: QtBot, window: MainWindow) -> Iterator[WindowDriver]:
    """The same, shared by all tests that compare, fetch and save nothing."""
    with drive_shared(qtbot, window) as driver:
        if not driver.row_count:
            driver.type_period(*OCTOBER)
            driver.fetch()
        settle(driver)
        yield driver
