"""Measures saved reports: `python -m tests.benchmarks.archive [ROWS]`.

The baselines do the bare minimum with the same rows: MessagePack, zlib and the cipher in one go, a dictionary of rows
by id compared with another, and one of the times at which each row was handled.
"""

import gc
import os
import secrets
import sys
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import inf
from random import Random
from statistics import median
from time import process_time, sleep
from typing import Any

import msgspec
from msgspec import structs
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.archive.factories import a_snapshot
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.table import Measurement
from vitec_desktop.archive.changes import find_changes
from vitec_desktop.archive.file_format import ArchiveKey, decode_snapshot, encode_snapshot
from vitec_desktop.archive.handling_time import HandlingTimes, find_handling_times
from vitec_desktop.archive.identity import state_of
from vitec_desktop.archive.people import PeopleCleaner
from vitec_desktop.archive.snapshot import Snapshot, release_rows
from vitec_desktop.ui.archive.history_work import RowSteps, find_histories
from vitec_desktop.webservice.models import (
    Company,
    Contact,
    Estate,
    ListKind,
    Party,
    SentTip,
    TipFacts,
    TipReceiver,
    WireRow,
)
from vitec_desktop.webservice.timestamps import SWEDEN

ROUNDS = 7
_LEVEL = 4  # of zlib, as the format has it
_WORDS = [
    "vi",
    "vill",
    "gärna",
    "ha",
    "en",
    "värdering",
    "före",
    "advent",
    "helst",
    "ring",
    "kunden",
    "själv",
    "familjen",
]


