"""Signing files with the command in the environment variable VITEC_DESKTOP_SIGN, if it is set.

"{file}" in the command becomes the file to sign in place. Two examples:

    signtool sign /fd sha256 /tr http://timestamp.example /td sha256 /n "Norrby AB" {file}
    osslsign {file}

The command reads its keys and their passwords itself; they never pass through this program.
"""

import os
import shlex
from pathlib import Path

from steps.subprocess_utils import log_step, run

VARIABLE = "VITEC_DESKTOP_SIGN"


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
        run([word.replace("{file}", str(file)) for word in shlex.split(template, posix=os.name == "posix")])
