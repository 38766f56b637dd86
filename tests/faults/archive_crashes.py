"""Saving, opening, thinning and forgetting that are ended by kill -9: old or new, none broken, none lost but the one.

    python -m tests.faults.archive_crashes save|open|thin|forget FOLDER

forks a process that does so, and kills it, once for each line of standard input with the seconds to wait before.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from keyring.backend import KeyringBackend

from tests.archive.factories import NOW, Clock, a_snapshot, a_tip, an_archive, tips
from tests.faults.case import Env, Fault, Observed
from tests.faults.crash_safety import adapt_duration
from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import LONGEST_WAIT, read_line
from vitec_desktop.archive.store import ReportArchive
from vitec_desktop.webservice.models import Contact

_PERSON = "Cecilia Larsson"
_REPORTS = 4
_ROWS = tips(*(a_tip(str(n), contact=Contact(str(n), "Cecilia", "Larsson"), message="m" * 200) for n in range(100)))


class FileKeyring(KeyringBackend):
    """Keeps its entries in a file, for several processes; never prompts, as Windows' does not."""

    def __init__(self, path: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._path = path

    def _load(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_text())) if self._path.exists() else {}

    def _save(self, entries: dict[str, str]) -> None:
        temp = self._path.with_suffix(".new")
        temp.write_text(json.dumps(entries))
        temp.replace(self._path)

    def get_password(self, service: str, username: str) -> str | None:
        return self._load().get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._save({**self._load(), service: password})

    def delete_password(self, service: str, username: str) -> None:
        self._save({name: value for name, value in self._load().items() if name != service})


FileKeyring.__module__ = "keyring.backends.Windows"


def _open(folder: Path) -> ReportArchive:
    return an_archive(folder / "archive", FileKeyring(folder / "keyring.json"), Clock(NOW))


def _fill(folder: Path, days_ago: float) -> None:
    for number in range(_REPORTS):
        _open(folder).save(a_snapshot(_ROWS, fetched_at=NOW - timedelta(days=days_ago, minutes=number)))


def _save(folder: Path) -> None:
    _open(folder).save(a_snapshot(_ROWS, fetched_at=NOW))


def _open_all(folder: Path) -> None:
    archive = _open(folder)
    for one in archive.list().reports:
        archive.load(one.id)


def _thin(folder: Path) -> None:
    archive = an_archive(folder / "archive", FileKeyring(folder / "keyring.json"), Clock(NOW + timedelta(days=20)))
    archive.clean()


def _forget(folder: Path) -> None:
    _open(folder).forget(_PERSON)


_ACTS: dict[str, Callable[[Path], None]] = {"save": _save, "open": _open_all, "thin": _thin, "forget": _forget}


def main(kind: str, folder: Path) -> None:
    work, saved = folder / "work", folder / "saved"
    _fill(work, 1)
    shutil.copytree(work, saved)
    print(json.dumps(_run(kind, work, None)[1]), flush=True)
    for line in sys.stdin:
        shutil.rmtree(work)
        shutil.copytree(saved, work)  # the archive's key belongs to this place
        print(json.dumps(_run(kind, work, json.loads(line))[0]), flush=True)


def _run(kind: str, work: Path, seconds: float | None) -> tuple[bool, float]:
    """Return whether the act was killed, and how long it took."""
    begin = time.monotonic()
    child = os.fork()
    if child == 0:
        _ACTS[kind](work)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), time.monotonic() - begin


def _kill_repeatedly(env: Env, kind: str, check: Callable[[Path, set[str]], None]) -> Observed:
    """Kill at moments spread over 1.3 times the duration; `check` gets the folder and what an undisturbed run left."""
    chance = random.Random(25)
    work = env.folder / "work"
    process = ForkedPython(
        [sys.executable, "-m", "tests.faults.archive_crashes", kind, str(env.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    killed = in_the_middle = 0
    points, enough = env.workload.kill_points, env.workload.kill_points // 3
    try:
        whole: float = json.loads(read_line(process))
        undisturbed = {one.id for one in _open(work).list().reports}
        # On a busy computer more moments than those may be beside the act.
        while killed < points or (in_the_middle <= enough and killed < 10 * points):
            killed += 1
            seconds = chance.uniform(0, 1.3 * whole)
            process.stdin.write(f"{json.dumps(seconds)}\n")
            process.stdin.flush()
            was_in_the_middle: bool = json.loads(read_line(process))
            in_the_middle += was_in_the_middle
            whole = adapt_duration(whole, seconds, was_in_the_middle=was_in_the_middle)
            check(work, undisturbed)
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(LONGEST_WAIT)
    assert in_the_middle > enough, in_the_middle
    note = f"{in_the_middle} of {killed} in the middle"
    return Observed(None, None, "whole reports, none lost", totals={"kill points survived": killed}, note=note)


def _whole_reports(work: Path) -> set[str]:
    """Return the ids of all reports; each must open with all its rows."""
    archive = _open(work)
    listing = archive.list()
    assert (listing.damaged, listing.other_keys, listing.unreadable) == ((), 0, 0)
    for one in listing.reports:
        assert archive.load(one.id).report.row_count == len(next(iter(_ROWS.values())))
    return {one.id for one in listing.reports}


def _check_save(work: Path, undisturbed: set[str]) -> None:
    found = _whole_reports(work)
    assert len(found) in (_REPORTS, _REPORTS + 1)
    assert len(found & undisturbed) == _REPORTS


def _check_open(work: Path, undisturbed: set[str]) -> None:
    assert _whole_reports(work) == undisturbed
    # Opening writes nothing, and the lock of a process that is gone keeps nobody out.
    assert {path.name for path in (work / "archive").glob("*.vdr")} == {f"{one}.vdr" for one in undisturbed}
    _save(work)
    assert len(_whole_reports(work)) == _REPORTS + 1


def _check_thin(work: Path, undisturbed: set[str]) -> None:
    assert len(undisturbed) == 1
    assert undisturbed <= _whole_reports(work)


def _check_forget(work: Path, undisturbed: set[str]) -> None:
    assert _whole_reports(work) == undisturbed
    archive = _open(work)
    has_begun = bool(archive.settings.unfinished_person)
    found = archive.find_person(_PERSON).reports
    archive.clean()
    assert archive.find_person(_PERSON).reports == (0 if has_begun else found)
    assert found in (0, _REPORTS) or has_begun
    assert _whole_reports(work) == undisturbed


FAULTS = tuple(
    Fault(
        "kill -9",
        name,
        lambda env, kind=kind, check=check: _kill_repeatedly(env, kind, check),  # type: ignore[misc]
        None,
        None,
        "whole reports, none lost",
    )
    for name, kind, check in (
        ("in saving a report", "save", _check_save),
        ("in opening saved reports", "open", _check_open),
        ("in thinning saved reports", "thin", _check_thin),
        ("in forgetting a person", "forget", _check_forget),
    )
)

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
