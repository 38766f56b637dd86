"""Two processes at one profile, as a window and a scheduled export are: neither loses what the other has written."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.row import Bench, Fault, Observed
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office

_GROUP = "together"
_CHANGES = 20  # of each process
_WRITER = """
import sys
from pathlib import Path
from tests.faults.together import connection
from vitec_desktop.accounts.connections import ConnectionFile

_, path, name, count = sys.argv
file = ConnectionFile(Path(path))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(count)):
    file.put(connection(f"{name}{number}"))
    print(number, flush=True)
"""


def connection(name: str) -> Connection:
    return Connection(name, f"Kontor {name}", "anna", (Office("M30011", "Solna"),), "https://connect.example.se")


@contextmanager
def _writer(path: Path, name: str, count: int) -> "Iterator[subprocess.Popen[str]]":
    """A process that begins to add connections when it is written to, and says a line after each."""
    command = [sys.executable, "-c", _WRITER, str(path), name, str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def _begin(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _names(path: Path) -> set[str]:
    loaded = ConnectionFile(path).load()
    assert not loaded.is_damaged
    return {one.id for one in loaded.entries}


def _two_at_once(bench: Bench) -> Observed:
    path = bench.folder / "connections.json"
    with _writer(path, "a", _CHANGES) as first, _writer(path, "b", _CHANGES) as second:
        for process in (first, second):
            _begin(process)
        told = [process.communicate(timeout=60)[0].splitlines() for process in (first, second)]
        assert (first.returncode, second.returncode) == (0, 0)
    assert [len(lines) for lines in told] == [_CHANGES, _CHANGES]
    assert _names(path) == {f"{name}{number}" for name in "ab" for number in range(_CHANGES)}
    return Observed("", None, "every change of both", note=f"{2 * _CHANGES} changes")


def _one_is_killed(bench: Bench) -> Observed:
    """At any moment: what it said it had written is there, and the other one waits for nobody."""
    chance = random.Random(7)
    path = bench.folder / "connections.json"
    times = 10 if bench.strength.is_full else 1
    for number in range(times):
        with _writer(path, f"a{number}-", 100_000) as process:
            _begin(process)
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(3)]
            time.sleep(chance.uniform(0, 0.02))  # somewhere within the next changes
            process.kill()
            process.wait(30)
            said += process.stdout.readlines()
        begin = time.monotonic()
        ConnectionFile(path).save(connection(f"b{number}"))
        assert time.monotonic() - begin < 2, "waited for a dead one"
        names = _names(path)
        assert {f"a{number}-{line.strip()}" for line in said if line.endswith("\n")} <= names
        assert {f"b{earlier}" for earlier in range(number + 1)} <= names
    note = f"killed {times} times"
    return Observed("", None, "what either had written; no lock left behind", note=note)


FAULTS = (
    Fault(_GROUP, "two processes change the connections at once", _two_at_once, "", None, "every change of both"),
    Fault(
        _GROUP,
        "one of them killed in the middle of a change",
        _one_is_killed,
        "",
        None,
        "what either had written; no lock left behind",
    ),
)
