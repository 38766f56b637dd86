"""Measures writing a workbook without earlier periods: `python -m tests.benchmarks.export [ROWS]`.

The baseline is a bare loop that writes the same cells without styles in openpyxl's write-only mode. Measures also the
peak memory and the longest stall of the event loop.
"""

import gc
import sys
import tempfile
import threading
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from math import inf
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.rows import KIND, make_rows
from tests.benchmarks.table import Measurement
from vitec_desktop.export.export_spec import EVERYTHING, LIST_SHEETS, ExportRequest, ExportSpec
from vitec_desktop.export.workbook import write_workbook
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report, Row
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.request import Customer, ReportScope

ROUNDS = 1
ALLOWED = 0.42
"""Of the bare loop's processor time: 0.38 and a tenth more."""
ALLOWED_MEMORY = 60.0  # megabytes
ALLOWED_STALL = 0.05  # seconds
_LISTS = ExportSpec(sheets=frozenset(LIST_SHEETS.values()))


class ExportBenchmark:
    """Writes one report several times, alternately with the baseline, and keeps the quickest of each."""

    def __init__(self, app: QApplication, rows: Sequence[Row]) -> None:
        scope = ReportScope((Customer("M30011", "Norrby Solna"),), date(2023, 1, 1), date(2026, 10, 31))
        self._app = app
        self._report = Report(scope, {KIND: tuple(rows)}, datetime(2026, 11, 24, 14, 5))
        self._folder = tempfile.TemporaryDirectory()
        self._target = Path(self._folder.name, "r.xlsx")
        gc.freeze()  # as the program does with a report

    def run(self) -> Iterable[Measurement]:
        for name, content in (("lists", _LISTS), ("whole workbook", EVERYTHING)):
            yield self._measure_speed(name, content)
        yield Measurement("export, MB above the rows", self._measure_memory(), ALLOWED_MEMORY, 1.0)
        cells = _cells_of(self._target)
        yield self._measure_stall("a bare loop in a worker, event loop", lambda: _write_bare(cells, self._target), inf)
        yield self._measure_stall("export in a worker, event loop", self._write, ALLOWED_STALL)

    def close(self) -> None:
        self._folder.cleanup()

    def _write(self, content: ExportSpec = EVERYTHING) -> None:
        write_workbook(self._report, ExportRequest(self._target, Language("sv"), content), CancellationToken())

    def _measure_speed(self, name: str, content: ExportSpec) -> Measurement:
        self._write(content)
        cells = _cells_of(self._target)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(_seconds(lambda: self._write(content)))
            theirs.append(_seconds(lambda: _write_bare(cells, self._target)))
        return Measurement(f"export, {name} (against a bare loop)", min(ours), min(theirs), ALLOWED)

    def _measure_memory(self) -> float:
        """Measure the peak memory in megabytes, in addition to the rows."""
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        self._write()
        peak = tracemalloc.get_traced_memory()[1] - before
        tracemalloc.stop()
        return peak / 1e6

    def _measure_stall(self, name: str, write: Callable[[], None], allowed: float) -> Measurement:
        """Measure the longest stall of the event loop, and the time, while a worker thread writes.

        The stall of the bare loop shows how much other load the machine has.
        """
        heartbeat = Heartbeat()
        loop = QEventLoop()
        worker = threading.Thread(target=write)
        poll = QTimer()
        poll.timeout.connect(lambda: None if worker.is_alive() else loop.quit())
        gc.collect()
        heartbeat.start()
        start = perf_counter()
        worker.start()
        poll.start(50)
        loop.exec()
        seconds = perf_counter() - start
        stall = heartbeat.stop()
        return Measurement(name, seconds, seconds, 1.0, stall, allowed)


def _seconds(act: Callable[[], None]) -> float:
    """Return the processor time of `act` in seconds, which other processes do not lengthen."""
    gc.collect()
    start = process_time()
    act()
    return process_time() - start


def _cells_of(path: Path) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Return the cells of every sheet, to write them again."""
    with closing(load_workbook(path, read_only=True)) as book:
        return [(sheet.title, [_trimmed(values) for values in sheet.iter_rows(values_only=True)]) for sheet in book]


def _trimmed(values: tuple[Any, ...]) -> tuple[Any, ...]:
    count = len(values)
    while count and values[count - 1] is None:
        count -= 1
    return values[:count]


def _write_bare(sheets: list[tuple[str, list[tuple[Any, ...]]]], target: Path) -> None:
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(target)


def main(arguments: list[str]) -> int:
    app = QApplication([])
    bench = ExportBenchmark(app, make_rows(int(arguments[0]) if arguments else 20_000))
    missed = 0
    for one in bench.run():
        stall = "" if one.stall is None else f"{one.stall * 1000:6.0f} ms"
        print(
            f"{one.name:46} {one.ours:9.2f} {one.theirs:9.2f} {one.share:6.2f} {one.allowed:6.2f} {stall}", flush=True
        )
        missed += not one.is_met
    bench.close()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
