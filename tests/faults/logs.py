"""The log: it stays small, and never stands in the way of what it tells about."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from tests.faults.files import small_disk, small_files
from tests.faults.row import Bench, Fault, Observed
from vitec_desktop.ui.common.log_setup import LOG, log_file, start_logging, stop_logging

_GROUP = "log"
_LARGEST = 2 * 1024 * 1024  # bytes in all, as packaging/README.md promises
_LINE = "x" * 1000


@contextmanager
def _logbook(profile: Path) -> Iterator[None]:
    """The program's own log in `profile`; afterwards there is none, as before."""
    with mock.patch.object(logging, "raiseExceptions", True), mock.patch.object(LOG, "propagate", True):
        start_logging(profile)
        try:
            yield
        finally:
            stop_logging()


def _without_end(bench: Bench) -> Observed:
    lines = 3 * _LARGEST // len(_LINE)
    with _logbook(bench.folder):
        for number in range(lines):
            LOG.info("%d %s", number, _LINE)
    logs = sorted(log_file(bench.folder).parent.iterdir())
    size = sum(path.stat().st_size for path in logs)
    assert size <= _LARGEST, size
    newest = log_file(bench.folder).read_text().splitlines()[-1]
    assert newest.split()[3] == str(lines - 1), newest[:60]
    return Observed("", None, "the newest lines, 2 MB in all at most", note=f"{size // 1024} kB in {len(logs)} files")


def _full_disk(bench: Bench) -> Observed:
    """Nothing of it reaches who logs something, nor standard error."""
    profile = bench.folder / "disk"
    profile.mkdir()
    with small_disk(profile, "16k") as is_disk, _logbook(profile):
        if is_disk:
            _log_more_than_fits()
        else:
            with small_files(16_000):
                _log_more_than_fits()
        assert 0 < log_file(profile).stat().st_size <= 16 * 1024
    return Observed("", None, "the program; the lines that there was room for")


def _log_more_than_fits() -> None:
    with mock.patch("sys.stderr") as errors:
        for number in range(100):
            LOG.info("%d %s", number, _LINE)
    assert not errors.write.called


def _read_only(bench: Bench) -> Observed:
    profile = bench.folder / "profile"
    profile.write_text("no folder")
    with _logbook(profile):
        assert LOG.handlers == []
        LOG.info("nothing happens")
    assert profile.read_text() == "no folder"
    return Observed("", None, "the program, without a log")


FAULTS = (
    Fault(_GROUP, "written to without end", _without_end, "", None, "the newest lines, 2 MB in all at most"),
    Fault(_GROUP, "on a full disk", _full_disk, "", None, "the program; the lines that there was room for"),
    Fault(_GROUP, "where none can be written", _read_only, "", None, "the program, without a log"),
)
