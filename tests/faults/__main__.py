"""Tries every fault at full strength and prints the table; the exit code is 1 where something is not as declared."""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.faults.row import FULL, REDUCED, Bench, Fault, Observed, Strength
from tests.faults.table import TABLE


def main(arguments: list[str]) -> int:
    """`--reduced` repeats as little as pytest does; any other words pick the rows that have one in group or name."""
    app = QApplication([])
    app.setApplicationName("Vitec Desktop")
    strength = REDUCED if "--reduced" in arguments else FULL
    words = [word for word in arguments if not word.startswith("--")]
    picked = [fault for fault in TABLE if not words or any(word in f"{fault.group}: {fault.name}" for word in words)]
    counts: Counter[str] = Counter()
    failures = 0
    print("| fault | what the user sees | retries | what was kept | measured |")
    print("| --- | --- | --- | --- | --- |")
    for fault in picked:
        begin = time.monotonic()
        outcome = _tried(fault, strength)
        took = f"{time.monotonic() - begin:.1f} s"
        if isinstance(outcome, str):
            failures += 1
            print(f"| {fault.group}: {fault.name} | **not as declared**: {outcome} | | | {took} |", flush=True)
            continue
        counts[fault.group] += 1
        counts.update(outcome.figures)
        retries = "–" if outcome.retries is None else str(outcome.retries)
        note = ", ".join(filter(None, (outcome.note, took)))
        name = f"{fault.group}: {fault.name}"
        print(f"| {name} | {outcome.sees or '–'} | {retries} | {outcome.kept} | {note} |", flush=True)
    print()
    print(f"{len(picked)} faults tried, {failures} not as declared.")
    for what, count in counts.items():
        print(f"{what}: {count}")
    return 1 if failures else 0


def _tried(fault: Fault, strength: Strength) -> Observed | str:
    """What was observed, or what was wrong with it."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        try:
            observed = fault.case(Bench(Path(folder), strength))
        except Exception as error:  # one broken row does not hide the others
            return f"{type(error).__name__}: {error}"
    return "; ".join(fault.differences(observed)) or observed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
