"""Measures how long the window stands still until it shows a report: `python -m tests.benchmarks.window_stalls [ROWS]`.

The window has a saved report, which it shows at the start, and then fetches one. The longest block of the UI thread
counts, and the longest search for garbage on any thread, which stops them all. The baseline reads an answer of 30,000
rows in a bare loop: so long would a program without workers stand still. All in CPU time: other load on the computer
makes none longer.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import QEventLoop, QTimer

from tests.archive.factories import a_keyring, a_login, a_snapshot
from tests.benchmarks.archive import make_rows
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.table import Measurement
from tests.conftest import create_credential_store, create_session, running_programs
from tests.helpers.fault_server import FaultServer, Reply, Seen
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
MAX_SHARE = 0.15
"""The share of the baseline that a stall may last, however many rows there are: 30 ms where that takes 0.2 s."""
_BARE_ROWS = 30_000
_OFFICE = Customer("M30011", "Norrby Solna")
_USER, _PASSWORD = "demo", "norrby"
_DAY = b"YYYY-MM-DD"


class Stalls(NamedTuple):
    """Seconds of the longest block of the UI thread, and of the longest search for garbage."""

    ui: float
    garbage: float


def measure(folder: Path, base_url: str, count: int) -> dict[str, Stalls]:
    """Return the stalls from the filled window to the saved report, and those of a fetch."""
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

        gc.freeze()  # as the start does
        saved = _longest_stalls(lambda: None, is_shown)
        finished: list[object] = []
        controller.report_fetcher.finished.connect(lambda *_: finished.append(None))
        fetched = _longest_stalls(window.command_bar.request_fetch, lambda: bool(finished) and is_shown())
        assert _shown_count(window) == count
    gc.unfreeze()
    return {"saved report": saved, "fetch": fetched}


def _shown_count(window: MainWindow) -> int:
    return window.tabs.pages[ListKind.TIPS].model.total_count


def _longest_stalls(begin: Callable[[], None], has_ended: Callable[[], bool]) -> Stalls:
    heartbeat, loop, timer = Heartbeat(thread_time, 2), QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if has_ended() else None)
    # The window's first paint is over.
    QTimer.singleShot(0, heartbeat.start)
    QTimer.singleShot(0, begin)
    timer.start(20)
    with _searches_for_garbage() as searches:
        loop.exec()
        return Stalls(heartbeat.stop(), max(searches, default=0.0))


@contextmanager
def _searches_for_garbage() -> Iterator[list[float]]:
    """Note the CPU seconds of each; both calls of one are on the thread that it runs on."""
    seconds: list[float] = []
    began = 0.0

    def note(phase: str, info: dict[str, Any]) -> None:
        nonlocal began
        if phase == "start":
            began = thread_time()
        else:
            seconds.append(thread_time() - began)

    gc.callbacks.append(note)
    try:
        yield seconds
    finally:
        gc.callbacks.remove(note)


def read_bare(answer: bytes) -> float:
    """Return the seconds that it takes to read an answer and to make a tuple of each row."""
    gc.disable()  # with searches for garbage it takes half as long again, or not
    began = thread_time()
    rows = [tuple(row.values()) for row in json.loads(answer)["tips"]]
    seconds = thread_time() - began
    gc.enable()
    assert rows
    return seconds


def make_answer(count: int) -> bytes:
    """Return an answer with so many tips of the day `_DAY`."""
    rows = [msgspec.to_builtins(row) for row in make_rows(count)]
    tips = [{**row, "createdAt": _DAY.decode() + row["createdAt"][10:]} for row in rows]
    return json.dumps({"incomingLeads": [], "outgoingLeads": [], "tips": tips}).encode()


def measure_all(count: int) -> list[Measurement]:
    """Return each stall of the round whose share is the median."""
    answer, bare_answer = make_answer(count), make_answer(_BARE_ROWS)

    def reply(seen: Seen) -> Reply:
        """Answer with the rows on the first day that is asked for: others would not count."""
        return Reply(body=answer.replace(_DAY, seen.window[0][:10].encode()))

    rounds: dict[str, list[Measurement]] = {}
    with FaultServer(reply) as server:
        for _ in range(ROUNDS):
            bare = read_bare(bare_answer)
            with TemporaryDirectory() as folder:
                found = measure(Path(folder) / "profile", server.base_url, count)
            for what, stalls in found.items():
                for of, seconds in zip(("UI thread", "garbage"), stalls, strict=True):
                    name = f"{what}, {count} rows: {of}"
                    rounds.setdefault(name, []).append(Measurement(name, seconds, bare, MAX_SHARE))
    return [sorted(found, key=lambda one: one.share)[ROUNDS // 2] for found in rounds.values()]


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    counts = [int(sys.argv[1])] if len(sys.argv) > 1 else [5_000, _BARE_ROWS]
    ensure_application(())
    results = []
    print(f"{'':36} {'ours, s':>9} {'bare, s':>9} {'share':>6} {'bar':>5}")
    for one in (one for count in counts for one in measure_all(count)):
        mark = "" if one.is_met else "  ←"
        print(f"{one.name:36} {one.ours:9.3f} {one.theirs:9.3f} {one.share:6.2f} {one.allowed:5.2f}{mark}", flush=True)
        results.append(one)
    return 0 if all(one.is_met for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
