"""How soon the window is painted, and how large the bundle is, each beside a bare window of Qt's made the same way.

    python -m tests.benchmarks.start_up
    python -m tests.benchmarks.start_up --work build --dist dist     (the frozen program too; after packaging/build.py)

Qt tells on standard error when it first flushes a window to the screen: that moment counts, from the start of the
process. Bare is a QMainWindow with a QTableView. Each is started in turn with the other, and the median counts.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).resolve().parents[2]
_ROUNDS = 9
_ALLOWED = 1.3

_BARE = """import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1440, 900)
window.show()
sys.exit(app.exec())
"""
_OURS = """import sys
from vitec_desktop.app import build
app, window = build(sys.argv[1:])
sys.exit(app.exec())
"""
_TELLING = {"QT_LOGGING_RULES": "qt.widgets.painting.info=true", "QT_FORCE_STDERR_LOGGING": "1"}


class Compared(NamedTuple):
    """One line of the table; the unit stands in the name."""

    name: str
    ours: float
    bare: float

    @property
    def is_met(self) -> bool:
        return self.ours <= self.bare * _ALLOWED


def seconds_to_paint(command: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    """From the start of a process until it has painted a window; it is ended then.

    Raises:
        RuntimeError: it ended without.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in command],
        env={**os.environ, **_TELLING, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            assert process.stderr is not None
            written = []
            for line in process.stderr:
                written.append(line)
                if "Flushing" in line:
                    return time.perf_counter() - began
        finally:
            process.kill()
    raise RuntimeError("no window was painted:\n" + "".join(written[-20:]))


def compare(
    name: str, ours: Sequence[str | Path], bare: Sequence[str | Path], environment: Mapping[str, str]
) -> Compared:
    """The two commands in turn, each with a profile of its own; the first round, which fills caches, does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS + 1):
        with tempfile.TemporaryDirectory() as profile:
            times[0].append(seconds_to_paint([*ours, "--profile", profile], environment))
            times[1].append(seconds_to_paint(bare, environment))
    return Compared(name, statistics.median(times[0][1:]), statistics.median(times[1][1:]))


def from_source() -> Compared:
    """In this interpreter, its modules compiled beforehand, as those of an installed program are."""
    with tempfile.TemporaryDirectory() as compiled:
        environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        python = sys.executable
        return compare("first painted window, s", [python, "-c", _OURS], [python, "-c", _BARE], environment)


def frozen(work: Path, dist: Path, display: str) -> list[Compared]:
    """The frozen program against a bare window, frozen and trimmed the same way in the same environment."""
    freezing = import_module("shipping.freezing")
    running = import_module("shipping.running")
    bare_work = running.fresh(work / "bare")
    (bare_work / "start.py").write_text(_BARE, encoding="utf-8")
    running.run(
        freezing.pyinstaller_command(freezing.python_of(work / "environment"), bare_work, bare_work / "dist"),
        cwd=bare_work,
        environment={**freezing.pyinstaller_environment(bare_work), "VITEC_DESKTOP_BARE": "1"},
        log=bare_work / "pyinstaller.log",
    )
    bare, ours = bare_work / "dist" / "vitec-desktop", dist / "vitec-desktop"
    environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    return [
        Compared("size of the bundle, MB", freezing.size(ours) / 1e6, freezing.size(bare) / 1e6),
        compare("frozen: first painted window, s", [ours / "vitec-desktop"], [bare / "vitec-desktop"], environment),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, help="where packaging/build.py had its passing files")
    parser.add_argument("--dist", type=Path, help="where it put the packages")
    given = parser.parse_args()
    results = [from_source()]
    if given.work and given.dist:
        sys.path.insert(0, str(_ROOT / "packaging"))
        given_display = os.environ.get("DISPLAY")
        virtual = import_module("shipping.wine").virtual_display
        with nullcontext(given_display) if given_display else virtual() as display:
            results += frozen(given.work.absolute(), given.dist.absolute(), display)
    print(f"{'':34} {'ours':>8} {'bare':>8} {'share':>6} {'bar':>5}")
    for one in results:
        mark = "" if one.is_met else "  ←"
        print(f"{one.name:34} {one.ours:8.3f} {one.bare:8.3f} {one.ours / one.bare:6.2f} {_ALLOWED:5.2f}{mark}")
    return 0 if all(one.is_met for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
