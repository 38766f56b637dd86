"""The program itself: started twice, broken, closed, logged off and suspended in the middle of something."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from unittest import mock

from tests.faults.row import Bench, Fault, Observed
from tests.faults.scene import PASSWORD, SOLNA, USER, VASASTAN, answer_well
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office
from vitec_desktop.ui.common import single_instance
from vitec_desktop.ui.common.single_instance import SingleInstance

_GROUP = "program"
_PATIENCE = 30.0  # seconds, on a machine that is busy with other things
_CLOSING_TIME = 4.0


@dataclass
class Program:
    process: "subprocess.Popen[str]"
    errors: Path

    def ask(self, command: str) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        return self.told()

    def told(self) -> Any:
        """The next line; "" where the process has ended without one."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line and self.process.wait(_PATIENCE):
            raise AssertionError(self.errors.read_text(errors="replace")[-2000:])
        return json.loads(line) if line else ""

    def wait_for(self, condition: Callable[[dict[str, Any]], object], question: str = "state") -> dict[str, Any]:
        deadline = time.monotonic() + _PATIENCE
        while not condition(state := self.ask(question)):
            assert time.monotonic() < deadline, state
            time.sleep(0.02)
        return dict(state)


@contextmanager
def started(profile: Path, temp: Path | None = None, stderr: Path | None = None) -> Iterator[Program]:
    """The program on a profile, its window open, or already over where it only had a word to say to another one."""
    environment = home_within(temp.parent, temp) if temp else {}
    errors = stderr or profile.with_name(f"{profile.name} stderr.txt")
    with errors.open("ab") as stream, _running(profile, stream, environment) as process:
        yield Program(process, errors)


@contextmanager
def _running(profile: Path, stderr: IO[bytes], environment: Mapping[str, str]) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.program_child", "--profile", str(profile)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(_PATIENCE)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def home_within(folder: Path, temp: Path | None = None) -> dict[str, str]:
    """An environment by which a program's passing files, and all else that it may keep for itself, lie in `folder`."""
    places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), folder / "home")
    places |= {f"XDG_{kind}_HOME": folder / "home" / kind.lower() for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temp or folder / "temp")
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    return {**os.environ, **{name: str(place) for name, place in places.items()}}


def make_profile(bench: Bench, base_url: str = "") -> Path:
    """A profile with a connection to the two offices, if there is somebody to connect to."""
    profile = bench.folder / "profile"
    profile.mkdir(exist_ok=True)
    if base_url:
        offices = tuple(Office(customer.id, customer.name) for customer in (SOLNA, VASASTAN))
        file = ConnectionFile(profile / "connections.json")
        file.save_all((Connection("1", "Norrby", USER, offices, base_url),))
    return profile


# Started twice ------------------------------------------------------------------------------------------------


def _second_start(bench: Bench) -> Observed:
    profile = make_profile(bench)
    with started(profile) as first:
        assert first.told() == "open"
        first.ask("minimise")
        assert first.ask("state")["is_minimised"]
        with started(profile) as second:
            assert second.told() == ""
            assert second.process.wait(_PATIENCE) == 0
        first.wait_for(lambda state: not state["is_minimised"])
    return Observed("the first window, in front", None, "one window, and what it shows")


def _after_a_kill(bench: Bench) -> Observed:
    profile = make_profile(bench)
    with started(profile) as first:
        assert first.told() == "open"
        first.process.kill()
        first.process.wait(_PATIENCE)
        with started(profile) as second:
            assert second.told() == "open"
    return Observed("a window", None, "no stale lock in the way")


def _first_is_stuck(bench: Bench) -> Observed:
    if bench.strength.is_full:
        _first_is_stopped(bench)
    else:
        _first_does_not_answer(bench)
    return Observed("a second window", None, "the program can be used")


def _first_is_stopped(bench: Bench) -> None:
    profile = make_profile(bench)
    with started(profile) as first:
        assert first.told() == "open"
        first.ask("state")
        os.kill(first.process.pid, signal.SIGSTOP)
        try:
            with started(profile) as second:
                assert second.told() == "open"
        finally:
            os.kill(first.process.pid, signal.SIGCONT)


def _first_does_not_answer(bench: Bench) -> None:
    """Within one process, and so without an event loop that would hear the second start."""
    first, second = SingleInstance(bench.folder), SingleInstance(bench.folder)
    assert first.claim()
    first.listen()
    try:
        with mock.patch.object(single_instance, "_PATIENCE", 50):
            assert second.claim()
    finally:
        first.release()
    assert second.claim()
    second.release()


# Broken -------------------------------------------------------------------------------------------------------


def _unexpected(bench: Bench) -> Observed:
    with started(make_profile(bench)) as program:
        assert program.told() == "open"
        program.ask("break")
        dialog = program.wait_for(lambda state: state["dialogs"])["dialogs"][0]
        copied = program.ask("copy")
        assert "builtins.RuntimeError" in copied
        assert "program_child.py" in copied
        for text in (dialog, copied):
            assert PASSWORD not in text
            assert "Cecilia" not in text
        assert program.ask("state")["is_visible"]
    sees = dialog.partition(" Vitec Desktop ")[0]
    return Observed(sees, None, "the window, alive; details to copy, without names")


