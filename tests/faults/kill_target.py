"""A process whose children write a file and are killed in the middle of it: once a line on standard input.

    python -m tests.faults.kill_target export|list|settings TARGET

First tells how many seconds a whole write takes. A line holds the version to write and the seconds to live; a child is
forked, since starting Python anew for each would take longer than all the writing.
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
    """Settings of a few hundred kilobytes, each value telling the version."""
    return {f"key {number}": f"version {version}" for number in range(8_000)}


def make_report(version: int) -> Report:
    """A report that tells its version by its number of rows."""
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
    """The seconds that a child takes that is left alone."""
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
    """Whether the child was still writing when it was killed."""
    child = _fork_writer(writer, version)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
