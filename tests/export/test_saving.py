import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from vitec_desktop.export import target_file
from vitec_desktop.export.errors import (
    DiskFull,
    ExportError,
    FolderMissing,
    FolderNotWritable,
    PathTooLong,
    TargetExists,
    TargetInUse,
    TargetIsFolder,
    WriteFailed,
)
from vitec_desktop.export.target_file import check_target, open_target, open_targets
from vitec_desktop.storage import atomic_file
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled

OLD = b"the old file"
NEW = b"the new file"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that stands already."""
    path = tmp_path / "Tips och leads å.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_file, "RETRY_DELAYS", (0.001, 0.001, 0.001))


def save_by(
    write: Callable[[BinaryIO], object],
    target: Path,
    overwrite: bool = True,
    cancellation: CancellationToken | None = None,
) -> None:
    with open_target(target, cancellation or CancellationToken(), overwrite) as file:
        write(file)


def save(
    target: Path, data: bytes = NEW, overwrite: bool = True, cancellation: CancellationToken | None = None
) -> None:
    save_by(lambda file: file.write(data), target, overwrite, cancellation)


def refuse(code: int) -> Any:
    def act(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return act


def assert_only_the_old_file(target: Path) -> None:
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_a_new_file_appears(tmp_path: Path) -> None:
    save(tmp_path / "new.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["new.xlsx"]
    assert (tmp_path / "new.xlsx").read_bytes() == NEW


def test_the_old_file_stands_until_the_new_one_is_whole(target: Path) -> None:
    with open_target(target, CancellationToken()) as file:
        file.write(NEW)
        file.flush()
        assert target.read_bytes() == OLD
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_in_the_middle_leaves_the_old_file_alone(target: Path) -> None:
    def fail(file: BinaryIO) -> None:
        file.write(NEW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_by(fail, target)
    assert_only_the_old_file(target)


def test_a_cancelled_file_leaves_nothing_behind(target: Path) -> None:
    cancellation = CancellationToken()

    def cancel_in_the_middle(file: BinaryIO) -> None:
        file.write(NEW)
        cancellation.cancel()
        file.write(bytes(10_000_000))

    with pytest.raises(Cancelled):
        save_by(cancel_in_the_middle, target, cancellation=cancellation)
    assert_only_the_old_file(target)


def test_cancelling_at_the_last_moment_keeps_the_old_file(target: Path) -> None:
    cancellation = CancellationToken()

    def cancel_at_the_end(file: BinaryIO) -> None:
        file.write(NEW)
        file.flush()
        cancellation.cancel()

    with pytest.raises(Cancelled):
        save_by(cancel_at_the_end, target, cancellation=cancellation)
    assert_only_the_old_file(target)


def test_an_existing_file_is_kept_without_overwrite(target: Path) -> None:
    with pytest.raises(TargetExists):
        save(target, overwrite=False)
    assert_only_the_old_file(target)


@pytest.mark.parametrize("has_links", [True, False], ids=["hard links", "no hard links"])
def test_a_file_that_appears_meanwhile_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    target = tmp_path / "meanwhile.xlsx"
    if not has_links:
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))

    def write_while_another_does(file: BinaryIO) -> None:
        file.write(NEW)
        target.write_bytes(OLD)

    with pytest.raises(TargetExists):
        save_by(write_while_another_does, target, overwrite=False)
    assert_only_the_old_file(target)


def test_a_new_file_appears_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    save(tmp_path / "new.xlsx", overwrite=False)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [NEW]


def test_a_file_open_in_excel_is_told_after_a_while(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def held(source: Any, destination: Any) -> None:
        tries.append(destination)
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(TargetInUse) as caught:
        save(target)
    assert caught.value == TargetInUse(target)
    assert len(tries) == 4
    assert_only_the_old_file(target)


def test_a_file_held_for_a_moment_is_saved_all_the_same(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace
    holds = iter([True, True, False])

    def held_twice(source: Any, destination: Any) -> None:
        if next(holds):
            raise PermissionError(errno.EACCES, "held")
        replace(source, destination)

    monkeypatch.setattr(os, "replace", held_twice)
    save(target)
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_waiting_for_a_held_file_can_be_cancelled(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cancellation = CancellationToken()

    def held(source: Any, destination: Any) -> None:
        cancellation.cancel()
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(Cancelled):
        save(target, cancellation=cancellation)
    assert_only_the_old_file(target)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        save(tmp_path / "nowhere" / "new.xlsx")


def test_a_folder_that_is_a_file_is_a_missing_folder(target: Path) -> None:
    with pytest.raises(FolderMissing):
        save(target / "new.xlsx")
    assert_only_the_old_file(target)


def test_a_folder_of_the_files_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(TargetIsFolder):
        save(tmp_path / "folder.xlsx")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux' /proc, where nobody may make a file")
def test_a_folder_where_nobody_may_put_files_is_told() -> None:
    with pytest.raises((FolderNotWritable, WriteFailed)) as caught:
        save(Path("/proc/self/new.xlsx"))
    assert caught.value.path == Path("/proc/self/new.xlsx")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.EACCES, FolderNotWritable),
        (errno.EPERM, FolderNotWritable),
        (errno.EROFS, FolderNotWritable),
        (errno.ENOENT, FolderNotWritable),  # what Windows' guard against extortion programs says
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.ENAMETOOLONG, PathTooLong),
        (errno.EIO, WriteFailed),
    ],
)
def test_what_the_system_says_of_the_new_file_becomes_an_error_of_ours(
    target: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[ExportError]
) -> None:
    monkeypatch.setattr(atomic_file, "TempFile", refuse(code))
    with pytest.raises(kind) as caught:
        save(target)
    assert type(caught.value) is kind
    assert_only_the_old_file(target)


def test_a_disk_that_fills_up_leaves_the_old_file_alone(target: Path) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(DiskFull):
            save(target, bytes(5_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_only_the_old_file(target)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathTooLong):
        save(tmp_path / ("å" * 300 + ".xlsx"))


def test_a_path_that_excel_cannot_open_is_told_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_file, "MAX_PATH_LENGTH", len(str(tmp_path)) + 10)
    check_target(tmp_path / "1234.xlsx")
    with pytest.raises(PathTooLong):
        check_target(tmp_path / "12345.xlsx")


def test_a_link_goes_on_pointing_to_its_file(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(target)
    save(link)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_writing_several_files_removes_stale_ones(tmp_path: Path) -> None:
    stale = tmp_path / "~vitec-desktop-0123456789ab.tmp"
    stale.write_bytes(b"half")
    os.utime(stale, (0, 0))
    with open_targets(tmp_path, ["a.csv"], CancellationToken()) as files:
        files["a.csv"].write(b"a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
