"""Tries every fault at full strength and prints the table; the exit code is 1 where something is not as declared."""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.faults.case import FULL, REDUCED, Env, Fault, Observed, Workload
from tests.faults.fault_table import FAULTS


def main(arguments: list[str]) -> int:
    """`--reduced` repeats as little as pytest does; any other words pick the rows that have one in group or name."""
    app = QApplication([])
    app.setApplicationName("Vitec Desktop")
    workload = REDUCED if "--reduced" in arguments else FULL
    words = [word for word in arguments if not word.startswith("--")]
    picked = [fault for fault in FAULTS if not words or any(word in f"{fault.group}: {fault.name}" for word in words)]
    counts: Counter[str] = Counter()
    failures = 0
    print("| fault | what the user sees | retries | what was kept | measured |")
    print("| --- | --- | --- | --- | --- |")
    for fault in picked:
        begin = time.monotonic()
        outcome = _tried(fault, workload)
        took = f"{time.monotonic() - begin:.1f} s"
        if isinstance(outcome, str):
            failures += 1
            print(f"| {fault.group}: {fault.name} | **not as declared**: {outcome} | | | {took} |", flush=True)
            continue
        counts[fault.group] += 1
        counts.update(outcome.totals)
        retries = "–" if outcome.retries is None else str(outcome.retries)
        note = ", ".join(filter(None, (outcome.note, took)))
        name = f"{fault.group}: {fault.name}"
        print(f"| {name} | {outcome.sees or '–'} | {retries} | {outcome.kept} | {note} |", flush=True)
    print()
    print(f"{len(picked)} faults tried, {failures} not as declared.")
    for what, count in counts.items():
        print(f"{what}: {count}")
    return 1 if failures else 0


def _tried(fault: Fault, workload: Workload) -> Observed | str:
    """What was observed, or what was wrong with it."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        try:
            observed = fault.run(Env(Path(folder), workload))
        except Exception as error:  # one broken row does not hide the others
            return f"{type(error).__name__}: {error}"
    return "; ".join(fault.differences(observed)) or observed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
