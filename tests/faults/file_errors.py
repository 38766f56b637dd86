"""Files that cannot be written, or not be read: exports and settings on disks, folders and drives that let us down."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.export.factories import report, row, write
from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import SWEDISH
from vitec_desktop.export import target_file
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import ExportError
from vitec_desktop.export.file_names import path_with_time
from vitec_desktop.report.report import Report
from vitec_desktop.storage import atomic_file
from vitec_desktop.storage.file_lock import LOCK_FILE
from vitec_desktop.storage.json_file import JsonFile, SettingsNotSaved
from vitec_desktop.ui.connections.texts import not_saved_notice
from vitec_desktop.webservice.models import ListKind

_GROUP = "files"
_FILE_NAME = "Tips och leads.xlsx"
_OLD = b"the old file"
_OLD_STANDS = "the old file, and nothing beside it"


def _report(rows: int = 20) -> Report:
    return report({ListKind.INCOMING: [row(ListKind.INCOMING, number) for number in range(rows)]})


def _target(folder: Path) -> Path:
    target = folder / _FILE_NAME
    target.write_bytes(_OLD)
    return target


def _error_text(error: ExportError, folder: Path) -> str:
    """The notice, with the test's own folder named as anybody's."""
    return describe_export_error(error, SWEDISH).text.replace(str(folder), "G:\\Möten")


def _failed_export(target: Path, **options: Any) -> ExportError:
    try:
        write(_report(), target, **options)
    except ExportError as error:
        return error
    raise AssertionError("the file was written")


def _describe_files(target: Path) -> str:
    assert target.read_bytes() == _OLD
    assert list(target.parent.iterdir()) == [target]
    return _OLD_STANDS


@contextmanager
def mount_small_disk(folder: Path, size: str) -> Iterator[bool]:
    """The folder as a disk of its own, where the system lets us make one; False where it does not."""
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
    """No file of this process may grow larger: the next best to a full disk."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Exports ------------------------------------------------------------------------------------------------------


def _full_disk(env: Env) -> Observed:
    folder = env.folder / "disk"
    folder.mkdir()
    with mount_small_disk(folder, "16k") as is_disk:
        target = _target(folder)
        if is_disk:
            error = _failed_export(target)
        else:
            with limit_file_size(4_000):
                error = _failed_export(target)
        note = "a disk of 16 kB" if is_disk else "by a limit to the size of files"
        return Observed(_error_text(error, folder), None, _describe_files(target), note=note)


def _fail_replace(times: int) -> Callable[[Path, Path], None]:
    """Moving a file into place that fails so many times, as over one that Excel or a scanner holds."""
    replace = os.replace
    left = iter(range(times))

    def held(source: Path, target: Path) -> None:
        if next(left, None) is not None:
            raise PermissionError(errno.EACCES, "held")
        replace(source, target)

    return held


def _no_retry_delays() -> Any:
    return mock.patch.object(atomic_file, "RETRY_DELAYS", (0.0,) * len(atomic_file.RETRY_DELAYS))


def _open_in_excel(env: Env) -> Observed:
    target = _target(env.folder)
    tries = len(atomic_file.RETRY_DELAYS)
    with mock.patch.object(os, "replace", _fail_replace(1_000)), _no_retry_delays():
        error = _failed_export(target)
    kept = _describe_files(target)
    copy = path_with_time(target, _report().fetched_at)
    write(_report(), copy)
    assert copy.exists()
    assert copy != target
    return Observed(
        _error_text(error, env.folder), tries, f"{kept}; a copy under {copy.name.replace(_FILE_NAME[:-5], '…')}"
    )


def _open_for_a_moment(env: Env) -> Observed:
    target = _target(env.folder)
    with mock.patch.object(os, "replace", _fail_replace(3)), _no_retry_delays():
        write(_report(), target)
    assert list(env.folder.iterdir()) == [target]
    assert target.read_bytes() != _OLD
    return Observed("", 3, "the new file")


def _missing_folder(env: Env) -> Observed:
    error = _failed_export(env.folder / "nowhere" / _FILE_NAME)
    assert list(env.folder.iterdir()) == []
    return Observed(_error_text(error, error.path.parent), None, "nothing made")


def _long_path(env: Env) -> Observed:
    """218 characters are what Excel opens; a name of 300 is more than any system takes."""
    with mock.patch.object(target_file, "MAX_PATH_LENGTH", len(str(env.folder)) + 10):
        error = _failed_export(env.folder / _FILE_NAME)
    other = _failed_export(env.folder / ("å" * 300 + ".xlsx"))
    assert type(other) is type(error)
    assert list(env.folder.iterdir()) == []
    return Observed(_error_text(error, error.path.parent), None, "nothing made")


