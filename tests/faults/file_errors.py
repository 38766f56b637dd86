"""Exports and settings that cannot be written: full disks, open files, missing folders, removed drives."""

import errno
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.export.factories import report, row, write
from tests.faults.case import CannotRun, Env, Fault, Observed
from tests.faults.two_offices import SWEDISH
from vitec_desktop.export import target_file
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError
from vitec_desktop.export.file_names import path_with_time
from vitec_desktop.report.report import Report
from vitec_desktop.storage import atomic_file
from vitec_desktop.storage.atomic_file import TempFile
from vitec_desktop.storage.file_lock import LOCK_FILE
from vitec_desktop.storage.json_file import JsonFile, SettingsNotSaved
from vitec_desktop.ui.connections.texts import not_saved_notice
from vitec_desktop.webservice.models import ListKind

_GROUP = "files"
_FILE_STEM = "Tips och leads"
_FILE_NAME = f"{_FILE_STEM}.xlsx"
_OLD = b"the old file"


def _report(rows: int = 20) -> Report:
    return report({ListKind.INCOMING: [row(ListKind.INCOMING, number) for number in range(rows)]})


def _target(folder: Path) -> Path:
    target = folder / _FILE_NAME
    target.write_bytes(_OLD)
    return target


def _error_text(error: ExportError, folder: Path) -> str:
    """Return the notice of a failed export, with another name for the test's folder."""
    return describe_export_error(error, SWEDISH).text.replace(str(folder), "G:\\Möten")


def _failed_export(target: Path, **options: Any) -> ExportError:
    try:
        write(_report(), target, **options)
    except ExportError as error:
        return error
    raise AssertionError("the file was written")


def _describe_folder(folder: Path) -> str:
    """Return what each file of a folder is, as read back, sorted by name; "nothing" for an empty folder."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("~"):
            found.append("temp file")
            continue
        content = "workbook" if zipfile.is_zipfile(path) else "damaged file"
        if path.read_bytes() == _OLD:
            content = "old file"
        found.append(content + path.stem.removeprefix(_FILE_STEM))
    return ", ".join(found) or "nothing"


def _describe_settings(file: JsonFile, before: bytes) -> str:
    """Return whether the settings file is as it was, and every other file beside it but the lock."""
    others = sorted(
        path.name for path in file.path.parent.iterdir() if path not in (file.path, file.path.parent / LOCK_FILE)
    )
    return ", ".join(["settings unchanged" if file.path.read_bytes() == before else "settings changed", *others])


@contextmanager
def mount_small_disk(folder: Path, size: str) -> Iterator[bool]:
    """Mount a small disk at the folder; yield False if the system does not allow it."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    may_mount = sys.platform == "linux" and hasattr(os, "geteuid") and os.geteuid() == 0
    is_mounted = may_mount and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


@contextmanager
def limit_file_size(size: int) -> Iterator[None]:
    """Limit the size of every file that this process writes, in bytes; used where no disk can be mounted."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def _fill_up_after(size: int) -> Iterator[None]:
    """Let the disk of the target be full after so many bytes; a limit to files would meet the temp folder's first."""
    write_into = TempFile.write

    def fill_up(self: TempFile, data: Any, /) -> int:
        if self.tell() + len(data) > size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_into(self, data)

    with mock.patch.object(TempFile, "write", fill_up):
        yield


# Exports ------------------------------------------------------------------------------------------------------


def _full_disk(env: Env) -> Observed:
    folder = env.folder / "disk"
    folder.mkdir()
    with mount_small_disk(folder, "16k") as is_disk:
        target = _target(folder)
        if is_disk:
            error = _failed_export(target)
        else:
            with _fill_up_after(4_000):
                error = _failed_export(target)
        note = "a disk of 16 kB" if is_disk else "by an error of the system's"
        return Observed(_error_text(error, folder), None, _describe_folder(folder), note=note)


