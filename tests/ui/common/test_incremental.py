"""Long computations hold up the window for one slice at a time, however many run."""

import itertools
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner, release_gradually

SLICE = 0.001


def longer_than_a_slice(seconds: float = SLICE) -> None:
    end = perf_counter() + 2 * seconds
    while perf_counter() < end:
        pass


def test_events_and_timers_go_before_each_slice_of_several_computations(qtbot: QtBot) -> None:
    owner, seen = QObject(), list[str]()

    def steps(name: str) -> Steps[None]:
        for _ in range(4):
            longer_than_a_slice()
            seen.append(name)
            yield

    def note_event() -> None:
        seen.append("event")
        QTimer.singleShot(0, owner, note_event)

    timer = QTimer(owner)
    timer.timeout.connect(lambda: seen.append("timer"))
    timer.start(1)
    runners = {name: IncrementalRunner(owner, SLICE) for name in "abc"}
    note_event()
    for name, runner in runners.items():
        runner.start(steps(name), lambda _: None)
    qtbot.waitUntil(lambda: not any(runner.is_running for runner in runners.values()))
    assert all(seen.count(name) == 4 for name in runners)
    assert "event" in seen
    for kind in ("event", "timer"):
        others = [name for name in seen if name in (kind, *runners)]
        assert not [pair for pair in itertools.pairwise(others) if kind not in pair], seen
    slices = [name for name in seen if name in runners]
    assert len(set(slices[:3])) == 3, "each has its turn"
    delete(owner)  # or `note_event`, which refers to itself, would run on in all later tests


def test_a_computation_whose_owner_is_deleted_stops_no_other(qtbot: QtBot) -> None:
    gone, owner, results = QObject(), QObject(), list[int]()

    def endless_steps() -> Steps[None]:
        while True:
            yield

    def steps() -> Steps[int]:
        for _ in range(3):
            longer_than_a_slice()
            yield
        delete(gone)
        for _ in range(3):
            longer_than_a_slice()
            yield
        return 7

    IncrementalRunner(gone, SLICE).start(endless_steps(), lambda _: None)
    IncrementalRunner(owner, SLICE).start(steps(), results.append)
    qtbot.waitUntil(lambda: results == [7])


def test_many_objects_are_freed_between_events(qtbot: QtBot) -> None:
    owner, left = QObject(), set(range(5_000))

    class Noted:
        def __init__(self, number: int) -> None:
            self.number = number

        def __del__(self) -> None:
            left.discard(self.number)
            if self.number % 500 == 0:
                longer_than_a_slice(0.008)

    release_gradually([tuple(Noted(number) for number in range(5_000)), []], owner)
    assert len(left) == 5_000
    qtbot.waitUntil(lambda: 0 < len(left) < 5_000)
    qtbot.waitUntil(lambda: not left and not owner.children())
