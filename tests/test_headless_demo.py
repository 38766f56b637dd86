"""`vitec-desktop --demo` without a display writes a workbook and a screenshot."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.export.factories import SHEETS, calamine_rows
from tests.helpers.forked_python import run_forked
from tests.helpers.waiting import LONGEST_WAIT
from tests.machines.locales import LOCALE_SOURCES, LOCALE_VARIABLES, locale_environment, locale_in_effect
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

WITHOUT_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")
UNSERVED = {"DISPLAY": ":59999", "WAYLAND_DISPLAY": "wayland-59999"}
"""A display that the environment names and nobody serves, as in a session kept by tmux or su."""


def start(folder: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the program in an empty folder without a display; forked, and so without its imports."""
    work = folder / "här"
    work.mkdir(exist_ok=True)
    return start_in(work, folder / "profile", arguments, variables)


def start_in(
    work: Path, profile: Path, arguments: Sequence[str], variables: Mapping[str, str], *, is_forked: bool = True
) -> "subprocess.CompletedProcess[str]":
    removed = WITHOUT_DISPLAY + (LOCALE_VARIABLES if variables.keys() & set(LOCALE_VARIABLES) else ())
    environment = {name: value for name, value in os.environ.items() if name not in removed}
    environment |= {"PYTHONIOENCODING": "utf-8", **variables}
    command = [sys.executable, "-m", "vitec_desktop", *arguments, "--profile", str(profile), "--language", "sv"]
    run = run_forked if is_forked else partial(subprocess.run, capture_output=True, timeout=4 * LONGEST_WAIT)
    return run(command, cwd=work, env=environment, encoding="utf-8")


def start_whole(folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the demo as `start` does, but in a process of its own from its first line."""
    work = folder / "här"
    work.mkdir(exist_ok=True)
    return start_in(work, folder / "profile", ["--demo"], variables, is_forked=False)


def assert_job_was_done(folder: Path, done: "subprocess.CompletedProcess[str]", number: str = "") -> None:
    """Assert that workbook and picture are there and right; `number` is what their names end with."""
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    first_day, last_day = preset_days(Preset.LAST_MONTH, swedish_today())
    workbook = folder / "här" / f"Tips och leads {first_day}–{last_day}{number}.xlsx"
    picture = workbook.with_suffix(".png")
    assert done.stdout.splitlines() == [str(workbook), str(picture)]
    assert len(list((folder / "här").iterdir())) == (4 if number else 2)
    with DemoService() as service:
        truth = service.rows(first_day, last_day)
    counts = {kind: len(calamine_rows(workbook, sheet)) - 1 for kind, sheet in SHEETS.items()}
    assert counts == {kind: len(truth[kind]) for kind in ListKind}
    assert all(counts.values())
    meeting = next(row for row in calamine_rows(workbook, "Mötesblad") if "Inkommande leads" in row)
    assert "–" not in meeting, "the periods before are known"
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
    """In the locale of whoever runs the tests; `python -m tests.machines` runs them in several.

    A display that nobody serves counts as none, and earlier files stay.
    """
    first_day, last_day = preset_days(Preset.LAST_MONTH, swedish_today())
    earlier = [tmp_path / "här" / f"Tips och leads {first_day}–{last_day}{suffix}" for suffix in (".xlsx", ".png")]
    earlier[0].parent.mkdir()
    for path in earlier:
        path.write_bytes(b"of yesterday")
    assert_job_was_done(tmp_path, start_whole(tmp_path, **UNSERVED), " (2)")
    assert [path.read_bytes() for path in earlier] == [b"of yesterday"] * 2


@pytest.mark.skipif(not LOCALE_SOURCES.is_dir(), reason="needs Linux with the sources of its locales")
@pytest.mark.slow
@pytest.mark.parametrize("name", ["tr_TR.UTF-8", "fa_IR.UTF-8"])
def test_a_computer_of_another_country_does_the_same_job(tmp_path: Path, name: str) -> None:
    """Turkish has another upper case of i, which PySide asks for; Persian other digits, years and direction."""
    environment = locale_environment(name, tmp_path / "locales")
    assert locale_in_effect(environment) == name, "a locale that is not there silently becomes C"
    assert_job_was_done(tmp_path, start(tmp_path, "--demo", **environment))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
@pytest.mark.parametrize("variables", [{}, UNSERVED])
def test_without_demo_the_message_says_what_to_do(tmp_path: Path, variables: dict[str, str]) -> None:
    done = start(tmp_path, **variables)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "Det finns ingen skärm att öppna fönstret på. Använd ”vitec-desktop export”, eller prova med --demo.\n"
    )
    assert not list((tmp_path / "här").iterdir())


def test_an_unexpected_error_ends_the_process(tmp_path: Path) -> None:
    code = (
        "from vitec_desktop.__main__ import main\n"
        "from vitec_desktop.ui.fetch.command_bar import CommandBar\n"
        "def fail(bar): raise LookupError('somebody')\n"
        "CommandBar.request_fetch = fail\n"
        "main()\n"
    )
    words = ["--demo", "--profile", str(tmp_path / "profile"), "--language", "sv"]
    environment = {name: value for name, value in os.environ.items() if name not in WITHOUT_DISPLAY}
    done = run_forked([sys.executable, "-c", code, *words], cwd=tmp_path, env=environment)
    assert done.returncode == 1
    errors = done.stderr.decode()
    assert errors.endswith("Ett oväntat fel inträffade (LookupError).\n")
    assert "somebody" not in errors


def test_a_process_with_a_thread_that_does_not_end_has_its_exit_code_and_output(tmp_path: Path) -> None:
    code = (
        "import threading\n"
        "from vitec_desktop import __main__\n"
        "def run(arguments):\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    print('skrivet')\n"
        "    return 3\n"
        "__main__.run = run\n"
        "__main__.main()\n"
    )
    done = run_forked([sys.executable, "-c", code], cwd=tmp_path)
    assert (done.returncode, done.stdout.split()) == (3, [b"skrivet"])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a folder's rights are others there")
def test_a_read_only_folder_is_reported(tmp_path: Path) -> None:
    work = tmp_path / "här"
    work.mkdir(mode=0o500)
    if os.access(work, os.W_OK):
        work = Path("/proc/self")  # where not even root may make a file
    # Nothing is compared, since no file is to be written.
    code = (
        "from vitec_desktop.__main__ import main\n"
        "from vitec_desktop.report.periods import ComparisonPeriod\n"
        "from vitec_desktop.ui.overview import comparison_controller\n"
        "comparison_controller.DEFAULT_COMPARISON = ComparisonPeriod.NONE\n"
        "main()\n"
    )
    words = ["--demo", "--profile", str(tmp_path / "profile"), "--language", "sv"]
    environment = {name: value for name, value in os.environ.items() if name not in WITHOUT_DISPLAY}
    environment["PYTHONIOENCODING"] = "utf-8"
    done = run_forked([sys.executable, "-c", code, *words], cwd=work, env=environment, encoding="utf-8")
    assert done.returncode == 7
    assert "Traceback" not in done.stderr