def _no_retry_delays() -> Any:
    return mock.patch.object(atomic_file, "RETRY_DELAYS", (0.0,) * len(atomic_file.RETRY_DELAYS))


@contextmanager
def _failing_replace(times: int) -> Iterator[list[Path]]:
    """Let moving a file into place fail so many times, as while Excel holds the target; yield the attempted targets."""
    replace = os.replace
    attempts: list[Path] = []

    def fail_first(source: Path, target: Path) -> None:
        attempts.append(target)
        if len(attempts) <= times:
            raise PermissionError(errno.EACCES, "held")
        replace(source, target)

    with mock.patch.object(os, "replace", fail_first), _no_retry_delays():
        yield attempts


def _open_in_excel(env: Env) -> Observed:
    target = _target(env.folder)
    with _failing_replace(1_000) as attempts:
        error = _failed_export(target)
    write(_report(), path_with_time(target, _report().fetched_at))
    return Observed(_error_text(error, env.folder), len(attempts) - 1, _describe_folder(env.folder))


def _open_for_a_moment(env: Env) -> Observed:
    target = _target(env.folder)
    with _failing_replace(3) as attempts:
        write(_report(), target)
    return Observed(None, len(attempts) - 1, _describe_folder(env.folder))


def _missing_folder(env: Env) -> Observed:
    error = _failed_export(env.folder / "nowhere" / _FILE_NAME)
    return Observed(_error_text(error, error.path.parent), None, _describe_folder(env.folder))


def _long_path(env: Env) -> Observed:
    """Export to a path that is too long for Excel, and to a name that is too long for every system."""
    with mock.patch.object(target_file, "MAX_PATH_LENGTH", len(str(env.folder)) + 10):
        error = _failed_export(env.folder / _FILE_NAME)
    other = _failed_export(env.folder / ("å" * 300 + ".xlsx"))
    assert type(other) is type(error)
    return Observed(_error_text(error, error.path.parent), None, _describe_folder(env.folder))


def _call_during_export(act: Callable[[], object]) -> Callable[[int, int], None]:
    """Return a progress callback that calls `act` once, after the first rows are written."""
    acts = iter([act])

    def on_progress(done: int, _: int) -> None:
        if done > 0:
            for one in acts:
                one()

    return on_progress


def _folder_renamed(env: Env) -> Observed:
    folder, elsewhere = env.folder / "here", env.folder / "there"
    folder.mkdir()
    target = _target(folder)
    error = _failed_export(target, on_progress=_call_during_export(lambda: folder.rename(elsewhere)))
    left = ", ".join(f"{path.name}: {_describe_folder(path)}" for path in sorted(env.folder.iterdir()))
    return Observed(_error_text(error, folder), None, left)


def _drive_unmounted(env: Env) -> Observed:
    folder = env.folder / "drive"
    folder.mkdir()

    def leave() -> None:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=True)

    with mount_small_disk(folder, "10m") as is_disk:
        if not is_disk:
            raise CannotRun("mounting a disk is not allowed")
        error = _failed_export(_target(folder), on_progress=_call_during_export(leave))
    return Observed(_error_text(error, folder), None, _describe_folder(folder))


# Settings -----------------------------------------------------------------------------------------------------


def _save_error_text(file: JsonFile, values: dict[str, Any], folder: Path) -> str:
    try:
        file.save(values)
    except SettingsNotSaved as error:
        notice = not_saved_notice(error)
        return f"{notice.title} {notice.text}".replace(f"{folder}{os.sep}", "…\\")
    raise AssertionError("the settings were saved")


def _settings_on_a_full_disk(env: Env) -> Observed:
    folder = env.folder / "disk"
    folder.mkdir()
    with mount_small_disk(folder, "64k") as is_disk:
        file = JsonFile(folder / "settings.json")
        file.save({"tab": 1})
        before = file.path.read_bytes()
        values = {"offices": ["x" * 100_000]}
        if is_disk:
            sees = _save_error_text(file, values, folder)
        else:
            with limit_file_size(50_000):
                sees = _save_error_text(file, values, folder)
        return Observed(sees, None, _describe_settings(file, before))


