"""One process at a time changes a profile: real processes hold the lock, wait for it and die with it."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from vitec_desktop.storage import file_lock as lock_module
from vitec_desktop.storage import json_file as settings_file
from vitec_desktop.storage.file_lock import LOCK_FILE, LockTimeout, profile_lock
from vitec_desktop.storage.json_file import JsonFile, SaveProblem, SettingsNotSaved

_HOLDER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from vitec_desktop.storage.file_lock import profile_lock\n"
    "with profile_lock(Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.readline()\n"
    "print('free', flush=True)\n"
    "sys.stdin.readline()\n"
)


@contextmanager
def another_process(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the lock until it is written to."""
    command = [sys.executable, "-c", _HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def let_go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "free\n"


def test_what_another_process_holds_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        with pytest.raises(LockTimeout) as busy, profile_lock(tmp_path, patience=0):
            pytest.fail("two processes were inside at once")
        assert busy.value.errno == errno.EBUSY
        assert busy.value.filename == str(tmp_path / LOCK_FILE)
        let_go(process)
        with profile_lock(tmp_path, patience=0):
            pass


def test_who_waits_comes_in_as_soon_as_the_other_is_done(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        letting_go = threading.Thread(target=let_go, args=(process,))
        letting_go.start()
        with profile_lock(tmp_path, patience=60):
            pass
        letting_go.join()


def test_settings_that_another_process_is_changing_are_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_file, "profile_lock", partial(profile_lock, patience=0))
    file = JsonFile(tmp_path / "settings.json")
    file.save({"x": 1})
    with another_process(tmp_path):
        with pytest.raises(SettingsNotSaved) as refused:
            file.save({"x": 2})
        assert refused.value.problem is SaveProblem.IN_USE
        # Reading asks nobody.
        assert file.load().values == {"x": 1}
    file.save({"x": 3})
    assert file.load().values == {"x": 3}


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        process.kill()  # SIGKILL: it cleans nothing up
        process.wait()
        with profile_lock(tmp_path, patience=0):
            pass
    assert (tmp_path / LOCK_FILE).read_bytes() == b""


def test_who_has_it_may_take_it_again_and_keeps_it_to_the_outermost_end(tmp_path: Path) -> None:
    with profile_lock(tmp_path):
        with profile_lock(tmp_path, patience=0):
            assert not is_free(tmp_path)
        assert not is_free(tmp_path)
    assert is_free(tmp_path)


def test_an_error_inside_lets_go_of_it(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), profile_lock(tmp_path), profile_lock(tmp_path):
        raise ZeroDivisionError
    assert is_free(tmp_path)


def test_another_thread_is_another_one(tmp_path: Path) -> None:
    refused: list[bool] = []
    with profile_lock(tmp_path):
        thread = threading.Thread(target=lambda: refused.append(not is_free(tmp_path)))
        thread.start()
        thread.join()
    assert refused == [True]


def test_two_profiles_have_nothing_to_do_with_each_other(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with profile_lock(tmp_path / "a"), profile_lock(tmp_path / "b", patience=0):
        pass


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_profile_by_another_name_is_the_same_one(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    with profile_lock(real):
        with profile_lock(tmp_path / "link", patience=0):
            pass
        assert not is_free(real)


def test_a_folder_that_is_missing_needs_no_lock(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    with profile_lock(missing, patience=0):
        pass
    assert not missing.exists()


def test_a_folder_that_nothing_can_be_written_into_needs_no_lock(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"  # not even root can make a file in a file
    in_the_way.write_text("")
    with profile_lock(in_the_way, patience=0):
        pass


@pytest.mark.skipif(os.name == "nt", reason="flock's errors")
def test_a_file_system_without_locks_is_worked_on_without_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(lock_module, "_try_acquire", no_locks)
    with profile_lock(tmp_path, patience=0):
        pass


def is_free(folder: Path) -> bool:
    """Whether another one could have the lock now: asked in a thread of its own, which holds nothing yet."""
    answers: list[bool] = []

    def ask() -> None:
        try:
            with profile_lock(folder, patience=0):
                answers.append(True)
        except LockTimeout:
            answers.append(False)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return answers == [True]
