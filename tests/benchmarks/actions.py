"""Measures writing the sheet Handlingslista: `python -m tests.benchmarks.actions [ROWS]`.

The baseline is the list of the same rows. Each receiver has twelve rows to act on, three, or one.
"""

import gc
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from time import process_time

from tests.benchmarks.rows import KIND, make_rows
from vitec_desktop.export.export_spec import ExportRequest, ExportSpec, SheetKey
from vitec_desktop.export.workbook import write_workbook
from vitec_desktop.report.fields import RECEIVER_COMPANY, RECEIVER_NAME, TIP_STATE
from vitec_desktop.report.labels import STATES, StateGroup
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report, Row
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.request import Customer, ReportScope

ROUNDS = 4
ALLOWED = {12: 1.0, 3: 1.0, 1: 1.25}
"""By the rows of each receiver: with one, its block has a title, heads, a section and notes for a row of the list."""
_ROWS_EACH = 12
_CODES = [state.code for state in STATES if state.group in (StateGroup.UNHANDLED, StateGroup.PROGRESS)]


def rows_to_act_on(count: int, rows_each: int = _ROWS_EACH) -> list[Row]:
    """Return rows in progress or unhandled, so many of each receiver."""
    columns = COLUMNS[KIND]
    state, name, company = (columns.index(column) for column in (TIP_STATE, RECEIVER_NAME, RECEIVER_COMPANY))
    rows = []
    for number, row in enumerate(make_rows(count)):
        values = list(row)
        receiver = number % max(count // rows_each, 1)
        values[state] = _CODES[number % len(_CODES)]
        values[name], values[company] = f"Mäklare {receiver}", f"Norrby {receiver % 9}"
        rows.append(tuple(values))
    return rows


def measure(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the least seconds of processor time to write the sheet, and to write the list."""
    scope = ReportScope((Customer("M30011", "Norrby Solna"),), date(2023, 1, 1), date(2026, 10, 31))
    report = Report(scope, {KIND: tuple(rows)}, datetime(2026, 11, 24, 14, 5))
    seconds: dict[SheetKey, list[float]] = {SheetKey.ACTIONS: [], SheetKey.TIPS: []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for key, found in seconds.items():
                request = ExportRequest(Path(folder, "r.xlsx"), Language("sv"), ExportSpec(sheets=frozenset({key})))
                gc.collect()
                start = process_time()
                write_workbook(report, request, CancellationToken())
                found.append(process_time() - start)
    return min(seconds[SheetKey.ACTIONS]), min(seconds[SheetKey.TIPS])


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else 20_000
    missed = 0
    for rows_each, allowed in ALLOWED.items():
        ours, theirs = measure(rows_to_act_on(count, rows_each))
        name = f"action list, {rows_each} a receiver (against the list)"
        print(f"{name:46} {ours:9.2f} {theirs:9.2f} {ours / theirs:6.2f} {allowed:6.2f}")
        missed += ours > theirs * allowed
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
