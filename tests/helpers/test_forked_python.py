"""A forked process behaves as one that was started."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.forked_python import ForkedPython, run_forked
from tests.helpers.waiting import LONGEST_WAIT, read_line

_ECHO = "import os, sys; print(sys.argv[1:], os.getcwd(), os.environ['PLACE'], 'HOME' in os.environ, input())"


def test_it_has_the_words_folder_environment_and_input_it_was_given(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ECHO, "en", "å b"]
    done = run_forked(command, cwd=tmp_path, env={"PLACE": "här"}, input="ut\n", text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"['en', 'å b'] {tmp_path} här False ut\n"


def test_it_has_imported_the_program_and_runs_modules() -> None:
    code = "import sys; print('vitec_desktop.app' in sys.modules, 'PySide6.QtWidgets' in sys.modules)"
    assert run_forked([sys.executable, "-c", code]).stdout == b"True True\n"
    done = run_forked([sys.executable, "-m", "vitec_desktop", "--version"])
    assert done.returncode == 0
    assert done.stdout.startswith(b"Vitec Desktop")


@pytest.mark.parametrize(("code", "exit_code"), [("", 0), ("import sys; sys.exit(7)", 7), ("raise LookupError", 1)])
def test_it_ends_as_python_does(code: str, exit_code: int) -> None:
    done = run_forked([sys.executable, "-c", code])
    assert done.returncode == exit_code
    assert (b"LookupError" in done.stderr) is (exit_code == 1)
    if exit_code:
        with pytest.raises(subprocess.CalledProcessError):
            run_forked([sys.executable, "-c", code], check=True)


def test_it_is_a_child_that_can_be_killed_and_waited_for() -> None:
    code = "import os, time; print(os.getpid(), os.getppid(), flush=True); time.sleep(600)"
    with ForkedPython([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        told = read_line(process).split()
        assert process.poll() is None
        process.kill()
        assert process.wait(LONGEST_WAIT) == -signal.SIGKILL or sys.platform == "win32"
    assert told == [str(process.pid), str(os.getpid())]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT that a process could inherit")
@pytest.mark.parametrize("handler", [signal.SIG_IGN, signal.default_int_handler])
def test_it_ignores_ctrl_c_as_the_tests_do_now(handler: Any) -> None:
    """Tests that run in the background ignore it, but for some of them."""
    before = signal.signal(signal.SIGINT, handler)
    try:
        done = run_forked([sys.executable, "-c", "import signal; print(signal.getsignal(signal.SIGINT) == 1)"])
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.stdout == (b"True\n" if handler == signal.SIG_IGN else b"False\n")


def test_a_process_that_does_not_end_is_killed() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_forked([sys.executable, "-c", "import time; time.sleep(600)"], timeout=0.1)
