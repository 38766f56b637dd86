"""A process that forks a writer and kills it, once for each line on standard input.

    python -m tests.faults.kill_target export|list|settings TARGET

It first prints how many seconds an undisturbed write takes. A line is a JSON list of the version to write and of the
seconds after which the writer is killed. Forking is faster than starting Python for each writer.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vitec_desktop.export.export_spec import ALL_SHEETS, ExportSpec, SheetKey
from vitec_desktop.report.report import Report
from vitec_desktop.storage.json_file import JsonFile
from vitec_desktop.webservice.models import ListKind

ROW_COUNT = 40


def make_settings(version: int) -> dict[str, object]:
    """Return settings of a few hundred kilobytes, in which each value names the version."""
    return {f"key {number}": f"version {version}" for number in range(8_000)}


def make_report(version: int) -> Report:
    """Return a report whose number of rows depends on the version."""
    from tests.export.factories import report, row

    rows = [row(ListKind.INCOMING, number) for number in range(ROW_COUNT + version)]
    return report({ListKind.INCOMING: rows})


@dataclass(frozen=True)
class _Writer:
    target: Path
    prepare: Callable[[int], object]
    write: Callable[[object, Path], object]


def _make_writer(kind: str, target: Path) -> _Writer:
    if kind == "settings":
        return _Writer(target, make_settings, lambda values, path: JsonFile(path).save(values))  # type: ignore[arg-type]
    from tests.export.factories import write

    sheets = frozenset({SheetKey.INCOMING}) if kind == "list" else ALL_SHEETS
    return _Writer(target, make_report, lambda report, path: write(report, path, spec=ExportSpec(sheets=sheets)))  # type: ignore[arg-type]


def main(kind: str, target: Path) -> None:
    writer = _make_writer(kind, target)
    versions = [writer.prepare(version) for version in range(2)]
    writer.write(versions[0], target)
    print(json.dumps(_measure_write(writer, versions[0])), flush=True)
    for line in sys.stdin:
        version, seconds = json.loads(line)
        print(json.dumps(_write_and_kill(writer, versions[version], seconds)), flush=True)


def _measure_write(writer: _Writer, version: object) -> float:
    """Return the seconds that an undisturbed write takes."""
    begin = time.monotonic()
    os.waitpid(_fork_writer(writer, version), 0)
    return time.monotonic() - begin


def _fork_writer(writer: _Writer, version: object) -> int:
    child = os.fork()
    if child == 0:
        writer.write(version, writer.target)
        os._exit(0)
    return child


def _write_and_kill(writer: _Writer, version: object, seconds: float) -> bool:
    """Return whether the writer was killed before it ended."""
    child = _fork_writer(writer, version)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
