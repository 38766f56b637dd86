"""The temporary files of a killed process are removed by a later one, and no other file is."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import read_line
from vitec_desktop.storage.atomic_file import atomic_write
from vitec_desktop.storage.temp_files import TempFolder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")

_WRITER = """
import sys
from pathlib import Path
from vitec_desktop.storage.atomic_file import atomic_write
from vitec_desktop.storage.temp_files import TempFolder

folder = TempFolder()
with atomic_write(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("half-written", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "Möten"
    folder.mkdir()
    return folder / "Tips och leads.xlsx"


@contextmanager
def half_written(target: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a process that has written half of `target`."""
    process = ForkedPython(
        [sys.executable, "-c", _WRITER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert read_line(process) == "half-written\n"
        yield process
        process.kill()


def leave_temp_file(target: Path) -> Path:
    """Return the temporary file, some minutes old, of a killed process that was writing `target`."""
    with half_written(target) as process:
        process.send_signal(signal.SIGKILL)
    [temp_file] = (path for path in target.parent.iterdir() if path != target)
    age(temp_file)
    return temp_file


def age(path: Path) -> None:
    long_ago = time.time() - 600
    os.utime(path, (long_ago, long_ago))


def save(target: Path) -> None:
    with atomic_write(target) as file:
        file.write(b"whole")


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


@contextmanager
def temp_folder() -> Iterator[TempFolder]:
    folder = TempFolder()
    try:
        yield folder
    finally:
        folder.remove()


@pytest.mark.usefixtures("temp")
def test_the_next_write_removes_a_stale_file(target: Path) -> None:
    leave_temp_file(target)
    save(target)
    assert names(target) == [target.name]


@pytest.mark.usefixtures("temp")
def test_a_file_that_another_process_is_writing_stays(target: Path) -> None:
    with half_written(target):
        [temp_file] = target.parent.iterdir()
        age(temp_file)
        save(target.with_name("other.xlsx"))
        assert temp_file.exists()


@pytest.mark.usefixtures("temp")
def test_a_young_file_stays(target: Path) -> None:
    """A file that is about to replace its target is not locked any more."""
    temp_file = leave_temp_file(target)
    os.utime(temp_file)
    save(target)
    assert temp_file.exists()


@pytest.mark.usefixtures("temp")
@pytest.mark.parametrize("name", ["~$Tips och leads.xlsx", "~0123456789ab.tmp", "vitec-desktop-0123456789ab.tmp"])
def test_a_file_of_another_name_stays(target: Path, name: str) -> None:
    other = target.with_name(name)
    other.write_bytes(b"")
    age(other)
    save(target)
    assert other.exists()


def test_the_next_start_removes_stale_files_and_folders(target: Path, temp: Path) -> None:
    temp_file = leave_temp_file(target)
    [stale_folder] = temp.iterdir()
    age(stale_folder)
    with temp_folder() as folder:
        folder.remove_stale()
        assert not temp_file.exists()
        assert not stale_folder.exists()
    assert list(temp.iterdir()) == []


def test_the_next_start_keeps_those_of_a_running_process(target: Path, temp: Path) -> None:
    with half_written(target):
        [temp_file] = target.parent.iterdir()
        [other_folder] = temp.iterdir()
        age(other_folder)
        with temp_folder() as folder:
            folder.remove_stale()
        assert temp_file.exists()
        assert other_folder.exists()


def test_a_registered_path_of_another_name_is_not_removed(target: Path, temp: Path) -> None:
    leave_temp_file(target)
    [stale_folder] = temp.iterdir()
    target.write_bytes(b"old")
    (stale_folder / "elsewhere.txt").write_text(f'"{target}"\nnot json\n')
    age(stale_folder)
    with temp_folder() as folder:
        folder.remove_stale()
    assert target.read_bytes() == b"old"
