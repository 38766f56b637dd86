"""The system's files: whether they are there, where to begin, and how to show them to the user."""

import os.path
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel


def is_folder(path: Path) -> bool:
    """Whether a folder is there; no where the system cannot tell, as of a drive that is gone or a name too long."""
    return os.path.isdir(path)  # noqa: PTH112 (Path's own raises then)


def is_file(path: Path) -> bool:
    """Whether a file is there; no where the system cannot tell."""
    return os.path.isfile(path)  # noqa: PTH113


def default_folder(last: str) -> Path:
    """The folder used last, else the desktop, whether or not it is there: nobody is asked."""
    return Path(last) if last else next(_default_folders(), Path.home())


def existing_default_folder(last: str) -> Path:
    """The folder used last, if it is still there, else the desktop, or another one that is. In a worker."""
    places = (Path(last), *_default_folders()) if last else tuple(_default_folders())
    return next((place for place in places if is_folder(place)), Path.home())


def _default_folders() -> Iterator[Path]:
    places = QStandardPaths.StandardLocation
    for place in (places.DesktopLocation, places.DocumentsLocation, places.HomeLocation):
        folder = QStandardPaths.writableLocation(place)
        if folder:
            yield Path(folder)


def open_file(path: Path) -> bool:
    """Open a file, or a folder, in the program that the system has for it; False where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Open the file's folder, the file marked where the system can do that; False where it cannot be opened."""
    try:
        if sys.platform == "win32":
            # explorer answers 1 also when all went well. It wants the path in quotes of its own making.
            subprocess.Popen(f'explorer /select,"{path}"')
        elif sys.platform == "darwin":
            subprocess.Popen(["open", "-R", str(path)])
        else:
            return open_file(path.parent)
    except OSError:
        return False
    return True


def show_in_folder_or_notify(path: Path, tell: Callable[[Notice], object]) -> None:
    """Show a file in its folder; where the system does not, `tell` where it lies."""
    if not show_in_folder(path):
        translate = QCoreApplication.translate
        why = translate("Files", "Filen ligger här: {path}").format(path=path)
        tell(Notice(NoticeLevel.WARN, translate("Files", "Mappen kunde inte öppnas."), why))
