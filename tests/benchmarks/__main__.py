"""Print the measurements of the tables: `python -m tests.benchmarks [ROWS]`."""

import os
import sys

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tests.benchmarks.table import Measurement, TableBenchmark


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    app = QApplication([])
    print(f"{count} rows\n\n{'':44} {'ours':>9} {'Qt C++':>9} {'share':>7} {'bar':>6} {'stall':>7}")
    results = []
    for measurement in TableBenchmark(app, count).run():
        print(_line(measurement), flush=True)
        results.append(measurement)
    missed = [measurement.name for measurement in results if not measurement.is_met]
    print(
        f"\n{len(results) - len(missed)} of {len(results)} bars met" + (f"; not: {', '.join(missed)}" if missed else "")
    )
    return 1 if missed else 0


def _line(measurement: Measurement) -> str:
    stall = "" if measurement.stall is None else f"{measurement.stall * 1000:.0f} ms"
    missed_mark = "" if measurement.is_met else "  ←"
    return (
        f"{measurement.name:44} {measurement.ours:9.3f} {measurement.theirs:9.3f} {measurement.share:7.2f} "
        f"{measurement.allowed:6.2f} {stall:>7}{missed_mark}"
    )


if __name__ == "__main__":
    sys.exit(main())
