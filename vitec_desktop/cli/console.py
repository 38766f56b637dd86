"""Texts on the console: progress and errors on standard error, the saved file's path on standard output."""

import errno
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from vitec_desktop.cli import texts
from vitec_desktop.cli.arguments import AnswerNotWritten
from vitec_desktop.report.error_messages import cause_text
from vitec_desktop.report.formatting import format_count, format_months, group_digits
from vitec_desktop.report.language import Language
from vitec_desktop.webservice.result import PartProgress, WaitProgress

_PROGRESS_INTERVAL = 1.0
"""Seconds between two lines of progress in a log; the first and the last are always written."""


class Console:
    """Writes in the user's language. On a terminal, progress is one line that is overwritten.

    Does nothing if a stream is missing, as in a program without a console, or closed.
    """

    def __init__(
        self, language: Language, is_quiet: bool = False, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.language = language
        self.is_quiet = is_quiet
        self.writing_text = texts.WRITING
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._is_terminal = _is_terminal(self._err)
        self._shown_length = 0
        self._last_line_at = float("-inf")

    def text(self, source: str, count: int | None = None, **facts: object) -> str:
        """Return a translated text, in its form for `count` if it names one."""
        text = self.language.text("CommandLine", source, count)
        return (text if count is None else group_digits(text, count, self.language)).format(**facts)

    def print_path(self, path: Path) -> None:
        """Write the saved file's path to standard output, unless quiet."""
        if not self.is_quiet:
            write_safely(self._out, f"{path}\n")

    def print_line(self, text: str) -> None:
        """Write a line to standard output, unless quiet."""
        if not self.is_quiet:
            write_safely(self._out, f"{text}\n")

    def print_answer(self, text: str) -> None:
        """Write a line of what the command was started for to standard output; raise AnswerNotWritten."""
        write_answer(f"{text}\n", self._out)

    def info(self, text: str) -> None:
        """Write a line to standard error, unless quiet."""
        if not self.is_quiet:
            self.error(text)

    def error(self, text: str) -> None:
        """Write a line to standard error."""
        self.clear_progress()
        write_safely(self._err, f"{text}\n")

    def show_fetch_progress(self, progress: PartProgress) -> None:
        """Show how many parts of the report have been fetched."""
        counts = {"done": progress.done, "total": progress.total}
        active_part = progress.active_part
        if active_part is None:
            line = self.text(texts.FETCHED, **counts)
        else:
            months = format_months(active_part.first_day, active_part.last_day, self.language, with_year=True)
            line = self.text(texts.FETCHING, office=active_part.customer.label, days=months, **counts)
        self._show(line, progress.done in (1, progress.total))

    def show_wait(self, wait: WaitProgress) -> None:
        """Show until when nothing is sent, and why."""
        if wait.until is not None:
            time, cause = f"{wait.until:%H:%M:%S}", cause_text(wait.error, self.language)
            self._show(self.text(texts.WAITING, done=wait.done, total=wait.total, time=time, cause=cause), True)

    def show_write_progress(self, done: int, total: int) -> None:
        """Show how many rows have been written."""
        self._show(self.text(self.writing_text, total, done=format_count(done, self.language)), done == total)

    def clear_progress(self) -> None:
        """Clear the line of progress on a terminal."""
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
    """Write to a stream that may be missing, closed or full; escape characters that it cannot encode."""
    with suppress(OSError):
        _write(stream, text)


def write_answer(text: str, stream: TextIO | None) -> None:
    """Write what a command was started for, to a stream that may be missing, or a pipe that nobody reads any longer.

    Raises:
        AnswerNotWritten: it could not be written, as to a full disk.
    """
    try:
        _write(stream, text)
    except OSError as error:
        # Windows says EINVAL of a pipe that its reader has closed.
        if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:
            raise AnswerNotWritten(error.strerror or type(error).__name__) from None


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    with suppress(ValueError):
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding, "replace"))
        stream.flush()
