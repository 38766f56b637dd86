"""The profile's lock, between real processes and threads."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import LONGEST_WAIT, read_line
from vitec_desktop.storage import json_file
from vitec_desktop.storage.file_lock import LOCK_FILE, LockTimeout, profile_lock
from vitec_desktop.storage.json_file import JsonFile, SaveProblem, SettingsNotSaved

_LOCKER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from vitec_desktop.storage.file_lock import profile_lock\n"
    "with profile_lock(Path(sys.argv[1])):\n"
    "    print('locked', flush=True)\n"
    "    sys.stdin.readline()\n"
    "print('released', flush=True)\n"
    "sys.stdin.readline()\n"
)


@contextmanager
def locked_by_another_process(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a process that has the lock until `release`."""
    command = [sys.executable, "-c", _LOCKER, str(folder)]
    with ForkedPython(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert read_line(process) == "locked\n"
        try:
            yield process
        finally:
            process.kill()


def release(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert read_line(process) == "released\n"


def is_free(folder: Path) -> bool:
    """Return True if a thread of its own can take the lock."""
    results: list[bool] = []

    def try_lock() -> None:
        try:
            with profile_lock(folder, timeout=0):
                results.append(True)
        except LockTimeout:
            results.append(False)

    thread = threading.Thread(target=try_lock)
    thread.start()
    thread.join()
    return results == [True]


def test_waiting_for_another_process_times_out(tmp_path: Path) -> None:
    with locked_by_another_process(tmp_path) as process:
        with pytest.raises(LockTimeout) as caught, profile_lock(tmp_path, timeout=0):
            pytest.fail("two processes had the lock at once")
        assert caught.value.errno == errno.EBUSY
        assert caught.value.filename == str(tmp_path / LOCK_FILE)
        release(process)
        with profile_lock(tmp_path, timeout=0):
            pass


def test_a_waiting_process_gets_the_lock_once_it_is_released(tmp_path: Path) -> None:
    with locked_by_another_process(tmp_path) as process:
        thread = threading.Thread(target=release, args=(process,))
        thread.start()
        with profile_lock(tmp_path, timeout=LONGEST_WAIT):
            pass
        thread.join()


def test_a_file_that_another_process_is_changing_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "profile_lock", lambda folder, timeout: profile_lock(folder, 0))
    file = JsonFile(tmp_path / "settings.json")
    file.save({"x": 1})
    with locked_by_another_process(tmp_path):
        with pytest.raises(SettingsNotSaved) as caught:
            file.save({"x": 2})
        assert caught.value.problem is SaveProblem.IN_USE
        assert file.load().values == {"x": 1}  # loading needs no lock
    file.save({"x": 3})
    assert file.load().values == {"x": 3}


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    with locked_by_another_process(tmp_path) as process:
        process.kill()
        process.wait()
        with profile_lock(tmp_path, timeout=0):
            pass
    assert (tmp_path / LOCK_FILE).read_bytes() == b""


def test_an_error_in_the_block_releases_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), profile_lock(tmp_path):
        raise ZeroDivisionError
    assert is_free(tmp_path)


def test_another_thread_has_to_wait_too(tmp_path: Path) -> None:
    with profile_lock(tmp_path):
        assert not is_free(tmp_path)
    assert is_free(tmp_path)


def test_two_profiles_have_a_lock_each(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with profile_lock(tmp_path / "a"), profile_lock(tmp_path / "b", timeout=0):
        pass


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_a_profile_has_the_profile_s_lock(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    with profile_lock(real):
        assert not is_free(tmp_path / "link")


def test_a_missing_folder_has_no_lock(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    with profile_lock(missing, timeout=0):
        pass
    assert not missing.exists()


def test_a_folder_that_is_not_writable_has_no_lock(tmp_path: Path) -> None:
    file = tmp_path / "file"  # not even root can make a file in a file
    file.write_text("")
    with profile_lock(file, timeout=0):
        pass


@pytest.mark.skipif(os.name == "nt", reason="flock's errors")
def test_a_file_system_without_locks_has_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def no_locks(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with profile_lock(tmp_path, timeout=0):
        pass
