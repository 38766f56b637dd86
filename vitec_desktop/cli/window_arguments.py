"""What the command line asks of the program with its window, and the quick way to read the usual ones."""

from pathlib import Path
from typing import NamedTuple


class WindowArguments(NamedTuple):
    """The program with its window. `rest` is for Qt itself, such as "-platform offscreen".

    `self_test` is the file for the lines of a self-test, "" for standard output alone; None where none is wanted.
    """

    is_demo: bool = False
    profile: Path | None = None
    language: str | None = None
    should_print_version: bool = False
    self_test_log: str | None = None
    qt_arguments: tuple[str, ...] = ()


def parse_common_window_arguments(arguments: list[str]) -> WindowArguments | None:
    """What the usual ways to open the window ask for; None for any other command line, which takes longer to read.

    It says the same as `parse_window` where it says anything.
    """
    is_demo, profile, language = False, None, None
    words = iter(arguments)
    for word in words:
        if word == "--demo":
            is_demo = True
            continue
        value = next(words, "")
        if word == "--profile" and value and not value.startswith("-"):
            profile = Path(value)
        elif word == "--language" and _is_language(value):
            language = value
        else:
            return None
    return WindowArguments(is_demo, profile, language)


def _is_language(code: str) -> bool:
    from vitec_desktop.report.language import LANGUAGES

    return code in LANGUAGES
