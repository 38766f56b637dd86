"""Run every fault with the full workload and print the table: `python -m tests.faults [--reduced] [WORD…]`.

`--reduced` uses the workload of pytest; each word picks the faults with it in their group or name. The exit code is
1 if a fault is not as declared.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.faults.case import FULL, REDUCED, CannotRun, FaultCase, Observed, Workload
from tests.faults.fault_table import CASES, MORE_TLS_CASES


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    app = QApplication([])
    app.setApplicationName("Vitec Desktop")
    workload = REDUCED if "--reduced" in arguments else FULL
    words = [word for word in arguments if not word.startswith("--")]
    picked = [case for case in CASES + MORE_TLS_CASES if not words or any(word in case.name for word in words)]
    counts: Counter[str] = Counter()
    failures = 0
    print("| fault | what the user sees | retries | what was kept | measured |")
    print("| --- | --- | --- | --- | --- |")
    for case in picked:
        begin = time.monotonic()
        name = case.name
        try:
            observed = _run(case, workload)
        except CannotRun as error:
            print(f"| {name} | not run: {error} | | | |", flush=True)
            continue
        except Exception as error:  # one broken fault does not hide the others
            failures += 1
            print(f"| {name} | **not as declared**: {type(error).__name__}: {error} | | | |", flush=True)
            continue
        counts[case.group] += 1
        counts.update(observed.totals)
        note = ", ".join(filter(None, (observed.note, f"{time.monotonic() - begin:.1f} s")))
        columns = (observed.sees or None, observed.retries, observed.kept)
        cells = " | ".join("–" if value is None else str(value) for value in columns)
        print(f"| {name} | {cells} | {note} |", flush=True)
    print()
    print(f"{len(picked)} faults picked, {failures} not as declared.")
    for name, count in counts.items():
        print(f"{name}: {count}")
    return 1 if failures else 0


def _run(case: FaultCase, workload: Workload) -> Observed:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        observed = case.run(Path(folder), workload)
    differences = case.fault.differences(observed)
    assert not differences, "; ".join(differences)
    return observed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
