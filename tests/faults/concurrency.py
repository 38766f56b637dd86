"""Two processes that change one profile, as a window and a scheduled export do, lose nothing of each other's."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.case import Env, Fault, Observed
from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import LONGEST_WAIT, read_line
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office
from vitec_desktop.storage.file_lock import LockTimeout

_GROUP = "concurrency"
_CHANGE_COUNT = 20  # of each process
_WRITER = """
import sys
from pathlib import Path
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office

def make_connection(name):
    return Connection(name, f"Kontor {name}", "anna", (Office("M30011", "Solna"),), "https://connect.example.se")

_, path, name, count = sys.argv
file = ConnectionFile(Path(path))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(count)):
    file.save(make_connection(f"{name}{number}"))
    print(number, flush=True)
"""


def make_connection(name: str) -> Connection:
    return Connection(name, f"Kontor {name}", "anna", (Office("M30011", "Solna"),), "https://connect.example.se")


@contextmanager
def _start_writer(path: Path, name: str, count: int) -> "Iterator[subprocess.Popen[str]]":
    """Start a process that adds connections once it gets a line, and prints a line after each."""
    command = [sys.executable, "-c", _WRITER, str(path), name, str(count)]
    with ForkedPython(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert read_line(process) == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def _start_writing(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _read_ids(path: Path) -> set[str]:
    loaded = ConnectionFile(path).load()
    assert not loaded.is_damaged
    return {one.id for one in loaded.entries}


def _two_writers(env: Env) -> Observed:
    path = env.folder / "connections.json"
    with _start_writer(path, "a", _CHANGE_COUNT) as first, _start_writer(path, "b", _CHANGE_COUNT) as second:
        for process in (first, second):
            _start_writing(process)
        told = [process.communicate(timeout=LONGEST_WAIT)[0].splitlines() for process in (first, second)]
        assert (first.returncode, second.returncode) == (0, 0)
    assert [len(lines) for lines in told] == [_CHANGE_COUNT, _CHANGE_COUNT]
    saved = _read_ids(path) & {f"{name}{number}" for name in "ab" for number in range(_CHANGE_COUNT)}
    return Observed(None, None, f"{len(saved)} of {2 * _CHANGE_COUNT} changes")


def _one_writer_killed(env: Env) -> Observed:
    """Kill one writer at a random moment; what it reported as written must stay, and another writer must not wait."""
    chance = random.Random(7)
    path = env.folder / "connections.json"
    times = 10 if env.workload.is_full else 1
    lost: set[str] = set()
    blocked = 0
    for number in range(times):
        with _start_writer(path, f"a{number}-", 100_000) as process:
            _start_writing(process)
            assert process.stdout is not None
            said = [read_line(process) for _ in range(3)]
            time.sleep(chance.uniform(0, 0.02))  # somewhere within the next changes
            process.kill()
            process.wait(LONGEST_WAIT)
            said += process.stdout.readlines()
        try:
            ConnectionFile(path).save(make_connection(f"b{number}"))
        except LockTimeout:
            blocked += 1
        reported = {f"a{number}-{line.strip()}" for line in said if line.endswith("\n")}
        lost |= (reported | {f"b{earlier}" for earlier in range(number + 1)}) - _read_ids(path)
    kept = f"changes lost: {len(lost)}; writers blocked: {blocked}"
    return Observed(None, None, kept, note=f"killed {times} times")


FAULTS = (
    Fault(_GROUP, "two processes change the connections at once", _two_writers, None, None, "40 of 40 changes"),
    Fault(
        _GROUP,
        "one of them killed in the middle of a change",
        _one_writer_killed,
        None,
        None,
        "changes lost: 0; writers blocked: 0",
    ),
)
