"""Signing, which happens where the environment says how.

VITEC_DESKTOP_SIGN is a command; "{file}" in it becomes the file to sign in place. Two examples:

    signtool sign /fd sha256 /tr http://timestamp.example /td sha256 /n "Norrby AB" {file}
    osslsign {file}

Keys and their passwords are the command's own affair: nothing of them comes through here.
"""

import os
import shlex
from pathlib import Path

from shipping.running import run, say

VARIABLE = "VITEC_DESKTOP_SIGN"


def sign(*files: Path) -> None:
    """Sign the files in place, if a command is given.

    Raises:
        BuildFailed: the command failed.
    """
    template = os.environ.get(VARIABLE)
    if not template:
        return
    for file in files:
        say(f"signing {file.name}")
        run(command(template, str(file)))


def command(template: str, file: str) -> list[str]:
    """The words of the command for one file."""
    return [word.replace("{file}", file) for word in shlex.split(template, posix=os.name == "posix")]