def _call_during_export(act: Callable[[], object]) -> Callable[[int, int], None]:
    """Does something once, when the first rows have been written."""
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
    assert (elsewhere / _FILE_NAME).read_bytes() == _OLD
    assert not folder.exists()
    return Observed(_error_text(error, folder), None, "the old file, where its folder went")


def _drive_unmounted(env: Env) -> Observed:
    folder = env.folder / "drive"
    folder.mkdir()

    def leave() -> None:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=True)

    with mount_small_disk(folder, "10m") as is_disk:
        if not is_disk:
            return Observed("", None, "not tried: needs the right to mount", note="skipped")
        error = _failed_export(_target(folder), on_progress=_call_during_export(leave))
    assert list(folder.iterdir()) == []
    return Observed(_error_text(error, folder), None, "nothing left where the drive was")


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
        assert file.path.read_bytes() == before
        assert sorted(folder.iterdir()) == [folder / LOCK_FILE, file.path]
    return Observed(sees, None, "the settings as they were")


def _read_only_profile(env: Env) -> Observed:
    folder = env.folder / "profile"
    folder.mkdir()
    with mount_small_disk(folder, "64k") as is_disk:
        file = JsonFile(folder / "settings.json")
        file.save({"tab": 1})
        if is_disk:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        else:
            folder.chmod(0o500)
        try:
            sees = _save_error_text(file, {"tab": 2}, folder)
            assert file.load().values == {"tab": 1}
        finally:
            if not is_disk:
                folder.chmod(0o700)
    return Observed(sees, None, "the settings as they were")


def _newer_settings(env: Env) -> Observed:
    file = JsonFile(env.folder / "settings.json")
    file.path.write_text('{"version": 7, "tab": 2, "novelty": true}')
    loaded = file.load()
    assert loaded.is_newer_version
    sees = _save_error_text(file, {"tab": 1}, env.folder)
    assert file.path.read_text() == '{"version": 7, "tab": 2, "novelty": true}'
    return Observed(sees, None, "the newer file, untouched")


FAULTS = (
    Fault(
        _GROUP,
        "export onto a full disk",
        _full_disk,
        r"Filen ”Tips och leads.xlsx” kunde inte sparas. Disken med mappen ”G:\Möten” är full. "
        "Frigör utrymme på disken och försök igen.",
        None,
        "the old file, and nothing beside it",
    ),
    Fault(
        _GROUP,
        "export onto a file that is open",
        _open_in_excel,
        "Filen ”Tips och leads.xlsx” kunde inte sparas. Den är öppen i ett annat program, "
        "troligen Excel. Stäng filen och försök igen, eller spara under ett annat namn.",
        10,
        "the old file, and nothing beside it; a copy under … 14.05.00.xlsx",
    ),
    Fault(_GROUP, "export onto a file that a scanner holds for a moment", _open_for_a_moment, "", 3, "the new file"),
    Fault(
        _GROUP,
        "export into a missing folder",
        _missing_folder,
        r"Filen ”Tips och leads.xlsx” kunde inte sparas. Mappen ”G:\Möten” finns inte. Välj en annan mapp.",
        None,
        "nothing made",
    ),
    Fault(
        _GROUP,
        "export onto a path that is too long",
        _long_path,
        "Filen ”Tips och leads.xlsx” kunde inte sparas. Mappens och filens namn är för långa "
        "tillsammans. Välj ett kortare namn, eller en mapp närmare diskens rot.",
        None,
        "nothing made",
    ),
    Fault(
        _GROUP,
        "export into a folder that goes away",
        _folder_renamed,
        r"Filen ”Tips och leads.xlsx” kunde inte sparas. Mappen ”G:\Möten” finns inte. Välj en annan mapp.",
        None,
        "the old file, where its folder went",
    ),
    Fault(
        _GROUP,
        "export onto a drive that goes away",
        _drive_unmounted,
        "Filen ”Tips och leads.xlsx” kunde inte sparas. Du får inte spara filer i mappen "
        r"”G:\Möten”. Välj en annan mapp, till exempel Dokument.",
        None,
        "nothing left where the drive was",
    ),
    Fault(
        _GROUP,
        "settings on a full disk",
        _settings_on_a_full_disk,
        r"Inställningarna kunde inte sparas. Disken är full. De gäller tills programmet stängs. Filen: …\settings.json",
        None,
        "the settings as they were",
    ),
    Fault(
        _GROUP,
        "settings in a read-only profile",
        _read_only_profile,
        "Inställningarna kunde inte sparas. Programmet får inte skriva i sin mapp. De gäller "
        r"tills programmet stängs. Filen: …\settings.json",
        None,
        "the settings as they were",
    ),
    Fault(
        _GROUP,
        "settings of a newer version",
        _newer_settings,
        "Inställningarna kunde inte sparas. Filen kommer från en nyare version av programmet. "
        r"De gäller tills programmet stängs. Filen: …\settings.json",
        None,
        "the newer file, untouched",
    ),
)
