"""`vitec-desktop --demo` without a display writes a workbook and a screenshot."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.export.factories import SHEETS, calamine_rows
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.startup import has_display
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

LOCALE_SOURCES = Path("/usr/share/i18n/locales/tr_TR")
WITHOUT_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")


def start(folder: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the program in an empty folder without a display."""
    work = folder / "här"
    work.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name not in WITHOUT_DISPLAY}
    environment |= {"PYTHONIOENCODING": "utf-8", **variables}
    command = [sys.executable, "-m", "vitec_desktop", *arguments, "--profile", str(folder / "profile")]
    return subprocess.run(
        [*command, "--language", "sv"],
        cwd=work,
        env=environment,
        capture_output=True,
        timeout=60,
        encoding="utf-8",
        check=False,
    )


def assert_job_was_done(folder: Path, done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    (workbook,) = folder.glob("här/*.xlsx")
    (picture,) = folder.glob("här/*.png")
    assert len(list((folder / "här").iterdir())) == 2
    assert done.stdout.splitlines() == [str(workbook), str(picture)]
    first_day, last_day = preset_days(Preset.LAST_MONTH, swedish_today())
    assert workbook.name == f"Tips och leads {first_day}–{last_day}.xlsx"
    with DemoService() as service:
        truth = service.rows(first_day, last_day)
    counts = {kind: len(calamine_rows(workbook, sheet)) - 1 for kind, sheet in SHEETS.items()}
    assert counts == {kind: len(truth[kind]) for kind in ListKind}
    assert all(counts.values())
    assert_shows_a_window(QImage(str(picture)))


def assert_shows_a_window(picture: QImage) -> None:
    """Assert that the picture is large enough and has many colours, none of them nearly everywhere."""
    assert picture.width() >= 1280
    assert picture.height() >= 720
    colours = Counter(picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
    assert len(colours) > 100
    [(_, most)] = colours.most_common(1)
    assert most / colours.total() < 0.97


def test_the_demo_writes_workbook_and_screenshot(tmp_path: Path) -> None:
    assert_job_was_done(tmp_path, start(tmp_path, "--demo"))


def test_an_offscreen_platform_counts_as_no_display(tmp_path: Path) -> None:
    assert_job_was_done(tmp_path, start(tmp_path, "--demo", QT_QPA_PLATFORM="offscreen"))


@pytest.mark.skipif(not LOCALE_SOURCES.exists(), reason="needs Linux with the sources of its locales")
def test_a_turkish_system_does_the_same_job(tmp_path: Path) -> None:
    """PySide names the setter of a keyword after the locale: `interval` asks for `setİnterval` there."""
    locales = tmp_path / "locales"
    locales.mkdir()
    subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", locales / "tr_TR.UTF-8"], check=True, timeout=60)
    turkish = {"LOCPATH": str(locales), "LC_ALL": "tr_TR.UTF-8"}
    asked = "import locale; print(locale.setlocale(locale.LC_ALL, ''))"
    told = subprocess.run([sys.executable, "-c", asked], env={**os.environ, **turkish}, capture_output=True, text=True)
    assert told.stdout.strip() == "tr_TR.UTF-8", "a locale that is not there silently becomes C"
    assert_job_was_done(tmp_path, start(tmp_path, "--demo", **turkish))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_demo_the_message_says_what_to_do(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "Det finns ingen skärm att öppna fönstret på. Använd ”vitec-desktop export”, eller prova med --demo.\n"
    )
    assert not list((tmp_path / "här").iterdir())


def test_an_unexpected_error_ends_the_process(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from vitec_desktop import main\n"
        "from vitec_desktop.ui.window.main_window import MainWindow\n"
        "def fail(window): raise LookupError('somebody')\n"
        "MainWindow.grab = fail\n"
        "sys.exit(main.run(sys.argv[1:]))\n"
    )
    words = ["--demo", "--profile", str(tmp_path / "profile"), "--language", "sv"]
    environment = {name: value for name, value in os.environ.items() if name not in WITHOUT_DISPLAY}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=tmp_path, env=environment, capture_output=True, timeout=60
    )
    assert done.returncode == 1
    errors = done.stderr.decode()
    assert errors.endswith("Ett oväntat fel inträffade (LookupError).\n")
    assert "somebody" not in errors


@pytest.mark.skipif(sys.platform == "win32", reason="a folder's rights are others there")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "här").mkdir(mode=0o500)
    done = start(tmp_path, "--demo")
    assert done.returncode == 7
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen:size=800x600"}, "win32", False),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_whether_there_is_a_display(environment: dict[str, str], platform: str, expected: bool) -> None:
    assert has_display(environment, platform) is expected
