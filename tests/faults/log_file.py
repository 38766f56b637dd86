"""The log stays small, and a log that cannot be written does not stop the program."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from tests.faults.case import Env, Fault, Observed
from tests.faults.file_errors import limit_file_size, mount_small_disk
from vitec_desktop.ui.common.log_setup import LOG, log_file, start_logging, stop_logging

_GROUP = "log"
_MAX_LOG_SIZE = 2 * 1024 * 1024  # bytes in all files, as packaging/README.md says
_LINE = "x" * 1000


@contextmanager
def _logging_to(profile: Path) -> Iterator[None]:
    """Log to `profile` while the body runs."""
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
    is_newest = log_file(env.folder).read_text().splitlines()[-1].split()[3] == str(lines - 1)
    kept = f"newest line: {is_newest}; at most 2 MB: {size <= _MAX_LOG_SIZE}"
    return Observed(None, None, kept, note=f"{size // 1024} kB in {len(logs)} files")


def _full_disk(env: Env) -> Observed:
    """Log more than fits: no error reaches the caller or standard error."""
    profile = env.folder / "disk"
    profile.mkdir()
    with mount_small_disk(profile, "16k") as is_disk, _logging_to(profile):
        if is_disk:
            errors = _log_too_much()
        else:
            with limit_file_size(16_000):
                errors = _log_too_much()
        has_lines = 0 < log_file(profile).stat().st_size <= 16 * 1024
    return Observed(None, None, f"lines that fit: {has_lines}; errors printed: {errors}")


def _log_too_much() -> int:
    """Return how often something was written to standard error."""
    with mock.patch("sys.stderr") as errors:
        for number in range(100):
            LOG.info("%d %s", number, _LINE)
    return int(errors.write.call_count)


def _not_writable(env: Env) -> Observed:
    profile = env.folder / "profile"
    profile.write_text("no folder")
    with _logging_to(profile):
        handler_count = len(LOG.handlers)
        LOG.info("not written")
    return Observed(None, None, f"log handlers: {handler_count}; profile: {profile.read_text()}")


FAULTS = (
    Fault(_GROUP, "written to without end", _very_long, None, None, "newest line: True; at most 2 MB: True"),
    Fault(_GROUP, "on a full disk", _full_disk, None, None, "lines that fit: True; errors printed: 0"),
    Fault(_GROUP, "where none can be written", _not_writable, None, None, "log handlers: 0; profile: no folder"),
)
