"""Measures when the window is painted and filled, and the size of the bundle, against a bare window.

    python -m tests.benchmarks.start_up
    python -m tests.benchmarks.start_up --work build --dist dist     (the frozen program too; after packaging/build.py)

Times run from the start of the process. Painted: Qt logs on standard error that it flushes the window to the screen.
Filled: the program logs READY_MESSAGE. The bare window is a QMainWindow with a QTableView. The two are started
alternately, and the median counts. With a saved report, the key of which is in a real Secret Service, the time counts
too from the filled window until the overview shows the report.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from tests.archive.factories import a_login, a_snapshot
from tests.benchmarks.archive import make_rows
from tests.helpers.secret_service import running_secret_service
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.offices import Office
from vitec_desktop.archive.store import open_archive
from vitec_desktop.startup import READY_MESSAGE
from vitec_desktop.ui.common.log_setup import log_file
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_now

_ROOT = Path(__file__).resolve().parents[2]
_ROUNDS = 9
_BASE_URL, _USER = "http://127.0.0.1:9", "norrby"
_MAX_SHARE = 1.3
_MAX_FILLED_SHARE = 4.0

_BARE = """import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1440, 900)
window.show()
sys.exit(app.exec())
"""
_SAVED_ROWS = 5_000
_MAX_SHOWN_SECONDS = 0.25
_SHOWN_MESSAGE = "overview shown"

_OURS_WITH_MESSAGE = f"""from vitec_desktop.__main__ import main
from vitec_desktop.ui.common.log_setup import LOG
from vitec_desktop.ui.overview.page import OverviewPage
show_overview_steps = OverviewPage.show_overview_steps
def show_and_log(page, overview):
    yield from show_overview_steps(page, overview)
    page.repaint()
    LOG.info({_SHOWN_MESSAGE!r})
