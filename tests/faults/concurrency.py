"""Two processes at one profile, as a window and a scheduled export are: neither loses what the other has written."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.case import Env, Fault, Observed
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office

_GROUP = "concurrency"
_CHANGE_COUNT = 20  # of each process
_WRITER = """
import sys
from pathlib import Path
from tests.faults.concurrency import make_connection
from vitec_desktop.accounts.connections import ConnectionFile

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
    """A process that begins to add connections when it is written to, and says a line after each."""
    command = [sys.executable, "-c", _WRITER, str(path), name, str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
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
        told = [process.communicate(timeout=60)[0].splitlines() for process in (first, second)]
        assert (first.returncode, second.returncode) == (0, 0)
    assert [len(lines) for lines in told] == [_CHANGE_COUNT, _CHANGE_COUNT]
    assert _read_ids(path) == {f"{name}{number}" for name in "ab" for number in range(_CHANGE_COUNT)}
    return Observed("", None, "every change of both", note=f"{2 * _CHANGE_COUNT} changes")


def _one_writer_killed(env: Env) -> Observed:
    """At any moment: what it said it had written is there, and the other one waits for nobody."""
    chance = random.Random(7)
    path = env.folder / "connections.json"
    times = 10 if env.workload.is_full else 1
    for number in range(times):
        with _start_writer(path, f"a{number}-", 100_000) as process:
            _start_writing(process)
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(3)]
            time.sleep(chance.uniform(0, 0.02))  # somewhere within the next changes
            process.kill()
            process.wait(30)
            said += process.stdout.readlines()
        begin = time.monotonic()
        ConnectionFile(path).save(make_connection(f"b{number}"))
        assert time.monotonic() - begin < 2, "waited for a dead one"
        names = _read_ids(path)
        assert {f"a{number}-{line.strip()}" for line in said if line.endswith("\n")} <= names
        assert {f"b{earlier}" for earlier in range(number + 1)} <= names
    note = f"killed {times} times"
    return Observed("", None, "what either had written; no lock left behind", note=note)


FAULTS = (
    Fault(_GROUP, "two processes change the connections at once", _two_writers, "", None, "every change of both"),
    Fault(
        _GROUP,
        "one of them killed in the middle of a change",
        _one_writer_killed,
        "",
        None,
        "what either had written; no lock left behind",
    ),
)
