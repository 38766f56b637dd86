"""What a test does with the overview of a window, and reads from it."""

from tests.helpers.window_driver import WindowDriver
from vitec_desktop.ui.charts.chart_view import BarButton
from vitec_desktop.ui.overview.dashboard import Dashboard
from vitec_desktop.ui.overview.overview_data import Tile


def settle(driver: WindowDriver) -> None:
    """Wait until the overview shows what the tables show."""
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date and not driver.is_table_updating)


def dashboard(driver: WindowDriver) -> Dashboard:
    found = driver.window.tabs.overview.dashboard
    assert found is not None
    return found


def tile(driver: WindowDriver, name: str) -> Tile:
    return next(button.tile for button in dashboard(driver).tiles if button.objectName() == name)


def bar_button(driver: WindowDriver, card: str, name: str) -> BarButton:
    return next(
        bar_button for bar_button in dashboard(driver).cards[card].bar_buttons if bar_button.hit_area.bar.name == name
    )


def go_back(driver: WindowDriver) -> None:
    driver.window.tabs.setCurrentWidget(driver.window.tabs.overview)
    settle(driver)
