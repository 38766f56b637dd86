"""Measures how long the window stands still until it shows a report: `python -m tests.benchmarks.window_stalls [ROWS]`.

The window has a saved report, which it shows at the start, and then fetches one. The longest block of the UI thread
counts, in CPU time: other load on the computer makes none longer.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time

import msgspec
from PySide6.QtCore import QEventLoop, QTimer

from tests.archive.factories import a_keyring, a_login, a_snapshot
from tests.benchmarks.archive import make_rows
from tests.benchmarks.heartbeat import Heartbeat
from tests.conftest import create_credential_store, create_session, running_programs
from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.window_driver import make_connection, save_connections
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.qt_application import ensure_application
from vitec_desktop.ui.window.main_window import MainWindow
from vitec_desktop.ui.window.window_controller import WindowController
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer
from vitec_desktop.webservice.timestamps import swedish_now

ROUNDS = 3
MAX_STALL = 0.05
_OFFICE = Customer("M30011", "Norrby Solna")
_USER, _PASSWORD = "demo", "norrby"


def measure(folder: Path, base_url: str, count: int) -> tuple[float, float]:
    """Return the longest stall from the filled window to the saved report, and the one of a fetch; in seconds."""
    keyring, login = a_keyring(), a_login(base_url, _USER, (_OFFICE,))

    def make_archive(profile: Path | None) -> ReportArchive:
        return open_archive(profile, SecretStore(lambda: keyring), MachineDefaults())

    archive = make_archive(folder)
    archive.turn_on()
    archive.save(a_snapshot({ListKind.TIPS: make_rows(count)}, logins=[login], fetched_at=swedish_now()))
    connection = make_connection(base_url, [_OFFICE], _USER)
    save_connections(folder, connection)
    credentials = create_credential_store()
    credentials.set_password(connection.id, _USER, _PASSWORD)
    with running_programs(folder, create_session(), credentials) as start:
        window = start(make_archive=make_archive)
        controller = window.findChild(WindowController)
        assert isinstance(controller, WindowController)

        def is_shown() -> bool:
            is_ready = window.tabs.overview.is_showing_overview and not controller.report_fetcher.is_running
            return is_ready and controller.overview_controller.is_up_to_date

        saved = _longest_stall(lambda: None, is_shown)
        finished: list[object] = []
        controller.report_fetcher.finished.connect(lambda *_: finished.append(None))
        fetched = _longest_stall(window.command_bar.request_fetch, lambda: bool(finished) and is_shown())
        assert _shown_count(window) == count
    return saved, fetched


def _shown_count(window: MainWindow) -> int:
    return window.tabs.pages[ListKind.TIPS].model.total_count


def _longest_stall(begin: Callable[[], None], has_ended: Callable[[], bool]) -> float:
    heartbeat, loop, timer = Heartbeat(thread_time, 2), QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if has_ended() else None)
    # The window's first paint is over.
    QTimer.singleShot(0, heartbeat.start)
    QTimer.singleShot(0, begin)
    timer.start(20)
    loop.exec()
    return heartbeat.stop()


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    counts = [int(sys.argv[1])] if len(sys.argv) > 1 else [5_000, 30_000]
    ensure_application(())
    results: list[float] = []
    print(f"{'':34} {'ours, s':>9} {'bar':>6}")
    for count in counts:
        rows = [msgspec.to_builtins(row) for row in make_rows(count)]

        def answer(seen: Seen, rows: list[dict[str, str]] = rows) -> Reply:
            """Answer with the rows on the first day that is asked for: others would not count."""
            day = seen.window[0][:10]
            return report(tips=[{**row, "createdAt": day + row["createdAt"][10:]} for row in rows])

        with FaultServer(answer) as server:
            rounds = []
            for _ in range(ROUNDS):
                with TemporaryDirectory() as folder:
                    rounds.append(measure(Path(folder) / "profile", server.base_url, count))
        for name, stalls in zip(("saved report", "fetch"), zip(*rounds, strict=True), strict=True):
            stall = sorted(stalls)[ROUNDS // 2]
            mark = "" if stall <= MAX_STALL else "  ←"
            print(f"{f'{name}, {count} rows: longest stall':34} {stall:9.3f} {MAX_STALL:6.2f}{mark}", flush=True)
            results.append(stall)
    return 0 if max(results) <= MAX_STALL else 1


if __name__ == "__main__":
    sys.exit(main())