OverviewPage.show_overview_steps = show_and_log
main()
"""
_OURS = """from vitec_desktop.__main__ import main
main()
"""
_PAINT_LOGGING = {"QT_LOGGING_RULES": "qt.widgets.painting.info=true", "QT_FORCE_STDERR_LOGGING": "1"}


class StartMeasurement(NamedTuple):
    """One measurement of the program (`ours`) and of a bare window; the name holds the unit."""

    name: str
    ours: float
    bare: float
    limit: float = _MAX_SHARE

    @property
    def is_met(self) -> bool:
        return self.ours <= self.bare * self.limit


class StartTimes(NamedTuple):
    """Seconds from the start of a process until its window is painted, filled, and shows a saved report."""

    painted: float
    filled: float
    shown: float


def measure(
    command: Sequence[str | Path], environment: Mapping[str, str], log: Path | None = None, *, has_saved: bool = False
) -> StartTimes:
    """Start a process, and kill it once its window is painted and, if it has a log, filled.

    With `has_saved` only once it shows a saved report.

    Raises:
        RuntimeError: the process ended before that.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in command],
        env={**os.environ, **_PAINT_LOGGING, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            assert process.stderr is not None
            written: list[str] = []
            for line in process.stderr:
                written.append(line)
                if "Flushing" in line:
                    # It goes on writing as it paints, and would wait for a reader.
                    Thread(target=process.stderr.read, daemon=True).start()
                    times = [time.perf_counter() - began]
                    for message in (READY_MESSAGE, _SHOWN_MESSAGE if has_saved else ""):
                        while log and not _has_line(log, message) and process.poll() is None:
                            time.sleep(0.005)
                        times.append(time.perf_counter() - began)
                    return StartTimes(*times)
        finally:
            process.kill()
    raise RuntimeError("no window was painted, or it was not filled:\n" + "".join(written[-20:]))


def _has_line(log: Path, message: str) -> bool:
    return log.is_file() and message in log.read_text(encoding="utf-8")


def compare(
    name: str,
    ours: Sequence[str | Path],
    bare: Sequence[str | Path],
    environment: Mapping[str, str],
    prepare: Callable[[Path], object] | None = None,
) -> list[StartMeasurement]:
    """Measure the two commands alternately, with a new profile each time; the first round only fills caches.

    `prepare` writes something into the profile: without a connection the window shows the welcome page.
    """
    times: tuple[list[StartTimes], list[StartTimes]] = ([], [])
    for _ in range(_ROUNDS + 1):
        with tempfile.TemporaryDirectory() as profile:
            if prepare is not None:
                prepare(Path(profile))
            times[0].append(measure([*ours, "--profile", profile], environment, log_file(Path(profile))))
            times[1].append(measure(bare, environment))
    (ours_painted, ours_filled), (bare_painted, _) = (
        (statistics.median(one.painted for one in each[1:]), statistics.median(one.filled for one in each[1:]))
        for each in times
    )
    return [
        StartMeasurement(f"{name}: painted, s", ours_painted, bare_painted),
        StartMeasurement(f"{name}: filled, s", ours_filled, bare_painted, _MAX_FILLED_SHARE),
    ]


def with_saved_report(
    ours: Sequence[str | Path], bare: Sequence[str | Path], environment: Mapping[str, str]
) -> list[StartMeasurement]:
    """Measure starts with a saved report, and how soon after the filled window the overview shows it."""
    shown = []
    with running_secret_service() as service:
        os.environ.update(service.environment)
        used = {**environment, **service.environment}
        found = compare("saved report", ours, bare, used, _save_report)
        for _ in range(_ROUNDS + 1):
            with tempfile.TemporaryDirectory() as folder:
                profile = Path(folder)
                _save_report(profile)
                command: list[str | Path] = [sys.executable, "-c", _OURS_WITH_MESSAGE, "--profile", profile]
                times = measure(command, used, log_file(profile), has_saved=True)
                shown.append(times.shown - times.filled)
    name = f"saved report: {_SAVED_ROWS} rows shown after, s"
    return [*found, StartMeasurement(name, statistics.median(shown[1:]), _MAX_SHOWN_SECONDS, 1.0)]


def _save_report(profile: Path) -> None:
    _save_connection(profile)
    archive = open_archive(profile, defaults=MachineDefaults())
    archive.turn_on()
    rows, login = make_rows(_SAVED_ROWS), a_login(_BASE_URL, _USER)
    archive.save(a_snapshot({ListKind.TIPS: rows}, logins=[login], fetched_at=swedish_now()))


def _save_connection(profile: Path) -> None:
    office = Office("M30011", "Norrby Solna")
    ConnectionFile(profile / "connections.json").save_all([Connection("norrby", "Norrby", _USER, (office,), _BASE_URL)])


def from_source(display: str) -> list[StartMeasurement]:
    """Measure the program in this interpreter with compiled modules, as of an installed program."""
    with tempfile.TemporaryDirectory() as compiled:
        environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        environment |= {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": "", "TMPDIR": compiled}
        ours, bare = [sys.executable, "-c", _OURS], [sys.executable, "-c", _BARE]
        return [
            *compare("used profile", ours, bare, environment, _save_connection),
            *compare("new profile", ours, bare, environment),
            *with_saved_report(ours, bare, environment),
        ]


def frozen(work: Path, dist: Path, display: str) -> list[StartMeasurement]:
    """Measure the frozen program against a bare window frozen in the same environment."""
    pyinstaller = import_module("steps.pyinstaller")
    subprocess_utils = import_module("steps.subprocess_utils")
    bare_work = subprocess_utils.empty_folder(work / "bare")
    (bare_work / "start.py").write_text(_BARE, encoding="utf-8")
    subprocess_utils.run(
        pyinstaller.pyinstaller_command(
            pyinstaller.environment_python(work / "environment"), bare_work, bare_work / "dist"
        ),
        cwd=bare_work,
        environment={**pyinstaller.pyinstaller_environment(bare_work), "VITEC_DESKTOP_BARE": "1"},
        log_file=bare_work / "pyinstaller.log",
    )
    bare, ours = bare_work / "dist" / "vitec-desktop", dist / "vitec-desktop"
    environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    return [
        StartMeasurement(
            "size of the bundle, MB", pyinstaller.folder_size(ours) / 1e6, pyinstaller.folder_size(bare) / 1e6
        ),
        *compare("frozen", [ours / "vitec-desktop"], [bare / "vitec-desktop"], environment, _save_connection),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, help="the work folder of packaging/build.py")
    parser.add_argument("--dist", type=Path, help="the folder of its packages")
    given = parser.parse_args()
    sys.path.insert(0, str(_ROOT / "packaging"))
    given_display = os.environ.get("DISPLAY")
    virtual = import_module("steps.wine").virtual_display
    with nullcontext(given_display) if given_display else virtual() as display:
        results = from_source(display)
        if given.work and given.dist:
            results += frozen(given.work.absolute(), given.dist.absolute(), display)
    print(f"{'':34} {'ours':>8} {'bare':>8} {'share':>6} {'bar':>5}")
    for one in results:
        mark = "" if one.is_met else "  ←"
        print(f"{one.name:34} {one.ours:8.3f} {one.bare:8.3f} {one.ours / one.bare:6.2f} {one.limit:5.2f}{mark}")
    return 0 if all(one.is_met for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
