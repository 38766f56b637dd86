"""The window is shown before its parts are loaded, and can be closed meanwhile."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import end_program
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.ui.conftest import SOLNA
from vitec_desktop import app as whole_program
from vitec_desktop.accounts import keyring_backend
from vitec_desktop.cli.arguments import WindowArguments
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.startup import Startup
from vitec_desktop.storage.profile import REPORT_SUFFIX, archive_folder
from vitec_desktop.ui.common.single_instance import SingleInstance
from vitec_desktop.ui.startup.placeholder import WindowPlaceholder
from vitec_desktop.ui.startup.startup_settings import read_startup_settings
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog
from vitec_desktop.ui.window.window_controller import WindowController

_CALENDAR_PROGRAM = """
import gc
import json
import sys
from pathlib import Path
from PySide6.QtCore import QLocale, QTimer
from vitec_desktop import startup
from vitec_desktop.__main__ import end_process
from vitec_desktop.cli.arguments import WindowArguments
from vitec_desktop.qt_application import ensure_application
from vitec_desktop.ui.widgets.date_field import DateField

def look():
    fields = [one for window in app.topLevelWidgets() for one in window.findChildren(DateField)]
    if len(fields) < 2 or not fields[0].isVisible() or not gc.get_freeze_count():
        return
    timer.stop()
    fields[0].show_calendar()
    app.processEvents()
    grid = app.activePopupWidget().grid
    short = QLocale.FormatType.ShortFormat
    names = [grid.locale().standaloneDayName(day, short).rstrip(".") for day in range(1, 8)]
    is_searched = any(one is fields[0] for one in gc.get_objects())
    print(json.dumps([grid.locale().monthName(1), *names, is_searched]))
    app.quit()

startup.CHORES_DELAY = 0
app = ensure_application(())
timer = QTimer(app)
timer.timeout.connect(look)
timer.start(20)
end_process(startup.open_window(WindowArguments(profile=Path(sys.argv[1]))))
"""


@pytest.fixture
def opening(qapp: QApplication, profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Startup]:
    """The program as the user starts it, with the placeholder shown."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    save_connections(profile, make_connection("http://127.0.0.1:9", [SOLNA]))
    instance = SingleInstance(profile, qapp)
    assert instance.claim()
    opening = Startup(qapp, WindowArguments(profile=profile), read_startup_settings(profile), instance)
    yield opening
    opening.window.close()
    opening.clean_up()
    end_program(opening.window)


def find_controller(opening: Startup) -> WindowController | None:
    return opening.window.findChild(WindowController)


def test_the_placeholder_is_painted_before_the_window_is_built(opening: Startup, qtbot: QtBot) -> None:
    window, ground = opening.window, opening.window.centralWidget()
    assert isinstance(ground, WindowPlaceholder)
    assert window.isVisible()
    with qtbot.waitSignal(ground.painted):
        pass
    assert find_controller(opening) is None

    qtbot.waitUntil(lambda: find_controller(opening) is not None)

    qtbot.waitUntil(window.updatesEnabled)
    assert WindowDriver(qtbot, window).find_widget(QPushButton, "fetchButton").isVisible()
    image = window.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) > 20


def test_the_window_does_not_move_when_it_is_built(opening: Startup, qtbot: QtBot) -> None:
    before = opening.window.geometry()

    qtbot.waitUntil(lambda: find_controller(opening) is not None)

    assert opening.window.geometry() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("system", "chosen", "expected"),
    [
        ("en_US.UTF-8", "sv", ["januari", "mån", "tis", "ons", "tors", "fre", "lör", "sön"]),
        ("sv_SE.UTF-8", "en", ["January", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
    ],
)
def test_the_calendar_is_in_the_chosen_language_whatever_the_system_s_is_and_is_not_searched_for_garbage(
    profile: Path, system: str, chosen: str, expected: list[str]
) -> None:
    save_connections(profile, make_connection("http://127.0.0.1:9", [SOLNA]))
    (profile / "settings.json").write_text(json.dumps({"language": chosen}), "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    done = subprocess.run(
        [sys.executable, "-c", _CALENDAR_PROGRAM, str(profile)],
        env={**kept, "LANG": system, "LANGUAGE": system[:2], "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [*expected, False]


@pytest.mark.parametrize("has_report", [True, False])
def test_the_keyring_is_found_while_the_window_is_built_only_if_there_are_saved_reports(
    *, has_report: bool, opening: Startup, profile: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[None] = []
    monkeypatch.setattr(keyring_backend, "system_keyring", lambda: calls.append(None))
    archive = archive_folder(profile)
    archive.mkdir()
    if has_report:
        (archive / f"0{REPORT_SUFFIX}").touch()

    qtbot.waitUntil(lambda: find_controller(opening) is not None)

    qtbot.waitUntil(lambda: len(calls) == has_report)


def test_closing_before_it_is_filled_leaves_nothing_behind(opening: Startup, qtbot: QtBot) -> None:
    ground = opening.window.centralWidget()
    assert isinstance(ground, WindowPlaceholder)
    with qtbot.waitSignal(ground.painted):
        pass

    opening.window.close()

    for _ in range(50):
        QApplication.processEvents()
    assert find_controller(opening) is None
    assert not opening.window.isVisible()


def test_an_error_while_the_window_is_built_is_shown(
    opening: Startup, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Anna Andersson")

    left: list[int] = []
    monkeypatch.setattr(whole_program, "build_window_steps", fail)
    monkeypatch.setattr(QApplication, "exit", left.append)

    def dialog() -> QDialog | None:
        return opening.window.findChild(DetailsDialog)

    qtbot.waitUntil(lambda: dialog() is not None)
    told = dialog()
    assert told is not None
    assert told.isVisible()
    assert "Anna" not in " ".join(text.toPlainText() for text in told.findChildren(QPlainTextEdit))
    told.reject()
    assert left == [opening.exit_code] == [ExitCode.UNEXPECTED]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
