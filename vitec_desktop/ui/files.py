"""The system's files: whether they are there, and how to show them to the user."""

import os.path
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def is_folder(path: Path) -> bool:
    """Whether a folder is there; no where the system cannot tell, as of a drive that is gone or a name too long."""
    return os.path.isdir(path)  # noqa: PTH112 (Path's own raises then)


def is_file(path: Path) -> bool:
    """Whether a file is there; no where the system cannot tell."""
    return os.path.isfile(path)  # noqa: PTH113


def show_in_folder(path: Path) -> None:
    """Open the file's folder, the file marked where the system can do that."""
    if sys.platform == "win32":
        # explorer answers 1 also when all went well. It wants the path in quotes of its own making.
        subprocess.Popen(f'explorer /select,"{path}"')
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
