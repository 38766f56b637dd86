"""The log: it stays small, and never stands in the way of what it tells about."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from tests.faults.case import Env, Fault, Observed
from tests.faults.file_errors import limit_file_size, mount_small_disk
from vitec_desktop.ui.common.log_setup import LOG, log_file, start_logging, stop_logging

_GROUP = "log"
_MAX_LOG_SIZE = 2 * 1024 * 1024  # bytes in all, as packaging/README.md promises
_LINE = "x" * 1000


@contextmanager
def _logging_to(profile: Path) -> Iterator[None]:
    """The program's own log in `profile`; afterwards there is none, as before."""
    with mock.patch.object(logging, "raiseExceptions", True), mock.patch.object(LOG, "propagate", True):
        start_logging(profile)
        try:
            yield
        finally:
            stop_logging()


def _very_long(env: Env) -> Observed:
    lines = 3 * _MAX_LOG_SIZE // len(_LINE)
    with _logging_to(env.folder):
        for number in range(lines):
            LOG.info("%d %s", number, _LINE)
    logs = sorted(log_file(env.folder).parent.iterdir())
    size = sum(path.stat().st_size for path in logs)
    assert size <= _MAX_LOG_SIZE, size
    newest = log_file(env.folder).read_text().splitlines()[-1]
    assert newest.split()[3] == str(lines - 1), newest[:60]
    return Observed("", None, "the newest lines, 2 MB in all at most", note=f"{size // 1024} kB in {len(logs)} files")


def _full_disk(env: Env) -> Observed:
    """Nothing of it reaches who logs something, nor standard error."""
    profile = env.folder / "disk"
    profile.mkdir()
    with mount_small_disk(profile, "16k") as is_disk, _logging_to(profile):
        if is_disk:
            _log_too_much()
        else:
            with limit_file_size(16_000):
                _log_too_much()
        assert 0 < log_file(profile).stat().st_size <= 16 * 1024
    return Observed("", None, "the program; the lines that there was room for")


def _log_too_much() -> None:
    with mock.patch("sys.stderr") as errors:
        for number in range(100):
            LOG.info("%d %s", number, _LINE)
    assert not errors.write.called


def _not_writable(env: Env) -> Observed:
    profile = env.folder / "profile"
    profile.write_text("no folder")
    with _logging_to(profile):
        assert LOG.handlers == []
        LOG.info("nothing happens")
    assert profile.read_text() == "no folder"
    return Observed("", None, "the program, without a log")


FAULTS = (
    Fault(_GROUP, "written to without end", _very_long, "", None, "the newest lines, 2 MB in all at most"),
    Fault(_GROUP, "on a full disk", _full_disk, "", None, "the program; the lines that there was room for"),
    Fault(_GROUP, "where none can be written", _not_writable, "", None, "the program, without a log"),
)
