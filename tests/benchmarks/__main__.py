"""Prints the table: `python -m tests.benchmarks [ROWS]`."""

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
    for measured in TableBenchmark(app, count).run():
        print(_line(measured), flush=True)
        results.append(measured)
    missed = [measured.name for measured in results if not measured.is_met]
    print(
        f"\n{len(results) - len(missed)} of {len(results)} bars met" + (f"; not: {', '.join(missed)}" if missed else "")
    )
    return 1 if missed else 0


def _line(measured: Measurement) -> str:
    stall = "" if measured.stall is None else f"{measured.stall * 1000:.0f} ms"
    mark = "" if measured.is_met else "  ←"
    return (
        f"{measured.name:44} {measured.ours:9.3f} {measured.theirs:9.3f} {measured.share:7.2f} "
        f"{measured.allowed:6.2f} {stall:>7}{mark}"
    )


if __name__ == "__main__":
    sys.exit(main())
