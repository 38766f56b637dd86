"""A wait for another process ends though the process says nothing."""

import subprocess
import sys

import pytest

from tests.helpers import waiting


def test_a_process_that_prints_nothing_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "print('first', flush=True); import time; time.sleep(600)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert waiting.read_line(process) == "first\n"
        monkeypatch.setattr(waiting, "LONGEST_WAIT", 0.01)
        assert waiting.read_line(process) == ""
        assert process.wait() != 0
