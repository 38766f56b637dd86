"""One window for each profile; the whole program is started twice in tests.faults.program_process."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import read_line
from vitec_desktop.ui.common.single_instance import SingleInstance

_SECOND_START = """
import sys
from pathlib import Path
from vitec_desktop.ui.common import single_instance

wait = single_instance.sleep

def sleep(seconds):
    print("waits", flush=True)
    wait(seconds)

single_instance.sleep = sleep
print("opens" if single_instance.SingleInstance(Path(sys.argv[1])).claim() else "ends", flush=True)
"""


@contextmanager
def second_start(profile: Path) -> "Iterator[subprocess.Popen[str]]":
    """Start a process that claims the profile too; yield it once it waits for the first window."""
    command = [sys.executable, "-c", _SECOND_START, str(profile)]
    with ForkedPython(command, stdout=subprocess.PIPE, text=True) as process:
        assert read_line(process) == "waits\n"
        yield process


def last_word(process: "subprocess.Popen[str]") -> str:
    return process.communicate()[0].split()[-1]


def test_a_second_start_waits_until_the_first_window_listens(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path, qapp)
    assert first.claim()
    with second_start(tmp_path) as second:
        with qtbot.waitSignal(first.second_started):
            first.listen()
        assert last_word(second) == "ends"
    first.release()


def test_a_second_start_opens_a_window_if_the_first_ends_before_it_listens(tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    with second_start(tmp_path) as second:
        first.release()
        assert last_word(second) == "opens"
