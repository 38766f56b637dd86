"""A window that shows the overview of last October's report."""

import pytest

from tests.helpers.window_driver import WindowDriver
from tests.ui.overview.overview_driver import settle
from vitec_desktop.demo.service import DemoService


@pytest.fixture
def service(october_service: DemoService) -> DemoService:
    return october_service


@pytest.fixture
def own_driver(own_october: WindowDriver) -> WindowDriver:
    """A window of the test's own."""
    settle(own_october)
    return own_october


@pytest.fixture
def driver(october: WindowDriver) -> WindowDriver:
    """The same, shared by all tests that compare, fetch and save nothing."""
    settle(october)
    return october
