"""Writes that are ended by kill -9 at random moments must leave the old file or the new one, undamaged."""

import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from tests.faults.case import Env, Fault, Observed
from tests.faults.kill_target import ROW_COUNT, make_settings
from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import LONGEST_WAIT, read_line
from vitec_desktop.storage.json_file import JsonFile

_GROUP = "kill -9"
_SHEET = "Inkommande leads"


@contextmanager
def _start_target(kind: str, target: Path) -> "Iterator[subprocess.Popen[str]]":
    environment = {**os.environ, "TMPDIR": str(target.parent)}
    process = ForkedPython(
        [sys.executable, "-m", "tests.faults.kill_target", kind, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(LONGEST_WAIT)


def adapt_duration(whole: float, seconds: float, *, was_in_the_middle: bool) -> float:
    """Return how long an act seems to take, which changes with the load of the computer, after a kill at `seconds`."""
    if was_in_the_middle:
        return max(whole, seconds)
    return min(whole, (whole + seconds) / 2)


def _kill_repeatedly(env: Env, kind: str, name: str, version_of: Callable[[Path], int]) -> Observed:
    """Kill at moments spread over 1.3 times the duration of a write; read the file back after each."""
    target = env.folder / name
    chance = random.Random(20)
    old = killed = in_the_middle = replaced = invalid = 0
    points, enough = env.workload.kill_points, env.workload.kill_points // 3
    with _start_target(kind, target) as process:
        assert process.stdin is not None
        whole_write: float = json.loads(read_line(process))
        # On a busy computer more moments than those may be beside the write.
        while killed < points or (in_the_middle <= enough and killed < 10 * points):
            killed += 1
            new = 1 - old
            seconds = chance.uniform(0, 1.3 * whole_write)
            process.stdin.write(json.dumps([new, seconds]) + "\n")
            process.stdin.flush()
            was_in_the_middle: bool = json.loads(read_line(process))
            in_the_middle += was_in_the_middle
            whole_write = adapt_duration(whole_write, seconds, was_in_the_middle=was_in_the_middle)
            found = version_of(target)
            invalid += found not in (old, new)
            replaced += found == new
            old = found
    assert in_the_middle > enough, in_the_middle
    note = f"{in_the_middle} of {killed} in mid-write, {replaced} times the new one"
    totals = {"kill points survived": killed}
    return Observed(None, None, f"files neither old nor new: {invalid}", totals=totals, note=note)


def _in_an_export(env: Env) -> Observed:
    """Write a whole workbook; with the reduced workload only one list, in a tenth of the time."""
    kind = "export" if env.workload.is_full else "list"
    return _kill_repeatedly(env, kind, "Tips och leads.xlsx", _workbook_version)


def _workbook_version(path: Path) -> int:
    """Return the version of a workbook, which three readers must be able to read."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    book = openpyxl.load_workbook(path, read_only=True)
    rows = sum(1 for _ in book[_SHEET].iter_rows()) - 1
    book.close()
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(_SHEET)
    assert len(sheet.to_python()) - 1 == rows
    return rows - ROW_COUNT


def _settings_version(path: Path) -> int:
    loaded = JsonFile(path).load()
    assert not loaded.is_damaged
    return next(version for version in range(2) if loaded.values == make_settings(version))


FAULTS = (
    Fault(
        _GROUP,
        "in an export",
        _in_an_export,
        None,
        None,
        "files neither old nor new: 0",
    ),
    Fault(
        _GROUP,
        "in writing settings",
        lambda env: _kill_repeatedly(env, "settings", "settings.json", _settings_version),
        None,
        None,
        "files neither old nor new: 0",
    ),
)
