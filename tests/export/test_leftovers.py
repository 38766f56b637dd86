"""What a run that was killed leaves beside its targets is removed by a later one, and nothing else is."""

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

from vitec_desktop.export.target_file import atomic_write, atomic_write_all
from vitec_desktop.export.temp_files import is_temp_name
from vitec_desktop.export.temp_folder import TempFolder
from vitec_desktop.webservice.cancellation import CancellationToken

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there, and an open file is held")

_WRITER = """
import sys
from pathlib import Path
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.export.temp_folder import TempFolder
from vitec_desktop.export.target_file import atomic_write

folder = TempFolder()
with atomic_write(Path(sys.argv[1]), CancellationToken()) as file:
    file.write(b"half")
    file.flush()
    print("half-way", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system puts passing files."""
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
def half_way(target: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process of the program that stays in the middle of writing `target`."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        yield process
        process.kill()


def leave_half(target: Path) -> Path:
    """The file that a killed writer of `target` has left, some minutes old."""
    with half_way(target) as process:
        process.send_signal(signal.SIGKILL)
    [left] = (path for path in target.parent.iterdir() if path != target)
    age(left)
    return left


def age(path: Path) -> None:
    long_ago = time.time() - 600
    os.utime(path, (long_ago, long_ago))


def save(target: Path) -> None:
    with atomic_write(target, CancellationToken()) as file:
        file.write(b"whole")


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


@pytest.mark.usefixtures("temp")
def test_a_killed_export_s_half_leaves_with_the_next_one(target: Path) -> None:
    left = leave_half(target)
    assert is_temp_name(left.name)
    save(target)
    assert names(target) == [target.name]


@pytest.mark.usefixtures("temp")
def test_so_it_does_when_several_files_are_written_there(target: Path) -> None:
    leave_half(target)
    with atomic_write_all(target.parent, ["a.csv"], CancellationToken()) as files:
        files["a.csv"].write(b"a")
    assert names(target) == ["a.csv"]


@pytest.mark.usefixtures("temp")
def test_what_another_run_is_writing_stays(target: Path) -> None:
    with half_way(target):
        [passing] = target.parent.iterdir()
        age(passing)
        save(target.with_name("other.xlsx"))
        assert passing.exists()


@pytest.mark.usefixtures("temp")
def test_what_is_new_stays(target: Path) -> None:
    """It may be on its way over its target: between closing and moving nobody holds it."""
    left = leave_half(target)
    os.utime(left)
    save(target)
    assert left.exists()


@pytest.mark.usefixtures("temp")
@pytest.mark.parametrize("name", ["~$Tips och leads.xlsx", "~0123456789ab.tmp", "vitec-desktop-0123456789ab.tmp"])
def test_what_has_another_name_stays(target: Path, name: str) -> None:
    other = target.with_name(name)
    other.write_bytes(b"")
    age(other)
    save(target)
    assert other.exists()


def test_the_next_start_removes_it_wherever_it_lies(target: Path, temp: Path) -> None:
    left = leave_half(target)
    [killed] = temp.iterdir()
    age(killed)
    folder = TempFolder()
    folder.remove_stale()
    assert not left.exists()
    assert not killed.exists()
    folder.remove()
    assert list(temp.iterdir()) == []


def test_the_next_start_leaves_what_a_living_run_has(target: Path, temp: Path) -> None:
    with half_way(target):
        [passing] = target.parent.iterdir()
        [living] = temp.iterdir()
        age(living)
        with closing_folder(TempFolder()) as folder:
            folder.remove_stale()
        assert passing.exists()
        assert living.exists()


@contextmanager
def closing_folder(folder: TempFolder) -> Iterator[TempFolder]:
    try:
        yield folder
    finally:
        folder.remove()


def test_a_note_that_names_another_file_removes_nothing(target: Path, temp: Path) -> None:
    leave_half(target)
    [killed] = temp.iterdir()
    target.write_bytes(b"old")
    (killed / "elsewhere.txt").write_text(f'"{target}"\nnot json\n')
    age(killed)
    with closing_folder(TempFolder()) as folder:
        folder.remove_stale()
    assert target.read_bytes() == b"old"
