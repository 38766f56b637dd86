"""Files on the user's desktop: whether they exist, the folder to start in, and how to open or show them."""

import os.path
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vitec_desktop.ui.common.jobs import Job, JobRunner, Receiver
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel


def is_folder(path: Path) -> bool:
    """Return whether a folder exists; False where the system cannot tell, as for a drive that is gone."""
    return os.path.isdir(path)  # noqa: PTH112 (Path's own raises then)


def is_file(path: Path) -> bool:
    """Return whether a file exists; False where the system cannot tell."""
    return os.path.isfile(path)  # noqa: PTH113


def default_folder(last: str) -> Path:
    """Return the folder used last, else the desktop, without checking whether it exists."""
    return Path(last) if last else next(_default_folders(), Path.home())


def existing_default_folder(last: str) -> Path:
    """Return the folder used last if it exists, else the first default folder that does; on a worker thread."""
    folders = (Path(last), *_default_folders()) if last else tuple(_default_folders())
    return next((folder for folder in folders if is_folder(folder)), Path.home())


def find_default_folder(runner: JobRunner, last: str, on_found: Receiver, on_failure: Receiver) -> Job:
    """Pass to `on_found` the folder that a dialog starts in: `last` if it exists, else a default one."""
    return runner.start_job(lambda context: existing_default_folder(last), on_found, on_failure)


def _default_folders() -> Iterator[Path]:
    from PySide6.QtCore import QStandardPaths  # late, as the others: the first window need not wait for them

    locations = QStandardPaths.StandardLocation
    for location in (locations.DesktopLocation, locations.DocumentsLocation, locations.HomeLocation):
        folder = QStandardPaths.writableLocation(location)
        if folder:
            yield Path(folder)
    with suppress(OSError):  # for a user without a home; the folder may be gone
        yield Path.cwd()


def open_file(path: Path) -> bool:
    """Open a file or folder in the system's program for it; return False where it has none."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Open the file's folder, with the file selected on Windows and a Mac; return False where that fails."""
    try:
        if sys.platform == "win32":
            # explorer exits with 1 in any case. It parses the command line itself and needs these quotes.
            subprocess.Popen(f'explorer /select,"{path}"')
        elif sys.platform == "darwin":
            subprocess.Popen(["open", "-R", str(path)])
        else:
            return open_file(path.parent)
    except OSError:
        return False
    return True


def show_in_folder_or_notify(path: Path, show_notice: Callable[[Notice], object]) -> None:
    """Show a file in its folder; where that fails, show a notice with its path."""
    if not show_in_folder(path):
        translate = QCoreApplication.translate
        why = translate("Files", "Filen ligger här: {path}").format(path=path)
        show_notice(Notice(NoticeLevel.WARN, translate("Files", "Mappen kunde inte öppnas."), why))
