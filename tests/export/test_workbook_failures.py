import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.export.factories import LISTS_ONLY, report, row, write
from vitec_desktop.export.errors import DiskFull, ExportError, FolderMissing, TargetExists, TargetInUse
from vitec_desktop.report.report import Report
from vitec_desktop.storage import atomic_file
from vitec_desktop.storage.atomic_file import TempFile
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.models import ListKind

OLD = b"the old file"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "Tips och leads.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def temp_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temp files in this test."""
    folder = tmp_path_factory.mktemp("temp")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def big_report(rows: int = 800) -> Report:
    return report({ListKind.INCOMING: [row(ListKind.INCOMING, number) for number in range(rows)]})


def assert_nothing_happened(target: Path, temp_folder: Path) -> None:
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]
    assert list(temp_folder.iterdir()) == []


def cancel_at(done: int, cancellation: CancellationToken) -> Callable[[int, int], None]:
    def on_progress(so_far: int, total: int) -> None:
        if so_far >= done:
            cancellation.cancel()

    return on_progress


@pytest.mark.parametrize("done", [0, 300, 800], ids=["at once", "among the rows", "after the last row"])
def test_a_cancelled_export_leaves_nothing_behind(target: Path, temp_folder: Path, done: int) -> None:
    cancellation = CancellationToken()
    with pytest.raises(Cancelled):
        write(
            big_report(), target, spec=LISTS_ONLY, cancellation=cancellation, on_progress=cancel_at(done, cancellation)
        )
    assert_nothing_happened(target, temp_folder)


def test_an_export_is_cancelled_within_a_few_hundred_rows(target: Path) -> None:
    cancellation = CancellationToken()
    seen: list[int] = []

    def on_progress(done: int, total: int) -> None:
        seen.append(done)
        if done:
            cancellation.cancel()

    with pytest.raises(Cancelled):
        write(big_report(), target, spec=LISTS_ONLY, cancellation=cancellation, on_progress=on_progress)
    assert len(seen) == 2


def test_cancelling_while_the_zip_is_written_leaves_nothing_behind(
    target: Path, temp_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancellation = CancellationToken()
    write_into = TempFile.write

    def write_once(self: TempFile, data: Any, /) -> int:
        cancellation.cancel()
        return write_into(self, data)

    monkeypatch.setattr(TempFile, "write", write_once)
    with pytest.raises(Cancelled):
        write(big_report(), target, spec=LISTS_ONLY, cancellation=cancellation)
    assert_nothing_happened(target, temp_folder)


def test_an_error_of_the_progress_callback_leaves_nothing_behind(target: Path, temp_folder: Path) -> None:
    def on_progress(done: int, total: int) -> None:
        if done:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(big_report(), target, spec=LISTS_ONLY, on_progress=on_progress)
    assert_nothing_happened(target, temp_folder)


def test_an_existing_file_is_kept_without_overwrite(target: Path, temp_folder: Path) -> None:
    with pytest.raises(TargetExists):
        write(report(), target, overwrite=False)
    assert_nothing_happened(target, temp_folder)


def test_a_missing_folder_is_an_error_before_any_row_is_written(tmp_path: Path) -> None:
    progress: list[int] = []
    with pytest.raises(FolderMissing):
        write(report(), tmp_path / "gone" / "new.xlsx", on_progress=lambda done, total: progress.append(done))
    assert progress == []


def test_a_workbook_open_in_excel_is_kept(target: Path, temp_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(source: Any, destination: Any) -> None:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(atomic_file, "RETRY_DELAYS", (0.001,))
    with pytest.raises(TargetInUse):
        write(report(), target, spec=LISTS_ONLY)
    assert_nothing_happened(target, temp_folder)


def write_with_room_for(size: int, target: Path, one: Report) -> ExportError:
    """Return the error of an export where no file can grow beyond `size` bytes."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(ExportError) as caught:
            write(one, target, spec=LISTS_ONLY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    return caught.value


def test_a_full_disk_while_rows_are_written_is_the_disk_of_the_temp_folder(target: Path, temp_folder: Path) -> None:
    error = write_with_room_for(200_000, target, big_report())
    assert error == DiskFull(temp_folder / target.name)
    assert_nothing_happened(target, temp_folder)


def test_a_full_disk_while_the_zip_is_written_is_the_disk_of_the_target(
    target: Path, temp_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_into = TempFile.write

    def fill_up(self: TempFile, data: Any, /) -> int:
        if self.tell() > 20_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_into(self, data)

    monkeypatch.setattr(TempFile, "write", fill_up)
    with pytest.raises(DiskFull) as caught:
        write(big_report(), target, spec=LISTS_ONLY)
    assert caught.value == DiskFull(target)
    assert_nothing_happened(target, temp_folder)
