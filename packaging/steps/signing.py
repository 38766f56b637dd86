"""Signing files with the command in the environment variable VITEC_DESKTOP_SIGN, if it is set.

"{file}" in the command becomes the file to sign in place. Two examples:

    signtool sign /fd sha256 /tr http://timestamp.example /td sha256 /n "Norrby AB" {file}
    osslsign {file}

Quotes hold words with blanks together. On Windows only double quotes do, and a backslash is part of a path.
The command reads its keys and their passwords itself; they never pass through this program.
"""

import os
import shlex
from pathlib import Path

from steps.subprocess_utils import log_step, run

VARIABLE = "VITEC_DESKTOP_SIGN"


def is_signing() -> bool:
    """Whether a command is set."""
    return bool(os.environ.get(VARIABLE))


def sign(*files: Path) -> None:
    """Sign the files in place; do nothing if VITEC_DESKTOP_SIGN is not set.

    Raises:
        BuildFailed: the command failed.
    """
    template = os.environ.get(VARIABLE)
    if not template:
        return
    for file in files:
        log_step(f"signing {file.name}")
        run([word.replace("{file}", str(file)) for word in command_words(template, is_windows=os.name == "nt")])


def command_words(template: str, *, is_windows: bool) -> list[str]:
    """Return the words of a command line, without the quotes that held them together."""
    lexer = shlex.shlex(template, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    if is_windows:
        lexer.quotes = '"'
        lexer.escape = ""
    return list(lexer)
