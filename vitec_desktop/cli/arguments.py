"""The arguments of the program with its window. Imports little: the first window waits for this module."""

from pathlib import Path
from typing import NamedTuple

PROGRAM = "vitec-desktop"
EXPORT = "export"
ARCHIVE = "archive"


class UsageError(Exception):
    """The command line is invalid; the message says why, in the user's language."""


class AnswerNotWritten(Exception):
    """Standard output refuses what a command was started for; `detail` is the system's message."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class WindowArguments(NamedTuple):
    """The arguments of the program with its window.

    Attributes:
        language: "sv" or "en"; None if not given.
        self_test_log: file for the self-test's lines, "" for standard output alone; None for no self-test.
        qt_arguments: for Qt itself, such as "-platform offscreen".
    """

    is_demo: bool = False
    profile: Path | None = None
    language: str | None = None
    should_print_version: bool = False
    self_test_log: str | None = None
    qt_arguments: tuple[str, ...] = ()


def is_export_command(arguments: list[str]) -> bool:
    """Return True if the first word that is neither an option nor its value is "export"."""
    return _command(arguments) == EXPORT


def is_archive_command(arguments: list[str]) -> bool:
    """Return True if the first word that is neither an option nor its value is "archive"."""
    return _command(arguments) == ARCHIVE


def _command(arguments: list[str]) -> str:
    """Return the first word that is neither an option nor its value; "" if there is none."""
    words = iter(arguments)
    for word in words:
        if word in ("--profile", "--language"):
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def parse_window_arguments(arguments: list[str]) -> WindowArguments:
    """Parse the command line of the program with its window.

    Raises:
        UsageError: it is invalid.
        SystemExit: the help was asked for and has been printed.
    """
    if not arguments:  # a double-click: the parser is not loaded
        return WindowArguments()
    from vitec_desktop.cli.parser import window_parser

    parser = window_parser(arguments)
    parsed, rest = parser.parse_known_args(arguments)
    parser.check_language(parsed.language)
    # A word with one dash, and the word after it, are Qt's.
    if rest and (not rest[0].startswith("-") or any(word.startswith("--") for word in rest)):
        parser.reject_unknown(rest)
    return WindowArguments(parsed.demo, parsed.profile, parsed.language, parsed.version, parsed.self_test, tuple(rest))
