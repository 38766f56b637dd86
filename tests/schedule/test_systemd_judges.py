"""systemd's own tools check the units, if they are installed; they need no manager and change nothing."""

import os
import re
import shutil
import subprocess
import sys
from datetime import datetime, time
from pathlib import Path

import pytest

from tests.helpers.debian import skip_without
from tests.helpers.waiting import LONGEST_WAIT
from tests.schedule.factories import make_plan
from vitec_desktop.schedule.plan import MAX_DAY_OF_MONTH, Frequency, Recurrence
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.systemd import on_calendar, service_unit, timer_unit

ANALYZE = shutil.which("systemd-analyze")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux'")

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NOW = datetime(2027, 2, 24, 10, 15)  # a Wednesday; the next month has another number of days
RECURRENCES = [Recurrence(Frequency.WEEKLY, day, time(7, 5)) for day in range(1, 8)]
RECURRENCES += [
    Recurrence(Frequency.MONTHLY, day, at) for day, at in ((1, time(0)), (9, time(23, 59)), (24, time(10, 15)))
]
RECURRENCES += [Recurrence(Frequency.MONTHLY, MAX_DAY_OF_MONTH, time(7))]


def judged(*arguments: str | Path, home: Path) -> str:
    """Return the tool's output; assert that it finds no error."""
    if ANALYZE is None:
        skip_without("systemd")
    places = {name: str(home) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", **places}
    done = subprocess.run(
        [ANALYZE, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_WAIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", ["plain", "åäö möte", "50 % $HOME $$", 'it\'s "so"', "back\\slash", "%h;#{}&|"])
def test_systemd_accepts_the_units(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    home = tmp_path / re.sub(r"""["'\\]""", "", name) / "bin"  # which systemd takes in no program's path
    folder.mkdir()
    home.mkdir(parents=True)
    executable = home / "vitec-desktop"
    executable.write_text("#!/bin/sh\n")
    executable.chmod(0o700)
    program = LaunchCommand(str(executable), ("--profile", str(folder)), str(folder))
    (tmp_path / "export.service").write_text(service_unit(program), encoding="utf-8")
    (tmp_path / "export.timer").write_text(timer_unit(make_plan()), encoding="utf-8")
    units = (tmp_path / "export.timer", tmp_path / "export.service")
    assert judged("verify", "--user", "--man=no", *units, home=tmp_path) == ""


def test_systemd_rejects_a_wrong_unit(tmp_path: Path) -> None:
    (tmp_path / "export.service").write_text(service_unit(LaunchCommand("/not/there", (), "/")), encoding="utf-8")
    with pytest.raises(AssertionError, match="not executable"):
        judged("verify", "--user", "--man=no", tmp_path / "export.service", home=tmp_path)


@pytest.mark.parametrize("recurrence", RECURRENCES, ids=lambda one: f"{one.frequency}-{one.day}-{one.time_of_day:%H%M}")
def test_the_times_are_the_same_as_ours(tmp_path: Path, recurrence: Recurrence) -> None:
    moments = [NOW]
    for _ in range(3):
        moments.append(recurrence.next_after(moments[-1]))
    times = on_calendar(make_plan(recurrence=recurrence))
    output = judged("calendar", "--iterations=3", f"--base-time={NOW:%Y-%m-%d %H:%M:%S}", times, home=tmp_path)
    lines = [line.split(": ", 1) for line in output.splitlines()]
    elapses = [value for name, value in lines if "elapse" in name or "#" in name]
    assert elapses == [f"{DAY_NAMES[moment.weekday()]} {moment:%Y-%m-%d %H:%M:%S} UTC" for moment in moments[1:]]
