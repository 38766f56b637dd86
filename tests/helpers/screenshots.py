"""Draw every screen: `python -m tests.helpers.screenshots FOLDER [--look dark] [--scale 2] [--size 1024x640]`.

Each picture shows the real window or dialog, drawn offscreen, with data of the sample service; `--language en` draws it
in English. `--all` adds the screens of `extra_screenshots`. Without a folder, the pictures of the README and the guide
are updated. `tests.helpers.screenshot_matrix` draws all screens in every variant.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path

from PySide6.QtWidgets import QDialog, QMenu

from tests.helpers.extra_screenshots import draw_extra
from tests.helpers.screenshot_session import ColorTheme, ScreenshotSession, write_screen_file
from tests.schedule.factories import PROGRAM
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.language import LANGUAGES
from vitec_desktop.report.periods import Preset
from vitec_desktop.resources import resource_path
from vitec_desktop.schedule.plan import Frequency, Plan, PlanFile, Recurrence
from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult
from vitec_desktop.webservice.models import ListKind

_GUIDE = ("connection-refused", "incoming", "incomplete", "tips-search", "overview", "export")
_README = ("welcome", "failed", "outgoing", "tips")
_SAVED = (
    ("sv", ColorTheme.LIGHT, (*_GUIDE, *_README), "."),
    ("en", ColorTheme.LIGHT, _GUIDE, "en"),
    ("en", ColorTheme.DARK, ("overview",), "dark"),
)
"""The pictures in `resources/screenshots`: language, colour theme, names, and sub-folder."""


def draw(folder: Path, look: ColorTheme, size: tuple[int, int], language: str, *, with_rare: bool) -> None:
    """Draw the screens in the order in which a new user sees them."""
    session = ScreenshotSession(folder, look, size, language)
    session.save_screenshot("welcome")
    with DemoService(forbidden=("M30040",)) as service:
        _draw_connection(session, service)
        _draw_incomplete(session)
    _draw_failed(session)
    _draw_schedule(session)
    session.controller.report_controller.clear()
    session.controller.demo_connection.set_enabled(True)
    session.save_screenshot("nothing-fetched")
    session.fetch()
    _draw_overview(session)
    _draw_lists(session)
    _draw_help(session)
    session.click("exportButton")
    dialog = session.find_widget("exportDialog")
    assert isinstance(dialog, QDialog)
    session.type_text("exportFolder", "C:\\Users\\anna\\Desktop")  # not a folder of this computer
    session.save_screenshot("export", dialog)
    dialog.reject()
    if with_rare:
        draw_extra(session)
    session.close()


def _draw_connection(session: ScreenshotSession, service: DemoService) -> None:
    session.click("addConnectionButton")
    dialog = session.find_widget("connectionDialog")
    session.type_text("connectionName", "Norrby Mäkleri")
    session.type_text("connectionUser", service.user)
    session.type_text("connectionPassword", "fel lösenord")
    session.type_text("connectionCustomerIds", "M30011=Norrby Solna, M30012=Norrby Sundbyberg, M30040=Norrby Vasastan")
    session.type_text("connectionBaseUrl", service.base_url)
    session.find_widget("connectionPassword").setFocus()
    session.save_screenshot("connection", dialog)
    tested: list[object] = []
    connecting = session.controller.connection_controller
    connecting.tested.connect(tested.append)
    session.click("testConnectionButton")
    session.wait_until(lambda: bool(tested))
    session.save_screenshot("connection-refused", dialog)
    session.type_text("connectionPassword", service.password)
    saved: list[object] = []
    connecting.saved.connect(lambda kept: saved.append(True))
    session.click("saveConnectionButton")
    session.wait_until(lambda: bool(saved))
    session.window.notices.clear()


def _draw_incomplete(session: ScreenshotSession) -> None:
    session.window.command_bar.set_preset(Preset.THIS_YEAR)
    session.show_list(ListKind.INCOMING)
    session.click("fetchButton")
    session.wait_until(lambda: session.window.tabs.shown.total_count > 0)
    session.save_screenshot("fetching")
    session.wait_until(lambda: session.controller.report_controller.is_ready)
    session.save_screenshot("incomplete")
    session.window.command_bar.set_preset(Preset.LAST_MONTH)


def _draw_failed(session: ScreenshotSession) -> None:
    """Draw a failed fetch: the service has been stopped."""
    session.controller.report_controller.clear()
    session.fetch()
    session.save_screenshot("failed")


def _draw_schedule(session: ScreenshotSession) -> None:
    """Draw the first plan in the form, then two plans, of which one has a failed run."""
    dialog = session.open_schedule()
    session.type_text("scheduleFolder", "C:\\Users\\anna\\Möten")
    session.save_screenshot("schedule-new", dialog)
    dialog.reject()
    profile = session.controller.context.profile
    began = datetime(2026, 11, 23, 7, 0)
    for plan_id, rhythm, preset in (
        ("a1", Recurrence(Frequency.WEEKLY, 1, time(7)), Preset.LAST_WEEK),
        ("b2", Recurrence(Frequency.MONTHLY, 1, time(6, 30)), Preset.LAST_MONTH),
    ):
        plan = Plan(plan_id, "", "C:\\Users\\anna\\Möten", preset, rhythm, datetime.now())
        PlanFile(profile).save(plan)
        session.scheduler.install(plan, PROGRAM)
    RunHistory(profile).save(Run("a1", began, RunResult.COMPLETE, 0, "C:\\Users\\anna\\Möten\\x.xlsx"))
    dialog = session.open_schedule()
    session.save_screenshot("schedule", dialog)
    run = Run("b2", began, RunResult.NO_NETWORK, 6)
    RunHistory(profile).save(run)
    dialog.reject()
    session.controller.schedule_controller.check_past_runs({})
    session.wait_until(lambda: session.window.notices.notice is not None)
    session.save_screenshot("schedule-failed")
    session.window.notices.action_buttons[0].click()
    dialog = session.wait_for_schedule()
    session.save_screenshot("schedule-failed-run", dialog)
    dialog.reject()
    session.window.notices.clear()


def _draw_overview(session: ScreenshotSession) -> None:
    session.window.tabs.setCurrentWidget(session.window.tabs.overview)
    session.wait_until(
        lambda: (
            session.window.tabs.overview.is_showing_overview and session.controller.overview_controller.is_up_to_date
        )
    )
    session.save_screenshot("overview")


def _draw_help(session: ScreenshotSession) -> None:
    menus = session.controller.menus
    for action, name, kind in (
        (menus.guide, "guide", "guideDialog"),
        (menus.shortcuts, "shortcuts", "shortcutsDialog"),
        (menus.about, "about", "aboutDialog"),
    ):
        action.trigger()
        dialog = session.find_widget(kind)
        assert isinstance(dialog, QDialog)
        session.process_events()
        session.save_screenshot(name, dialog)
        dialog.close()
    bar = session.window.menuBar()
    for action in bar.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))
        session.save_popup_screenshot(f"menu-{menu.title().replace('&', '').lower()}")


def _draw_lists(session: ScreenshotSession) -> None:
    for kind, name in ((ListKind.INCOMING, "incoming"), (ListKind.OUTGOING, "outgoing"), (ListKind.TIPS, "tips")):
        session.show_list(kind).view.select_position(2)
        session.save_screenshot(name)
    session.type_text("tipsSearch", "sälj")
    session.save_screenshot("tips-search")
    session.type_text("tipsSearch", "qqq")
    session.save_screenshot("tips-hidden")
    session.type_text("tipsSearch", "")
    page = session.show_list(ListKind.TIPS)
    popup = page.filter_controller.open_popup(2)
    session.save_screenshot("filter-popup", popup)
    popup.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--look", type=ColorTheme, choices=list(ColorTheme), default=ColorTheme.LIGHT)
    parser.add_argument("--language", choices=LANGUAGES, default="sv")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    if given.folder is None:
        update_saved(resource_path("screenshots"))
        return
    width, height = map(int, given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        screen = write_screen_file(
            Path(folder), (round(width * float(given.scale)), round(height * float(given.scale)))
        )
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        os.environ["QT_SCALE_FACTOR"] = given.scale
        draw(given.folder, given.look, (width, height), given.language, with_rare=given.all)


def update_saved(target: Path) -> None:
    """Update the pictures of the README and of the guide."""
    for language, look, names, place in _SAVED:
        with tempfile.TemporaryDirectory() as folder:
            options = ("--language", language, "--look", look.value)
            subprocess.run([sys.executable, "-m", "tests.helpers.screenshots", folder, *options], check=True)
            (target / place).mkdir(parents=True, exist_ok=True)
            for name in names:
                shutil.copy(Path(folder, f"{name}.png"), target / place)


if __name__ == "__main__":
    main()
