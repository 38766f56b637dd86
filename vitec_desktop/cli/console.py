"""What the command line tells its user: progress and problems on standard error, the saved file on standard output."""

import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from vitec_desktop.cli import texts as words
from vitec_desktop.report.formatting import format_count, format_months
from vitec_desktop.report.language import Language
from vitec_desktop.webservice.result import PartProgress

_PROGRESS_INTERVAL = 1.0
"""Seconds between two lines of progress in a log; the first and the last always stand."""


class Console:
    """Speaks to whoever started the command. On a terminal, progress is one line that is written over.

    A stream may be missing (a program without a console) or closed: that is no reason to fail.
    """

    def __init__(
        self, language: Language, is_quiet: bool = False, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self._language = language
        self.is_quiet = is_quiet
        self.writing_text = words.WRITING
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._is_terminal = _is_terminal(self._err)
        self._shown_length = 0
        self._last_line_at = float("-inf")

    def text(self, source: str, **facts: object) -> str:
        return self._language.text("CommandLine", source).format(**facts)

    def print_path(self, path: Path) -> None:
        """The one line of standard output."""
        if not self.is_quiet:
            write_safely(self._out, f"{path}\n")

    def info(self, text: str) -> None:
        """News, which nobody who asked for quiet wants to read."""
        if not self.is_quiet:
            self.error(text)

    def error(self, text: str) -> None:
        """A problem."""
        self.clear_progress()
        write_safely(self._err, f"{text}\n")

    def show_fetch_progress(self, progress: PartProgress) -> None:
        """How far the fetch has come."""
        counts = {"done": progress.done, "total": progress.total}
        upcoming = progress.active_part
        if upcoming is None:
            line = self.text(words.FETCHED, **counts)
        else:
            months = format_months(upcoming.first_day, upcoming.last_day, self._language, with_year=True)
            line = self.text(words.FETCHING, office=upcoming.customer.label, days=months, **counts)
        self._show(line, progress.done in (1, progress.total))

    def show_write_progress(self, done: int, total: int) -> None:
        """How far the file has come."""
        counts = {"done": format_count(done, self._language), "total": format_count(total, self._language)}
        self._show(self.text(self.writing_text, **counts), done == total)

    def clear_progress(self) -> None:
        """Clear the line that is written over, if one stands."""
        if self._shown_length:
            write_safely(self._err, "\r" + " " * self._shown_length + "\r")
            self._shown_length = 0

    def _show(self, line: str, is_important: bool) -> None:
        if self.is_quiet:
            return
        if self._is_terminal:
            line = line[: shutil.get_terminal_size().columns - 1]
            write_safely(self._err, "\r" + line.ljust(self._shown_length))
            self._shown_length = len(line)
        elif is_important or time.monotonic() - self._last_line_at >= _PROGRESS_INTERVAL:
            self._last_line_at = time.monotonic()
            write_safely(self._err, f"{line}\n")


def _is_terminal(stream: TextIO | None) -> bool:
    with suppress(AttributeError, ValueError):
        return stream is not None and stream.isatty()
    return False


def write_safely(stream: TextIO | None, text: str) -> None:
    """Write to a stream that may be missing, closed, or unable to show every letter."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding, "replace"))
        stream.flush()