def _read_only_profile(env: Env) -> Observed:
    folder = env.folder / "profile"
    folder.mkdir()
    with mount_small_disk(folder, "64k") as is_disk:
        file = JsonFile(folder / "settings.json")
        file.save({"tab": 1})
        before = file.path.read_bytes()
        if is_disk:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        else:
            folder.chmod(0o500)
        try:
            sees = _save_error_text(file, {"tab": 2}, folder)
            return Observed(sees, None, _describe_settings(file, before))
        finally:
            if not is_disk:
                folder.chmod(0o700)


def _newer_settings(env: Env) -> Observed:
    file = JsonFile(env.folder / "settings.json")
    before = b'{"version": 7, "tab": 2, "novelty": true}'
    file.path.write_bytes(before)
    loaded = file.load()
    assert loaded.is_newer_version
    sees = _save_error_text(file, {"tab": 1}, env.folder)
    return Observed(sees, None, _describe_settings(file, before))


FAULTS = (
    Fault(
        _GROUP,
        "export onto a full disk",
        _full_disk,
        r"Filen ”Tips och leads.xlsx” kunde inte sparas. Disken med mappen ”G:\Möten” är full. "
        "Frigör utrymme på disken och försök igen.",
        None,
        "old file",
    ),
    Fault(
        _GROUP,
        "export onto a file that is open",
        _open_in_excel,
        "Filen ”Tips och leads.xlsx” kunde inte sparas. Den är öppen i ett annat program, "
        "troligen Excel. Stäng filen och försök igen, eller spara under ett annat namn.",
        10,
        "workbook 14.05.00, old file",
    ),
    Fault(_GROUP, "export onto a file that a scanner holds for a moment", _open_for_a_moment, None, 3, "workbook"),
    Fault(
        _GROUP,
        "export into a missing folder",
        _missing_folder,
        r"Filen ”Tips och leads.xlsx” kunde inte sparas. Mappen ”G:\Möten” finns inte. Välj en annan mapp.",
        None,
        "nothing",
    ),
    Fault(
        _GROUP,
        "export onto a path that is too long",
        _long_path,
        "Filen ”Tips och leads.xlsx” kunde inte sparas. Mappens och filens namn är för långa "
        "tillsammans. Välj ett kortare namn, eller en mapp närmare diskens rot.",
        None,
        "nothing",
    ),
    Fault(
        _GROUP,
        "export into a folder that goes away",
        _folder_renamed,
        r"Filen ”Tips och leads.xlsx” kunde inte sparas. Mappen ”G:\Möten” finns inte. Välj en annan mapp.",
        None,
        "there: old file, temp file",
    ),
    Fault(
        _GROUP,
        "export onto a drive that goes away",
        _drive_unmounted,
        "Filen ”Tips och leads.xlsx” kunde inte sparas. Du får inte spara filer i mappen "
        r"”G:\Möten”. Välj en annan mapp, till exempel Dokument.",
        None,
        "nothing",
    ),
    Fault(
        _GROUP,
        "settings on a full disk",
        _settings_on_a_full_disk,
        r"Inställningarna kunde inte sparas. Disken är full. De gäller tills programmet stängs. Filen: …\settings.json",
        None,
        "settings unchanged",
    ),
    Fault(
        _GROUP,
        "settings in a read-only profile",
        _read_only_profile,
        "Inställningarna kunde inte sparas. Programmet får inte skriva i sin mapp. De gäller "
        r"tills programmet stängs. Filen: …\settings.json",
        None,
        "settings unchanged",
    ),
    Fault(
        _GROUP,
        "settings of a newer version",
        _newer_settings,
        "Inställningarna kunde inte sparas. Filen kommer från en nyare version av programmet. "
        r"De gäller tills programmet stängs. Filen: …\settings.json",
        None,
        "settings unchanged",
    ),
)
