"""Draws every screen: `python -m tests.screenshots FOLDER [--look dark] [--scale 2] [--size 1024x640] [--language en]`.

Each picture is the real window or dialog, drawn offscreen with the sample service behind it. Without a folder the
pictures of the README and of the guide are drawn anew. `--all` takes those of what a user seldom sees too.
`python -m tests.gallery` draws all of them in every way.
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

from tests.rare_screens import draw_rare
from tests.schedule.factories import PROGRAM
from tests.studio import Look, Studio, offscreen_screen
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.language import LANGUAGES
from vitec_desktop.report.periods import Preset
from vitec_desktop.resources import resource_path
from vitec_desktop.schedule.plan import Frequency, Plan, PlanFile, Recurrence
from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult
from vitec_desktop.webservice.models import ListKind

_GUIDE = ("connection-refused", "incoming", "incomplete", "tips-search", "overview", "export")
_README = ("welcome", "failed", "outgoing", "tips")
_KEPT = (
    ("sv", Look.LIGHT, (*_GUIDE, *_README), "."),
    ("en", Look.LIGHT, _GUIDE, "en"),
    ("en", Look.DARK, ("overview",), "dark"),
)
"""Which pictures are kept in `resources/screenshots`: language, look, names, and the folder below it."""


def draw(folder: Path, look: Look, size: tuple[int, int], language: str, *, with_rare: bool) -> None:
    """The screens, in the order in which a new user sees them."""
    studio = Studio(folder, look, size, language)
    studio.shoot("welcome")
    with DemoService(forbidden=("M30040",)) as service:
        _draw_connection(studio, service)
        _draw_missing(studio)
    _draw_failed(studio)
    _draw_schedule(studio)
    studio.assembly.report_controller.clear()
    studio.assembly.demo_connection.set_enabled(True)
    studio.shoot("nothing-fetched")
    studio.fetch()
    _draw_overview(studio)
    _draw_lists(studio)
    _draw_help(studio)
    studio.click("exportButton")
    dialog = studio.child("exportDialog")
    assert isinstance(dialog, QDialog)
    studio.type("exportFolder", "C:\\Users\\anna\\Desktop")  # not the folder of whoever draws
    studio.shoot("export", dialog)
    dialog.reject()
    if with_rare:
        draw_rare(studio)
    studio.close()


def _draw_connection(studio: Studio, service: DemoService) -> None:
    studio.click("addConnectionButton")
    dialog = studio.child("connectionDialog")
    studio.type("connectionName", "Norrby Mäkleri")
    studio.type("connectionUser", service.user)
    studio.type("connectionPassword", "fel lösenord")
    studio.type("connectionCustomerIds", "M30011=Norrby Solna, M30012=Norrby Sundbyberg, M30040=Norrby Vasastan")
    studio.type("connectionBaseUrl", service.base_url)
    studio.child("connectionPassword").setFocus()
    studio.shoot("connection", dialog)
    tested: list[object] = []
    connecting = studio.assembly.connection_controller
    connecting.tested.connect(tested.append)
    studio.click("testConnectionButton")
    studio.wait(lambda: bool(tested))
    studio.shoot("connection-refused", dialog)
    studio.type("connectionPassword", service.password)
    saved: list[object] = []
    connecting.saved.connect(lambda kept: saved.append(True))
    studio.click("saveConnectionButton")
    studio.wait(lambda: bool(saved))
    studio.window.notices.clear()


def _draw_missing(studio: Studio) -> None:
    studio.window.command_bar.set_preset(Preset.THIS_YEAR)
    studio.page(ListKind.INCOMING)
    studio.click("fetchButton")
    studio.wait(lambda: studio.window.tabs.shown.total_count > 0)
    studio.shoot("fetching")
    studio.wait(lambda: studio.assembly.report_controller.is_ready)
    studio.shoot("incomplete")
    studio.window.command_bar.set_preset(Preset.LAST_MONTH)


def _draw_failed(studio: Studio) -> None:
    """The service has been stopped meanwhile."""
    studio.assembly.report_controller.clear()
    studio.fetch()
    studio.shoot("failed")


def _draw_schedule(studio: Studio) -> None:
    """The first plan is set up; later there are two, and a run of one has failed."""
    dialog = studio.open_schedule()
    studio.type("scheduleFolder", "C:\\Users\\anna\\Möten")
    studio.shoot("schedule-new", dialog)
    dialog.reject()
    profile = studio.assembly.context.profile
    began = datetime(2026, 11, 23, 7, 0)
    for plan_id, rhythm, preset in (
        ("a1", Recurrence(Frequency.WEEKLY, 1, time(7)), Preset.LAST_WEEK),
        ("b2", Recurrence(Frequency.MONTHLY, 1, time(6, 30)), Preset.LAST_MONTH),
    ):
        plan = Plan(plan_id, "", "C:\\Users\\anna\\Möten", preset, rhythm, datetime.now())
        PlanFile(profile).save(plan)
        studio.desktop.install(plan, PROGRAM)
    RunHistory(profile).save(Run("a1", began, RunResult.COMPLETE, 0, "C:\\Users\\anna\\Möten\\x.xlsx"))
    dialog = studio.open_schedule()
    studio.shoot("schedule", dialog)
    run = Run("b2", began, RunResult.NO_NETWORK, 6)
    RunHistory(profile).save(run)
    dialog.reject()
    studio.assembly.schedule_controller.check_past_runs()
    studio.wait(lambda: studio.window.notices.notice is not None)
    studio.shoot("schedule-failed")
    studio.window.notices.action_buttons[0].click()
    dialog = studio.shown_schedule()
    studio.shoot("schedule-failed-run", dialog)
    dialog.reject()
    studio.window.notices.clear()


def _draw_overview(studio: Studio) -> None:
    studio.window.tabs.setCurrentWidget(studio.window.tabs.overview)
    studio.wait(
        lambda: studio.window.tabs.overview.is_showing_overview and studio.assembly.overview_controller.is_up_to_date
    )
    studio.shoot("overview")


def _draw_help(studio: Studio) -> None:
    for act, name, kind in (
        ("guide_chosen", "guide", "guideDialog"),
        ("shortcuts_chosen", "shortcuts", "shortcutsDialog"),
        ("about_chosen", "about", "aboutDialog"),
    ):
        getattr(studio.assembly.menus, act).emit()
        dialog = studio.child(kind)
        assert isinstance(dialog, QDialog)
        studio.settle()
        studio.shoot(name, dialog)
        dialog.close()
    bar = studio.window.menuBar()
    for action in bar.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))
        studio.shoot_popup(f"menu-{menu.title().replace('&', '').lower()}")


def _draw_lists(studio: Studio) -> None:
    for kind, name in ((ListKind.INCOMING, "incoming"), (ListKind.OUTGOING, "outgoing"), (ListKind.TIPS, "tips")):
        studio.page(kind).view.select_position(2)
        studio.shoot(name)
    studio.type("tipsSearch", "sälj")
    studio.shoot("tips-search")
    studio.type("tipsSearch", "qqq")
    studio.shoot("tips-hidden")
    studio.type("tipsSearch", "")
    page = studio.page(ListKind.TIPS)
    popup = page.filter_controller.open_popup(2)
    studio.shoot("filter-popup", popup)
    popup.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--look", type=Look, choices=list(Look), default=Look.LIGHT)
    parser.add_argument("--language", choices=LANGUAGES, default="sv")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    if given.folder is None:
        draw_anew(resource_path("screenshots"))
        return
    width, height = map(int, given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        screen = offscreen_screen(Path(folder), round(width * float(given.scale)), round(height * float(given.scale)))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        os.environ["QT_SCALE_FACTOR"] = given.scale
        draw(given.folder, given.look, (width, height), given.language, with_rare=given.all)


def draw_anew(target: Path) -> None:
    """The pictures of the README and of the guide."""
    for language, look, names, place in _KEPT:
        with tempfile.TemporaryDirectory() as folder:
            options = ("--language", language, "--look", look.value)
            subprocess.run([sys.executable, "-m", "tests.screenshots", folder, *options], check=True)
            (target / place).mkdir(parents=True, exist_ok=True)
            for name in names:
                shutil.copy(Path(folder, f"{name}.png"), target / place)


if __name__ == "__main__":
    main()