class ArchiveBenchmark:
    """Saves, opens and compares one report several times, alternately with the baseline.

    CPU time counts, of the round whose share is the median: other load on the computer disturbs both alike.
    """

    def __init__(self, app: QApplication, count: int) -> None:
        self._app = app
        rows = make_rows(count)
        self._snapshot = a_snapshot({ListKind.TIPS: rows}, fetched_at=datetime(2026, 12, 1, tzinfo=SWEDEN))
        later = change_rows(rows)
        self._later = a_snapshot({ListKind.TIPS: later}, fetched_at=datetime(2026, 12, 8, tzinfo=SWEDEN))
        self._newest = a_snapshot(
            {ListKind.TIPS: change_rows(later)},
            fetched_at=datetime(2026, 12, 15, tzinfo=SWEDEN),
        )
        self._key = ArchiveKey.create()
        self._file = encode_snapshot(self._snapshot, self._key)
        self._bare = write_bare(self._snapshot, self._key)
        self._later_file = encode_snapshot(self._later, self._key)
        self._later_bare = write_bare(self._later, self._key)
        self._histories: RowSteps = {}

    def run(self) -> Iterable[Measurement]:
        yield self._compare("save", self._save, lambda: write_bare(self._snapshot, self._key), 1.3)
        yield self._compare("open", self._open, lambda: read_bare(self._bare, self._key), 1.3)
        yield self._compare(
            "compare two",
            lambda: find_changes(self._snapshot, self._later),
            lambda: compare_bare(self._snapshot, self._later),
            2.0,
        )
        yield self._compare("read three, time to handling", self._find_handling_times, self._find_handled_bare, 2.0)
        yield self._measure_stall("save bare in a worker", lambda: write_bare(self._snapshot, self._key), inf)
        yield self._measure_stall("save in a worker, event loop", self._save, 0.05)
        yield self._measure_stall("open bare in a worker", lambda: read_bare(self._bare, self._key), inf)
        yield self._measure_stall("open in a worker, event loop", self._open, 0.05)
        yield self._measure_stall("time to handling, event loop", self._find_handling_times, 0.05)
        yield self._measure_stall("history of all rows, event loop", self._find_histories, 0.05)
        yield self._measure_stall("clean two, event loop", self._clean, 0.05)
        yield self._measure_stall("nothing in a worker, event loop", lambda: sleep(0.3), inf)

    def _find_handling_times(self) -> HandlingTimes:
        return find_handling_times(self._read_earlier(), self._newest)

    def _find_histories(self) -> None:
        self._histories = find_histories(self._read_earlier(), self._newest)

    def _clean(self) -> None:
        cleaner = PeopleCleaner(self._newest.facts.fetched_at)
        for snapshot in self._read_earlier():
            cleaner.clean(snapshot)

    def _read_earlier(self) -> Iterator[Snapshot]:
        for file in (self._file, self._later_file):
            snapshot = decode_snapshot(file, self._key)
            yield snapshot
            release_rows(snapshot)

    def _find_handled_bare(self) -> dict[str, float]:
        return find_handled_bare(
            [read_bare(file, self._key)[ListKind.TIPS] for file in (self._bare, self._later_bare)]
            + [self._newest.rows[ListKind.TIPS]],
            [one.facts.fetched_at for one in (self._snapshot, self._later, self._newest)],
        )

    def _open(self) -> None:
        release_rows(decode_snapshot(self._file, self._key))

    def _save(self) -> bytes:
        return encode_snapshot(self._snapshot, self._key)

    def _compare(
        self, name: str, ours: Callable[[], object], theirs: Callable[[], object], allowed: float
    ) -> Measurement:
        rounds = [Measurement(name, _cpu_seconds(ours), _cpu_seconds(theirs), allowed) for _ in range(ROUNDS)]
        return sorted(rounds, key=lambda one: one.share)[ROUNDS // 2]

    def _measure_stall(self, name: str, act: Callable[[], object], allowed: float) -> Measurement:
        heartbeat, loop = Heartbeat(), QEventLoop()
        stalls: list[float] = []
        for _ in range(ROUNDS):
            thread = threading.Thread(target=act)
            timer = QTimer()
            timer.timeout.connect(lambda thread=thread: None if thread.is_alive() else loop.quit())
            timer.start(5)
            heartbeat.start()
            thread.start()
            loop.exec()
            stalls.append(heartbeat.stop())
        return Measurement(name, min(stalls), allowed, 1.0)


def _cpu_seconds(act: Callable[[], object]) -> float:
    gc.collect()
    begin = process_time()
    act()
    return process_time() - begin


def make_rows(count: int) -> list[SentTip]:
    random = Random(25)
    people = [Party(f"p{n}", f"Person {n}", Company("c1", "Norrby Solna", "30011")) for n in range(40)]
    receivers = [TipReceiver(one.id, one.name, "17", "User", one.company) for one in people]
    start = datetime(2026, 11, 1)
    return [
        SentTip(
            f"{(start + timedelta(seconds=random.randrange(2_500_000))).isoformat()}.1234567+01:00",
            random.choice(people),
            random.choice(receivers),
            TipFacts(
                f"{random.getrandbits(128):032x}",
                " ".join(random.choices(_WORDS, k=5)),
                random.choice(["New", "Claimed", "Done"]),
                " ".join(random.choices(_WORDS, k=40)),
                "FromUser",
            ),
            Contact(f"k{number}", f"Förnamn{number % 977}", f"Efternamn{number % 1409}"),
            Estate(f"e{number}", "ForSale") if number % 3 == 0 else None,
        )
        for number in range(count)
    ]


def change_rows(rows: Sequence[SentTip]) -> list[SentTip]:
    """Return copies of the rows, a tenth of which have changed; some are gone and some are new."""
    copies: list[SentTip] = msgspec.msgpack.decode(msgspec.msgpack.encode(rows), type=list[SentTip])
    for number in range(0, len(copies), 10):
        row = copies[number]
        assert row.tip is not None
        copies[number] = structs.replace(row, tip=structs.replace(row.tip, state="Cancelled"))
    return copies[len(copies) // 100 :] + [
        structs.replace(row, tip=structs.replace(row.tip, id=f"new {row.tip.id}"))
        for row in rows[: len(rows) // 100]
        if row.tip
    ]


def write_bare(snapshot: Snapshot, key: ArchiveKey) -> bytes:
    content = zlib.compress(msgspec.msgpack.encode(snapshot.rows), _LEVEL)
    nonce = secrets.token_bytes(12)
    return nonce + key.cipher().encrypt(nonce, content, b"")


def read_bare(content: bytes, key: ArchiveKey) -> Any:
    plain = zlib.decompress(key.cipher().decrypt(content[:12], content[12:], b""))
    return msgspec.msgpack.decode(plain, type=dict[str, list[SentTip]])


def compare_bare(before: Snapshot, after: Snapshot) -> tuple[int, int, int]:
    """Compare the rows of two reports by their ids; return how many are new, changed and gone."""
    old = {row.row_id: row for row in before.rows[ListKind.TIPS]}
    new = changed = 0
    for row in after.rows[ListKind.TIPS]:
        earlier = old.pop(row.row_id, None)
        if earlier is None:
            new += 1
        elif earlier != row:
            changed += 1
    return new, changed, len(old)


def find_handled_bare(fetches: Sequence[Sequence[WireRow]], moments: Sequence[datetime]) -> dict[str, float]:
    """Return the median of the seconds until rows were seen handled, by the receiver's office."""
    handled_at: dict[str | None, datetime | None] = {}
    for rows, moment in zip(fetches, moments, strict=True):
        for row in rows:
            if state_of(row) == "New":
                handled_at[row.row_id] = None
            elif row.row_id in handled_at:
                handled_at[row.row_id] = handled_at[row.row_id] or moment
    times: dict[str, list[float]] = {}
    for row in fetches[-1]:
        handled = handled_at.get(row.row_id)
        if handled is not None:
            assert isinstance(row, SentTip)
            office = row.receiver.company.name if row.receiver and row.receiver.company else None
            times.setdefault(office or "", []).append(
                (handled - datetime.fromisoformat(row.created_at or "")).total_seconds()
            )
    return {office: median(found) for office, found in times.items()}


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = QApplication([])
    print(f"{count} rows\n\n{'':32} {'ours':>9} {'baseline':>9} {'share':>7} {'bar':>6}")
    results = []
    for one in ArchiveBenchmark(app, count).run():
        mark = "" if one.is_met else "  ←"
        print(f"{one.name:32} {one.ours:9.3f} {one.theirs:9.3f} {one.share:7.2f} {one.allowed:6.2f}{mark}", flush=True)
        results.append(one)
    return 0 if all(one.is_met for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