def _damaged_settings(bench: Bench) -> Observed:
    contents = ['{"version": 1, "tab', "nonsense", ""] if bench.strength.is_full else ['{"version": 1, "tab']
    told = set()
    for number, content in enumerate(contents):
        profile = bench.folder / f"{number}"
        profile.mkdir()
        (profile / "settings.json").write_text(content)
        with started(profile) as program:
            assert program.told() == "open"
            sees = program.ask("state")["notice"]
        [aside] = profile.glob("settings.damaged-*.json")
        assert aside.read_text() == content
        told.add(sees.replace(str(aside), "…"))
    [sees] = told
    return Observed(sees, None, "the damaged file, set aside")


# Ended in the middle of something -----------------------------------------------------------------------------


def _ended_in_mid_fetch(bench: Bench) -> Observed:
    """Closed, or told to quit: the window goes at once, the process soon, and what was set up is written down."""
    took = 0.0
    for command in ("close", "quit") if bench.strength.is_full else ("close",):
        with FaultServer(lambda _: Reply(hang=Hang.BEFORE_HEADERS)) as server:
            profile = make_profile(bench, server.base_url)
            with started(profile) as program:
                assert program.told() == "open"
                program.ask("other tab")
                program.ask("fetch")
                assert server.is_hanging.wait(_PATIENCE)
                begin = time.monotonic()
                program.ask(command)
                assert program.process.wait(_PATIENCE) == 0
                took = max(took, time.monotonic() - begin)
            assert server.wait_until_left()
        assert json.loads((profile / "settings.json").read_text())["tab"] == 2
        (profile / "settings.json").unlink()
    assert took < _CLOSING_TIME, took
    return Observed("", None, "all settings; no process left", note=f"ended in {took:.1f} s")


def _logged_off_in_mid_fetch(bench: Bench) -> Observed:
    """The system asks, and then ends the process without further words."""
    with FaultServer(lambda _: Reply(hang=Hang.BEFORE_HEADERS)) as server:
        profile = make_profile(bench, server.base_url)
        with started(profile) as program:
            assert program.told() == "open"
            program.ask("other tab")
            program.ask("fetch")
            assert server.is_hanging.wait(_PATIENCE)
            assert program.ask("log off") == "heard"
            program.process.kill()
            program.process.wait(_PATIENCE)
    assert json.loads((profile / "settings.json").read_text())["tab"] == 2
    return Observed("", None, "all settings")


def _suspended_in_mid_fetch(bench: Bench) -> Observed:
    """Asleep while its connections die: what was under way is asked for again."""
    asleep, awake = threading.Event(), threading.Event()

    def script(seen: Seen) -> Reply:
        if seen.number == 2:
            asleep.set()
            awake.wait(_PATIENCE)
            return Reply(close_at_once=True, reset=True)
        return answer_well(seen)

    with FaultServer(script) as server, started(make_profile(bench, server.base_url)) as program:
        assert program.told() == "open"
        program.ask("fetch")
        assert asleep.wait(_PATIENCE)
        os.kill(program.process.pid, signal.SIGSTOP)
        awake.set()
        time.sleep(2.0 if bench.strength.is_full else 0.3)
        os.kill(program.process.pid, signal.SIGCONT)
        state = program.wait_for(lambda state: not state["is_fetching"] and state["rows"] is not None)
        assert state["is_complete"], state
        requests = len(server.seen)
    return Observed(state["notice"], requests - 2, "the whole report")


FAULTS = (
    Fault(
        _GROUP,
        "started a second time",
        _second_start,
        "the first window, in front",
        None,
        "one window, and what it shows",
    ),
    Fault(_GROUP, "started again after a kill -9", _after_a_kill, "a window", None, "no stale lock in the way"),
    Fault(
        _GROUP,
        "started a second time, the first one stuck",
        _first_is_stuck,
        "a second window",
        None,
        "the program can be used",
    ),
    Fault(
        _GROUP,
        "an unexpected exception",
        _unexpected,
        "Något gick fel som programmet inte väntade sig. Det som redan är hämtat finns kvar. Försök igen, och skicka "
        "detaljerna om det händer på nytt.",
        None,
        "the window, alive; details to copy, without names",
    ),
    Fault(
        _GROUP,
        "settings damaged or half-written",
        _damaged_settings,
        "En inställningsfil var skadad. Programmet använder det som gick att läsa. Den skadade filen ligger kvar som …"
        ".",
        None,
        "the damaged file, set aside",
    ),
    Fault(_GROUP, "closed in mid-fetch", _ended_in_mid_fetch, "", None, "all settings; no process left"),
    Fault(_GROUP, "logged off in mid-fetch", _logged_off_in_mid_fetch, "", None, "all settings"),
    Fault(_GROUP, "suspended in mid-fetch, connections lost", _suspended_in_mid_fetch, "", 1, "the whole report"),
)
